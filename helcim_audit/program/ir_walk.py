"""Which expressions stand in a statement, and which in a function?"""

from collections.abc import Iterable, Iterator

from helcim_audit.lazy import regex
from helcim_audit.program import ir


def expressions(body: Iterable[ir.Stmt]) -> Iterator[ir.Expr]:
    """Every expression of `body`, bodies of functions included, outer ones before their parts."""
    waiting: list[ir.Expr] = [value for statement in body for value in values(statement)]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(inside(one) if isinstance(one, ir.Function) else ir.children(one))


def within(expr: ir.Expr) -> Iterator[ir.Expr]:
    """An expression and its parts, bodies of functions excluded, outer ones before their parts."""
    waiting = [expr]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(ir.children(one))


_TAG = regex(r"(?i)<(?:!doctype|/?(?:html|head|body|script|div|span|p|b|i|a|input|meta|td|th|tr|li|ul|h[1-6]|pre|code|form|button|label|strong|em|small|iframe|section|option|textarea|br|style|link|template)\b)")


def holds_markup(expr: ir.Expr) -> bool:
    """Whether a text in an expression is part of a page."""
    return any(isinstance(part, ir.Literal) and _TAG.search(part.value) for part in within(expr))


def inside(function: ir.Function) -> Iterator[ir.Expr]:
    """What stands in decorators, defaults and the body."""
    yield from function.decorators
    for param in function.params:
        if param.default is not None:
            yield param.default
    for statement in function.body:
        yield from values(statement)


def values(statement: ir.Stmt) -> Iterator[ir.Expr]:
    """The outermost expressions of a statement and of the statements in it."""
    match statement:
        case ir.Bind(target=target, value=value):
            yield value
            yield from _target(target)
        case ir.Evaluate(value=value) | ir.Raise(value=value):
            yield value
        case ir.Return(value=value) | ir.Export(value=value):
            if value is not None:
                yield value
        case ir.Branch(test=test, bodies=bodies):
            if test is not None:
                yield test
            for body in bodies:
                for inner in body:
                    yield from values(inner)
        case ir.Loop(iterable=iterable, body=body):
            if iterable is not None:
                yield iterable
            for inner in body:
                yield from values(inner)
        case ir.Define(function=function):
            yield function
        case ir.Class(bases=bases, body=body, decorators=decorators):
            yield from bases
            yield from decorators
            for inner in body:
                yield from values(inner)
        case _:
            return


def _target(target: ir.Target) -> Iterator[ir.Expr]:
    match target:
        case ir.Attribute(base=base):
            yield base
        case ir.Item(base=base, key=key):
            yield from (base, key)
        case ir.Pattern(fields=fields):
            for one in fields:
                if one.default is not None:
                    yield one.default
                yield from _target(one.target)
        case _:
            return
