"""Which words and signs does the expression of a template consist of?"""

import re
from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir

LONGEST = 4_000
_MOST_NAMES = 200
_PART = regex(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?P<number>\d\w*(?:\.\d+)?)|(?P<name>[@$]{0,2}[^\W\d]\w*|\$(?=[.\s)]|\Z))"""
    r"""|(?P<sign>\?\.|->|::|\|\||&&|\?\?|\?:|===?|!==?|<=|>=|=>|:=|\.\.+(?:/(?:\.\./)*)?|[-+*/%~.,:;|?!<>=()\[\]{}^&]))""",
    re.DOTALL,
)
_NAME = regex(r"(?<![\w.'\"])[^\W\d]\w*")
_QUOTED = regex(r"\"[^\"]*\"|'[^']*'")
CONSTANTS = frozenset(("true", "false", "none", "null", "nil", "nothing", "undefined"))
_WORDS = frozenset(("and", "or", "not", "if", "else", "is", "in", "contains", "matches", "starts", "ends", "with", "eq", "ne", "gt", "lt", "ge", "le"))


class Unreadable(Exception):
    """The text is not of this grammar."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def names(text: str, start: int, end: int) -> tuple[ir.Expr, ...]:
    """The names in `text[start:end]`, words of strings left out."""
    part = _QUOTED.sub(lambda hit: " " * len(hit[0]), text[start : min(end, start + LONGEST)])
    found = (hit for hit in _NAME.finditer(part) if hit[0].lower() not in _WORDS | CONSTANTS)
    return tuple(ir.Name(Span(start + hit.start(), start + hit.end()), hit[0]) for hit, _ in zip(found, range(_MOST_NAMES), strict=False))


def tokens(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    at = start
    while at < end:
        hit = _PART.match(text, at, end)
        if hit is None:
            if text[at:end].isspace():
                break
            raise Unreadable
        kind = hit.lastgroup or ""
        found.append(Token(kind, hit[kind], hit.start(kind), hit.end()))
        at = hit.end()
    return found
