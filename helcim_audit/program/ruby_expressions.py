"""Which expression of the intermediate representation is a Ruby expression that sends no message?"""

from collections.abc import Callable

from helcim_audit.lazy import regex
from helcim_audit.program import ir, signs
from helcim_audit.program.pages import PRINTED
from helcim_audit.program.ruby_calls import pair
from helcim_audit.program.ruby_lowering import Lowering, expression, part, value_of
from helcim_audit.program.ruby_strings import joined
from helcim_audit.program.treesitter import Node, named


def _name(low: Lowering, node: Node) -> ir.Expr:
    name = node.text()
    if node.kind() == "constant":
        low.constants.setdefault(name, node)
    return ir.Name(node, name)


def _self(_: Lowering, node: Node) -> ir.Expr:
    return ir.Name(node, "self")


def _instance(low: Lowering, node: Node) -> ir.Expr:
    """`@x` and `@@x`: fields of the object or its class. A method `x` that keeps its value in `@x` is another member."""
    name = node.text().lstrip("@")
    return ir.Attribute(node, ir.Name(node, "self"), f"@{name}" if name in low.methods else name)


def _constant(_: Lowering, node: Node) -> ir.Expr:
    return ir.Constant(node, node.text())


_CONSTANT = regex(r"(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*\Z")


def _scope(low: Lowering, node: Node) -> ir.Expr:
    """`A::B`, `::A`."""
    scope, name = node.field("scope"), node.field("name")
    title = name.text() if name is not None else ""
    if _CONSTANT.match(written := node.text()) is not None:
        low.constants.setdefault(written, node)
        found: ir.Expr | None = None
        for one in written.removeprefix("::").split("::"):
            found = ir.Name(node, one) if found is None else ir.Attribute(node, found, one)
        return found or ir.Opaque(node)
    return ir.Attribute(node, expression(low, scope), title) if scope is not None else ir.Name(node, title)


def _inner(low: Lowering, node: Node) -> ir.Expr:
    return value_of(low, named(node), node)


def _array(low: Lowering, node: Node) -> ir.Expr:
    items: list[ir.Arg] = []
    for child in named(node):
        inside = named(child) if child.kind() == "splat_argument" else []
        if child.kind() == "pair":
            items.append(ir.Arg(ir.Record(child, (pair(low, child),))))
        else:
            items.append(ir.Arg(expression(low, inside[0]), spread=True) if inside else ir.Arg(expression(low, child)))
    return ir.Sequence(node, tuple(items))


def _hash(low: Lowering, node: Node) -> ir.Expr:
    entries: list[ir.Entry] = []
    for child in named(node):
        if child.kind() == "pair":
            entries.append(pair(low, child))
        elif child.kind() == "hash_splat_argument" and (inside := named(child)):
            entries.append(ir.Entry(None, expression(low, inside[0])))
    return ir.Record(node, tuple(entries))


def _element(low: Lowering, node: Node) -> ir.Expr:
    """`x[key]`, `x[start, length]`, `x[from..to]`."""
    inside = named(node)
    if not inside:
        return ir.Opaque(node)
    base, keys = expression(low, inside[0]), inside[1:]
    if len(keys) == 2:
        low_bound, length = (_number(key) for key in keys)
        if low_bound is None or length is None:
            return ir.Slice(node, base, low_bound, None, known=False)
        end = low_bound + length
        return ir.Slice(node, base, low_bound, None if low_bound < 0 <= end else end)
    if len(keys) == 1 and keys[0].kind() == "range":
        return _slice(node, base, keys[0])
    return ir.Item(node, base, expression(low, keys[0]) if keys else ir.Constant(node, ""))


def _slice(node: Node, base: ir.Expr, key: Node) -> ir.Expr:
    begin, end = key.field("begin"), key.field("end")
    start, stop = (_number(one) if one is not None else None for one in (begin, end))
    known = (begin is None or start is not None) and (end is None or stop is not None)
    if stop is not None and any(child.kind() == ".." for child in key.children()):
        stop = None if stop == -1 else stop + 1
    return ir.Slice(node, base, start, stop, known)


