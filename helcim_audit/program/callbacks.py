"""Which functions that are handed over run some time, and what are they given then?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.front_ends import group
from helcim_audit.program.handed_over import handed_over
from helcim_audit.program.handlers import in_browser, serves
from helcim_audit.program.http_errors import answered
from helcim_audit.program.lattice import CLIENT, HEADERS, UNKNOWN, Mark, Taint, Value, join
from helcim_audit.program.promises import waiting
from helcim_audit.program.scopes import Closure, Instance, Scope
from helcim_audit.program.sent import ADDRESSES, helcims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

# Under these names clients are given what sees each request.
_BEFORE_REQUESTS = frozenset(("beforerequest", "onrequest", "request", "transformrequest", "requestinterceptor", "onbeforerequest", "hooks", "requestinterceptors"))
_VERBS = frozenset(("get", "post", "put", "patch", "delete", "del", "all", "options", "route", "use", "on"))
_SERVES = ("find", "get", "create", "update", "patch", "remove")
_OPERATIONS = frozenset(("Query", "Mutation", "Subscription"))
_AUTH = regex(r"(?i)(?<!x-)api-token|partner-token|\bapi\.\w{0,8}helcim")
CONTEXT = "context()"
"""Where `Machine.shared` keeps what a GraphQL server hands to its resolvers."""


def outgoing(scope: Scope, expr: ir.Expr | ir.Function) -> Value:
    """A request to Helcim that is about to be sent, or was."""
    headers = Value(taints=(Taint(HEADERS, (Mark(scope.space.path, expr.at, "the headers of the request to Helcim"),)),), opaque=True)
    inner = Value(fields={".headers": headers, "headers": headers, ".Headers": headers, "Headers": headers, "allHTTPHeaderFields": headers}, opaque=True)
    return Value(fields={**inner.fields, "options": inner, "request": inner, "config": inner}, names=("request to Helcim",), opaque=True)


def callbacks(machine: Machine, expr: ir.Call, roles: frozenset[str], receiver: Value | None, given: Sequence[Given], scope: Scope, told: Taint | None = None) -> None:
    """Functions that are handed over: handlers of requests, resolvers, plugins, given the receiver's items, an answer (`told`: of what kind), or something unknown."""
    route = " ".join((*(text.value for one in given[:2] for text in one.value.texts), machine.naming))
    script = group(scope.space.language) == "script"
    if scope.space.language == "python":
        handed_over(machine, expr, receiver, roles, given, scope)
    handles = ("handler" in roles and (script or "request" not in roles)) or (script and _routes(expr, given, scope))
    plugin = _plugin(expr, receiver, given) if script else None
    if "intercept" in roles and isinstance(expr.target, ir.Attribute) and _another(expr.target, scope):
        roles -= {"intercept"}
    if handles:
        _services(machine, given)
    seen = set(map(id, _resolved(machine, given, scope))) | answered(machine, expr, given, scope) if script else set()
    for one in given:
        for under, ref in ((under, ref) for under, value in one.value.everything(3) for ref in value.refs if isinstance(ref, Closure)):
            if id(ref.function) in seen:
                continue
            if "intercept" in roles or (under.lower().replace("_", "") in _BEFORE_REQUESTS and roles & {"request", "client"}):
                request = _given(outgoing(scope, one.expr), one.expr)
                machine.invoke(ref, (request,) * len(ref.function.params), Mark(scope.space.path, one.expr.at, "given every request"))
            elif plugin is not None:
                machine.invoke(ref, plugin, Mark(scope.space.path, expr.at, "registered as a plugin"))
            elif handles or serves(ref.function):
                ref.route = route
                machine.invoke(ref, (), None, "response")
            elif script and not under and not roles & {"then", "map"} and (awaited := waiting(told, receiver, ref.function, expr)) is not None:
                machine.invoke(ref, awaited, Mark(scope.space.path, expr.at, "given the answer"))
            elif not roles & {"then", "map"}:
                machine.invoke(ref, (), None)


