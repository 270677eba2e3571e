"""What do PHP's HTTP clients tell of the requests that they sent, headers included?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.callbacks import outgoing
from helcim_audit.program.lattice import HEADERS, INITIALIZE, Mark, Taint, Value
from helcim_audit.program.scopes import Scope, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

_AS_TEXT = frozenset(("toString", "str", "dump", "var_dump", "print_r", "var_export"))
_RAW = frozenset(("__getLastRequestHeaders", "getLastRequest", "getLastRawRequest", "getRequestOptions"))
_LOGGER = regex(r"(?i)(?:.*[\\.])?(?:log|monolog|\w{0,30}logger(?:interface)?(?:\.class)?|log(?:ger)?interface\.class)")


def told(called: str, receiver: Value | None, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value | None:
    """`$e->getRequest()` of Guzzle, `Psr7\\str($request)`, `curl_getinfo($ch, CURLINFO_HEADER_OUT)`."""
    if called == "getRequest" and not given and receiver is not None and "error" in receiver.names:
        return outgoing(scope, expr) if scope.space.helcim(expr.at) else None
    if called.rpartition("\\")[2] in _AS_TEXT and given and (headers := given[0].value.fields.get(".headers")) is not None and "request to Helcim" in given[0].value.names:
        return Value(headers.taints, opaque=True)
    if called in ("getHeaderLine", "getHeader") and receiver is not None and "request to Helcim" in receiver.names and not any(text.value.lower() in ("api-token", "authorization") for one in given for text in one.value.texts):
        return Value(opaque=True)
    sent = called == "curl_getinfo" and (len(given) < 2 or written(given[1].expr).endswith("CURLINFO_HEADER_OUT")) and "CURLINFO_HEADER_OUT" in scope.space.text
    if (sent or (called in _RAW and receiver is not None)) and scope.space.helcim(expr.at):
        headers = Value((Taint(HEADERS, (Mark(scope.space.path, expr.at, "the headers of the request to Helcim"),)),), opaque=True)
        return headers if len(given) > 1 or not sent else Value(fields={"request_header": headers}, opaque=True)
    return None


_KEPT = regex(r"RETURNTRANSFER|CURLOPT_(?:FILE|WRITEFUNCTION|NOBODY)|\bob_start\b|PHP_SAPI|php_sapi_name|\bSTDIN\b")
"""What keeps an answer from the page, or tells that there is none."""


def prints(names: Sequence[str], given: Sequence[Given], scope: Scope) -> list[Given]:
    """What `curl_exec($ch)` writes into the page where nothing tells curl to hand it back: the answer."""
    if names[:1] != ("curl_exec",) or scope.space.language != "php" or "curl_init" not in scope.space.text or _KEPT.search(scope.space.text) is not None:
        return []
    return [replace(one, value=Value(tuple(taint for taint in one.value.taints if taint.kind == INITIALIZE), opaque=True)) for one in given[:1]]


def logger(called: str, receiver: Value | None, given: Sequence[Given]) -> Value | None:
    """What a container answers that is asked for a logger."""
    if called not in ("get", "make", "app", "resolve", "getService", "service") or len(given) != 1:
        return None
    asked = [text.value for text in given[0].value.texts[:1]] or [written(given[0].expr)]
    return Value(names=("logger",), opaque=True) if (receiver is None or receiver.opaque or receiver.refs) and _LOGGER.fullmatch(asked[0]) else None
