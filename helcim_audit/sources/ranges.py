"""From which commit to which does a change go?

As GitHub shows a pull request: from the best common ancestor of its base to its head. What this clone lacks for
that is said, with the command that fetches it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from helcim_audit.errors import AuditError, UnreadableError
from helcim_audit.sources.git import GitError, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Asked:
    """Names to try, in order, for either end. `branch`: of the remote, as far as it is known, for what to fetch."""

    bases: tuple[str, ...]
    heads: tuple[str, ...] = ("HEAD",)
    branch: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Commits. `base`: b"" where there is none. `fork`: the best common ancestor, None where the histories are unrelated."""

    base: bytes
    head: bytes
    fork: bytes | None


def parse(text: str) -> Asked:
    """`BASE`, `BASE..HEAD` or `BASE...HEAD`. Raises AuditError."""
    base, dots, head = text.partition("...") if "..." in text else text.partition("..")
    if not base or base.startswith("-") or head.startswith("-"):
        raise AuditError("--diff takes BASE or BASE..HEAD", hint="for example --diff origin/main")
    return Asked((base,), (head or "HEAD",), _branch(base)) if dots else Asked((base,), branch=_branch(base))


def _branch(name: str) -> str:
    """The branch of the remote `origin` that a name means, or ""."""
    for prefix in ("refs/remotes/origin/", "refs/heads/", "origin/"):
        name = name.removeprefix(prefix)
    return "" if is_sha(name) or any(mark in name for mark in "~^@:{") or name == "HEAD" else name


def is_sha(name: str) -> bool:
    return len(name) in (40, 64) and not name.strip("0123456789abcdef")


def resolve(cwd: str, asked: Asked) -> Range:
    """Raises UnreadableError with the command that fetches what is missing."""
    heads = _known(cwd, asked.heads)
    if not heads:
        raise UnreadableError(f"the head {asked.heads[0]} is not in this clone, so nothing was scanned", hint=f"fetch it: git fetch --no-tags origin {asked.heads[0]}")
    bases = _known(cwd, [form for name in asked.bases for form in _forms(name)])
    if not bases:
        raise UnreadableError(f"the base {asked.bases[0]} is not in this clone, so nothing was scanned", hint=_fetch(cwd, asked))
    # A shallow clone may have a merge of the two ends, and not what lies between them.
    for head in heads:
        for base in bases:
            if fork := _fork(cwd, base, head):
                return Range(base, head, fork)
    if shallow(cwd):
        raise UnreadableError("this shallow clone does not reach back to where the change began, so nothing was scanned", hint=_fetch(cwd, asked))
    return Range(bases[0], heads[0], None)


def _fork(cwd: str, base: bytes, head: bytes) -> bytes | None:
    try:
        return run(["merge-base", base.decode(), head.decode()], cwd).strip() or None
    except GitError as error:
        if error.code != 1:
            raise
        return None


def _known(cwd: str, names: Sequence[str]) -> list[bytes]:
    """The commits of those names that this clone has."""
    found = []
    for name in names:
        try:
            out = run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], cwd)
        except GitError as error:
            if error.kind:
                raise
            continue
        if out.strip():
            found.append(out.split()[-1])  # some versions repeat the marker
    return list(dict.fromkeys(found))


def _forms(name: str) -> tuple[str, ...]:
    """In a check-out of a build there are often no local branches. The server's branch is nearer to the truth anyway."""
    return (name,) if is_sha(name) or name.startswith(("refs/", "origin/")) else (f"refs/remotes/origin/{name}", name)


def shallow(cwd: str) -> bool:
    return run(["rev-parse", "--is-shallow-repository"], cwd).strip() == b"true"


def _fetch(cwd: str, asked: Asked) -> str:
    deeper = "--unshallow " if shallow(cwd) else ""
    if asked.branch:
        what = f"+refs/heads/{asked.branch}:refs/remotes/origin/{asked.branch}"
    else:
        what = next((name for name in asked.bases if is_sha(name)), "")
    command = f"git fetch --no-tags {deeper}origin {what}".rstrip()
    return f"fetch it: {command}" if what or deeper else "name a commit or branch that exists, for example --diff origin/main"


def tree_entry(cwd: str, commit: bytes, path: str) -> tuple[bytes, bytes] | None:
    """(mode, blob) of one path in a commit."""
    out = run(["ls-tree", "-z", "--full-tree", commit.decode(), "--", path], cwd)
    for entry in out.split(b"\0"):
        meta, _, name = entry.partition(b"\t")
        if name == os.fsencode(path):
            mode, _, blob = meta.split(b" ")
            return mode, blob
    return None
