"""Which files stand below a directory that is no git repository?"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_GIT = b".git"


def walk(root: bytes, notes: list[tuple[bytes, str, bool]], honour_ignores: bool) -> Iterator[bytes]:
    """Names relative to `root`. Directories are entered without recursion, links never."""
    pending: list[tuple[bytes, list[tuple[str, Any]]]] = [(b"", [])]
    while pending:
        below, rules = pending.pop()
        try:
            with os.scandir(os.path.join(root, below) if below else root) as listed:
                entries = list(listed)
        except OSError as error:
            notes.append((below or b".", error.strerror or "directory could not be read", True))
            continue
        if honour_ignores and any(entry.name == b".gitignore" for entry in entries):
            rules = [*rules, (os.fsdecode(below), _patterns(os.path.join(root, below, b".gitignore")))]
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


def _patterns(path: bytes) -> Any:
    from pathspec import GitIgnoreSpec

    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return GitIgnoreSpec.from_lines(file)


def _ignored(name: str, directory: bool, rules: list[tuple[str, Any]]) -> bool:
    """git's order: the innermost file with an opinion decides."""
    for base, spec in reversed(rules):
        inner = name[len(base) + 1 :] if base else name
        verdict = spec.check_file(inner + "/" if directory else inner)
        if verdict.include is not None:
            return bool(verdict.include)
    return False
