"""What is a promise resolved with, and what is a callback given that waits for an answer?"""

from __future__ import annotations

from collections.abc import Sequence

from helcim_audit.program import ir
from helcim_audit.program.lattice import INITIALIZE, UNKNOWN, Mark, Taint, Value, join
from helcim_audit.program.scopes import Closure, Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_RESOLVE = "resolve of "


def promised(machine: Machine, expr: ir.Call, names: Sequence[str], given: Sequence[Given], scope: Scope) -> Value | None:
    """`new Promise((resolve, reject) => ...)`: what `resolve` is called with."""
    from helcim_audit.program.calls import Given as Argument

    if not expr.new or not names or names[0].rpartition(".")[2] not in ("Promise", "Bluebird") or not given:
        return None
    key = f"{_RESOLVE}{id(expr.at)} {id(scope)}"
    resolve, reject = Value(names=(key,), opaque=True), Value(names=("reject",), opaque=True)
    for ref in given[0].value.refs:
        if isinstance(ref, Closure):
            machine.invoke(ref, (Argument(resolve, expr), Argument(reject, expr)), Mark(scope.space.path, expr.at, "run by a promise"))
    found = machine.resolved.get(key)
    return join((*found, UNKNOWN)) if found and not any(value.opaque for value in found) else join(found) if found else None


def resolved(machine: Machine, callee: Value, given: Sequence[Given]) -> bool:
    """Whether a call is that of a promise's `resolve`; it is remembered with what."""
    name = next((name for name in callee.names if name.startswith(_RESOLVE)), None)
    if name is None:
        return False
    machine.resolved.setdefault(name, []).extend(one.value for one in given[:1])
    return True


def waiting(told: Taint | None, receiver: Value | None, function: ir.Function, expr: ir.Expr) -> tuple[Given, ...] | None:
    """What a callback of a request to helcim-pay/initialize is given, or one that listens to its answer: after the error, if it takes one."""
    from helcim_audit.program.calls import Given as Argument

    taints = (told,) if told is not None else tuple(taint for taint in receiver.taints if taint.kind == INITIALIZE) if receiver is not None else ()
    if not taints:
        return None
    answer = Argument(Value(taints=taints, opaque=True), expr)
    params = [param.name.lower() for param in function.params]
    if params and params[0] in ("err", "error", "e", "_err", "_", "_error", "er"):
        return (Argument(Value(names=("error",), opaque=True), expr), *(answer,) * (len(params) - 1))
    return (answer,) * len(params)
