"""The report as one JSON object, version 1; its schema is schemas/report.v1.json."""

import json

from helcim_audit.model import Report
from helcim_audit.reports import shape


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
    # ASCII only: surrogates of file names that are no UTF-8, and control characters, stay escaped.
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"
