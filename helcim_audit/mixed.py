"""Which other text stands in a document whose bytes are in two encodings?

A log that two programs wrote, an old Word file, an event log: stretches of UTF-16 among single bytes, or the
other way round. No decoder reads both; here the wide stretches are narrowed, where they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.model import Document, Finding

_LITTLE = regex(rb"(?:[\t\r\n\x20-\x7e]\0){16,}")
_BIG = regex(rb"(?:\0[\t\r\n\x20-\x7e]){16,}")
_NARROW = regex(rb"[\t\x20-\x7e]{40}")
_NARROW_RUN = regex(rb"[\t\r\n\x20-\x7e]{40,}")
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def views(document: Document) -> Iterator[Document]:
    """The document, and if it is mixed, what a reader of its other encoding would see; lines are the same in both."""
    yield document
    if b"\0" not in document.data or document.metadata:
        return
    if document.encoding in WIDE and not _NARROW.search(document.data):
        return
    narrowed = narrow(document.data)
    if narrowed != document.data:
        yield replace(document, data=narrowed, shadows=document.shadows or document.path)


def narrow(data: bytes) -> bytes:
    """`data` with stretches of UTF-16 turned into single bytes."""
    return _BIG.sub(lambda run: run[0][1::2], _LITTLE.sub(lambda run: run[0][::2], data))


def stretches(data: bytes, wide: bool) -> Iterator[tuple[int, int]]:
    """(start, end) of what is in the other encoding: UTF-16 among single bytes, or (`wide`) single bytes among UTF-16."""
    if b"\0" in data:
        for run in re.finditer(_NARROW_RUN.pattern if wide else _LITTLE.pattern + b"|" + _BIG.pattern, data):
            yield run.span()


def unseen(found: list[Finding], path: str, before: list[Finding]) -> list[Finding]:
    """Those of `found` whose secret was not already found at `path`; inside of it, if `path` ends with `!/`."""
    known = {f.secret.id for f in before if f.secret and (f.path == path or (path.endswith("!/") and f.path.startswith(path)))}
    return [f for f in found if not f.secret or f.secret.id not in known]
