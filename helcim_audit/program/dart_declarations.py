"""What do the classes, members and functions of Dart define?"""

from collections.abc import Iterable

from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.dart_values import arguments, together
from helcim_audit.program.grammar import Lowering, Statements, block, declare, expression, function, in_class, part, returning, run
from helcim_audit.program.treesitter import Node, named


def _annotations(low: Lowering, nodes: Iterable[Node]) -> tuple[ir.Expr, ...]:
    return tuple([_annotation(low, child) for child in nodes if child.kind() == "annotation"])


def _annotation(low: Lowering, node: Node) -> ir.Expr:
    name = form.dotted(node, form.text_of(node, "name"))
    listed = next((child for child in named(node) if child.kind() == "annotation_arguments"), None)
    if listed is None:
        return name
    args = [low.grammar.argument(low, child) for child in named(listed) if child.kind() != "annotation_open_paren" and low.grammar.argument is not None]
    return ir.Call(node, name, tuple(args))


# --- functions ---------------------------------------------------------------------------------------


def _params(low: Lowering, node: Node | None, fields: list[str]) -> Iterable[ir.Param]:
    """Parameters; the names of those that set a field (`this.x`) are put into `fields`."""
    found: ir.Param | None = None
    after = False
    for child in _flat(node):
        if child.kind() == "formal_parameter":
            if found is not None:
                yield found
            found = _param(low, child, fields)
        elif child.kind() in ("=", ":"):
            after = True
        elif after and child.is_named() and found is not None:
            yield ir.Param(found.name, expression(low, child), found.kind, None, found.annotation)
            found, after = None, False
    if found is not None:
        yield found


def _flat(node: Node | None) -> Iterable[Node]:
    for child in node.children() if node is not None else []:
        if child.kind() == "optional_formal_parameters":
            yield from child.children()
        else:
            yield child


def _param(low: Lowering, node: Node, fields: list[str]) -> ir.Param:
    inside = named(node)
    special = next((child for child in inside if child.kind() in ("constructor_param", "super_formal_parameter")), None)
    if special is not None:
        title = next((child for child in reversed(named(special)) if child.kind() == "identifier"), None)
        name = title.text() if title is not None else "_"
        if special.kind() == "constructor_param":
            fields.append(name)
        return ir.Param(name)
    place = node.field("name") or (inside[-1] if inside else None)
    kind = next((child for child in inside if child.kind() == "type"), None)
    return ir.Param(place.text() if place is not None else "_", classes.given(node, _annotations(low, inside)), "", None, form.written_type(kind))


def _body(low: Lowering, node: Node | None) -> Statements:
    """`{...}` or `=> x`, with `async` before it."""
    if node is None:
        return ()
    inside = form.held(node)
    if any(child.kind() == "=>" for child in node.children()[:3]):
        if len(inside) == 1:
            return returning(run(low, inside))
        found = together(low, inside)
        return (ir.Return(node, found[0][1]),) if found else ()
    return run(low, [one for child in inside for one in (named(child) if child.kind() == "block" else [child])])


def closure(low: Lowering, node: Node) -> ir.Function:
    body = node.field("body")
    return function(low, node, "", lambda: _params(low, node.field("parameters"), []), lambda: _flushed(low, body))


def _flushed(low: Lowering, node: Node | None) -> Statements:
    """A body, after what its expression does on the side (a cascade)."""
    found = _body(low, node)
    before = tuple(low.pending)
    low.pending.clear()
    return (*before, *found)


def function_(low: Lowering, node: Node) -> Statements:
    """A function, method, accessor or constructor with a body."""
    inside = named(node)
    body = node.field("body") or next((child for child in inside if child.kind() == "function_body"), None)
    signature = next((child for child in inside if child.kind().endswith("_signature")), None)
    start = next((child for child in inside if child.kind() == "initializers"), None)
    if signature is not None and signature.kind() == "method_signature":
        start = start or next((child for child in named(signature) if child.kind() == "initializers"), None)
        signature = next((child for child in named(signature) if child.kind().endswith("_signature")), signature)
    return _defined(low, node, signature, start, body, _annotations(low, inside)) if signature is not None else ()


def _defined(low: Lowering, node: Node, signature: Node, start: Node | None, body: Node | None, marks: tuple[ir.Expr, ...]) -> Statements:
    names = [child.text() for child in signature.field_children("name") if child.kind() in ("identifier", "new")]
    kind = signature.kind()
    title = names[-1] if names else form.text_of(signature, "operator")
    fields: list[str] = []
    made = "constructor" in kind and not kind.startswith(("factory", "redirecting_factory"))
    if kind.endswith("constructor_signature"):
        title = "constructor" if len(names) < 2 and made else title
    elif kind == "getter_signature":
        marks = (ir.Name(node, "property"), *marks)
    elif kind == "setter_signature":
        title = f"set {title}"

    def inside() -> Statements:
        first = [ir.Bind(signature, ir.Attribute(signature, ir.Name(signature, "self"), name), ir.Name(signature, name)) for name in fields]
        found = (*first, *(_initializers(low, start) if start is not None else ()), *_flushed(low, body))
        return (*found, ir.Return(signature, ir.Name(signature, "self"))) if made and title != "constructor" else found

    if node.kind() == "local_function_declaration":
        declare(low, signature, title)
    return (ir.Define(function(low, node, title, lambda: _params(low, signature.field("parameters"), fields), inside, marks)),)


