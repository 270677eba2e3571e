"""Which files does a tar archive hold? Read from front to back, so that its size does not matter."""

import tarfile
from collections.abc import Iterator

from helcim_audit.sources.containers.content import Readable
from helcim_audit.sources.containers.zips import Entry

_BLOCK = 512 << 7


class _Padded:
    """A stream that goes on with zeros behind its end, so that the last member of a cut archive is read as far as it goes."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.short = False
        self.at = 0  # bytes read
        self.filled = 0  # behind the last byte that is not zero

    def read(self, size: int, /) -> bytes:
        pieces: list[bytes] = []
        left = size
        while left and (piece := self._source.read(left)):
            pieces.append(piece)
            left -= len(piece)
            if filled := len(piece.rstrip(b"\0")):
                self.filled = self.at + filled
            self.at += len(piece)
        self.short = self.short or left > 0
        return b"".join(pieces) + bytes(left)


class _Member:
    """A member's bytes, until the archive ends. `at`: where they begin in the archive."""

    def __init__(self, source: Readable, padded: _Padded, at: int) -> None:
        self._source, self._padded, self._at = source, padded, at

    def read(self, size: int, /) -> bytes:
        padded = self._padded
        if padded.short and self._at > padded.at:
            raise EOFError
        piece = self._source.read(min(size, _BLOCK))
        start, self._at = self._at, self._at + len(piece)
        if not padded.short or self._at <= padded.at:
            return piece
        real = piece[: max(0, padded.at - start)]
        if not real:
            raise EOFError
        return real


def entries(source: Readable) -> Iterator[Entry]:
    """Every regular file of the archive. Raises tarfile.TarError where it is damaged."""
    padded = _Padded(source)
    with tarfile.open(fileobj=padded, mode="r|", bufsize=_BLOCK, errorlevel=0) as archive:  # type: ignore[call-overload]  # it only reads
        for member in archive:
            if member.isreg():
                opened = archive.extractfile(member)
                if opened is not None:
                    yield Entry(member.name, _Member(opened, padded, member.offset_data))
            archive.members.clear()  # or an archive of a million files would fill the memory
        end = archive.offset
    while not padded.short:
        padded.read(_BLOCK)
    if padded.filled > end:
        # A header that is broken ends an archive as far as tarfile is concerned.
        raise tarfile.ReadError("there is more behind its end")
