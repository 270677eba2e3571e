"""Which value does an expression have, in languages that are read loosely?"""

import re

from helcim_audit.lazy import regex
from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.loose_reader import Reader
from helcim_audit.program.loose_tokens import said, tokens
from helcim_audit.program.tokens import Token, joined, merge, span, whole

DEEPEST = 40
_COMPARES = frozenset(("==", "!=", "~=", "===", "!==", "<>", "<", ">", "<=", ">=", "is", "isnot", "like", "instanceof", "in", "="))
OPENS = frozenset(("(", "[", "{", "@{", "@[", "@(", "#{"))
CLOSES = frozenset((")", "]", "}"))
_STREAM = regex(r"(?i)(?:^|\.)(?:cout|cerr|clog|wcout|wcerr|q(?:debug|info|warning|critical)\(\)|log\(\)|v?log(?:ger)?\w*(?:\(\))?|log_\w+|boost_log_trivial\(\))$")


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
            left = _combined(reader, reader.since(start), sign, left, right)
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
            return whole(at, merged)
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
        elif text in ("-", "*", "/", "%", "mod", "&", "|", "^", "++", ">>") and not moved:
            strength = 6
    if strength < level or (moved and (token.kind != "sign" or text in ("-", "*", "&", "<", ">", "=", "->"))):
        reader.at = at
        return None
    reader.at += 1
    reader.lines()
    return text, strength


