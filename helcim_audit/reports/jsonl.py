"""One finding a line, and a last line that accounts for the run."""

import json

from helcim_audit.model import Report
from helcim_audit.reports import shape


def render(report: Report) -> str:
    lines = [json.dumps({"type": "finding", **shape.finding(found)}) for found in report.findings]
    end = {"type": "summary", "version": 1, "tool": shape.tool(), "complete": report.complete, "tokens": shape.tokens(report), "coverage": shape.coverage(report), "incomplete": shape.incomplete(report)}
    return "\n".join([*lines, json.dumps(end)]) + "\n"
