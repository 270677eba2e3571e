"""How does a PowerShell document become the intermediate representation?

There is no grammar of PowerShell to be had: this reads statements, commands and expressions as far as values
travel in them. A command is a call of its name; `-Name value` is the named argument Name; what a pipe gives it is
the named argument InputObject. `$env:X` is Attribute(env, X). A function returns what it does not capture.
"""

import re
from dataclasses import replace

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.grammar import split
from helcim_audit.program.powershell_reader import Reader, Statements
from helcim_audit.program.powershell_statements import FORMS, params
from helcim_audit.program.powershell_strings import interpolated, unescape
from helcim_audit.program.powershell_tokens import tokens
from helcim_audit.program.powershell_values import expression, lines, suffixes, term, type_name
from helcim_audit.program.tokens import DEEPEST, LONGEST, Cursor, Token, span


def lower(path: str, text: str) -> ir.Module:
    """Lower a script or module. Raises ValueError for what is too long to read."""
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    cursor = Cursor(list(tokens(text)))
    try:
        body = _statements(Reader(_pipeline, _block, _statements, params, text), cursor, "")
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return ir.Module(path, "powershell", body, lambda at: at, (), tuple(sorted(cursor.lost)))


def _statements(r: Reader, c: Cursor, closing: str) -> Statements:
    body: list[ir.Stmt] = []
    outer, r.pending = r.pending, []
    while c.at < len(c.tokens):
        if c.peek().kind == "line" or c.sign(";"):
            lines(c)
            continue
        if closing and c.sign(closing):
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
    lines(c)
    if not c.sign("{"):
        return ()
    if c.depth >= DEEPEST:
        c.lost.add(f"nested deeper than {DEEPEST} levels")
        c.at = len(c.tokens)
        return ()
    c.depth += 1
    found = _statements(r, c, "}")
    c.depth -= 1
    return found


def _statement(r: Reader, c: Cursor) -> Statements:
    token = c.peek()
    form = FORMS.get(token.text.lower()) if token.kind == "word" else None
    if form is not None and not (c.peek(1).kind == "sign" and c.peek(1).text in ("=", ".")):
        c.take()
        return form(r, c, token)
    if token.kind == "sign" and token.text == "[" and _annotated(c):
        return FORMS["param"](r, c, c.take())
    if token.kind == "sign" and token.text == "." and c.peek(1).start > token.end:  # . ./lib.ps1
        c.take()
        module = _single(r, c)
        while not _ended(c.peek()):
            c.take()
        return (ir.Import(span(token), module.value, (ir.Imported("*", "*"),)),) if isinstance(module, ir.Literal) else (ir.Evaluate(module),)
    before = len(r.pending)
    value = _pipeline(r, c)
    bound = any(isinstance(one, ir.Bind) and one.value is value for one in r.pending[before:])
    return () if bound or (isinstance(value, ir.Opaque) and not value.parts) else (ir.Evaluate(value),)


def _annotated(c: Cursor) -> bool:
    """Whether `[CmdletBinding()]` and its like stand before `param`; they are passed over."""
    start = c.at
    while c.peek().kind == "sign" and c.peek().text == "[":
        type_name(c)
        lines(c)
    if c.peek().kind == "word" and c.peek().text.lower() == "param":
        return True
    c.at = start
    return False


# --- pipelines ---------------------------------------------------------------------------------------


def _pipeline(r: Reader, c: Cursor) -> ir.Expr:
    """`a | b | c`, with an assignment before it."""
    if c.depth >= DEEPEST:
        return expression(r, c)
    c.depth += 1
    found = _assigned(r, c)
    while True:
        ahead = 0
        while c.peek(ahead).kind == "line" and c.peek(ahead + 1).kind == "sign" and c.peek(ahead + 1).text == "|":
            ahead += 1
        if c.peek(ahead).kind != "sign" or c.peek(ahead).text not in ("|", "&&", "||"):
            break
        c.at += ahead
        sign = c.take()
        lines(c)
        following = _element(r, c)
        if sign.text == "|" and isinstance(following, ir.Call):
            found = replace(following, args=(*following.args, ir.Arg(found, "InputObject")))
        else:
            r.pending.append(ir.Evaluate(found))
            found = following
    c.depth -= 1
    return _redirected(r, c, found)


_ASSIGN = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "??="))


def _assigned(r: Reader, c: Cursor) -> ir.Expr:
    left = _element(r, c)
    sign = c.peek()
    if sign.kind != "sign" or sign.text not in _ASSIGN:
        return left
    c.take()
    lines(c)
    word = c.peek()
    form = FORMS.get(word.text.lower()) if word.kind == "word" else None
    if form is not None:  # $x = if (...) {...} else {...}
        c.take()
        before, held = split(form(r, c, word), span(word))
        r.pending.extend(before)
        value = held if held is not None else ir.Opaque(span(word))
    else:
        value = _pipeline(r, c)
    target: ir.Target | None = left if isinstance(left, ir.Name | ir.Attribute | ir.Item) else None
    if isinstance(left, ir.Sequence):
        places = [one.value for one in left.items]
        target = ir.Pattern(tuple(ir.PatternField(str(index), one) for index, one in enumerate(places) if isinstance(one, ir.Name | ir.Attribute | ir.Item)))
    if target is not None and not (isinstance(target, ir.Name) and target.id == "null"):
        r.pending.append(ir.Bind(span(sign), target, value, sign.text != "="))
    else:
        r.pending.append(ir.Evaluate(value))
        return ir.Opaque(span(sign))
    return value


