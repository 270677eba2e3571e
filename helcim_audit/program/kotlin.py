"""How does a Kotlin document become the intermediate representation?"""

from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program import kotlin_declarations as declarations
from helcim_audit.program import kotlin_values as values
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(KOTLIN, path, text)


def _jump(low: Lowering, node: Node) -> Statements:
    """`return`, `throw`; `break` and `continue` say nothing."""
    word = node.text()[:6]
    inside = [child for child in named(node) if child.kind() != "label"]
    if word.startswith("throw"):
        return (ir.Raise(node, expression(low, inside[0])),) if inside else ()
    return (ir.Return(node, expression(low, inside[0]) if inside else None),) if word == "return" else ()


def _when(low: Lowering, node: Node) -> Statements:
    test: ir.Expr | None = None
    first: list[ir.Stmt] = []
    bodies: list[Statements] = []
    for child in named(node):
        if child.kind() == "when_subject":
            inside = named(child)
            test = expression(low, inside[-1]) if inside else None
            if test is not None and len(inside) > 1:
                first.extend(form.bind(child, values.target(low, inside[0]), test))
                test = ir.Name(child, inside[0].text().partition(":")[0].strip())
        elif child.kind() == "when_entry":
            conditions = [one for one in named(child) if one.kind() == "when_condition"] if test is None else []
            before = [ir.Evaluate(ir.Test(one, (form.inner(low, one),))) for one in conditions]
            bodies.append((*before, *block(low, named(child)[-1] if named(child) else None)))
    return (*first, ir.Branch(node, test, tuple(bodies)))


def _try(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    bodies: list[ir.Stmt] = []
    for child in named(node):
        match child.kind():
            case "catch_block":
                title = next((one for one in named(child) if one.kind() == "simple_identifier"), None)
                place = declare(low, title, title.text()) if title is not None else None
                inside = run(low, [one for one in named(child) if one.kind() == "statements"])
                bodies.append(form.handler(child, place, inside))
            case "finally_block":
                bodies = [*bodies, *form.all_parts(low, child)]
            case _:
                found.extend(block(low, child))
    # `val x = try { a } catch (e) { b }`: the value is that of either.
    match found[-1:], bodies:
        case [ir.Evaluate() as value], [ir.Branch(at=at, bodies=(handler,))]:
            return (*found[:-1], ir.Branch(at, None, ((value,), handler)))
        case _:
            return (*found, *bodies)


def _for(low: Lowering, node: Node) -> Statements:
    inside = [child for child in named(node) if child.kind() != "annotation"]
    if len(inside) < 2:
        return ()
    body = inside[-1] if inside[-1].kind() == "control_structure_body" else None
    iterable = expression(low, inside[1])
    target = values.target(low, inside[0])
    return (ir.Loop(node, target, iterable, block(low, body)),)


def _while(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    tests = [child for child in inside if child.kind() != "control_structure_body"]
    head = tuple(ir.Evaluate(expression(low, child)) for child in tests)
    return (ir.Loop(node, None, None, (*head, *run(low, [child for child in inside if child.kind() == "control_structure_body"]))),)


def _assignment(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    if len(inside) < 2:
        return ()
    value = expression(low, inside[-1])
    return form.bind(node, expression(low, inside[0]), value, form.operator(node) != "=")


def _infix(low: Lowering, node: Node) -> Statements:
    """`object Name {...}` at the top of a file is read as `object` Name lambda by this grammar."""
    inside = named(node)
    if len(inside) == 3 and inside[0].kind() == "object_literal" and inside[2].kind() == "lambda_literal":
        return declarations.object_(low, node, inside[1], inside[0], inside[2])
    return (ir.Evaluate(values.infix(low, node)),)


KOTLIN = Grammar(
    language="kotlin",
    grammar="kotlin",
    blocks=frozenset(("source_file", "statements", "control_structure_body", "import_list", "class_body", "enum_class_body")),
    silent=frozenset((
        "package_header", "file_annotation", "type_alias", "label", "shebang_line", "user_type", "nullable_type", "function_type", "type_arguments",
        "modifiers", "type_parameters", "type_constraints", "wildcard_import", "annotation", "type_test", "binding_pattern_kind",
    )),
    argument=values.argument,
    expressions={
        **dict.fromkeys(("simple_identifier", "interpolated_identifier", "type_identifier"), form.name),
        "this_expression": form.this,
        "super_expression": form.plain_name,
        **dict.fromkeys((
            "integer_literal", "long_literal", "hex_literal", "bin_literal", "unsigned_literal", "real_literal", "boolean_literal", "null_literal",
        ), form.constant),
        "string_literal": values.string,
        "character_literal": lambda _, node: ir.Literal(node, form.unescape(node.text()[1:-1])),
        **dict.fromkeys(("interpolated_expression", "parenthesized_expression", "as_expression", "annotated_lambda", "value_argument"), form.inner),
        "navigation_expression": values.navigation,
        "indexing_expression": values.indexing,
        "directly_assignable_expression": values.assignable,
        "call_expression": values.call,
        "infix_expression": values.infix,
        "callable_reference": values.reference,
        "elvis_expression": form.binary(),
        "additive_expression": form.binary(),
        **dict.fromkeys((
            "multiplicative_expression", "comparison_expression", "equality_expression", "conjunction_expression", "disjunction_expression",
            "check_expression", "range_expression",
        ), form.test),
        **dict.fromkeys(("prefix_expression", "postfix_expression"), values.unary),
        "collection_literal": form.sequence,
        "lambda_literal": values.lambda_,
        "anonymous_function": values.lambda_,
        "object_literal": values.object_literal,
        "spread_expression": form.inner,
    },
    statements={
        "import_header": declarations.import_,
        "property_declaration": declarations.property_,
        **dict.fromkeys(("getter", "setter"), declarations.accessor),
        "class_declaration": declarations.class_,
        "object_declaration": declarations.object_declaration,
        "companion_object": declarations.companion,
        "function_declaration": declarations.function_,
        "secondary_constructor": declarations.constructor,
        "anonymous_initializer": form.all_parts,
        "enum_entry": declarations.enum_entry,
        "assignment": _assignment,
        "infix_expression": _infix,
        "if_expression": form.branch,
        "when_expression": _when,
        "try_expression": _try,
        "for_statement": _for,
        **dict.fromkeys(("while_statement", "do_while_statement"), _while),
        "jump_expression": _jump,
    },
)
