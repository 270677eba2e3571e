"""What do the parameters and left-hand sides of PHP bind?"""

from helcim_audit.program import ir
from helcim_audit.program.php_expressions import Lowering, expression, named_class
from helcim_audit.program.php_names import scope
from helcim_audit.program.treesitter import Node, named

PARAMETERS = frozenset(("simple_parameter", "variadic_parameter", "property_promotion_parameter"))


def target(low: Lowering, node: Node) -> ir.Target | None:
    """The left side of an assignment; None where nothing can be bound."""
    match node.kind():
        case "list_literal" | "array_creation_expression":
            return _pattern(low, node)
        case "by_ref" | "parenthesized_expression":
            inside = named(node)
            return target(low, inside[-1]) if inside else None
        case _:
            place = expression(low, node)
            return place if isinstance(place, ir.Name | ir.Attribute | ir.Item) else None


def _pattern(low: Lowering, node: Node) -> ir.Pattern:
    """`[$a, , $b]`, `['k' => $a]`, `list($a, list($b))`."""
    fields: list[ir.PatternField] = []
    index = 0
    key: str | None = None
    last: Node | None = None
    for child in [*node.children(), None]:
        kind = child.kind() if child is not None else ","
        if kind == "=>" and last is not None:
            name = expression(low, last)
            key, last = (name.value if isinstance(name, ir.Literal) else ""), None
        elif kind == ",":
            bound = target(low, last) if last is not None else None
            if bound is not None:
                fields.append(ir.PatternField(str(index) if key is None else key, bound))
            index, key, last = index + 1, None, None
        elif kind == "array_element_initializer" and child is not None:
            inside = named(child)
            if len(inside) > 1:
                name = expression(low, inside[0])
                key = name.value if isinstance(name, ir.Literal) else ""
            last = inside[-1] if inside else None
        elif child is not None and child.is_named() and kind != "comment":
            last = child
    return ir.Pattern(tuple(fields))


def parameters(low: Lowering, function: Node) -> tuple[ir.Param, ...]:
    """The parameters of a function, method or closure."""
    listed = function.field("parameters")
    return tuple(_parameter(low, child) for child in named(listed) if child.kind() in PARAMETERS) if listed is not None else ()


def name_of(node: Node) -> str:
    """The variable that a parameter or property declares."""
    name = node.field("name")
    return name.text().lstrip("&$") if name is not None else ""


def _parameter(low: Lowering, node: Node) -> ir.Param:
    value = node.field("default_value")
    default = expression(low, value) if value is not None else None
    return ir.Param(name_of(node), default, "*" if node.kind() == "variadic_parameter" else "", annotation=annotation(low, node))


def annotation(low: Lowering, node: Node) -> ir.Expr | None:
    """The type of a parameter or property; of a union the first."""
    written = node.field("type")
    return _type(low, written) if written is not None else None


def _type(low: Lowering, node: Node) -> ir.Expr | None:
    match node.kind():
        case "primitive_type":
            return ir.Name(node, node.text())
        case "name" | "qualified_name":
            return scope(node) or named_class(low, node)
        case _:
            return next((one for child in named(node) if (one := _type(low, child)) is not None), None)
