"""What do the parameters and left-hand sides of Ruby bind?"""

from helcim_audit.program import ir
from helcim_audit.program.ruby_lowering import Lowering, expression
from helcim_audit.program.treesitter import Node, named

_LISTS = frozenset(("left_assignment_list", "destructured_left_assignment", "destructured_parameter"))


def target(low: Lowering, node: Node) -> ir.Target | None:
    """The left side of an assignment; None where nothing can be bound. Names are local variables from here on."""
    if node.kind() in _LISTS:
        return _pattern(low, node)
    if node.kind() == "identifier":
        low.variables.add(node.text())
        return ir.Name(node, node.text())
    if node.kind() == "call":  # x.y = z
        receiver, method = node.field("receiver"), node.field("method")
        return ir.Attribute(node, expression(low, receiver), method.text()) if receiver is not None and method is not None else None
    place = expression(low, node)
    return place if isinstance(place, ir.Name | ir.Attribute | ir.Item) else None


def _pattern(low: Lowering, node: Node) -> ir.Pattern:
    fields: list[ir.PatternField] = []
    rest: ir.Target | None = None
    for index, child in enumerate(named(node)):
        if child.kind() in ("rest_assignment", "splat_parameter"):
            inside = named(child)
            rest = target(low, inside[0]) if inside else None
        elif (bound := target(low, child)) is not None:
            fields.append(ir.PatternField(str(index), bound))
    return ir.Pattern(tuple(fields), rest)


_KINDS = {"splat_parameter": "*", "hash_splat_parameter": "**"}


def parameters(low: Lowering, listed: Node | None) -> tuple[ir.Param, ...]:
    """The parameters of a method, block or lambda, which are local variables."""
    found: list[ir.Param] = []
    for child in named(listed) if listed is not None else []:
        if child.kind() == "destructured_parameter":
            found.append(ir.Param("", pattern=_pattern(low, child)))
            continue
        name = child if child.kind() == "identifier" else child.field("name")
        value = child.field("value")
        if name is None and child.kind() not in _KINDS:
            continue
        title = name.text() if name is not None else ""
        low.variables.add(title)
        found.append(ir.Param(title, expression(low, value) if value is not None else None, _KINDS.get(child.kind(), "")))
    return tuple(found)
