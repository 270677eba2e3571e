"""Which statements of the intermediate representation are PowerShell's, and what do its functions and classes define?"""

from collections.abc import Callable

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.powershell_reader import Reader, Statements, variable
from helcim_audit.program.powershell_values import expression, lines, type_name
from helcim_audit.program.tokens import Cursor, Token, span


def _flushed(r: Reader, held: Statements) -> Statements:
    before = tuple(r.pending)
    r.pending.clear()
    return (*before, *held)


# --- functions ---------------------------------------------------------------------------------------


def params(r: Reader, c: Cursor) -> list[ir.Param]:
    """`param([T]$A = 1, ...)`, or the list in brackets after a name; annotations are passed over."""
    if c.peek().kind == "word":
        c.take()
    lines(c)
    if not c.sign("("):
        return []
    found: list[ir.Param] = []
    kind: Token | None = None
    while c.at < len(c.tokens) and not c.sign(")"):
        token = c.peek()
        if token.kind == "sign" and token.text == "[":
            kind = type_name(c)
        elif token.kind == "variable":
            c.take()
            name = variable(r, span(token), token.text)
            lines(c)
            default = expression(r, c, commas=False) if c.sign("=") else None
            written = ir.Name(span(kind), kind.text) if kind is not None else None
            found.append(ir.Param(name.id if isinstance(name, ir.Name) else name.name, default, "", None, written))
            kind = None
        else:
            c.take()
    return found


def _returned(body: Statements) -> Statements:
    """What a function does not capture it returns: values anywhere, and the last call."""
    found: list[ir.Stmt] = []
    for index, one in enumerate(body):
        match one:
            case ir.Evaluate(value=value) if not isinstance(value, ir.Call | ir.Test) or index == len(body) - 1:
                found.append(ir.Return(value.at, value))
            case _:
                found.append(one)
    return tuple(found)


def _function(r: Reader, c: Cursor, token: Token) -> Statements:
    name = c.take()
    end = name.end
    while c.peek().start == end and c.peek().kind in ("word", "sign", "dash") and c.peek().text not in ("(", "{"):  # Get-X-2, script:Get-X
        end = c.take().end
    title = r.text[name.start : end].rpartition(":")[2]
    listed = params(r, c) if c.peek().text == "(" else []
    return (ir.Define(_body(r, c, token, title, listed)),)


def _body(r: Reader, c: Cursor, token: Token, title: str, listed: list[ir.Param]) -> ir.Function:
    outer, r.pending = r.pending, []
    body = r.block(r, c)
    r.pending = outer
    head = [one for one in body if isinstance(one, ir.Define) and one.function.name == "param"]
    taken = head[0].function.params if head else ()
    rest = tuple(one for one in body if one not in head)
    return ir.Function(span(token), title, (*listed, *taken), _returned(rest))


def _param(r: Reader, c: Cursor, token: Token) -> Statements:
    """The parameters of a script are variables with defaults; those of a function are taken by it."""
    c.at -= 1
    listed = params(r, c)
    return (ir.Define(ir.Function(span(token), "param", tuple(listed), ())),) if c.depth else tuple(
        ir.Bind(span(token), ir.Name(span(token), one.name), one.default) for one in listed if one.default is not None
    )


def _section(r: Reader, c: Cursor, token: Token) -> Statements:
    """`begin`, `process`, `end`."""
    del token
    return r.block(r, c)


# --- control -----------------------------------------------------------------------------------------


def _condition(r: Reader, c: Cursor) -> ir.Expr | None:
    lines(c)
    if not c.sign("("):
        return None
    lines(c)
    found = r.pipeline(r, c)
    while c.at < len(c.tokens) and not c.sign(")"):
        c.take()
    return found


def _if(r: Reader, c: Cursor, token: Token) -> Statements:
    test = _condition(r, c)
    head = _flushed(r, ())
    bodies = [r.block(r, c)]
    ahead = 0
    while c.peek(ahead).kind == "line":
        ahead += 1
    word = c.peek(ahead)
    if word.kind == "word" and word.text.lower() in ("else", "elseif"):
        c.at += ahead + 1
        bodies.append(_if(r, c, word) if word.text.lower() == "elseif" else r.block(r, c))
    return (*head, ir.Branch(span(token), test, tuple(bodies) if len(bodies) > 1 else (*bodies, ())))


def _foreach(r: Reader, c: Cursor, token: Token) -> Statements:
    target: ir.Name | None = None
    iterable: ir.Expr | None = None
    if c.sign("("):
        if c.peek().kind == "variable":
            place = variable(r, span(c.peek()), c.take().text)
            target = place if isinstance(place, ir.Name) else None
        c.word("in", "In", "IN")
        iterable = r.pipeline(r, c)
        while c.at < len(c.tokens) and not c.sign(")"):
            c.take()
    head = _flushed(r, ())
    return (*head, ir.Loop(span(token), target, iterable, r.block(r, c)))


def _for(r: Reader, c: Cursor, token: Token) -> Statements:
    values: list[ir.Stmt] = []
    if c.sign("("):
        while c.at < len(c.tokens) and not c.sign(")"):
            if c.peek().kind == "line" or c.sign(";"):
                lines(c)
                continue
            before = c.at
            value = r.pipeline(r, c)
            values.extend(_flushed(r, (ir.Evaluate(value),)))
            if c.at == before:
                c.take()
    return (*(one for one in values if isinstance(one, ir.Bind)), ir.Loop(span(token), None, None, r.block(r, c)))


