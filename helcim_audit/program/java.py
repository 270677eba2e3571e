"""How does a Java document become the intermediate representation?"""

import re
from collections.abc import Iterable

from helcim_audit.lazy import regex
from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.declared import declared
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, function, in_class, part, returning, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(JAVA, path, text)


# --- expressions -------------------------------------------------------------------------------------


def _call(low: Lowering, node: Node) -> ir.Expr:
    owner, title = node.field("object"), node.field("name")
    if title is None:
        return form.test(low, node)
    target = form.name(low, title) if owner is None else ir.Attribute(node, expression(low, owner), title.text())
    listed = node.field("arguments")
    made = ir.Call(node, target, form.arguments(low, listed))
    return form.cut(made, [child.text() for child in named(listed)]) if title.text() == "substring" and listed is not None else made


def _new(low: Lowering, node: Node) -> ir.Expr:
    kind = form.written_type(node.field("type")) or ir.Opaque(node)
    made = ir.Call(node, kind, form.arguments(low, node.field("arguments")), new=True)
    body = next((child for child in named(node) if child.kind() == "class_body"), None)
    if body is None:
        return made
    # `new HashMap<>() {{ put("k", v); }}`: an initializer is run, methods belong to a class without a name.
    place = declare(low, node, f"(new {_WORD.sub('', form.text_of(node, 'type'))[:40]})")
    inside = _members(low, body, place.id)
    methods = tuple(one.function for one in inside if isinstance(one, ir.Define))
    entries = tuple(_put(one) for one in inside)
    if entries and not made.args and all(entries):
        return ir.Record(node, tuple(one for one in entries if one is not None))
    low.pending.append(ir.Bind(node, place, made))
    low.pending.extend(_applied(place, one) for one in inside if not isinstance(one, ir.Define))
    return ir.Opaque(node, (place, *methods)) if methods else place


_WORD = regex(r"\W.*", re.DOTALL)


def _put(one: ir.Stmt) -> ir.Entry | None:
    match one:
        case ir.Evaluate(value=ir.Call(target=ir.Name(id="put" | "add" | "set"), args=(ir.Arg(value=key), ir.Arg(value=value)))):
            return ir.Entry(key, value)
        case _:
            return None


def _applied(place: ir.Name, one: ir.Stmt) -> ir.Stmt:
    """`put(k, v)` in the initializer of an object is called on that object."""
    match one:
        case ir.Evaluate(value=ir.Call(target=ir.Name(id=method)) as made):
            return ir.Evaluate(ir.Call(made.at, ir.Attribute(made.at, place, method), made.args))
        case _:
            return one


def _array(low: Lowering, node: Node) -> ir.Expr:
    value = node.field("value")
    return expression(low, value) if value is not None else ir.Sequence(node)


def _lambda(low: Lowering, node: Node) -> ir.Expr:
    listed, body = node.field("parameters"), node.field("body")

    def inside() -> Statements:
        return block(low, body) if body is not None and body.kind() == "block" else returning(block(low, body))

    return function(low, node, "", lambda: _params(low, listed), inside)


