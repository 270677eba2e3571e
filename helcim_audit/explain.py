"""How does a match become a finding?

The document is masked of everything that was seen in it before any finding is built, so no excerpt can show what
another rule found.
"""

from collections.abc import Iterable

from helcim_audit.masking import mask, veil
from helcim_audit.model import Document, Finding, Match, Place, SecretInfo, Span
from helcim_audit.rules import Catalogue
from helcim_audit.secrets import fingerprint, masked, token_id

FRAME = 2  # lines shown above and below a finding
WIDEST = 240  # characters of a line that a report shows


def explain(document: Document, matches: Iterable[Match], catalogue: Catalogue, salt: str, also_hide: Iterable[Match] = ()) -> list[Finding]:
    """Findings of `matches`; the document is masked, of these and of `also_hide`, before any is built."""
    matches = list(matches)
    if not matches:
        return []
    text = mask(document, [*matches, *also_hide])
    return [_finding(document, match, text, catalogue, salt) for match in matches]


def _finding(document: Document, match: Match, text: str, catalogue: Catalogue, salt: str) -> Finding:
    rule = catalogue.get(match.rule)
    secret = match.secret
    start, end = document.position(match.span.start), document.position(max(match.span.start, match.span.end))
    line = document.line_span(start[0])
    info = SecretInfo(secret.kind.value, masked(secret.value), token_id(secret.value, salt)) if secret else None
    path = veil(document.path)
    metadata = bool(document.metadata)
    column = match.span.start - line.start
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=match.severity or rule.severity,
        confidence=match.confidence or rule.confidence,
        message=match.message or rule.message,
        path=path,
        start=Place(1, 1) if metadata else Place(*start),
        end=Place(1, 1) if metadata else Place(*end),
        excerpt=_cut(text[line.start : line.end].rstrip("\r"), column),
        frame=() if metadata else tuple(_frame(document, text, start[0], end[0], column)),
        secret=info,
        origin=document.origin,
        trace=match.trace,
        practice=rule.practice,
        why=rule.why,
        help=rule.fix_for(match.language),
        fingerprint=fingerprint(rule.id, secret.value if secret else None, path, text[line.start : line.end], salt),
        subject=match.subject,
    )


def _cut(line: str, column: int) -> str:
    """At most WIDEST characters of a line, around `column` (from zero)."""
    if len(line) <= WIDEST:
        return line
    start = max(0, min(column - WIDEST // 3, len(line) - WIDEST))
    return line[start : start + WIDEST]


def _frame(document: Document, text: str, first: int, last: int, column: int) -> Iterable[tuple[int, str]]:
    low = max(document.first_line, first - FRAME)
    high = min(document.first_line + len(document.line_starts) - 1, min(last, first + 6) + FRAME)
    for number in range(low, high + 1):
        span: Span = document.line_span(number)
        line = text[span.start : span.end].rstrip("\r")
        yield number, _cut(line, column if number == first else 0)
