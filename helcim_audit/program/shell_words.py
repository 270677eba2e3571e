"""What is the value of a shell word: quotes, expansions, substitutions, here-documents?"""

import re

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Lowering, expression
from helcim_audit.program.treesitter import Node, named

_QUOTED = regex(r"\\([$`\"\\])|\\\n")
_BARE = regex(r"\\\n|\\(.)", re.DOTALL)


def word(_: Lowering, node: Node) -> ir.Expr:
    text = node.text()
    return ir.Literal(node, _BARE.sub(lambda found: found[1] or "", text) if "\\" in text else text)


def raw(_: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(node, node.text()[1:-1])


def ansi(_: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(node, form.unescape(node.text()[2:-1]))


def string(low: Lowering, node: Node) -> ir.Expr:
    """`"..."`; white space between two expansions belongs to the second in this grammar."""
    parts: list[ir.Expr] = []
    for child in node.named_children():
        if child.kind() in ("string_content", "heredoc_content"):
            parts.append(ir.Literal(child, _QUOTED.sub(lambda found: found[1] or "", child.text())))
            continue
        text = child.text()
        if text[:1].isspace():
            parts.append(ir.Literal(child, text[: len(text) - len(text.lstrip())]))
        parts.append(expression(low, child))
    return form.joined(node, parts)


def heredoc(low: Lowering, node: Node, quoted: bool) -> ir.Expr:
    """The body of a here-document; the grammar gives no node to what stands before the first expansion."""
    text, inside = node.text(), named(node)
    if quoted or not inside or (len(inside) == 1 and inside[0].kind() == "heredoc_content"):
        return ir.Literal(node, text if quoted else _QUOTED.sub(lambda found: found[1] or "", text))
    before = text[: max(text.find(inside[0].text()), 0)]
    body = string(low, node)
    return form.joined(node, [ir.Literal(node, before), body])


def concatenation(low: Lowering, node: Node) -> ir.Expr:
    return form.joined(node, [expression(low, child) for child in named(node)])


def variable(_: Lowering, node: Node) -> ir.Expr:
    text = node.text()
    return ir.Name(node, "@" if text == "*" else text)


def simple_expansion(low: Lowering, node: Node) -> ir.Expr:
    return form.inner(low, node)


def subscript(low: Lowering, node: Node) -> ir.Expr:
    """`arr[0]`; of `arr[@]` the array itself."""
    title, index = node.field("name"), node.field("index")
    base = ir.Name(node, title.text()) if title is not None else ir.Name(node, "")
    if index is None or index.text() in ("@", "*"):
        return base
    return ir.Item(node, base, ir.Literal(index, index.text().strip("\"'")) if "$" not in index.text() else expression(low, index))


_LAST = regex(r"\$\{(\w+)#+\"?\$\{\1%%?(\?{1,80})\}\"?\}")
_HEAD = regex(r"\$\{(\w+)%+\"?\$\{\1##?(\?{1,80})\}\"?\}")
_PART = regex(r"\$\{[\w\[\]@*]+:\s*\(?\s*(-?\d{1,9})\s*\)?\s*(?::\s*(-?\d{1,9})\s*)?\}")
_DEFAULTS = frozenset((":-", "-", ":=", "="))


def expansion(low: Lowering, node: Node) -> ir.Expr:
    """`${X...}`: the value, a part of it, its length, or another value in its place."""
    text = node.text().strip()
    children = [child for child in node.children() if child.kind() not in ("${", "}")]
    title = next((child for child in children if child.kind() in ("variable_name", "special_variable_name", "subscript")), None)
    if title is None:
        return ir.Opaque(node, tuple([expression(low, child) for child in named(node)]))
    base = expression(low, title)
    first = children[0].text() if children else ""
    if first == "#":
        return ir.Test(node, (base,))
    if first == "!":
        return ir.Opaque(node, (base,))
    after = next((child for child in children if not child.is_named()), None)
    sign = after.text() if after is not None else ""
    rest = [child for child in named(node) if child.kind() not in ("variable_name", "special_variable_name", "subscript")]
    return _changed(low, node, base, sign, rest, text)


def _changed(low: Lowering, node: Node, base: ir.Expr, sign: str, rest: list[Node], text: str) -> ir.Expr:
    if sign in _DEFAULTS:
        return ir.Choice(node, (base, form.joined(node, [expression(low, child) for child in rest])))
    if sign in (":+", "+"):
        return ir.Choice(node, (form.joined(node, [expression(low, child) for child in rest]), ir.Test(node, (base,))))
    if sign == ":":
        found = _PART.fullmatch(text)
        if found is None:
            return ir.Slice(node, base, None, None, known=False)
        start, size = int(found[1]), int(found[2]) if found[2] else None
        return ir.Slice(node, base, start, None if size is None else start + size if size >= 0 and (start >= 0 or start + size < 0) else size if size < 0 else None)
    if sign in ("#", "##", "%", "%%") and rest:
        last = _LAST.fullmatch(text)
        if last is not None:
            return ir.Slice(node, base, -len(last[2]), None)
        if (head := _HEAD.fullmatch(text)) is not None:
            return ir.Slice(node, base, 0, len(head[2]))
        pattern = rest[0].text()
        if pattern and not pattern.strip("?"):  # ${X%????}: without the last four
            return ir.Slice(node, base, len(pattern) if sign[0] == "#" else None, -len(pattern) if sign[0] == "%" else None)
        return ir.Opaque(node, (base,))
    if sign in ("/", "//", "/#", "/%"):
        return ir.Call(node, ir.Name(node, "replace"), (ir.Arg(base), *(ir.Arg(_pattern(low, child)) for child in rest)))
    return base if sign in ("", ":?", "?") else ir.Opaque(node, (base,))


def _pattern(low: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(node, node.text()) if node.kind() == "regex" else expression(low, node)


_INDEXED = regex(r"\[([^\]]*)\]=")


def array(low: Lowering, node: Node) -> ir.Expr:
    """`(a b)` is a sequence, `([k]=v)` a record."""
    inside = named(node)
    entries = [entry for child in inside if (entry := _entry(low, child)) is not None]
    if entries:
        return ir.Record(node, tuple(entries))
    return ir.Sequence(node, tuple([ir.Arg(expression(low, child)) for child in inside]))


def _entry(low: Lowering, node: Node) -> ir.Entry | None:
    found = _INDEXED.match(node.text()[:200])
    if found is None or node.kind() != "concatenation":
        return None
    inside = named(node)
    start = next((index for index, child in enumerate(inside) if child.text().startswith("=")), len(inside))
    parts: list[ir.Expr] = []
    for child in inside[start:]:
        value = expression(low, child)
        if child.kind() == "word" and isinstance(value, ir.Literal) and not parts:
            value = ir.Literal(child, value.value.removeprefix("="))
        parts.append(value)
    return ir.Entry(ir.Literal(node, found[1].strip("\"'")), form.joined(node, parts))
