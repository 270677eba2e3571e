"""What do the classes, members and parameters of C# define?"""

from collections.abc import Iterable
from dataclasses import replace

from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.declared import declared
from helcim_audit.program.grammar import Lowering, Statements, block, declare, expression, function, in_class, returning, run
from helcim_audit.program.treesitter import Node, named


def after(node: Node) -> Node | None:
    """What stands behind `=`."""
    seen = False
    for child in node.children():
        if seen and child.is_named():
            return child
        seen = seen or child.kind() == "="
    return None


def attributes(low: Lowering, node: Node) -> tuple[ir.Expr, ...]:
    """`[Name]` and `[Name("x")]`."""
    listed = [one for child in named(node) if child.kind() == "attribute_list" for one in named(child) if one.kind() == "attribute"]
    return tuple([_attribute(low, one) for one in listed])


def _attribute(low: Lowering, node: Node) -> ir.Expr:
    target = form.dotted(node, form.text_of(node, "name").partition("<")[0])
    listed = next((child for child in named(node) if child.kind() == "attribute_argument_list"), None)
    if listed is None:
        return target
    args = []
    for child in named(listed):
        inside = named(child)
        title = child.field("name") or (inside[0] if len(inside) > 1 else None)
        value = expression(low, inside[-1]) if inside else ir.Constant(child, "null")
        args.append(ir.Arg(value, title.text() if title is not None and len(inside) > 1 else None))
    return ir.Call(node, target, tuple(args))


def params(low: Lowering, node: Node | None) -> Iterable[ir.Param]:
    if node is None:
        return
    for child in named(node):
        title = child.field("name")
        if child.kind() in ("parameter", "implicit_parameter") and title is not None:
            default = after(child)
            value = expression(low, default) if default is not None else classes.given(child, attributes(low, child))
            yield ir.Param(title.text(), value, "", None, form.written_type(child.field("type")))
        elif child.kind() == "parameter" or child.kind() == "implicit_parameter":
            yield ir.Param(child.text())
    rest = node.field("name")  # `params T[] x` has no node of its own
    if rest is not None and rest.kind() == "identifier":
        yield ir.Param(rest.text(), None, "*", None, form.written_type(node.field("type")))


def _body(low: Lowering, node: Node) -> Statements:
    body = node.field("body")
    if body is None:
        return ()
    return returning(run(low, form.held(body)[:1])) if body.kind() == "arrow_expression_clause" else block(low, body)


def _function(low: Lowering, node: Node, title: str) -> ir.Function:
    marks = attributes(low, node)
    is_async = any(child.kind() == "modifier" and child.text() == "async" for child in named(node))
    return function(low, node, title, lambda: params(low, node.field("parameters")), lambda: _body(low, node), marks, is_async)


def method(low: Lowering, node: Node) -> Statements:
    return (ir.Define(_function(low, node, form.text_of(node, "name"))),)


def local_function(low: Lowering, node: Node) -> Statements:
    title = node.field("name")
    if title is not None:
        declare(low, title, title.text())
    return method(low, node)


def constructor(low: Lowering, node: Node) -> Statements:
    start = next((child for child in named(node) if child.kind() == "constructor_initializer"), None)

    def body() -> Statements:
        first: Statements = ()
        if start is not None:
            listed = next((child for child in named(start) if child.kind() == "argument_list"), None)
            base = ir.Name(start, "base" if "base" in start.text()[:12] else "self")
            first = (ir.Evaluate(ir.Call(start, base, form.arguments(low, listed))),)
        return (*first, *_body(low, node))

    marks = attributes(low, node)
    return (ir.Define(function(low, node, "constructor", lambda: params(low, node.field("parameters")), body, marks)),)


_MEMBERS = frozenset(("field_declaration", "variable_declaration", "variable_declarator", "property_declaration", "method_declaration"))


