"""Which expression of the intermediate representation is a PHP expression?

Kinds are those of tree-sitter-php. What an expression does on the side (assign, yield) is put into
`Lowering.pending`, which the statement that the expression belongs to runs first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from helcim_audit.program import ir, signs
from helcim_audit.program.pages import PRINTED, printed
from helcim_audit.program.php_names import LEAVES, leaf, qualified, scope
from helcim_audit.program.php_strings import heredoc, interpolated, nowdoc
from helcim_audit.program.php_text import included
from helcim_audit.program.treesitter import Node, named

DEEPEST = 150
"""Levels of nesting that are lowered: Python's own stack sets the limit."""


@dataclass(slots=True)
class Lowering:
    """What the functions of one document share.

    function: lowers a function, method or closure. declare: lowers a class. target: an assignment's left side.
    classes: classes that are named, as they are written.
    """

    function: "Callable[[Lowering, Node], ir.Function]"
    declare: "Callable[[Lowering, Node], ir.Class]"
    target: "Callable[[Lowering, Node], ir.Target | None]"
    pending: list[ir.Stmt] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    classes: dict[str, Node] = field(default_factory=dict)
    depth: int = 0


def expression(low: Lowering, node: Node) -> ir.Expr:
    """Lower one expression."""
    lower = _LOWER.get(node.kind(), _other)
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ir.Opaque(node)
    low.depth += 1
    try:
        return lower(low, node)
    finally:
        low.depth -= 1


def part(low: Lowering, node: Node, name: str) -> ir.Expr:
    """The expression in a field of `node`, or one that says nothing where a syntax error ate it."""
    inner = node.field(name)
    return expression(low, inner) if inner is not None else ir.Constant(node, "null")


def _other(low: Lowering, node: Node) -> ir.Expr:
    return ir.Opaque(node, tuple(expression(low, child) for child in named(node)))


def _dynamic(low: Lowering, node: Node) -> ir.Expr:
    """`${name}` of a string is that variable, `$$name` any."""
    inside = named(node)
    if not inside:
        return ir.Opaque(node)
    return expression(low, inside[0]) if inside[0].kind() in ("name", "subscript_expression") else ir.Opaque(node, (expression(low, inside[0]),))


def _leaf(_: Lowering, node: Node) -> ir.Expr:
    return leaf(node)


def _interpolated(low: Lowering, node: Node) -> ir.Expr:
    return interpolated(node, lambda child: expression(low, child))


def _heredoc(low: Lowering, node: Node) -> ir.Expr:
    return heredoc(node, lambda child: expression(low, child))


def _nowdoc(_: Lowering, node: Node) -> ir.Expr:
    return nowdoc(node)


def _shell(low: Lowering, node: Node) -> ir.Expr:
    return ir.Call(node, ir.Name(node, "shell_exec"), (ir.Arg(_interpolated(low, node)),))