def _initializers(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    for entry in named(node):
        for child in named(entry):
            if child.kind() == "field_initializer":
                place = ir.Attribute(child, ir.Name(child, "self"), form.text_of(child, "name"))
                found.append(ir.Bind(child, place, part(low, child, "value")))
            elif child.kind() == "arguments":
                found.append(ir.Evaluate(ir.Call(entry, ir.Name(entry, "super"), arguments(low, child))))
    return tuple(found)


# --- classes and variables ---------------------------------------------------------------------------


def class_(low: Lowering, node: Node) -> Statements:
    title, body = form.text_of(node, "name"), node.field("body")
    heirs = [child for field in ("superclass", "interfaces") if (listed := node.field(field)) is not None for child in named(listed)]
    kinds = [one for child in heirs for one in (named(child) if child.kind() == "mixins" else [child])]
    bases = [kind for child in kinds if (kind := form.written_type(child)) is not None]
    marks = _annotations(low, named(node))
    inside = in_class(low, title, _members(body) if body is not None else (), lambda: block(low, body))
    return (ir.Class(node, title, tuple(bases), inside, marks),)


_HOLDERS = ("declaration", "initialized_identifier_list", "initialized_identifier", "static_final_declaration_list", "static_final_declaration", "class_member")


def _members(body: Node) -> Iterable[str]:
    waiting = named(body)
    while waiting:
        node = waiting.pop()
        kind = node.kind()
        if kind in _HOLDERS or kind in ("method_declaration", "method_signature", "function_signature", "getter_signature", "enum_constant"):
            yield from (child.text() for child in node.field_children("name") if child.kind() == "identifier")
            waiting.extend(child for child in named(node) if child.kind() not in ("function_body", "annotation"))


def class_member(low: Lowering, node: Node) -> Statements:
    """A member, whose annotations stand before it."""
    inside = named(node)
    marks = _annotations(low, inside)
    found = run(low, [child for child in inside if child.kind() != "annotation"])
    match found:
        case (ir.Define(function=made),) if marks:
            return (ir.Define(ir.Function(made.at, made.name, made.params, made.body, (*made.decorators, *marks), made.is_async)),)
        case (ir.Bind(target=target, value=ir.Opaque(parts=()), annotation=kind) as bound,) if (value := classes.given(node, marks)) is not None:
            return (ir.Bind(bound.at, target, value, annotation=kind),)
        case _:
            return found


def member(low: Lowering, node: Node) -> Statements:
    """Fields, or a method or constructor without a body."""
    inside = named(node)
    signature = next((child for child in inside if child.kind().endswith("_signature")), None)
    if signature is not None:
        start = next((child for child in inside if child.kind() == "initializers"), None)
        return _defined(low, node, signature, start, None, _annotations(low, inside))
    return run(low, [one for child in inside if child.kind().endswith("_list") for one in named(child)])


def variable(low: Lowering, node: Node) -> Statements:
    """One or several variables; a field without a value is bound too."""
    title = node.field("name")
    if title is None:
        return ()
    kind = next((child for child in named(node) if child.kind() == "type"), None)
    given = [child for child in node.field_children("value") if child.is_named() and child.kind() != "initialized_identifier"]
    found = together(low, given)
    place = declare(low, title, title.text())
    in_body = bool(low.scopes) and low.scopes[-1].owner is not None
    value = found[0][1] if found else ir.Opaque(node) if in_body else None
    first = form.bind(node, place, value, kind=form.written_type(kind)) if value is not None else ()
    return (*first, *run(low, [child for child in named(node) if child.kind() == "initialized_identifier"]))


def enum_constant(low: Lowering, node: Node) -> Statements:
    title = node.field("name")
    if title is None:
        return ()
    listed = next((child for child in named(node) if child.kind() in ("arguments", "argument_part")), None)
    return (ir.Bind(node, ir.Name(title, title.text()), ir.Call(node, ir.Name(node, "constructor"), arguments(low, listed), new=True)),)


def import_(_: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    for child in named(node):
        uri = next((one for one in named(child) if one.kind() == "configurable_uri"), None)
        if uri is None:
            continue
        module = uri.text().strip("'\"").partition("'")[0]
        alias = child.field("alias")
        shown = [one.text() for part_ in named(child) if part_.kind() == "combinator" and part_.text().startswith("show") for one in named(part_)]
        names = [ir.Imported("", alias.text())] if alias is not None else [ir.Imported(name, name) for name in shown] or [ir.Imported("*", "*")]
        found.append(ir.Import(child, module, tuple(names)))
    return tuple(found)
