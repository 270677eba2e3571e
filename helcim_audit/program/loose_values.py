"""Which value does an expression have, in languages that are read loosely?"""

import re

from helcim_audit.model import Span
from helcim_audit.program import ir, signs
from helcim_audit.program import loose_cuts as cuts
from helcim_audit.program.loose_forms import CLOSES, OPENS, annotated, begins, bracketed, called, collection, combined, item
from helcim_audit.program.loose_reader import Reader
from helcim_audit.program.loose_tokens import said, tokens
from helcim_audit.program.tokens import Token, joined, merge, span, whole

DEEPEST = 40
_POINTERS = frozenset(("c", "cpp", "objc"))
_COMPARES = frozenset(("==", "!=", "~=", "===", "!==", "<>", "<", ">", "<=", ">=", "is", "isnot", "like", "instanceof", "in", "="))


def expression(reader: Reader, level: int = 0) -> ir.Expr:
    """The value that comes next, of operators that bind as strongly as `level`."""
    if reader.depth >= DEEPEST:
        reader.lost.add(f"nested deeper than {DEEPEST} levels")
        return ir.Opaque(span(reader.take()))
    reader.depth += 1
    start = reader.peek()
    left = _unary(reader)
    while (found := _operator(reader, level)) is not None:
        sign, strength = found
        if sign == "?":
            left = _ternary(reader, left)
            continue
        right = expression(reader, strength + 1)
        if sign in reader.dialect.joins:
            left = _run(reader, start, strength, left, right)
        else:
            left = combined(reader, reader.since(start), sign, left, right)
    reader.depth -= 1
    return left


