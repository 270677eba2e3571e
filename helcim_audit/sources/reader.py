"""What do single blobs of a repository say, asked one after the other?

The program analysis reads files of the index or of a commit as it comes to need them: one process of git answers all
of it, and what was read lately is kept.
"""

from __future__ import annotations

import os
import weakref

from helcim_audit.sources.git import blobs, start

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess

_FEW = 3  # a process for each is cheaper than what it takes to talk to one
_KEPT = 32 << 20  # bytes


class Reader:
    """The blobs of the repository at `cwd`. Each process that uses it has a git of its own."""

    def __init__(self, cwd: str) -> None:
        self.cwd = cwd
        self._known: dict[bytes, bytes | None] = {}
        self._held = 0
        self._asked = 0
        self._git: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._left: list[object] = []  # of the process that this one was forked from: not ours to close

    def read(self, name: bytes) -> bytes | None:
        """The blob of that name; None where the repository does not have it. Raises GitError for damage."""
        if name not in self._known:
            self._asked += 1
            data = blobs([name], self.cwd)[0] if self._asked <= _FEW else self._answer(name)
            if self._held > _KEPT:
                self._known.clear()
                self._held = 0
            self._known[name] = data
            self._held += len(data or b"")
        return self._known[name]

    def _answer(self, name: bytes) -> bytes | None:
        if self._git is not None and self._owner != os.getpid():
            self._left.append(self._git)
            self._git = None
        if self._git is None:
            self._git = start(["cat-file", "--batch"], self.cwd)
            self._owner = os.getpid()
            weakref.finalize(self, _close, self._git, self._owner)
        git = self._git
        assert git.stdin is not None
        assert git.stdout is not None
        try:
            git.stdin.write(name + b"\n")
            head, data = _begun(git.stdout.fileno())
            if head.endswith((b" missing", b" ambiguous")):
                return None
            found, _, size = head.rpartition(b" ")
            if found == name + b" blob" and size.isdigit():
                data += _exactly(git.stdout.fileno(), int(size) + 1 - len(data))
                if data.endswith(b"\n") and len(data) == int(size) + 1:
                    return data[:-1]
        except BrokenPipeError:
            pass
        # It died of the object, or the object lies about its size: asked alone, what is wrong is explained.
        _close(git, self._owner)
        self._git = None
        return blobs([name], self.cwd)[0]


def _begun(pipe: int) -> tuple[bytes, bytes]:
    """The first line of an answer, and what of the object came with it."""
    data = b""
    while b"\n" not in data and (piece := os.read(pipe, 1 << 16)):
        data += piece
    head, _, rest = data.partition(b"\n")
    return head, rest


def _exactly(pipe: int, count: int) -> bytes:
    pieces = []
    while count > 0:
        piece = os.read(pipe, min(count, 1 << 20))
        if not piece:
            break
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _close(git: subprocess.Popen[bytes], owner: int) -> None:
    if owner != os.getpid():
        return
    for stream in (git.stdin, git.stdout):
        if stream is not None:
            stream.close()
    git.wait()
