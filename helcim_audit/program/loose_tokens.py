"""Which tokens does a document have whose language is read loosely?"""

import functools
import re

from helcim_audit.lazy import regex
from helcim_audit.program.loose_tables import DIALECTS, Dialect
from helcim_audit.program.tokens import Token

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_ESCAPE = regex(r"\\(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


@functools.cache
def _pattern(language: str) -> "re.Pattern[str]":
    return DIALECTS[language].pattern


def tokens(text: str, language: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` between two offsets, without comments and white space. A string's `extra` is how it begins."""
    found: list[Token] = []
    dialect = DIALECTS[language]
    for hit in _pattern(language).finditer(text, start, len(text) if end is None else end):
        kind = hit.lastgroup or ""
        if kind in ("space", "comment", "c"):
            continue
        strings = [at for at in range(len(dialect.strings)) if hit[f"s{at}"] is not None]
        if strings:
            said = hit[f"text{strings[0]}"]
            opening = hit[0][: max(1, hit.start(f"text{strings[0]}") - hit.start())]
            found.append(Token("string", said, hit.start(), hit.end(), opening))
        elif hit["line"] is not None:
            found.append(Token("line", "", hit.start(), hit.end()))
        else:
            named = next((one for one in ("word", "number", "sign") if hit[one] is not None), "sign")
            found.append(Token(named, hit[0].strip("`"), hit.start(), hit.end(), "`" if hit[0][0] == "`" else ""))
    return found


def said(text: str, dialect: Dialect) -> str:
    """A string's text, escapes resolved."""
    if not dialect.escapes:
        return text.replace('""', '"')
    return _ESCAPE.sub(lambda hit: chr(int(hit[1] or hit[2], 16)) if hit[1] or hit[2] else _ESCAPES.get(hit[3], hit[3]), text) if "\\" in text else text
