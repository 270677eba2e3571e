"""How does a Perl document become the intermediate representation?

There is no grammar of Perl to be had, and none could be exact: this reads statements and expressions as far as
values travel in them. `$x`, `@x` and `%x` are all Name("x"); `$self->{x}` is Attribute(self, x).
"""

from dataclasses import replace

from helcim_audit.program import ir, signs
from helcim_audit.program.perl_lists import Reader, Statements, as_args, as_value
from helcim_audit.program.perl_tokens import tokens
from helcim_audit.program.perl_values import expression, items_until
from helcim_audit.program.perl_words import word
from helcim_audit.program.tokens import DEEPEST, LONGEST, Cursor, Token, span


def lower(path: str, text: str) -> ir.Module:
    """Lower a script or module. Raises ValueError for what is too long to read."""
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    found = list(tokens(text))
    bodies = {int(one.extra.partition(":")[0]): one for one in found if one.kind == "body"}
    cursor = Cursor([one for one in found if one.kind != "body"])
    try:
        body = _packages(_statements(Reader(_block, word, subroutine, bodies), cursor, nested=False))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return ir.Module(path, "perl", body, lambda at: at, (), tuple(sorted(cursor.lost)))


def _packages(statements: Statements) -> Statements:
    """Subs after `package Name;` stand in a class of that name, its variables beside it; those of `main` do not."""
    found: list[ir.Stmt] = []
    current: ir.Class | None = None
    inside: list[ir.Stmt] = []
    for one in statements:
        if isinstance(one, ir.Class) and not one.body:
            found.extend(_closed(current, inside))
            current, inside = (one if one.name != "main" else None), []
        elif current is not None:
            inside.append(one)
        else:
            found.append(one)
    return (*found, *_closed(current, inside))


def _closed(package: ir.Class | None, inside: list[ir.Stmt]) -> Statements:
    if package is None:
        return tuple(inside)
    bases = [name for one in inside if isinstance(one, ir.Import) and one.module in ("parent", "base") for name in one.names]
    if not any(isinstance(one, ir.Define) for one in inside):
        return tuple(inside)
    subs = tuple(one for one in inside if isinstance(one, ir.Define))
    return (*(one for one in inside if one not in subs), replace(package, bases=tuple(ir.Name(package.at, one.name) for one in bases), body=subs))


def _statements(r: Reader, c: Cursor, nested: bool) -> Statements:
    body: list[ir.Stmt] = []
    outer, r.pending = r.pending, []
    while c.at < len(c.tokens):
        if nested and c.sign("}"):
            break
        before = c.at
        lowered = _statement(r, c)
        body.extend(r.pending)
        r.pending.clear()
        body.extend(lowered)
        if c.at == before:
            c.take()
    r.pending = outer
    return tuple(body)


def _block(r: Reader, c: Cursor) -> Statements:
    if not c.sign("{"):
        return ()
    if c.depth >= DEEPEST:
        c.lost.add(f"nested deeper than {DEEPEST} levels")
        c.at = len(c.tokens)
        return ()
    c.depth += 1
    found = _statements(r, c, nested=True)
    c.depth -= 1
    return found


def _statement(r: Reader, c: Cursor) -> Statements:
    token = c.peek()
    if c.sign(";"):
        return ()
    if token.kind == "sign" and token.text == "{":
        return _block(r, c)
    if token.kind == "word":
        if c.peek(1).text == ":" and c.peek(2).text != ":" and token.text.isupper():  # LABEL:
            c.at += 2
            return ()
        form = _FORMS.get(token.text)
        if form is not None and c.peek(1).text != "=>":
            c.take()
            return form(r, c, token)
    return _simple(r, c)