def _combined(reader: Reader, at: Span, sign: str, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    if sign in reader.dialect.either or sign in ("??", "?:"):
        return ir.Choice(at, (left, right))
    if sign in ("and", "&&", "andalso"):
        return ir.Choice(at, (right, ir.Test(at, (left,))))
    if sign in ("|>", "%>%"):
        call = right if isinstance(right, ir.Call) else ir.Call(at, right)
        return ir.Call(at, call.target, (ir.Arg(left), *call.args))
    if sign == "<<":
        if isinstance(left, ir.Call) and (getattr(left.target, "name", "") == "<<" or _STREAM.search(_dotted(left.target))) and left.args:
            return ir.Call(at, left.target, (*left.args, ir.Arg(right)))
        return ir.Call(at, left if _STREAM.search(_dotted(left)) else ir.Attribute(at, left, "<<"), (ir.Arg(right),))
    if sign == "->":
        return ir.Sequence(at, (ir.Arg(left), ir.Arg(right)))
    if sign == "=>":
        return ir.Opaque(at, (right,))
    return ir.Join(at, (left, right)) if sign == "%" and isinstance(left, ir.Literal) else ir.Test(at, (left, right))


def _dotted(expr: ir.Expr) -> str:
    match expr:
        case ir.Name(id=name):
            return name
        case ir.Attribute(base=base, name=name):
            return f"{_dotted(base)}.{name}"
        case ir.Call(target=target):
            return _dotted(target) + "()"
        case _:
            return ""


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
    if token.kind == "sign" and token.text in ("!", "-", "~", "#", "+"):
        reader.at += 1
        return ir.Test(span(token), (expression(reader, 6),))
    if token.kind == "sign" and token.text in ("&", "*", "@", ":", "%"):
        reader.at += 1
        return expression(reader, 6)
    if reader.is_word("not"):
        reader.at += 1
        return ir.Test(span(token), (expression(reader, 3),))
    if reader.is_word("if"):
        return _chosen(reader)
    if reader.is_word(*reader.dialect.silent) or reader.is_word("new"):
        reader.at += 1
        value = expression(reader, 6)
        return ir.Call(value.at, value.target, value.args, new=True) if isinstance(value, ir.Call) and token.text.lower() == "new" else value
    return _members(reader, _primary(reader), token)


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
            return _message(reader, token) if reader.dialect.messages and token.text == "[" else _collection(Span(token.start, token.end), _listed(reader, "]"))
        case "sign" if token.text in ("{", "@{", "#{"):
            if reader.language in ("scala", "groovy", "r") and token.text == "{":
                return _block(reader, token)
            return _collection(at, _listed(reader, "}"))
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


def _block(reader: Reader, token: Token) -> ir.Expr:
    """Statements in braces as a value; `x =>` and `x ->` at its beginning name what it is given."""
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


def _collection(at: Span, listed: tuple[ir.Arg, ...]) -> ir.Expr:
    """A record where its items have keys, a sequence else."""
    if listed and all(one.name is not None for one in listed):
        return ir.Record(at, tuple(ir.Entry(ir.Literal(one.value.at, one.name or ""), one.value) for one in listed))
    return ir.Sequence(at, tuple(ir.Arg(one.value) for one in listed))


def _listed(reader: Reader, closing: str) -> tuple[ir.Arg, ...]:
    """What stands in brackets, which are closed: values, `key = value`, `["key"] = value`, `key: value`."""
    found: list[ir.Arg] = []
    while True:
        while reader.peek().kind == "line" or (reader.peek().kind == "sign" and reader.peek().text in (",", ";")):
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
    if len(args) == 2 and names[-1] == "forHTTPHeaderField":
        args.reverse()
    return ir.Call(at, ir.Attribute(at, target, names[0]), tuple(args))


def _members(reader: Reader, value: ir.Expr, first: Token) -> ir.Expr:
    """What follows a value: members, arguments, items, a block."""
    for _ in range(400):
        at = reader.at
        reader.lines()
        token, after = reader.peek(), reader.peek(1)
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
            value = _called(reader, Span(first.start, reader.last_end()), value, args)
        elif token.kind == "sign" and token.text == "[" and not isinstance(value, ir.Constant):
            reader.at += 1
            keys = _listed(reader, "]")
            value = _item(Span(first.start, reader.last_end()), value, keys)
        elif (token.kind == "string" and reader.language == "lua" and isinstance(value, ir.Name | ir.Attribute)) or (token.kind == "sign" and token.text == "{" and reader.language == "lua" and isinstance(value, ir.Name | ir.Attribute)):
            value = ir.Call(Span(first.start, token.end), value, (ir.Arg(_primary(reader)),))
        elif token.kind == "sign" and token.text == "{" and reader.language == "groovy" and isinstance(value, ir.Call | ir.Name | ir.Attribute):
            reader.at += 1
            inside = _block(reader, token)
            value = ir.Call(value.at, value.target, (*value.args, ir.Arg(inside))) if isinstance(value, ir.Call) else ir.Call(value.at, value, (ir.Arg(inside),))
        else:
            return value
    return value


def _called(reader: Reader, at: Span, target: ir.Expr, args: tuple[ir.Arg, ...]) -> ir.Expr:
    """A call; of what makes a list with names a record, of `paste` a text."""
    if reader.language == "r":
        name = target.id if isinstance(target, ir.Name) else target.name if isinstance(target, ir.Attribute) else ""
        if name in ("c", "list", "add_headers", "req_headers") and args and all(one.name for one in args):
            return _collection(at, args)
        if name in ("paste", "paste0", "glue", "str_c"):
            return joined(at, [one.value for one in args if one.name not in ("sep", "collapse")])
        if name == "substr" or name == "substring":
            return _piece(at, args)
    if reader.language == "vb" and isinstance(target, ir.Name) and target.id.lower() == "mid":
        numbers = [int(one.value.text) for one in args[1:3] if isinstance(one.value, ir.Constant) and one.value.text.isdigit()]
        last = (ir.Arg(ir.Constant(at, str(sum(numbers) - 1))),) if len(numbers) == 2 else args[2:3]
        return _piece(at, (*args[:2], *last))
    if reader.language == "lua" and isinstance(target, ir.Attribute) and target.name == "sub" and args:
        return _piece(at, args if isinstance(target.base, ir.Name) and target.base.id == "string" else (ir.Arg(target.base), *args))
    return ir.Call(at, target, args)


def _piece(at: Span, args: tuple[ir.Arg, ...]) -> ir.Expr:
    """`sub(text, from, to)`, which counts from one and takes the last one too."""
    bounds: list[int | None] = []
    known = True
    for one in args[1:3]:
        negative = isinstance(one.value, ir.Test) and len(one.value.parts) == 1
        number = one.value.parts[0] if isinstance(one.value, ir.Test) and negative else one.value
        is_number = isinstance(number, ir.Constant) and number.text.isdigit()
        known = known and is_number
        bounds.append((-1 if negative else 1) * int(number.text) if isinstance(number, ir.Constant) and is_number else None)
    low, high = (*bounds, None, None)[:2]
    low = low - 1 if low is not None and low > 0 else low
    high = None if high == -1 else high
    return ir.Slice(at, args[0].value if args else ir.Opaque(at), low, high, known)


def _item(at: Span, base: ir.Expr, keys: tuple[ir.Arg, ...]) -> ir.Expr:
    key = keys[0].value if keys else ir.Opaque(at)
    while isinstance(key, ir.Sequence) and len(key.items) == 1:  # x[["name"]] of R
        key = key.items[0].value
    return ir.Item(at, base, key)
