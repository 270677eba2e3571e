"""In which order did commits come, and which names lead to each?"""

from __future__ import annotations

import os
from dataclasses import dataclass

from helcim_audit.errors import AuditError
from helcim_audit.sources.git import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LARGEST_LOG = 16 << 20  # bytes of a reflog


class Graph:
    """Commits with parents before children, else by their dates. `records`: lines of "name parents time"."""

    def __init__(self, records: Iterable[bytes]) -> None:
        from heapq import heapify, heappop, heappush

        self._parents: dict[bytes, list[bytes]] = {}
        times: dict[bytes, int] = {}
        for record in records:
            name, *parents, time = record.split(b" ")
            self._parents[name] = parents
            times[name] = int(time) if time.lstrip(b"-").isdigit() else 0
        children: dict[bytes, list[bytes]] = {}
        waiting: dict[bytes, int] = {}
        ready = []
        for name, parents in self._parents.items():
            own = [parent for parent in parents if parent in times]
            waiting[name] = len(own)
            for parent in own:
                children.setdefault(parent, []).append(name)
            if not own:
                ready.append((times[name], name))
        heapify(ready)
        self.order: dict[bytes, int] = {}
        while ready:
            _, name = heappop(ready)
            self.order[name] = len(self.order)
            for child in children.get(name, ()):
                waiting[child] -= 1
                if not waiting[child]:
                    heappush(ready, (times[child], child))

    def inherited(self, marks: Mapping[bytes, int]) -> dict[bytes, int]:
        """For each commit the union of the `marks` (sets of bits) of itself and of all that it descends from."""
        found: dict[bytes, int] = {}
        for name in self.order:
            mark = marks.get(name, 0)
            for parent in self._parents[name]:
                mark |= found.get(parent, 0)
            if mark:
                found[name] = mark
        return found


    def ancestors(self, name: bytes) -> set[bytes]:
        """A commit and all that it descends from, as far as they are known."""
        found: set[bytes] = set()
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name in self._parents and name not in found:
                found.add(name)
                waiting += self._parents[name]
        return found

    def parents(self, name: bytes) -> list[bytes]:
        return self._parents.get(name, [])


@dataclass(frozen=True, slots=True)
class Ref:
    """A name for an object. `target`: what it names; `peeled`: the commit (or other object) behind a tag."""

    name: str
    target: bytes
    peeled: bytes


def refs(cwd: str) -> list[Ref]:
    """Branches, tags, remote-tracking and pull refs, the stash, HEAD where it is on no branch, and those of linked work trees."""
    found = []
    try:
        out = run(["for-each-ref", "--format=%(objectname) %(*objectname) %(refname)"], cwd)
    except AuditError:  # one of them names what is missing
        out = run(["for-each-ref", "--format=%(objectname)  %(refname)"], cwd)
    for line in out.split(b"\n"):
        if line:
            target, peeled, name = line.split(b" ", 2)
            found.append(Ref(os.fsdecode(name), target, peeled or target))
    head = head_of(cwd) or _asked(cwd, "HEAD")  # the latter where the commit is missing
    if head and not any(ref.target == head and ref.name.startswith("refs/heads/") for ref in found):
        found.append(Ref("HEAD", head, head))
    for place, commit, detached in worktrees(cwd):
        if detached and commit != head:
            found.append(Ref(f"HEAD of {place}", commit, commit))
    return found


def head_of(cwd: str) -> bytes | None:
    """The commit of HEAD; None on a branch that has none yet, and where it is missing."""
    return _asked(cwd, "HEAD^{commit}")


def _asked(cwd: str, name: str) -> bytes | None:
    try:
        return run(["rev-parse", "--verify", "--quiet", name], cwd).strip() or None
    except AuditError:
        return None


def worktrees(cwd: str) -> list[tuple[str, bytes, bool]]:
    """The path of each work tree, its commit, and whether it is on no branch."""
    found: list[tuple[str, bytes, bool]] = []
    end = b"\0"
    try:
        out = run(["worktree", "list", "--porcelain", "-z"], cwd)
    except AuditError:  # git before 2.36
        end, out = b"\n", run(["worktree", "list", "--porcelain"], cwd)
    for block in out.split(end * 2):
        entry = dict(field.partition(b" ")[::2] for field in block.split(end) if field)
        if b"worktree" in entry and b"bare" not in entry:
            found.append((os.fsdecode(entry[b"worktree"]), entry.get(b"HEAD", b""), b"detached" in entry))
    return found


def remotes(cwd: str) -> list[tuple[str, str]]:
    """Name and host of each remote. Addresses may hold passwords, so no more of them is returned."""
    found: dict[str, str] = {}
    for entry in run(["config", "--local", "--list", "-z"], cwd).split(b"\0"):
        key, _, value = os.fsdecode(entry).partition("\n")
        if key.startswith("remote.") and key.endswith(".url"):
            place = value.partition("://")[2] or value
            host = place.partition("/")[0].rpartition("@")[2] if "://" in value else place.partition(":")[0].rpartition("@")[2] if ":" in place else ""
            found[key[7:-4]] = host.partition(":")[0].lower()
    return sorted(found.items())


def reflogs(cwd: str) -> list[Ref]:
    """Entries of reflogs by their names: `stash@{1}`, `HEAD@{3}`. The newest is number 0."""
    found = []
    common = os.path.join(os.fsencode(cwd), run(["rev-parse", "--git-common-dir"], cwd).rstrip(b"\n"))
    top = os.path.join(common, b"logs")
    for folder, _, files in os.walk(top):
        for file in sorted(files):
            path = os.path.join(folder, file)
            if os.path.islink(path) or not os.path.isfile(path):  # a pipe would never end
                continue
            name = os.fsdecode(os.path.relpath(path, top).replace(os.sep.encode(), b"/"))
            name = name.removeprefix("refs/heads/").removeprefix("refs/")
            with open(path, "rb") as log:
                lines = log.read(_LARGEST_LOG).splitlines()
            for number, line in enumerate(reversed(lines)):
                fields = line.split(b" ", 2)
                if len(fields) == 3:
                    found.append(Ref(f"{name}@{{{number}}}", fields[1], fields[1]))
    return found
