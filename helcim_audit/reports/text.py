"""The report for a person at a terminal."""

import textwrap
from collections.abc import Iterator

from helcim_audit.model import SEVERITIES, Finding, Report
from helcim_audit.reports.escape import visible
from helcim_audit.reports.shape import tokens

WIDTH = 80
_COLOURS = {"critical": "1;31", "high": "31", "medium": "33", "low": "36", "dim": "2", "bold": "1", "good": "32"}


def render(report: Report, colour: bool = False, width: int = WIDTH) -> str:
    """`colour`: only for a terminal that wants it. Lines are at most `width` wide but for long paths."""

    def paint(kind: str, text: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text

    lines: list[str] = []
    shown = [found for found in report.findings if not found.suppressed]
    for found in shown:
        lines += _finding(found, paint, width)
    lines += _tokens(report, paint)
    lines += _summary(report, shown, paint, width)
    return "\n".join(lines) + "\n"


def _finding(found: Finding, paint: object, width: int) -> Iterator[str]:
    assert callable(paint)
    place = f"{visible(found.path)}:{found.start.line}:{found.start.column}"
    yield f"{paint(found.severity, found.severity.upper())} {paint('bold', found.rule)}  {place}"
    yield from textwrap.wrap(visible(found.message), width - 2, initial_indent="  ", subsequent_indent="  ")
    gutter = len(str(found.frame[-1][0])) if found.frame else 0
    room = width - gutter - 5
    for number, line in found.frame:
        marked = number == found.start.line
        text, caret = _fit(visible(line.expandtabs(1)), found.start.column - 1, _length(found), room)
        yield f"  {paint('dim', str(number).rjust(gutter) + ' |')} {text}" if text else f"  {paint('dim', str(number).rjust(gutter) + ' |')}"
        if marked:
            yield f"  {' ' * gutter} {paint('dim', '|')} {paint(found.severity, caret)}"
    if found.secret:
        yield f"  secret: {found.secret.kind} {found.secret.masked} ({found.secret.id}), confidence {found.confidence}"
    for step in found.trace:
        yield f"  - {visible(step.path)}:{step.line} {visible(step.note)}"
    yield from textwrap.wrap("why: " + found.why, width - 2, initial_indent="  ", subsequent_indent="       ")
    yield from textwrap.wrap("fix: " + found.help, width - 2, initial_indent="  ", subsequent_indent="       ")
    yield ""


def _length(found: Finding) -> int:
    return max(1, found.end.column - found.start.column) if found.end.line == found.start.line else 1


def _fit(line: str, column: int, length: int, room: int) -> tuple[str, str]:
    """The part of a line around a finding that fits, and the carets below it."""
    start = 0
    if len(line) > room:
        start = max(0, min(column - 8, len(line) - room))
        line = line[start : start + room]
    at = min(max(0, column - start), room - 1)
    return line.rstrip(), " " * at + "^" * max(1, min(length, room - at))


def _tokens(report: Report, paint: object) -> Iterator[str]:
    assert callable(paint)
    rows = tokens(report)
    if rows:
        yield paint("bold", "Secrets to replace")
        for row in rows:
            count = row["findings"]
            yield f"  {row['masked']}  {row['kind']}  {row['id']}  {count} finding{'s' if count != 1 else ''} in {', '.join(row['where'])}"
        yield ""


def _summary(report: Report, shown: list[Finding], paint: object, width: int) -> Iterator[str]:
    assert callable(paint)
    for note in report.incomplete:
        yield paint("high", "NOT READ") + f"  {visible(note.path)}: {visible(note.reason)}"
    if report.interrupted:
        yield paint("high", "INTERRUPTED") + "  the results are partial"
    for degraded in report.coverage.degraded:
        yield f"degraded  {visible(degraded.path)}: {visible(degraded.reason)}"
    counts = [f"{number} {level}" for level in SEVERITIES if (number := sum(found.severity == level for found in shown))]
    hidden = len(report.findings) - len(shown)
    coverage = report.coverage
    read = f"{coverage.documents} file{'s' if coverage.documents != 1 else ''} ({_size(coverage.bytes)}) read"
    parts = [read]
    if coverage.skipped:
        parts.append(f"{len(coverage.skipped)} not looked into")
    if report.incomplete:
        parts.append(f"{len(report.incomplete)} could not be read")
    if hidden:
        parts.append(f"{hidden} suppressed")
    verdict = f"{len(shown)} finding{'s' if len(shown) != 1 else ''}: {', '.join(counts)}" if shown else ("no finding" if report.complete else "no finding in what was read")
    yield from textwrap.wrap(f"{verdict}; {', '.join(parts)}.", width)
    if shown:
        yield from textwrap.wrap("A leaked token is replaced first, then removed: All Tools > Integrations > the configuration > Actions.", width)


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
