"""Can a commit be let through without looking closer?

`scan --staged` where the prefilter rejects every staged blob, nothing was left unread and no configuration
stands in the way: the answer is the same line that the full run would print, ten times sooner.
"""

import os

from helcim_audit.errors import AuditError

_POLICY = (".helcim-audit.yaml", "pyproject.toml")


def answer() -> str | None:
    """The line to print before exiting 0, or None where the full run has to decide."""
    root = _root()
    if root is None or _has_policy(root):
        return None
    from helcim_audit.prefilter import Prefilter
    from helcim_audit.sources.staged import Staged

    try:
        staged = Staged(".")
    except AuditError:
        return None  # the full run explains it
    for _ in staged.documents(Prefilter().admits):
        return None  # a candidate, or something that was not read
    count, size = staged.tally.documents, staged.tally.bytes
    return f"no finding; {count} file{'s' if count != 1 else ''} ({_size(size)}) read.\n"


def _root() -> str | None:
    """The directory that holds .git, or None where the environment or the layout makes it a question for git."""
    if "GIT_DIR" in os.environ and "GIT_WORK_TREE" in os.environ:
        return None
    at = os.getcwd()
    while True:
        if os.path.lexists(os.path.join(at, ".git")):
            return at
        above = os.path.dirname(at)
        if above == at:
            return None
        at = above


def _has_policy(root: str) -> bool:
    for name in _POLICY:
        try:
            with open(os.path.join(root, name), "rb") as file:
                if name != "pyproject.toml" or b"helcim-audit" in file.read():
                    return True
        except OSError:
            continue
    return False


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    size = count / 1000
    return f"{size:.1f} kB" if size < 1000 else f"{size / 1000:.1f} MB"


