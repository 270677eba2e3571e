"""Workflow commands of GitHub Actions: annotations on the lines of a change.

GitHub keeps ten annotations of each level in a step and fifty in a job; what is over is counted in the last notice.
"""

from helcim_audit.model import SEVERITIES, Finding, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import visible

_LEVEL = {"critical": "error", "high": "error", "medium": "warning", "low": "notice"}
MOST = 10


def render(report: Report) -> str:
    left = {"error": MOST, "warning": MOST, "notice": MOST - 1}  # one notice is kept for what is left out
    lines: list[str] = []
    unread = [f"::error title=helcim-audit::{_value(visible(_unread(note)))}" for note in shape.incomplete(report)]
    # A partial run must be seen to be partial, whatever else there is to say.
    lines += unread[: MOST // 2]
    left["error"] -= len(lines)
    over: list[Finding] = []
    shown = [found for found in report.findings if not found.suppressed]
    for found in sorted(shown, key=lambda f: (SEVERITIES.index(f.severity), f.sort_key)):
        level = _LEVEL[found.severity]
        if left[level]:
            left[level] -= 1
            lines.append(_annotation(level, found))
        else:
            over.append(found)
    if cut := _cut(over, len(unread) - MOST // 2):
        lines.append(f"::notice title=helcim-audit::{_value(cut)}")
    return "".join(line + "\n" for line in lines)


def _annotation(level: str, found: Finding) -> str:
    text = f"{found.message} {found.help}"
    if shape.is_past(found):  # the line of an old commit is no line of the change
        text = f"{found.path}:{found.start.line} {shape.whence(found.origin)}: {text}"
        place = ""
    else:
        place = f"file={_property(visible(shape.file(found)))},line={found.start.line},endLine={found.end.line},"
        place += f"col={found.start.column}," if found.start.line == found.end.line else ""
    return f"::{level} {place}title={_property('helcim-audit ' + found.rule)}::{_value(visible(text))}"


def _cut(over: list[Finding], unread: int) -> str:
    """What GitHub's limits leave no place for, in words; empty where all was shown."""
    counts = [f"{number} {level}" for level in SEVERITIES if (number := sum(found.severity == level for found in over))]
    parts = [f"{len(over)} more finding{'s' if len(over) != 1 else ''} ({', '.join(counts)})"] if over else []
    if unread > 0:
        parts.append(f"{unread} more that could not be read")
    return f"Not annotated, since GitHub keeps {MOST} annotations of each level in a step: {', '.join(parts)}. The full report has them." if parts else ""


def _unread(note: dict[str, str]) -> str:
    return f"not read: {note['path']}: {note['reason']}"


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
