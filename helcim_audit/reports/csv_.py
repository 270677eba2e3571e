"""A table for spreadsheets, which runs nothing there.

Every cell is quoted, so that no separator of any locale splits one, and a cell that a spreadsheet would take for a
formula begins with an apostrophe. What could not be read has rows of its own.
"""

import csv
import io
from collections.abc import Iterable

from helcim_audit.model import Commit, Finding, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import visible

COLUMNS = (
    "status", "severity", "confidence", "rule", "category", "path", "line", "column", "secret", "token", "origin", "commit", "author", "date",
    "suppressed", "message", "help", "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are the full-width forms


def _cell(value: object) -> str:
    text = visible(str(value))
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def render(report: Report) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for found in report.findings:
        writer.writerow([_cell(value) for value in _row(found)])
    for note in shape.incomplete(report):
        row = dict.fromkeys(COLUMNS, "") | {"status": "not read", "path": note["path"], "message": note["reason"]}
        writer.writerow([_cell(value) for value in row.values()])
    return table.getvalue()


def _row(found: Finding) -> Iterable[object]:
    commit = found.origin if isinstance(found.origin, Commit) else None
    return (
        "suppressed" if found.suppressed else "open", found.severity, found.confidence, found.rule, found.category,
        found.path, found.start.line, found.start.column,
        found.secret.masked if found.secret else "", found.secret.id if found.secret else "",
        found.origin.kind, commit.sha if commit else "", commit.author if commit else "", commit.date if commit else "",
        f"{found.suppressed.by}: {found.suppressed.reason}" if found.suppressed else "", found.message, found.help, found.fingerprint,
    )  # fmt: skip
