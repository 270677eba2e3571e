"""How are bytes from inside of a container read, a piece at a time and within limits?

A reader that meets the end of its patience or of its archive ends the stream and says why, instead of
raising: what came before is scanned all the same.
"""

import io
import lzma
import sqlite3
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn, Protocol

PIECE = 1 << 20
HEAD = 512  # bytes that tell what a file is: a tar says so at 257

# What readers of a broken file raise.
BROKEN = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, sqlite3.Error)


class Readable(Protocol):
    """The only thing that is asked of a stream."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What one outermost file may cost. A log of any size passes: its ratio is that of text."""

    ratio: int = 250  # bytes out for each byte in; text reaches 20 to 100, what is made to hurt 1,000 and more
    free: int = 32 << 20  # bytes out before the ratio counts
    total: int = 16 << 30  # bytes out of an archive of files
    held: int = 256 << 20  # bytes of a nested file that cannot be read from front to back
    entries: int = 200_000
    depth: int = 6
    seconds: float = 600.0


class Capped(Exception):
    """A limit was reached; the message says which."""


@dataclass(slots=True)
class Budget:
    """What is left of the limits for one outermost file of `size` bytes (0: not known, a stream)."""

    limits: Limits
    size: int
    out: int = 0
    entries: int = 0
    read: int = 0  # bytes of the outermost file so far, where its size is not known
    began: float = field(default_factory=time.monotonic)
    over: str = ""  # the limit that ends everything

    def spend(self, count: int) -> None:
        self.out += count
        if self.out > self.limits.free and self.out > self.limits.ratio * max(self.size, self.read):
            self._end(f"it grows more than {self.limits.ratio} times as it is unpacked")
        if time.monotonic() - self.began > self.limits.seconds:
            self._end(f"it takes longer than {self.limits.seconds:.0f} seconds")

    def enter(self, depth: int) -> None:
        """One more member, at this depth."""
        self.entries += 1
        if self.entries > self.limits.entries:
            self._end(f"it holds more than {self.limits.entries} files")
        if self.out > self.limits.total:
            self._end(f"it unpacks to more than {self.limits.total >> 30} GiB")
        if depth > self.limits.depth:
            raise Capped(f"files are nested more than {self.limits.depth} deep")

    def _end(self, why: str) -> NoReturn:
        self.over = why
        raise Capped(why)


class Content:
    """Bytes that are read once, from the front, after a look at their `head`. Never raises for bad input.

    problem: why the stream ended early, or "". file: the whole as a seekable file, where it is one.
    """

    __slots__ = ("_ahead", "_source", "file", "head", "problem")

    def __init__(self, source: Readable, file: io.BufferedIOBase | None = None) -> None:
        self._source = source
        self.file = file
        self.problem = ""
        self._ahead = b""
        pieces: list[bytes] = []
        while sum(map(len, pieces)) < HEAD and (piece := self._next(HEAD)):
            pieces.append(piece)
        self._ahead = self.head = b"".join(pieces)

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end, or where the stream broke."""
        if self._ahead:
            piece, self._ahead = self._ahead[:size], self._ahead[size:]
            return piece
        return self._next(size)

    def _next(self, size: int) -> bytes:
        if self.problem:
            return b""
        try:
            return self._source.read(size)
        except Capped as cap:
            self.problem = str(cap)
        except EOFError:
            self.problem = "it is truncated"
        except BROKEN:
            self.problem = "it is damaged"
        return b""

    def seekable(self, held: int) -> io.BufferedIOBase:
        """The whole as a file that can be searched. Raises Capped where that takes more than `held` bytes of memory."""
        if self.file is not None:
            self.file.seek(0)
            return self.file
        pieces: list[bytes] = []
        left = held
        while piece := self.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise Capped(f"it needs more than {held >> 20} MB of memory to be read")
            pieces.append(piece)
        self.file = io.BytesIO(b"".join(pieces))
        return self.file


def of_bytes(data: bytes) -> Content:
    file = io.BytesIO(data)
    return Content(file, file)


class Pieces:
    """A stream of what an iterator yields."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


class Metered:
    """A stream whose bytes count against a budget: as read from the outside, or as unpacked."""

    def __init__(self, source: Readable, spend: Callable[[int], None]) -> None:
        self._source = source
        self._spend = spend

    def read(self, size: int, /) -> bytes:
        piece = self._source.read(size)
        self._spend(len(piece))
        return piece
