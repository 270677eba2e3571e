"""What does a call of something outside of the program answer?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import http_errors, ir, lookups, php_clients, typed
from helcim_audit.program.cuts import covered, cut
from helcim_audit.program.formats import cut_formats, filled
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import WEBHOOK, speaks_of_webhooks
from helcim_audit.program.injected import service_named
from helcim_audit.program.lattice import (
    BODY,
    CLIENT,
    CLIENT_SECRET,
    HEADERS,
    INITIALIZE,
    NOTHING,
    UNKNOWN,
    Mark,
    Taint,
    Value,
    is_auth_header,
    join,
)
from helcim_audit.program.mappings import KEY, any_attribute, dumped, mapped, paired, picked, settings, unnamed
from helcim_audit.program.object_texts import text_of
from helcim_audit.program.objects import altered
from helcim_audit.program.options import parsed
from helcim_audit.program.php_hooks import provided
from helcim_audit.program.redacting import marked
from helcim_audit.program.rewritten import rewritten
from helcim_audit.program.rows import queried
from helcim_audit.program.schemas import let_through
from helcim_audit.program.scopes import Closure, Scope, Shape, last, written
from helcim_audit.program.secret_files import read
from helcim_audit.program.sent import ADDRESSES
from helcim_audit.program.sources import HEADER_FIELDS, all_variables, by_setting, getter, is_body, is_own, of_field
from helcim_audit.program.standard_library import of_library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Frame, Machine

_ALL_VARIABLES = frozenset(("getenv", "getenvironmentvariables"))
_TEMPLATED = frozenset(("template", "jinja", "twig", "nunjucks", "handlebars", "liquid", "freemarker", "velocity", "gotemplate", "smarty"))


def answer(machine: Machine, expr: ir.Call, names: Sequence[str], roles: frozenset[str], receiver: Value | None, given: Sequence[Given], scope: Scope, frame: Frame) -> Value:
    """The value of a call by the roles that models give its names."""
    space = scope.space
    mark = Mark(space.path, expr.at, "")
    called = last(names[0]) if names else ""
    values = [one.value for one in given]
    if values and (receiver is None or called == "stringify") and (text := text_of(machine, called, values[0], expr.at, scope)) is not None:
        return text
    if (not ("respond" in roles and given) and (record := dumped(called, receiver, given)) is not None) or (record := http_errors.dumped(called, receiver, given)) is not None:
        return record
    if space.language in _PHP and (request := php_clients.told(called, receiver, given, expr, scope)) is not None:
        return request
    if (copy := altered(machine, called, receiver, given, expr)) is not None:
        return copy
    if receiver is not None and not given and getter(called).lower() in HEADER_FIELDS and (held := receiver.fields.get(".headers") or of_field(receiver, getter(called), expr.at, space.path)) is not None and held.taints and not roles & {"log", "respond", "input"}:
        return held
    if space.language == "python" and (option := parsed(machine, called, given, expr, scope, frame)) is not None:
        return option
    if space.language == "python" and (rows := queried(machine, called, receiver, given)) is not None:
        return rows
    if space.language == "python" and (library := of_library(machine, called, names, given, expr, scope)) is not None:
        return library
    if space.language == "python" and (content := read(called, receiver, given, expr, scope)) is not None:
        return content
    if called == "getattr" and receiver is None and len(given) > 1 and not given[1].value.texts and (one_of := any_attribute(given[0].value, expr, scope)) is not NOTHING:
        return one_of
    if called == "getattr" and receiver is None and len(given) > 1 and given[1].value.texts:
        taken = [machine.attribute(given[0].value, text.value, ir.Attribute(expr.at, given[0].expr, text.value), scope) for text in given[1].value.texts[:3]]
        return join((*taken, *(one.value for one in given[2:3])))
    if (configured := settings(called, receiver, (), expr, scope)) is not None:
        return Value(taints=(configured,), opaque=True)
    if given and given[-1].name == "(type)" and (shapes := [ref for ref in given[-1].value.refs if isinstance(ref, Shape)]):
        return Value(refs=tuple(machine.instance(shape) for shape in shapes), names=tuple(f"{name}()" for name in names[:2]))
    if called == "stringify" and len(given) > 1 and _replaces(given[1]):
        return NOTHING
    if called == "service" and given and given[0].value.texts and group(space.language) == "script" and (handed := service_named(machine, space, given[0].value.texts[0].value)) is not None:
        return handed
    if called in _REQUEST_TYPES:
        roles = roles | {"client"}
    if (pairs := paired(called, receiver, values)) is not None:
        return pairs
    if (record := mapped(names, values)) is not None:
        return record
    if called == "str" and values and "Secret" in values[0].names and ".secret" in values[0].fields:  # Starlette's shows itself when it is made a text
        return values[0].fields[".secret"]
    if "wrap" in roles and given:
        named = [one for text in values[0].texts if (one := by_setting(space, text.value, expr.at)) is not None] if called == "defineSecret" else []
        return Value(fields={".secret": Value(tuple(named), opaque=True) if called == "defineSecret" else join(values)}, names=("SecretStr",))
    if receiver is not None and ".secret" in receiver.fields and not given:
        return receiver.fields[".secret"] if "unwrap" in roles else receiver if roles & {"carry", "same"} else NOTHING
    if "mask" in roles and space.language in _PHP and (left_open := covered(called, given, mark)) is not None:
        return left_open
    if (left := rewritten(machine, called, receiver, given, space.language, mark)) is not None:
        return left
    if "reduce" in roles or "mask" in roles:
        return NOTHING
    if "raise" in roles:  # what it says was judged where it was made
        return Value(names=("error",), opaque=True)
    if receiver is not None and (left := picked(called, receiver, values)) is not None:
        return left
    if ("environment" in roles or (not given and called.lower() in _ALL_VARIABLES)) and (space.speaks or space.kin):
        return all_variables(space.path, expr.at, names=())
    if receiver is not None and not given and isinstance(expr.target, ir.Attribute) and expr.target.name.lower() in _TEXT_OF and receiver.taints and not receiver.refs:
        return receiver
    if (part := cut(roles, receiver, given, mark)) is not None:
        return part
    if "format" in roles and not ("put" in roles and receiver is not None and len(given) > 1):
        appended = machine.joined([*((receiver,) if receiver is not None and (receiver.texts or "put" in roles) else ()), *filled([one.value for one in cut_formats(given, scope)])], expr, scope)
        if "put" in roles and receiver is not None and not (receiver.fields or receiver.refs or receiver.rest) and isinstance(expr.target, ir.Attribute) and isinstance(expr.target.base, ir.Name | ir.Attribute):
            machine.bind(expr.target.base, appended, scope, frame, expr.at)  # a builder of text
        return appended
    if "join" in roles:
        if (lines := tuple(taint for value in values for taint in value.taints if taint.kind == HEADERS)) and not any(value.fields for value in values if not value.taints):  # implode("\r\n", $headers)
            return Value(lines, opaque=True)
        return machine.joined([item for one in (*values, *([receiver] if receiver is not None else [])) for item in _items(one)], expr, scope)
    if "put" in roles and receiver is not None and not roles & {"respond", "log", "render", "persist", "cookie"}:
        return _put(machine, expr, receiver, given, scope, frame)
    if space.language == "php" and (service := php_clients.logger(called, receiver, given) or provided(machine, called, receiver, given)) is not None:
        return service
    if called.lower() in ("decorate", "provide") and len(given) == 2 and given[0].value.texts:  # Fastify, Nuxt, Vue
        machine.shared[given[0].value.texts[0].value] = given[1].value
    if "into" in roles:
        _into(machine, receiver, given, scope, frame)
    if "calls-argument" in roles:
        return _call_argument(machine, given, expr, scope)
    if given and roles & {"respond", "log", "render", "persist"} and ("same" not in roles or "respond" in roles) and called.lower() not in ("print_r", "var_export"):
        return Value(names=tuple(f"{name}()" for name in names[:3]), opaque=True)
    if roles & {"then", "map"} and receiver is not None and ("map" not in roles or any(isinstance(ref, Closure) for one in values for ref in one.refs)):
        return _chained(machine, roles, receiver, given, expr, scope, frame)
    if called == "response" and written(expr.target) == "h.response" and given:  # hapi's, which is answered when it is returned
        return replace(values[0], names=("h.response()",))
    if receiver is not None and "h.response()" in receiver.names and called.lower() in _OF_RESPONSES:
        return receiver
    answered = receiver is not None and any(taint.kind == INITIALIZE for taint in receiver.taints)
    if "input" in roles and not answered:
        return _input(receiver, values, expr, scope)
    if space.language in _PHP and any(text.value == "php://input" for value in values[:1] for text in value.texts):
        return _input(None, (), expr, scope)
    if receiver is not None and called.lower() in _ELSE:
        return receiver if "err" in called.lower() else join((receiver, *(machine.invoke(ref, (), mark) for one in values for ref in one.refs if isinstance(ref, Closure))))
    if receiver is not None and (not roles & {"same", "carry"} or called.lower() in lookups.GETTERS or _names_field(given)) and (found := _field_of(receiver, given, expr, scope)) is not None:
        return found
    looks_up = given and given[0].value.texts and ("unwrap" in roles or (given[0].name or "").endswith("Key") or (receiver is not None and (called in ("values", "values_list", "data", "attr", "getAttribute", "prop") or any(map(_ENVIRONS.search, receiver.names)))))  # `env.str("NAME")`, `defaults.string(forKey: "name")`
    if expr.new and not given and "same" in roles and names and group(space.language) == "script":  # `new Headers()` is no answer of a server, whatever it is called
        return Value(names=(f"{names[0]}()",), opaque=True)
    if ("same" in roles and not looks_up) or (space.language in _TEMPLATED and "respond" not in roles):
        return join((*([receiver] if receiver is not None and not _is_module(receiver) else []), *values))
    root = lookups.asked(expr, given)
    result = Value(fields=machine.members.get(root, {}), names=tuple(f"{name}()" for name in names[:3]), roots=frozenset((root,)), opaque=True)
    looked_up = lookups.looked_up(machine, called, names, roles, receiver, given, expr, scope)
    result = result.tainted(*looked_up)
    if (told := lookups.initialized(called, roles, receiver, values, expr, scope)) is not None:
        result = result.tainted(told)
    if told is not None and called in ("curl_setopt", "curl_setopt_array") and isinstance(given[0].expr, ir.Name | ir.Attribute):  # the handle that is sent
        machine.bind(given[0].expr, given[0].value.tainted(told), scope, frame, expr.at)
    if receiver is not None and any(isinstance(ref, Shape) for ref in receiver.refs):  # `Session.model_validate(answer)`
        made = tuple(machine.instance(ref) for ref in receiver.refs if isinstance(ref, Shape))
        taints = [taint for value in values for taint in value.taints if taint.kind in (INITIALIZE, CLIENT)]
        result = let_through(Value(result.taints, refs=made, names=result.names, opaque=True).tainted(*taints), [ref.shape for ref in made])
    if receiver is not None and roles & {"carry", "send"}:
        kinds = (INITIALIZE, CLIENT, BODY) if ("request" in roles and given and not _BUILDS.search(names[0])) or called.lower() in _SENDS or _NO_HEADERS.match(called) else (INITIALIZE, CLIENT, BODY, HEADERS)  # an answer has no headers of the request
        result = result.tainted(*(taint for taint in receiver.taints if taint.kind in kinds))
    elif receiver is not None and _FLUENT.match(called):  # `$client->createRequest()->setUrl($path)->addHeaders($headers)`
        result = result.tainted(*(taint for taint in receiver.taints if taint.kind == INITIALIZE))
    if expr.new and given and all(one.name is not None for one in given):  # an object of a class that is not part of the tree
        result = Value(result.taints, fields={one.name: one.value for one in given if one.name}, names=result.names, roots=result.roots, opaque=True)
    told = settings(called, None, given, expr, scope)
    if told is not None and not looked_up:
        result = result.tainted(told).named("config.helcim")
    defaults = [one.value for one in given if one.name in ("default", "fallback", "default_value", "defaultvalue")]
    place = 2 if space.language == "elixir" else 1  # `Application.get_env(:app, :key, default)`
    if looked_up and len(given) > place and given[place].name is None:
        defaults.append(given[place].value)
    if called.lower() in _FIELDS:
        defaults += [machine.invoke(ref, (), mark) for one in given if one.name in ("default_factory", "factory") for ref in one.value.refs if isinstance(ref, Closure)]
    if defaults:
        result = join((result, *defaults))
    if called in ("open", "fopen") and given and any(map(_LOG_FILE.search, (text.value for text in given[0].value.texts))):
        result = Value(result.taints, names=("logfile",), roots=result.roots, opaque=True)
    if any(one.name == "cast" and "starlette.datastructures.Secret" in one.value.names for one in given):
        return Value(fields={".secret": result}, names=("SecretStr", "Secret"))
    wrapped = tuple(ref for value in values for ref in value.refs if isinstance(ref, Closure))
    if (hiding := marked(result.names, given)) is not None:
        result = Value(result.taints, names=hiding, roots=result.roots, opaque=True)
    return Value(result.taints, result.texts, {**result.fields, **_headers_of(roles, given, expr.new)}, refs=(*result.refs, *wrapped), names=result.names, roots=result.roots, opaque=True)


def _replaces(one: Given) -> bool:
    """Whether the second argument of `JSON.stringify` is a function that decides by the key, or a list of keys."""
    if "0" in one.value.fields:
        return not any(is_auth_header(text.value) or "token" in text.value.lower() for inner in one.value.fields.values() for text in inner.texts)
    for ref in one.value.refs:
        if isinstance(ref, Closure):
            span = ref.scope.space.module.locate(ref.function.at)
            return "WeakSet" not in ref.scope.space.text[span.start : span.end]
    return False


def _headers_of(roles: frozenset[str], given: Sequence[Given], made: bool) -> dict[str, Value]:
    """A client or request that is made with headers has them: `axios.create({headers})`, `Session(headers=...)`."""
    fields: dict[str, Value] = {}
    for one in given:
        if made and any(taint.kind == HEADERS for taint in one.value.taints):
            fields[".headers"] = one.value
        if "client" not in roles:
            continue
        fields |= {name: one.value.fields[name] for name in ADDRESSES if name in one.value.fields}
        if one.name in ADDRESSES:
            fields[one.name] = one.value
        if one.name in ("headers", "default_headers"):
            fields[".headers"] = one.value
        headers = one.value.fields.get("headers")
        if headers is not None:
            fields[".headers"] = headers
            fields[".defaults"] = Value(fields={"headers": headers})
    return fields


def _is_module(value: Value) -> bool:
    """Whether nothing is known of a value but what it is called: `json` of `json.dumps`."""
    return not (value.taints or value.fields or value.texts or value.refs or value.rest is not None)


_ELSE = frozenset(("unwrap_or_else", "or_else", "map_err", "orelseget", "getorelse", "ifempty", "inspect_err", "wrap_err"))
_ENVIRONS = regex(r"(?i)(?:^|\.)env(?:s|iron|ironment)?(?:\(\))?$")
_FIELDS = frozenset(("field", "attrib", "ib", "mapped_column", "column"))
_LOG_FILE = regex(r"(?i)(?:^|[/\\._-])logs?(?:$|[/\\._-])|debug|nohup\.out|trace\.txt")
_TEXT_OF = frozenset(("value", "getvalue", "get_value", "secretvalue", "unsafeunwrap", "plaintext", "getplaintext", "getstring", "asstring", "astext", "textvalue", "stringvalue", "getasstring", "getrawtext", "as_str", "contentornull", "parse"))
_NO_SECRET = regex(r"(?i)checkout|id$|ur[li]$|status|code$|message$|error|expir|amount|currency")
_FLUENT = regex(r"(?:set|with|add|use|accept|timeout|retry|query|header|body)(?=[A-Z_]|s?$)")
_NO_HEADERS = regex(r"(?i)_?(?:get|read|parse)?_?(?:parsed|raw|response|json|to)?_?(?:body|contents?|status|statuscode|status_code|code|uri|url|method|json|text|array|string|reasonphrase|responsebody|response)_?(?:as(?:string|text|json))?$")
_BUILDS = regex(r"(?i)builder\(\)|newrequest|(?:basic|quick|empty)request")
_SENDS = frozenset(("send", "execute", "exec", "do", "sendasync", "getresponse", "get_response", "perform", "fetch", "retrieve", "exchange", "urlopen", "send_request", "start"))


_PHP = frozenset(("php", "blade"))
_OF_RESPONSES = frozenset(("code", "type", "takeover", "charset", "etag", "ttl", "unstate", "vary", "location", "created", "bytes", "encoding", "message"))
_REQUEST_TYPES = frozenset(("Request", "HTTPRequest", "HttpRequest", "PreparedRequest", "ClientRequest"))
def _names_field(given: Sequence[Given]) -> bool:
    """Whether a call has one argument, a text that may be a key: `$response->json('checkoutToken')`, not `.toString('utf8')`."""
    return len(given) == 1 and bool(given[0].value.texts) and not given[0].value.opaque and KEY.match(given[0].value.texts[0].value) is not None and _ENCODING.match(given[0].value.texts[0].value) is None


_ENCODING = regex(r"(?i)utf|latin|ascii|hex$|base64|binary|iso-|json$")


def _items(value: Value) -> Iterable[Value]:
    if value.fields:
        return list(value.fields.values())
    return [value.rest if value.rest is not None else value]


def _put(machine: Machine, expr: ir.Call, receiver: Value, given: Sequence[Given], scope: Scope, frame: Frame) -> Value:
    """`headers.set("api-token", token)`, `session.headers.update({...})`: the receiver holds it from now on."""
    value = receiver
    if last(written(expr.target)) == "setdefault" and len(given) == 2 and scope.space.language == "python" and (set_before := [told for text in given[0].value.texts if (told := by_setting(scope.space, text.value, expr.at)) is not None]):
        given = (given[0], replace(given[1], value=given[1].value if given[1].value.taints else replace(given[1].value, taints=tuple(set_before), opaque=True)))
    if len(given) == 2 and given[0].name is None and (given[1].name or "").startswith("for"):  # Swift: setValue(token, forHTTPHeaderField: "api-token")
        given = (replace(given[1], name=None), given[0])
    texts = given[0].value.texts if given else ()
    if len(given) >= 2 and texts and not given[0].value.opaque:
        value = machine.entered(value, texts[0].value, given[1].value, given[0].expr, scope)
    else:
        for one in given:
            for name, inner in one.value.fields.items():
                value = value.with_field(name, inner)
            line = next((text.value.partition(":")[0].strip() for text in one.value.texts if ":" in text.value), "")
            if line and is_auth_header(line) and machine.recorder.sent.header(machine, one.value, line, one.expr, scope):
                value = value.tainted(Taint(HEADERS, (Mark(scope.space.path, one.expr.at, f"held under {line}"),)))
            value = value.tainted(*(taint for taint in one.value.taints if not one.value.fields or taint.kind in (HEADERS, INITIALIZE, CLIENT, BODY)))
            if one.value.refs:
                value = Value(value.taints, value.texts, value.fields, join((value.rest, one.value)), value.refs, value.names, value.roots, value.opaque)
    target = expr.target.base if isinstance(expr.target, ir.Attribute) else None
    if isinstance(target, ir.Name | ir.Attribute | ir.Item) and value is not receiver:
        machine.bind(target, value, scope, frame, expr.at)
    return value


def _into(machine: Machine, receiver: Value | None, given: Sequence[Given], scope: Scope, frame: Frame) -> None:
    """`json.Unmarshal(data, &out)`: an argument takes what another holds."""
    whole = join((*([receiver] if receiver is not None else []), *(one.value for one in given)))
    taints = [taint for taint in whole.taints if taint.kind in (INITIALIZE, CLIENT, BODY)]
    for one in given[-1:]:
        held = {taint.identity for taint in one.value.taints}
        if any(taint.identity not in held for taint in taints) and isinstance(one.expr, ir.Name | ir.Attribute):
            filled = typed.of_variable(machine, one.value.tainted(*taints), written(one.expr), one.expr.at, scope)
            machine.bind(one.expr, filled, scope, frame, one.expr.at)


def _call_argument(machine: Machine, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value:
    """`Depends(get_settings)`, `useMemo(() => x)`, `partial(f, token)`."""
    results = []
    if len(given) > 1 and isinstance(given[0].expr, ir.Constant):  # `run_in_executor(None, f, token)`
        given = given[1:]
    for one in given[:1]:
        for ref in one.value.refs:
            if isinstance(ref, Closure):
                results.append(machine.invoke(ref, given[1:], Mark(scope.space.path, expr.at, "called")))
    return join((*results, *(one.value for one in given[:1]))) if given else UNKNOWN


def _chained(machine: Machine, roles: frozenset[str], receiver: Value | None, given: Sequence[Given], expr: ir.Call, scope: Scope, frame: Frame) -> Value:
    """`promise.then(f)`, `items.map(f)`: `f` is given the receiver, or its items; what `catch` is given, the receiver threw."""
    from helcim_audit.program.calls import Given as Argument

    value = receiver if receiver is not None else UNKNOWN
    if "map" in roles and (value.fields or value.rest is not None):
        value = join((*value.fields.values(), value.rest))
    results = []
    catches = group(scope.space.language) == "script" and isinstance(expr.target, ir.Attribute) and expr.target.name == "catch"
    for place, one in enumerate(given):
        handled = value
        if catches or (place == 1 and isinstance(expr.target, ir.Attribute) and expr.target.name == "then"):
            error = http_errors.caught(expr.target.base.at, scope, frame) if isinstance(expr.target, ir.Attribute) else None
            handled = error if error is not None else Value(names=("error",), opaque=True)
        for ref in one.value.refs:
            if isinstance(ref, Closure):
                results.append(machine.invoke(ref, (Argument(handled, expr.target),), Mark(scope.space.path, expr.at, "handed to a callback")))
    if "map" in roles:
        return Value(taints=tuple(taint for one in results for taint in one.taints)[:6], rest=join(results) if results else None, opaque=not results)
    return join((value, *results) if catches else results) if results else value


def _input(receiver: Value | None, values: Sequence[Value], expr: ir.Call, scope: Scope) -> Value:
    """What a client sent: all of it, or the field that the first argument names."""
    path = scope.space.path
    sent = next((taint for value in (*([receiver] if receiver is not None else []), *values) for taint in value.taints if taint.kind == CLIENT), None)
    taint = sent or Taint(CLIENT, (Mark(path, expr.at, "what the client sent"),))
    names = (written(expr.target),) if written(expr.target) else ()
    whole = Value(taints=(taint, Taint(BODY, (*taint.steps, Mark(path, expr.at, WEBHOOK if speaks_of_webhooks(scope) else "the body of the request")))), names=names, opaque=True)
    for text in values[0].texts if values else ():
        return of_field(whole, text.value, expr.at, path) or whole
    return whole


def _field_of(receiver: Value, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Value | None:
    """`answer.get("secretToken")`, `form.secretToken()`: a field of what Helcim or a client sent, or of a record."""
    kinds = {taint.kind for taint in receiver.taints}
    text = next((text.value for one in given[:1] for text in one.value.texts), None)
    name = last(expr.target.name) if isinstance(expr.target, ir.Attribute) else ""
    if name.lower() == "only" and CLIENT in kinds:
        return Value(taints=tuple(taint for taint in receiver.taints if taint.kind == CLIENT), opaque=True)
    if CLIENT in kinds and is_own(getter(name)):
        return Value(opaque=True)
    if text is not None and ((name.lower() in lookups.GETTERS and KEY.match(text)) or (kinds & {INITIALIZE, CLIENT} and _names_field(given))):
        if text in receiver.fields:
            return receiver.fields[text]
        return of_field(receiver, text, expr.at, scope.space.path)
    if text is None and given and name in ("get", "pop") and scope.space.language == "python" and receiver.rest is not None and not given[0].value.refs:  # one of the entries, whichever
        return join((*unnamed(receiver), receiver.rest, *(one.value for one in given[1:2])))
    if not kinds & {INITIALIZE, CLIENT, BODY} or name.lower() in ("get", "has", "status", "iserror", "successful", "ok", "failed", "raise_for_status"):
        return None
    found = of_field(receiver, name if is_body(name) and INITIALIZE not in kinds else getter(name), expr.at, scope.space.path)
    if found is not None and (found.taints or name.lower().startswith("get") or (INITIALIZE in kinds and _NO_SECRET.search(name) is not None)):
        return found
    kept = (INITIALIZE, CLIENT, BODY, CLIENT_SECRET) if name.lower() in _SENDS else (INITIALIZE, CLIENT, BODY, CLIENT_SECRET, HEADERS)
    return Value(taints=tuple(taint for taint in receiver.taints if taint.kind in kept), opaque=True) if not given else None
