"""What does a push bring, as git tells its hooks?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helcim_audit.errors import AuditError
from helcim_audit.sources.git import GitError, run
from helcim_audit.sources.ranges import Range


@dataclass(frozen=True, slots=True)
class Update:
    """One ref that a push sets. `old`, `new`: objects, b"" where the ref is made or deleted."""

    ref: str
    old: bytes
    new: bytes


def pre_push(lines: bytes) -> list[Update]:
    """`local-ref local-object remote-ref remote-object` a line. Raises AuditError."""
    return [Update(fields[2].decode("utf-8", "surrogateescape"), _object(fields[3]), _object(fields[1])) for fields in _fields(lines, 4)]


def pre_receive(lines: bytes) -> list[Update]:
    """`old new ref` a line. Raises AuditError."""
    return [Update(fields[2].decode("utf-8", "surrogateescape"), _object(fields[0]), _object(fields[1])) for fields in _fields(lines, 3)]


def of_pre_commit(variables: Mapping[str, str]) -> list[Update]:
    """What the `pre-commit` tool says in its environment, since it keeps the hook's input to itself."""
    new = variables.get("PRE_COMMIT_TO_REF") or variables.get("PRE_COMMIT_LOCAL_BRANCH", "")
    if not new:
        return []
    return [Update(variables.get("PRE_COMMIT_REMOTE_BRANCH", new), _object(variables.get("PRE_COMMIT_FROM_REF", "").encode()), _object(new.encode()))]


def _fields(lines: bytes, count: int) -> list[list[bytes]]:
    rows = [line.split(b" ", count - 1) for line in lines.splitlines() if line.strip()]
    if any(len(row) != count for row in rows):
        raise AuditError("the input is not what git gives to this hook", hint="see `git help githooks`")
    return rows


def _object(name: bytes) -> bytes:
    return name if name.strip(b"0") else b""


def span_of(cwd: str, update: Update, known: list[str]) -> Range | None:
    """From what the other side has to what it is given; None where it gets no new commit. `known`: revisions that it has.

    Raises AuditError for what is no commit: it is not let through unseen.
    """
    head = _commit(cwd, update.new)
    if head is None:
        raise AuditError(f"{update.ref} is set to something that is no commit, so it was not scanned", hint="push a branch or a tag of a commit")
    old = _commit(cwd, update.old) if update.old else None
    limits = [*([old.decode()] if old else []), *known]
    out = run(["rev-list", "--boundary", "--topo-order", head.decode(), *(["--not", *limits] if limits else [])], cwd).split()
    if not any(not name.startswith(b"-") for name in out):
        return None
    fork = _ancestor(cwd, old, head) if old else next((name[1:] for name in out if name.startswith(b"-")), None)
    return Range(old or fork or b"", head, fork)


def _commit(cwd: str, name: bytes) -> bytes | None:
    try:
        return run(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name.decode('utf-8', 'surrogateescape')}^{{commit}}"], cwd).split()[-1]
    except GitError as error:
        if error.kind:
            raise
        return None


def _ancestor(cwd: str, old: bytes, head: bytes) -> bytes | None:
    try:
        return run(["merge-base", old.decode(), head.decode()], cwd).strip() or None
    except GitError as error:
        if error.code != 1:
            raise
        return None


def tag_of(cwd: str, name: bytes) -> bytes | None:
    """The contents of a tag object; None for anything else."""
    if run(["cat-file", "-t", name.decode()], cwd).strip() != b"tag":
        return None
    return run(["cat-file", "tag", name.decode()], cwd)
