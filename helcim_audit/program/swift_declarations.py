"""What do the types, properties and functions of Swift define?"""

from collections.abc import Iterable
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Lowering, Statements, block, declare, expression, function, in_class, returning, run
from helcim_audit.program.swift_values import target
from helcim_audit.program.treesitter import Node, named


def _attributes(low: Lowering, node: Node) -> tuple[ir.Expr, ...]:
    """`@Name` and `@Name(...)`, before the declaration or among its modifiers."""
    inside = named(node)
    listed = [one for child in inside if child.kind() == "modifiers" for one in named(child)] + inside
    found: list[ir.Expr] = []
    for one in listed:
        if one.kind() == "attribute" and (kind := named(one)):
            name = form.dotted(one, kind[0].text().partition("<")[0])
            args = tuple([ir.Arg(expression(low, child)) for child in kind[1:]])
            found.append(ir.Call(one, name, args) if args else name)
    return tuple(found)


# --- functions ---------------------------------------------------------------------------------------


def _params(low: Lowering, node: Node, inner: list[ir.Stmt]) -> Iterable[ir.Param]:
    """Parameters under the names that callers use; where the body has others they are bound in `inner`."""
    found: ir.Param | None = None
    after = False
    for child in node.children():
        if child.kind() == "parameter":
            if found is not None:
                yield found
            found = _param(low, child, inner)
        elif child.kind() == "=" and found is not None:
            after = True
        elif after and child.is_named() and found is not None:
            found, after = replace(found, default=expression(low, child)), False
    if found is not None:
        yield found


def _param(low: Lowering, node: Node, inner: list[ir.Stmt]) -> ir.Param:
    names = [child for child in named(node) if child.kind() == "simple_identifier"]
    kinds = [child for child in node.field_children("name") if child.kind() != "simple_identifier"]
    star = "*" if any(child.kind() == "..." for child in node.children()) else ""
    kind = form.written_type(kinds[0]) if kinds else None
    if not names:
        return ir.Param("_", None, star, None, kind)
    own, label = names[-1].text(), names[0].text()
    if label in ("_", own):
        return ir.Param(own, None, star, None, kind)
    inner.append(ir.Bind(node, declare(low, names[-1], own), ir.Name(node, label)))
    return ir.Param(label, None, star, None, kind)


def _statements(low: Lowering, node: Node | None) -> Statements:
    """A body; one that is a single expression returns it."""
    inside = [one for child in (named(node) if node is not None else []) for one in (named(child) if child.kind() == "statements" else [child])]
    found = run(low, inside)
    return returning(found) if len(inside) == 1 else found


def function_(low: Lowering, node: Node) -> Statements:
    titles = {"init_declaration": "constructor", "deinit_declaration": "destructor", "subscript_declaration": "subscript"}
    title = titles.get(node.kind()) or form.text_of(node, "name")
    body = node.field("body") or next((child for child in named(node) if child.kind() == "computed_property"), None)
    inner: list[ir.Stmt] = []
    if node.kind() == "function_declaration":
        declare(low, node, title)
    made = function(low, node, title, lambda: _params(low, node, inner), lambda: (*inner, *_statements(low, body)), _attributes(low, node))
    return (ir.Define(made),)


_NUMBERED = regex(r"\$(\d)\b")


def closure(low: Lowering, node: Node) -> ir.Function:
    kind = node.field("type")
    listed = next((child for child in named(kind) if child.kind() == "lambda_function_type_parameters"), None) if kind is not None else None
    inside = [one for child in named(node) if child.kind() == "statements" for one in named(child)]

    def params() -> Iterable[ir.Param]:
        if listed is None:
            highest = max((int(found) for found in _NUMBERED.findall(node.text())), default=-1)
            return [ir.Param(f"${index}") for index in range(highest + 1)]
        return [ir.Param(names[-1].text() if (names := [one for one in named(child) if one.kind() == "simple_identifier"]) else "_") for child in named(listed)]

    def body() -> Statements:
        found = run(low, inside)
        return returning(found) if len(inside) == 1 else found

    return function(low, node, "", params, body)


# --- types -------------------------------------------------------------------------------------------


