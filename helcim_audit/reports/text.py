"""The report for a person at a terminal."""

import textwrap
import unicodedata
from collections.abc import Callable, Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import SEVERITIES, Commit, Finding, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import visible

WIDTH = 80
_COLOURS = {"critical": "1;31", "high": "31", "medium": "33", "low": "36", "dim": "2", "bold": "1", "good": "32"}
_MASK_SHOWN = 12
_MASK = regex(r"\*{13,}")
_MOST_NOTES = 10  # of one kind; the other formats have all
Paint = Callable[[str, str], str]


def render(report: Report, colour: bool = False, width: int = WIDTH) -> str:
    """`colour`: only for a terminal that wants it. Lines are at most `width` wide but for long paths."""

    def paint(kind: str, text: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text

    shown = [found for found in report.findings if not found.suppressed]
    said: set[tuple[str, str]] = set()
    lines: list[str] = []
    for found in shown:
        lines += _finding(found, paint, width)
        lines += _advice(found, said, width)
        lines.append("")
    lines += _tokens(report, paint, width)
    lines += _summary(report, shown, paint, width)
    return "\n".join(lines) + "\n"


def _finding(found: Finding, paint: Paint, width: int) -> Iterator[str]:
    place = f"{visible(found.path)}:{found.start.line}:{found.start.column}"
    head = f"{found.severity.upper()} {found.rule}"
    coloured = f"{paint(found.severity, found.severity.upper())} {paint('bold', found.rule)}"
    yield from [f"{coloured}  {place}"] if _cells(f"{head}  {place}") <= width else [coloured, f"  {place}"]
    yield from _wrapped(found.message, width)
    if whence := shape.whence(found.origin):
        yield from _wrapped(whence, width)
    if isinstance(found.origin, Commit) and len(found.origin.paths) > 1:
        yield from _wrapped("also as " + ", ".join(path for path in found.origin.paths if path != found.path), width)
    yield from _frame(found, paint, width)
    if found.secret:
        yield from _wrapped(f"secret: {found.secret.kind} {found.secret.masked} ({found.secret.id}), confidence {found.confidence}", width)
    for number, step in enumerate(found.trace, 1):
        yield from _wrapped(f"{number}. {step.path}:{step.line} {step.note}", width, indent=3)


def _frame(found: Finding, paint: Paint, width: int) -> Iterator[str]:
    gutter = len(str(found.frame[-1][0])) if found.frame else 0
    room = width - gutter - 5
    for number, line in found.frame:
        text, caret = _fit(line.expandtabs(1), found.start.column - 1, _length(found), room)
        yield f"  {paint('dim', str(number).rjust(gutter) + ' |')} {text}".rstrip()
        if number == found.start.line:
            yield f"  {' ' * gutter} {paint('dim', '|')} {paint(found.severity, caret)}"


def _advice(found: Finding, said: set[tuple[str, str]], width: int) -> Iterator[str]:
    """Why and how to put it right: in full once, since a hundred findings of a rule need it no more than one."""
    if (found.rule, found.why) not in said:
        yield from _wrapped(f"why: {found.why.strip()}", width, indent=5)
    if (found.rule, found.help) in said:
        yield f"  fix: as for {found.rule} above"
    else:
        yield from _wrapped(f"fix: {found.help}", width, indent=5)
    said.update(((found.rule, found.why), (found.rule, found.help)))


def _wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    """Lines of prose, two spaces in, further lines `indent` more; paths and other long words stay whole."""
    return textwrap.wrap(visible(text), width - 2, initial_indent="  ", subsequent_indent=" " * (2 + indent), break_long_words=False, break_on_hyphens=False)


def _length(found: Finding) -> int:
    return max(1, found.end.column - found.start.column) if found.end.line == found.start.line else 1


def _fit(line: str, column: int, length: int, room: int) -> tuple[str, str]:
    """The part of a line around a finding that fits in `room` cells, and the carets below it."""
    before, marked, after = (_squeezed(visible(part)) for part in (line[:column], line[column : column + length], line[column + length :]))
    wanted = min(_cells(marked + after), room - 8)
    before = _head(before[::-1], room - wanted)[::-1]
    at = min(_cells(before), room - 1)
    return _head(before + marked + after, room).rstrip(), " " * at + "^" * max(1, min(_cells(marked), room - at))


def _squeezed(text: str) -> str:
    """Long masks shortened: what stands around a token says more than how long it is."""
    return _MASK.sub("*" * _MASK_SHOWN, text)


def _head(text: str, room: int) -> str:
    """The beginning of a text that takes at most `room` cells."""
    end = used = 0
    while end < len(text) and (used := used + _cells(text[end])) <= room:
        end += 1
    return text[:end]


def _cells(text: str) -> int:
    """Columns of a terminal that a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _tokens(report: Report, paint: Paint, width: int) -> Iterator[str]:
    rows = shape.replaceable(report)
    if rows:
        yield paint("bold", "Secrets to replace")
        for row in rows:
            count = row["findings"]
            yield from _wrapped(f"{row['masked']} {row['kind']} {row['id']}: {count} finding{'s' if count != 1 else ''} in {', '.join(row['where'])}", width, indent=2)
        yield ""


def _summary(report: Report, shown: list[Finding], paint: Paint, width: int) -> Iterator[str]:
    for note in report.incomplete:
        yield paint("high", "NOT READ") + f"  {visible(note.path)}: {visible(note.reason)}"
    if report.interrupted:
        yield paint("high", "INTERRUPTED") + "  the results are partial"
    for degraded in report.coverage.degraded[:_MOST_NOTES]:
        yield f"degraded  {visible(degraded.path)}: {visible(degraded.reason)}"
    if (more := len(report.coverage.degraded) - _MOST_NOTES) > 0:
        yield f"degraded  {more} more; --format json lists them"
    counts = [f"{number} {level}" for level in SEVERITIES if (number := sum(found.severity == level for found in shown))]
    hidden = len(report.findings) - len(shown)
    coverage = report.coverage
    parts = [f"{coverage.documents} {coverage.unit}{'s' if coverage.documents != 1 else ''} ({_size(coverage.bytes)}) read"]
    if coverage.skipped:
        parts.append(f"{len(coverage.skipped)} not looked into")
    if report.incomplete:
        parts.append(f"{len(report.incomplete)} could not be read")
    if hidden:
        parts.append(f"{hidden} suppressed")
    verdict = f"{len(shown)} finding{'s' if len(shown) != 1 else ''}: {', '.join(counts)}" if shown else ("no finding" if report.complete else "no finding in what was read")
    yield from textwrap.wrap(f"{verdict}; {', '.join(parts)}.", width)
    if any(found.secret for found in shown):
        yield from textwrap.wrap("A leaked token is replaced first, then removed: All Tools > Integrations > the configuration > Actions.", width)


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
