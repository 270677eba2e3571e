"""How is a stream of any length made safe in flat memory?

In windows that begin with what was already written, as context, and hold back their end until more is known:
a secret across two windows is whole in one of them. A pipe that has nothing more to say at the moment gets
all of its finished lines at once.
"""

import os
from collections.abc import Callable

from helcim_audit.mixed import WIDE
from helcim_audit.model import Document
from helcim_audit.redaction.text import Redactor

WINDOW = 4 << 20  # bytes
OVERLAP = 64 << 10
Fill = Callable[[], tuple[bytes, bool, bool]]  # fresh bytes, whether they are the last, whether more will take a while


def redact_stream(fill: Fill, write: Callable[[bytes], object], path: str, redactor: Redactor, admit: Callable[[bytes], bool]) -> int:
    """Read with `fill` until the end, `write` what is safe. Returns the number of bytes read."""
    context, pending = b"", b""
    line, column, total = 1, 1, 0  # of the first byte of `context`
    ended = False
    while not ended:
        fresh, ended, idle = fill()
        total += len(fresh)
        pending += fresh
        whole = len(pending) if ended else pending.rfind(b"\n", 0 if idle else max(0, len(pending) - OVERLAP)) + 1
        if not whole and (idle or len(pending) < WINDOW):
            continue  # a line that has not ended yet
        shown, rest = (pending[:whole], pending[whole:]) if whole else (pending, b"")
        if admit(context + shown) or redactor.known.in_bytes(shown):
            document = Document(path, context + shown, first_line=line, first_column=column, cut=not whole)
            start = len(context.decode(document.encoding, "surrogateescape" if document.encoding == "utf-8" else "replace"))
            safe = redactor.document(document, start)
            shown = redactor.others(path, safe, len(context), document.encoding in WIDE)[len(context) :]
        cut = len(shown) if ended or idle else _cut(shown)
        write(shown[:cut])
        context, gone = _context(context + shown[:cut])
        breaks = gone.count(b"\n")
        line += breaks
        column = 1 + len(gone) - gone.rfind(b"\n") - 1 if breaks else column + len(gone)
        pending = shown[cut:] + rest
    return total


def _cut(shown: bytes) -> int:
    """What may be written: all but the last OVERLAP, up to the beginning of a line if one is near."""
    at = max(0, len(shown) - OVERLAP)
    line = shown.rfind(b"\n", max(0, at - OVERLAP), at)
    return line + 1 if line >= 0 else at - at % 4  # whole units of UTF-16 and UTF-32


def _context(written: bytes) -> tuple[bytes, bytes]:
    """(what the next window begins with, what lies before that)"""
    at = max(0, len(written) - OVERLAP)
    line = written.find(b"\n", at, len(written) - 1) if at else -1
    at = line + 1 if line >= 0 else at - at % 4
    return written[at:], written[:at]


def from_reader(read: Callable[[int], bytes]) -> Fill:
    """For what can be read to its end without waiting for somebody."""

    def fill() -> tuple[bytes, bool, bool]:
        pieces: list[bytes] = []
        left = WINDOW
        while left > 0:
            piece = read(min(left, 1 << 20))
            if not piece:
                return b"".join(pieces), True, False
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces), False, False

    return fill


def from_pipe(fd: int) -> Fill:
    """For a pipe that a running program writes to."""
    import select

    def ready() -> bool:
        try:
            return bool(select.select([fd], [], [], 0)[0])
        except (OSError, ValueError):  # Windows selects sockets only
            return False

    def fill() -> tuple[bytes, bool, bool]:
        pieces = [os.read(fd, 1 << 16)]
        size = len(pieces[0])
        while pieces[-1] and size < WINDOW and ready():
            pieces.append(os.read(fd, 1 << 16))
            size += len(pieces[-1])
        return b"".join(pieces), not pieces[-1], size < WINDOW

    return fill
