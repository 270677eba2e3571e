"""Which requests do interfaces declare that a library carries out: Feign, Retrofit, Refit, Micronaut, MicroProfile, Spring's exchanges?

Such a method becomes one that sends what its annotations say, so that callers see an answer of that address.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.grammar import Statements
from helcim_audit.program.scopes import last, written

_CLIENTS = frozenset(("FeignClient", "ReactiveFeignClient", "RegisterRestClient", "Client", "HttpExchange"))
_SETTINGS = frozenset(("ConfigMapping", "ConfigProperties", "ConfigRoot", "ConfigurationProperties", "EachProperty"))
"""Interfaces whose methods are settings, which a container reads: nothing is known of them but their names."""
_OWN = regex(r"(?:GET|POST|PUT|PATCH|DELETE|HTTP|RequestLine|(?:Get|Post|Put|Patch|Delete)(?:Exchange)?)$")
"""Annotations of clients alone, where they have an address."""
_VERB = regex(r"(?i)(get|post|put|patch|delete)")
_ADDRESSES = frozenset((None, "url", "uri", "baseUri", "path", "value"))
_HEADERS = frozenset(("Header", "RequestHeader", "HeaderParam"))
_TYPE_BEFORE = r"([\w.<>?,\[\] ]{{1,120}})\s{{1,20}}{}\s{{0,3}}\("
_TYPE_BEHIND = regex(r"\)\s{0,20}:\s{0,20}([\w.<>?, ]{1,120})\s*$")


def declared(inside: Statements, marks: Sequence[ir.Expr]) -> Statements:
    """The members of a class that `marks` stand before, methods without a body that declare a request as ones that send it."""
    if any(last(written(mark).removesuffix("()")) in _SETTINGS for mark in marks):
        return tuple([one for one in inside if not isinstance(one, ir.Define) or one.function.body])
    if not any(isinstance(one, ir.Define) and not one.function.body and one.function.decorators for one in inside):
        return inside
    base = next((mark for mark in marks if isinstance(mark, ir.Call) and last(written(mark.target)) in _CLIENTS), None)
    is_client = base is not None or any(last(written(mark).removesuffix("()")) in _CLIENTS for mark in marks)
    routes = [base, *(mark for mark in marks if isinstance(mark, ir.Call) and last(written(mark.target)) in ("Path", "RequestMapping"))]
    head = "/".join(text.value.rstrip("/") for mark in routes if mark is not None for text in _texts(mark))
    return tuple([ir.Define(_sends(one.function, head, is_client)) if isinstance(one, ir.Define) and not one.function.body else one for one in inside])


def _texts(mark: ir.Call) -> Iterable[ir.Literal]:
    return (arg.value for arg in mark.args if isinstance(arg.value, ir.Literal) and arg.name in _ADDRESSES)


def _sends(function: ir.Function, head: str, is_client: bool) -> ir.Function:
    calls = [mark for mark in function.decorators if isinstance(mark, ir.Call)]
    own = [mark for mark in calls if _OWN.match(last(written(mark.target))) and any(True for _ in _texts(mark))]
    path = next((text for mark in (*own, *(calls if is_client else ())) for text in _texts(mark)), None)
    if path is None:
        return function
    line = re.sub(r"^(?:GET|POST|PUT|PATCH|DELETE)\s+", "", path.value)
    verb = _VERB.search(" ".join(last(written(mark).removesuffix("()")) for mark in function.decorators)) or _VERB.match(path.value)
    address = ir.Literal(path.at, f"{head}/{line.lstrip('/')}" if head else line)
    headers = tuple(ir.Entry(found, ir.Name(function.at, param.name)) for param in function.params if (found := _header(param)) is not None)
    sent = [ir.Arg(ir.Name(function.at, param.name)) for param in function.params if _header(param) is None]
    kind = _answer(function)
    request = ir.Call(
        function.at,
        ir.Attribute(function.at, ir.Name(function.at, "http"), verb[1].lower() if verb is not None else "request"),
        (ir.Arg(address), *sent, *((ir.Arg(ir.Record(function.at, headers), "headers"),) if headers else ()), *((ir.Arg(kind),) if kind is not None else ())),
    )
    params = tuple([replace(param, default=None) for param in function.params])
    return replace(function, params=params, decorators=(), body=(ir.Return(function.at, request),))


def _header(param: ir.Param) -> ir.Literal | None:
    match param.default:
        case ir.Call(target=ir.Name(id=name), args=(ir.Arg(value=ir.Literal() as title), *_)) if name in _HEADERS:
            return title
        case _:
            return None


def _answer(function: ir.Function) -> ir.Name | None:
    """The class that the answer is read into: the innermost of `Call<List<T>>`."""
    text = str(function.at.text())
    hit = re.search(_TYPE_BEFORE.format(re.escape(function.name)), text) if not (behind := _TYPE_BEHIND.search(text)) else behind
    names = re.findall(r"[A-Za-z_]\w*", hit[1]) if hit is not None else []
    return ir.Name(function.at, names[-1]) if names and names[-1] not in ("void", "Void", "fun", "Object", "Any", "String", "string", "object") else None
