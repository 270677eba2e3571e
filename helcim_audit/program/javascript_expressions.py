"""Which expression of the intermediate representation is a JavaScript or TypeScript expression?

Kinds are those of tree-sitter-javascript and tree-sitter-typescript. What an expression does on the side
(assign, yield, the earlier parts of `a, b`) is put into `Lowering.pending`, which the statement that the
expression belongs to runs first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.program import ir, signs
from helcim_audit.program.javascript_text import unescape, unquote
from helcim_audit.program.pages import PRINTED, printed
from helcim_audit.program.treesitter import Node, named

DEEPEST = 150
"""Levels of nesting that are lowered: Python's own stack sets the limit."""


@dataclass(slots=True)
class Lowering:
    """What the functions of one document share.

    function: lowers a function, method or arrow. declare: lowers a class. bind: an assignment's target.
    """

    function: "Callable[[Lowering, Node], ir.Function]"
    declare: "Callable[[Lowering, Node], ir.Class]"
    target: "Callable[[Lowering, Node], ir.Target | None]"
    pending: list[ir.Stmt] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    depth: int = 0


def expression(low: Lowering, node: Node) -> ir.Expr:
    """Lower one expression."""
    lower = _LOWER.get(node.kind())
    if lower is None:
        return _other(low, node)
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
    return expression(low, inner) if inner is not None else ir.Constant(node, "undefined")


def _other(low: Lowering, node: Node) -> ir.Expr:
    if low.depth >= DEEPEST:
        return ir.Opaque(node)
    low.depth += 1
    parts = tuple(expression(low, child) for child in named(node) if not child.kind().endswith("identifier_pattern"))
    low.depth -= 1
    return ir.Opaque(node, parts)


def _name(_: Lowering, node: Node) -> ir.Expr:
    return ir.Name(node, node.text())


def _this(_: Lowering, node: Node) -> ir.Expr:
    return ir.Name(node, "self")


def _constant(_: Lowering, node: Node) -> ir.Expr:
    return ir.Constant(node, node.text())


