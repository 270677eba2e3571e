"""What do the left sides of assignments and the patterns of `match` bind in Python?"""

from collections.abc import Iterator, Sequence

import libcst as cst

from helcim_audit.program import ir
from helcim_audit.program.python_expressions import Lowering, expression


def target(low: Lowering, node: cst.BaseExpression) -> ir.Target | None:
    """The left side of an assignment, or what a loop or `with` binds; None where nothing is bound."""
    match node:
        case cst.Tuple() | cst.List():
            return _unpacked(low, node.elements)
        case cst.StarredElement():
            return target(low, node.value)
        case _:
            place = expression(low, node)
            if isinstance(place, ir.Slice):  # x[1:] = y
                return place.base if isinstance(place.base, ir.Name | ir.Attribute | ir.Item) else None
            return place if isinstance(place, ir.Name | ir.Attribute | ir.Item) else None


def _unpacked(low: Lowering, elements: Sequence[cst.BaseElement]) -> ir.Pattern:
    fields: list[ir.PatternField] = []
    rest: ir.Target | None = None
    for index, one in enumerate(elements):
        bound = target(low, one.value)
        if isinstance(one, cst.StarredElement):
            rest = bound
        elif bound is not None:
            # Behind `*rest` a position counts from the end.
            position = index if not any(isinstance(before, cst.StarredElement) for before in elements[:index]) else index - len(elements)
            fields.append(ir.PatternField(str(position), bound))
    return ir.Pattern(tuple(fields), rest)


def captures(low: Lowering, pattern: cst.MatchPattern, value: ir.Expr) -> Iterator[ir.Bind]:
    """What a `case` binds of the value that it is matched against."""
    match pattern:
        case cst.MatchAs(pattern=inner, name=name):
            if inner is not None:
                yield from captures(low, inner, value)
            if name is not None:
                yield ir.Bind(pattern, ir.Name(name, name.value), value)
        case cst.MatchOr(patterns=options):
            for option in options:
                yield from captures(low, option.pattern, value)
        case cst.MatchList(patterns=items) | cst.MatchTuple(patterns=items):
            for index, item in enumerate(items):
                if isinstance(item, cst.MatchStar):
                    if item.name is not None:
                        yield ir.Bind(item, ir.Name(item.name, item.name.value), ir.Opaque(item, (value,)))
                else:
                    yield from captures(low, item.value, ir.Item(item, value, ir.Constant(item, str(index))))
        case cst.MatchMapping(elements=elements, rest=rest):
            for element in elements:
                yield from captures(low, element.pattern, ir.Item(element, value, expression(low, element.key)))
            if rest is not None:
                yield ir.Bind(pattern, ir.Name(rest, rest.value), value)
        case cst.MatchClass(patterns=positions, kwds=fields):
            for position in positions:
                yield from captures(low, position.value, ir.Opaque(position, (value,)))
            for field in fields:
                yield from captures(low, field.pattern, ir.Attribute(field, value, field.key.value))
        case _:
            return
