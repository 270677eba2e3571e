"""What does a word mean where a Perl expression begins: a call, a declaration, an operator with a name, a bareword?"""

import re
from collections.abc import Callable

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.perl_lists import Item, Reader, Statements, as_args, as_value
from helcim_audit.program.perl_values import assignment, items_until, suffixes, term, unary
from helcim_audit.program.tokens import Cursor, Token, span

_STARTS = frozenset(("string", "variable", "number", "words", "heredoc", "read", "regex"))
_NO_CALL = frozenset((
    "x", "eq", "ne", "lt", "gt", "le", "ge", "cmp", "and", "or", "xor", "not", "if", "unless", "while", "until", "for", "foreach", "isa",
))  # fmt: skip


def word(r: Reader, c: Cursor) -> ir.Expr:
    token = c.take()
    after = c.peek()
    if after.kind == "sign" and after.text == "=>":
        return ir.Literal(span(token), token.text)
    form = _WORDS.get(token.text)
    if form is not None:
        return form(r, c, token)
    return _call(r, c, token)


def _name(token: Token) -> ir.Expr:
    """`Foo::Bar` as attributes of a name."""
    first, *rest = [part for part in re.split(r"::|'", token.text) if part] or [token.text]
    found: ir.Expr = ir.Name(span(token), first)
    for one in rest:
        found = ir.Attribute(span(token), found, one)
    return found


