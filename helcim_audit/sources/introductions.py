"""Which commit brought each blob, and under which name?

One pass of `diff-tree` over all commits: what differs from all parents, so that a merge's own content is seen
and what it merely joins is not. Trees are compared, never contents, so this takes half a second for 20,000
commits.
"""

from __future__ import annotations

import os
from array import array

from helcim_audit.sources.git import run, start

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Collection, Iterator, Sequence

    Take = Callable[[int, list[bytes], bytes, int], None]

_PIECE = 1 << 20
_MOST_DEATHS = 200
# The tree without files, by the length of the repository's names; git knows it everywhere.
EMPTY = {40: b"4b825dc642cb6eb9a060e54bf8d69288fbee4904", 64: b"6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"}
_TREE, _SUBMODULE = b"040000", b"160000"


class Introductions:
    """Rows of (commit, blob, path), kept in arrays since there are millions in a large repository.

    broken: commits whose trees or parents git could not read. trees: all that belong to some commit, but for
    the outermost. submodules: paths of commits of other repositories.
    """

    def __init__(self, commits: Sequence[bytes]) -> None:
        self.commits = commits
        self.paths: list[bytes] = []
        self.broken: list[bytes] = []
        self.trees: set[bytes] = set()
        self.submodules: set[bytes] = set()
        self._numbers: dict[bytes, int] = {}
        self._blobs = bytearray()
        self._width = 40
        self._rows = array("Q")  # commit and path

    def blobs(self) -> set[bytes]:
        raw, width = bytes(self._blobs), self._width
        return {raw[at : at + width] for at in range(0, len(raw), width)}

    def of(self, wanted: Collection[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
        """(blob, commit, path) of each introduction of one of the blobs `wanted`."""
        raw, width = bytes(self._blobs), self._width
        for number, row in enumerate(self._rows):
            blob = raw[number * width : number * width + width]
            if blob in wanted:
                yield blob, self.commits[row >> 32], self.paths[row & 0xFFFFFFFF]

    def blobs_under(self, names: Collection[bytes]) -> set[bytes]:
        """All blobs that ever had one of the paths `names`."""
        numbers = {self._numbers[name] for name in names}
        raw, width = bytes(self._blobs), self._width
        return {raw[at * width : at * width + width] for at, row in enumerate(self._rows) if row & 0xFFFFFFFF in numbers} if numbers else set()

    def versions(self, names: Collection[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
        """(blob, commit, path) of each introduction under one of the paths `names`."""
        numbers = {self._numbers[name] for name in names}
        raw, width = bytes(self._blobs), self._width
        for at, row in enumerate(self._rows):
            if row & 0xFFFFFFFF in numbers:
                yield raw[at * width : at * width + width], self.commits[row >> 32], self.paths[row & 0xFFFFFFFF]

    def under(self, names: Collection[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """(commit, path) of each introduction under one of the paths `names`."""
        numbers = {self._numbers[name] for name in names}
        for row in self._rows:
            if row & 0xFFFFFFFF in numbers:
                yield self.commits[row >> 32], self.paths[row & 0xFFFFFFFF]

    def add(self, commit: int, blob: bytes, path: bytes) -> None:
        number = self._numbers.get(path)
        if number is None:
            number = self._numbers[path] = len(self.paths)
            self.paths.append(path)
        self._width = len(blob)
        self._blobs += blob
        self._rows.append(commit << 32 | number)


def introductions(cwd: str, commits: Sequence[bytes]) -> Introductions:
    """Compare each of `commits` with its parents. A commit that cannot be compared gives all of its tree, or is `broken`."""
    table = Introductions(commits)
    begin = 0
    def take(number: int, parts: list[bytes], path: bytes, parents: int) -> None:
        mode, blob = parts[parents], parts[2 * parents + 1]
        if not blob.strip(b"0"):
            return
        if mode == _TREE:
            table.trees.add(blob)
        elif mode == _SUBMODULE:
            table.submodules.add(path)
        else:
            table.add(number, blob, path)

    for _ in range(_MOST_DEATHS):
        begin = _compare(cwd, commits, begin, take)
        if begin >= len(commits):
            return table
        # It died of the commit `begin`: damaged, or its parents are missing.
        _whole(cwd, table, begin)
        begin += 1
    table.broken += commits[begin:]
    return table


def departures(cwd: str, commits: Sequence[bytes], blobs: Collection[bytes]) -> list[bytes]:
    """Those of `commits` that put something else in the place of one of `blobs`, or nothing."""
    found: dict[int, None] = {}

    def take(number: int, parts: list[bytes], _path: bytes, parents: int) -> None:
        if parts[2 * parents + 1] not in blobs and any(name in blobs for name in parts[parents + 1 : 2 * parents + 1]):
            found[number] = None

    begin = 0
    for _ in range(_MOST_DEATHS):
        begin = _compare(cwd, commits, begin, take) + 1
        if begin >= len(commits):
            break
    return [commits[number] for number in found]


def _compare(cwd: str, commits: Sequence[bytes], begin: int, take: Take) -> int:
    """Hand each difference to `take`; the number of the commit at which git gave up, or of commits."""
    import threading

    process = start(["diff-tree", "--stdin", "--always", "-r", "-t", "-c", "--root", "--raw", "--no-abbrev", "-z", "--no-renames", "--ignore-submodules=none"], cwd)
    assert process.stdout
    feeder = threading.Thread(target=_feed, args=(process, commits, begin), daemon=True)
    feeder.start()
    number = begin - 1
    try:
        number = _rows(process.stdout.fileno(), take, number)
        feeder.join()
    finally:
        process.stdout.close()
        if process.poll() is None:
            process.terminate()
        status = process.wait()
    return len(commits) if status == 0 else number + 1


def _feed(process: subprocess.Popen[bytes], commits: Sequence[bytes], begin: int) -> None:
    assert process.stdin
    try:
        for at in range(begin, len(commits), 1000):
            view = memoryview(b"\n".join(commits[at : at + 1000]) + b"\n")
            while view:
                view = view[os.write(process.stdin.fileno(), view) :]
    except BrokenPipeError:
        pass
    finally:
        process.stdin.close()


def _rows(fd: int, take: Take, number: int) -> int:
    """Read git's answer to its end; the number of the last commit that it answered for."""
    head = b""
    rest = b""
    while piece := os.read(fd, _PIECE):
        fields = (rest + piece).split(b"\0")
        rest = fields.pop()
        for field in fields:
            if head:
                # `:mode mode name name X` or, for a merge, `::mode mode mode name name name XX`: the new ones stand last.
                take(number, head.split(b" "), field, len(head) - len(head.lstrip(b":")))
                head = b""
            elif field[:1] == b":":
                head = field
            else:
                number += 1
    return number


def _whole(cwd: str, table: Introductions, number: int) -> None:
    from helcim_audit.errors import AuditError

    table.broken.append(table.commits[number])
    try:
        entries = entries_of(cwd, table.commits[number])
    except AuditError:
        return
    for mode, blob, path in entries:
        if mode == _SUBMODULE:
            table.submodules.add(path)
        else:
            table.add(number, blob, path)


def entries_of(cwd: str, tree: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """(mode, name, path) of all that stands in a tree, or in a commit's. Raises GitError."""
    found = []
    for entry in run(["ls-tree", "-r", "-z", "--full-tree", os.fsdecode(tree)], cwd).split(b"\0"):
        if entry:
            meta, _, path = entry.partition(b"\t")
            mode, _, blob = meta.split(b" ")
            found.append((mode, blob, path))
    return found
