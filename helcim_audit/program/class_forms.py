"""Which forms do classes take where members are known by bare names and annotations say where values come from?"""

import textwrap
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Lowering, Statements, expression
from helcim_audit.program.treesitter import Node, named

_STRAIGHT = ("identifier", "simple_identifier")


def members(body: Node, kinds: Collection[str]) -> Iterable[str]:
    """The names that the members of a class body have, looking through nodes of `kinds`."""
    waiting = named(body)
    while waiting:
        node = waiting.pop()
        if node.kind() not in kinds:
            continue
        for title in node.field_children("name"):
            if title.kind() in _STRAIGHT:
                yield title.text()
        waiting.extend(child for child in named(node) if child.kind() in kinds)


def annotations(low: Lowering, node: Node) -> tuple[ir.Expr, ...]:
    """`@Name` and `@Name(...)` before a declaration."""
    marks = next((child for child in named(node)[:1] if child.kind() == "modifiers"), None)
    if marks is None:
        return ()
    return tuple([annotation(low, child) for child in named(marks) if child.kind().endswith("annotation")])


def annotation(low: Lowering, node: Node) -> ir.Expr:
    target = form.dotted(node, form.text_of(node, "name"))
    listed = node.field("arguments")
    if listed is None:
        return target
    args: list[ir.Arg] = []
    for child in named(listed):
        key, value = child.field("key"), child.field("value")
        if child.kind() == "element_value_pair" and key is not None and value is not None:
            args.append(ir.Arg(expression(low, value), None if key.text() == "value" else key.text()))
        else:
            args.append(ir.Arg(expression(low, child)))
    return ir.Call(node, target, tuple(args))


def given(node: Node, marks: Sequence[ir.Expr]) -> ir.Expr | None:
    """The value that annotations give: `@Value("${x}") String t` takes that of `Value("${x}")`."""
    calls = [one if isinstance(one, ir.Call) else ir.Call(one.at, one) for one in marks if _gives(one)]
    if not calls:
        return None
    return calls[0] if len(calls) == 1 else ir.Opaque(node, tuple(calls))


# Annotations without arguments that say where a value comes from.
_SOURCES = regex(r"^(?:RequestBody|RequestHeader|RequestParam|PathVariable|FromBody|FromHeader|FromQuery|FromRoute|FromForm|FromServices|Inject|Autowired|Body|Header|Query)$")


def _gives(mark: ir.Expr) -> bool:
    return isinstance(mark, ir.Call) or (isinstance(mark, ir.Name) and _SOURCES.match(mark.id) is not None)


def constructor(node: Node, params: tuple[ir.Param, ...], rest: tuple[ir.Stmt, ...] = ()) -> ir.Define:
    """The constructor that a record or a primary constructor stands for: each parameter becomes a field."""
    fields = tuple(ir.Bind(node, ir.Attribute(node, ir.Name(node, "self"), one.name), ir.Name(node, one.name)) for one in params)
    return ir.Define(ir.Function(node, "constructor", params, (*fields, *rest)))


def merge(statements: Statements) -> Statements:
    """One class for each type: its fields, then its methods, wherever they stand in the file (Go, Rust)."""
    members: dict[str, list[ir.Stmt]] = {}
    bases: dict[str, list[ir.Expr]] = {}
    first: dict[str, ir.Class] = {}
    for one in statements:
        if isinstance(one, ir.Class):
            members.setdefault(one.name, []).extend(one.body)
            bases.setdefault(one.name, []).extend(one.bases)
            if one.name not in first or (not first[one.name].decorators and one.decorators):
                first[one.name] = one
    merged: list[ir.Stmt] = []
    for one in statements:
        if not isinstance(one, ir.Class):
            merged.append(one)
        elif one.name in members:
            body = sorted(members.pop(one.name), key=lambda member: isinstance(member, ir.Define))
            merged.append(replace(first[one.name], body=tuple(body), bases=tuple(bases[one.name])))
    return tuple(merged)


def string(_: Lowering, node: Node) -> ir.Expr:
    """`"..."` or a text block."""
    text = node.text()
    if text.startswith('"""'):
        return ir.Literal(node, form.unescape(textwrap.dedent(text[3:-3].partition("\n")[2])))
    return ir.Literal(node, form.unescape(text[1:-1]))
