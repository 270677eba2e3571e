"""Which files stand below a directory?

git is asked where there is a repository: only it knows what is tracked although it is ignored. Whatever git
leaves out for a reason of its own (a submodule, a directory that it could not open) is looked at here or said.
"""

from __future__ import annotations

import os

from helcim_audit.errors import UnreadableError
from helcim_audit.sources.git import GitError, ask
from helcim_audit.sources.walk import walk

Note = tuple[bytes, str, bool]  # name, reason, whether it should have been read
_SUBMODULE = b"160000"
_DEEPEST = 40  # repositories inside of repositories
_UNOPENED = "warning: could not open directory '"


def listing(root: bytes, no_ignore: bool = False) -> tuple[list[bytes], list[Note]]:
    """Names of the files below the directory `root`, sorted, and what is left out."""
    notes: list[Note] = []
    names = None if no_ignore else tracked(root, notes)
    if names is None:
        names = list(walk(root, notes, not no_ignore, None if no_ignore else tracked))
    return sorted(set(names)), notes


def tracked(root: bytes, notes: list[Note], depth: int = 0) -> list[bytes] | None:
    """What git tracks or does not ignore below `root`; None outside of git, or where git ignores all of it."""
    top = _top(os.path.realpath(root))
    if top is None:
        return None
    try:
        # The work tree is named, or the repository's configuration could point git to another one.
        out, said = ask([f"--work-tree={os.fsdecode(top)}", "ls-files", "-z", "-t", "--stage", "--others", "--exclude-standard"], root, ambient=False)
    except GitError as error:
        if error.kind in ("outside", "bare"):
            return None
        if error.kind == "missing":
            notes.append((b".", "git is not installed: what it tracks although it is ignored was not read", False))
            return None
        raise
    for warning in said.splitlines():
        if warning.startswith(_UNOPENED):
            rest = warning.removeprefix(_UNOPENED)
            notes.append((os.fsencode(rest.rpartition("': ")[0] or rest), "directory could not be opened", True))
    names: list[bytes] = []
    real: dict[bytes, bool] = {b"": True}
    for line in out.split(b"\0"):
        if not line:
            continue
        mode = b""
        name = line[2:]
        if not line.startswith(b"? "):
            mode, _, name = name.partition(b"\t")
            if not _is_real(root, os.path.dirname(name), real):
                notes.append((name, "stands behind a symbolic link (read where it stands, if that is below the root)", False))
                continue
        if mode.startswith(_SUBMODULE) or name.endswith(b"/"):
            names += _nested(root, name.rstrip(b"/"), depth, notes)
        else:
            names.append(name)
    return names if names or notes or depth or _is_empty(root) else None


def _top(at: bytes) -> bytes | None:
    """The directory around `at` that holds a repository, told without starting git."""
    while True:
        dot = os.path.join(at, b".git")
        if os.path.lexists(os.path.join(dot, b"HEAD")) or os.path.isfile(dot):
            return at
        above = os.path.dirname(at)
        if above == at:
            return None
        at = above


def _is_real(root: bytes, folder: bytes, known: dict[bytes, bool]) -> bool:
    """Whether no part of `folder` is a link: git's index may name files behind one that leads out of the tree."""
    if folder in known:
        return known[folder]
    at, real = b"", True
    for part in folder.split(b"/"):
        at = at + b"/" + part if at else part
        if at not in known:
            known[at] = real and not os.path.islink(os.path.join(root, at))
        real = known[at]
    return real


def _nested(root: bytes, name: bytes, depth: int, notes: list[Note]) -> list[bytes]:
    """A submodule, or a repository inside the tree."""
    path = os.path.join(root, name)
    try:
        if depth >= _DEEPEST or not os.listdir(path):
            notes.append((name, "repositories nested too deep" if depth >= _DEEPEST else "submodule that is not checked out", depth >= _DEEPEST))
            return []
        inner: list[Note] = []
        found = tracked(path, inner, depth + 1) if os.path.lexists(os.path.join(path, b".git")) else None
        if found is None:  # files without their repository
            found = list(walk(path, inner, honour_ignores=True))
    except FileNotFoundError:
        notes.append((name, "submodule that is not checked out", False))
        return []
    except NotADirectoryError:
        return [name]
    except (UnreadableError, OSError) as error:
        notes.append((name, error.message if isinstance(error, UnreadableError) else error.strerror or "could not be read", True))
        return []
    notes += [(_joined(name, below), reason, failed) for below, reason, failed in inner]
    return [name + b"/" + below for below in found]


def _joined(name: bytes, below: bytes) -> bytes:
    return name if below == b"." else name + b"/" + below


def _is_empty(root: bytes) -> bool:
    with os.scandir(root) as entries:
        return not any(entry.name != b".git" for entry in entries)
