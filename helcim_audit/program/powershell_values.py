"""Which expression of the intermediate representation is a PowerShell expression?"""

import re

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir, signs
from helcim_audit.program.grammar import returning, split
from helcim_audit.program.grammar_forms import cut
from helcim_audit.program.powershell_reader import Reader, variable
from helcim_audit.program.powershell_strings import string
from helcim_audit.program.tokens import DEEPEST, Cursor, Token, joined, span


def lines(c: Cursor) -> None:
    while c.peek().kind == "line":
        c.take()


# --- operators ---------------------------------------------------------------------------------------

_LEVELS = {
    **dict.fromkeys(("-and", "-or", "-xor"), 1), "??": 1,
    **dict.fromkeys((
        "-eq", "-ne", "-gt", "-ge", "-lt", "-le", "-like", "-notlike", "-match", "-notmatch", "-contains", "-notcontains", "-in", "-notin", "-is",
        "-isnot", "-as", "-replace", "-join", "-split", "-ceq", "-cne", "-ieq", "-ine", "-creplace", "-ireplace", "-cmatch", "-imatch", "-clike", "-band", "-bor",
    ), 2),
    **dict.fromkeys(("+", "-"), 3), **dict.fromkeys(("*", "/", "%"), 4), "-f": 5, "..": 6,
}  # fmt: skip


def _operator(token: Token) -> str:
    return f"-{token.text.lower()}" if token.kind == "dash" else token.text if token.kind == "sign" else ""


def expression(r: Reader, c: Cursor, level: int = 0, commas: bool = True) -> ir.Expr:
    """An expression, with operators that bind more than `level`; `commas` make lists, but not between arguments."""
    if c.depth >= DEEPEST:
        c.lost.add(f"nested deeper than {DEEPEST} levels")
        c.at = len(c.tokens)
        return ir.Opaque(span(c.peek()))
    c.depth += 1
    left = _listed(r, c) if commas else unary(r, c)
    while (sign := c.peek()) and (binds := _LEVELS.get(_operator(sign), 0)) > level:
        c.take()
        lines(c)
        left = _combined(span(sign), _operator(sign), left, expression(r, c, binds, commas))
    if not level and c.sign("?"):
        at = span(c.peek(-1))
        yes = expression(r, c)
        lines(c)
        c.sign(":")
        left = ir.Choice(at, (yes, expression(r, c), ir.Test(at, (left,))))
    c.depth -= 1
    return left


