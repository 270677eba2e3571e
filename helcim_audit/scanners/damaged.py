"""Where does a damaged token stand that no name stands beside: in a table of a report, in a sentence, in what a command printed?

Shells, dotenv, YAML and PHP eat characters of a token (helcim.md section 2: 57, 58 and 60 were seen), and people then
write about it. Without the length only the alphabet tells, so the text around must speak of Helcim and nobody else.
"""

from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import Document, Match, Span
from helcim_audit.names import classify
from helcim_audit.scanners.context import Neighbourhood
from helcim_audit.scanners.judged import rule_of
from helcim_audit.scanners.kinds import kind_of
from helcim_audit.secrets import Secret, SecretKind
from helcim_audit.values import V2_CLASS, V2_LENGTH, V2_TELLING, is_v2_like

_RUN = regex(rf"(?<![{V2_CLASS}\w/+&;\\-])[{V2_CLASS}]{{55,70}}(?![{V2_CLASS}\w/+=&;\\-])")
# A name right before it, and what sentences and tables say instead of one.
_NAMED = regex(r"""([\w.-]{1,60})["'\]]{0,2}[ \t]{0,4}(?:=>|:=|=|:)[ \t]{0,4}["'`]?\Z""")
_SAID = frozenset(("value", "val", "is", "was", "got", "old", "new", "before", "after", "now", "actual", "expected", "sent", "received", "result", "output", "token", "key", "it", "valeur", "valor", "wert", "echo", "printed", "shows"))


def damaged(document: Document, runs: list[tuple[int, int]], near: Neighbourhood, known: list[Match]) -> Iterator[Match]:
    """runs: `windows` of the text. known: what names and shapes tell."""
    text, file = document.text, kind_of(document)
    for start, end in runs:
        for hit in _RUN.finditer(text, max(0, start - 1), min(len(text), end + 1)):
            span = Span(*hit.span())
            if _may_be(hit[0]) and near.speaks_of_helcim(span.start) and _is_unnamed(text, span.start) and not any(match.span.overlaps(span) for match in known):
                yield Match(rule_of(document, file, SecretKind.API_TOKEN, False), span, Secret(SecretKind.API_TOKEN, hit[0]), language=file.language, confidence="medium")


def _may_be(value: str) -> bool:
    """Not so long as a token, and begins as one; or as long, and does not. Either way full of its specials."""
    whole = len(value) == V2_LENGTH
    return (value[0] == "a") != whole and is_v2_like(value) and len(V2_TELLING.intersection(value)) >= 2


def _is_unnamed(text: str, start: int) -> bool:
    hit = _NAMED.search(text, max(0, start - 80), start)
    return hit is None or hit[1].lower() in _SAID or classify(hit[1]) is not None
