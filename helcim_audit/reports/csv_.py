"""A table for spreadsheets. Cells that a spreadsheet would run as formulas are quoted with an apostrophe."""

import csv
import io

from helcim_audit.model import Report
from helcim_audit.reports.escape import visible

COLUMNS = ("severity", "confidence", "rule", "category", "path", "line", "column", "secret", "token", "origin", "suppressed", "message", "help", "fingerprint")


def _cell(value: object) -> str:
    text = visible(str(value))
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t") else text


def render(report: Report) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for f in report.findings:
        row = (
            f.severity, f.confidence, f.rule, f.category, f.path, f.start.line, f.start.column,
            f.secret.masked if f.secret else "", f.secret.id if f.secret else "", f.origin.kind,
            f.suppressed.by if f.suppressed else "", f.message, f.help, f.fingerprint,
        )  # fmt: skip
        writer.writerow([_cell(value) for value in row])
    return table.getvalue()
