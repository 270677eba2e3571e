"""A comment for a pull request. The first line is a mark by which a later run finds and updates it."""

import re

from helcim_audit.model import SEVERITIES, Report
from helcim_audit.reports.escape import visible
from helcim_audit.reports.shape import tokens

MARK = "<!-- helcim-audit -->"
MOST = 100


def _text(value: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~@])", r"\\\1", visible(value))


def render(report: Report) -> str:
    shown = [found for found in report.findings if not found.suppressed]
    lines = [MARK, f"### helcim-audit: {len(shown)} finding{'s' if len(shown) != 1 else ''}", ""]
    if not report.complete:
        lines += ["**Not everything could be read; this result is partial.**", ""]
    if shown:
        lines += ["| severity | rule | place | secret |", "|---|---|---|---|"]
        for found in sorted(shown, key=lambda f: (SEVERITIES.index(f.severity), f.sort_key))[:MOST]:
            secret = f"{_text(found.secret.masked)}" if found.secret else ""
            lines.append(f"| {found.severity} | {found.rule} | {_text(found.path)}:{found.start.line} | {secret} |")
        if len(shown) > MOST:
            lines.append(f"| | {len(shown) - MOST} more | | |")
        lines += ["", "<details><summary>What to do</summary>", ""]
        helps = {found.rule: found for found in shown}
        lines += [f"- **{rule}**: {_text(found.message)} {_text(found.help)}" for rule, found in sorted(helps.items())]
        lines += ["", "</details>", ""]
    if rows := tokens(report):
        lines += ["Secrets to replace: " + ", ".join(f"{_text(str(row['masked']))} ({row['kind']}, {row['findings']})" for row in rows), ""]
    lines += [f"- not read: {_text(note.path)}: {_text(note.reason)}" for note in report.incomplete]
    hidden = len(report.findings) - len(shown)
    lines.append(f"{report.coverage.documents} files read, {len(report.coverage.skipped)} not looked into, {hidden} suppressed.")
    return "\n".join(lines) + "\n"
