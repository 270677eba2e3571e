"""How does a C# document become the intermediate representation?"""

from helcim_audit.program import csharp_values as values
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program.csharp_declarations import class_, constructor, field_, import_, local_function, method, property_, target
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, part, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(CSHARP, path, text)


def _for_each(low: Lowering, node: Node) -> Statements:
    iterable, left = part(low, node, "right"), node.field("left")
    bound = target(low, left) if left is not None else None
    return (ir.Loop(node, bound, iterable, block(low, node.field("body"))),)


def _try(low: Lowering, node: Node) -> Statements:
    found = [*block(low, node.field("body"))]
    for child in named(node):
        if child.kind() == "catch_clause":
            caught = next((one for one in named(child) if one.kind() == "catch_declaration"), None)
            title = caught.field("name") if caught is not None else None
            place = declare(low, title, title.text()) if title is not None else None
            found.append(form.handler(child, place, block(low, child.field("body"))))
        elif child.kind() == "finally_clause":
            found.extend(form.all_parts(low, child))
    return tuple(found)


def _switch(low: Lowering, node: Node) -> Statements:
    test, body = part(low, node, "value"), node.field("body")
    sections = named(body) if body is not None else []
    return (ir.Branch(node, test, tuple([_section(low, child, test) for child in sections])),)


_PATTERN = ("_pattern", "when_clause", "case_switch_label", "case_pattern_switch_label", "default_switch_label", "discard")


def _section(low: Lowering, node: Node, subject: ir.Expr) -> Statements:
    inside = named(node)
    patterns = [child for child in inside if child.kind().endswith(_PATTERN)]
    bound = [one for child in patterns for one in values.pattern_binds(low, child, subject)]
    return (*bound, *run(low, [child for child in inside if not child.kind().endswith(_PATTERN)]))


def _switch_expression(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    if not inside:
        return ()
    subject = expression(low, inside[0])
    arms = [child for child in inside if child.kind() == "switch_expression_arm"]
    return (ir.Branch(node, subject, tuple([_arm(low, child, subject) for child in arms])),)


def _arm(low: Lowering, node: Node, subject: ir.Expr) -> Statements:
    inside = named(node)
    bound = [one for child in inside[:-1] for one in values.pattern_binds(low, child, subject)]
    return (*bound, *run(low, inside[-1:]))


def _throw(low: Lowering, node: Node) -> Statements:
    return form.raises(low, node)


def _yield(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    return (ir.Return(node, expression(low, inside[0])),) if inside else ()


def _conditional_code(low: Lowering, node: Node) -> Statements:
    condition = node.field("condition")
    inside = named(node)
    return run(low, inside[1:] if condition is not None else inside)


def _namespace(low: Lowering, node: Node) -> Statements:
    return block(low, node.field("body"))


CSHARP = Grammar(
    language="csharp",
    grammar="csharp",
    blocks=frozenset(("compilation_unit", "block", "declaration_list")),
    silent=frozenset((
        "file_scoped_namespace_declaration", "break_statement", "continue_statement", "goto_statement", "empty_statement", "enum_declaration", "predefined_type",
        "array_type", "nullable_type", "generic_name_type", "implicit_type", "pointer_type", "extern_alias_directive", "modifier", "type_parameter_list",
        "type_argument_list", "delegate_declaration", "event_field_declaration", "attribute_list", "global_attribute", "preproc_region", "preproc_endregion",
        "preproc_pragma", "preproc_nullable", "preproc_define", "preproc_undef", "preproc_line", "preproc_error", "preproc_warning", "shebang_directive",
    )),
    argument=values.argument,
    expressions={
        "identifier": form.name,
        "generic_name": values.generic_name,
        **dict.fromkeys(("this", "this_expression"), form.this),
        **dict.fromkeys(("base", "base_expression", "predefined_type"), form.plain_name),
        **dict.fromkeys((
            "integer_literal", "real_literal", "boolean_literal", "null_literal", "default_expression", "typeof_expression", "sizeof_expression",
        ), form.constant),
        "character_literal": lambda _, node: ir.Literal(node, form.unescape(node.text()[1:-1])),
        "string_literal": form.string(("string_literal_content", "escape_sequence"), form.unescape, ("string_literal_encoding",)),
        "verbatim_string_literal": values.verbatim,
        "raw_string_literal": form.string(("raw_string_content",), form.as_is, ("raw_string_start", "raw_string_end")),
        "interpolated_string_expression": form.string(("string_content", "escape_sequence"), values.braces, ("interpolation_start", "interpolation_quote")),
        "interpolation": values.interpolation,
        "member_access_expression": values.member,
        "qualified_name": lambda _, node: form.dotted(node, node.text()),
        "member_binding_expression": values.member_binding,
        "element_binding_expression": values.element_binding,
        "conditional_access_expression": values.conditional_access,
        "element_access_expression": values.element,
        "invocation_expression": values.invocation,
        **dict.fromkeys(("object_creation_expression", "implicit_object_creation_expression"), values.creation),
        "anonymous_object_creation_expression": values.anonymous_object,
        "with_expression": values.with_expression,
        "initializer_expression": values.initializer,
        **dict.fromkeys(("array_creation_expression", "implicit_array_creation_expression", "stackalloc_expression"), values.array),
        "collection_expression": values.collection,
        "tuple_expression": form.sequence,
        "parenthesized_expression": form.inner,
        **dict.fromkeys(("await_expression", "checked_expression", "ref_expression", "arrow_expression_clause", "argument"), form.inner),
        "cast_expression": form.through("value"),
        "as_expression": form.through("left"),
        **dict.fromkeys(("is_expression", "is_pattern_expression"), values.is_pattern),
        "binary_expression": form.binary(through="as"),
        **dict.fromkeys(("prefix_unary_expression", "postfix_unary_expression"), values.unary),
        "conditional_expression": form.ternary,
        **dict.fromkeys(("lambda_expression", "anonymous_method_expression"), values.lambda_),
        "declaration_expression": values.declared,
    },
    statements={
        **dict.fromkeys((
            "expression_statement", "global_statement", "local_declaration_statement", "using_statement", "lock_statement", "checked_statement",
            "unsafe_statement", "fixed_statement", "labeled_statement", "field_declaration", "accessor_list",
        ), form.all_parts),
        "variable_declaration": field_,
        "assignment_expression": values.assignment,
        **dict.fromkeys(("class_declaration", "struct_declaration", "record_declaration", "record_struct_declaration", "interface_declaration"), class_),
        **dict.fromkeys(("namespace_declaration",), _namespace),
        **dict.fromkeys(("method_declaration", "operator_declaration", "conversion_operator_declaration", "destructor_declaration"), method),
        "constructor_declaration": constructor,
        **dict.fromkeys(("property_declaration", "indexer_declaration", "event_declaration"), property_),
        "local_function_statement": local_function,
        "using_directive": import_,
        "if_statement": form.branch,
        **dict.fromkeys(("while_statement", "do_statement", "for_statement"), form.loop),
        "foreach_statement": _for_each,
        "try_statement": _try,
        "switch_statement": _switch,
        "switch_expression": _switch_expression,
        **dict.fromkeys(("throw_statement", "throw_expression"), _throw),
        "yield_statement": _yield,
        "return_statement": form.returns,
        **dict.fromkeys(("preproc_if", "preproc_elif", "preproc_else", "preproc_if_in_top_level"), _conditional_code),
    },
)
