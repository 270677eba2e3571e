"""How is a secret taken out of a history without being written down once more?

The file for `git filter-repo --replace-text` names the secret's shape, its length and its last four characters, which
may be shown. Each object that holds the secret is then cleaned here, in memory, as filter-repo would, and scanned
again: what an expression does not clean is dropped whole.
"""

import re
from collections.abc import Iterable, Sequence

from helcim_audit.engine import Settings, inspect
from helcim_audit.incidents import Cleanup
from helcim_audit.model import Commit, Document, Finding
from helcim_audit.scanners import Context
from helcim_audit.sources.history import History, messages
from helcim_audit.sources.objects import each

_PUT = "***REMOVED***"
_BINARY = 8192  # bytes in which filter-repo looks for a NUL before it takes a blob for text
_TOKEN = r"[A-Za-z0-9!#$%*\-.@_]"
_ANY = r"[^\s\"'`<>]"


def expressions(found: Iterable[Finding]) -> tuple[str, ...]:
    """Lines of a --replace-text file for the raw forms in which the secret was found."""
    lines: dict[str, None] = {}
    for one in found:
        if one.secret is None or not (last := one.secret.masked.lstrip("*")):
            continue
        length = one.end.column - one.start.column if one.end.line == one.start.line else 0
        if not one.excerpt or length <= len(last):
            continue
        whole = re.escape(last)
        head = length - len(last)
        if one.secret.kind == "api-token" and length == 64:
            lines[f"regex:(?<![A-Za-z0-9])a{_TOKEN}{{{head - 1}}}{whole}(?![A-Za-z0-9])==>{_PUT}"] = None
        else:
            lines[f"regex:(?<![A-Za-z0-9]){_ANY}{{{head}}}{whole}(?![A-Za-z0-9])==>{_PUT}"] = None
    return tuple(sorted(lines))


def cleaned(data: bytes, lines: Sequence[str]) -> bytes:
    """What filter-repo makes of a blob or a message."""
    for line in lines:
        pattern, _, put = line.removeprefix("regex:").rpartition("==>")
        data = re.sub(pattern.encode(), put.encode(), data)
    return data


def plan(found: Sequence[Finding], history: History, settings: Settings) -> Cleanup:
    """The clean-up of all versions in `found`, tried out. `found` is not yet put together by place."""
    name = found[0].secret.id if found and found[0].secret else ""
    lines = expressions(found)
    context = Context(settings.catalogue.patterns)
    blobs: list[str] = []
    unclean: list[str] = []

    def left(document: Document) -> bool:
        return any(one.secret and one.secret.id == name for one in inspect(document, context, settings))

    def take(oid: bytes, kind: bytes, data: bytes) -> None:
        if kind == b"blob":
            path = history.origin(oid).paths
            where = path[0] if path else ""
            text = data if b"\0" in data[:_BINARY] else cleaned(data, lines)
            if _packed(data, where) or left(Document(where or "x", text)):
                blobs.append(oid.decode())
        elif any(left(document) for document in messages(oid, kind.decode(), cleaned(data, lines), ())):
            unclean.append(f"{kind.decode()} {oid.decode()}")

    origins = [one.origin for one in found if isinstance(one.origin, Commit)]
    objects = {origin.blob for origin in origins if origin.blob} | {origin.sha for one in found if one.path.startswith("commit:") and isinstance(origin := one.origin, Commit)}
    lost = each(history.cwd, [oid.encode() for oid in sorted(objects)], take)
    blobs += [oid.decode() for oid in lost]  # too large to be tried here
    renames = sorted({one.path for one in found if one.path.startswith("ref:") or _named(one)})
    return Cleanup(lines, tuple(sorted(blobs)), tuple(renames), tuple(unclean))


def _packed(data: bytes, path: str) -> bool:
    from helcim_audit.sources.archives import kind

    return kind(data[:512], path) is not None


def _named(one: Finding) -> bool:
    """Whether the secret stands in a file's name: masked there too."""
    return bool(one.secret and one.secret.masked.lstrip("*") and re.search(r"\*{8,}" + re.escape(one.secret.masked.lstrip("*")), one.path))
