"""Workflow commands of GitHub Actions: annotations on the lines of a change.

GitHub shows at most ten annotations of each level in a step; what is over is counted in a notice.
"""

from helcim_audit.model import SEVERITIES, Report
from helcim_audit.reports.escape import visible

_LEVEL = {"critical": "error", "high": "error", "medium": "warning", "low": "notice"}
MOST = 10


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")


def render(report: Report) -> str:
    lines: list[str] = []
    left = dict.fromkeys(("error", "warning", "notice"), MOST)
    over = 0
    shown = [found for found in report.findings if not found.suppressed]
    for found in sorted(shown, key=lambda f: (SEVERITIES.index(f.severity), f.sort_key)):
        level = _LEVEL[found.severity]
        if not left[level]:
            over += 1
            continue
        left[level] -= 1
        place = f"file={_property(visible(found.path))},line={found.start.line},endLine={found.end.line},col={found.start.column}"
        lines.append(f"::{level} {place},title={_property('helcim-audit ' + found.rule)}::{_value(visible(f'{found.message} {found.help}'))}")
    if over:
        lines.append(f"::notice title=helcim-audit::{over} more findings; see the full report")
    for note in report.incomplete:
        lines.append(f"::error title=helcim-audit::{_value(visible(f'not read: {note.path}: {note.reason}'))}")
    if report.interrupted:
        lines.append("::error title=helcim-audit::interrupted, the results are partial")
    return "".join(line + "\n" for line in lines)
