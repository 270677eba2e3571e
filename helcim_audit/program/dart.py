"""How does a Dart document become the intermediate representation?"""

from helcim_audit.program import dart_declarations as declarations
from helcim_audit.program import dart_values as values
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, part, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(DART, path, text)


def _evaluate(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    if len(inside) == 1:
        return run(low, inside)
    return tuple(ir.Evaluate(value) for _, value in values.together(low, inside))


def _return(low: Lowering, node: Node) -> Statements:
    found = values.together(low, form.held(node))
    return (ir.Return(node, found[0][1] if found else None),)


def _throw(low: Lowering, node: Node) -> Statements:
    value = node.field("value")
    return (ir.Raise(node, expression(low, value)),) if value is not None else form.raises(low, node)


def _assignment(low: Lowering, node: Node) -> Statements:
    left, right = node.field("left"), [child for child in node.field_children("right") if child.is_named()]
    found = values.together(low, right)
    value = found[0][1] if found else ir.Constant(node, "null")
    return form.bind(node, expression(low, left) if left is not None else None, value, form.operator(node) != "=")


def _if(low: Lowering, node: Node) -> Statements:
    bodies = [node.field("consequence"), node.field("alternative")]
    after = sum(child is not None for child in bodies)
    head = named(node)[:-after] if after else named(node)
    test = expression(low, head[0]) if head else ir.Constant(node, "null")
    bound = [one for child in head[1:] for one in values.pattern_binds(low, child, test)]
    return (*bound, ir.Branch(node, test, (block(low, bodies[0]), block(low, bodies[1]))))


def _for(low: Lowering, node: Node) -> Statements:
    value, title, body = node.field("value"), node.field("name"), node.field("body")
    if value is not None:
        iterable = expression(low, value)
        pattern = next((child for child in named(node) if child.kind().endswith("_pattern")), None)
        if pattern is not None:
            item = values.temporary(pattern)
            first = tuple(values.pattern_binds(low, pattern, item))
            return (ir.Loop(node, item, iterable, (*first, *block(low, body))),)
        return (ir.Loop(node, declare(low, title, title.text()) if title is not None else None, iterable, block(low, body)),)
    start = [child for child in named(node) if child.kind() == "local_variable_declaration"]
    return (*run(low, start), *form.loop(low, node))


def _switch(low: Lowering, node: Node) -> Statements:
    test = part(low, node, "condition")
    cases = [child for child in node.field_children("body") if child.is_named()]
    if node.kind() == "switch_statement":
        cases = [one for child in cases for one in named(child)]
    return (ir.Branch(node, test, tuple([_case(low, child, test) for child in cases if child.kind().startswith("switch_")])),)


def _case(low: Lowering, node: Node, subject: ir.Expr) -> Statements:
    inside = named(node)
    patterns = [child for child in inside if child.kind().endswith("_pattern") or child.kind() == "label"]
    bound = [one for child in patterns for one in values.pattern_binds(low, child, subject)]
    rest = inside[-1:] if node.kind() == "switch_expression_case" else [child for child in inside if child not in patterns]
    skipped = {child.text() for child in patterns}
    return (*bound, *run(low, [child for child in rest if child.text() not in skipped or node.kind() == "switch_expression_case"]))


def _try(low: Lowering, node: Node) -> Statements:
    found = [*block(low, node.field("body"))]
    place: ir.Name | None = None
    for child in named(node)[1:]:
        match child.kind():
            case "catch_clause":
                titles = named(child)
                place = declare(low, titles[0], titles[0].text()) if titles else None
            case "block":
                found.append(form.handler(child, place, block(low, child)))
                place = None
            case "finally_clause":
                found.extend(form.all_parts(low, child))
            case _:
                pass
    return tuple(found)


DART = Grammar(
    language="dart",
    grammar="dart",
    blocks=frozenset(("source_file", "block", "class_body", "enum_body", "extension_body", "import_or_export")),
    silent=frozenset((
        "part_directive", "part_of_directive", "library_name", "type", "type_arguments", "type_identifier", "label", "break_statement", "continue_statement",
        "empty_statement", "type_alias", "annotation", "library_export", "script_tag", "symbol_literal", "rethrow_statement", "inferred_type",
    )),
    argument=values.argument,
    expressions={
        **dict.fromkeys(("identifier", "identifier_dollar_escaped"), form.name),
        **dict.fromkeys(("this", "this_expression"), form.this),
        "super": form.plain_name,
        **dict.fromkeys((
            "decimal_integer_literal", "hex_integer_literal", "decimal_floating_point_literal", "true", "false", "null_literal", "boolean_literal",
        ), form.constant),
        "string_literal": values.string,
        **dict.fromkeys(values.STRINGS, values.TEXT),
        **dict.fromkeys(values.RAW_STRINGS, values.raw),
        "template_substitution": form.inner,
        **dict.fromkeys(("await_expression", "type_cast_expression", "cascade_section", "constant_pattern"), form.inner),
        "parenthesized_expression": values.parenthesized,
        "unary_expression": values.unary,
        "null_assertion_expression": form.through("value"),
        **dict.fromkeys(("member_expression", "null_aware_member_expression", "cascade_member_expression"), values.member),
        **dict.fromkeys(("index_expression", "null_aware_index_expression", "cascade_index_expression"), values.item),
        "cascade_selector": values.selector,
        "assignable_expression": values.assignable,
        "call_expression": values.call,
        "cascade_call_expression": values.cascade_call,
        "instantiation_expression": form.through("function"),
        **dict.fromkeys(("const_object_expression", "new_expression"), values.creation),
        "list_literal": values.list_,
        "set_or_map_literal": values.map_,
        "record_literal": values.record,
        **dict.fromkeys(("if_null_expression", "additive_expression"), form.binary()),
        "conditional_expression": values.conditional,
        **dict.fromkeys((
            "equality_expression", "relational_expression", "logical_or_expression", "logical_and_expression", "multiplicative_expression",
            "type_test_expression", "postfix_expression", "bitwise_or_expression", "bitwise_and_expression", "shift_expression",
        ), form.test),
        "function_expression": declarations.closure,
    },
    statements={
        "expression_statement": _evaluate,
        **dict.fromkeys(("local_variable_declaration", "assert_statement", "assertion", "labeled_statement"), form.all_parts),
        **dict.fromkeys(("top_level_variable_declaration", "declaration"), declarations.member),
        **dict.fromkeys(("initialized_variable_definition", "initialized_identifier", "static_final_declaration"), declarations.variable),
        "pattern_variable_declaration": values.pattern_declaration,
        "assignment_expression": _assignment,
        **dict.fromkeys(("class_declaration", "mixin_declaration", "extension_declaration", "enum_declaration", "extension_type_declaration"), declarations.class_),
        "class_member": declarations.class_member,
        "enum_constant": declarations.enum_constant,
        **dict.fromkeys(("function_declaration", "method_declaration", "local_function_declaration", "getter_declaration", "setter_declaration"), declarations.function_),
        "library_import": declarations.import_,
        "if_statement": _if,
        "for_statement": _for,
        **dict.fromkeys(("while_statement", "do_statement"), form.loop),
        **dict.fromkeys(("switch_statement", "switch_expression"), _switch),
        "try_statement": _try,
        "throw_expression": _throw,
        **dict.fromkeys(("return_statement", "yield_statement", "yield_each_statement"), _return),
    },
)
