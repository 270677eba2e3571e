"""What do functions put into what they are handed a reference to: Go's `func (c *Client) get(path string, out any) error`?"""

from __future__ import annotations

from collections.abc import Sequence

from helcim_audit.program import ir, typed
from helcim_audit.program.lattice import BODY, CLIENT, INITIALIZE, Taint, Value
from helcim_audit.program.scopes import Closure, Scope, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Frame, Machine

_KINDS = frozenset((INITIALIZE, CLIENT, BODY))


def gained(closure: Closure, before: dict[str, Value], scope: Scope) -> dict[int, tuple[Taint, ...]]:
    """By the place of the parameter, what it holds when the function ends and did not when it began."""
    if scope.space.language != "go":
        return {}
    found = {}
    for place, param in enumerate(closure.function.params):
        old, new = before.get(param.name), scope.names.get(param.name)
        if old is not None and new is not None and new is not old:
            held = {taint.identity for taint in old.taints}
            taints = tuple(taint for taint in new.taints if taint.kind in _KINDS and taint.identity not in held)
            if taints:
                found[place] = taints
    return found


def filled(machine: Machine, given: Sequence[Given], scope: Scope, frame: Frame) -> None:
    """What was handed to the function that ran last holds what it put there."""
    for place, taints in machine.out.items():
        one = given[place] if place < len(given) else None
        if one is not None and isinstance(one.expr, ir.Name | ir.Attribute):
            value = typed.of_variable(machine, one.value.tainted(*taints), written(one.expr), one.expr.at, scope)
            machine.bind(one.expr, value, scope, frame, one.expr.at)
    machine.out = {}