def _number(node: Node) -> int | None:
    text = node.text().replace(" ", "").replace("_", "")
    return int(text) if text.lstrip("-").isdigit() and len(text) < 9 else None


_TESTS = frozenset(("==", "===", "!=", "<", ">", "<=", ">=", "<=>", "=~", "!~", "-", "*", "/", "**", "|", "&", "^", ">>"))


def _binary(low: Lowering, node: Node) -> ir.Expr:
    operator = node.field("operator")
    sign = operator.text() if operator is not None else ""
    if sign == "+":
        return _join(low, node)
    left, right = part(low, node, "left"), part(low, node, "right")
    match sign:
        case "||" | "or":
            return ir.Choice(node, (left, right))
        case "&&" | "and":
            return ir.Choice(node, (right, ir.Test(node, (left,))))
        case "<<" if isinstance(left, ir.Name | ir.Attribute | ir.Item):  # appends
            low.pending.append(ir.Bind(node, left, right, extends=True))
            return left
        case "<<":
            return ir.Join(node, (left, right))
        case "%":
            if isinstance(left, ir.Literal) and not isinstance(right, ir.Record):
                return ir.Call(node, ir.Name(node, "format"), (ir.Arg(left), *(right.items if isinstance(right, ir.Sequence) else (ir.Arg(right),))))
            return ir.Join(node, (left, right)) if isinstance(left, ir.Literal | ir.Join) else ir.Test(node, (left, right))
        case _:
            return signs.test(node, sign, left, right) if sign in _TESTS else ir.Opaque(node, (left, right))


def _join(low: Lowering, node: Node) -> ir.Expr:
    """`a + b + c ...`, which the grammar nests to the left, in one go: such chains are long."""
    parts: list[Node] = []
    left: Node | None = node
    while left is not None and left.kind() == "binary":
        operator, right = left.field("operator"), left.field("right")
        if operator is None or operator.text() != "+":
            break
        if right is not None:
            parts.append(right)
        left = left.field("left")
    if left is not None:
        parts.append(left)
    lowered = [expression(low, part) for part in reversed(parts)]
    if lowered and all(isinstance(part, ir.Constant) for part in lowered):
        return ir.Test(node, tuple(lowered))
    return joined(node, lowered)


def _unary(low: Lowering, node: Node) -> ir.Expr:
    operator = node.field("operator")
    return signs.test(node, operator.text() if operator is not None else "", *[expression(low, child) for child in named(node)])


def _ternary(low: Lowering, node: Node) -> ir.Expr:
    test = ir.Test(node, (part(low, node, "condition"),))
    return ir.Choice(node, (part(low, node, "consequence"), part(low, node, "alternative"), test))


def branch(node: Node | None) -> list[Node]:
    """The statements of `then`, `else` and `ensure`."""
    return named(node) if node is not None else []


def _if(low: Lowering, node: Node) -> ir.Expr:
    """`if` as a value; `elsif` is an `if` in its place."""
    test = part(low, node, "condition")
    chosen = value_of(low, branch(node.field("consequence")), node)
    other = node.field("alternative")
    options = [chosen]
    if other is not None:
        options.append(expression(low, other) if other.kind() == "elsif" else value_of(low, branch(other), node))
    return ir.Choice(node, (*options, ir.Test(node, (test,))))


def _modifier(low: Lowering, node: Node) -> ir.Expr:
    """`x if y`, `x unless y`."""
    test = part(low, node, "condition")
    return ir.Choice(node, (part(low, node, "body"), ir.Test(node, (test,))))


def _rescued(low: Lowering, node: Node) -> ir.Expr:
    """`x rescue y`."""
    return ir.Choice(node, (part(low, node, "body"), part(low, node, "handler")))