def _simple(r: Reader, c: Cursor) -> Statements:
    """An expression with the condition that may follow it."""
    first = c.peek()
    items = items_until(r, c, "")
    done: list[ir.Stmt] = list(r.pending)
    r.pending.clear()
    bound = {id(one.target) for one in done if isinstance(one, ir.Bind)}
    for one in items:
        if id(one.value) not in bound and not (isinstance(one.value, ir.Opaque | ir.Constant)):
            done.append(ir.Evaluate(one.value))
    after = c.peek()
    if after.kind != "word":
        c.sign(";")
        return tuple(done)
    if c.word("if", "unless"):
        test = signs.told(after.text, as_value(span(after), items_until(r, c, "")))
        head = tuple(r.pending)
        r.pending.clear()
        c.sign(";")
        return (*head, ir.Branch(span(first), test, (tuple(done), ())))
    if c.word("for", "foreach"):
        iterable = as_value(span(after), items_until(r, c, ""))
        c.sign(";")
        return (ir.Loop(span(first), ir.Name(span(after), "_"), iterable, tuple(done)),)
    if c.word("while", "until"):
        test = as_value(span(after), items_until(r, c, ""))
        c.sign(";")
        return (ir.Loop(span(first), None, None, (ir.Evaluate(test), *done)),)
    return tuple(done)


# --- compound statements -----------------------------------------------------------------------------


def _condition(r: Reader, c: Cursor, token: Token) -> ir.Expr | None:
    if not c.sign("("):
        return None
    return signs.told(token.text, as_value(span(token), items_until(r, c, ")")))


def _if(r: Reader, c: Cursor, token: Token) -> Statements:
    test = _condition(r, c, token)
    head = tuple(r.pending)
    r.pending.clear()
    bodies = [_block(r, c)]
    if c.word("else"):
        bodies.append(_block(r, c))
    elif c.peek().text == "elsif":
        bodies.append(_if(r, c, c.take()))
    return (*head, ir.Branch(span(token), test, tuple(bodies) if len(bodies) > 1 else (*bodies, ())))


def _while(r: Reader, c: Cursor, token: Token) -> Statements:
    test = _condition(r, c, token)
    head = tuple(r.pending)
    r.pending.clear()
    tests = (ir.Evaluate(test),) if test is not None else ()
    return (ir.Loop(span(token), None, None, (*head, *tests, *_block(r, c))),)


def _for(r: Reader, c: Cursor, token: Token) -> Statements:
    c.word("my", "our", "state")
    target: ir.Target = ir.Name(span(token), "_")
    if c.peek().kind == "variable":
        variable = c.take()
        target = ir.Name(span(variable), variable.text)
    iterable = _condition(r, c, token)
    head = tuple(r.pending)
    r.pending.clear()
    return (*head, ir.Loop(span(token), target, iterable, _block(r, c)))


def _try(r: Reader, c: Cursor, token: Token) -> Statements:
    """`try {...} catch ($e) {...}`, `catch {...};` of Try::Tiny."""
    found = [*_block(r, c)]
    while c.peek().text in ("catch", "finally"):
        clause = c.take()
        name = "_"
        if c.sign("("):
            name = c.peek().text if c.peek().kind == "variable" else "_"
            items_until(r, c, ")")
        body = _block(r, c)
        if clause.text == "finally":
            found.extend(body)
        else:
            found.append(ir.Branch(span(clause), None, ((ir.Bind(span(clause), ir.Name(span(clause), name), ir.Caught(span(clause))), *body),)))
    del token
    return tuple(found)


# --- subs, packages, modules -------------------------------------------------------------------------


def _named_sub(r: Reader, c: Cursor, token: Token) -> Statements:
    if c.peek().kind != "word":
        c.at -= 1
        return _simple(r, c)
    name = c.take()
    return (ir.Define(subroutine(r, c, token, name.text.rpartition("::")[2])),)


def subroutine(r: Reader, c: Cursor, token: Token, name: str) -> ir.Function:
    """`(signature) {...}`; parameters are also what the body takes from `@_` first."""
    params: list[ir.Param] = []
    if c.sign("("):
        params = _signature(r, c)
    while c.peek().text == ":" and c.peek(1).kind == "word":  # attributes
        c.at += 2
    outer, r.pending = r.pending, []
    body = _block(r, c)
    r.pending = outer
    taken, body = _taken(body)
    return ir.Function(span(token), name, tuple(one for one in (*params, *taken) if one.name not in ("self", "class")), _returned(body))


