"""Can a commit be let through without loading the command line?

`scan --staged` where nothing was found, nothing was left unread and no configuration stands in the way: the answer
is the same line that the command line would print. Where the prefilter rejects every staged blob, it takes a tenth.
"""

import os

from helcim_audit.errors import AuditError

_POLICY = (".helcim-audit.yaml", "pyproject.toml")


TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.commands.scan import Outcome
    from helcim_audit.sources.staged import Staged


def answer() -> "str | Outcome | None":
    """The line to print before exiting 0, or what a scan found, or None where it has not been scanned."""
    root = _root()
    if root is None or _has_policy(root):
        return None
    from helcim_audit.prefilter import Prefilter
    from helcim_audit.sources.staged import Staged

    try:
        staged = Staged(".")
    except AuditError:
        return None  # the full run explains it
    admits = Prefilter().admits
    for _ in staged.documents(admits):
        return _scanned(staged)  # a candidate, or something that was not read
    if staged.has_neighbours(admits):
        return _scanned(staged)
    return _line(staged.tally.documents, staged.tally.bytes)


def _scanned(staged: "Staged") -> "str | Outcome | None":
    from helcim_audit.commands.scan import Request, scan

    try:
        outcome = scan(Request(staged=True), staged.again())
    except AuditError:
        return None
    report = outcome.report
    told = report.findings or report.incomplete or report.interrupted or report.coverage.skipped or report.coverage.degraded
    return outcome if told else _line(report.coverage.documents, report.coverage.bytes)


def _line(count: int, size: int) -> str:
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