def _case(low: Lowering, node: Node) -> ir.Expr:
    tests: list[ir.Expr] = []
    options: list[ir.Expr] = []
    for child in named(node):
        match child.kind():
            case "when":
                tests.extend(expression(low, one) for pattern in child.field_children("pattern") for one in named(pattern))
                options.append(value_of(low, branch(child.field("body")), child))
            case "in_clause":
                options.append(value_of(low, branch(child.field("body")), child))
            case "else":
                options.append(value_of(low, branch(child), child))
            case _:
                tests.append(expression(low, child))
    return ir.Choice(node, (*options, ir.Test(node, tuple(tests))))


def _begin(low: Lowering, node: Node) -> ir.Expr:
    """`begin ... rescue ... end` as a value."""
    plain: list[Node] = []
    others: list[ir.Expr] = []
    for child in named(node):
        match child.kind():
            case "rescue":
                others.append(value_of(low, branch(child.field("body")), child))
            case "ensure" | "else":
                low.pending.extend(low.block(low, branch(child), False))
            case _:
                plain.append(child)
    value = value_of(low, plain, node)
    return ir.Choice(node, (value, *others)) if others else value


def _assignment(low: Lowering, node: Node) -> ir.Expr:
    right = node.field("right")
    value = _several(low, right) if right is not None else ir.Constant(node, "nil")
    left = node.field("left")
    if left is not None and left.text() == PRINTED:  # a printed value with a block
        low.pending.append(ir.Evaluate(ir.Markup(node, "template", (), (value,))))
        return ir.Opaque(node)
    target = low.target(low, left) if left is not None else None
    if target is None:
        return value
    operator = node.field("operator")
    extends = operator is not None and operator.text() in ("||=", "+=", "<<=", "&&=")
    low.pending.append(ir.Bind(node, target, value, extends=extends))
    # What was assigned is the value: reading the target would say the same, a pattern cannot be read.
    return target if not isinstance(target, ir.Pattern) else ir.Opaque(node)


def _several(low: Lowering, node: Node) -> ir.Expr:
    return _array(low, node) if node.kind() == "right_assignment_list" else expression(low, node)


def _function(low: Lowering, node: Node) -> ir.Expr:
    return low.function(low, node)


def _method(low: Lowering, node: Node) -> ir.Expr:
    """`private def x`: the method is defined, the value is its name."""
    function = low.function(low, node)
    low.pending.append(ir.Define(function))
    return ir.Literal(node, function.name)


def _jump(low: Lowering, node: Node) -> ir.Expr:
    """`return`, `next`, `break` in the place of a value (`x or return y`)."""
    low.pending.extend(low.block(low, [node], False))
    return ir.Opaque(node)


TABLE: dict[str, Callable[[Lowering, Node], ir.Expr]] = {
    **dict.fromkeys(("constant", "global_variable"), _name),
    "self": _self,
    **dict.fromkeys(("instance_variable", "class_variable"), _instance),
    **dict.fromkeys(("integer", "float", "true", "false", "nil", "rational", "complex"), _constant),
    "scope_resolution": _scope,
    **dict.fromkeys(("parenthesized_statements", "then", "do", "block_body", "body_statement", "interpolation", "pattern", "begin_block"), _inner),
    "array": _array,
    "hash": _hash,
    "right_assignment_list": _array,
    "element_reference": _element,
    "binary": _binary,
    **dict.fromkeys(("unary", "range"), _unary),
    "conditional": _ternary,
    **dict.fromkeys(("if", "unless", "elsif"), _if),
    **dict.fromkeys(("if_modifier", "unless_modifier"), _modifier),
    "rescue_modifier": _rescued,
    **dict.fromkeys(("case", "case_match"), _case),
    "begin": _begin,
    **dict.fromkeys(("assignment", "operator_assignment"), _assignment),
    **dict.fromkeys(("lambda", "block", "do_block"), _function),
    **dict.fromkeys(("method", "singleton_method"), _method),
    **dict.fromkeys(("return", "next", "break", "while", "until", "for", "class", "module", "while_modifier", "until_modifier"), _jump),
}
