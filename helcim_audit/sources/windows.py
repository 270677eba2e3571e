"""How is a file of any size, or a stream, read in flat memory?

In windows that overlap, cut at line breaks where there are any, so that whatever stands across a cut stands
whole in one of the two.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helcim_audit.model import Document, Origin

WINDOW = 4 << 20  # bytes
OVERLAP = 64 << 10


class Resumed:
    """A descriptor with the beginning that was already read from it."""

    def __init__(self, fd: int, head: bytes) -> None:
        self.fd = fd
        self._head = head

    def rewound(self) -> int:
        """The size of a file, which is wound back to its beginning; 0 for a pipe."""
        import stat

        status = os.fstat(self.fd)
        if not stat.S_ISREG(status.st_mode):
            return 0
        os.lseek(self.fd, 0, os.SEEK_SET)
        self._head = b""
        return status.st_size

    def read(self, size: int, /) -> bytes:
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        return os.read(self.fd, size)


def begun(fd: int, size: int) -> bytes:
    """The first `size` bytes of a pipe or a file, fewer only where it ends."""
    head = b""
    while len(head) < size and (piece := os.read(fd, size - len(head))):
        head += piece
    return head


class Windows:
    """A descriptor or a stream is read to its end and not closed; `count` is told the size of the whole once, at the end."""

    def __init__(self, source: int | Callable[[int], bytes], path: str, count: Callable[[int], None], origin: Origin | None = None) -> None:
        self._read = (lambda size: os.read(source, size)) if isinstance(source, int) else source
        self.path = path
        self.count = count
        self.origin = origin

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        line, column, total = 1, 1, 0
        kept = b""
        ended = False
        while not ended:
            fresh, ended = self._fill(WINDOW)
            total += len(fresh)
            data = kept + fresh
            if not data:
                break
            # A value that the window's end cuts would look like a damaged one.
            whole = len(data) if ended else data.rfind(b"\n", len(data) - OVERLAP) + 1
            shown = data[: whole or len(data)]
            if admit(shown):
                yield self._document(shown, line, column, not whole)
            if ended:
                break
            cut = self._cut(data)
            skipped = data[:cut]
            breaks = skipped.count(b"\n")
            if breaks:
                line += breaks
                column = 1 + len(skipped) - skipped.rfind(b"\n") - 1
            else:
                column += len(skipped)
            kept = data[cut:]
        self.count(total)

    def _fill(self, size: int) -> tuple[bytes, bool]:
        pieces: list[bytes] = []
        left = size
        while left > 0:
            piece = self._read(min(left, 1 << 20))
            if not piece:
                return b"".join(pieces), True
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces), False

    def _cut(self, data: bytes) -> int:
        """Where the next window begins: OVERLAP before the end, at the beginning of a line if one is near."""
        at = max(0, len(data) - OVERLAP)
        line = data.rfind(b"\n", max(0, at - OVERLAP), at)
        return line + 1 if line >= 0 else at - at % 4  # whole units of UTF-16 and UTF-32

    def _document(self, data: bytes, line: int, column: int, cut: bool) -> Document:
        from helcim_audit.model import Document, Worktree

        return Document(self.path, data, self.origin or Worktree(), line, column, cut=cut)