def _while(r: Reader, c: Cursor, token: Token) -> Statements:
    test = _condition(r, c)
    head = _flushed(r, ())
    tests = (ir.Evaluate(test),) if test is not None else ()
    return (ir.Loop(span(token), None, None, (*head, *tests, *r.block(r, c))),)


def _do(r: Reader, c: Cursor, token: Token) -> Statements:
    body = r.block(r, c)
    lines(c)
    if c.peek().kind == "word" and c.peek().text.lower() in ("while", "until"):
        c.take()
        test = _condition(r, c)
        body = (*body, *_flushed(r, (ir.Evaluate(test),) if test is not None else ()))
    return (ir.Loop(span(token), None, None, body),)


def _switch(r: Reader, c: Cursor, token: Token) -> Statements:
    while c.peek().kind == "dash":
        c.take()
    test = _condition(r, c)
    head = _flushed(r, ())
    bodies: list[Statements] = []
    lines(c)
    if c.sign("{"):
        while c.at < len(c.tokens) and not c.sign("}"):
            if c.peek().kind == "sign" and c.peek().text == "{":
                bodies.append(r.block(r, c))
            else:
                c.take()
    return (*head, ir.Branch(span(token), test, tuple(bodies)))


def _try(r: Reader, c: Cursor, token: Token) -> Statements:
    found = [*r.block(r, c)]
    del token
    while True:
        ahead = 0
        while c.peek(ahead).kind == "line":
            ahead += 1
        word = c.peek(ahead)
        if word.kind != "word" or word.text.lower() not in ("catch", "finally"):
            return tuple(found)
        c.at += ahead + 1
        while c.peek().text == "[" or c.peek().text == ",":
            type_name(c) if c.peek().text == "[" else c.take()
        body = r.block(r, c)
        at = span(word)
        found.extend(body if word.text.lower() == "finally" else (ir.Branch(at, None, ((ir.Bind(at, ir.Name(at, "_"), ir.Caught(at)), *body),)),))


def _ends(c: Cursor) -> bool:
    token = c.peek()
    return token.kind in ("line", "end") or (token.kind == "sign" and token.text in (";", "}", ")"))


def _return(r: Reader, c: Cursor, token: Token) -> Statements:
    value = None if _ends(c) else r.pipeline(r, c)
    return _flushed(r, (ir.Return(span(token), value),))


def _throw(r: Reader, c: Cursor, token: Token) -> Statements:
    value = ir.Opaque(span(token)) if _ends(c) else r.pipeline(r, c)
    return _flushed(r, (ir.Raise(span(token), value),))


def _skip(r: Reader, c: Cursor, token: Token) -> Statements:
    del r, token
    while not _ends(c):
        c.take()
    return ()


# --- modules and classes -----------------------------------------------------------------------------


def _import(r: Reader, c: Cursor, token: Token) -> Statements:
    """`Import-Module X`, `using module X`."""
    start = c.peek().start
    while not _ends(c):
        c.take()
    words = [word for word in r.text[max(start, 0) : c.last_end()].split() if not word.startswith("-")]
    module = words[-1].strip("\"'") if words else ""
    return (ir.Import(span(token), module, (ir.Imported("*", "*"),)),) if module else ()


def _class(r: Reader, c: Cursor, token: Token) -> Statements:
    name = c.take().text
    bases: list[ir.Expr] = []
    if c.sign(":"):
        while c.at < len(c.tokens) and c.peek().text != "{":
            one = c.take()
            bases.extend([ir.Name(span(one), one.text)] if one.kind == "word" else [])
    lines(c)
    body: list[ir.Stmt] = []
    if c.sign("{"):
        while c.at < len(c.tokens) and not c.sign("}"):
            body.extend(_member(r, c, name))
    return (ir.Class(span(token), name, tuple(bases), tuple(body)),)


def _enum(r: Reader, c: Cursor, token: Token) -> Statements:
    """Numbers: they are passed over."""
    del token
    c.take()
    r.block(r, c)
    return ()


def _member(r: Reader, c: Cursor, owner: str) -> Statements:
    token = c.peek()
    if token.kind == "sign" and token.text == "[":
        type_name(c)
        return ()
    c.take()
    if token.kind == "variable":
        at = Span(token.start, token.end)
        value = expression(r, c) if c.sign("=") else ir.Opaque(at)
        return _flushed(r, (ir.Bind(at, ir.Name(at, token.text), value),))
    if token.kind == "word" and c.peek().text == "(" and c.peek().kind == "sign":
        listed = params(r, c)
        while c.at < len(c.tokens) and c.peek().text != "{" and c.peek().kind != "line":  # : base(...)
            c.take()
        return (ir.Define(_body(r, c, token, "constructor" if token.text == owner else token.text, listed)),)
    return ()


FORMS: dict[str, Callable[[Reader, Cursor, Token], Statements]] = {
    **dict.fromkeys(("function", "filter", "workflow"), _function),
    "param": _param,
    **dict.fromkeys(("begin", "process", "end", "dynamicparam", "clean"), _section),
    "if": _if,
    "foreach": _foreach,
    "for": _for,
    "while": _while,
    "do": _do,
    "switch": _switch,
    "try": _try,
    "return": _return,
    "throw": _throw,
    **dict.fromkeys(("break", "continue", "exit"), _skip),
    **dict.fromkeys(("import-module", "using"), _import),
    "class": _class,
    "enum": _enum,
}
