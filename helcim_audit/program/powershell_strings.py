"""What is the value of a PowerShell string or bareword, with what is interpolated into it?"""

import re
from collections.abc import Callable
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.powershell_reader import Reader, variable
from helcim_audit.program.powershell_tokens import VARIABLE, closing_bracket, tokens
from helcim_audit.program.tokens import DEEPEST, Cursor, Token, joined, span

Read = Callable[[Reader, Cursor], ir.Expr]

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_ESCAPE = regex(r"`(.)|\"\"", re.DOTALL)


def unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else '"', text)


def string(r: Reader, c: Cursor, token: Token, read: Read) -> ir.Expr:
    at = span(token)
    if token.extra == "'":
        return ir.Literal(at, token.text.replace("''", "'"))
    if token.extra == "@'":
        return ir.Literal(at, token.text)
    offset = r.text.find(token.text, token.start, token.end) if token.text else token.start
    return interpolated(r, c, token.text, offset, at, read)


_PIECE = regex(rf"`.|\$\(|{VARIABLE.pattern}", re.DOTALL)


def interpolated(r: Reader, c: Cursor, text: str, offset: int, at: Span, read: Read) -> ir.Expr:
    parts: list[ir.Expr] = []
    end = 0
    for found in _PIECE.finditer(text):
        if found.start() < end or found[0][0] == "`":
            continue
        parts.append(ir.Literal(at, unescape(text[end : found.start()])))
        end = found.end()
        if found[0] == "$(":
            end = closing_bracket(text, end, 1)
            parts.append(_embedded(r, c, text[found.start() : end], offset + found.start(), read))
        else:
            parts.append(variable(r, Span(offset + found.start(), offset + end), found[1] or found[2] or found[3]))
    return joined(at, [*parts, ir.Literal(at, unescape(text[end:]))])


def _embedded(r: Reader, c: Cursor, text: str, offset: int, read: Read) -> ir.Expr:
    if c.depth >= DEEPEST:
        return ir.Opaque(Span(offset, offset + len(text)))
    inner = Cursor([replace(one, start=one.start + offset, end=one.end + offset) for one in tokens(text)], 0, c.depth + 2, c.lost)
    return read(r, inner)
