"""What do the tables of a SQLite file say?

The file is opened as a copy in memory: nothing is written, no extension is loaded, no function of its schema
runs. A row becomes a line of SQL, so that columns name their values.
"""

import sqlite3
import time
from collections.abc import Iterator

MAGIC = b"SQLite format 3\0"
_STEPS = 200_000  # of SQLite's machine between two looks at the clock
_LONGEST = 1 << 20  # characters of one value


def tables(data: bytes, seconds: float) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(table, its rows as lines). Raises sqlite3.Error where the file is damaged, or the time is up."""
    if data[18:20] != b"\1\1":
        data = data[:18] + b"\1\1" + data[20:]  # a copy in memory has no write-ahead log
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        connection.text_factory = _decoded
        for setting in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
            connection.execute(f"PRAGMA {setting}")
        until = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        names = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type='table' ORDER BY name").fetchall()
        yield "schema", ((str(sql) + ";\n").encode("utf-8", "surrogateescape") for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall())
        for name, sql in names:
            if not str(name).startswith("sqlite_") and not str(sql).upper().startswith("CREATE VIRTUAL"):
                yield str(name), _rows(connection, str(name))
    finally:
        connection.close()


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[bytes]:
    quoted = '"' + table.replace('"', '""') + '"'
    rows = connection.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - quoted, and the copy is ours
    columns = ", ".join(str(column[0]) for column in rows.description)
    head = f"INSERT INTO {table} ({columns}) VALUES ("  # noqa: S608 - a text that nobody executes
    for row in rows:
        yield (head + ", ".join(map(_literal, row)) + ");\n").encode("utf-8", "surrogateescape")


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else _blob(value)
    # A row is a line: breaks are written as escapes.
    return "'" + text[:_LONGEST].replace("'", "''").replace("\r", "\\r").replace("\n", "\\n") + "'"


def _blob(value: object) -> str:
    """Text that was stored as bytes; other bytes are seen where the file is read as it stands."""
    if not isinstance(value, bytes) or b"\0" in value[:1000]:
        return ""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return ""
