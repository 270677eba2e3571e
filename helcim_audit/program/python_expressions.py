"""Which expression of the intermediate representation is a Python expression?

Nodes are LibCST's. What an expression does on the side (a walrus, `yield`, the loops of a comprehension) is put
into `Lowering.pending`, which the statement that the expression belongs to runs first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from helcim_audit.program import ir
from helcim_audit.program.python_format import braces, join, shown
from helcim_audit.program.python_guard import BROKEN
from helcim_audit.program.python_operators import operation
from helcim_audit.program.python_text import pieces, text_of, unescape

DEEPEST = 150
"""Levels of nesting that are lowered: Python's own stack sets the limit."""


@dataclass(slots=True)
class Lowering:
    """What the functions of one document share.

    function: lowers a lambda. target: lowers the left side of an assignment. first: what the first parameter of
    the method around is called ("self" stands for it everywhere), or "". scope: "module", "class" or "function".
    typing: inside `if TYPE_CHECKING`.
    """

    function: "Callable[[Lowering, cst.Lambda], ir.Function]"
    target: "Callable[[Lowering, cst.BaseExpression], ir.Target | None]"
    pending: list[ir.Stmt] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    depth: int = 0
    first: str = ""
    scope: str = "module"
    typing: bool = False


def expression(low: Lowering, node: cst.CSTNode) -> ir.Expr:
    """Lower one expression."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ir.Opaque(node)
    lower = _LOWER.get(type(node))
    if lower is None:
        return ir.Opaque(node)
    low.depth += 1
    try:
        return lower(low, node)
    finally:
        low.depth -= 1


def _name(low: Lowering, node: cst.Name) -> ir.Expr:
    name = node.value
    if name in ("True", "False", "None"):
        return ir.Constant(node, name)
    return ir.Name(node, "self" if name == low.first else name)


def _number(_: Lowering, node: cst.BaseNumber) -> ir.Expr:
    return ir.Constant(node, str(getattr(node, "value", "")))


def _ellipsis(_: Lowering, node: cst.Ellipsis) -> ir.Expr:
    return ir.Constant(node, "...")


def _string(_: Lowering, node: cst.SimpleString) -> ir.Expr:
    return ir.Literal(node, text_of(node))


def _formatted(low: Lowering, node: cst.FormattedString | cst.TemplatedString) -> ir.Expr:
    return join(node, _parts(low, node))


def _parts(low: Lowering, node: cst.FormattedString | cst.TemplatedString) -> list[ir.Expr]:
    """The pieces of an f-string; text keeps its own place."""
    prefix = node.start.lower()
    parts: list[ir.Expr] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText | cst.TemplatedStringText):
            parts.append(ir.Literal(part, unescape(part.value, prefix).replace("{{", "{").replace("}}", "}")))
        elif isinstance(part, cst.FormattedStringExpression | cst.TemplatedStringExpression):
            spec: Sequence[cst.CSTNode] = part.format_spec or ()
            written = "".join(one.value for one in spec if isinstance(one, cst.FormattedStringText | cst.TemplatedStringText))
            value = expression(low, part.expression)
            parts.append(shown(part, value, written) if len(spec) == 1 else value)
    return parts


def _concatenated(low: Lowering, node: cst.ConcatenatedString) -> ir.Expr:
    parts: list[ir.Expr] = []
    for piece in pieces(node):
        parts.extend(_parts(low, piece) if isinstance(piece, cst.FormattedString | cst.TemplatedString) else [expression(low, piece)])
    return join(node, parts)


def _attribute(low: Lowering, node: cst.Attribute) -> ir.Expr:
    return ir.Attribute(node, expression(low, node.value), node.attr.value)


def _subscript(low: Lowering, node: cst.Subscript) -> ir.Expr:
    base = expression(low, node.value)
    if len(node.slice) != 1:
        keys = (one.slice.value for one in node.slice if isinstance(one.slice, cst.Index))
        return ir.Item(node, base, ir.Sequence(node, tuple(ir.Arg(expression(low, key)) for key in keys)))
    inner = node.slice[0].slice
    if isinstance(inner, cst.Index):
        return ir.Item(node, base, expression(low, inner.value))
    if not isinstance(inner, cst.Slice) or (inner.step is not None and _integer(inner.step) != 1):
        return ir.Slice(node, base, None, None, False)  # `token[::-1]`: what is cut out of it next is not the beginning
    low_bound, low_known = _bound(inner.lower, node.value)
    high_bound, high_known = _bound(inner.upper, node.value)
    # An upper bound that is computed is one all the same: what is left is a part.
    return ir.Slice(node, base, low_bound, high_bound if high_known else 1, low_known and high_known)


def _integer(node: cst.CSTNode) -> int | None:
    sign = 1
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        sign, node = -1, node.expression
    if isinstance(node, cst.Integer) and len(node.value) < 20 and node.value.isdecimal():
        return sign * int(node.value)
    return None


def _bound(node: cst.BaseExpression | None, base: cst.BaseExpression) -> tuple[int | None, bool]:
    """A bound of a slice, and whether it is known: `len(x) - 4` of `x` is -4."""
    if node is None or (isinstance(node, cst.Name) and node.value == "None"):
        return None, True
    value = _integer(node)
    if value is None and isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Subtract):
        less = _integer(node.right)
        if less and isinstance(node.left, cst.Call) and dotted(node.left.func) == "len" and len(node.left.args) == 1:
            measured = dotted(node.left.args[0].value)
            value = -less if measured and measured == dotted(base) else None
    return value, value is not None


def dotted(node: cst.CSTNode) -> str:
    """`a.b.c` of names and attributes, "" for anything else."""
    names: list[str] = []
    while isinstance(node, cst.Attribute):
        names.append(node.attr.value)
        node = node.value
    if not isinstance(node, cst.Name):
        return ""
    names.append(node.value)
    return ".".join(reversed(names))


def arguments(low: Lowering, args: Sequence[cst.Arg]) -> tuple[ir.Arg, ...]:
    """The arguments of a call or of a class."""
    return tuple(
        ir.Arg(expression(low, arg.value), arg.keyword.value if arg.keyword is not None else None, spread=arg.star != "") for arg in args
    )


def _call(low: Lowering, node: cst.Call) -> ir.Expr:
    target, args = expression(low, node.func), arguments(low, node.args)
    match target:
        case ir.Name(id="isinstance" | "issubclass"):
            return ir.Test(node, tuple(arg.value for arg in args))
        case ir.Name(id="dict"):
            return _dict(node, args) or ir.Call(node, target, args)
        case ir.Attribute(base=ir.Literal() as text, name="format"):
            return braces(node, text, args)
        case ir.Attribute(base=ir.Literal() as text, name="format_map") if len(args) == 1:
            return braces(node, text, (ir.Arg(args[0].value, spread=True),))
        case _:
            return ir.Call(node, target, args)


def _dict(node: cst.Call, args: tuple[ir.Arg, ...]) -> ir.Record | None:
    """`dict(a=b, **c)`, `dict(c, a=b)`, `dict([("a", b)])`."""
    entries: list[ir.Entry] = []
    for arg in args:
        if arg.name is not None:
            entries.append(ir.Entry(ir.Literal(arg.value.at, arg.name), arg.value))
        elif isinstance(arg.value, ir.Sequence):
            for item in arg.value.items:
                pair = item.value
                if not isinstance(pair, ir.Sequence) or len(pair.items) != 2:
                    return None
                entries.append(ir.Entry(pair.items[0].value, pair.items[1].value))
        else:
            entries.append(ir.Entry(None, arg.value))
    return ir.Record(node, tuple(entries))


def _sequence(low: Lowering, node: cst.List | cst.Tuple | cst.Set) -> ir.Expr:
    return ir.Sequence(node, tuple(ir.Arg(expression(low, one.value), spread=isinstance(one, cst.StarredElement)) for one in node.elements))


def _record(low: Lowering, node: cst.Dict) -> ir.Expr:
    entries = []
    for one in node.elements:
        key = expression(low, one.key) if isinstance(one, cst.DictElement) else None
        entries.append(ir.Entry(key, expression(low, one.value)))
    return ir.Record(node, tuple(entries))


def _comprehension(low: Lowering, node: cst.BaseSimpleComp) -> ir.Expr:
    tests = _loops(low, node.for_in)
    return ir.Sequence(node, (ir.Arg(_guarded(node, expression(low, node.elt), tests)),))


def _dict_comprehension(low: Lowering, node: cst.DictComp) -> ir.Expr:
    tests = _loops(low, node.for_in)
    return ir.Record(node, (ir.Entry(expression(low, node.key), _guarded(node, expression(low, node.value), tests)),))


def _loops(low: Lowering, comp: cst.CompFor | None) -> tuple[ir.Expr, ...]:
    """The targets take their items first; the conditions are what the value depends on."""
    tests: list[ir.Expr] = []
    while comp is not None:
        iterable = expression(low, comp.iter)
        low.pending.append(ir.Loop(comp, low.target(low, comp.target), iterable, ()))
        tests.extend(expression(low, condition.test) for condition in comp.ifs)
        comp = comp.inner_for_in
    return tuple(tests)


def _guarded(node: cst.CSTNode, value: ir.Expr, tests: tuple[ir.Expr, ...]) -> ir.Expr:
    return ir.Choice(node, (value, ir.Test(node, tests))) if tests else value


def _boolean(low: Lowering, node: cst.BooleanOperation) -> ir.Expr:
    if isinstance(node.operator, cst.And):
        left = expression(low, node.left)
        return ir.Choice(node, (expression(low, node.right), ir.Test(node, (left,))))
    parts: list[cst.BaseExpression] = []
    left_most: cst.BaseExpression = node
    while isinstance(left_most, cst.BooleanOperation) and isinstance(left_most.operator, cst.Or):
        parts.append(left_most.right)
        left_most = left_most.left
    parts.append(left_most)
    return ir.Choice(node, tuple(expression(low, part) for part in reversed(parts)))


def _ternary(low: Lowering, node: cst.IfExp) -> ir.Expr:
    test = ir.Test(node, (expression(low, node.test),))
    return ir.Choice(node, (expression(low, node.body), expression(low, node.orelse), test))


def _comparison(low: Lowering, node: cst.Comparison) -> ir.Expr:
    sign = _SIGNS.get(type(node.comparisons[0].operator), "") if len(node.comparisons) == 1 else ""
    return ir.Test(node, (expression(low, node.left), *(expression(low, one.comparator) for one in node.comparisons)), sign)


_SIGNS: dict[type[cst.CSTNode], str] = {
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=", cst.GreaterThan: ">", cst.GreaterThanEqual: ">=", cst.In: "in", cst.NotIn: "not in",
}  # fmt: skip


def _unary(low: Lowering, node: cst.UnaryOperation) -> ir.Expr:
    value = _integer(node)
    return ir.Constant(node, str(value)) if value is not None else ir.Test(node, (expression(low, node.expression),), "not" if isinstance(node.operator, cst.Not) else "")


def _binary(low: Lowering, node: cst.BinaryOperation) -> ir.Expr:
    if isinstance(node.operator, cst.Add):
        return _sum(low, node)
    left, right = expression(low, node.left), expression(low, node.right)
    if isinstance(node.operator, cst.RightShift) and isinstance(left, ir.Name) and left.id == "print":
        raise ValueError(BROKEN)
    return operation(node, node.operator, left, right)


def _sum(low: Lowering, node: cst.BinaryOperation) -> ir.Expr:
    parts: list[ir.Expr] = []
    for piece in pieces(node):
        parts.extend(_parts(low, piece) if isinstance(piece, cst.FormattedString) else [expression(low, piece)])
    if all(isinstance(part, ir.Constant | ir.Test) for part in parts):
        return ir.Test(node, tuple(parts))
    if any(isinstance(part, ir.Sequence) for part in parts):
        return ir.Sequence(node, tuple(item for part in parts for item in (part.items if isinstance(part, ir.Sequence) else (ir.Arg(part, spread=True),))))
    return join(node, parts)


def _walrus(low: Lowering, node: cst.NamedExpr) -> ir.Expr:
    value, target = expression(low, node.value), low.target(low, node.target)
    if not isinstance(target, ir.Name):
        return value
    low.pending.append(ir.Bind(node, target, value))
    return target


def _await(low: Lowering, node: cst.Await) -> ir.Expr:
    return expression(low, node.expression)


def _yield(low: Lowering, node: cst.Yield) -> ir.Expr:
    if isinstance(node.value, cst.From):
        value = expression(low, node.value.item)
        low.pending.append(ir.Return(node, value))
        return value
    low.pending.append(ir.Return(node, expression(low, node.value) if node.value is not None else None))
    return ir.Opaque(node)


def _lambda(low: Lowering, node: cst.Lambda) -> ir.Expr:
    return low.function(low, node)


def _starred(low: Lowering, node: cst.StarredElement) -> ir.Expr:
    return expression(low, node.value)


_LOWER: dict[type[cst.CSTNode], Callable[[Lowering, Any], ir.Expr]] = {
    cst.Name: _name,
    **dict.fromkeys((cst.Integer, cst.Float, cst.Imaginary), _number),
    cst.Ellipsis: _ellipsis,
    cst.SimpleString: _string,
    cst.FormattedString: _formatted,
    cst.TemplatedString: _formatted,
    cst.ConcatenatedString: _concatenated,
    cst.Attribute: _attribute,
    cst.Subscript: _subscript,
    cst.Call: _call,
    **dict.fromkeys((cst.List, cst.Tuple, cst.Set), _sequence),
    cst.Dict: _record,
    **dict.fromkeys((cst.ListComp, cst.SetComp, cst.GeneratorExp), _comprehension),
    cst.DictComp: _dict_comprehension,
    cst.BooleanOperation: _boolean,
    cst.IfExp: _ternary,
    cst.Comparison: _comparison,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.NamedExpr: _walrus,
    cst.Await: _await,
    cst.Yield: _yield,
    cst.Lambda: _lambda,
    cst.StarredElement: _starred,
}
