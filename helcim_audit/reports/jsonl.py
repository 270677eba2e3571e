"""One finding a line, and a last line that accounts for the run."""

from helcim_audit.model import Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import json_text


def render(report: Report) -> str:
    lines = [json_text({"type": "finding", **shape.finding(found)}) for found in report.findings]
    end = {
        "type": "summary",
        "version": 1,
        "tool": shape.tool(),
        "complete": report.complete,
        "tokens": shape.tokens(report),
        "coverage": shape.coverage(report),
        "incomplete": shape.incomplete(report),
    }
    return "\n".join([*lines, json_text(end)]) + "\n"
