"""How is a secret masked in a SQLite file?

In a copy in memory: values are replaced, the file is vacuumed so that no freed page keeps the old ones, and
the result is looked at again.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from helcim_audit.errors import AuditError
from helcim_audit.masking import veil
from helcim_audit.model import Document
from helcim_audit.redaction.text import Redactor, Unsafe
from helcim_audit.sources.containers.sqlite import tables


def rebuilt(path: str, data: bytes, redactor: Redactor, admit: Callable[[bytes], bool]) -> bytes:
    """The database with every known and found value masked. Raises Unsafe where one stays."""
    if data[18:20] != b"\1\1":
        data = data[:18] + b"\1\1" + data[20:]  # a copy in memory has no write-ahead log
    before = redactor.found.count
    for table, rows in tables(data, 600.0):
        text = b"".join(rows)
        if admit(text):
            redactor.learn(Document(f"{path}!/{table}", text))
    raw = Document(path, data)
    if admit(data):
        redactor.learn(raw)
    if redactor.found.count == before:
        return data
    fresh = _replaced(path, data, redactor)
    for table, rows in tables(fresh, 600.0):
        text = b"".join(rows)
        if redactor.known.in_bytes(text) or (admit(text) and redactor.sees(Document(f"{path}!/{table}", text))):
            raise Unsafe("a secret could not be masked in this database; nothing was written", path=veil(path))
    if redactor.known.in_bytes(fresh) or redactor.sees(Document(path, fresh)):
        raise Unsafe("a secret could not be masked in this database; nothing was written", path=veil(path))
    return fresh


def _replaced(path: str, data: bytes, redactor: Redactor) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.create_function("masked", 1, lambda value: _value(value, redactor), deterministic=True)
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger'").fetchall():
            if trigger:
                raise Unsafe("a database with triggers is not rewritten by this program", path=veil(path), hint="share an export of the tables instead")
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type='table'").fetchall():
            if str(name).startswith("sqlite_") or str(sql).upper().startswith("CREATE VIRTUAL"):
                continue
            columns = [column[1] for column in connection.execute(f"PRAGMA table_info({_quoted(name)})")]
            for column in columns:
                one, table = _quoted(column), _quoted(name)
                connection.execute(f"UPDATE {table} SET {one} = masked({one}) WHERE typeof({one}) IN ('text', 'blob') AND masked({one}) IS NOT {one}")  # noqa: S608 - quoted
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        return connection.serialize()
    except sqlite3.Error:
        raise Unsafe("this database cannot be rewritten", path=veil(path), hint="share an export of the tables instead") from None
    finally:
        connection.close()


def _quoted(name: object) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _value(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, bytes):
        fresh = _text(value.decode("latin-1"), redactor)
        return fresh.encode("latin-1")
    return _text(value, redactor) if isinstance(value, str) else value


def _text(value: str, redactor: Redactor) -> str:
    if not redactor.known.in_bytes(value.encode("utf-8", "surrogatepass")):
        return value
    try:
        return redactor.document(Document("value.txt", value.encode("utf-8", "surrogatepass"))).decode("utf-8", "surrogatepass")
    except AuditError:
        return "*" * len(value)
