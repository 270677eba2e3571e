"""A comment for a pull request. Its first line is a mark by which a later run finds and updates it.

Text of the scanned tree stands in code spans, where it can neither format nor mention, refer to or link anything.
"""

import re

from helcim_audit.model import SEVERITIES, Commit, Finding, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import visible

MARK = "<!-- helcim-audit -->"
MOST_ROWS = 100
MOST_NOTES = 20
MOST = 60_000  # characters; GitHub accepts 65,536 in a comment


def render(report: Report) -> str:
    shown = sorted((found for found in report.findings if not found.suppressed), key=lambda f: (SEVERITIES.index(f.severity), f.sort_key))
    rows = MOST_ROWS
    while len(text := _comment(report, shown, rows)) > MOST and rows > 1:
        rows //= 2
    return text


def _comment(report: Report, shown: list[Finding], rows: int) -> str:
    lines = [MARK, f"### helcim-audit: {_count(len(shown), 'finding')}", ""]
    if not report.complete:
        lines += ["**Not everything could be read; this result is partial.**", ""]
    if shown:
        lines += ["| severity | rule | place | secret |", "|---|---|---|---|", *map(_row, shown[:rows])]
        if len(shown) > rows:
            lines.append(f"| | {len(shown) - rows} more, in the full report | | |")
        lines += ["", "<details><summary>What to do</summary>", "", *_advice(shown[:rows]), "", "</details>", ""]
    if tokens := shape.replaceable(report):
        lines += ["Secrets to replace, before they are removed from the files:", ""]
        lines += [f"- {_code(str(row['masked']))} {row['kind']}, {_count(int(row['findings']), 'finding')} (`{row['id']}`)" for row in tokens[:MOST_NOTES]]
        lines += [f"- {len(tokens) - MOST_NOTES} more"] if len(tokens) > MOST_NOTES else []
        lines.append("")
    notes = shape.incomplete(report)
    lines += [f"- not read: {_code(note['path'])}: {_text(note['reason'])}" for note in notes[:MOST_NOTES]]
    lines += [f"- {len(notes) - MOST_NOTES} more could not be read"] if len(notes) > MOST_NOTES else []
    lines += [""] if notes else []
    hidden = len(report.findings) - len(shown)
    lines.append(f"{_count(report.coverage.documents, report.coverage.unit)} read, {len(report.coverage.skipped)} not looked into, {hidden} suppressed.")
    return "\n".join(lines) + "\n"


def _row(found: Finding) -> str:
    place = _code(f"{found.path}:{found.start.line}")
    if isinstance(found.origin, Commit) and found.origin.sha:
        place += f" in commit `{found.origin.sha[:12]}`"
    return f"| {found.severity} | {found.rule} | {place} | {_code(found.secret.masked) if found.secret else ''} |"


def _advice(shown: list[Finding]) -> list[str]:
    """One line a rule: what it means and, for each way to put it right, how."""
    groups: dict[str, list[Finding]] = {}
    for found in shown:
        groups.setdefault(found.rule, []).append(found)
    lines = []
    for rule, group in groups.items():
        helps = list(dict.fromkeys(found.help for found in group))
        messages = {found.message for found in group}
        # Messages that differ are about one place each, which the table has.
        lines.append(f"- **{rule}**: " + " ".join(_text(part) for part in [*(messages if len(messages) == 1 else ()), *helps[:3]]))
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _code(value: str) -> str:
    """A code span that `value` cannot leave: a longer fence than any run of backticks in it, pipes escaped for tables."""
    text = visible(value).replace("\t", " ")
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{text.replace('|', chr(92) + '|')}{pad}{fence}"


def _text(value: str) -> str:
    """Prose without markup. An empty comment breaks up what would mention a person, refer to an issue or become a link."""
    text = re.sub(r"([\\`*_{}\[\]<>()#+!|~&])", r"\\\1", visible(value))
    return re.sub(r"@|\\#|(?<=:)//|(?<=www)\.|(?<=GH)-", lambda found: "<!-- -->" + found[0] if found[0] in ("//", ".", "-") else found[0] + "<!-- -->", text)
