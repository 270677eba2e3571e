"""Which expression of the intermediate representation is a Perl expression?"""

from collections.abc import Callable
from dataclasses import replace

from helcim_audit.model import Span
from helcim_audit.program import ir, signs
from helcim_audit.program.perl_lists import Item, Reader, as_args, as_value, record
from helcim_audit.program.perl_strings import string
from helcim_audit.program.tokens import DEEPEST, Cursor, Token, joined, span


def expression(r: Reader, c: Cursor) -> ir.Expr:
    """One expression with the operators that bind least: `and`, `or`, `not`."""
    if c.depth >= DEEPEST:
        c.lost.add(f"nested deeper than {DEEPEST} levels")
        c.at = len(c.tokens)
        return ir.Opaque(span(c.peek()))
    c.depth += 1
    left = _comma_free(r, c)
    while c.peek().kind == "word" and c.peek().text in ("or", "and", "xor"):
        sign = c.take()
        right = maybe(r, c, _comma_free)
        if sign.text == "or" and right is not None:
            left = ir.Choice(span(sign), (left, right))
        elif right is not None:
            left = ir.Test(span(sign), (left, right))
    c.depth -= 1
    return left


def _comma_free(r: Reader, c: Cursor) -> ir.Expr:
    if c.word("not"):
        at = span(c.peek(-1))
        return ir.Test(at, (assignment(r, c),))
    return assignment(r, c)


def maybe(r: Reader, c: Cursor, read: Callable[[Reader, Cursor], ir.Expr]) -> ir.Expr | None:
    """An expression that may not be evaluated; None where it has no value (`or die`)."""
    outer, r.pending = r.pending, []
    found = read(r, c)
    if r.pending:
        outer.append(ir.Branch(span(c.peek(-1)), None, (tuple(r.pending),)))
    r.pending = outer
    return None if isinstance(found, ir.Opaque) and not found.parts else found


_ASSIGN = frozenset(("=", "||=", "//=", "&&=", ".=", "+=", "-=", "*=", "/=", "x=", "%=", "|=", "&=", "^=", "<<=", ">>="))


def assignment(r: Reader, c: Cursor) -> ir.Expr:
    first = c.peek(1) if c.peek().text in ("my", "our", "local", "state") else c.peek()
    left = _ternary(r, c)
    sign = c.peek()
    if sign.kind != "sign" or sign.text not in _ASSIGN:
        return left
    c.take()
    right = deeper(r, c, assignment)
    if first.kind == "variable" and first.extra == "%" and isinstance(right, ir.Sequence):
        right = record(right.at, [Item(one.value, None, one.spread) for one in right.items])
    target = as_target(left)
    if target is None:
        r.pending.append(ir.Evaluate(right))
        return right
    r.pending.append(ir.Bind(span(sign), target, right, sign.text != "="))
    return left if not isinstance(target, ir.Pattern) else ir.Opaque(span(sign), (right,))


def as_target(value: ir.Expr) -> ir.Target | None:
    if isinstance(value, ir.Name | ir.Attribute | ir.Item):
        return value
    if isinstance(value, ir.Sequence):
        fields = [ir.PatternField(str(index), one.value) for index, one in enumerate(value.items) if isinstance(one.value, ir.Name | ir.Attribute | ir.Item) and not one.spread]
        rest = next((one.value for one in value.items if one.spread and isinstance(one.value, ir.Name)), None)
        return ir.Pattern(tuple(fields), rest)
    return None


def _ternary(r: Reader, c: Cursor) -> ir.Expr:
    test = _binary(r, c, 0)
    if not c.sign("?"):
        return test
    at = span(c.peek(-1))
    yes = deeper(r, c, assignment)
    c.sign(":")
    return ir.Choice(at, (yes, deeper(r, c, assignment), ir.Test(at, (test,))))


_LEVELS: dict[str, int] = {
    **dict.fromkeys(("..", "..."), 1), **dict.fromkeys(("||", "//"), 2), "&&": 3, **dict.fromkeys(("|", "^"), 4), "&": 5,
    **dict.fromkeys(("==", "!=", "<=>", "eq", "ne", "cmp"), 6), **dict.fromkeys(("<", ">", "<=", ">=", "lt", "gt", "le", "ge", "isa"), 7),
    **dict.fromkeys(("<<", ">>"), 8), **dict.fromkeys(("+", "-", "."), 9), **dict.fromkeys(("*", "/", "%", "x"), 10), **dict.fromkeys(("=~", "!~"), 11), "**": 12,
}  # fmt: skip


