"""What does a PDF say: its pages' text, the files attached to it, and what else its streams hold?"""

import io
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helcim_audit.lazy import regex
from helcim_audit.screenshots import ocr

MAGIC = b"%PDF-"
_STREAM = regex(rb"stream\r?\n")
_TEXT = regex(rb"\bBT\b.*?\bT[jJ]\b", re.DOTALL)
_MOST_IMAGES = 40  # of one page
_LONGEST = 64 << 20  # bytes of one stream


@dataclass(frozen=True, slots=True)
class Part:
    """A page, an attachment or a stream. shadow: it may show again what a page showed."""

    name: str
    data: bytes
    shadow: bool = False
    problem: str = ""


def parts(data: bytes) -> Iterator[Part]:
    """Pages in order, attachments, then streams that are not pages; all streams where the pages could not be read."""
    whole = True
    for part in _pages(data):
        whole = whole and not part.problem
        yield part
    for number, stream in enumerate(_streams(data), 1):
        if not (whole and _TEXT.search(stream)):
            yield Part(f"stream-{number}", stream, shadow=True)


def _pages(data: bytes) -> Iterator[Part]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # what it says may quote the document
    # What a reader of a broken or hostile file may raise besides its own errors.
    broken = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, RecursionError, OverflowError, ArithmeticError, NotImplementedError, AssertionError)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            yield Part("", b"", problem="it is encrypted")
            return
        count = len(reader.pages)
    except DependencyError:
        yield Part("", b"", problem="it is encrypted")
        return
    except broken:
        yield Part("", b"", problem="it is damaged: only its streams are read")
        return
    for number in range(count):
        name = f"page-{number + 1}"
        try:
            yield Part(name, (reader.pages[number].extract_text() or "").encode("utf-8", "surrogatepass"))
        except broken:
            yield Part(name, b"", problem="its text could not be read: only its streams are")
        if ocr.installed():
            yield from _images(reader.pages[number], name, broken)
    try:
        attached = [(name, content) for name, contents in reader.attachments.items() for content in contents]
    except broken:
        yield Part("", b"", problem="its attachments could not be read")
        return
    for name, content in attached:
        yield Part(name, content)


def _images(page: Any, name: str, broken: tuple[type[Exception], ...]) -> Iterator[Part]:
    """Pictures of a page: all that there is of one that was scanned."""
    try:
        for number, image in enumerate(page.images):
            if number >= _MOST_IMAGES:
                yield Part(name, b"", problem=f"more than {_MOST_IMAGES} pictures on a page")
                return
            yield Part(f"{name}/{image.name}", image.data)
    except broken:
        yield Part(name, b"", problem="its pictures could not be read")


def _streams(data: bytes) -> Iterator[bytes]:
    """What inflates, wherever it stands: no cross reference is needed."""
    for mark in _STREAM.finditer(data):
        start = mark.end()
        if data[start : start + 1] not in (b"x", b"h", b"H", b"\x18", b"X", b"8", b"(", b"\x08"):  # zlib's first byte
            continue
        inflater = zlib.decompressobj()
        try:
            piece = inflater.decompress(data[start : start + _LONGEST], _LONGEST)
        except zlib.error:
            continue
        if piece:
            yield piece