def class_(low: Lowering, node: Node) -> Statements:
    title, body = form.text_of(node, "name").partition("<")[0], node.field("body")
    heirs = [child for child in named(node) if child.kind() == "inheritance_specifier"]
    bases = [kind for child in heirs if (kind := form.written_type(child)) is not None]
    marks = _attributes(low, node)
    members = tuple(_members(body)) if body is not None else ()
    inside = in_class(low, title, members, lambda: block(low, body))
    is_struct = any(child.kind() == "struct" for child in node.children())
    if is_struct and not any(isinstance(one, ir.Define) and one.function.name == "constructor" for one in inside):
        fields = [one for one in inside if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name)]
        params = tuple(ir.Param(one.target.id, None, "", None, one.annotation) for one in fields if isinstance(one.target, ir.Name) and isinstance(one.value, ir.Opaque))
        inside = (classes.constructor(node, params), *inside) if params else inside
    return (ir.Class(node, title, tuple(bases), inside, marks),)


def _members(body: Node) -> Iterable[str]:
    for child in named(body):
        for one in child.field_children("name"):
            title = one.field("bound_identifier") if one.kind() == "pattern" else one
            if title is not None and title.kind() == "simple_identifier" and child.kind() in ("property_declaration", "function_declaration"):
                yield title.text()


def enum_entry(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    title: Node | None = None
    after = False
    for child in node.children():
        if child.kind() == "simple_identifier":
            title = child
        elif child.kind() == "=":
            after = True
        elif after and child.is_named() and title is not None:
            found.append(ir.Bind(child, ir.Name(title, title.text()), expression(low, child)))
            after = False
    return tuple(found)


# --- properties --------------------------------------------------------------------------------------


def property_(low: Lowering, node: Node) -> Statements:
    """`let a = 1, b: T = x`, and what is computed."""
    found: list[ir.Stmt] = []
    in_body = bool(low.scopes) and low.scopes[-1].owner is not None
    marks = _attributes(low, node)
    place: Node | None = None
    kind: ir.Expr | None = None
    after = False
    for child in node.children():
        match child.kind():
            case "pattern":
                found.extend(_empty(low, place, kind, marks) if in_body and place is not None else ())
                place, kind = child, None
            case "type_annotation":
                written = child.field("name") or child
                kind = form.written_type(written)
            case "=":
                after = True
            case "computed_property":
                found.extend(_computed(low, child, place))
                place = None
            case _ if after and place is not None:
                found.extend(form.bind(node, target(low, place), expression(low, child), kind=kind))
                place, after = None, False
            case _:
                pass
    if place is not None and in_body:
        found.extend(_empty(low, place, kind, marks))
    elif place is not None:
        target(low, place)
    return tuple(found)


def _empty(low: Lowering, place: Node, kind: ir.Expr | None, marks: tuple[ir.Expr, ...]) -> Statements:
    return form.bind(place, target(low, place), classes.given(place, marks) or ir.Opaque(place), kind=kind)


def _computed(low: Lowering, node: Node, place: Node | None) -> Statements:
    """`var x: T { ... }`, with `get` and `set` or without."""
    title = form.text_of(place, "bound_identifier") if place is not None else ""
    marks = (ir.Name(node, "property"),)
    found: list[ir.Stmt] = []
    for child in named(node):
        if child.kind() == "computed_getter":
            found.append(ir.Define(function(low, child, title, lambda: (), lambda child=child: _getter(low, child), marks)))  # type: ignore[misc]
        elif child.kind() in ("computed_setter", "computed_modify"):
            inside = [one for one in named(child) if one.kind() == "statements"]
            names = [one.text() for one in named(child) if one.kind() == "simple_identifier"]
            param = ir.Param(names[0] if names else "newValue")
            found.append(ir.Define(function(low, child, f"set {title}", lambda param=param: (param,), lambda inside=inside: run(low, inside))))  # type: ignore[misc]
    if not found:
        found.append(ir.Define(function(low, node, title, lambda: (), lambda: _statements(low, node), marks)))
    return tuple(found)


def _getter(low: Lowering, node: Node) -> Statements:
    inside = [one for child in named(node) if child.kind() == "statements" for one in named(child)]
    found = run(low, inside)
    return returning(found) if len(inside) == 1 else found


def import_(_: Lowering, node: Node) -> Statements:
    module = next((child for child in named(node) if child.kind() == "identifier"), None)
    return (ir.Import(node, module.text(), (ir.Imported("*", "*"),)),) if module is not None else ()
