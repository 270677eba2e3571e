"""Which functions answer a client, and which names say what a function is for?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from helcim_audit.lazy import regex
from helcim_audit.names import speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.front_ends import group
from helcim_audit.program.ir_walk import expressions, within
from helcim_audit.program.lattice import Value
from helcim_audit.program.scopes import Closure, Scope, Shape, Space, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.models import Models

Handler = Literal["", "entry", "response", "render", "shared"]
"""entry: its parameters come from a client; response, render: what it returns goes to one as well; shared: to all templates."""

WEBHOOK = "the body of a webhook"
"""The step of a flow that begins where Helcim's webhooks are received."""

REDACTING = "redacting "
"""Before the name of what logs through a filter that hides secrets."""

_MASK = regex(r"(?i)mask|redact|obfusc|obscur|censor|scrub|sanitis|sanitiz|anonymi[sz]|conceal|hide_?(?:token|secret|key|sensitive)|(?:token|secret|key)_?(?:preview|suffix|tail)")
_HOOK = regex(r"(?i)web_?-?hook|hook|callback|ipn\b|notify|notification|connected_?account|listener")
_OWN_HOOK = regex(r"(?i)[\"'`/](?:web)?(?:hooks?|callbacks?|notify|ipn|events?)[/_-]+helcim|helcim[/_-](?:\w{1,12}[/_-])?(?:web)?(?:hooks?|callbacks?|notify|ipn|events?)\b[^\n]{0,40}[\"'`]")
_ANOTHER = regex(r"(?i)stripe|github|gitlab|paypal|square|twilio|sendgrid|shopify|slack|mailgun|clerk|plaid|adyen|moneris|telegram|discord|zapier|calendly|hubspot|sendbird|docusign|auth0|intercom|postmark|mailchimp")
_SIGNED = regex(r"(?i)(?:http[_-])?webhook[_-](?:id|signature|timestamp)$")  # the headers of Helcim's webhooks
_REQUESTS = frozenset(("request", "req", "httprequest", "event", "ctx", "context", "c", "evt", "_req", "_request", "r"))


def is_mask(name: str) -> bool:
    """Whether a function of this name is meant to hide what it is given."""
    return _MASK.search(name) is not None


def speaks_of_webhooks(scope: Scope) -> bool:
    """Whether the code around receives Helcim's webhooks, by the names that enclose it."""
    space = scope.space
    names = [space.path]
    closure = scope.function
    while closure is not None:
        signed = _signed(closure.function.body) if space.speaks else ""
        names.append(signed)
        names += [closure.function.name, closure.route]
        names += [_route(one) for one in closure.function.decorators]
        if closure.shape is not None:
            names.append(closure.shape.name)
            if space.speaks and not signed:  # Rails checks the signature before the action, in a method of its own
                names.append(_signed(closure.shape.node.body))
        closure = closure.scope.function
    told = " ".join(names)
    routed = _HOOK.search(told) is not None
    if not speaks_of_helcim(told) and (_ANOTHER.search(told) or ("/" in told.removeprefix(space.path) and _OWN_HOOK.search(space.text))):
        return False  # another vendor's, or beside a route that is called after Helcim
    return (space.speaks or speaks_of_helcim(told)) and (routed or _HOOK.search(space.told) is not None)


def _signed(body: Iterable[ir.Stmt]) -> str:
    """The header of a webhook's signature that some code names."""
    return next((one.value for one in expressions(body) if isinstance(one, ir.Literal) and _SIGNED.match(one.value)), "")


def in_browser(scope: Scope) -> bool:
    """Whether this code runs in a browser: of a module on both sides, all that the server does not keep."""
    space = scope.space
    closure = scope.function
    while closure is not None:  # Astro's `<script>`, in a module of the server
        if closure.function.body and isinstance(first := closure.function.body[0], ir.Evaluate) and isinstance(first.value, ir.Literal) and first.value.value == "use client":
            return True
        closure = closure.scope.function
    if space.desktop or ".server." in space.path:
        return False
    if scope.function is not None and serves(scope.function.function):
        return False
    if space.side == "client":
        return True
    if space.side != "both" or space.place != "split":
        return False
    closure, name, depth = scope.function, "", 0
    while closure is not None:
        name, depth = closure.function.name or name, depth + 1
        closure = closure.scope.function
    component = name[:1].isupper() and not name.startswith("use")
    return bool(name) and name not in space.server_names and (not component or depth > 1)  # what a component does on events


