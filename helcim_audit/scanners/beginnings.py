"""Where do beginnings of tokens stand: cut by a parser, or shown as a preview?"""

from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import Match, Span
from helcim_audit.scanners.anchors import ends, places
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import V2_CLASS, Verdict, is_beginning, is_sequence, is_v2, judge

_SAYS_TOKEN = r"(?i:token|key|jeton|secret|credential|clave|clé|llave|schlüssel|chave)"
_PREVIEW = regex(
    _SAYS_TOKEN + r"([^\n]{0,60}?)(?<![\w!#$%*.@-])((a[A-Za-z0-9!#$%@_*.-]{3,40}?)(?:\*{3,}|\.{3}|…|[•●]{3,})[A-Za-z0-9!#$%@_-]{0,12})"
)
_TOLD_BY_DIGIT = regex(r"a(?=[A-Za-z_-]{0,12}[0-9!#$%@])[A-Za-z0-9!#$%@_-]{3,24}\Z")
# Nothing is masked, but a name or a sentence says that this is how a token begins.
_VALUE = rf"[\s:=>(\[]{{0,5}}\\?[\"'`“«]?(?-i:(a[{V2_CLASS}]{{3,39}}?))(?=\\?[\"'`”»\s,;)\]|&<]|[.:](?:\s|$)|\.{{3}}|…|$)"
_NAMED = regex(
    r"(?i)(?:(?:token|key)[_ .-]?(?:prefix|preview|start|head|first|beginning|snippet)[_-]?(?:\d{1,2}|chars|characters|with)?|(?:prefix|preview|first[_-]?\d{0,2}|start|head)[_-]?(?:of[_-]?)?(?:the[_-]?)?(?:api[_-]?)?(?:token|key))\\?[\"'`]?\]?\s{0,4}(?:=>|[:=])\s{0,4}"
    + _VALUE
)
_TOLD = regex(
    r"(?i)\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|prefix(?:ed)?|commence|commençant|débute|empieza|comienza|inicia|começa|beginnt|first\s\d{1,2})"
    r"(?:\s(?:with|by|is|was|are|were|as|par|avec|con|por|com|mit|the|chars?|characters?|letters|of|token|key|it)){0,5}(?!\w)"
    + _VALUE
)
_HINTS = ("prefix", "preview", "snippet", "first", "tokenstart", "token_start", "token-start", "tokenhead", "token_head", "keystart", "keyhead", "beginning")
_LONGEST = 2 << 20  # characters; who writes sentences writes less
_TOKEN_WORD = regex(_SAYS_TOKEN)
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
    """Beginnings of tokens that no secret's name stands beside: `token prefix a1B2c3***`, `the key starts with aB3$x`."""
    for span in (*_masked_beginnings(text), *_told_beginnings(text), *_masked_in_lists(text)):
        if not any(span.overlaps(match.span) for match in matches):
            yield Match("partly-masked-token", span, Secret(SecretKind.API_TOKEN, text[span.start : span.end]), confidence="low")


def _told_beginnings(text: str) -> Iterator[Span]:
    done = 0
    for start, end in places(text, _HINTS):
        if start >= done and (hit := _NAMED.search(text, max(0, start - 24), min(len(text), end + 120))):
            done = hit.end()
            if is_beginning(hit[1]):
                yield Span(*hit.span(1))
    for hit in _TOLD.finditer(text) if len(text) <= _LONGEST else ():
        if is_beginning(hit[1]) and _TOKEN_WORD.search(text, max(0, text.rfind("\n", 0, hit.start()) + 1, hit.start() - 120), hit.start(1)):
            yield Span(*hit.span(1))


# What a screen or a list shows of a token below its heading: the beginning, or more than four of its end.
_LISTED = regex(rf"(?<![{V2_CLASS}•●])(?:(a[{V2_CLASS.replace('*', '')}]{{3,40}}?)[•●*]{{6,}}|[•●*]{{6,}}([{V2_CLASS.replace('*', '')}]{{5,40}}))(?![{V2_CLASS}•●/])")
_HEADED = regex(rf"(?im)^[^\n]{{0,120}}\b(?:api|access|secret|auth)?[ _-]?{_SAYS_TOKEN}s?\b[^\n]{{0,80}}$")
_BELOW = 2000  # characters between a heading and what it says of the lines below
# Enough of it to look closer; in a log that was masked as it should be it stands nowhere.
_SHOWN = (rf"a[{V2_CLASS.replace('*', '')}]{{3,40}}\*{{6}}", rf"\*{{6}}[{V2_CLASS.replace('*', '')}]{{5}}")
_IN_LIST = regex(rf"[{V2_CLASS}•●]")
_LIST_ENTRY = 200  # characters of a mask with what it shows


def _masked_in_lists(text: str) -> Iterator[Span]:
    done = 0
    for _, end in ends(text.replace("•", "*").replace("●", "*"), _SHOWN):
        if end <= done:
            continue
        start, lowest = end - 1, max(done, end - _LIST_ENTRY)
        while start > lowest and _IN_LIST.match(text, start - 1):
            start -= 1
        done = end
        if not (hit := _LISTED.match(text, start)):
            continue
        done = hit.end()
        seen = hit[1] or hit[2]
        mixed = any(c.isdigit() for c in seen) and any(c.isalpha() for c in seen) and not is_sequence(seen)
        line = text.rfind("\n", 0, start) + 1
        if mixed and (hit[2] or is_beginning(seen)) and _HEADED.search(text, max(0, line - _BELOW), line):
            yield Span(*hit.span())


# What may be a beginning and then a mask, in ASCII and in other characters; the pattern is dear.
_MASKED = (r"(?:^|[^\w!#$%*.@-])a[A-Za-z0-9!#$%@_*.-]{2,39}[A-Za-z0-9!#$%@_-](?:\*{3}|\.{3})",)
_OTHERWISE_MASKED = regex(r"(?<=[A-Za-z0-9!#$%@_-])(?:…|[•●]{3})")


def _masked_beginnings(text: str) -> Iterator[Span]:
    """Hits of _PREVIEW, looked for only around masks that follow a letter or digit."""
    starts = [end - 3 for _, end in ends(text, _MASKED)]
    if not text.isascii():
        starts += [hit.start() for hit in _OTHERWISE_MASKED.finditer(text)]
    done = 0
    for at in sorted(starts):
        if at >= done and (hit := _PREVIEW.search(text, max(done, at - 100), at + 60)):
            done = hit.end()
            if (is_beginning(hit[3]) or (_TOLD_BY_DIGIT.match(hit[3]) and not is_sequence(hit[3]))) and judge(hit[2]) is Verdict.PARTLY_MASKED:
                yield Span(*hit.span(2))
