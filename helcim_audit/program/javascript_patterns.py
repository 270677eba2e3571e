"""What do the parameters and left-hand sides of JavaScript bind?"""

from helcim_audit.program import ir
from helcim_audit.program.javascript_expressions import Lowering, expression, key
from helcim_audit.program.treesitter import Node, named


def target(low: Lowering, node: Node) -> ir.Target | None:
    """The left side of an assignment or declaration; None where nothing can be bound."""
    match node.kind():
        case "identifier" | "shorthand_property_identifier_pattern" | "property_identifier":
            return ir.Name(node, node.text())
        case "object_pattern" | "array_pattern":
            return pattern(low, node)
        case "object" | "array":  # some grammars read `[a, b] = c` as a value first
            return None
        case "parenthesized_expression" | "non_null_expression" | "as_expression" | "satisfies_expression":
            inside = named(node)
            return target(low, inside[0]) if inside else None
        case "member_expression" | "subscript_expression":
            place = expression(low, node)
            return place if isinstance(place, ir.Attribute | ir.Item) else None
        case _:
            return None


def pattern(low: Lowering, node: Node) -> ir.Pattern:
    """`{a, b: c = 1, ...rest}` or `[a, , b = 2]`."""
    fields: list[ir.PatternField] = []
    rest: ir.Target | None = None
    if node.kind() == "array_pattern":
        index = 0
        for child in node.children():
            if child.kind() == ",":
                index += 1
            elif child.kind() == "rest_pattern":
                rest = _rest(low, child)
            elif child.is_named() and (one := _field(low, str(index), child)) is not None:
                fields.append(one)
        return ir.Pattern(tuple(fields), rest)
    for child in named(node):
        match child.kind():
            case "shorthand_property_identifier_pattern":
                fields.append(ir.PatternField(child.text(), ir.Name(child, child.text())))
            case "object_assignment_pattern":
                left, right = child.field("left"), child.field("right")
                if left is not None and (bound := target(low, left)) is not None:
                    default = expression(low, right) if right is not None else None
                    fields.append(ir.PatternField(left.text(), bound, default))
            case "pair_pattern":
                name = key(low, child, "key")
                value = child.field("value")
                if value is not None:
                    one = _field(low, name.value if isinstance(name, ir.Literal) else "", value)
                    fields.extend([one] if one is not None else [])
            case "rest_pattern":
                rest = _rest(low, child)
            case _:
                pass
    return ir.Pattern(tuple(fields), rest)


def _field(low: Lowering, name: str, node: Node) -> ir.PatternField | None:
    if node.kind() != "assignment_pattern":
        bound = target(low, node)
        return ir.PatternField(name, bound) if bound is not None else None
    left, right = node.field("left"), node.field("right")
    bound = target(low, left) if left is not None else None
    return ir.PatternField(name, bound, expression(low, right) if right is not None else None) if bound is not None else None


def _rest(low: Lowering, node: Node) -> ir.Target | None:
    inside = named(node)
    return target(low, inside[0]) if inside else None


def parameters(low: Lowering, function: Node) -> tuple[ir.Param, ...]:
    """The parameters of a function, method or arrow, in order, so that positions fit the arguments."""
    alone = function.field("parameter")
    if alone is not None:
        return (_parameter(low, alone),)
    listed = function.field("parameters")
    if listed is None:
        return ()
    found = [child for child in named(listed) if child.kind() not in ("decorator", "ERROR")]
    return tuple(_parameter(low, child) for child in found if not (child.kind() == "required_parameter" and child.text() == "this"))


def _parameter(low: Lowering, node: Node) -> ir.Param:
    match node.kind():
        case "required_parameter" | "optional_parameter":
            inner, value = node.field("pattern"), node.field("value")
            default = expression(low, value) if value is not None else None
            written = annotation(node)
            return _plain(low, inner, default, written) if inner is not None else ir.Param("", default, annotation=written)
        case "assignment_pattern":
            left, right = node.field("left"), node.field("right")
            default = expression(low, right) if right is not None else None
            return _plain(low, left, default, None) if left is not None else ir.Param("", default)
        case _:
            return _plain(low, node, None, None)


def _plain(low: Lowering, node: Node, default: ir.Expr | None, written: ir.Expr | None) -> ir.Param:
    match node.kind():
        case "rest_pattern":
            inner = _rest(low, node)
            return ir.Param(inner.id if isinstance(inner, ir.Name) else "", kind="*", pattern=inner if isinstance(inner, ir.Pattern) else None)
        case "object_pattern" | "array_pattern":
            return ir.Param("", default, pattern=pattern(low, node), annotation=written)
        case _:
            return ir.Param(node.text(), default, annotation=written)


def annotation(node: Node) -> ir.Expr | None:
    """The type after `:`, without its arguments: a name or a dotted name."""
    written = node.field("type")
    if written is None:
        return None
    return _type(written)


def _type(node: Node) -> ir.Expr | None:
    match node.kind():
        case "type_annotation" | "parenthesized_type" | "readonly_type":
            inside = named(node)
            return _type(inside[0]) if inside else None
        case "type_identifier" | "identifier" | "predefined_type":
            return ir.Name(node, node.text())
        case "generic_type":
            inner = node.field("name")
            return _type(inner) if inner is not None else None
        case "nested_type_identifier" | "nested_identifier" | "member_expression":
            parts = node.text().replace(" ", "").split(".")
            found: ir.Expr = ir.Name(node, parts[0])
            for name in parts[1:]:
                found = ir.Attribute(node, found, name)
            return found
        case "union_type":
            return next((one for child in named(node) if (one := _type(child)) is not None), None)
        case _:
            return None