def _services(machine: Machine, given: Sequence[Given]) -> None:
    """Run the methods of objects that answer requests themselves: `app.use("/checkout", new Checkout())` of Feathers."""
    for one in given[1:]:
        for ref in one.value.refs:
            if isinstance(ref, Instance):
                for name in _SERVES:
                    if (method := ref.shape.method(name)) is not None:
                        machine.invoke(Closure(method.function, method.scope, Value(refs=(ref,)), method.shape), (), None, "response")


def _another(target: ir.Attribute, scope: Scope) -> bool:
    """Whether the client whose requests are intercepted has the address of another vendor."""
    base: ir.Expr = target
    while isinstance(base, ir.Attribute):
        base = base.base
    found = scope.find(base.id) if isinstance(base, ir.Name) else None
    records = [found, found.fields.get("defaults")] if found is not None else []
    texts = [text for record in records if record is not None for name in ADDRESSES if name in record.fields for text in record.fields[name].texts]
    hosts = [host for text in texts if (host := False if text.value[:1] == "/" else helcims(text.value)) is not None]
    if True in hosts or (found is not None and any(taint.kind == HEADERS for _, taint in found.all_taints())):
        return False
    return bool(hosts) or (in_browser(scope) and _AUTH.search(scope.space.text) is None)  # a page's own server


def _given(value: Value, expr: ir.Expr) -> Given:
    from helcim_audit.program.calls import Given as Argument

    return Argument(value, expr)


def _routes(expr: ir.Call, given: Sequence[Given], scope: Scope) -> bool:
    """`anything.post("/pay", ..., (request) => ...)`: a route, by what it is given, wherever it is no browser that asks."""
    if not isinstance(expr.target, ir.Attribute) or expr.target.name not in _VERBS or in_browser(scope):
        return False
    return len(given) > 1 and any(text.value[:1] in ("/", "*") for text in given[0].value.texts) and not any(given[0].value.refs)


def _plugin(expr: ir.Call, receiver: Value | None, given: Sequence[Given]) -> tuple[Given, ...] | None:
    """What `server.register(plugin, options)` of Fastify and hapi gives a plugin: the server and its options."""
    if not isinstance(expr.target, ir.Attribute) or expr.target.name != "register" or receiver is None or not given:
        return None
    options = [one.value.fields["options"] for one in given[:1] if "options" in one.value.fields]
    return (_given(receiver, expr.target.base), *(_given(one, expr) for one in options), *given[1:])


# --- GraphQL -----------------------------------------------------------------------------------------


def _resolved(machine: Machine, given: Sequence[Given], scope: Scope) -> Iterator[ir.Function]:
    """The functions of a GraphQL server among what a call is given: those that make the context, and resolvers."""
    for one in given:
        made = one.value.fields.get("context")
        if made is not None:
            results = [machine.invoke(ref, (), Mark(scope.space.path, one.expr.at, "made for each request")) for ref in made.refs if isinstance(ref, Closure)]
            machine.shared[CONTEXT] = join((machine.shared.get(CONTEXT), *results, made if made.fields else None))
            yield from (ref.function for ref in made.refs if isinstance(ref, Closure))
        for value in (one.value, one.value.fields.get("resolvers")):
            if value is not None:
                yield from resolvers(machine, value, one.expr)


def resolvers(machine: Machine, value: Value, expr: ir.Expr) -> Iterator[ir.Function]:
    """Run the resolvers of a map by type and field: what one returns, the schema's answer holds."""
    maps = [value, *(inner for key, inner in value.fields.items() if key.isdigit())]  # or a list of maps
    for one in maps:
        if _OPERATIONS.isdisjoint(one.fields):
            continue
        for fields in one.fields.values():
            for resolver in fields.fields.values():
                for ref in (*resolver.refs, *(ref for inner in resolver.fields.values() for ref in inner.refs)):
                    if isinstance(ref, Closure):
                        sent = Taint(CLIENT, (Mark(ref.scope.space.path, ref.function.at, "what the client sent"),))
                        arguments = (UNKNOWN, Value(taints=(sent,), names=("args",), opaque=True), machine.shared.get(CONTEXT, UNKNOWN), UNKNOWN)
                        machine.invoke(ref, tuple(_given(argument, expr) for argument in arguments), None, "response")
                        yield ref.function
