"""What is the value of a Perl string, with what is interpolated into it?"""

import re
from collections.abc import Callable
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.grammar_forms import unescape
from helcim_audit.program.perl_lists import Reader
from helcim_audit.program.perl_tokens import tokens
from helcim_audit.program.tokens import DEEPEST, Cursor, Token, joined, span

Read = Callable[[Reader, Cursor], ir.Expr]

_PIECE = regex(
    r"\\.|(?:[$@]\{\s*\^?\w+\s*\}|\$#?\$*(?:::)?[A-Za-z_]\w*(?:::\w+)*|\$\d+|\$[&_]|@(?:::)?[A-Za-z_]\w*(?:::\w+)*)"
    r"(?:(?:->)?(?:\[[^\[\]\n]{1,80}\]|\{[^{}\n]{1,80}\})){0,8}|[$@]\{",
    re.DOTALL,
)


def string(r: Reader, c: Cursor, token: Token, read: Read) -> ir.Expr:
    at = span(token)
    if token.extra == "q":
        return ir.Literal(at, re.sub(r"\\([\\'])", r"\1", token.text))
    offset = token.start if token.kind == "body" else token.end - len(token.text) - 1
    found = _interpolated(r, c, token.text, offset, at, read)
    return ir.Call(at, ir.Name(at, "qx"), (ir.Arg(found),)) if token.extra == "qx" else found


def _interpolated(r: Reader, c: Cursor, text: str, offset: int, at: Span, read: Read) -> ir.Expr:
    parts: list[ir.Expr] = []
    end = 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece[0] == "\\" or found.start() < end:
            continue
        stop = found.end()
        if piece in ("${", "@{"):  # @{[ f(x) ]}, ${\ f(x) }
            stop = _matching(text, found.end())
            piece = text[found.start() : stop]
        parts.append(ir.Literal(at, unescape(text[end : found.start()])))
        inner = Cursor([replace(one, start=one.start + offset + found.start(), end=one.end + offset + found.start()) for one in tokens(piece)], 0, c.depth + 1, c.lost)
        parts.append(read(r, inner) if c.depth < DEEPEST else ir.Opaque(at))
        end = stop
    parts.append(ir.Literal(at, unescape(text[end:])))
    return joined(at, parts)


def _matching(text: str, at: int) -> int:
    depth = 1
    for found in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return len(text)