def _run(reader: Reader, start: Token, strength: int, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    """`a + b + c`, put together once: thousands of pieces may follow one another."""
    merged: list[ir.Expr] = []
    merge(merged, reader.since(start), left)
    piece = right
    while True:
        at, place = reader.since(start), reader.at
        merge(merged, at, piece)
        if len(merged) == 1:
            merged = [whole(at, merged)]
        found = _operator(reader, strength)
        if found is None or found[0] not in reader.dialect.joins:
            reader.at = place
            return (cuts.moved(at, merged) if reader.language in _POINTERS else None) or whole(at, merged)
        piece = expression(reader, strength + 1)


def _operator(reader: Reader, level: int) -> tuple[str, int] | None:
    """The operator that comes next, taken, with its strength; it may stand on the next line where that cannot begin a statement."""
    at = reader.at
    while reader.peek().kind == "line":
        reader.at += 1
    token = reader.peek()
    text = token.text.lower()
    moved = reader.at > at
    strength = -1
    if text == "|" and reader.peek(1).text == "}":  # what closes an anonymous record of F#
        reader.at = at
        return None
    if token.kind == "sign" or (token.kind == "word" and text in ("or", "and", "orelse", "andalso", "is", "isnot", "mod", "instanceof", "like")):
        if text in reader.dialect.either or text in ("??", "?:"):
            strength = 1
        elif text == "?" and reader.language in ("c", "cpp", "objc", "groovy", "julia"):
            strength = 0
        elif text in ("and", "&&", "andalso"):
            strength = 2
        elif text in _COMPARES and (text != "=" or reader.dialect.ignores_case or reader.language == "fsharp"):
            strength = 3
        elif text in reader.dialect.joins or text in ("<<", "|>", "%>%"):
            strength = 5
        elif text in ("->", "=>") and text not in reader.dialect.dots:
            strength = 4
        elif (text in ("-", "*", "/", "%", "mod", "&", "|", "^", "++", ">>") and not moved) or (text == "\\" and reader.language == "scala" and not moved):
            strength = 6
    if strength < level or (moved and (token.kind != "sign" or text in ("-", "*", "&", "<", ">", "=", "->"))):
        reader.at = at
        return None
    reader.at += 1
    reader.lines()
    return text, strength


def _ternary(reader: Reader, test: ir.Expr) -> ir.Expr:
    first = expression(reader)
    reader.lines()
    if not reader.sign(":"):
        return first
    reader.lines()
    last = expression(reader)
    return ir.Choice(test.at, (first, last, ir.Test(test.at, (test,))))


def _unary(reader: Reader) -> ir.Expr:
    token = reader.peek()
    if reader.language == "julia" and token.text == "@" and reader.peek(1).kind == "word" and reader.peek(1).start == token.end:
        return _macro(reader)
    if token.kind == "sign" and token.text in ("!", "-", "~", "#", "+"):
        reader.at += 1
        return signs.test(span(token), token.text, expression(reader, 6))
    if token.kind == "sign" and token.text in ("&", "*", "@", ":", "%"):
        reader.at += 1
        return expression(reader, 6)
    if reader.is_word("not"):
        reader.at += 1
        return signs.test(span(token), "not", expression(reader, 3))
    if reader.is_word("if"):
        return _chosen(reader)
    if reader.language == "r" and reader.is_word("function") and reader.peek(1).text == "(":
        return _function(reader)
    if reader.is_word(*reader.dialect.silent) or reader.is_word("new"):
        reader.at += 1
        value = expression(reader, 6)
        return ir.Call(value.at, value.target, value.args, new=True) if isinstance(value, ir.Call) and token.text.lower() == "new" else value
    value = _members(reader, _primary(reader), token)
    return _applied(reader, value, token) if reader.language == "fsharp" and isinstance(value, ir.Name | ir.Attribute) else value


def _applied(reader: Reader, target: ir.Expr, first: Token) -> ir.Expr:
    """`f a (g b)` of F#."""
    args: list[ir.Arg] = []
    while begins(reader) and len(args) < 40:
        start = reader.peek()
        args.append(ir.Arg(_members(reader, _primary(reader), start)))
    return ir.Call(reader.since(first), target, tuple(args)) if args else target


def _macro(reader: Reader) -> ir.Expr:
    """`@info "text" token other=x` of Julia."""
    first = reader.take()
    name = reader.take()
    target = ir.Name(Span(first.start, name.end), "@" + name.text)
    if reader.sign("("):
        return ir.Call(reader.since(first), target, _listed(reader, ")"))
    args: list[ir.Arg] = []
    while reader.peek().kind not in ("line", "end") and len(args) < 40:
        before = reader.at
        named = _key(reader)
        args.append(ir.Arg(expression(reader), named))
        if reader.at == before:
            break
    return ir.Call(reader.since(first), target, tuple(args))


def _function(reader: Reader) -> ir.Expr:
    """`function(a, b) { ... }` of R: what it is given is unknown from here on; of an endpoint of plumber the last value is sent."""
    first = reader.take()
    depth = 0
    while reader.peek().kind != "end":
        token = reader.take()
        if token.kind == "word" and depth == 1 and reader.peek().text in (",", ")", "="):
            reader.body.append(ir.Bind(span(token), ir.Name(span(token), token.text), ir.Opaque(span(token))))
        depth += (token.text in OPENS) - (token.text in CLOSES) if token.kind == "sign" else 0
        if depth == 0:
            break
    reader.lines()
    value = expression(reader)
    if not annotated(reader.text, first.start):
        return ir.Opaque(span(first))
    reader.body.append(ir.Evaluate(ir.Call(value.at, ir.Name(value.at, "plumber.answer"), (ir.Arg(value),))))
    return ir.Opaque(span(first))


def _chosen(reader: Reader) -> ir.Expr:
    """`if (a) b else c` as a value."""
    token = reader.take()
    test = expression(reader)
    reader.lines()
    reader.word("then")
    reader.lines()
    first = expression(reader)
    at = reader.at
    reader.lines()
    if not reader.word("else"):
        reader.at = at
        return ir.Choice(span(token), (first, ir.Test(span(token), (test,))))
    reader.lines()
    return ir.Choice(span(token), (first, expression(reader), ir.Test(span(token), (test,))))


def _primary(reader: Reader) -> ir.Expr:
    token = reader.take()
    at = span(token)
    match token.kind:
        case "string":
            return _string(reader, token)
        case "number":
            return ir.Constant(at, token.text)
        case "word":
            return ir.Constant(at, token.text) if token.text.lower() in ("true", "false", "nil", "null", "none", "nothing", "nullptr", "yes", "no") else ir.Name(at, token.text)
        case "sign" if token.text == "(" or token.text == "@(":
            inner = _listed(reader, ")")
            return inner[0].value if len(inner) == 1 and inner[0].name is None else ir.Sequence(at, inner)
        case "sign" if token.text in ("[", "@["):
            return _message(reader, token) if reader.dialect.messages and token.text == "[" else collection(Span(token.start, token.end), _listed(reader, "]"))
        case "sign" if token.text in ("{", "@{", "#{"):
            if reader.language in ("scala", "groovy", "r") and token.text == "{":
                return _block(reader, token)
            return collection(at, _listed(reader, "}"))
        case _:
            reader.at -= token.kind in ("line", "end") or (token.kind == "sign" and token.text in (")", "]", "}", ",", ";"))
            return ir.Opaque(at)


def _string(reader: Reader, token: Token) -> ir.Expr:
    at = span(token)
    dialect = reader.dialect
    if not dialect.holes or not token.extra.lstrip("@").startswith(dialect.filled):
        return ir.Literal(at, said(token.text, dialect))
    offset = reader.text.find(token.text, token.start) if token.text else token.start
    parts: list[ir.Expr] = []
    done = 0
    for hit in re.finditer(dialect.holes, token.text):
        parts.append(ir.Literal(at, said(token.text[done : hit.start()], dialect)))
        group = hit.re.groupindex
        name = hit["name"] if "name" in group and hit["name"] is not None else None
        start, end = hit.span("name") if name is not None else hit.span("expr")
        inner = Reader(tokens(reader.text, reader.language, offset + start, offset + end), depth=reader.depth + 1, statement=reader.statement, language=reader.language, dialect=dialect, text=reader.text)
        parts.append(expression(inner))
        done = hit.end()
    parts.append(ir.Literal(at, said(token.text[done:], dialect)))
    return joined(at, parts)


_PASSED_ON = frozenset(("map", "flatmap", "foreach", "each", "then", "tap", "pipe", "with", "let", "andthen", "onsuccess", "collect", "use", "use_", "traverse", "map_", "semiflatmap", "evalmap", "flattap"))


def _parameters(reader: Reader, given: ir.Expr | None) -> None:
    """`r =>`, `(a, b) =>`, `case x =>`, `a, b ->`: names of what a block is given, taken."""
    at = 0
    names: list[Token] = []
    while reader.peek(at).kind == "line":
        at += 1
    while at < 14 and (reader.peek(at).kind == "word" or reader.peek(at).text in ("(", ")", ",", ":", "[", "]", ".")):
        one = reader.peek(at)
        if one.kind == "word" and one.text not in ("case", "implicit", "_") and reader.peek(at - 1).text not in (":", ".", "["):
            names.append(one)
        at += 1
    if reader.peek(at).text not in ("=>", "->") or reader.peek(at).kind != "sign" or not names:
        return
    reader.at += at + 1
    for place, one in enumerate(names[:4]):
        reader.body.append(ir.Bind(span(one), ir.Name(span(one), one.text), given if given is not None and place == 0 else ir.Opaque(span(one))))


def _block(reader: Reader, token: Token, given: ir.Expr | None = None) -> ir.Expr:
    """Statements in braces as a value; `x =>` and `x ->` at its beginning name what it is given."""
    _parameters(reader, given)
    reader.depth += 1
    if reader.depth < DEEPEST:
        before = len(reader.body)
        while reader.peek().kind != "end" and not (reader.peek().kind == "sign" and reader.peek().text == "}"):
            at = reader.at
            while reader.peek().kind == "line" or (reader.peek().kind == "sign" and reader.peek().text in (";", ",")):
                reader.at += 1
            if reader.peek().text == "}" and reader.peek().kind == "sign":
                break
            reader.statement(reader)
            reader.at += reader.at == at
    reader.depth -= 1
    reader.sign("}")
    last = reader.body[-1] if reader.depth + 1 < DEEPEST and len(reader.body) > before else None
    return last.value if isinstance(last, ir.Evaluate) else ir.Opaque(span(token))


def _listed(reader: Reader, closing: str) -> tuple[ir.Arg, ...]:
    """What stands in brackets, which are closed: values, `key = value`, `["key"] = value`, `key: value`."""
    found: list[ir.Arg] = []
    while True:
        while reader.peek().kind == "line" or (reader.peek().kind == "sign" and (reader.peek().text in (",", ";") or (reader.peek().text == "|" and reader.language == "fsharp"))):
            reader.at += 1
        if reader.peek().kind == "end" or reader.sign(closing):
            break
        if reader.peek().kind == "sign" and reader.peek().text in (")", "]", "}"):
            break
        before = reader.at
        name = _key(reader)
        found.append(ir.Arg(expression(reader), name))
        reader.at += reader.at == before
    return tuple(found)


def arguments(reader: Reader) -> tuple[ir.Arg, ...]:
    """Arguments without brackets, to the end of the line."""
    found: list[ir.Arg] = []
    while reader.peek().kind not in ("line", "end") and not (reader.peek().kind == "sign" and (reader.peek().text in CLOSES or reader.peek().text in (";", "{", "|>"))):
        before = reader.at
        name = _key(reader)
        found.append(ir.Arg(expression(reader), name))
        if not reader.sign(",") and (reader.language != "fsharp" or reader.at == before):
            break
    return tuple(found)


_BETWEEN = frozenset(("=", ":", ":=", "=>"))


def _key(reader: Reader) -> str | None:
    """The key before a value, with its sign."""
    first, second = reader.peek(), reader.peek(1)
    if first.kind in ("word", "string") and second.kind == "sign" and second.text in _BETWEEN and (second.text != ":" or reader.language in ("groovy", "objc")):
        if second.text == "=>" and first.kind == "word":
            return None
        reader.at += 2
        reader.lines()
        return first.text
    if first.text == "[" and first.kind == "sign" and second.kind == "string" and reader.peek(2).text == "]" and reader.peek(3).text == "=":  # Lua
        reader.at += 4
        return second.text
    return None


def _message(reader: Reader, token: Token) -> ir.Expr:
    """`[object do:a with:b]` of Objective-C. `setValue:forHTTPHeaderField:` names the header last."""
    target = expression(reader, 1)
    names: list[str] = []
    args: list[ir.Arg] = []
    while reader.peek().kind == "word":
        names.append(reader.take().text)
        if reader.sign(":"):
            args.append(ir.Arg(expression(reader)))
            while reader.sign(","):
                args.append(ir.Arg(expression(reader)))
        reader.lines()
    reader.sign("]")
    at = Span(token.start, max(reader.last_end(), token.end))
    if not names:
        return ir.Sequence(at, (ir.Arg(target),))
    if (cut := cuts.message(at, target, names[0], args)) is not None:
        return cut
    if len(args) == 2 and names[-1] == "forHTTPHeaderField":
        args.reverse()
    return ir.Call(at, ir.Attribute(at, target, names[0]), tuple(args))


def _members(reader: Reader, value: ir.Expr, first: Token) -> ir.Expr:
    """What follows a value: members, arguments, items, a block."""
    for _ in range(400):
        at = reader.at
        reader.lines()
        token, after = reader.peek(), reader.peek(1)
        if token.text == "." and token.kind == "sign" and after.text == "[" and reader.language == "fsharp":
            reader.at += 1
            at, token, after = reader.at, reader.peek(), reader.peek(1)
        if token.kind == "sign" and token.text in (".", "?.") and at != reader.at and after.kind == "word" and reader.language not in ("vb",):
            pass  # a chain over lines
        elif at != reader.at:
            reader.at = at
            return value
        if token.kind == "sign" and (token.text in reader.dialect.dots or token.text == "?.") and after.kind in ("word", "string"):
            if token.text == ":" and not (reader.peek(2).kind in ("string",) or reader.peek(2).text in ("(", "{")):
                return value
            reader.at += 2
            value = ir.Attribute(Span(first.start, after.end), value, after.text)
        elif token.kind == "sign" and token.text == "(" and not isinstance(value, ir.Literal | ir.Constant):
            reader.at += 1
            args = _listed(reader, ")")
            value = called(reader, Span(first.start, reader.last_end()), value, args)
        elif token.kind == "sign" and token.text == "[" and not isinstance(value, ir.Constant):
            reader.at += 1
            bounds = cuts.between(bracketed(reader), reader.language) if reader.language in ("groovy", "julia", "fsharp") else None
            keys = _listed(reader, "]")
            span_of = Span(first.start, reader.last_end())
            value = ir.Slice(span_of, value, *bounds) if bounds is not None else item(span_of, value, keys)
        elif (token.kind == "string" and reader.language == "lua" and isinstance(value, ir.Name | ir.Attribute)) or (token.kind == "sign" and token.text == "{" and reader.language == "lua" and isinstance(value, ir.Name | ir.Attribute)):
            value = ir.Call(Span(first.start, token.end), value, (ir.Arg(_primary(reader)),))
        elif token.kind == "sign" and token.text == "{" and (reader.language == "groovy" or (reader.language == "scala" and at == reader.at)) and isinstance(value, ir.Call | ir.Name | ir.Attribute):
            reader.at += 1
            passed = value.target if isinstance(value, ir.Call) else value
            inside = _block(reader, token, passed.base if isinstance(passed, ir.Attribute) and passed.name.lower() in _PASSED_ON else None)
            value = ir.Call(value.at, value.target, (*value.args, ir.Arg(inside))) if isinstance(value, ir.Call) else ir.Call(value.at, value, (ir.Arg(inside),))
        else:
            return value
    return value