def _string(_: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(node, unquote(node.text()))


def _template(low: Lowering, node: Node) -> ir.Expr:
    parts: list[ir.Expr] = []
    for child in node.named_children():
        match child.kind():
            case "template_substitution":
                parts.extend(expression(low, inner) for inner in named(child)[:1])
            case "comment":
                pass
            case _:
                parts.append(ir.Literal(child, unescape(child.text())))
    if all(isinstance(part, ir.Literal) for part in parts):
        return ir.Literal(node, "".join(part.value for part in parts if isinstance(part, ir.Literal)))
    return ir.Join(node, tuple(parts))


def _inner(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    return expression(low, inside[0]) if inside else ir.Constant(node, "undefined")


def _assertion(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)  # <T>x
    return expression(low, inside[-1]) if inside else ir.Constant(node, "undefined")


def _member(low: Lowering, node: Node) -> ir.Expr:
    name = node.field("property")
    if (apart := _apart(low, node)) is not None:
        return apart
    return ir.Attribute(node, part(low, node, "object"), name.text().removeprefix("#") if name is not None else "")


_DEEPEST = 4  # `a + b!.c.d.e`


def _apart(low: Lowering, node: Node) -> ir.Expr | None:
    """`a + b!.c`, which the grammar reads as `(a + b)!.c`."""
    names: list[str] = []
    inner: Node | None = node
    while inner is not None and inner.kind() == "member_expression" and len(names) < _DEEPEST:
        name = inner.field("property")
        names.append(name.text().removeprefix("#") if name is not None else "")
        inner = inner.field("object")
    binary = next(iter(named(inner)), None) if inner is not None and inner.kind() == "non_null_expression" else None
    if binary is None or binary.kind() != "binary_expression":
        return None
    left, right, operator = part(low, binary, "left"), part(low, binary, "right"), binary.field("operator")
    for one in reversed(names):
        right = ir.Attribute(node, right, one)
    sign = operator.text() if operator is not None else ""
    return ir.Join(node, (left, right)) if sign == "+" else ir.Choice(node, (left, right)) if sign in ("||", "??") else signs.test(node, sign, left, right)


def _meta(_: Lowering, node: Node) -> ir.Expr:
    return ir.Attribute(node, ir.Name(node, "import"), "meta") if node.text().startswith("import") else ir.Opaque(node)


def _subscript(low: Lowering, node: Node) -> ir.Expr:
    return ir.Item(node, part(low, node, "object"), part(low, node, "index"))


def arguments(low: Lowering, node: Node | None) -> tuple[ir.Arg, ...]:
    """The arguments of a call, or the items of an array."""
    if node is None:
        return ()
    if node.kind() == "template_string":  # tag`...`
        return (ir.Arg(expression(low, node)),)
    return tuple(
        ir.Arg(_inner(low, child), spread=True) if child.kind() == "spread_element" else ir.Arg(expression(low, child))
        for child in named(node)
    )


def _call(low: Lowering, node: Node) -> ir.Expr:
    target, args = part(low, node, "function"), arguments(low, node.field("arguments"))
    if isinstance(target, ir.Name) and target.id == PRINTED:
        return printed(node, args)
    return ir.Call(node, target, args)


def _new(low: Lowering, node: Node) -> ir.Expr:
    return ir.Call(node, part(low, node, "constructor"), arguments(low, node.field("arguments")), new=True)


def _array(low: Lowering, node: Node) -> ir.Expr:
    return ir.Sequence(node, arguments(low, node))


def _object(low: Lowering, node: Node) -> ir.Expr:
    return ir.Record(node, tuple(entry for child in named(node) if (entry := _entry(low, child)) is not None))


def _entry(low: Lowering, node: Node) -> ir.Entry | None:
    match node.kind():
        case "pair":
            return ir.Entry(key(low, node, "key"), part(low, node, "value"))
        case "shorthand_property_identifier":
            name = node.text()
            return ir.Entry(ir.Literal(node, name), ir.Name(node, name))
        case "spread_element":
            return ir.Entry(None, _inner(low, node))
        case "method_definition":
            function = low.function(low, node)
            getter = any(child.kind() == "get" for child in node.children()[:3])
            value: ir.Expr = ir.Call(node, function) if getter else function
            return ir.Entry(key(low, node, "name"), value)
        case _:
            return ir.Entry(None, expression(low, node))


def key(low: Lowering, owner: Node, name: str) -> ir.Expr:
    """The key of a field: a literal unless it is computed."""
    node = owner.field(name)
    if node is None:
        return ir.Literal(owner, "")
    match node.kind():
        case "computed_property_name":
            return _inner(low, node)
        case "string":
            return _string(low, node)
        case _:
            return ir.Literal(node, node.text().removeprefix("#"))


_TESTS = frozenset(
    ("==", "===", "!=", "!==", "<", ">", "<=", ">=", "-", "*", "/", "%", "**", "|", "&", "^", "<<", ">>", ">>>", "in", "instanceof")
)


def _binary(low: Lowering, node: Node) -> ir.Expr:
    operator = node.field("operator")
    sign = operator.text() if operator is not None else ""
    if sign == "+":
        return _join(low, node)
    left, right = part(low, node, "left"), part(low, node, "right")
    if sign in ("||", "??"):
        return ir.Choice(node, (left, right))
    if sign == "&&":
        return ir.Choice(node, (right, ir.Test(node, (left,))))
    return signs.test(node, sign, left, right) if sign in _TESTS else ir.Opaque(node, (left, right))


def _join(low: Lowering, node: Node) -> ir.Expr:
    """`a + b + c ...`, which the grammar nests to the left, in one go: such chains are long."""
    parts: list[Node] = []
    left: Node | None = node
    while left is not None and left.kind() == "binary_expression":
        operator, right = left.field("operator"), left.field("right")
        if operator is None or operator.text() != "+":
            break
        if right is not None:
            parts.append(right)
        left = left.field("left")
    if left is not None:
        parts.append(left)
    lowered = tuple(expression(low, part) for part in reversed(parts))
    if all(isinstance(part, ir.Literal) for part in lowered):
        return ir.Literal(node, "".join(part.value for part in lowered if isinstance(part, ir.Literal)))
    if lowered and all(isinstance(part, ir.Constant) for part in lowered):
        return ir.Test(node, lowered)
    return ir.Join(node, lowered)


def _ternary(low: Lowering, node: Node) -> ir.Expr:
    test = ir.Test(node, (part(low, node, "condition"),))
    return ir.Choice(node, (part(low, node, "consequence"), part(low, node, "alternative"), test))


def _unary(low: Lowering, node: Node) -> ir.Expr:
    operator = node.field("operator")
    if operator is not None and operator.text() == "delete":
        return ir.Call(node, ir.Name(node, "delete"), (ir.Arg(part(low, node, "argument")),))
    return signs.test(node, operator.text() if operator is not None else "", part(low, node, "argument"))


def _sequence(low: Lowering, node: Node) -> ir.Expr:
    parts: list[Node] = []
    left = node
    while left.kind() == "sequence_expression":  # older grammars nest it
        inside = named(left)
        parts.extend(reversed(inside[1:]))
        left = inside[0] if inside else left
        if not inside:
            break
    parts.append(left)
    parts.reverse()
    for part in parts[:-1]:
        value = expression(low, part)
        low.pending.append(ir.Evaluate(value))
    return expression(low, parts[-1])


def _assignment(low: Lowering, node: Node) -> ir.Expr:
    value = part(low, node, "right")
    left = node.field("left")
    target = low.target(low, left) if left is not None else None
    if target is None:
        return value
    low.pending.append(ir.Bind(node, target, value, extends=node.kind() == "augmented_assignment_expression"))
    # What was assigned is the value: reading the target would say the same, a pattern cannot be read.
    return target if not isinstance(target, ir.Pattern) else ir.Opaque(node)


def _yield(low: Lowering, node: Node) -> ir.Expr:
    inside = named(node)
    low.pending.append(ir.Return(node, expression(low, inside[0]) if inside else None))
    return ir.Opaque(node)


def _function(low: Lowering, node: Node) -> ir.Expr:
    return low.function(low, node)


def _class(low: Lowering, node: Node) -> ir.Expr:
    declared = low.declare(low, node)
    low.pending.append(declared)
    return ir.Name(node, declared.name)


def _jsx(low: Lowering, node: Node) -> ir.Expr:
    opening = node.field("open_tag") or node
    tag = opening.field("name")
    attributes = tuple(_jsx_attribute(low, child) for child in named(opening) if child.kind() in ("jsx_attribute", "jsx_expression"))
    inner: list[ir.Expr] = []
    if node.kind() != "jsx_self_closing_element":
        for child in named(node):
            match child.kind():
                case "jsx_opening_element" | "jsx_closing_element" | "html_character_reference":
                    pass
                case "jsx_text":
                    if text := child.text().strip():
                        inner.append(ir.Literal(child, text))
                case "jsx_expression":
                    inner.extend(_inner(low, part) if part.kind() == "spread_element" else expression(low, part) for part in named(child))
                case _:
                    inner.append(expression(low, child))
    return ir.Markup(node, tag.text() if tag is not None else "", attributes, tuple(inner))


def _jsx_attribute(low: Lowering, node: Node) -> ir.Entry:
    inside = named(node)
    if node.kind() == "jsx_expression":  # {...props}
        return ir.Entry(None, _inner(low, inside[0]) if inside else ir.Constant(node, "undefined"))
    name = ir.Literal(inside[0], inside[0].text()) if inside else ir.Literal(node, "")
    if len(inside) < 2:
        return ir.Entry(name, ir.Constant(node, "true"))
    value = inside[1]
    return ir.Entry(name, _inner(low, value) if value.kind() == "jsx_expression" else expression(low, value))


_LOWER: dict[str, Callable[[Lowering, Node], ir.Expr]] = {
    **dict.fromkeys(("identifier", "property_identifier", "shorthand_property_identifier", "import", "super"), _name),
    "this": _this,
    **dict.fromkeys(("number", "true", "false", "null", "undefined", "regex"), _constant),
    "string": _string,
    "template_string": _template,
    **dict.fromkeys(("await_expression", "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"), _inner),
    **dict.fromkeys(("spread_element", "jsx_expression", "expression_statement", "instantiation_expression"), _inner),
    "type_assertion": _assertion,
    "member_expression": _member,
    "meta_property": _meta,
    "subscript_expression": _subscript,
    "call_expression": _call,
    "new_expression": _new,
    "array": _array,
    "object": _object,
    "binary_expression": _binary,
    "ternary_expression": _ternary,
    **dict.fromkeys(("unary_expression", "update_expression"), _unary),
    "sequence_expression": _sequence,
    **dict.fromkeys(("assignment_expression", "augmented_assignment_expression"), _assignment),
    "yield_expression": _yield,
    **dict.fromkeys(("arrow_function", "function_expression", "function", "generator_function"), _function),
    "class": _class,
    **dict.fromkeys(("jsx_element", "jsx_self_closing_element", "jsx_fragment"), _jsx),
    # Types hold no values.
    **dict.fromkeys(("type_arguments", "type_annotation", "type_identifier", "predefined_type", "generic_type"), lambda _, node: ir.Opaque(node)),
}