def _combined(at: Span, sign: str, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    match sign:
        case "+":
            if isinstance(left, ir.Constant) and isinstance(right, ir.Constant):
                return ir.Test(at, (left, right))
            return joined(at, [left, right]) if not isinstance(left, ir.Sequence | ir.Record) else ir.Sequence(at, (ir.Arg(left, spread=True), ir.Arg(right, spread=True)))
        case "??":
            return ir.Choice(at, (left, right))
        case "-f":
            return formatted(at, left, right)
        case "-as":
            return left
        case "-join":
            return left if isinstance(left, ir.Slice) else ir.Call(at, ir.Name(at, sign), (ir.Arg(left), ir.Arg(right)))
        case "-replace" | "-creplace" | "-ireplace" | "-split":
            rest = right.items if isinstance(right, ir.Sequence) else (ir.Arg(right),)
            return ir.Call(at, ir.Name(at, "-replace" if sign.endswith("replace") else sign), (ir.Arg(left), *rest))
        case _:
            return signs.test(at, sign, left, right)


_HOLE = regex(r"\{\{|\}\}|\{(\d{1,3})(?:[,:][^{}]*)?\}")


def formatted(at: Span, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    """`"{0} x" -f $a, $b`."""
    values = [one.value for one in right.items] if isinstance(right, ir.Sequence) else [right]
    if not isinstance(left, ir.Literal):
        return ir.Join(at, (left, *values))
    parts: list[ir.Expr] = []
    end = 0
    for hole in _HOLE.finditer(left.value):
        parts.append(ir.Literal(left.at, left.value[end : hole.start()]))
        end = hole.end()
        if hole[1] is None:
            parts.append(ir.Literal(left.at, hole[0][0]))
        else:
            parts.extend(values[int(hole[1]) : int(hole[1]) + 1])
    return joined(at, [*parts, ir.Literal(left.at, left.value[end:])])


def _listed(r: Reader, c: Cursor) -> ir.Expr:
    """`a, b, c` binds more than the operators around it."""
    first = unary(r, c)
    if c.peek().text != "," or c.peek().kind != "sign":
        return first
    items = [ir.Arg(first)]
    while c.sign(","):
        lines(c)
        items.append(ir.Arg(unary(r, c)))
    return ir.Sequence(first.at, tuple(items))


def unary(r: Reader, c: Cursor) -> ir.Expr:
    token = c.peek()
    at = span(token)
    if c.depth >= DEEPEST:
        return expression(r, c)
    if (token.kind == "dash" and token.text.lower() in ("not", "bnot")) or (token.kind == "sign" and token.text in ("!", "-", "++", "--")):
        c.take()
        c.depth += 1
        found = signs.test(at, token.text, unary(r, c))
        c.depth -= 1
        return found
    if token.kind == "dash" and token.text.lower() in ("join", "split"):
        c.take()
        return ir.Call(at, ir.Name(at, f"-{token.text.lower()}"), (ir.Arg(unary(r, c)),))
    if token.kind == "sign" and token.text in (",", "+", "&"):
        c.take()
        return unary(r, c)
    if token.kind == "sign" and token.text == "[":
        return _typed(r, c)
    return suffixes(r, c, term(r, c))


def type_name(c: Cursor) -> Token:
    """What stands in `[...]`, which is taken."""
    start = c.take()
    depth, parts = 1, []
    while c.at < len(c.tokens) and depth:
        token = c.take()
        depth += {"[": 1, "]": -1}.get(token.text, 0) if token.kind == "sign" else 0
        if depth:
            parts.append(token.text)
    return Token("word", "".join(parts).partition("(")[0], start.start, c.last_end())


def _typed(r: Reader, c: Cursor) -> ir.Expr:
    """`[T]::member`, or a cast, which is the value itself."""
    kind = type_name(c)
    at = span(kind)
    if c.peek().text == "::":
        return suffixes(r, c, ir.Name(at, kind.text))
    lines(c) if c.peek().kind == "line" and c.peek(1).text in ("@{", "[") else None
    if c.peek().kind in ("end", "line") or c.peek().text in (")", "}", ";", ",", "]"):
        return ir.Name(at, kind.text)
    c.depth += 1
    found = unary(r, c)
    c.depth -= 1
    return ir.Call(at, ir.Name(at, "bool"), (ir.Arg(found),)) if kind.text.lower() in _SAYS_LITTLE else found


_SAYS_LITTLE = frozenset(("bool", "boolean", "system.boolean"))


# --- terms -------------------------------------------------------------------------------------------


def term(r: Reader, c: Cursor) -> ir.Expr:
    token = c.peek()
    at = span(token)
    match token.kind:
        case "string":
            c.take()
            return string(r, c, token, expression)
        case "number":
            c.take()
            return ir.Constant(at, token.text)
        case "variable":
            c.take()
            if token.text.lower() in ("true", "false", "null"):
                return ir.Constant(at, f"${token.text}")
            return variable(r, at, token.text)
        case "splat":
            c.take()
            return variable(r, at, token.text)
        case "sign":
            return _bracket(r, c, token)
        case "word":
            c.take()
            return ir.Literal(at, token.text)
        case _:
            return ir.Opaque(at)


def _bracket(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    at = span(token)
    match token.text:
        case "(":
            c.take()
            lines(c)
            found = r.pipeline(r, c)
            lines(c)
            c.sign(")")
            return found
        case "$(":
            c.take()
            before, value = split(r.statements(r, c, ")"), at)
            r.pending.extend(before)
            return value if value is not None else ir.Opaque(at)
        case "@(":
            c.take()
            items = _values_until(r, c, ")")
            if len(items) == 1 and isinstance(items[0], ir.Sequence):
                return items[0]
            return ir.Sequence(at, tuple(ir.Arg(one) for one in items))
        case "@{":
            c.take()
            return _hashtable(r, c, at)
        case "{":
            return _script_block(r, c, at)
        case _:
            return ir.Opaque(at)


def _values_until(r: Reader, c: Cursor, closing: str) -> list[ir.Expr]:
    found: list[ir.Expr] = []
    while c.at < len(c.tokens) and not c.sign(closing):
        if c.peek().kind == "line" or c.sign(";", ","):
            lines(c)
            continue
        before = c.at
        found.append(r.pipeline(r, c))
        if c.at == before:
            c.take()
    return found


def _hashtable(r: Reader, c: Cursor, at: Span) -> ir.Expr:
    entries: list[ir.Entry] = []
    while c.at < len(c.tokens) and not c.sign("}"):
        if c.peek().kind == "line" or c.sign(";", ","):
            lines(c)
            continue
        before = c.at
        title = c.peek()
        # A key may have signs in it where it is a word: `Content-Type`.
        key: ir.Expr = ir.Literal(span(c.take()), title.text) if title.kind in ("word", "number", "dash") else unary(r, c)
        lines(c)
        if c.sign("="):
            lines(c)
            entries.append(ir.Entry(key, r.pipeline(r, c)))
        else:
            entries.append(ir.Entry(None, key))
        if c.at == before:
            c.take()
    return ir.Record(at, tuple(entries))


def _script_block(r: Reader, c: Cursor, at: Span) -> ir.Expr:
    """`{ param($x) ... }`; without parameters it is given `$_`."""
    outer, r.pending = r.pending, []
    c.take()
    lines(c)
    params: list[ir.Param] = []
    if c.peek().kind == "word" and c.peek().text.lower() == "param":
        params = r.params(r, c)
    c.at -= 1
    c.tokens[c.at] = Token("sign", "{", c.tokens[c.at].start, c.tokens[c.at].end)
    body = r.block(r, c)
    r.pending = outer
    return ir.Function(at, "", tuple(params) or (ir.Param("_"),), returning(body))


# --- what follows a term -----------------------------------------------------------------------------


def suffixes(r: Reader, c: Cursor, value: ir.Expr) -> ir.Expr:
    while True:
        token = c.peek()
        near = token.start == c.last_end()
        if token.kind != "sign" or not (near or token.text == "::"):
            return value
        if token.text in (".", "::", "?.") and c.peek(1).start == token.end:
            c.take()
            value = _member(r, c, token, value)
        elif token.text == "[":
            c.take()
            value = _index(r, c, token, value)
        elif token.text in ("++", "--"):
            c.take()
            value = ir.Test(span(token), (value,))
        else:
            return value


def _member(r: Reader, c: Cursor, sign: Token, value: ir.Expr) -> ir.Expr:
    title = c.take()
    at = Span(sign.start, title.end)
    if title.kind in ("variable", "string"):
        key: ir.Expr = string(r, c, title, expression) if title.kind == "string" else variable(r, span(title), title.text)
        member: ir.Expr = ir.Attribute(at, value, key.value) if isinstance(key, ir.Literal) else ir.Item(at, value, key)
    else:
        member = ir.Attribute(at, value, title.text)
    if c.peek().text != "(" or c.peek().kind != "sign" or c.peek().start != title.end:
        return member
    opened = c.take()
    args = tuple(ir.Arg(one) for one in _arguments(r, c))
    if title.text.lower() == "substring":
        return cut(ir.Call(at, member, args), r.text[opened.end : c.last_end() - 1].split(","), counted=True)
    if sign.text == "::" and title.text.lower() == "new":
        return ir.Call(at, value, args, new=True)
    return ir.Call(at, member, args)


def _arguments(r: Reader, c: Cursor) -> list[ir.Expr]:
    found: list[ir.Expr] = []
    while c.at < len(c.tokens) and not c.sign(")"):
        if c.peek().kind == "line" or c.sign(","):
            lines(c)
            continue
        before = c.at
        found.append(expression(r, c, commas=False))
        if c.at == before:
            c.take()
    return found


def _index(r: Reader, c: Cursor, sign: Token, value: ir.Expr) -> ir.Expr:
    start = c.at
    key = expression(r, c)
    inner = "".join(one.text if one.kind != "variable" else "$" for one in c.tokens[start : c.at])
    while c.at < len(c.tokens) and not c.sign("]"):
        c.take()
    at = Span(sign.start, c.last_end())
    found = re.fullmatch(r"(-?\d{1,9})\.\.(-?\d{1,9})", inner)
    if found:
        low, high = int(found[1]), int(found[2])
        return ir.Slice(at, value, low, None if high == -1 else high + 1)
    return ir.Slice(at, value, None, None, known=False) if ".." in inner else ir.Item(at, value, key)
