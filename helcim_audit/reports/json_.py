"""The report as one JSON object, version 1; its schema is schemas/report.v1.json."""

from helcim_audit.model import Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import json_text


def render(report: Report) -> str:
    data = {
        "version": 1,
        "tool": shape.tool(),
        "complete": report.complete,
        "findings": [shape.finding(found) for found in report.findings],
        "tokens": shape.tokens(report),
        "coverage": shape.coverage(report),
        "incomplete": shape.incomplete(report),
    }
    return json_text(data, 1) + "\n"
