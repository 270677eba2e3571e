"""What does a log say while it is being written?

What is there first, then each line that is added, in flat memory. A log that is moved away and begun anew is
read to its end, then the new one from its beginning; one that was cut to nothing is read from its beginning.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator

from helcim_audit.errors import AuditError
from helcim_audit.model import Document
from helcim_audit.sources.protocol import Tally

_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 20
_CONTEXT = 16 << 10  # bytes of earlier lines that are shown again, so that a name above its value is seen
_LONGEST = 4 << 20  # bytes of a line that does not end


class Growing:
    """One file. `wait` is called where there is nothing new, and answers whether to go on."""

    def __init__(self, path: str, wait: Callable[[], bool]) -> None:
        self.path = path
        self.tally = Tally()
        self._wait = wait
        self._fd = self._opened()
        if self._fd is None:
            raise AuditError("no such file", path=path, hint="--follow waits for lines, not for the file")
        self._position = 0
        self._line = 1  # of the first byte of `_context`
        self._context = b""
        self._pending = b""

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        """Documents that overlap: what was found twice at one place is one finding."""
        try:
            while True:
                piece = os.read(self._fd, _PIECE) if self._fd is not None else b""
                if piece:
                    self._position += len(piece)
                    self.tally.bytes += len(piece)
                    self._pending += piece
                    yield from self._lines(admit, len(self._pending) > _LONGEST)
                elif self._is_cut() or not self._is_replaced():
                    if not self._wait():
                        break
                else:
                    yield from self._lines(admit, True)
                    self._reopen()
            yield from self._lines(admit, True)
        finally:
            self._close()

    def _lines(self, admit: Callable[[bytes], bool], all_of_it: bool) -> Iterator[Document]:
        whole = len(self._pending) if all_of_it else self._pending.rfind(b"\n") + 1
        if not whole:
            return
        fresh, self._pending = self._pending[:whole], self._pending[whole:]
        data = self._context + fresh
        self.tally.documents = 1
        if admit(data):
            yield Document(self.path, data, first_line=self._line)
        at = data.find(b"\n", max(0, len(data) - _CONTEXT)) + 1 if len(data) > _CONTEXT else 0
        at = at or max(0, len(data) - _CONTEXT)
        self._line += data.count(b"\n", 0, at)
        self._context = data[at:]

    def _is_cut(self) -> bool:
        """Whether the file was emptied in place, which begins it anew."""
        if self._fd is None or os.fstat(self._fd).st_size >= self._position:
            return False
        os.lseek(self._fd, 0, os.SEEK_SET)
        self._begin()
        return True

    def _is_replaced(self) -> bool:
        try:
            named = os.stat(self.path)
        except OSError:
            return False  # moved away: the new one will come
        if not stat.S_ISREG(named.st_mode):
            return False
        if self._fd is None:
            return True
        own = os.fstat(self._fd)
        return (named.st_ino, named.st_dev) != (own.st_ino, own.st_dev)

    def _reopen(self) -> None:
        self._close()
        self._fd = self._opened()
        self._begin()

    def _begin(self) -> None:
        self._position, self._line, self._context, self._pending = 0, 1, b"", b""

    def _opened(self) -> int | None:
        try:
            descriptor = os.open(self.path, _READ | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AuditError(error.strerror or "could not be opened", path=self.path) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise AuditError("not a regular file", path=self.path, hint="for a pipe: scan -")
        return descriptor

    def _close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
