"""What text does a Python string literal stand for, and where between its quotes does it stand?"""

import re
import unicodedata
from collections.abc import Iterator

import libcst as cst

from helcim_audit.lazy import regex

_ESCAPE = regex(r"\\(?:\r\n|N\{([^{}]{1,120})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a", "\n": "", "\r": "", "\\": "\\", "'": "'", '"': '"'}


def split(literal: str) -> tuple[str, int]:
    """The prefix of a literal as it is written, in lower case, and how long its quotes are."""
    quote = 0
    while literal[quote] not in "'\"":
        quote += 1
    triple = len(literal) >= quote + 6 and literal.startswith(("'''", '"""'), quote)
    return literal[:quote].lower(), 3 if triple else 1


def unescape(text: str, prefix: str) -> str:
    """What stands between the quotes, escapes resolved; bytes are read as Latin-1."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" not in text or "r" in prefix:
        return text
    return _ESCAPE.sub(_byte if "b" in prefix else _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    name, four, eight, two, octal, simple = found.groups()
    if name is not None:
        try:
            return unicodedata.lookup(name)
        except KeyError:
            return found[0]
    if simple is not None:
        return _SIMPLE.get(simple, found[0])
    if octal is not None:
        return chr(int(octal, 8))
    code = int(four or eight or two or "0", 16)
    return chr(code) if code < 0x110000 else found[0]


def _byte(found: re.Match[str]) -> str:
    return found[0] if found[1] or found[2] or found[3] else _escaped(found)


def text_of(node: cst.SimpleString) -> str:
    """The text of a string or bytes literal."""
    before, behind = quotes(node)
    return unescape(node.value[before:-behind], node.value[: before - behind].lower())


def pieces(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The operands of implicit concatenation and of `+`, in order; chains of them are long."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, cst.ConcatenatedString) or (isinstance(one, cst.BinaryOperation) and isinstance(one.operator, cst.Add)):
            waiting.extend((one.right, one.left))
        else:
            yield one


def ends(node: cst.BaseExpression) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
    """The first and last piece of a literal (one and the same where it has one); None for what is no literal."""
    first = last = None
    for last in pieces(node):
        if not isinstance(last, cst.SimpleString) and not (
            isinstance(last, cst.FormattedString) and all(isinstance(part, cst.FormattedStringText) for part in last.parts)
        ):
            return None
        first = first or last
    return (first, last) if first is not None and last is not None else None


def quotes(piece: cst.BaseExpression) -> tuple[int, int]:
    """How many characters stand before and behind the text of a piece."""
    if isinstance(piece, cst.FormattedString):
        return len(piece.start), len(piece.end)
    prefix, quote = split(piece.value) if isinstance(piece, cst.SimpleString) else ("", 0)
    return len(prefix) + quote, quote
