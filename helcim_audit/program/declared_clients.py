"""What does a client send that is declared and never written: Feign's, Retrofit's, Refit's, MicroProfile's interfaces?

`@POST("helcim-pay/initialize") suspend fun start(@Header("api-token") token: String): Session`: a call of the method is a
request to the path, with the argument as a header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.ir_walk import within
from helcim_audit.program.lattice import INITIALIZE, Mark, Taint, Value, is_auth_header
from helcim_audit.program.scopes import Closure, Scope, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_INITIALIZE = regex(r"(?i)helcim-?pay/initiali[sz]e")
_REQUESTS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "Get", "Post", "Put", "Patch", "Delete", "Path", "RequestLine", "PostMapping", "GetMapping", "RequestMapping", "PostExchange", "GetExchange", "HttpExchange", "HTTP"))
_HEADERS = frozenset(("RequestHeader", "HeaderParam", "Header", "AliasAs"))


def declared(machine: Machine, closure: Closure, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value | None:
    """The answer of a request that a method without a body declares; None where it declares none."""
    function = closure.function
    marks = [one for one in function.decorators if isinstance(one, ir.Call) and written(one.target).rpartition(".")[2] in _REQUESTS]
    if not marks or any(isinstance(one, ir.Return) for one in function.body):
        return None
    places = [one for one in given if one.name is None]
    for place, param in enumerate(function.params):
        for key in _names(param.default):
            if is_auth_header(key.value) and place < len(places):
                machine.recorder.sent.header(machine, places[place].value, key.value, places[place].expr, scope)
    name = f"{function.name}()"
    if any(_INITIALIZE.search(text.value) for one in marks for text in within(one) if isinstance(text, ir.Literal)):
        return Value((Taint(INITIALIZE, (Mark(scope.space.path, expr.at, "the answer of helcim-pay/initialize holds secretToken"),)),), names=(name,), opaque=True)
    return Value(names=(name,), opaque=True)


def _names(default: ir.Expr | None) -> Iterator[ir.Literal]:
    """Headers that the annotations of a parameter name."""
    for one in within(default) if default is not None else ():
        if isinstance(one, ir.Call) and written(one.target).rpartition(".")[2] in _HEADERS:
            yield from (arg.value for arg in one.args if isinstance(arg.value, ir.Literal))
