"""How does a Swift document become the intermediate representation?"""

from helcim_audit.program import class_forms as classes
from helcim_audit.program import grammar_forms as form
from helcim_audit.program import ir
from helcim_audit.program import swift_declarations as declarations
from helcim_audit.program import swift_values as values
from helcim_audit.program.grammar import Grammar, Lowering, Statements, block, declare, expression, part, run
from helcim_audit.program.grammar import lower as lower_with
from helcim_audit.program.treesitter import Node, named


def lower(path: str, text: str) -> ir.Module:
    return lower_with(SWIFT, path, text)


def _parts(node: Node) -> tuple[list[Node], list[list[Node]]]:
    """The nodes of the head of `if`, `guard` or `while`, and those of each body."""
    head: list[Node] = []
    bodies: list[list[Node]] = []
    into = head
    for child in node.children():
        kind = child.kind()
        if kind == "{":
            bodies.append([])
            into = bodies[-1]
        elif kind == "}" or "comment" in kind:
            pass
        elif kind == "if_statement" and bodies:  # else if
            bodies.append([child])
        elif kind not in ("if", "guard", "while", "else", "repeat"):
            into.append(child)
    return head, bodies


def _conditions(low: Lowering, head: list[Node]) -> tuple[list[ir.Stmt], ir.Expr | None]:
    """What the conditions bind, and the test of the others: `let a = b, c`, `case .x(let y) = z`."""
    bound: list[ir.Stmt] = []
    tests: list[ir.Expr] = []
    names: list[ir.Name] = []
    binding = after = False
    depth, before = 0, ""
    for child in head:
        kind = child.kind()
        if kind in "()":
            depth += 1 if kind == "(" else -1
        elif kind == "," and not depth:
            names, binding, after = [], False, False
        elif kind in ("value_binding_pattern", "case"):
            binding = True
        elif kind == "=":
            after = True
        elif child.is_named() and binding and not after:
            if kind == "pattern":
                names.extend(values.bound(low, child))
            elif kind == "simple_identifier" and before == "value_binding_pattern" and child.text() != "self":
                names.append(declare(low, child, child.text()))
        elif child.is_named():
            value = expression(low, child)
            bound.extend(ir.Bind(child, one, value) for one in names)
            tests.append(value)
            names, binding, after = [], False, False
        before = kind
    test = None if not tests else tests[0] if len(tests) == 1 else ir.Test(tests[0].at, tuple(tests))
    return bound, test


def _if(low: Lowering, node: Node) -> Statements:
    head, bodies = _parts(node)
    bound, test = _conditions(low, head)
    return (*bound, ir.Branch(node, test, tuple([run(low, body) for body in bodies])))


def _while(low: Lowering, node: Node) -> Statements:
    head, bodies = _parts(node)
    bound, test = _conditions(low, head)
    tests = (ir.Evaluate(test),) if test is not None else ()
    return (ir.Loop(node, None, None, (*bound, *tests, *(one for body in bodies for one in run(low, body)))),)


def _for(low: Lowering, node: Node) -> Statements:
    iterable, item = part(low, node, "collection"), node.field("item")
    target = values.target(low, item) if item is not None else None
    tests = [child for child in named(node) if child.kind() == "where_clause"]
    return (ir.Loop(node, target, iterable, (*run(low, tests), *run(low, [child for child in named(node) if child.kind() == "statements"]))),)


def _switch(low: Lowering, node: Node) -> Statements:
    inside = named(node)
    if not inside:
        return ()
    subject = expression(low, inside[0])
    bodies = []
    for child in inside[1:]:
        if child.kind() == "switch_entry":
            patterns = [one for one in named(child) if one.kind() == "switch_pattern"]
            names = [ir.Bind(one, name, subject) for one in patterns for name in values.bound(low, one)]
            bodies.append((*names, *run(low, [one for one in named(child) if one.kind() == "statements"])))
    return (ir.Branch(node, subject, tuple(bodies)),)


