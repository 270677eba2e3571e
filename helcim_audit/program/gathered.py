"""What do the entries of a record and the items of a sequence make of it: the headers of a request, perhaps?"""

from __future__ import annotations

import re

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.lattice import CONTAINERS, HEADERS, NOTHING, Mark, Taint, Text, Value, is_auth_header, join
from helcim_audit.program.scopes import Scope
from helcim_audit.program.sent import ANYBODYS
from helcim_audit.program.sources import by_setting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine


def entered(machine: Machine, base: Value, name: str, value: Value, key: ir.Expr, scope: Scope) -> Value:
    """`base` with `value` under `name`, which may make it the headers of a request to Helcim."""
    value = machine.recorder.held(value, name, key.at, scope) if name.lower() not in ANYBODYS else value
    base = base.with_field(name, value)
    sent = value.fields["0"] if list(value.fields) == ["0"] else value  # a list of one: `{"api-token": [token]}`
    if is_auth_header(name) and machine.recorder.sent.header(machine, sent, name, key, scope):
        steps = next((taint.steps for taint in sent.taints), ())
        base = base.tainted(Taint(HEADERS, (*steps, Mark(scope.space.path, key.at, f"held under {name}"))))
    return base


def weakened(base: Value, over: Value, at: ir.Handle, scope: Scope) -> Value:
    """`{**DEFAULTS, **os.environ}`: what `base` holds may be that of `over` instead, under the same names."""
    if over is not NOTHING and not over.opaque and not any(taint.kind in CONTAINERS for taint in over.taints):
        return base
    for name, value in base.fields.items():
        if not any(True for _ in value.all_taints()) and (told := by_setting(scope.space, name, at)) is not None:
            base = base.with_field(name, Value((told,), value.texts, value.fields, value.rest, value.refs, value.names, value.roots, opaque=True))
    return base


def sequence(machine: Machine, expr: ir.Sequence, scope: Scope, frame: Frame) -> Value:
    value, items = NOTHING, list[Value]()
    exact = not any(one.spread for one in expr.items)
    for index, one in enumerate(expr.items):
        inner = machine.value(one.value, scope, frame)
        items.append(inner)
        if one.spread:
            value = value.tainted(*(taint for taint in inner.taints if taint.kind == HEADERS))
            inner = join((*inner.fields.values(), inner.rest)) if not any(taint.kind == HEADERS for taint in inner.taints) else NOTHING
        elif exact and index < 16:
            value = value.with_field(str(index), inner)
        if not exact or index >= 16:
            value = Value(value.taints, fields=value.fields, rest=join((value.rest, inner)))
        line = next((text.value.partition(":")[0] for text in inner.texts if ":" in text.value), "")
        if line and is_auth_header(line.strip()) and machine.recorder.sent.header(machine, inner, line.strip(), one.value, scope):
            value = value.tainted(Taint(HEADERS, (*_steps(inner), Mark(scope.space.path, one.value.at, f"held under {line.strip()}"))))
        value = value.tainted(*(taint for taint in inner.taints if taint.kind == HEADERS and inner.fields.get("0") is not None and inner.fields["0"].texts))
    if len(items) == 2 and items[0].texts and is_auth_header(items[0].texts[0].value) and machine.recorder.sent.header(machine, items[1], items[0].texts[0].value, expr, scope):
        value = value.tainted(Taint(HEADERS, (*_steps(items[1]), Mark(scope.space.path, expr.at, f"held under {items[0].texts[0].value}"))))
    return value


_DOLLARS = frozenset(("kotlin", "dart", "scala", "groovy"))
_PIECE = regex(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!#%*@])[\w!#$%*\-.@]{20,64}\Z", re.ASCII)


def literally(machine: Machine, expr: ir.Join, scope: Scope) -> dict[int, Value]:
    """Pieces of a token whose `$` was read as the beginning of a name that nothing defines, by their first part; the others are empty."""
    found: dict[int, Value] = {}
    if scope.space.language not in _DOLLARS:
        return found
    run: list[int] = []
    for index, part in enumerate((*expr.parts, None)):
        if isinstance(part, ir.Literal) or (isinstance(part, ir.Name) and scope.find(part.id) is None and machine.by_symbol(scope.space, part.id) is None):
            run.append(index)
            continue
        told = "".join(one.value if isinstance(one, ir.Literal) else "$" + one.id for at in run for one in (expr.parts[at],) if isinstance(one, ir.Literal | ir.Name))
        if any(isinstance(expr.parts[at], ir.Name) for at in run) and _PIECE.match(told):
            empty = Text("", scope.space.path, expr.at)
            found |= {at: Value(texts=(empty,)) for at in run} | {run[0]: Value(texts=(Text(told, scope.space.path, expr.parts[run[0]].at),))}
        run = []
    return found


def _steps(value: Value) -> tuple[Mark, ...]:
    return next((taint.steps for _, taint in value.all_taints()), ())
