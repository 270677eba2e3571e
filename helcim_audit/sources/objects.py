"""Which objects does a repository hold, and what is in them, by the hundred thousand?

`cat-file --batch` in the order of the packs, which is twelve times as fast as any other. It dies of a damaged
object; then it is started again behind it, and the object is accounted for. A loose object may lie about its size,
and what git prints beyond it could pass for other objects: these are checked against their names.
"""

from __future__ import annotations

import os
from collections import deque

from helcim_audit.sources.git import GitError, ask, run, start

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator

_PIECE = 1 << 20  # bytes
LARGE = 4 << 20  # bytes; a larger object is handed on in pieces
_MOST_DEATHS = 200
_KINDS = "%(objectname) %(objecttype)"


def listing(cwd: str) -> tuple[dict[bytes, list[bytes]], list[str]]:
    """All objects by their kind (blob, commit, tag, tree; "missing": listed, but not readable), in the order of the packs.

    Second, what git complained of.
    """
    every = ["cat-file", "--batch-all-objects", "--unordered", "--buffer"]
    try:
        out, said = ask([*every, f"--batch-check={_KINDS}"], cwd)
        lines = out.splitlines()
    except GitError as error:
        if error.kind:
            raise
        # One of them is no object at all; their names can be listed all the same.
        out, said = ask([*every, "--batch-check=%(objectname)"], cwd)
        lines = _checked(cwd, out.split())
    found: dict[bytes, list[bytes]] = {kind: [] for kind in (b"blob", b"commit", b"tag", b"tree", b"missing")}
    for line in lines:
        name, _, kind = line.partition(b" ")
        found.setdefault(kind, []).append(name)
    return found, [line for line in said.splitlines() if line.strip()]


def _checked(cwd: str, names: list[bytes]) -> list[bytes]:
    """Lines of name and kind; halves are asked apart until what git dies of stands alone."""
    try:
        return run(["cat-file", f"--batch-check={_KINDS}", "--buffer"], cwd, b"".join(name + b"\n" for name in names)).splitlines()
    except GitError:
        if len(names) == 1:
            return [names[0] + b" missing"]
        middle = len(names) // 2
        return _checked(cwd, names[:middle]) + _checked(cwd, names[middle:])


class Large:
    """An object that is too large to hold: its pieces have to be read before the next object."""

    __slots__ = ("pieces", "size")

    def __init__(self, size: int, pieces: Iterator[bytes]) -> None:
        self.size = size
        self.pieces = pieces