def _inner(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    return expression(low, inside[-1]) if inside else ir.Constant(node, "null")


_HOLDS = frozenset(("string", "array", "object", "binary"))


def _cast(low: Lowering, node: Node) -> ir.Expr:
    kind, value = node.field("type"), part(low, node, "value")
    return value if kind is not None and kind.text().strip().lower() in _HOLDS else ir.Test(node, (value,))


def _member(low: Lowering, node: Node) -> ir.Expr:
    return member(low, node, part(low, node, "object"), node.field("name"))


def member(low: Lowering, node: Node, base: ir.Expr, name: Node | None) -> ir.Expr:
    """`base->name`, `base->$name`, `base->{"name"}`."""
    if name is None:
        return ir.Opaque(node, (base,))
    if name.kind() == "name":
        return ir.Attribute(node, base, name.text())
    key = expression(low, name)
    return ir.Attribute(node, base, key.value) if isinstance(key, ir.Literal) else ir.Item(node, base, key)


def _scoped(low: Lowering, node: Node) -> ir.Expr:
    """`Foo::BAR`, `Foo::$bar`, `Foo::class`."""
    inside = named(node)
    if len(inside) < 2:
        return ir.Opaque(node)
    base = _scope_of(low, inside[0])
    if inside[1].kind() in ("name", "variable_name"):
        return ir.Attribute(node, base, inside[1].text().removeprefix("$"))
    return ir.Item(node, base, expression(low, inside[1]))


def _scope_of(low: Lowering, node: Node) -> ir.Expr:
    return scope(node) or named_class(low, node)


def named_class(low: Lowering, node: Node) -> ir.Expr:
    """A class, or an expression that gives one."""
    if node.kind() in ("name", "qualified_name"):
        low.classes.setdefault(node.text(), node)
    return expression(low, node)


def _subscript(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    if len(inside) < 2:
        return ir.Opaque(node, tuple(expression(low, child) for child in inside))
    return ir.Item(node, expression(low, inside[0]), expression(low, inside[1]))


def arguments(low: Lowering, node: Node | None) -> tuple[ir.Arg, ...]:
    """The arguments of a call."""
    found: list[ir.Arg] = []
    for child in named(node) if node is not None else []:
        if child.kind() == "variadic_placeholder":
            continue
        inside = named(child) if child.kind() == "argument" else [child]
        if not inside:
            continue
        name = child.field("name") if child.kind() == "argument" else None
        value = inside[-1]
        spread = value.kind() == "variadic_unpacking"
        found.append(ir.Arg(expression(low, value), name.text() if name is not None else None, spread))
    return tuple(found)


def _call(low: Lowering, node: Node) -> ir.Expr:
    function, args = node.field("function"), arguments(low, node.field("arguments"))
    if function is None:
        return ir.Opaque(node, tuple(arg.value for arg in args))
    if function.kind() in ("name", "qualified_name"):
        name = qualified(function)
        if name == PRINTED:
            return printed(node, args)
        if not args and _is_reference(node):  # strlen(...)
            return ir.Name(function, name)
        match name.lower():
            case "isset" | "empty" as tests:
                return ir.Test(node, tuple(arg.value for arg in args), tests)
            case "die" | "exit":
                return ir.Call(node, ir.Name(function, "die"), args)
            case "compact" if args and all(isinstance(arg.value, ir.Literal) for arg in args):
                return ir.Record(node, tuple(_of_its_name(arg.value) for arg in args if isinstance(arg.value, ir.Literal)))
            case _:
                return ir.Call(node, ir.Name(function, name), args)
    return ir.Call(node, expression(low, function), args)


def _of_its_name(name: ir.Literal) -> ir.Entry:
    """`compact("x")` is `["x" => $x]`."""
    return ir.Entry(name, ir.Name(name.at, name.value))


def _is_reference(node: Node) -> bool:
    passed = node.field("arguments")
    return passed is not None and any(child.kind() == "variadic_placeholder" for child in named(passed))


def _method(low: Lowering, node: Node) -> ir.Expr:
    target = member(low, node, part(low, node, "object"), node.field("name"))
    if _is_reference(node):
        return target
    return ir.Call(node, target, arguments(low, node.field("arguments")))


def _static(low: Lowering, node: Node) -> ir.Expr:
    owner = node.field("scope")
    base = _scope_of(low, owner) if owner is not None else ir.Opaque(node)
    return ir.Call(node, member(low, node, base, node.field("name")), arguments(low, node.field("arguments")))


def _new(low: Lowering, node: Node) -> ir.Expr:
    inside = [child for child in named(node) if child.kind() != "attribute_list"]
    args: tuple[ir.Arg, ...] = ()
    if inside and inside[-1].kind() == "arguments":
        args = arguments(low, inside.pop())
    if not inside:
        return ir.Opaque(node, tuple(arg.value for arg in args))
    if inside[0].kind() == "anonymous_class":
        passed = next((child for child in named(inside[0]) if child.kind() == "arguments"), None)
        declared = low.declare(low, inside[0])
        low.pending.append(declared)
        return ir.Call(node, ir.Name(inside[0], declared.name), arguments(low, passed), new=True)
    return ir.Call(node, _scope_of(low, inside[0]), args, new=True)


def _array(low: Lowering, node: Node) -> ir.Expr:
    rows: list[tuple[ir.Expr | None, ir.Expr, bool]] = []
    for child in named(node):
        inside = named(child)
        if not inside:
            continue
        spread = inside[-1].kind() == "variadic_unpacking"
        key = expression(low, inside[0]) if len(inside) > 1 and inside[0].kind() != "by_ref" else None
        rows.append((key, expression(low, inside[-1]), spread))
    if any(key is not None for key, _, _ in rows):
        return ir.Record(node, tuple(_entry(row, index) for index, row in enumerate(rows)))
    return ir.Sequence(node, tuple(ir.Arg(value, spread=spread) for _, value, spread in rows))


def _entry(row: tuple[ir.Expr | None, ir.Expr, bool], index: int) -> ir.Entry:
    key, value, spread = row
    return ir.Entry(key if key is not None or spread else ir.Constant(value.at, str(index)), value)


_TESTS = frozenset(
    (
        "==", "===", "!=", "!==", "<>", "<", ">", "<=", ">=", "<=>", "+", "-", "*", "/", "%", "**", "|", "&", "^", "<<", ">>",
        "instanceof", "xor", "or", "and", "||", "&&",
    )
)


def _binary(low: Lowering, node: Node) -> ir.Expr:
    operator = node.field("operator")
    sign = operator.text().lower() if operator is not None else ""
    if sign == ".":
        return _join(low, node)
    left, right = part(low, node, "left"), part(low, node, "right")
    if sign == "??":
        return ir.Choice(node, (left, right))
    if sign == "+" and (isinstance(left, ir.Record | ir.Sequence) or isinstance(right, ir.Record | ir.Sequence)):
        return ir.Record(node, (ir.Entry(None, left), ir.Entry(None, right)))  # a union of arrays
    return signs.test(node, sign, left, right) if sign in _TESTS else ir.Opaque(node, (left, right))


def _join(low: Lowering, node: Node) -> ir.Expr:
    """`a . b . c ...`, which the grammar nests to the left, in one go: such chains are long."""
    parts: list[Node] = []
    left: Node | None = node
    while left is not None and left.kind() == "binary_expression":
        operator, right = left.field("operator"), left.field("right")
        if operator is None or operator.text() != ".":
            break
        if right is not None:
            parts.append(right)
        left = left.field("left")
    if left is not None:
        parts.append(left)
    lowered = tuple(expression(low, part) for part in reversed(parts))
    if all(isinstance(part, ir.Literal) for part in lowered):
        return ir.Literal(node, "".join(part.value for part in lowered if isinstance(part, ir.Literal)))
    return ir.Join(node, lowered)


def _ternary(low: Lowering, node: Node) -> ir.Expr:
    condition, other = part(low, node, "condition"), part(low, node, "alternative")
    if node.field("body") is None:  # a ?: b
        return ir.Choice(node, (condition, other))
    return ir.Choice(node, (part(low, node, "body"), other, ir.Test(node, (condition,))))


def _match(low: Lowering, node: Node) -> ir.Expr:
    body = node.field("body") or next((child for child in named(node) if child.kind() == "match_block"), None)
    options: list[ir.Expr] = []
    tests: list[ir.Expr] = [part(low, node, "condition")]
    for arm in named(body) if body is not None else []:
        inside = named(arm)
        if not inside:
            continue
        options.append(expression(low, inside[-1]))
        tests.extend(expression(low, one) for group in inside[:-1] for one in named(group))
    return ir.Choice(node, (*options, ir.Test(node, tuple(tests))))


def _test(low: Lowering, node: Node) -> ir.Expr:
    operator = node.field("operator")
    return ir.Test(node, tuple(expression(low, child) for child in named(node)), "not" if operator is not None and operator.text() == "!" else "")


def _assignment(low: Lowering, node: Node) -> ir.Expr:
    value = part(low, node, "right")
    left = node.field("left")
    if left is None:
        return value
    operator = node.field("operator")
    extends = operator is not None and operator.text() in (".=", "??=", "+=")
    if left.kind() == "subscript_expression" and len(inside := named(left)) == 1:  # $x[] = value
        value, left, extends = ir.Sequence(node, (ir.Arg(value),)), inside[0], True
    target = low.target(low, left)
    if target is None:
        return value
    if isinstance(value, ir.Function) and isinstance(target, ir.Name) and not value.name:
        low.pending.append(ir.Define(replace(value, name=target.id)))
    else:
        low.pending.append(ir.Bind(node, target, value, extends=extends))
    # What was assigned is the value: reading the target would say the same, a pattern cannot be read.
    return target if not isinstance(target, ir.Pattern) else ir.Opaque(node)


def _yield(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    value = inside[-1] if inside else None
    if value is not None and value.kind() == "array_element_initializer":
        value = named(value)[-1]
    low.pending.append(ir.Return(node, expression(low, value) if value is not None else None))
    return ir.Opaque(node)


def _include(low: Lowering, node: Node) -> ir.Expr:
    return include(node, _inner(low, node))


def include(node: Node, path: ir.Expr) -> ir.Call:
    """What a file returns is the value of its `require`."""
    known = included(path)
    return ir.Call(node, ir.Name(node, "require"), (ir.Arg(path if known is None else ir.Literal(path.at, known)),))


def _echo(low: Lowering, node: Node) -> ir.Expr:
    return ir.Call(node, ir.Name(node, "echo"), tuple(ir.Arg(expression(low, child)) for child in named(node)))


def _throw(low: Lowering, node: Node) -> ir.Expr:
    low.pending.append(ir.Raise(node, _inner(low, node)))
    return ir.Opaque(node)


def _function(low: Lowering, node: Node) -> ir.Expr:
    return low.function(low, node)


_LOWER: dict[str, Callable[[Lowering, Node], ir.Expr]] = {
    **dict.fromkeys(LEAVES, _leaf),
    "dynamic_variable_name": _dynamic,
    "encapsed_string": _interpolated,
    "heredoc": _heredoc,
    "nowdoc": _nowdoc,
    "shell_command_expression": _shell,
    **dict.fromkeys(("parenthesized_expression", "error_suppression_expression", "clone_expression", "by_ref"), _inner),
    **dict.fromkeys(("variadic_unpacking", "expression_statement", "argument", "sequence_expression"), _inner),
    "cast_expression": _cast,
    **dict.fromkeys(("member_access_expression", "nullsafe_member_access_expression"), _member),
    **dict.fromkeys(("class_constant_access_expression", "scoped_property_access_expression"), _scoped),
    "subscript_expression": _subscript,
    "function_call_expression": _call,
    **dict.fromkeys(("member_call_expression", "nullsafe_member_call_expression"), _method),
    "scoped_call_expression": _static,
    "object_creation_expression": _new,
    "array_creation_expression": _array,
    "binary_expression": _binary,
    "conditional_expression": _ternary,
    "match_expression": _match,
    **dict.fromkeys(("unary_op_expression", "update_expression"), _test),
    **dict.fromkeys(("assignment_expression", "augmented_assignment_expression", "reference_assignment_expression"), _assignment),
    "yield_expression": _yield,
    **dict.fromkeys(("include_expression", "include_once_expression", "require_expression", "require_once_expression"), _include),
    "print_intrinsic": _echo,
    "throw_expression": _throw,
    **dict.fromkeys(("anonymous_function", "anonymous_function_creation_expression", "arrow_function"), _function),
}
