"""Which files does a zip archive hold?

The directory at its end is read by `zipfile`; the members are inflated here, so that one whose checksum is
wrong is still read as far as it goes. An archive whose directory is missing is read from header to header.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from helcim_audit.sources.containers.content import Readable
from helcim_audit.sources.containers.inflate import Inflated

_HEADER = struct.Struct("<4s5H3L2H")
_MARK = b"PK\x03\x04"
_METHODS = {0: "", 8: "deflate", 12: "bzip2", 93: "zstandard"}
_ENCRYPTED = 1
_SIZE_BEHIND = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A member: its name, and its bytes or why they cannot be read."""

    name: str
    source: Readable | None
    problem: str = ""


class _Part:
    """The next `left` bytes of a file; other readers may move its position in between."""

    def __init__(self, file: io.BufferedIOBase, at: int, left: int) -> None:
        self._file, self._at, self._left = file, at, left

    def read(self, size: int, /) -> bytes:
        self._file.seek(self._at)
        piece = self._file.read(min(size, self._left))
        self._at += len(piece)
        self._left -= len(piece)
        if not piece and self._left:
            raise EOFError
        return piece


def directory(file: io.BufferedIOBase) -> tuple[list[zipfile.ZipInfo], bytes] | None:
    """Members as the directory names them, and the archive's comment; None where there is no directory."""
    try:
        with zipfile.ZipFile(file) as archive:  # does not close a file that it was given
            return archive.infolist(), archive.comment
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error, UnicodeDecodeError, IndexError):
        return None


def entries(file: io.BufferedIOBase, infos: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    """Every file of the directory, in its order."""
    for info in infos:
        if info.is_dir():
            continue
        if info.flag_bits & _ENCRYPTED:
            yield Entry(info.filename, None, "it is encrypted")
        elif info.compress_type not in _METHODS:
            yield Entry(info.filename, None, f"it is compressed by a method that is not understood ({info.compress_type})")
        else:
            yield _opened(file, info)


def _opened(file: io.BufferedIOBase, info: zipfile.ZipInfo) -> Entry:
    file.seek(info.header_offset)
    raw = file.read(_HEADER.size)
    if len(raw) < _HEADER.size or not raw.startswith(_MARK):
        return Entry(info.filename, None, "it is damaged")
    *_, name, extra = _HEADER.unpack(raw)
    part = _Part(file, info.header_offset + _HEADER.size + name + extra, info.compress_size)
    return Entry(info.filename, _method(part, info.compress_type))


def _method(part: Readable, method: int) -> Readable:
    form = _METHODS[method]
    return Inflated(part, form, one=True) if form else part


def salvaged(file: io.BufferedIOBase) -> Iterator[Entry]:
    """Members of an archive without its directory, found by their own headers."""
    file.seek(0)
    data = file.read()
    at = data.find(_MARK)
    while at >= 0:
        raw = data[at : at + _HEADER.size]
        after = at + 4
        if len(raw) == _HEADER.size:
            _, _, flags, method, _, _, _, size, _, name, extra = _HEADER.unpack(raw)
            start = at + _HEADER.size + name + extra
            label = data[at + _HEADER.size : at + _HEADER.size + name].decode("utf-8", "replace")
            if flags & _ENCRYPTED:
                yield Entry(label, None, "it is encrypted")
            elif method in _METHODS and not label.endswith("/"):
                rest = size if size and not flags & _SIZE_BEHIND else len(data)
                if not _METHODS[method] and flags & _SIZE_BEHIND:
                    rest = max(0, data.find(b"PK\x07\x08", start) - start)
                yield Entry(label, _method(_Part(io.BytesIO(data), start, min(rest, max(0, len(data) - start))), method))
                after = max(after, start + size) if size and not flags & _SIZE_BEHIND else start
        at = data.find(_MARK, after)
