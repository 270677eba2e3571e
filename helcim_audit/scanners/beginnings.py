"""Where do beginnings of tokens stand: cut by a parser, or shown as a preview?"""

import re
from collections.abc import Iterator

from helcim_audit.model import Match, Span
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import Verdict, is_v2, judge

_PREVIEW = re.compile(
    r"(?i:\b(?:token|key))([^\n]{0,40}?)(?<![\w!#$%*.@-])(a(?=[A-Za-z_-]{0,12}[0-9!#$%@])[A-Za-z0-9!#$%@_-]{3,24}(?:\*{3,}|\.{3}|…|[•●]{3,})[A-Za-z0-9!#$%@_-]{0,12})"
)
_FRAGMENT = 6  # characters of a known token that are no chance any more


def fragments(text: str, matches: list[Match]) -> list[Match]:
    """Beginnings of tokens that the document shows whole elsewhere: cut by a parser, or meant as a preview."""
    found: list[Match] = []
    whole = {match.secret.value: match for match in matches if match.secret and is_v2(match.secret.value)}
    for value, match in whole.items():
        at = text.find(value[:_FRAGMENT])
        while at >= 0:
            end = at + _FRAGMENT
            while end < len(text) and end - at < len(value) and text[end] == value[end - at]:
                end += 1
            span = Span(at, end)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum() and not any(span.overlaps(one.span) or any(span.overlaps(h) for h in one.hidden) for one in matches):
                found.append(Match("partly-masked-token", span, match.secret, language=match.language))
            at = text.find(value[:_FRAGMENT], end)
    return found


def previews(text: str, matches: list[Match]) -> Iterator[Match]:
    """Beginnings of tokens behind a mask that no name stands beside: `token prefix a1B2c3***`."""
    for hit in _masked_beginnings(text):
        span = Span(*hit.span(2))
        if judge(hit[2]) is Verdict.PARTLY_MASKED and not any(span.overlaps(match.span) for match in matches):
            yield Match("partly-masked-token", span, Secret(SecretKind.API_TOKEN, hit[2]), confidence="low")


_NO_VALUE = frozenset(" \t\r\n'\"`:=([{<>")
_MASKS = ("***", "...", "…", "•••", "●●●")


def _masked_beginnings(text: str) -> Iterator[re.Match[str]]:
    """Hits of _PREVIEW, looked for only around masks that follow a letter or digit."""
    done = 0
    for at in sorted(at for mask in _MASKS for at in _ends(text, mask)):
        if at >= done and (hit := _PREVIEW.search(text, max(done, at - 100), at + 60)):
            done = hit.end()
            yield hit


def _ends(text: str, mask: str) -> Iterator[int]:
    """Where each run of a mask's character begins that follows what may be a value."""
    at = text.find(mask)
    while at >= 0:
        if text[at - 1] not in _NO_VALUE:
            yield at
        while text.startswith(mask, at):
            at += len(mask)
        at = text.find(mask, at)