def _call(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """`name(...)`, `name LIST`, or a bareword."""
    after = c.peek()
    target = _name(token)
    if after.kind == "sign" and after.text == "(":
        c.take()
        return ir.Call(span(token), target, as_args(items_until(r, c, ")")))
    if after.kind == "sign" and after.text == "->":
        return target
    starts = after.kind in _STARTS or (after.kind == "word" and after.text not in _NO_CALL) or (after.kind == "sign" and after.text in ("\\", "[", "@", "%", "$"))
    if starts and not token.text.endswith("::"):
        return ir.Call(span(token), target, as_args(items_until(r, c, "")))
    return target


def _declared(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """`my $x`, `my ($x, @y)`, `local $h{x}`."""
    if c.peek().kind == "word" and c.peek(1).kind == "variable":  # my Type $x
        c.take()
    if c.sign("("):
        return ir.Sequence(span(token), as_args(items_until(r, c, ")"), keyed=False))
    return suffixes(r, c, term(r, c))


def _sub(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    return r.subroutine(r, c, token, "")


def _block_value(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """`do {...}`, `eval {...}`: what is done, and the value of the last statement."""
    if c.peek().text != "{":
        return ir.Call(span(token), ir.Name(span(token), token.text), as_args(items_until(r, c, "")))
    body = r.block(r, c)
    r.pending.extend(body[:-1])
    match body[-1:]:
        case (ir.Evaluate(value=value),):
            return value
        case (last,):
            r.pending.append(last)
    return ir.Opaque(span(token))


def _constant(_: Reader, c: Cursor, token: Token) -> ir.Expr:
    if c.sign("("):
        c.sign(")")
    return ir.Constant(span(token), token.text)


def _one(r: Reader, c: Cursor) -> list[Item]:
    """The argument of an operator with a name that takes one."""
    if c.sign("("):
        return items_until(r, c, ")")
    after = c.peek()
    if after.kind in _STARTS or (after.kind == "sign" and after.text in ("$", "@", "%", "\\", "&")) or (after.kind == "word" and after.text not in _NO_CALL):
        return [Item(unary(r, c))]
    return []


def _test(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    return ir.Test(span(token), tuple(one.value for one in _one(r, c)))


def _operator(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    return ir.Call(span(token), ir.Name(span(token), token.text), as_args(_one(r, c)))


def _same(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    return as_value(span(token), _one(r, c))


def _not(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    return ir.Test(span(token), (assignment(r, c),))


def _return(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    value = _value_list(r, c, token)
    r.pending.append(ir.Return(span(token), value))
    return ir.Opaque(span(token))


def _value_list(r: Reader, c: Cursor, token: Token) -> ir.Expr | None:
    items = items_until(r, c, "")
    return as_value(span(token), items) if items else None


def _die(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    value = _value_list(r, c, token)
    r.pending.append(ir.Raise(span(token), value if value is not None else ir.Opaque(span(token))))
    return ir.Opaque(span(token))


def _print(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """`print`, `say`, `printf`, to a handle or not."""
    bracket = c.peek().text == "(" and c.peek().kind == "sign"
    if bracket:
        c.take()
    handle = _handle(r, c)
    args = as_args(items_until(r, c, ")" if bracket else ""), keyed=False)
    at = span(token)
    target: ir.Expr = ir.Name(at, token.text)
    if handle is not None and not (isinstance(handle, ir.Name) and handle.id in ("STDERR", "STDOUT")):
        target = ir.Attribute(at, handle, token.text)
    return ir.Call(at, target, args)


def _handle(r: Reader, c: Cursor) -> ir.Expr | None:
    token, after = c.peek(), c.peek(1)
    if token.kind == "sign" and token.text == "{":
        c.take()
        return as_value(span(token), items_until(r, c, "}"))
    follows = after.kind in ("string", "variable", "heredoc", "number", "words") or (after.kind == "word" and after.text not in _NO_CALL)
    if token.kind == "word" and token.text.isupper() and after.text not in ("(", ",", "->", ".", "=>"):
        c.take()
        return ir.Name(span(token), token.text)
    if token.kind == "variable" and token.extra == "$" and follows:
        c.take()
        return ir.Name(span(token), token.text)
    return None


def _mapped(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """`map {...} @x`, `sort {...} @x`, `grep(/x/, @y)`."""
    bracket = c.peek().text == "(" and c.peek().kind == "sign"
    if bracket:
        c.take()
    args: list[ir.Arg] = []
    if c.peek().kind == "sign" and c.peek().text == "{" and not _is_hash(c):
        outer, r.pending = r.pending, []
        body = r.block(r, c)
        r.pending = outer
        args.append(ir.Arg(ir.Function(span(token), "", (ir.Param("_"),), _returning(body))))
    args.extend(as_args(items_until(r, c, ")" if bracket else ""), keyed=False))
    return ir.Call(span(token), ir.Name(span(token), token.text), tuple(args))


def _is_hash(c: Cursor) -> bool:
    """`map {; ...` and `map { "a" => ...` are blocks as far as values go; `+{` is a hash and comes as such."""
    return c.peek(1).text == "}" and c.peek(1).kind == "sign"


def _returning(body: Statements) -> Statements:
    match body[-1:]:
        case (ir.Evaluate(value=value),):
            return (*body[:-1], ir.Return(value.at, value))
        case _:
            return body


def _bless(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """What is blessed stays what it is."""
    items = items_until(r, c, ")") if c.sign("(") else items_until(r, c, "")
    return items[0].value if items else ir.Opaque(span(token))


def _new(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    """`new Foo(...)`."""
    if c.peek().kind != "word":
        return _call(r, c, token)
    kind = c.take()
    args = as_args(items_until(r, c, ")")) if c.sign("(") else ()
    return ir.Call(Span(token.start, kind.end), _name(kind), args, new=True)


def _require(r: Reader, c: Cursor, token: Token) -> ir.Expr:
    del r
    module = c.take()
    return ir.Call(span(token), ir.Name(span(token), "require"), (ir.Arg(ir.Literal(span(module), module.text)),))


_WORDS: dict[str, Callable[[Reader, Cursor, Token], ir.Expr]] = {
    **dict.fromkeys(("my", "our", "local", "state"), _declared),
    "sub": _sub,
    **dict.fromkeys(("do", "eval"), _block_value),
    **dict.fromkeys(("undef", "wantarray", "__LINE__", "__FILE__", "__PACKAGE__", "time", "next", "last", "redo"), _constant),
    **dict.fromkeys(("defined", "exists", "length", "ref", "delete_if"), _test),
    **dict.fromkeys(("scalar", "lc", "uc", "lcfirst", "ucfirst", "chomp", "chop"), _same),
    **dict.fromkeys(("shift", "pop", "keys", "values", "each", "delete", "exit", "quotemeta", "hex", "oct", "int"), _operator),
    "not": _not,
    "return": _return,
    **dict.fromkeys(("die", "croak", "confess"), _die),
    **dict.fromkeys(("print", "say", "printf"), _print),
    **dict.fromkeys(("map", "grep", "sort", "first", "any", "all", "none"), _mapped),
    "bless": _bless,
    "new": _new,
    "require": _require,
}