def _binary(r: Reader, c: Cursor, level: int) -> ir.Expr:
    left = unary(r, c)
    while True:
        sign = c.peek()
        binds = _LEVELS.get(sign.text) if sign.kind in ("sign", "word") else None
        if binds is None or binds <= level:
            return left
        c.take()
        at = span(sign)
        if sign.text in ("||", "//"):
            right = maybe(r, c, lambda r, c, binds=binds: _binary(r, c, binds))  # type: ignore[misc]
            left = ir.Choice(at, (left, right)) if right is not None else left
            continue
        second = _binary(r, c, binds)
        if sign.text == ".":
            left = joined(Span(at.start, at.end), [left, second])
        elif sign.text == "x":
            left = ir.Opaque(at, (left,))
        elif sign.text == "&&":
            left = ir.Choice(at, (second, ir.Test(at, (left,))))
        else:
            left = signs.test(at, sign.text, left, second)


def unary(r: Reader, c: Cursor) -> ir.Expr:
    token = c.peek()
    if token.kind == "sign":
        if token.text in ("!", "~", "-", "++", "--"):
            c.take()
            if token.text == "-" and c.peek().kind == "word" and len(c.peek().text) == 1 and c.peek(1).text != "=>":  # -e $file
                c.take()
            elif token.text == "-" and c.peek().kind == "word":  # -bareword
                word = c.take()
                return suffixes(r, c, ir.Literal(span(word), f"-{word.text}"))
            return signs.test(span(token), token.text, deeper(r, c, unary))
        if token.text in ("\\", "+"):
            c.take()
            return deeper(r, c, unary)
    return suffixes(r, c, deeper(r, c, term))


def deeper(r: Reader, c: Cursor, read: Callable[[Reader, Cursor], ir.Expr]) -> ir.Expr:
    if c.depth >= DEEPEST:
        c.lost.add(f"nested deeper than {DEEPEST} levels")
        c.at = len(c.tokens)
        return ir.Opaque(span(c.peek()))
    c.depth += 1
    found = read(r, c)
    c.depth -= 1
    return found


# --- terms -------------------------------------------------------------------------------------------


def term(r: Reader, c: Cursor) -> ir.Expr:
    token = c.peek()
    match token.kind:
        case "string":
            c.take()
            return string(r, c, token, expression)
        case "words":
            c.take()
            return ir.Sequence(span(token), tuple(ir.Arg(ir.Literal(span(token), word)) for word in token.text.split()))
        case "heredoc":
            c.take()
            body = r.bodies.get(token.start)
            return string(r, c, replace(body, extra=body.extra.partition(":")[2]), expression) if body is not None else ir.Literal(span(token), "")
        case "number" | "regex":
            c.take()
            return ir.Constant(span(token), token.text if token.kind == "number" else "regex")
        case "read":
            c.take()
            return ir.Call(span(token), ir.Name(span(token), "readline"))
        case "variable":
            c.take()
            return ir.Name(span(token), token.text)
        case "word":
            return r.word(r, c)
        case "sign":
            return _bracket(r, c, token)
        case _:
            return ir.Opaque(span(token))


