"""What do the items of Rust define: functions, structs, implementations, uses?"""

from collections.abc import Iterable, Iterator

from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Lowering, Statements, block, declare, function, in_class, part, returning, variable
from helcim_audit.program.rust_macros import arguments
from helcim_audit.program.rust_patterns import target
from helcim_audit.program.treesitter import Node, named


def name(low: Lowering, node: Node) -> ir.Expr:
    """A bare name; `Self` is the type around it."""
    text = node.text()
    return own_type(low, node) if text == "Self" else variable(low, node, text)


def own_type(low: Lowering, node: Node) -> ir.Expr:
    text = node.text()
    if text == "Self":
        text = next((scope.owner for scope in reversed(low.scopes) if scope.owner), text)
        return ir.Name(node, text)
    return form.written_type(node) or ir.Name(node, text)


def attributes(low: Lowering, node: Node) -> tuple[ir.Expr, ...]:
    """`#[name(...)]` before an item, without what only the compiler reads."""
    found: list[ir.Expr] = []
    before = node.prev()
    while before is not None and (before.kind() == "attribute_item" or "comment" in before.kind()):
        inside = named(before)
        kind = inside[0] if inside else None
        titles = named(kind) if kind is not None and kind.kind() == "attribute" else []
        if kind is not None and titles and titles[0].text() not in ("derive", "allow", "cfg", "doc", "must_use", "inline", "serde", "warn", "deny", "expect"):
            target_name = form.dotted(before, titles[0].text())
            listed = kind.field("arguments")
            found.insert(0, ir.Call(before, target_name, arguments(low, listed)) if listed is not None else target_name)
        before = before.prev()
    return tuple(found)


def params(low: Lowering, node: Node | None) -> Iterable[ir.Param]:
    for child in named(node) if node is not None else []:
        if child.kind() == "self_parameter" or child.kind() == "attribute_item":
            continue
        pattern = child.field("pattern") if child.kind() == "parameter" else child
        kind = form.written_type(child.field("type")) if child.kind() == "parameter" else None
        found = target(low, pattern) if pattern is not None else None
        if isinstance(found, ir.Pattern):
            yield ir.Param("", pattern=found, annotation=kind)
        else:
            yield ir.Param(found.id if isinstance(found, ir.Name) else "_", annotation=kind)


def function_(low: Lowering, node: Node) -> Statements:
    title, body = form.text_of(node, "name"), node.field("body")

    def inside() -> Statements:
        held = named(body) if body is not None else []
        found = block(low, body)
        return found if held and held[-1].text().endswith(";") else returning(found)

    is_async = any(child.kind() == "function_modifiers" and "async" in child.text() for child in named(node)[:2])
    marks = attributes(low, node)
    return (ir.Define(function(low, node, title, lambda: params(low, node.field("parameters")), inside, marks, is_async)),)


def constant(low: Lowering, node: Node) -> Statements:
    title = node.field("name")
    if title is None or node.field("value") is None:
        return ()
    return form.bind(node, declare(low, title, title.text()), part(low, node, "value"), kind=form.written_type(node.field("type")))


def struct(low: Lowering, node: Node) -> Statements:
    body = node.field("body")
    fields: list[ir.Stmt] = []
    for child in named(body) if body is not None else []:
        title = child.field("name") if child.kind() == "field_declaration" else None
        if title is not None:
            value = classes.given(child, attributes(low, child)) or ir.Opaque(child)
            fields.append(ir.Bind(child, ir.Name(title, title.text()), value, annotation=form.written_type(child.field("type"))))
    return (ir.Class(node, form.text_of(node, "name"), (), tuple(fields), attributes(low, node)),)


def impl(low: Lowering, node: Node) -> Statements:
    """Methods and constants, in the class of their type."""
    kind = node.field("type") or node.field("name")
    written = form.written_type(kind)
    title = written.name if isinstance(written, ir.Attribute) else written.id if isinstance(written, ir.Name) else ""
    trait = form.written_type(node.field("trait"))
    body = in_class(low, title, (), lambda: block(low, node.field("body")))
    return (ir.Class(node, title, (trait,) if trait is not None else (), body),)


def module(low: Lowering, node: Node) -> Statements:
    """`mod x { ... }` in line; `mod x;` is a file beside this one."""
    title = form.text_of(node, "name")
    body = node.field("body")
    return block(low, body) if body is not None else (ir.Import(node, title, (ir.Imported("", title),)),)


def use(_: Lowering, node: Node) -> Statements:
    argument = node.field("argument")
    found = list(_uses(argument, "")) if argument is not None else []
    return tuple(ir.Import(node, module, (ir.Imported("*" if local == "*" else "", local),)) for module, local in found if local != "_")


def _uses(node: Node, before: str) -> Iterator[tuple[str, str]]:
    """Modules and the names under which they are known here."""

    def path(text: str) -> str:
        return f"{before}::{text}" if before else text

    match node.kind():
        case "scoped_use_list":
            owner, listed = node.field("path"), node.field("list")
            for child in named(listed) if listed is not None else []:
                yield from _uses(child, path(owner.text()) if owner is not None else before)
        case "use_list":
            for child in named(node):
                yield from _uses(child, before)
        case "use_as_clause":
            owner, alias = node.field("path"), node.field("alias")
            if owner is not None and alias is not None:
                yield path(owner.text()), alias.text()
        case "use_wildcard":
            inside = named(node)
            yield (path(inside[0].text()) if inside else before), "*"
        case "self":
            yield before, before.rpartition("::")[2]
        case _:
            yield path(node.text()), node.text().rpartition("::")[2]
