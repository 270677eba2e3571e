"""How does a Rust document become the intermediate representation?"""

from typing import TypeGuard

from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program import rust_declarations as declarations
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, function, part, returning, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.rust_macros import macro
from helcim_audit.program.rust_patterns import binds, target
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(RUST, path, text)


# --- expressions -------------------------------------------------------------------------------------


def _path(low: Lowering, node: Node) -> ir.Expr:
    path, title = node.field("path"), node.field("name")
    if path is None:
        return form.inner(low, node)
    base = declarations.own_type(low, path) if path.kind() in ("generic_type", "bracketed_type") else expression(low, path)
    return ir.Attribute(node, base, title.text() if title is not None else "")


def _field(low: Lowering, node: Node) -> ir.Expr:
    title = node.field("field")
    base = part(low, node, "value")
    if title is not None and title.kind() == "integer_literal":
        return ir.Item(node, base, ir.Literal(title, title.text()))
    return ir.Attribute(node, base, title.text() if title is not None else "")


def _struct(low: Lowering, node: Node) -> ir.Expr:
    body, title = node.field("body"), node.field("name")
    kind = declarations.own_type(low, title) if title is not None else None
    return ir.Record(node, tuple([_entry(low, child) for child in named(body)] if body is not None else ()), kind)


def _entry(low: Lowering, node: Node) -> ir.Entry:
    match node.kind():
        case "field_initializer":
            title = node.field("field")
            return ir.Entry(ir.Literal(title or node, title.text() if title is not None else ""), part(low, node, "value"))
        case "shorthand_field_initializer":
            value = form.last(low, node)
            return ir.Entry(ir.Literal(node, node.text()), value)
        case _:
            return ir.Entry(None, form.last(low, node))