def _bracket(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    match token.text:
        case "(":
            c.take()
            items = items_until(r, c, ")")
            if c.peek().text == "[" and c.peek().kind == "sign":  # (f())[0]
                c.take()
                items_until(r, c, "]")
                return ir.Opaque(span(token), tuple(one.value for one in items))
            return as_value(span(token), items)
        case "[":
            c.take()
            items = items_until(r, c, "]")
            paired = bool(items) and all(one.key is not None for one in items)
            return record(span(token), items) if paired else ir.Sequence(span(token), as_args(items, keyed=False))
        case "{":
            c.take()
            return record(span(token), items_until(r, c, "}"))
        case "@" | "$" | "%" | "&" | "*" if c.peek(1).text == "{" or c.peek(1).kind == "variable" or c.peek(1).text in ("$", "@") or c.peek(1).kind == "word":
            c.take()
            if c.sign("{"):
                return as_value(span(token), items_until(r, c, "}"))
            return deeper(r, c, term)
        case _:
            return ir.Opaque(span(token))


def items_until(r: Reader, c: Cursor, closing: str) -> list[Item]:
    """The items of a list up to a bracket, which is taken; or to where a list without brackets ends."""
    found: list[Item] = []
    while c.at < len(c.tokens):
        token = c.peek()
        if closing and c.sign(closing):
            break
        if token.kind == "sign" and token.text in (")", "]", "}", ";", ":") and not closing:
            break
        if not closing and token.kind == "word" and token.text in _ENDS:
            break
        if c.sign(",", "=>", ";"):
            continue
        before = c.at
        found.append(_item(r, c))
        if c.at == before:
            c.take()
    return found


_ENDS = frozenset(("if", "unless", "while", "until", "for", "foreach", "or", "and", "xor", "x", "eq", "ne", "cmp", "lt", "gt", "le", "ge"))


def _item(r: Reader, c: Cursor) -> Item:
    token = c.peek()
    spread = (token.kind == "variable" and token.extra in "@%") or (token.kind == "sign" and token.text in ("@", "%"))
    if token.kind == "word" and c.peek(1).text == "=>" and c.peek(1).kind == "sign":
        c.take()
        value: ir.Expr = ir.Literal(span(token), token.text)
    else:
        value = expression(r, c)
    if c.sign("=>"):
        if c.peek().text in (")", "}", "]", ",") and c.peek().kind == "sign":
            return Item(ir.Constant(span(token), "undef"), value)
        return Item(assignment(r, c), value)
    return Item(value, None, spread and isinstance(value, ir.Name | ir.Attribute | ir.Item))


# --- what follows a term -----------------------------------------------------------------------------


def suffixes(r: Reader, c: Cursor, value: ir.Expr) -> ir.Expr:
    while True:
        token = c.peek()
        if token.kind != "sign":
            return value
        near = token.start == c.last_end()
        if token.text == "->":
            c.take()
            value = _arrow(r, c, token, value)
        elif token.text in ("[", "{") and near and isinstance(value, ir.Name | ir.Item | ir.Attribute | ir.Call | ir.Opaque):
            c.take()
            value = _subscript(r, c, token, value)
        elif token.text == "(" and near and isinstance(value, ir.Item | ir.Call) and c.peek(-1).text in ("}", "]", ")"):
            c.take()
            value = ir.Call(span(token), value, as_args(items_until(r, c, ")")))
        elif token.text in ("++", "--"):
            c.take()
            value = ir.Test(span(token), (value,))
        else:
            return value


# `->header("name" => $value)`: name and value are two arguments.
_HEADER_SETTERS = frozenset(("header", "default_header", "push_header", "init_header", "add_header", "addHeader", "set_header", "add", "set", "param"))


def _arrow(r: Reader, c: Cursor, token: Token, value: ir.Expr) -> ir.Expr:
    after = c.peek()
    if after.kind == "sign" and after.text in ("[", "{"):
        c.take()
        return _subscript(r, c, after, value)
    if after.kind == "sign" and after.text == "(":
        c.take()
        return ir.Call(span(after), value, as_args(items_until(r, c, ")")))
    if after.kind == "word" or after.kind == "variable":
        c.take()
        name = after.text.rpartition("::")[2]
        args = as_args(items_until(r, c, ")"), keyed=name not in _HEADER_SETTERS) if c.sign("(") else ()
        at = Span(token.start, after.end)
        if name == "new" and after.kind == "word":
            return ir.Call(at, value, args, new=True)
        return ir.Call(at, ir.Attribute(at, value, name), args)
    while c.sign("@", "%", "$", "*"):
        pass
    return value


def _subscript(r: Reader, c: Cursor, token: Token, value: ir.Expr) -> ir.Expr:
    closing = "]" if token.text == "[" else "}"
    word, after = c.peek(), c.peek(1)
    if closing == "}" and word.kind == "word" and after.text == "}":
        c.take()
        c.take()
        key: ir.Expr = ir.Literal(span(word), word.text)
    elif closing == "}" and word.text == "-" and after.kind == "word" and c.peek(2).text == "}":
        c.at += 3
        key = ir.Literal(span(after), f"-{after.text}")
    else:
        items = items_until(r, c, closing)
        key = items[0].value if items else ir.Literal(span(token), "")
    at = Span(token.start, c.last_end())
    if isinstance(value, ir.Name) and value.id == "self" and isinstance(key, ir.Literal):
        return ir.Attribute(at, value, key.value)
    return ir.Item(at, value, key)
