"""Which part of a text does an expression take, in languages that are read loosely?"""

import re
from collections.abc import Sequence

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.tokens import Token

_CLOSED = frozenset(("groovy", "julia", "fsharp", "scala"))
"""Languages whose ranges take their end too."""

_SIGNS = frozenset(("..", "...", ":"))
_MEASURES = regex(r"(?i)(?:^|\.)(?:\w*strn?len|wcslen|length|size)$")
_INTO = {"sprintf": 1, "swprintf": 2, "vsprintf": 1, "snprintf": 2, "_snprintf": 2, "sprintf_s": 2, "strcpy": 1, "strcpy_s": 2, "strlcpy": 1, "memcpy": 1, "memmove": 1, "strncpy": 1, "strncpy_s": 2, "strcat": 1, "strncat": 1, "strlcat": 1, "stpcpy": 1}
"""Functions of C that write into their first argument, and where what they write begins."""

_ADDS = ("strcat", "strncat", "strlcat")


def number(expr: ir.Expr) -> int | None:
    """The integer that an expression is, negative ones included."""
    negative = isinstance(expr, ir.Test) and len(expr.parts) == 1 and expr.op == ""
    inner = expr.parts[0] if isinstance(expr, ir.Test) and negative else expr
    if not isinstance(inner, ir.Constant) or (found := re.fullmatch(r"(\d{1,6})[uUlL]{0,3}", inner.text)) is None:
        return None
    return -int(found[1]) if negative else int(found[1])


def counted(at: Span, args: Sequence[ir.Arg]) -> ir.Expr:
    """`sub(text, from, to)`, which counts from one and takes the last one too."""
    bounds = [number(one.value) for one in args[1:3]]
    known = None not in bounds
    low, high = (*bounds, None, None)[:2]
    low = low - 1 if low is not None and low > 0 else low
    high = None if high == -1 else high
    return ir.Slice(at, args[0].value if args else ir.Opaque(at), low, high, known)


def from_length(at: Span, base: ir.Expr, start: ir.Expr, length: ir.Expr | None) -> ir.Expr:
    """`substr(from, count)`, which counts from zero."""
    low, count = number(start), number(length) if length is not None else None
    if length is None:
        return ir.Slice(at, base, low, None, low is not None)
    high = low + count if low is not None and low >= 0 and count is not None else None
    return ir.Slice(at, base, low, high if high is not None else count, high is not None)


def between(tokens: Sequence[Token], language: str) -> tuple[int | None, int | None, bool] | None:
    """The bounds of `a..b`, `a:b` as tokens in brackets, as those of a Slice, and whether they are known; None for no range."""
    depth, place = 0, -1
    for at, one in enumerate(tokens):
        if one.kind == "sign":
            depth += (one.text in "([{") - (one.text in ")]}")
            if depth == 0 and one.text in _SIGNS and not (one.text == ":" and language != "julia"):
                place = at
                break
    if place < 0:
        return None
    ends = place + 1
    open_end = ends < len(tokens) and tokens[ends].text == "<" and language == "groovy"
    low, low_known = _bound(tokens[:place], language)
    high, high_known = _bound(tokens[ends + open_end :], language)
    if language == "julia" and low is not None and low > 0:
        low -= 1
    if high is not None and language in _CLOSED and not open_end and language != "julia":
        high = None if high == -1 else high + 1
    if language == "julia" and high == -1:
        high = None
    return low, high, low_known and high_known


def _bound(tokens: Sequence[Token], language: str) -> tuple[int | None, bool]:
    texts = [one.text for one in tokens if one.kind != "line"]
    match texts:
        case []:
            return None, True
        case [text] if text.isdigit():
            return int(text), True
        case ["-", text] if text.isdigit():
            return -int(text), True
        case ["^", text] if text.isdigit() and language == "fsharp":
            return -int(text) - 1, True
        case ["end"] if language == "julia":
            return -1, True
        case ["end", "-", text] if text.isdigit() and language == "julia":
            return -int(text) - 1, True
        case _:
            return None, False


def moved(at: Span, parts: Sequence[ir.Expr]) -> ir.Expr | None:
    """`token + 4`, `token + strlen(token) - 4` of C: the text from there on. None for texts that are put together."""
    numbers = [one for one in parts if _is_number(one)]
    if not numbers or len(parts) - len(numbers) != 1 or any(isinstance(one, ir.Literal) for one in parts):
        return None
    base = next(one for one in parts if not _is_number(one))
    if not isinstance(base, ir.Name | ir.Attribute | ir.Call | ir.Item):
        return None
    low = sum(found for one in numbers if (found := number(one)) is not None)
    known = all(number(one) is not None for one in numbers)
    return ir.Slice(at, base, low if known else None, None, known)


def _is_number(expr: ir.Expr) -> bool:
    match expr:
        case ir.Constant() | ir.Test():
            return True
        case ir.Call(target=ir.Name(id=name)) | ir.Call(target=ir.Attribute(name=name)):
            return _MEASURES.search(name) is not None
        case _:
            return False


def written(call: ir.Call) -> ir.Bind | None:
    """`snprintf(buffer, size, "%.8s", token)`, `strncpy(buffer, token, 8)`: what the first argument holds from now on."""
    name = call.target.id if isinstance(call.target, ir.Name) else call.target.name if isinstance(call.target, ir.Attribute) else ""
    if name not in _INTO or len(call.args) <= _INTO[name]:
        return None
    into = call.args[0].value
    while isinstance(into, ir.Slice):  # buffer + 4
        into = into.base
    if not isinstance(into, ir.Name | ir.Attribute | ir.Item):
        return None
    rest = call.args[_INTO[name] :]
    if "printf" in name:
        value: ir.Expr = ir.Call(call.at, ir.Name(call.at, "sprintf"), rest)
    else:
        count = number(rest[1].value) if len(rest) > 1 else None
        value = ir.Slice(call.at, rest[0].value, 0, count) if count is not None else rest[0].value
    return ir.Bind(call.at, into, value, extends=name in _ADDS)


def message(at: Span, target: ir.Expr, name: str, args: Sequence[ir.Arg]) -> ir.Expr | None:
    """The cuts of Objective-C's strings."""
    first = args[0].value if args else None
    if first is None or name not in ("substringToIndex", "substringFromIndex", "substringWithRange", "substringToIndexSafe"):
        return None
    if name == "substringWithRange":
        bounds = first.args if isinstance(first, ir.Call) else ()
        return from_length(at, target, bounds[0].value, bounds[1].value) if len(bounds) > 1 else ir.Slice(at, target, None, None, known=False)
    bound = number(first)
    return ir.Slice(at, target, None, bound if bound is not None else 1, bound is not None) if name == "substringToIndex" else ir.Slice(at, target, bound, None, bound is not None)
