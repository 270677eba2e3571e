"""How does a document become the intermediate representation whose language has no grammar here?

Statement by statement: assignments, calls, texts that are put together. What a function is given is not known, and
names are those of the file, so only flows within a file are seen, and across files what names tell. Whatever does not
fit is passed over.
"""

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program import loose_cuts as cuts
from helcim_audit.program.loose_forms import CLOSES, OPENS, begins
from helcim_audit.program.loose_reader import Reader
from helcim_audit.program.loose_tables import DIALECTS
from helcim_audit.program.loose_tokens import tokens
from helcim_audit.program.loose_values import arguments, expression
from helcim_audit.program.tokens import LONGEST, Token, span


def lower_loosely(path: str, text: str, language: str) -> ir.Module:
    """Lower a document. Raises ValueError, with a reason free of source, for what is too long."""
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    reader = Reader(tokens(text, language), language=language, dialect=DIALECTS[language], text=text, statement=_statement)
    while reader.peek().kind != "end":
        before = reader.at
        _statement(reader)
        if reader.at == before:
            reader.at += 1
    return ir.Module(path, language, tuple(reader.body), lambda at: at, (), tuple(sorted(reader.lost)))


# --- statements --------------------------------------------------------------------------------------


def _statement(reader: Reader) -> None:
    words = []
    while reader.peek().kind == "line" or reader.peek().text in (";", "}", ")", "]", ",") or (reader.peek().text == "{" and reader.dialect.blocks):
        reader.at += 1
    while reader.is_word(*reader.dialect.silent):
        words.append(reader.take().text.lower())
        reader.lines() if words[-1] not in ("return", "end") else None
    if reader.is_word(*reader.dialect.heads):
        _head(reader)
        return
    if reader.peek().text == "#" and reader.peek(1).text == "define" and reader.peek(2).kind == "word":
        reader.at += 3
        name = reader.tokens[reader.at - 1]
        if reader.peek().kind not in ("line", "end") and reader.peek().start > name.end:
            reader.body.append(ir.Bind(span(name), ir.Name(span(name), name.text), expression(reader)))
        return
    place = _assignment(reader) if not (reader.language == "julia" and reader.peek().text == "@") and not (reader.dialect.ignores_case and not {"if", "while", "until", "elseif", "case"}.isdisjoint(words)) else -1
    if place >= 0:
        target = _target(reader, place)
        sign = reader.tokens[place]
        reader.at = place + 1
        reader.lines()
        value = expression(reader)
        if isinstance(value, ir.Call) and reader.language in ("c", "cpp", "objc") and (written := cuts.written(value)) is not None:
            reader.body.append(written)
        if target is not None:
            reader.body.append(ir.Bind(span(sign), target, value, extends=sign.text in ("+=", "&=")))
        return
    start = reader.at
    value = expression(reader)
    if reader.language == "vb" and isinstance(value, ir.Name) and value.id.lower() in ("print", "write") and reader.peek().text == "#":  # to a file that was opened under a number
        reader.at += 2
        reader.sign(",")
    if reader.dialect.commands and isinstance(value, ir.Name | ir.Attribute) and begins(reader) and reader.at > start:
        args = arguments(reader)
        value = ir.Call(Span(reader.tokens[start].start, reader.last_end()), value, args)
    written = cuts.written(value) if isinstance(value, ir.Call) and reader.language in ("c", "cpp", "objc") else None
    reader.body.append(written or _appended(value))


def _appended(value: ir.Expr) -> ir.Stmt:
    """`out << a << b`: what is put into a stream is part of it."""
    if isinstance(value, ir.Call) and isinstance(value.target, ir.Attribute) and value.target.name == "<<" and isinstance(value.target.base, ir.Name | ir.Attribute):
        return ir.Bind(value.at, value.target.base, ir.Join(value.at, tuple(arg.value for arg in value.args)), extends=True)
    return ir.Evaluate(value)


def _assignment(reader: Reader) -> int:
    """The place of the sign of the assignment that a statement is, -1 if it is none."""
    at, depth = reader.at, 0
    while at < len(reader.tokens) and at - reader.at < 60:
        token = reader.tokens[at]
        if token.kind == "line" or (token.kind == "sign" and token.text in (";", "{", "}", "=>") and depth == 0):
            return -1
        if token.kind == "sign":
            if token.text in OPENS:
                depth += 1
            elif token.text in CLOSES:
                depth -= 1
                if depth < 0:
                    return -1
            elif depth == 0 and token.text in reader.dialect.assigns and at > reader.at:
                return at
        at += 1
    return -1


def _target(reader: Reader, place: int) -> ir.Target | None:
    """What stands before the sign: `a`, `Type a`, `a: Type`, `a As Type`, `a.b`, `a["b"]`, `a, b`."""
    listed = reader.tokens[reader.at : place]
    typed = next((at for at, one in enumerate(listed) if at and reader.dialect.typed and one.text.lower() == reader.dialect.typed), len(listed))
    groups: list[list[Token]] = [[]]
    depth = 0
    for one in listed[:typed]:
        depth += (one.text in OPENS) - (one.text in CLOSES) if one.kind == "sign" else 0
        if one.kind == "sign" and one.text == "," and depth == 0:
            groups.append([])
        else:
            groups[-1].append(one)
    found = [_chain(reader, group) for group in groups]
    if len(found) == 1:
        return found[0]
    return ir.Pattern(tuple(ir.PatternField(str(at), one) for at, one in enumerate(found) if one is not None))


def _chain(reader: Reader, group: list[Token]) -> ir.Name | ir.Attribute | ir.Item | None:
    """The last name of a declaration, with the members that lead to it."""
    start = len(group)
    while start > 0:
        one = group[start - 1]
        if one.text == "]" and "[" in [other.text for other in group[: start - 1]]:
            start = max(at for at in range(start - 1) if group[at].text == "[")
        elif one.kind == "word":
            start -= 1
        else:
            break
        if start == 0 or group[start].text == "[":
            continue
        if group[start - 1].text not in reader.dialect.dots:
            break
        start -= 1
    inner = Reader(group[start:], language=reader.language, dialect=reader.dialect, text=reader.text)
    value = expression(inner)
    return value if isinstance(value, ir.Name | ir.Attribute | ir.Item) else None


def _head(reader: Reader) -> None:
    """`def name(a: T, b) =`: what it is given is unknown from here on."""
    reader.at += 1
    while reader.peek().kind == "word" or reader.peek().text in reader.dialect.dots:
        reader.at += 1
    while reader.peek().text == "(" and reader.peek().kind == "sign":
        before: Token | None = None
        depth = 0
        while reader.peek().kind != "end":
            token = reader.take()
            depth += (token.text in OPENS) - (token.text in CLOSES) if token.kind == "sign" else 0
            ends = (token.kind == "sign" and (depth == 0 or (depth == 1 and token.text in (",", ":")))) or (reader.dialect.typed and token.text.lower() == reader.dialect.typed)
            if before is not None and ends:
                reader.body.append(ir.Bind(span(before), ir.Name(span(before), before.text), ir.Opaque(span(before))))
                before = None
            elif token.kind == "word" and token.text.lower() not in reader.dialect.silent and (before is not None or depth == 1):
                before = token
            if (token.text in (",", "(") and token.kind == "sign") or ends:
                before = None
            if depth == 0:
                break
    while reader.peek().kind not in ("line", "end") and reader.peek().text not in ("=", "{", ";"):
        reader.at += 1
    if reader.peek().text == "=":
        reader.at += 1
