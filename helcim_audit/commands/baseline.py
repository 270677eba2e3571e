"""How is a baseline made?"""

import os

from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import AuditError
from helcim_audit.policy.baseline import NAME, render
from helcim_audit.reports.output import write


def create(path: str, output: str | None, config: str | None) -> tuple[int, str]:
    """Scan `path` and accept what is found. (findings, file written). Raises AuditError."""
    outcome = scan(Request(paths=(path,), config=config, no_ignores=False))
    if not outcome.report.complete:
        note = outcome.report.incomplete[0] if outcome.report.incomplete else None
        raise AuditError("not everything could be read, so no baseline was written", path=note.path if note else None, hint=note.reason if note else "run it again")
    found = [one for one in outcome.report.findings if one.suppressed is None or one.suppressed.by == "baseline"]
    target = output or os.path.join(path if os.path.isdir(path) else ".", NAME)
    write(target, render(found, outcome.salt))
    return len(found), target