class Objects:
    """Contents of the objects that `chunks` names, in its order.

    lost: the names of those that git could not read.
    """

    def __init__(self, cwd: str, chunks: Iterable[list[bytes]]) -> None:
        self.cwd = cwd
        self.lost: list[bytes] = []
        self._chunks = iter(chunks)
        self._asked: deque[bytes] = deque()
        self._loose = loose(cwd)

    def read(self) -> Iterator[tuple[bytes, bytes, bytes | Large]]:
        """(name, kind, contents) of each."""
        for _ in range(_MOST_DEATHS):
            process = start(["cat-file", "--batch", "--buffer"], self.cwd)
            try:
                yield from self._answers(process)
            finally:
                _end(process)
            if not self._asked:
                return
            if not self._lied:
                self.lost.append(self._asked.popleft())
        for chunk in self._chunks:
            self._asked.extend(chunk)
        self.lost += self._asked

    def _answers(self, process: subprocess.Popen[bytes]) -> Iterator[tuple[bytes, bytes, bytes | Large]]:
        import threading

        assert process.stdout
        feeder = threading.Thread(target=self._feed, args=(process, list(self._asked)), daemon=True)
        feeder.start()
        self._lied = False
        fd = process.stdout.fileno()
        asked = self._asked
        buffer = b""
        at = 0
        while True:
            end = buffer.find(b"\n", at)
            if end < 0:
                more = os.read(fd, _PIECE)
                if not more:
                    break
                buffer = buffer[at:] + more
                at = 0
                continue
            name, _, rest = buffer[at:end].partition(b" ")
            kind, _, length = rest.partition(b" ")
            at = end + 1
            if not length:
                self.lost.append(asked.popleft())
                continue
            size = int(length) if length.isdigit() else -1
            if size < 0 or not asked or name != asked[0]:
                self._lied = bool(asked)
                break  # not the answer that is due: what went before was longer than it said
            if at + size < len(buffer):
                data = buffer[at : at + size]
                if name in self._loose and not _is_named(name, kind, data):
                    self._lie()
                    break
                asked.popleft()
                yield name, kind, data
                at += size + 1
                continue
            source = _Rest(fd, buffer[at:], size)
            buffer, at = b"", 0
            if size > LARGE:
                yield name, kind, Large(size, source.pieces())
            data = b"".join(source.pieces())
            if source.left:
                break  # it died in the middle; the object is still among the asked
            buffer = source.beyond
            if size <= LARGE and name in self._loose and not _is_named(name, kind, data):
                self._lie()
                break
            asked.popleft()
            if size <= LARGE:
                yield name, kind, data
        if self._lied:
            process.kill()
        feeder.join()

    def _lie(self) -> None:
        self._lied = True
        self.lost.append(self._asked.popleft())

    def _feed(self, process: subprocess.Popen[bytes], again: list[bytes]) -> None:
        assert process.stdin
        try:
            _write(process.stdin.fileno(), b"".join(name + b"\n" for name in again))
            for chunk in self._chunks:
                if not chunk:
                    continue
                self._asked.extend(chunk)
                _write(process.stdin.fileno(), b"\n".join(chunk) + b"\n")
        except BrokenPipeError:
            pass  # it died; `read` starts another
        finally:
            process.stdin.close()


def loose(cwd: str) -> frozenset[bytes]:
    """Names of the objects that have a file of their own."""
    top = os.path.join(os.fsencode(cwd), run(["rev-parse", "--git-path", "objects"], cwd).rstrip(b"\n"))
    found = []
    for number in range(256):
        prefix = b"%02x" % number
        try:
            found += [prefix + rest for rest in os.listdir(os.path.join(top, prefix))]
        except OSError:
            continue
    return frozenset(found)


def _is_named(name: bytes, kind: bytes, data: bytes) -> bool:
    import hashlib

    digest = hashlib.sha1(usedforsecurity=False) if len(name) == 40 else hashlib.sha256()
    digest.update(b"%s %d\0" % (kind, len(data)))
    digest.update(data)
    return digest.hexdigest().encode() == name


def _write(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


class _Rest:
    """The rest of one object's contents, which begin with `first`; and what was read `beyond` it."""

    def __init__(self, fd: int, first: bytes, size: int) -> None:
        self.fd = fd
        self.first = first
        self.left = size + 1  # the line break behind the contents too
        self.beyond = b""

    def pieces(self) -> Iterator[bytes]:
        piece = self.first
        self.first = b""
        while self.left:
            if not piece:
                piece = os.read(self.fd, max(_PIECE, min(self.left, LARGE)))
                if not piece:
                    return
            if len(piece) >= self.left:
                piece, self.beyond = piece[: self.left - 1], piece[self.left :]
                self.left = 0
            else:
                self.left -= len(piece)
            yield piece
            piece = b""


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin and process.stdout
    process.stdout.close()
    if process.poll() is None:
        process.terminate()
    process.wait()


def each(cwd: str, names: Iterable[bytes], take: Callable[[bytes, bytes, bytes], None]) -> list[bytes]:
    """Hand the contents of small objects to `take`; the names of those that could not be read, or are large."""
    wanted = list(names)
    if not wanted:
        return []
    reader = Objects(cwd, [wanted])
    for name, kind, data in reader.read():
        if isinstance(data, Large):
            reader.lost.append(name)
        else:
            take(name, kind, data)
    return reader.lost