def _signature(r: Reader, c: Cursor) -> list[ir.Param]:
    found: list[ir.Param] = []
    while c.at < len(c.tokens) and not c.sign(")"):
        token = c.take()
        if token.kind == "variable" and token.text[:1].isalpha():
            default = expression(r, c) if c.sign("=", "//=", "||=") else None
            found.append(ir.Param(token.text, default, {"@": "*", "%": "**"}.get(token.extra, "")))
        elif token.kind == "sign" and token.text in ("{", ";}"):
            c.at -= 1
            break
    return found


def _taken(body: Statements) -> tuple[list[ir.Param], Statements]:
    """`my ($self, $x) = @_;`, `my $x = shift || 1;` at the head of a body."""
    params: list[ir.Param] = []
    for index, one in enumerate(body):
        match one:
            case ir.Bind(target=ir.Pattern(fields=fields, rest=rest), value=ir.Name(id="_") | ir.Sequence(items=(ir.Arg(value=ir.Name(id="_")),))):
                params.extend(ir.Param(place.target.id) for place in fields if isinstance(place.target, ir.Name))
                params.extend([ir.Param(rest.id, kind="**")] if isinstance(rest, ir.Name) else [])
            case ir.Bind(target=ir.Name(id=name), value=value) if (default := _shifted(value)) is not None:
                params.append(ir.Param(name, None if isinstance(default, ir.Opaque) else default))
            case _:
                return params, body[index:]
    return params, ()


def _shifted(value: ir.Expr) -> ir.Expr | None:
    """The default of `shift || default`; Opaque where there is none, None where nothing is shifted."""
    match value:
        case ir.Call(target=ir.Name(id="shift"), args=() | (ir.Arg(value=ir.Name(id="_")),) | (ir.Arg(value=ir.Sequence()),)):
            return ir.Opaque(value.at)
        case ir.Choice(options=(ir.Call() as first, second)) if _shifted(first) is not None:
            return second
        case _:
            return None


def _returned(body: Statements) -> Statements:
    match body[-1:]:
        case (ir.Evaluate(value=value),):
            return (*body[:-1], ir.Return(value.at, value))
        case _:
            return body


def _package(r: Reader, c: Cursor, token: Token) -> Statements:
    name = c.take()
    if c.peek().kind == "number":
        c.take()
    if c.peek().text == "{":
        return _packages((ir.Class(span(token), name.text, (), ()), *_block(r, c)))
    return (ir.Class(span(token), name.text, (), ()),)


def _use(r: Reader, c: Cursor, token: Token) -> Statements:
    """`use Module qw(a b);`, `use constant NAME => 'x';`."""
    name = c.take()
    items = items_until(r, c, "")
    c.sign(";")
    if name.text == "constant":
        value = as_value(span(token), items)
        if isinstance(value, ir.Record) and len(value.entries) == 1 and isinstance(value.entries[0].value, ir.Record) and value.entries[0].key is None:
            value = value.entries[0].value
        entries = value.entries if isinstance(value, ir.Record) else ()
        return tuple(ir.Bind(span(token), ir.Name(one.key.at, one.key.value), one.value) for one in entries if isinstance(one.key, ir.Literal))
    if name.kind != "word" or name.text in ("strict", "warnings", "utf8", "lib", "feature", "v5"):
        return tuple(ir.Evaluate(one.value) for one in items if name.text == "lib")
    names: list[str] = []
    for arg in as_args(items, keyed=False):
        match arg.value:
            case ir.Literal(value=one):
                names.append(one)
            case ir.Sequence(items=inner):
                names.extend(one.value.value for one in inner if isinstance(one.value, ir.Literal))
            case _:
                pass
    return (ir.Import(span(token), name.text, tuple(ir.Imported(one, one.lstrip("$@%&")) for one in names if not one.startswith((":", "-")))),)


def _phase(r: Reader, c: Cursor, token: Token) -> Statements:
    del token
    return _block(r, c)


_FORMS = {
    **dict.fromkeys(("if", "unless"), _if),
    **dict.fromkeys(("while", "until"), _while),
    **dict.fromkeys(("for", "foreach"), _for),
    "try": _try,
    "sub": _named_sub,
    "package": _package,
    **dict.fromkeys(("use", "no"), _use),
    **dict.fromkeys(("BEGIN", "END", "INIT", "CHECK", "else"), _phase),
}
