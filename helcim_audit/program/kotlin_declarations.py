"""What do the classes, properties and functions of Kotlin define?"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.declared import declared
from helcim_audit.program.grammar import Lowering, Statements, block, declare, expression, function, in_class, returning, run
from helcim_audit.program.kotlin_values import target
from helcim_audit.program.treesitter import Node, named


def _child(node: Node, *kinds: str) -> Node | None:
    return next((child for child in named(node) if child.kind() in kinds), None)


def _after(node: Node, sign: str = "=") -> Node | None:
    seen = False
    for child in node.children():
        if seen and child.is_named():
            return child
        seen = seen or child.kind() == sign
    return None


def _annotations(low: Lowering, node: Node | None) -> tuple[ir.Expr, ...]:
    marks = [child for child in named(node) if child.kind() == "annotation"] if node is not None else []
    return tuple([found for mark in marks if (found := _annotation(low, mark)) is not None])


def _annotation(low: Lowering, node: Node) -> ir.Expr | None:
    inside = _child(node, "user_type", "constructor_invocation")
    if inside is None:
        return None
    title = inside if inside.kind() == "user_type" else _child(inside, "user_type")
    name = form.dotted(node, title.text().partition("<")[0]) if title is not None else ir.Name(node, "")
    listed = _child(inside, "value_arguments")
    return ir.Call(node, name, form.arguments(low, listed)) if listed is not None else name


def _params(low: Lowering, node: Node | None) -> Iterable[ir.Param]:
    """The parameters of a list whose modifiers and defaults stand beside them, not in them."""
    found: ir.Param | None = None
    marks: tuple[ir.Expr, ...] = ()
    star = ""
    after = False
    for child in node.children() if node is not None else []:
        match child.kind():
            case "parameter_modifiers":
                marks, star = _annotations(low, child), "*" if "vararg" in child.text().split() else ""
            case "parameter" | "class_parameter":
                if found is not None:
                    yield found
                found = _param(low, child, marks, star)
                marks, star = (), ""
            case "=":
                after = True
            case _ if after and child.is_named():
                found = replace(found, default=expression(low, child)) if found is not None else None
                after = False
            case _:
                pass
    if found is not None:
        yield found


def _param(low: Lowering, node: Node, marks: tuple[ir.Expr, ...], star: str) -> ir.Param:
    title = _child(node, "simple_identifier")
    kind = _child(node, "user_type", "nullable_type", "function_type", "parenthesized_type")
    inner = _child(node, "modifiers")
    start = _after(node)
    given = expression(low, start) if start is not None else classes.given(node, (*marks, *_annotations(low, inner)))
    star = "*" if inner is not None and "vararg" in inner.text().split() else star
    return ir.Param(title.text() if title is not None else "_", given, star, None, form.written_type(kind))


def _body(low: Lowering, node: Node | None) -> Statements:
    """`{...}` or `= x`."""
    if node is None:
        return ()
    found = run(low, named(node))
    return returning(found) if any(child.kind() == "=" for child in node.children()[:1]) else found


def function_(low: Lowering, node: Node) -> Statements:
    title = _child(node, "simple_identifier")
    name = title.text().strip("`") if title is not None else ""
    marks = _annotations(low, _child(node, "modifiers"))
    listed, body = _child(node, "function_value_parameters"), _child(node, "function_body")
    if title is not None:
        declare(low, title, name)
    return (ir.Define(function(low, node, name, lambda: _params(low, listed), lambda: _body(low, body), marks)),)


def constructor(low: Lowering, node: Node) -> Statements:
    listed, call = _child(node, "function_value_parameters"), _child(node, "constructor_delegation_call")

    def body() -> Statements:
        first: Statements = ()
        if call is not None:
            base = ir.Name(call, "super" if call.text().startswith("super") else "self")
            first = (ir.Evaluate(ir.Call(call, base, form.arguments(low, _child(call, "value_arguments")))),)
        return (*first, *run(low, [child for child in named(node) if child.kind() == "statements"]))

    return (ir.Define(function(low, node, "constructor", lambda: _params(low, listed), body)),)


# --- classes -----------------------------------------------------------------------------------------


def class_(low: Lowering, node: Node) -> Statements:
    title = _child(node, "type_identifier")
    primary = tuple(_params(low, _child(node, "primary_constructor")))
    return _class(low, node, title, node, _child(node, "class_body", "enum_class_body"), primary)


def object_declaration(low: Lowering, node: Node) -> Statements:
    return _class(low, node, _child(node, "type_identifier"), node, _child(node, "class_body"), ())


def object_(low: Lowering, node: Node, title: Node, head: Node, body: Node) -> Statements:
    inside = named(body)
    return _class(low, node, title, head, inside[0] if inside else None, ())


def _class(low: Lowering, node: Node, title: Node | None, head: Node, body: Node | None, primary: tuple[ir.Param, ...]) -> Statements:
    name = title.text() if title is not None else "(object)"
    heirs = [child for child in named(head) if child.kind() == "delegation_specifier"]
    bases = [kind for child in heirs if (kind := form.written_type(child)) is not None]
    modifiers = _child(node, "modifiers")
    marks = _annotations(low, modifiers)
    if modifiers is not None and "data" in modifiers.text().split():
        marks = (*marks, ir.Name(modifiers, "record"))  # its text shows its properties
    members = [*(one.name for one in primary), *(_members(body) if body is not None else ())]
    inside = in_class(low, name, members, partial(block, low, body))
    calls = [ir.Evaluate(ir.Call(child, ir.Name(child, "super"), form.arguments(low, listed))) for child in heirs if (listed := _arguments(child)) is not None]
    if any(child.kind() == "interface" for child in node.children()):
        inside = declared(inside, marks)
    first = (classes.constructor(node, primary, tuple(calls)),) if primary else ()
    return (ir.Class(node, name, tuple(bases), (*first, *inside), marks),)


def _arguments(node: Node) -> Node | None:
    made = _child(node, "constructor_invocation")
    listed = _child(made, "value_arguments") if made is not None else None
    return listed if listed is not None and named(listed) else None


def _members(body: Node) -> Iterable[str]:
    for child in named(body):
        match child.kind():
            case "property_declaration":
                place = _child(child, "variable_declaration")
                title = _child(place, "simple_identifier") if place is not None else None
            case "function_declaration" | "enum_entry":
                title = _child(child, "simple_identifier")
            case "companion_object":
                inner = _child(child, "class_body")
                yield from _members(inner) if inner is not None else ()
                continue
            case _:
                continue
        if title is not None:
            yield title.text()


def companion(low: Lowering, node: Node) -> Statements:
    """Its members are reached by the names of the class around it."""
    return block(low, _child(node, "class_body"))


def enum_entry(low: Lowering, node: Node) -> Statements:
    title = _child(node, "simple_identifier")
    if title is None:
        return ()
    value = ir.Call(node, ir.Name(node, "constructor"), form.arguments(low, _child(node, "value_arguments")), new=True)
    return (ir.Bind(node, ir.Name(title, title.text()), value), *block(low, _child(node, "class_body")))


def property_(low: Lowering, node: Node) -> Statements:
    place = _child(node, "variable_declaration", "multi_variable_declaration")
    if place is None:
        return ()
    kind = form.written_type(_child(place, "user_type", "nullable_type", "function_type"))
    start, delegate, getter = _after(node), _child(node, "property_delegate"), _child(node, "getter")
    in_body = bool(low.scopes) and low.scopes[-1].owner is not None
    value: ir.Expr | None = None
    if delegate is not None:
        value = _delegated(low, delegate)
    elif start is not None and start.kind() not in ("getter", "setter"):
        value = expression(low, start)
    elif getter is None and in_body:
        value = classes.given(node, _annotations(low, _child(node, "modifiers"))) or ir.Opaque(node)
    bound = target(low, place)
    found = form.bind(node, bound, value, kind=kind) if value is not None else ()
    return (*found, *run(low, [child for child in named(node) if child.kind() in ("getter", "setter")]))


def _delegated(low: Lowering, node: Node) -> ir.Expr:
    """`by lazy { x }` is what the block gives."""
    value = form.inner(low, node)
    match value:
        case ir.Call(target=ir.Name(id="lazy"), args=(*_, ir.Arg(value=ir.Function() as inner))):
            return ir.Call(node, inner)
        case _:
            return value


def accessor(low: Lowering, node: Node) -> Statements:
    """`get() = x` after or in its property."""
    body = _child(node, "function_body")
    owner = node.parent()
    before = node.prev()
    while before is not None and before.kind() in ("getter", "setter", "comment"):
        before = before.prev()
    if owner is None or owner.kind() != "property_declaration":
        owner = before
    place = _child(owner, "variable_declaration") if owner is not None else None
    title = _child(place, "simple_identifier") if place is not None else None
    if body is None or title is None:
        return ()
    getter = node.kind() == "getter"
    given = _child(node, "parameter_with_optional_type")
    listed = () if getter else (ir.Param(given.text().partition(":")[0].strip() if given is not None else "value"),)
    marks: tuple[ir.Expr, ...] = (ir.Name(node, "property"),) if getter else ()
    name = title.text() if getter else f"set {title.text()}"
    field = ir.Attribute(node, ir.Name(node, "self"), title.text())
    uses_field = "field" in body.text()

    def inside() -> Statements:
        own = declare(low, node, "field")
        first: Statements = (ir.Bind(node, own, field),) if getter and uses_field else ()
        last: Statements = (ir.Bind(node, field, own),) if not getter and uses_field else ()
        return (*first, *_body(low, body), *last)

    return (ir.Define(function(low, node, name, lambda: listed, inside, marks)),)


def import_(_: Lowering, node: Node) -> Statements:
    module, alias = _child(node, "identifier"), _child(node, "import_alias")
    if module is None:
        return ()
    name = "".join(module.text().split())
    if _child(node, "wildcard_import") is not None:
        return (ir.Import(node, name, (ir.Imported("*", "*"),)),)
    local = named(alias)[-1].text() if alias is not None and named(alias) else name.rpartition(".")[2]
    return (ir.Import(node, name, (ir.Imported("", local),)),)
