"""One page for a browser: filters, traces and coverage, without network.

The page is `page/page.html` with its style and script inside. Its policy allows that script and that style by their
digests and nothing else, and the findings are data that cannot end the element they stand in.
"""

import base64
import hashlib
from html import escape
from importlib.resources import files
from typing import Any, ClassVar

from helcim_audit.model import SEVERITIES, Commit, Finding, Origin, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import json_text, visible
from helcim_audit.reports.links import rule_page
from helcim_audit.rules import load

MOST = 50_000  # findings; a browser still opens such a page, and the report says what is left out
_TAB = "    "


def render(report: Report) -> str:
    page = files("helcim_audit.reports").joinpath("page")
    template, style, script = (page.joinpath(f"page.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    policy = f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    shown = [found for found in report.findings if not found.suppressed]
    parts = {
        "POLICY": policy,
        "VERDICT": f"{len(shown)} finding{'' if len(shown) == 1 else 's'}",
        "COUNTS": _counts(shown, len(report.findings) - len(shown)),
        "WARNING": _warning(report),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": _data(report),
    }
    pieces = template.split("@@")  # text, name, text, name, ..., text: what is put in is not looked through again
    return "".join(piece if place % 2 == 0 else parts[piece] for place, piece in enumerate(pieces))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _counts(shown: list[Finding], hidden: int) -> str:
    counts = [f'<span class="{level}">{number} {level}</span>' for level in SEVERITIES if (number := sum(found.severity == level for found in shown))]
    return ", ".join([*counts, *([f'<span class="dim">{hidden} suppressed</span>'] if hidden else [])])


def _warning(report: Report) -> str:
    texts = [f"{note['path']}: {note['reason']}" for note in shape.incomplete(report)[:5]]
    notes = ["Not everything could be read; this result is partial. " + "; ".join(texts)] if texts else []
    if len(report.findings) > MOST:
        notes.append(f"The page shows the {MOST} most severe of {len(report.findings)} findings; the JSON report has all of them.")
    return "".join(f'<p class="warning" role="alert">{escape(visible(note))}</p>' for note in notes)


class _Table:
    """Texts that many findings share stand once; findings hold their numbers."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.rows.setdefault(visible(text), len(self.rows))


def _data(report: Report) -> str:
    findings = report.findings
    if len(findings) > MOST:
        findings = tuple(sorted(findings, key=lambda f: SEVERITIES.index(f.severity))[:MOST])
    texts, suppressed = _Table(), _Table()
    tokens = shape.tokens(report)
    places = {row["id"]: number for number, row in enumerate(tokens)}
    origins = _Origins()
    rows = [_finding(found, texts, suppressed, places, origins) for found in findings]
    data = {
        "rules": _rules(findings),
        "texts": list(texts.rows),
        "suppressed": list(suppressed.rows),
        "tokens": [{**row, "masked": visible(row["masked"])} for row in tokens],
        "origins": origins.rows,
        "findings": rows,
        "coverage": {
            "documents": report.coverage.documents,
            "unit": report.coverage.unit,
            "bytes": report.coverage.bytes,
            "skipped": [[visible(note.path), visible(note.reason)] for note in report.coverage.skipped],
            "degraded": [[visible(note.path), visible(note.reason)] for note in report.coverage.degraded],
        },
        "incomplete": [[visible(note["path"]), visible(note["reason"])] for note in shape.incomplete(report)],
    }
    # "<" is what could end the element or begin a comment in it; "&" and ">" only make the page easier to check.
    return json_text(data).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _rules(findings: tuple[Finding, ...]) -> dict[str, dict[str, str | None]]:
    known = load().rules
    first = {found.rule: found for found in reversed(findings)}
    return {name: {"title": known[name].title if name in known else name, "category": found.category, "page": rule_page(name)} for name, found in sorted(first.items())}


def _finding(found: Finding, texts: _Table, suppressed: _Table, places: dict[str, int], origins: "_Origins") -> dict[str, Any]:
    hidden = found.suppressed
    return {
        "rule": found.rule,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": texts.number(found.message),
        "why": texts.number(found.why),
        "help": texts.number(found.help),
        "practice": texts.number(found.practice),
        "path": visible(found.path),
        "start": [found.start.line, found.start.column],
        "mark": _mark(found),
        "frame": [[number, visible(line).replace("\t", _TAB)] for number, line in found.frame],
        "token": places[found.secret.id] if found.secret else -1,
        "origin": origins.number(found.origin),
        "side": shape.side(found),
        "trace": [[visible(step.path), step.line, visible(step.note)] for step in found.trace],
        "suppressed": suppressed.number(f"{hidden.by}: {hidden.reason}" + (f" until {hidden.until}" if hidden.until else "")) if hidden else None,
        "fingerprint": found.fingerprint,
    }


def _mark(found: Finding) -> list[int]:
    """Where the finding stands in its line as the page shows it, half-open: escapes make lines longer."""
    line = next((text for number, text in found.frame if number == found.start.line), "")
    start = found.start.column - 1
    end = found.end.column - 1 if found.end.line == found.start.line else len(line)
    return [len(visible(line[:place]).replace("\t", _TAB).encode("utf-16-le")) // 2 for place in (start, end)]


class _Origins:
    """Where findings stand: each place once, with the key that filters by it."""

    _words: ClassVar = {"worktree": "work tree", "staged": "staged", "stdin": "standard input", "archive": "inside archives"}

    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self._numbers: dict[Origin, int] = {}

    def number(self, source: Origin) -> int:
        if source not in self._numbers:
            self._numbers[source] = len(self.rows)
            self.rows.append(self._row(source))
        return self._numbers[source]

    def _row(self, source: Origin) -> dict[str, str]:
        if isinstance(source, Commit):
            label = f"{source.sha[:12]} {source.date[:10]}" if source.sha else "in no commit"
            return {"key": source.sha or "none", "label": visible(label), "text": visible(f"Stands {shape.whence(source)}.")}
        whence = shape.whence(source)
        return {"key": source.kind, "label": self._words[source.kind], "text": visible(f"Stands {whence}.") if whence else ""}
