"""What are functions given that Python code hands over with their arguments: to threads, pools, queues, schedulers?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.program import ir
from helcim_audit.program.lattice import CLIENT, Mark, Value
from helcim_audit.program.scopes import Closure, Scope, last, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_QUEUED = frozenset(("delay", "apply_async", "send", "send_with_options", "s", "si", "kiq", "defer", "defer_async", "enqueue", "submit", "remote", "spawn", "map", "run", "schedule", "signature", "delay_on_commit", "enqueue_at", "enqueue_in"))
_FUNCTIONS = frozenset(("target", "func", "fn", "function", "callback", "job_func", "f", "task"))
_MOST = 8


def handed_over(machine: Machine, expr: ir.Call, receiver: Value | None, roles: frozenset[str], given: Sequence[Given], scope: Scope) -> None:
    """`pool.submit(work, token)`, `Thread(target=work, args=(token,))`, `work.delay(token)`: run it with what it will be given."""
    if roles & {"map", "then", "request", "handler", "log", "respond", "calls-argument"} or not given:
        return
    called = last(written(expr.target))
    for ref in receiver.refs if receiver is not None and called in _QUEUED else ():
        if isinstance(ref, Closure):
            _run(machine, ref, _arguments(given, 0), expr, scope)
    for place, one in enumerate(given[:4]):
        if one.name is not None and one.name not in _FUNCTIONS:
            continue
        for ref in one.value.refs:
            if isinstance(ref, Closure):
                _run(machine, ref, _arguments(given, place + 1), expr, scope)


def _arguments(given: Sequence[Given], start: int) -> list[Given]:
    """What stands after a function, or under `args=` and `kwargs=`."""
    listed = next((one for one in given if one.name == "args"), None)
    named = next((one for one in given if one.name in ("kwargs", "keywords")), None)
    spread = [replace(listed, value=value, name=None) for key, value in sorted(listed.value.fields.items()) if key.isdigit()] if listed is not None else [one for one in given[start:] if one.name is None and not one.spread]
    if listed is None and start == 0 and len(spread) == 1 and isinstance(spread[0].expr, ir.Sequence):  # `apply_async((token,))`
        spread = [replace(spread[0], value=value) for key, value in sorted(spread[0].value.fields.items()) if key.isdigit()]
    inner = [replace(named, value=value, name=key) for key, value in named.value.fields.items()] if named is not None else []
    return [*spread[:_MOST], *inner[:_MOST], *(one for one in given if one.name not in (None, "args", "kwargs", "keywords") and one.name not in _FUNCTIONS)]


def _run(machine: Machine, ref: Closure, arguments: list[Given], expr: ir.Call, scope: Scope) -> None:
    params = [param for param in ref.function.params if param.name not in ("self", "cls")]
    names = {param.name for param in params}
    if not any(param.kind == "**" for param in params):
        arguments = [one for one in arguments if one.name is None or one.name in names]
    if len([one for one in arguments if one.name is None]) > len(params) and not any(param.kind == "*" for param in params):
        return
    if any(taint.kind != CLIENT for one in arguments for _, taint in one.value.all_taints()):
        machine.invoke(ref, arguments, Mark(scope.space.path, expr.at, "handed over with its arguments"))