def _is_of_dash(function: ir.Function) -> bool:
    """`@app.callback(Output("session", "data"), ...)`: what it returns is put into the page."""
    return any(isinstance(one, ir.Call) and written(one.target).endswith("callback") and any(isinstance(arg.value, ir.Call) and written(arg.value.target).endswith("Output") for arg in one.args) for one in function.decorators)


def serves(function: ir.Function) -> bool:
    """Whether a function says that it stays on the server: `"use server"`."""
    first = function.body[0] if function.body else None
    return isinstance(first, ir.Evaluate) and isinstance(first.value, ir.Literal) and first.value.value == "use server"


def kept_in_browser(scope: Scope) -> bool:
    """Whether what this code keeps is kept in a browser: an application that is rendered on both sides keeps it there."""
    return in_browser(scope) or (scope.space.side == "both" and scope.space.place == "whole")


_COPIES = frozenset(("copy", "copyn", "copybuffer", "copylarge", "transferto", "copytoasync", "copyto", "bodytofile", "pipeto", "writeto"))
_ANSWERS = regex(r"(?i)^(?:w|rw|writer|c\.writer|ctx\.writer|c\.response(?:\(\))?(?:\.writer)?|http\.responsewriter|(?:self\.)?(?:httpcontext\.|context\.|ctx\.)?(?:res|resp|response|httpresponse)\.(?:body|getoutputstream\(\)|outputstream|bodywriter))$")


def streams(called: str, told: Iterable[str]) -> bool:
    """Whether a call copies what it reads to the client: `io.Copy(w, resp.Body)`. told: what it copies to is called."""
    return called.lower() in _COPIES and any(map(_ANSWERS.match, told))


def _route(decorator: ir.Expr) -> str:
    if isinstance(decorator, ir.Call):
        return " ".join(arg.value.value for arg in decorator.args if isinstance(arg.value, ir.Literal))
    return ""


def handler(models: Models, closure: Closure, exported: str = "", by: Space | None = None) -> Handler:
    """How a function that nothing of the program calls meets the outside. exported: the name under which the module `by` offers it."""
    function, space = closure.function, closure.scope.space
    roles = models.roles([text for one in function.decorators if (text := written(one).removesuffix("()"))], space.language)
    if any(written(one).rpartition(".")[2] in ("context_processor", "app_context_processor", "shell_context_processor") for one in function.decorators):
        return "shared"
    if function.name in space.offering:
        return "shared"
    if "handler-decorator" in roles or serves(function) or _is_of_dash(function):
        return "response"
    if by is None or (exported == "default" and _ENTRY.search(by.path) is not None):  # where packages begin
        by = space
    if _exported(models, exported or function.name, by) or (closure.shape is not None and _of_controller(models, closure.shape, function, space)):
        return "response"
    if "render-method" in models.roles([function.name, f"{closure.shape.name if closure.shape else ''}.{function.name}"], space.language):
        return "render"
    if space.language == "python" and any(written(one).removesuffix("()").rpartition(".")[2] in ("command", "group", "pass_context", "pass_obj") for one in function.decorators):
        return ""  # of a command line, or a chat
    params = [param.name.lower() for param in function.params if param.name not in ("self", "cls")]
    annotation = written(function.params[0].annotation) if function.params and function.params[0].annotation is not None else ""
    if params[:2] in (["event", "context"], ["event", "_context"], ["event", "_"], ["event", "ctx"], ["_event", "_context"]) and space.language == "python":  # AWS Lambda
        return "response"
    if space.language == "elixir" and len(params) == 2 and function.params[0].name in ("conn", "_conn"):  # an action of Phoenix, a plug
        return "entry"
    if space.side == "client" and space.language in ("java", "kotlin", "swift", "dart", "csharp"):  # `Context c` of an app
        return ""
    if any(written(one).rpartition(".")[2].removesuffix("()") == "ModelAttribute" for one in function.decorators):
        return "render"
    if params[:1] == ["ctx"] and models.in_place("controllers", space.path) and ("strapi" in space.text.lower() or _OF_STRAPI.search(space.path)):  # what its actions return is sent, as what Koa's do is not
        return "response"
    if any(param in _REQUESTS for param in params[: 2 if space.language == "go" else 1]) and not annotation.lower().startswith(("httpx", "requests", "urllib")):
        return "entry"
    return ""


