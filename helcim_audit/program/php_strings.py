"""Which parts does a PHP string with variables in it have?"""

import re
from collections.abc import Callable

from helcim_audit.program import ir
from helcim_audit.program.php_text import unescape
from helcim_audit.program.treesitter import Node, named

Lower = Callable[[Node], ir.Expr]


def interpolated(node: Node, lower: Lower) -> ir.Expr:
    """A string, or the body of a heredoc, as the texts and values that it is made of."""
    return _made(node, _parts(node, lower))


def heredoc(node: Node, lower: Lower) -> ir.Expr:
    """`<<<X ... X`, without the indentation of its end."""
    body = next((child for child in named(node) if child.kind() == "heredoc_body"), None)
    if body is None:
        return ir.Literal(node, "")
    indent, parts = _indent(node), _parts(body, lower, gaps=True)
    made = _made(node, parts)
    if not indent:
        return made
    if isinstance(made, ir.Literal):
        return ir.Literal(node, _dedent("\n" + made.value, indent)[1:])
    if not isinstance(made, ir.Join):
        return made
    lines = [ir.Literal(one.at, _dedent(one.value, indent)) if isinstance(one, ir.Literal) else one for one in made.parts]
    first = lines[0]
    return ir.Join(node, (ir.Literal(first.at, first.value.removeprefix(indent)) if isinstance(first, ir.Literal) else first, *lines[1:]))


def nowdoc(node: Node) -> ir.Expr:
    """`<<<'X' ... X`."""
    body = next((child for child in named(node) if child.kind() == "nowdoc_body"), None)
    text = body.text().removeprefix("\r").removeprefix("\n") if body is not None else ""
    return ir.Literal(node, _dedent("\n" + text, _indent(node))[1:])


def _made(node: Node, parts: list[ir.Expr]) -> ir.Expr:
    merged: list[ir.Expr] = []
    for one in parts:
        last = merged[-1] if merged else None
        if isinstance(one, ir.Literal) and isinstance(last, ir.Literal):
            merged[-1] = ir.Literal(one.at if last.value.isspace() else last.at, last.value + one.value)
        else:
            merged.append(one)
    if not merged:
        return ir.Literal(node, "")
    first = merged[0]
    return ir.Literal(node, first.value) if len(merged) == 1 and isinstance(first, ir.Literal) else ir.Join(node, tuple(merged))


def _parts(node: Node, lower: Lower, gaps: bool = False) -> list[ir.Expr]:
    """`gaps`: the grammar leaves out line breaks behind a variable of a heredoc."""
    found: list[ir.Expr] = []
    start = at = node.range().start.index if gaps else 0
    text = node.text() if gaps else ""
    at += len(text) - len(text.removeprefix("\r").removeprefix("\n"))  # the line break behind the opening
    braced = False
    for child in node.children():
        kind = child.kind()
        if gaps:
            place = child.range()
            if skipped := text[at - start : place.start.index - start]:
                found.append(ir.Literal(child, skipped))
            at = place.end.index
        if kind == "string_content":
            found.append(ir.Literal(child, child.text()))
        elif kind == "escape_sequence":
            found.append(ir.Literal(child, unescape(child.text())))
        elif child.is_named() and kind != "comment":
            # Without braces, `$a[key]` is `$a['key']`.
            found.append(_plain(child, lower) if kind == "subscript_expression" and not braced else lower(child))
        braced = kind == "{"
    return found


def _plain(node: Node, lower: Lower) -> ir.Expr:
    inside = named(node)
    if len(inside) == 2 and inside[1].kind() == "name":
        return ir.Item(node, lower(inside[0]), ir.Literal(inside[1], inside[1].text()))
    return lower(node)


def _indent(node: Node) -> str:
    last = node.text().rpartition("\n")[2]
    return last[: len(last) - len(last.lstrip(" \t"))]


def _dedent(text: str, indent: str) -> str:
    return re.sub("\n" + re.escape(indent), "\n", text) if indent else text