def _redirected(r: Reader, c: Cursor, value: ir.Expr) -> ir.Expr:
    """`> file` writes the value; to $null it goes nowhere."""
    while c.peek().kind == "sign" and c.peek().text in (">", ">>"):
        sign = c.take()
        if c.peek().text == "&":
            c.at += 2
            continue
        where = _argument(r, c)
        if isinstance(where, ir.Constant):
            value = ir.Test(span(sign), (value,))
        else:
            value = ir.Call(span(sign), ir.Name(span(sign), sign.text), (ir.Arg(where), ir.Arg(value)))
    return value


def _element(r: Reader, c: Cursor) -> ir.Expr:
    token = c.peek()
    if token.kind == "word":
        return _command(r, c)
    if token.kind == "sign" and token.text in ("&", ".") and c.peek(1).kind in ("string", "variable", "word", "sign") and c.peek(1).text != "=":
        c.take()
        return _command(r, c)
    if token.kind == "sign" and token.text in ("%", "?"):
        return _command(r, c)
    return expression(r, c)


# --- commands ----------------------------------------------------------------------------------------

_ALIASES = {"%": "ForEach-Object", "?": "Where-Object", "irm": "Invoke-RestMethod", "iwr": "Invoke-WebRequest", "curl": "curl", "echo": "Write-Output"}
_ENDS = frozenset((";", "|", ")", "}", "&&", "||", ">", ">>", "]"))


def _ended(token: Token) -> bool:
    return token.kind in ("line", "end") or (token.kind == "sign" and token.text in _ENDS)


def _command(r: Reader, c: Cursor) -> ir.Expr:
    token = c.peek()
    if token.kind in ("string", "variable") or (token.kind == "sign" and token.text in ("(", "{", "$(")):
        target = suffixes(r, c, term(r, c))
    else:
        name = _bareword(r, c)
        title = name.value if isinstance(name, ir.Literal) else ""
        if c.peek().text == "=" and c.peek().kind == "sign":  # a key, or a variable without its sign
            return ir.Literal(span(token), title)
        target = ir.Name(span(token), _ALIASES.get(title.lower(), re.split(r"[\\/]", title)[-1].removesuffix(".exe"))) if title else name
    args: list[ir.Arg] = []
    while not _ended(c.peek()):
        if c.peek().kind == "number" and c.peek(1).text in (">", ">>") and c.peek(1).start == c.peek().end:  # 2>&1
            c.at += 3 if c.peek(2).text == "&" else 2
            _single(r, c)
            continue
        before = c.at
        args.append(_parameter(r, c))
        if c.at == before:
            c.take()
    return ir.Call(span(token), target, tuple(args))


def _parameter(r: Reader, c: Cursor) -> ir.Arg:
    token = c.peek()
    if token.kind == "splat":
        c.take()
        return ir.Arg(term(r, Cursor([replace(token, kind="variable")])), spread=True)
    if token.kind != "dash":
        return ir.Arg(_argument(r, c))
    c.take()
    if _ended(c.peek()) or c.peek().kind in ("dash", "splat"):
        return ir.Arg(ir.Constant(span(token), "$true"), token.text)
    return ir.Arg(_argument(r, c), token.text)


def _argument(r: Reader, c: Cursor) -> ir.Expr:
    """One argument, or several with commas between."""
    first = _single(r, c)
    if c.peek().text != "," or c.peek().kind != "sign":
        return first
    items = [ir.Arg(first)]
    while c.sign(","):
        lines(c)
        items.append(ir.Arg(_single(r, c)))
    return ir.Sequence(first.at, tuple(items))


def _single(r: Reader, c: Cursor) -> ir.Expr:
    token, after = c.peek(), c.peek(1)
    alone = after.start != token.end or _ended(after) or (after.kind == "sign" and after.text in (",", ".", "[", "::"))
    if token.kind in ("string", "variable", "number") and (alone or token.kind == "variable"):
        return suffixes(r, c, term(r, c))
    if token.kind == "sign" and token.text in ("(", "@(", "@{", "$(", "{"):
        return suffixes(r, c, term(r, c))
    if token.kind == "sign" and token.text == "[":
        return expression(r, c, 7)
    return _bareword(r, c)


def _bareword(r: Reader, c: Cursor) -> ir.Expr:
    """Tokens without white space between them, as one text: `https://x/$y`, `Get-Thing`, `./run.ps1`."""
    start = c.take()
    end = start.end
    while not _ended(c.peek()) and c.peek().start == end and not (c.peek().kind == "sign" and c.peek().text in (",", "=")):
        end = c.take().end
    at = Span(start.start, end)
    text = r.text[start.start : end]
    return interpolated(r, c, text, start.start, at, expression) if "$" in text else ir.Literal(at, unescape(text))