def _reference(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    base = expression(low, inside[0]) if inside else ir.Name(node, "")
    return ir.Attribute(node, base, inside[-1].text()) if len(inside) > 1 else base


def _instance_of(low: Lowering, node: Node) -> ir.Expr:
    value, title = part(low, node, "left"), node.field("name")
    if title is not None:
        low.pending.append(ir.Bind(node, declare(low, title, title.text()), value))
    return ir.Test(node, (value,))


# --- declarations ------------------------------------------------------------------------------------


def _params(low: Lowering, node: Node | None) -> Iterable[ir.Param]:
    if node is None:
        return
    if node.kind() == "identifier":
        yield ir.Param(node.text())
        return
    for child in named(node):
        if child.kind() == "identifier":
            yield ir.Param(child.text())
            continue
        title, star = child.field("name"), ""
        if child.kind() == "spread_parameter":
            inner = next((one for one in named(child) if one.kind() == "variable_declarator"), None)
            title, star = inner.field("name") if inner is not None else None, "*"
        if title is not None and child.kind() != "receiver_parameter":
            yield ir.Param(title.text(), classes.given(child, classes.annotations(low, child)), star, None, form.written_type(child.field("type")))


def _method(low: Lowering, node: Node) -> Statements:
    title = "constructor" if node.kind().endswith("constructor_declaration") else form.text_of(node, "name")
    marks = classes.annotations(low, node)
    made = function(low, node, title, lambda: _params(low, node.field("parameters")), lambda: block(low, node.field("body")), marks)
    return (ir.Define(made),)


def _class(low: Lowering, node: Node) -> Statements:
    title = form.text_of(node, "name")
    bases: list[ir.Expr] = []
    for field in ("superclass", "interfaces"):
        listed = node.field(field)
        found = [one for child in (named(listed) if listed is not None else []) for one in (named(child) if child.kind() == "type_list" else (child,))]
        bases.extend(kind for one in found if (kind := form.written_type(one)) is not None)
    body = node.field("body")
    inside = _members(low, body, title) if body is not None else ()
    if node.kind() == "record_declaration":
        params = tuple(_params(low, node.field("parameters")))
        inside = (classes.constructor(node, params), *inside)
    shown = (ir.Name(node, "record"),) if node.kind() == "record_declaration" else ()
    marks = classes.annotations(low, node)
    inside = declared(inside, marks) if node.kind() == "interface_declaration" else inside
    return (ir.Class(node, title, tuple(bases), inside, (*marks, *shown)),)


_MEMBERS = frozenset(("field_declaration", "constant_declaration", "method_declaration", "variable_declarator", "enum_constant", "enum_body_declarations"))


def _members(low: Lowering, body: Node, title: str) -> Statements:
    return in_class(low, title, classes.members(body, _MEMBERS), lambda: run(low, named(body)))


def _delegate(low: Lowering, node: Node) -> Statements:
    return (ir.Evaluate(ir.Call(node, part(low, node, "constructor"), form.arguments(low, node.field("arguments")))),)


def _field(low: Lowering, node: Node) -> Statements:
    kind = form.written_type(node.field("type"))
    found: list[ir.Stmt] = []
    for child in node.field_children("declarator"):
        title, value = child.field("name"), child.field("value")
        if title is None:
            continue
        given = expression(low, value) if value is not None else classes.given(node, classes.annotations(low, node)) or ir.Opaque(child)
        found.append(ir.Bind(child, ir.Name(title, title.text()), given, annotation=kind))
    return tuple(found)


def _constant(low: Lowering, node: Node) -> Statements:
    title = node.field("name")
    if title is None:
        return ()
    value = ir.Call(node, ir.Name(node, "constructor"), form.arguments(low, node.field("arguments")), new=True)
    return (ir.Bind(node, ir.Name(title, title.text()), value), *block(low, node.field("body")))


def _variable(low: Lowering, node: Node) -> Statements:
    kind = form.written_type(node.field("type"))
    found: list[ir.Stmt] = []
    for child in node.field_children("declarator"):
        title, value = child.field("name"), child.field("value")
        if title is None:
            continue
        given = expression(low, value) if value is not None else None
        place = declare(low, title, title.text())
        if given is not None:
            found.extend(form.bind(child, place, given, kind=kind))
    return tuple(found)


def _import(_: Lowering, node: Node) -> Statements:
    inside = named(node)
    if not inside:
        return ()
    module, marks = inside[0].text(), [child.kind() for child in node.children()]
    if "asterisk" in marks:
        return (ir.Import(node, module, (ir.Imported("*", "*"),)),)
    owner, _dot, short = module.rpartition(".")
    if "static" in marks:
        return (ir.Import(node, owner, (ir.Imported(short, short),)),)
    return (ir.Import(node, module, (ir.Imported("", short),)),)


# --- statements --------------------------------------------------------------------------------------


def _for_each(low: Lowering, node: Node) -> Statements:
    iterable, title = part(low, node, "value"), node.field("name")
    target = declare(low, title, title.text()) if title is not None else None
    return (ir.Loop(node, target, iterable, block(low, node.field("body"))),)


def _for(low: Lowering, node: Node) -> Statements:
    start = [child for child in named(node) if child.kind() == "local_variable_declaration"]
    return (*run(low, start), *form.loop(low, node))


def _resource(low: Lowering, node: Node) -> Statements:
    title = node.field("name")
    if title is None:
        return form.all_parts(low, node)
    value = part(low, node, "value")
    return form.bind(node, declare(low, title, title.text()), value)


def _try(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = [*block(low, node.field("resources")), *block(low, node.field("body"))]
    for child in named(node):
        if child.kind() == "catch_clause":
            caught = next((one for one in named(child) if one.kind() == "catch_formal_parameter"), None)
            title = caught.field("name") if caught is not None else None
            place = declare(low, title, title.text()) if title is not None else None
            found.append(form.handler(child, place, block(low, child.field("body"))))
        elif child.kind() == "finally_clause":
            found.extend(form.all_parts(low, child))
    return tuple(found)


def _switch(low: Lowering, node: Node) -> Statements:
    test, body = part(low, node, "condition"), node.field("body")
    return (ir.Branch(node, test, tuple([_case(low, child) for child in named(body)] if body is not None else ())),)


def _case(low: Lowering, node: Node) -> Statements:
    return run(low, [child for child in named(node) if child.kind() != "switch_label"])


def _yield(low: Lowering, node: Node) -> Statements:
    return (ir.Evaluate(form.inner(low, node)),)


JAVA = Grammar(
    language="java",
    grammar="java",
    blocks=frozenset(("program", "block", "constructor_body", "class_body", "interface_body", "enum_body", "annotation_type_body", "enum_body_declarations", "module_body")),
    silent=frozenset((
        "package_declaration", "break_statement", "continue_statement", "type_identifier", "generic_type", "scoped_type_identifier", "array_type",
        "integral_type", "floating_point_type", "boolean_type", "void_type", "modifiers", "type_arguments", "dimensions", "asterisk", "module_declaration",
        "annotation_type_element_declaration",
    )),
    expressions={
        "identifier": form.name,
        "this": form.this,
        "super": form.plain_name,
        **dict.fromkeys((
            "decimal_integer_literal", "hex_integer_literal", "octal_integer_literal", "binary_integer_literal", "decimal_floating_point_literal",
            "hex_floating_point_literal", "true", "false", "null_literal",
        ), form.constant),
        "string_literal": classes.string,
        "character_literal": lambda _, node: ir.Literal(node, form.unescape(node.text()[1:-1])),
        "field_access": form.attribute("object", "field"),
        "scoped_identifier": form.attribute("scope", "name"),
        "array_access": form.item("array", "index"),
        "method_invocation": _call,
        "object_creation_expression": _new,
        "array_creation_expression": _array,
        **dict.fromkeys(("array_initializer", "element_value_array_initializer"), form.sequence),
        "parenthesized_expression": form.inner,
        "cast_expression": form.through("value"),
        "binary_expression": form.binary(),
        "instanceof_expression": _instance_of,
        **dict.fromkeys(("unary_expression", "update_expression"), form.test),
        "ternary_expression": form.ternary,
        "lambda_expression": _lambda,
        "method_reference": _reference,
        "class_literal": form.inner,
        **dict.fromkeys(("annotation", "marker_annotation"), classes.annotation),
    },
    statements={
        **dict.fromkeys(("expression_statement", "labeled_statement", "synchronized_statement", "static_initializer", "assert_statement", "resource_specification"), form.all_parts),
        "assignment_expression": form.assignment,
        "local_variable_declaration": _variable,
        **dict.fromkeys(("field_declaration", "constant_declaration"), _field),
        **dict.fromkeys(("class_declaration", "interface_declaration", "enum_declaration", "record_declaration", "annotation_type_declaration"), _class),
        **dict.fromkeys(("method_declaration", "constructor_declaration", "compact_constructor_declaration"), _method),
        "enum_constant": _constant,
        "explicit_constructor_invocation": _delegate,
        "import_declaration": _import,
        "if_statement": form.branch,
        **dict.fromkeys(("while_statement", "do_statement"), form.loop),
        "for_statement": _for,
        "enhanced_for_statement": _for_each,
        **dict.fromkeys(("try_statement", "try_with_resources_statement"), _try),
        "resource": _resource,
        "switch_expression": _switch,
        "yield_statement": _yield,
        "return_statement": form.returns,
        "throw_statement": form.raises,
    },
)