def class_(low: Lowering, node: Node) -> Statements:
    title, body = form.text_of(node, "name"), node.field("body")
    listed = node.field("parameters") or next((child for child in named(node) if child.kind() == "parameter_list"), None)
    heirs = next((child for child in named(node) if child.kind() == "base_list"), None)
    bases = [kind for child in (named(heirs) if heirs is not None else []) if (kind := form.written_type(child)) is not None]
    marks = attributes(low, node)
    primary = tuple(params(low, listed))
    names = [*(classes.members(body, _MEMBERS) if body is not None else ()), *(one.name for one in primary)]
    inside = in_class(low, title, names, lambda: block(low, body))
    first = (classes.constructor(node, primary),) if primary else ()
    inside = declared(inside, marks) if node.kind() == "interface_declaration" else inside
    shown = (ir.Name(node, "record"),) if node.kind().startswith("record") else ()
    return (ir.Class(node, title, tuple(bases), (*first, *inside), (*marks, *shown)),)


def field_(low: Lowering, node: Node) -> Statements:
    """The variables of a declaration: fields of a class, or locals."""
    kind = form.written_type(node.field("type")) if form.text_of(node, "type") != "var" else None
    in_body = bool(low.scopes) and low.scopes[-1].owner is not None
    found: list[ir.Stmt] = []
    for child in named(node):
        if child.kind() != "variable_declarator":
            continue
        title, start = child.field("name"), after(child)
        value = typed(expression(low, start), kind) if start is not None else None
        if title is None:
            places = [one for one in named(child) if one.kind() == "tuple_pattern"]
            found.extend(form.bind(child, target(low, places[0]) if places else None, value) if value is not None else ())
        elif in_body:
            found.extend(form.bind(child, ir.Name(title, title.text()), value or ir.Opaque(child), kind=kind))
        else:
            place = declare(low, title, title.text())
            found.extend(form.bind(child, place, value, kind=kind) if value is not None else ())
    return tuple(found)


def typed(value: ir.Expr, kind: ir.Expr | None) -> ir.Expr:
    """`T x = new(...)`: the type stands on the left."""
    if kind is not None and isinstance(value, ir.Call) and value.new and isinstance(value.target, ir.Opaque):
        return replace(value, target=kind)
    return value


def target(low: Lowering, node: Node) -> ir.Target | None:
    """The left side of `foreach` and of a declaration."""
    if node.kind() == "identifier":
        return declare(low, node, node.text())
    if node.kind() not in ("tuple_pattern", "parenthesized_variable_designation"):
        return None
    fields = [ir.PatternField(str(index), found) for index, child in enumerate(named(node)) if (found := target(low, child)) is not None]
    return ir.Pattern(tuple(fields))


def property_(low: Lowering, node: Node) -> Statements:
    """A field, or what its accessors compute: those are functions with the decorator `property`."""
    title, value = node.field("name"), node.field("value")
    name = title.text() if title is not None else "this"
    kind = form.written_type(node.field("type"))
    computed = (ir.Name(node, "property"), *attributes(low, node))
    if value is not None and value.kind() == "arrow_expression_clause":
        body = function(low, node, name, lambda: params(low, node.field("parameters")), lambda: returning(run(low, form.held(value)[:1])), computed)
        return (ir.Define(body),)
    found: list[ir.Stmt] = []
    for accessors in named(node):
        for one in named(accessors) if accessors.kind() == "accessor_list" else []:
            if one.field("body") is not None:
                found.append(ir.Define(_accessor(low, one, name, computed)))
    if found and value is None:
        return tuple(found)
    given = typed(expression(low, value), kind) if value is not None else classes.given(node, attributes(low, node)) or ir.Opaque(node)
    return (ir.Bind(node, ir.Name(title or node, name), given, annotation=kind), *found)


def _accessor(low: Lowering, node: Node, name: str, computed: tuple[ir.Expr, ...]) -> ir.Function:
    getter = form.text_of(node, "name") == "get"
    listed = () if getter else (ir.Param("value"),)
    return function(low, node, name if getter else f"set {name}", lambda: listed, lambda: _body(low, node), computed if getter else ())


def import_(_: Lowering, node: Node) -> Statements:
    inside, alias = named(node), node.field("name")
    if not inside:
        return ()
    module = inside[-1].text()
    return (ir.Import(node, module, (ir.Imported("", alias.text()) if alias is not None else ir.Imported("*", "*"),)),)
