"""What do calls of Python's own library make of functions, classes and mappings: `partial`, `pipe`, `itemgetter`, `namedtuple`, `ChainMap`?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.program import ir
from helcim_audit.program.gathered import weakened
from helcim_audit.program.lattice import HEADERS, Mark, Value, join
from helcim_audit.program.scopes import Closure, Scope, Shape, last, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_PIPES = frozenset(("toolz.pipe", "cytoolz.pipe", "toolz.functoolz.pipe", "cytoolz.functoolz.pipe", "returns.pipeline.flow", "expression.pipe", "fn.pipe", "pydash.flow"))
_GETTERS = ("itemgetter", "attrgetter")
_MAKERS = frozenset(("namedtuple", "NamedTuple", "make_dataclass", "make_class"))


def of_library(machine: Machine, called: str, names: Sequence[str], given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value | None:
    """The value of such a call; None where it is none of them."""
    if called in ("partial", "partialmethod", "curry") and given:
        return _partial(machine, given, expr, scope)
    if called in ("pipe", "flow") and not _PIPES.isdisjoint(names) and given:
        return _piped(machine, given, expr, scope)
    if isinstance(expr.target, ir.Call) and last(written(expr.target.target)) in _GETTERS and len(given) == 1:
        return _got(machine, expr.target, given[0], scope)
    if called in _MAKERS and len(given) > 1 and given[0].value.texts:
        return _class(machine, called, given, expr, scope)
    if called == "vars" and len(given) == 1 and not given[0].value.refs:  # of a request: its headers too
        headers = machine.attribute(given[0].value, "headers", ir.Attribute(expr.at, given[0].expr, "headers"), scope)
        sent = tuple(taint for taint in headers.taints if taint.kind == HEADERS)
        return Value(sent, opaque=True) if sent else None
    if called in ("locals", "vars", "globals") and not given:
        return variables(scope.space.scope if called == "globals" else scope)
    if called == "ChainMap" and given:
        whole = given[-1].value
        for one in reversed(given[:-1]):
            whole = join((weakened(whole, one.value, expr.at, scope), one.value))
        return whole
    return None


def variables(scope: Scope) -> Value:
    """All that has a name here, where some of it may be secret."""
    return Value(fields={name: value for name, value in scope.names.items() if any(True for _ in value.all_taints())}, names=("locals()",), opaque=True)


def _partial(machine: Machine, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value:
    """A function some of whose parameters are given already."""
    made = []
    mark = Mark(scope.space.path, expr.at, "given beforehand")
    for ref in given[0].value.refs:
        if not isinstance(ref, Closure):
            made.append(ref)
            continue
        machine.invoke(ref, given[1:], mark)  # whoever calls it may not be seen
        key = (id(expr.at), id(ref.function))
        inner = machine.partials.get(key)
        if inner is None:
            params = [param for param in ref.function.params if not (ref.shape is not None and param.name in ("self", "cls"))]
            places = [one.value for one in given[1:] if one.name is None and not one.spread]
            named = {one.name: one.value for one in given[1:] if one.name}
            taken = {param.name: value for param, value in zip(params, places, strict=False) if not param.kind} | {param.name: named[param.name] for param in params if param.name in named}
            between = Scope(ref.scope.space, ref.scope, ref.scope.function)
            between.names = {name: value.step(mark) for name, value in taken.items()}
            function = replace(ref.function, params=tuple(param for param in params if param.name not in taken))
            inner = machine.partials[key] = Closure(function, between, ref.bound, ref.shape)
        made.append(inner)
    return Value(refs=tuple(made)) if made else Value(names=given[0].value.names, opaque=True)


def _piped(machine: Machine, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value:
    """`pipe(x, f, g)`: what `g` makes of what `f` makes of `x`."""
    value = given[0].value
    mark = Mark(scope.space.path, expr.at, "handed through a pipe")
    for one in given[1:]:
        closures = [ref for ref in one.value.refs if isinstance(ref, Closure)]
        step = replace(one, value=value, name=None, spread=False)
        called = ir.Call(one.expr.at, one.expr, (ir.Arg(given[0].expr),))
        roles = machine.models.roles(one.value.names, scope.space.language)
        if not closures:
            machine.recorder.call(machine, called, one.value.names, roles, (step,), scope)
        value = join(machine.invoke(ref, (step,), mark) for ref in closures) if closures else value if "same" in roles else Value(opaque=True)
    return value


def _got(machine: Machine, getter: ir.Call, subject: Given, scope: Scope) -> Value | None:
    """`itemgetter("checkoutToken", "secretToken")(answer)`."""
    keys = [arg.value for arg in getter.args if isinstance(arg.value, ir.Literal)]
    if not keys or len(keys) != len(getter.args):
        return None
    items = last(written(getter.target)) == "itemgetter"
    found = [machine.attribute(subject.value, key.value, ir.Item(getter.at, subject.expr, key) if items else ir.Attribute(getter.at, subject.expr, key.value), scope) for key in keys]
    return found[0] if len(found) == 1 else Value(fields={str(place): one for place, one in enumerate(found)})


def _class(machine: Machine, called: str, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value | None:
    """`namedtuple("Tokens", "checkout secret")`: a class with these fields."""
    listed = given[1].value
    fields = [word for text in listed.texts[:1] for word in text.value.replace(",", " ").split()]
    fields += [text.value for _, inner in sorted(listed.fields.items(), key=lambda one: int(one[0]) if one[0].isdigit() else 0) for text in (*inner.texts, *(inner.fields["0"].texts if "0" in inner.fields else ()))]
    if not fields:
        return None
    known = id(expr)
    node = machine.nodes.get(known)
    if node is None:
        body = tuple(ir.Bind(expr.at, ir.Name(expr.at, name), ir.Opaque(expr.at), annotation=ir.Name(expr.at, "Any")) for name in fields)
        mark = "namedtuple" if called in ("namedtuple", "NamedTuple") else "dataclass"
        node = machine.nodes[known] = ir.Class(expr.at, given[0].value.texts[0].value, (ir.Name(expr.at, mark),), body)
    shape = machine.shapes.setdefault(id(node), Shape(node.name, node, scope))
    return Value(refs=(shape,))
