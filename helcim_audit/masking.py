"""What does a document look like once nothing of its secrets is left but their last four characters?"""

from collections.abc import Iterable

from helcim_audit.lazy import regex
from helcim_audit.model import Document, Match, Span
from helcim_audit.secrets import MASK, shown
from helcim_audit.values import is_v2

# Line breaks stay, so that lines and columns of the masked text are those of the document.
_HIDE = regex(r"[^\r\n]")
_SHORTEST_COPY = 8  # of a shorter value, other places that spell it need not be the secret
# Anything that is as long and as mixed as a token is hidden wherever text is shown, whatever found it.
_TOKEN_LIKE = regex(r"(?<![A-Za-z0-9])a[A-Za-z0-9!#$%*\-.@_]{63}(?![A-Za-z0-9])")


def _veil(raw: str, keep: int) -> str:
    head = raw[: len(raw) - keep] if keep else raw
    return _HIDE.sub(MASK, head) + (raw[len(raw) - keep :] if keep else "")


def _ranges(document: Document, matches: Iterable[Match]) -> Iterable[tuple[Span, int]]:
    """Every range to hide, with how many of its last characters may stay."""
    text = document.text
    values: dict[str, int] = {}
    for match in matches:
        value = match.secret.value if match.secret else None
        keep = shown(value) if value else 0
        spans = ((match.span,) if match.at_secret else ()) + match.hidden
        for span in spans:
            raw = text[span.start : span.end]
            # Only where the raw text ends as the secret does are its last characters the secret's.
            stays = keep if value and keep and raw.endswith(value[-keep:]) and len(raw) > keep else 0
            yield span, stays
        if value and len(value) >= _SHORTEST_COPY:
            values[value] = keep
    for value, keep in values.items():
        at = text.find(value)
        while at >= 0:
            yield Span(at, at + len(value)), keep
            at = text.find(value, at + len(value))


def mask(document: Document, matches: Iterable[Match]) -> str:
    """The document's text, of the same length, with all secrets of `matches` hidden in every place."""
    text = document.text
    pieces: list[str] = []
    at = 0
    # At equal starts the longer range first; what a later range would show inside an earlier one stays hidden.
    for span, keep in sorted(_ranges(document, matches), key=lambda r: (r[0].start, -r[0].end, r[1])):
        start = max(at, span.start)
        if start >= span.end:
            continue
        pieces.append(text[at:start])
        pieces.append(_veil(text[start : span.end], min(keep, span.end - start)))
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)


def veil(text: str) -> str:
    """Hide whatever has a token's shape in a short text that is about to be shown (a path, a name)."""
    return _TOKEN_LIKE.sub(lambda found: _veil(found[0], 4) if is_v2(found[0]) else found[0], text)