def is_given_variables(function: ir.Function, param: ir.Param, space: Space) -> bool:
    """Whether a parameter is the environment of a Worker: `fetch(request, env)`, `scheduled(event, env, ctx)`."""
    if group(space.language) != "script" or len(function.params) < 2 or function.params[1] is not param:
        return False
    typed = written(param.annotation) if param.annotation is not None else ""
    return (param.name == "env" and function.params[0].name.strip("_").lower() in _OF_WORKERS) or typed in _ENVIRONMENTS


def is_state(function: ir.Function, told: str, space: Space) -> bool:
    """Whether a parameter of a type of Rust is what the server keeps: `State(app): State<Arc<App>>`, `web::Data<App>`."""
    if space.language != "rust" or not told:
        return False
    start = space.module.locate(function.at).start
    head = space.text[start : start + 800].partition("{")[0]
    return re.search(rf"\b(?:State|Extension|Data)\s?<[^,)]{{0,80}}\b{re.escape(told.rpartition('.')[2])}\b", head) is not None


_OF_WORKERS = _REQUESTS | {"", "controller", "batch", "message"}
_ENVIRONMENTS = frozenset(("Env", "CloudflareEnv", "Bindings", "CloudflareBindings"))


def _exported(models: Models, name: str, space: Space) -> bool:
    if "use server" in space.module.directives and name in space.exports:
        return True
    if name in _HANDLERS and space.language in ("javascript", "typescript", "tsx") and space.side != "client" and name in space.exports:
        return True
    return any(models.in_place(place, space.path) and name in names for place, names in _PLACES)


def _of_controller(models: Models, shape: Shape, function: ir.Function, space: Space) -> bool:
    if function.name.startswith("_"):
        return False
    if space.language == "python":
        bases = set(shape.marks())
        if function.name in _VERBS and not bases.isdisjoint(_VIEWS):
            return True
        return not bases.isdisjoint(_GRAPHS) and (function.name in ("mutate", "mutate_and_get_payload", "perform_mutation") or function.name.startswith("resolve_"))
    if space.language in ("php", "ruby"):
        if function.name == "toArray":  # Laravel's resources
            return any(mark in ("JsonResource", "ResourceCollection", "Resource") for mark in shape.marks())
        return space.language == "php" and (shape.name.endswith("Controller") or models.in_place("controllers", space.path)) and not _is_hidden(function, space)
    marks = shape.marks()
    if function.name.endswith("Payment") and not _PROVIDERS.isdisjoint(marks):
        return True
    return "RestController" in marks and any(written(one) for one in function.decorators)


def _is_hidden(function: ir.Function, space: Space) -> bool:
    """Whether a method of PHP is private or protected: no route leads to it."""
    span = space.module.locate(function.at)
    head = space.text[max(0, span.start - 60) : min(len(space.text), span.start + 60)]
    return re.search(rf"\b(?:private|protected)\s+(?:(?:static|final)\s+)*function\s+&?{re.escape(function.name)}\b", head) is not None


_VERBS = frozenset(("get", "post", "put", "patch", "delete", "head", "options"))
_VIEWS = frozenset(("MethodView", "Resource", "View", "APIView", "HTTPMethodView", "HTTPEndpoint", "RestfulController", "SecureResource", "BaseResource", "GenericAPIView"))
_GRAPHS = frozenset(("ObjectType", "Mutation", "ClientIDMutation", "BaseMutation", "SerializerMutation", "InputObjectType"))

