"""What do the patterns of Rust bind?"""

from helcim_audit.program import ir
from helcim_audit.program.grammar import Lowering, Statements, declare
from helcim_audit.program.treesitter import Node, named

_AROUND = ("mut_pattern", "ref_pattern", "reference_pattern", "match_pattern", "parenthesized_pattern")


def target(low: Lowering, node: Node) -> ir.Target | None:
    """A pattern as a target: a name, or a destructuring of tuples, slices and structs."""
    match node.kind():
        case "identifier" | "shorthand_field_identifier":
            return declare(low, node, node.text())
        case "tuple_pattern" | "slice_pattern":
            places = [child for child in node.children() if child.kind() not in ("(", ")", "[", "]", ",")]
            fields = [ir.PatternField(str(index), one) for index, child in enumerate(places) if (one := target(low, child)) is not None]
            return ir.Pattern(tuple(fields))
        case "struct_pattern":
            return ir.Pattern(tuple([held for child in named(node) if child.kind() == "field_pattern" and (held := _field(low, child)) is not None]))
        case kind if kind in _AROUND:
            inside = [child for child in named(node) if child.kind() != "mutable_specifier"]
            return target(low, inside[-1]) if inside else None
        case "captured_pattern":
            inside = named(node)
            return target(low, inside[0]) if inside else None
        case "tuple_struct_pattern":  # Some(x): what is in it is the value itself
            inside = named(node)[1:]
            return target(low, inside[0]) if len(inside) == 1 else None
        case _:
            return None


def _field(low: Lowering, node: Node) -> ir.PatternField | None:
    title, pattern = node.field("name"), node.field("pattern")
    if title is None:
        return None
    found = target(low, pattern if pattern is not None else title)
    return ir.PatternField(title.text(), found) if found is not None else None


def binds(low: Lowering, node: Node, value: ir.Expr) -> Statements:
    """What a pattern binds of `value`; an error is no part of it."""
    match node.kind():
        case "tuple_struct_pattern":
            inside = named(node)
            failed = bool(inside) and inside[0].text() == "Err"
            given: ir.Expr = ir.Caught(node) if failed else value
            return tuple(one for child in inside[1:] for one in binds(low, child, given))
        case "or_pattern":
            return tuple(one for child in named(node) if child.kind() != "identifier" for one in binds(low, child, value))
        case "captured_pattern":
            inside = named(node)
            found = target(low, inside[0]) if inside else None
            first = (ir.Bind(node, found, value),) if found is not None else ()
            return (*first, *(one for child in inside[1:] for one in binds(low, child, value)))
        case "identifier" if node.text()[:1].isupper():  # a constant or a variant
            return ()
        case _:
            place = target(low, node)
            if place is None or (isinstance(place, ir.Pattern) and not place.fields):
                return ()
            return (ir.Bind(node, place, value),)
