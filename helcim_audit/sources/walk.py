"""Which files stand below a directory that is no git repository?"""

from __future__ import annotations

import os
import re
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

_GIT = b".git"
_IGNORE = b".gitignore"
_LONGEST = 1 << 20  # bytes of a .gitignore
_STARS = 4  # `*` in a pattern; with more of them, matching one crafted name could take hours
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def walk(
    root: bytes,
    notes: list[tuple[bytes, str, bool]],
    honour_ignores: bool,
    tracked: Callable[[bytes, list[tuple[bytes, str, bool]], int], list[bytes] | None] | None = None,
) -> Iterator[bytes]:
    """Names relative to `root`. Directories are entered without recursion, links never.

    tracked: lists a repository that stands inside; without it, repositories are walked like other directories.
    """
    pending: list[tuple[bytes, list[tuple[str, Any]]]] = [(b"", [])]
    while pending:
        below, rules = pending.pop()
        path = os.path.join(root, below) if below else root
        try:
            with os.scandir(path) as listed:
                entries = list(listed)
        except OSError as error:
            notes.append((below or b".", error.strerror or "directory could not be read", True))
            continue
        if tracked and below and any(entry.name == _GIT for entry in entries):
            inner: list[tuple[bytes, str, bool]] = []
            names = tracked(path, inner, 1)
            notes += [(below if name == b"." else below + b"/" + name, reason, failed) for name, reason, failed in inner]
            if names is not None:
                yield from (below + b"/" + name for name in names)
                continue
        if honour_ignores and any(entry.name == _IGNORE for entry in entries):
            rules = [*rules, (os.fsdecode(below), _patterns(root, below, notes))]
        for entry in entries:
            name = below + b"/" + entry.name if below else entry.name
            directory = entry.is_dir(follow_symlinks=False)
            if entry.name == _GIT:
                continue  # a repository's own store: `scan --history` reads it
            if rules and _ignored(os.fsdecode(name), directory, rules):
                continue
            if directory:
                pending.append((name, rules))
            else:
                yield name


def _patterns(root: bytes, below: bytes, notes: list[tuple[bytes, str, bool]]) -> Any:
    """The directory's ignore rules. What cannot be followed is said, and ignores nothing."""
    from pathspec import GitIgnoreSpec

    name = below + b"/" + _IGNORE if below else _IGNORE
    lines = []
    for line in _text(os.path.join(root, name)).split("\n"):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.count("*") > _STARS or "[[" in line:  # character classes of POSIX are not pathspec's
                raise ValueError
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):  # pathspec's own is the former
            notes.append((name, "a pattern was not followed: it is broken or has too many wildcards", False))
        else:
            lines.append(line)
    return GitIgnoreSpec.from_lines(lines)


def _text(path: bytes) -> str:
    """Like git: a regular file that is no link, or nothing."""
    try:
        fd = os.open(path, _FLAGS)
    except OSError:
        return ""
    try:
        if os.path.islink(path) or not stat.S_ISREG(os.fstat(fd).st_mode):
            return ""
        return os.read(fd, _LONGEST).decode("utf-8", "surrogateescape")
    except OSError:
        return ""
    finally:
        os.close(fd)


def _ignored(name: str, directory: bool, rules: list[tuple[str, Any]]) -> bool:
    """git's order: the innermost file with an opinion decides."""
    for base, spec in reversed(rules):
        inner = name[len(base) + 1 :] if base else name
        verdict = spec.check_file(inner + "/" if directory else inner)
        if verdict.include is not None:
            return bool(verdict.include)
    return False
