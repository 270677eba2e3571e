"""Which statements of the intermediate representation are Python's?"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import libcst as cst

from helcim_audit.program import ir
from helcim_audit.program.python_annotations import annotation
from helcim_audit.program.python_expressions import DEEPEST, Lowering, dotted, expression
from helcim_audit.program.python_functions import Statements, declare, function, import_, import_from
from helcim_audit.program.python_operators import operation
from helcim_audit.program.python_patterns import captures, target


def block(low: Lowering, node: cst.CSTNode) -> Statements:
    """The statements of a module or of a body."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ()
    low.depth += 2
    outer, low.pending = low.pending, []
    body: list[ir.Stmt] = []
    for child in _statements(node):
        lower = _LOWER.get(type(child))
        if lower is not None:
            lowered = lower(low, child)
            # What the expressions of this statement did on the side was done before it.
            body.extend(low.pending)
            low.pending.clear()
            body.extend(lowered)
    low.pending = outer
    low.depth -= 2
    return tuple(body)


def _statements(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    for child in getattr(node, "body", ()):
        if isinstance(child, cst.SimpleStatementLine):
            yield from child.body
        else:
            yield child


def _aside(low: Lowering, node: cst.BaseExpression) -> Statements:
    """An expression that is evaluated inside of a body, with what it does on the side."""
    outer, low.pending = low.pending, []
    value = expression(low, node)
    done = (*low.pending, ir.Evaluate(value))
    low.pending = outer
    return done


# --- simple statements -----------------------------------------------------------------------------


def _evaluate(low: Lowering, node: cst.Expr) -> Statements:
    before = len(low.pending)
    value = expression(low, node.value)
    # A walrus is complete with its binding, `yield x` with its return.
    if len(low.pending) > before and isinstance(value, ir.Name | ir.Opaque):
        return ()
    return (ir.Evaluate(value),)


def _assign(low: Lowering, node: cst.Assign) -> Statements:
    value = expression(low, node.value)
    targets = [bound for one in node.targets if (bound := target(low, one.target)) is not None]
    if len(targets) == 1:
        return _bind(node, targets[0], value)
    if not targets:
        return (ir.Evaluate(value),)
    # `a = b = f()` calls once: the others take what the first has.
    targets.sort(key=lambda one: isinstance(one, ir.Pattern))
    first = targets[0]
    again = value if isinstance(first, ir.Pattern) or isinstance(value, ir.Name | ir.Literal | ir.Constant) else first
    return (*_bind(node, first, value), *(ir.Bind(node, other, again) for other in targets[1:]))


def _bind(node: cst.CSTNode, bound: ir.Target, value: ir.Expr, written: ir.Expr | None = None) -> Statements:
    if isinstance(value, ir.Function) and isinstance(bound, ir.Name):
        return (ir.Define(replace(value, name=bound.id)),)
    return (ir.Bind(node, bound, value, annotation=written),)


def _annotated(low: Lowering, node: cst.AnnAssign) -> Statements:
    bound = target(low, node.target)
    if bound is None or (node.value is None and low.scope != "class"):
        return ()
    value = expression(low, node.value) if node.value is not None else ir.Opaque(node)
    return _bind(node, bound, value, annotation(low, node.annotation))


def _augmented(low: Lowering, node: cst.AugAssign) -> Statements:
    bound = target(low, node.target)
    value = expression(low, node.value)
    if bound is None or isinstance(bound, ir.Pattern):
        return (ir.Evaluate(value),)
    match node.operator:
        case cst.AddAssign() | cst.BitOrAssign():
            return (ir.Bind(node, bound, value, extends=True),)
        case cst.ModuloAssign():
            return (ir.Bind(node, bound, operation(node, cst.Modulo(), bound, value)),)
        case _:
            return (ir.Bind(node, bound, ir.Test(node, (value,)), extends=True),)


def _delete(low: Lowering, node: cst.Del) -> Statements:
    """What is deleted holds nothing any more: `del headers["x"]` binds it to a constant."""
    return tuple(ir.Bind(node, place, ir.Constant(node, "None")) for place in _places(low, node.target))


def _places(low: Lowering, node: cst.BaseExpression) -> list[ir.Target]:
    if isinstance(node, cst.Tuple | cst.List):
        return [place for one in node.elements for place in _places(low, one.value)]
    if isinstance(node, cst.Subscript) and not isinstance(node.slice[0].slice, cst.Index):
        return []  # a part of a list
    place = target(low, node)
    return [place] if place is not None else []


def _return(low: Lowering, node: cst.Return) -> Statements:
    return (ir.Return(node, expression(low, node.value) if node.value is not None else None),)


def _raise(low: Lowering, node: cst.Raise) -> Statements:
    return (ir.Raise(node, expression(low, node.exc)),) if node.exc is not None else ()


def _assert(low: Lowering, node: cst.Assert) -> Statements:
    test = expression(low, node.test)
    if node.msg is None:
        return (ir.Evaluate(test),)
    return (ir.Branch(node, test, ((ir.Raise(node, expression(low, node.msg)),),)),)


def _outer(_: Lowering, node: cst.Global | cst.Nonlocal) -> Statements:
    return (ir.Outer(node, tuple(one.name.value for one in node.names), isinstance(node, cst.Global)),)


# --- compound statements ---------------------------------------------------------------------------


def _if(low: Lowering, node: cst.If) -> Statements:
    """A chain of `elif` is one Branch: each body is preceded by its own test."""
    test = expression(low, node.test)
    outer = low.typing
    low.typing = outer or dotted(node.test).rpartition(".")[2] == "TYPE_CHECKING"
    bodies = [block(low, node.body)]
    low.typing = outer
    other = node.orelse
    while isinstance(other, cst.If):
        bodies.append((*_aside(low, other.test), *block(low, other.body)))
        other = other.orelse
    bodies.append(block(low, other.body) if other is not None else ())
    return (ir.Branch(node, test, tuple(bodies)),)


def _for(low: Lowering, node: cst.For) -> Statements:
    iterable = expression(low, node.iter)
    loop = ir.Loop(node, target(low, node.target), iterable, block(low, node.body))
    return (loop, *_else(low, node.orelse))


def _while(low: Lowering, node: cst.While) -> Statements:
    loop = ir.Loop(node, None, None, (*_aside(low, node.test), *block(low, node.body)))
    return (loop, *_else(low, node.orelse))


def _else(low: Lowering, node: cst.Else | cst.Finally | None) -> Statements:
    return block(low, node.body) if node is not None else ()


def _try(low: Lowering, node: cst.Try | cst.TryStar) -> Statements:
    body = block(low, node.body)
    handlers = []
    for handler in node.handlers:
        name = handler.name.name if handler.name is not None else None
        first = (ir.Bind(handler, ir.Name(name, name.value), ir.Caught(handler, _kinds(low, handler.type))),) if isinstance(name, cst.Name) else ()
        handlers.append((*first, *block(low, handler.body)))
    caught = (ir.Branch(node, None, tuple(handlers)),) if handlers else ()
    return (*body, *_else(low, node.orelse), *caught, *_else(low, node.finalbody))


def _kinds(low: Lowering, node: cst.BaseExpression | None) -> tuple[ir.Expr, ...]:
    if isinstance(node, cst.Tuple):
        return tuple(expression(low, one.value) for one in node.elements)
    return (expression(low, node),) if node is not None else ()


def _with(low: Lowering, node: cst.With) -> Statements:
    opened: list[ir.Stmt] = []
    for item in node.items:
        value = expression(low, item.item)
        bound = target(low, item.asname.name) if item.asname is not None else None
        opened.append(ir.Bind(item, bound, value) if bound is not None else ir.Evaluate(value))
    return (*opened, *block(low, node.body))


def _match(low: Lowering, node: cst.Match) -> Statements:
    subject = expression(low, node.subject)
    before: Statements = ()
    if not isinstance(subject, ir.Name | ir.Attribute | ir.Item):  # it is evaluated once
        before = (ir.Bind(node, ir.Name(node.subject, "(subject)"), subject),)
        subject = ir.Name(node.subject, "(subject)")
    bodies = []
    for case in node.cases:
        bound = tuple(captures(low, case.pattern, subject))
        guard = _aside(low, case.guard) if case.guard is not None else ()
        bodies.append((*bound, *guard, *block(low, case.body)))
    return (*before, ir.Branch(node, subject, tuple(bodies)))


def _define(low: Lowering, node: cst.FunctionDef) -> Statements:
    return (ir.Define(function(low, node, block)),)


def _class(low: Lowering, node: cst.ClassDef) -> Statements:
    return (declare(low, node, block),)


_LOWER: dict[type[cst.CSTNode], Callable[[Lowering, Any], Statements]] = {
    cst.Expr: _evaluate,
    cst.Assign: _assign,
    cst.AnnAssign: _annotated,
    cst.AugAssign: _augmented,
    cst.Del: _delete,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    **dict.fromkeys((cst.Global, cst.Nonlocal), _outer),
    cst.Import: import_,
    cst.ImportFrom: import_from,
    cst.If: _if,
    cst.For: _for,
    cst.While: _while,
    **dict.fromkeys((cst.Try, cst.TryStar), _try),
    cst.With: _with,
    cst.Match: _match,
    cst.FunctionDef: _define,
    cst.ClassDef: _class,
}
