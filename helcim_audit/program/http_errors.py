"""What do the answer of a request and the error of one that failed hold? Those of axios have the whole request, the token among its headers."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import in_browser
from helcim_audit.program.lattice import HEADERS, Mark, Taint, Value, flat, join
from helcim_audit.program.scopes import Closure, Scope, written
from helcim_audit.program.sent import ADDRESSES, helcims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Frame, Machine

_LIBRARIES = regex(r"(?i)axios|request-promise|httpservice")
"""Clients whose errors have the request as fields that are printed. Those of fetch, got, undici and superagent do not."""
_HELD = "the request's headers, which errors of this client hold"
_ANSWERS = regex(r"(?i)axios")
_KEPT = "the request's headers, which answers of this client hold"
_CHANGED = regex(r"interceptors\.response\.use")
_PASSED_ON = regex(r"(?:Promise\.reject\(\s{0,9}|\bthrow\s{1,9})[A-Za-z_$][\w$]*\s{0,9}[;)\n}]")
_TELLS_LITTLE = regex(r"(?i)(?:capture|notice|record|track)_?(?:exception|error|message)$|notify$|(?:^|\.)reply\.(?:send|code\(\)\.send|status\(\)\.send)$")
"""What takes the message and the stack of an error, no more."""


def made(space_path: str, at: ir.Handle) -> Value:
    """An error that holds the headers of a request to Helcim."""
    headers = Value(taints=(Taint(HEADERS, (Mark(space_path, at, _HELD),)),), opaque=True)
    config = Value(fields={"headers": headers}, opaque=True, names=("error.config",))
    response = Value(fields={"config": config}, opaque=True, names=("error.response",))
    return Value(fields={"config": config, "response": response}, names=("error",), opaque=True)


def answered_with(machine: Machine, value: Value, expr: ir.Call, names: Sequence[str], receiver: Value | None, given: Sequence[Given], scope: Scope) -> Value:
    """What a request to Helcim is answered with: `answer.config.headers` are those that were sent, and logs print them."""
    if group(scope.space.language) != "script" or in_browser(scope) or value.refs or "config" in value.fields:
        return value
    if not any(map(_ANSWERS.search, (*names, *(receiver.names if receiver is not None else ())))) or not _carries(receiver, given):
        return value
    if any(_CHANGED.search(space.text) for space in machine.spaces.values()):
        return value
    headers = Value(taints=(Taint(HEADERS, (Mark(scope.space.path, expr.at, _KEPT),)),), opaque=True)
    return value.with_field("config", Value(fields={"headers": headers}, opaque=True))


def sendable(value: Value) -> Value:
    """What is left of an answer, or of a record of answers, where it is made JSON: whole ones fail, they hold themselves."""
    if _is_answer(value):
        return replace(value, fields={key: one for key, one in value.fields.items() if key != "config"})
    if any(map(_is_answer, value.fields.values())):
        return replace(value, fields={key: sendable(one) for key, one in value.fields.items()})
    return value


def _is_answer(value: Value) -> bool:
    return "config" in value.fields and "response" not in value.fields and any(taint.steps[0].note == _KEPT for one in value.fields["config"].fields.values() for taint in one.taints)


def is_error(value: Value) -> bool:
    """Whether a value is such an error, whole."""
    return "error" in value.names and "config" in value.fields


def is_held(taint: Taint) -> bool:
    """Whether a taint stands for what an error holds: a message, a template or a report of crashes does not show it."""
    return taint.kind == HEADERS and taint.steps[0].note == _HELD


def shows(target: ir.Expr, names: Sequence[str]) -> bool:
    """Whether what takes an error shows its fields."""
    return not _TELLS_LITTLE.search(written(target)) and not any("bunyan" in name for name in names)


def said(value: Value) -> Value:
    """An error in a text is its message, an answer the name of its type."""
    return Value(names=("error",), opaque=True) if is_error(value) else replace(value, fields={}) if _is_answer(value) else value


def dumped(called: str, receiver: Value | None, given: Sequence[Given]) -> Value | None:
    """`JSON.stringify(error)`, `util.inspect(error)`, `error.toJSON()`: a text of all its fields."""
    if called in ("stringify", "inspect") and given and any(is_error(value) for _, value in given[0].value.everything(2)):
        return flat((given[0].value,))
    if called == "stringify" and given and (left := sendable(given[0].value)) is not given[0].value:
        return flat((left,))
    if receiver is not None and is_error(receiver):
        return flat((receiver,)) if called == "toJSON" else Value(opaque=True) if called == "toString" else None
    if called == "String" and receiver is None and given and is_error(given[0].value):
        return Value(opaque=True)
    return None


def fails(machine: Machine, expr: ir.Call, names: Sequence[str], receiver: Value | None, given: Sequence[Given], scope: Scope, frame: Frame) -> None:
    """Keep what a request to Helcim throws when it fails."""
    if group(scope.space.language) != "script" or in_browser(scope):
        return
    told = (*names, *(receiver.names if receiver is not None else ()))
    if not any(map(_LIBRARIES.search, told)) or not _carries(receiver, given) or _changed(machine):
        return
    frame.thrown.append((expr.at, made(scope.space.path, expr.at)))


def _carries(receiver: Value | None, given: Sequence[Given]) -> bool:
    """Whether a request has Helcim's headers, or goes to a client's base address at Helcim."""
    if any(taint.kind == HEADERS for one in given for _, taint in one.value.all_taints()):
        return True
    if receiver is None:
        return False
    headers = receiver.fields.get(".headers")
    if headers is not None and any(taint.kind == HEADERS for taint in headers.taints):
        return True
    return any(helcims(text.value) is True for name in ADDRESSES if name in receiver.fields for text in receiver.fields[name].texts)


def _changed(machine: Machine) -> bool:
    """Whether some module makes another error of what its client throws. Asked for every request, answered anew when modules came to it."""
    if machine.changing[0] != len(machine.spaces):
        told = [_changes(space.text) for space in machine.spaces.values()]
        machine.changing = (len(machine.spaces), True in told and None not in told)
    return machine.changing[1]


@functools.lru_cache(maxsize=4096)
def _changes(text: str) -> bool | None:
    """None: it hands the errors on as they are."""
    return False if _CHANGED.search(text) is None else None if _PASSED_ON.search(text) is not None else True


def caught(body: ir.Handle | None, scope: Scope, frame: Frame) -> Value | None:
    """What calls within `body` throw, which goes no further."""
    if body is None or not frame.thrown:
        return None
    locate = scope.space.module.locate
    whole = locate(body)
    inside = [one for one in frame.thrown if whole.contains(locate(one[0]))]
    frame.thrown[:] = [one for one in frame.thrown if one not in inside]
    return join(value for _, value in inside) if inside else None


def passed_on(expr: ir.Expr, value: Value, frame: Frame) -> None:
    """`throw error`, `return Promise.reject(error)`."""
    if is_error(value):
        frame.thrown.append((expr.at, value))


def answered(machine: Machine, expr: ir.Call, given: Sequence[Given], scope: Scope) -> set[int]:
    """Run what sees each answer and each error of a client: `client.interceptors.response.use(f, g)`. The functions that were run."""
    from helcim_audit.program.calls import Given as Argument

    if not written(expr.target).endswith("interceptors.response.use") or in_browser(scope) or not scope.space.helcim(expr.at):
        return set()
    seen: set[int] = set()
    for place, one in enumerate(given[:2]):
        error = made(scope.space.path, one.expr.at)
        value = error if place else Value(fields={"config": error.fields["config"]}, opaque=True)
        for ref in one.value.refs:
            if isinstance(ref, Closure):
                seen.add(id(ref.function))
                machine.invoke(ref, (Argument(value, one.expr),), Mark(scope.space.path, one.expr.at, "given every answer"))
    return seen


def piped(machine: Machine, expr: ir.Call, given: Sequence[Given], scope: Scope, frame: Frame) -> bool:
    """Run what `request.pipe(catchError(f))` gives an error to; the request before it was the last one."""
    from helcim_audit.program.calls import Given as Argument

    if written(expr.target).rpartition(".")[2] != "catchError" or not frame.thrown or not given:
        return False
    error = frame.thrown.pop()[1]
    for ref in given[0].value.refs:
        if isinstance(ref, Closure):
            machine.invoke(ref, (Argument(error, expr),), Mark(scope.space.path, expr.at, "handed to a callback"))
    return True