# Names that a framework calls in files of its own places.
_PLACES: tuple[tuple[str, frozenset[str]], ...] = (
    ("next-pages", frozenset(("getServerSideProps", "getStaticProps", "getInitialProps"))),
    ("remix-routes", frozenset(("loader", "action", "clientLoader"))),
    ("svelte-routes", frozenset(("load",))),
    ("svelte-actions", frozenset(("actions", "default"))),
    ("next-routes", frozenset(("GET", "POST", "PUT", "PATCH", "DELETE"))),
    ("functions", frozenset(("handler", "main", "lambda_handler", "onRequest", "onRequestPost", "onRequestGet", "default"))),
)


# Of shops: `data` of what their methods return is the session that the shop's front end reads.
_PROVIDERS = frozenset(("AbstractPaymentProvider", "AbstractPaymentProcessor", "AbstractPaymentService"))
_OF_STRAPI = regex(r"(?:^|/)src/(?:api|plugins|extensions)/[\w-]+/(?:server/)?(?:src/)?controllers/")
_ENTRY = regex(r"(?:^|/)(?:index|main|app|server)\.\w+$")
_HANDLERS = frozenset(("handler", "lambdaHandler"))


def printed(shape: Shape, known: Mapping[str, Value]) -> dict[str, Value]:
    """What printing an object shows of it: not what its class hides, nor fields of types that show nothing (SecretString).

    known: what the object was made with; then its other fields are empty.
    """
    if not printable(shape):
        return {}
    fields = [one for one in shape.node.body if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name) and one.annotation is not None]
    hidden = {one.target.id for one in fields if isinstance(one.target, ir.Name) and written(one.annotation or one.target).rpartition(".")[2].startswith("Secret")}
    return {
        name: Value(taints=(shape.expected[name],)) if not known and name in shape.expected and is_unset(value) else value
        for name, value in shape.attributes.items()
        if name not in shape.hidden | hidden and _told(shape, name)
    }


def _told(shape: Shape, name: str) -> bool:
    """Whether Lombok's `@ToString(exclude = "token")`, `of`, `onlyExplicitlyIncluded` lets a field be printed."""
    for mark in shape.node.decorators:
        if isinstance(mark, ir.Call) and written(mark.target).endswith("ToString"):
            for arg in mark.args:
                listed = {one.value for one in within(arg.value) if isinstance(one, ir.Literal)}
                if (arg.name == "exclude" and name in listed) or (arg.name == "of" and name not in listed) or arg.name == "onlyExplicitlyIncluded":
                    return False
    return True


def is_unset(value: Value) -> bool:
    """Whether what a class declares says no more than that there is such a field: configuration, or whoever makes the object, sets it."""
    return not value.taints and not value.refs and not value.fields and value.rest is None and not any(text.value for text in value.texts)


def printable(shape: Shape) -> bool:
    """Whether printing an object shows its attributes."""
    language = shape.scope.space.language
    if any(name in shape.methods for name in ("toString", "ToString", "description", "debugDescription")):
        return False
    if language == "python":
        if any(name in shape.methods for name in ("__repr__", "__str__")):
            return False
        return not {"dataclass", "define", "attrs", "frozen", "s", "NamedTuple", "TypedDict", "type", "ObjectType", "Mutation", "SQLModel", "BaseModel", "BaseSettings", "Struct", "namedtuple", "dataclass_json"}.isdisjoint(shape.marks())
    if language in ("java", "dart", "kotlin", "csharp", "swift"):
        if any(name in shape.methods for name in ("toString", "ToString", "description", "debugDescription")):
            return False
        return "record" in shape.marks() or "data" in shape.marks() or "Data" in shape.marks() or "ToString" in shape.marks() or language == "swift"
    if any("inspect" in name for name in shape.methods):
        return False
    return not any(name in shape.methods for name in ("toString", "__toString", "to_s", "toJSON", "inspect", "String", "fmt", "jsonSerialize", "__debugInfo", "LogValue"))