def _do(low: Lowering, node: Node) -> Statements:
    found: list[ir.Stmt] = []
    for child in named(node):
        if child.kind() == "catch_block":
            patterns = [one for one in named(child) if one.kind() == "pattern"]
            names = [name for one in patterns for name in values.bound(low, one)]
            place = names[0] if names else declare(low, child, "error")
            found.append(form.handler(child, place, run(low, [one for one in named(child) if one.kind() == "statements"])))
        else:
            found.extend(block(low, child))
    return tuple(found)


def _transfer(low: Lowering, node: Node) -> Statements:
    """`return`, `throw`; `break` and the like say nothing."""
    word = node.text()[:6]
    result = node.field("result")
    if word.startswith("throw"):
        return (ir.Raise(node, form.last(low, node)),)
    return (ir.Return(node, expression(low, result) if result is not None else None),) if word == "return" else ()


def _assignment(low: Lowering, node: Node) -> Statements:
    value, target = part(low, node, "result"), node.field("target")
    place = form.inner(low, target) if target is not None else None
    if isinstance(place, ir.Name) and place.id == "_":
        place = None
    if isinstance(place, ir.Sequence):
        names = [ir.PatternField(str(index), one.value) for index, one in enumerate(place.items) if isinstance(one.value, ir.Name | ir.Attribute | ir.Item)]
        return form.bind(node, ir.Pattern(tuple(names)), value)
    return form.bind(node, place, value, form.operator(node) != "=")


SWIFT = Grammar(
    language="swift",
    grammar="swift",
    blocks=frozenset(("source_file", "statements", "class_body", "enum_class_body")),
    silent=frozenset((
        "directive", "typealias_declaration", "protocol_declaration", "user_type", "type_annotation", "modifiers", "attribute", "else", "throws",
        "availability_condition", "statement_label", "bang", "type_constraints", "operator_declaration", "precedence_group_declaration",
        "associatedtype_declaration", "where_keyword", "optional_type", "diagnostic", "shebang_line",
    )),
    argument=values.argument,
    expressions={
        "simple_identifier": form.name,
        "self_expression": form.this,
        **dict.fromkeys(("super_expression", "type_identifier"), form.plain_name),
        **dict.fromkeys(("integer_literal", "hex_literal", "bin_literal", "oct_literal", "real_literal", "boolean_literal", "nil", "regex_literal"), form.constant),
        "line_string_literal": values.string,
        "multi_line_string_literal": values.string,
        "raw_string_literal": values.raw_string,
        "interpolated_expression": values.interpolated,
        "navigation_expression": values.navigation,
        "call_expression": values.call,
        "constructor_expression": values.construction,
        **dict.fromkeys(("as_expression", "await_expression"), form.inner),
        **dict.fromkeys(("try_expression", "where_clause"), form.last),
        "postfix_expression": form.through("target"),
        "prefix_expression": values.prefix,
        "directly_assignable_expression": form.inner,
        "tuple_expression": values.tuple_,
        "array_literal": form.sequence,
        "dictionary_literal": values.dictionary,
        **dict.fromkeys(("nil_coalescing_expression", "additive_expression"), form.binary()),
        "ternary_expression": values.ternary,
        **dict.fromkeys((
            "equality_expression", "comparison_expression", "conjunction_expression", "disjunction_expression", "multiplicative_expression",
            "check_expression", "range_expression", "open_start_range_expression", "open_end_range_expression", "bitwise_operation",
        ), form.test),
        "infix_expression": values.infix,
        "lambda_literal": declarations.closure,
        **dict.fromkeys(("key_path_expression", "selector_expression", "key_path_string_expression"), form.nothing),
    },
    statements={
        "import_declaration": declarations.import_,
        "property_declaration": declarations.property_,
        "class_declaration": declarations.class_,
        **dict.fromkeys(("function_declaration", "init_declaration", "deinit_declaration", "subscript_declaration"), declarations.function_),
        "enum_entry": declarations.enum_entry,
        "assignment": _assignment,
        **dict.fromkeys(("if_statement", "guard_statement"), _if),
        "switch_statement": _switch,
        **dict.fromkeys(("while_statement", "repeat_while_statement"), _while),
        "for_statement": _for,
        "do_statement": _do,
        "control_transfer_statement": _transfer,
    },
    finish=classes.merge,
)