def _index(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    if len(inside) < 2:
        return form.inner(low, node)
    base, index = expression(low, inside[0]), inside[1]
    if index.kind() != "range_expression":
        return ir.Item(node, base, expression(low, index))
    ends: list[Node | None] = [None, None]
    side, inclusive = 0, False
    for child in index.children():
        if child.kind() in ("..", "..=", "..."):
            side, inclusive = 1, child.kind() != ".."
        elif child.is_named():
            ends[side] = child
    return form.sliced(node, base, ends[0], ends[1], inclusive)


def _closure(low: Lowering, node: Node) -> ir.Expr:
    listed, body = node.field("parameters"), node.field("body")
    return function(low, node, "", lambda: declarations.params(low, listed), lambda: returning(block(low, body)))


def _let_condition(low: Lowering, node: Node) -> ir.Expr:
    value, pattern = part(low, node, "value"), node.field("pattern")
    low.pending.extend(binds(low, pattern, value) if pattern is not None else ())
    return value


# --- statements --------------------------------------------------------------------------------------


def _let(low: Lowering, node: Node) -> Statements:
    pattern, value, other = node.field("pattern"), node.field("value"), node.field("alternative")
    if pattern is None:
        return ()
    if value is None:
        target(low, pattern)
        return ()
    given = expression(low, value)
    kind = form.written_type(node.field("type"))
    missing = (ir.Branch(other, None, (block(low, other),)),) if other is not None else ()
    if pattern.kind() == "identifier":
        return (*form.bind(node, declare(low, pattern, pattern.text()), given, kind=kind), *missing)
    return (*binds(low, pattern, given), *missing)


def _assignment(low: Lowering, node: Node) -> Statements:
    left = node.field("left")
    value = part(low, node, "right")
    place = expression(low, left) if left is not None else None
    if isinstance(place, ir.Sequence):
        fields = [ir.PatternField(str(index), one.value) for index, one in enumerate(place.items) if _is_place(one.value)]
        return form.bind(node, ir.Pattern(tuple(fields)), value)
    if not _is_place(place):
        place = None
    return form.bind(node, place, value, node.kind() == "compound_assignment_expr")


def _is_place(value: ir.Expr | None) -> TypeGuard[ir.Name | ir.Attribute | ir.Item]:
    return isinstance(value, ir.Attribute | ir.Item) or (isinstance(value, ir.Name) and value.id != "_")


def _match(low: Lowering, node: Node) -> Statements:
    subject, body = part(low, node, "value"), node.field("body")
    arms = [child for child in named(body) if child.kind() == "match_arm"] if body is not None else []
    return (ir.Branch(node, subject, tuple([_arm(low, child, subject) for child in arms])),)


def _arm(low: Lowering, node: Node, subject: ir.Expr) -> Statements:
    pattern, value = node.field("pattern"), node.field("value")
    found: list[ir.Stmt] = []
    if pattern is not None:
        condition = pattern.field("condition")
        inside = named(pattern)
        found.extend(binds(low, inside[0], subject) if inside else ())
        if condition is not None:
            found.extend(run(low, [condition]))
    return (*found, *block(low, value))


def _while(low: Lowering, node: Node) -> Statements:
    condition = node.field("condition")
    return (ir.Loop(node, None, None, (*(run(low, [condition]) if condition is not None else ()), *block(low, node.field("body")))),)


def _for(low: Lowering, node: Node) -> Statements:
    iterable, pattern = part(low, node, "value"), node.field("pattern")
    found = target(low, pattern) if pattern is not None else None
    return (ir.Loop(node, found, iterable, block(low, node.field("body"))),)


def _break(low: Lowering, node: Node) -> Statements:
    inside = [child for child in named(node) if child.kind() != "label"]
    return (ir.Evaluate(expression(low, inside[0])),) if inside else ()


RUST = Grammar(
    language="rust",
    grammar="rust",
    blocks=frozenset(("source_file", "block", "declaration_list", "unsafe_block", "async_block", "const_block", "try_block", "else_clause")),
    silent=frozenset((
        "attribute_item", "inner_attribute_item", "macro_definition", "type_item", "enum_item", "extern_crate_declaration", "empty_statement", "label",
        "continue_expression", "function_signature_item", "associated_type", "foreign_mod_item", "union_item", "shebang", "primitive_type", "type_arguments",
        "lifetime", "visibility_modifier",
    )),
    expressions={
        **dict.fromkeys(("identifier", "shorthand_field_identifier", "metavariable"), declarations.name),
        "self": form.this,
        **dict.fromkeys(("crate", "super", "type_identifier"), declarations.name),
        **dict.fromkeys(("integer_literal", "float_literal", "boolean_literal", "unit_expression"), form.constant),
        "string_literal": form.string(("string_content", "escape_sequence"), form.unescape),
        "raw_string_literal": form.string(("string_content",), form.as_is),
        "char_literal": lambda _, node: ir.Literal(node, form.unescape(node.text().removeprefix("b")[1:-1])),
        "scoped_identifier": _path,
        "generic_function": form.through("function"),
        "field_expression": _field,
        "call_expression": form.call("function"),
        "macro_invocation": macro,
        "struct_expression": _struct,
        **dict.fromkeys(("array_expression", "tuple_expression"), form.sequence),
        "index_expression": _index,
        "reference_expression": form.through("value"),
        "type_cast_expression": form.through("value"),
        **dict.fromkeys(("parenthesized_expression", "try_expression", "await_expression"), form.inner),
        "unary_expression": form.unary("*"),
        "binary_expression": form.binary(),
        **dict.fromkeys(("range_expression", "let_chain"), form.test),
        "let_condition": _let_condition,
        "closure_expression": _closure,
    },
    statements={
        "expression_statement": form.all_parts,
        "let_declaration": _let,
        **dict.fromkeys(("const_item", "static_item"), declarations.constant),
        **dict.fromkeys(("assignment_expression", "compound_assignment_expr"), _assignment),
        "function_item": declarations.function_,
        "struct_item": declarations.struct,
        **dict.fromkeys(("impl_item", "trait_item"), declarations.impl),
        "mod_item": declarations.module,
        "use_declaration": declarations.use,
        "if_expression": form.branch,
        "match_expression": _match,
        "for_expression": _for,
        "while_expression": _while,
        "loop_expression": form.loop,
        "return_expression": form.returns,
        "break_expression": _break,
    },
    finish=classes.merge,
)
