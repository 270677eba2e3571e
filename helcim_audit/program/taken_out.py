"""What is left of a container that fields are taken out of?"""

from __future__ import annotations

from helcim_audit.program import ir
from helcim_audit.program.lattice import Value
from helcim_audit.program.schemas import without
from helcim_audit.program.scopes import Scope
from helcim_audit.program.sifting import without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine


def removed(machine: Machine, expr: ir.Call, scope: Scope, frame: Frame) -> None:
    """`unset($answer['secretToken'])`, `delete answer.secretToken`: the container goes on without it."""
    for arg in expr.args:
        one = arg.value
        base = one.base if isinstance(one, ir.Attribute | ir.Item) else None
        if not isinstance(base, ir.Name | ir.Attribute | ir.Item):
            continue
        names = [one.name] if isinstance(one, ir.Attribute) else [text.value for text in machine.value(one.key, scope, frame).texts] if isinstance(one, ir.Item) else []
        for name in names:
            taken(machine, base, name, machine.value(base, scope, frame), expr, scope, frame)
        if not names and isinstance(one, ir.Item) and isinstance(one.key, ir.Name) and one.key.id in machine.hidden:
            machine.bind(base, without_secrets(machine.value(base, scope, frame)), scope, frame, expr.at)


def _put_back(machine: Machine, place: ir.Expr, value: Value, expr: ir.Call, scope: Scope, frame: Frame) -> None:
    """`value` stands at `place` now, and what was there is gone: `delete options.headers["api-token"]`."""
    match place:
        case ir.Attribute(base=base, name=name) | ir.Item(base=base, key=ir.Literal(value=name)) if not (held := machine.value(base, scope, frame)).refs and name in held.fields:
            _put_back(machine, base, held.with_field(name, value), expr, scope, frame)
        case ir.Name() | ir.Attribute() | ir.Item():
            machine.bind(place, value, scope, frame, expr.at)


def taken(machine: Machine, base: ir.Expr, name: str, held: Value, expr: ir.Call, scope: Scope, frame: Frame) -> None:
    """`answer.pop("secretToken")`: what `base` holds goes on without it."""
    left = without(held, name)
    if left is not held:
        _put_back(machine, base, left, expr, scope, frame)
