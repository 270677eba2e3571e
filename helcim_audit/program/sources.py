"""Which names and values are secrets before anything is known of where they came from?"""

import re
from collections.abc import Iterable, Mapping

from helcim_audit.lazy import regex
from helcim_audit.names import classify, speaks_of_helcim, words
from helcim_audit.program import ir
from helcim_audit.program.lattice import BODY, CLIENT, CLIENT_SECRET, ENVIRONMENT, HEADERS, HOLE, INITIALIZE, Mark, Taint, Text, Value
from helcim_audit.program.scopes import Scope, Space
from helcim_audit.secrets import SecretKind
from helcim_audit.values import Verdict, is_v2, judge

_QUIET = frozenset((SecretKind.CARD_TOKEN, SecretKind.BANK_TOKEN, SecretKind.CARD_NUMBER, SecretKind.CARD_CVV))
# A name that holds a secret's name and one of these is about the secret, not the secret.
_ABOUT = frozenset(
    (
        "mask", "masked", "redacted", "hash", "hashed", "digest", "length", "len", "last", "last4", "suffix", "has", "is", "have", "present", "exists", "missing",
        "valid", "invalid", "validate", "configured", "status", "error", "errors", "message", "label", "placeholder", "name", "names", "field", "header", "path", "file",
        "count", "type", "preview", "prefix", "url", "uri", "hint", "title", "description", "regex", "pattern", "expiry", "expires", "age", "ttl", "id", "ids", "env",
        "safe", "encrypted", "cipher", "should", "show", "enable", "enabled", "required", "input", "selector", "element", "param", "row", "setting", "check", "test",
        "set", "update", "save", "store", "delete", "remove", "clear", "rotate", "revoke", "create", "generate", "verify", "parse", "option", "fn", "callback", "cb",
        "class", "schema", "arn", "version", "ref", "reference", "column", "verb", "str2", "used", "source", "exposed", "found", "constant",
    )
)
_GETTER = ("get", "fetch", "load", "read", "resolve", "retrieve", "decrypt", "find", "obtain", "lookup", "require", "getenv", "the", "current")
# Members of a class called so are names for things: AuthorizationType.SECRET_KEY, FieldNames.API_TOKEN.
_NAMING = frozenset(("type", "types", "kind", "kinds", "enum", "name", "names", "field", "fields", "scheme", "scope", "column", "columns", "method"))
_WEAK = frozenset(("token", "key", "secret", "auth", "pat", "bearer", "access_token"))
_NAME = regex(r"/?[A-Za-z_][\w.\-/:]{2,100}\Z")


def kind_of_name(name: str, in_helcim: bool) -> SecretKind | None:
    """The kind of secret that a variable, field or setting of this name holds, or None."""
    parts = words(name)
    if not parts or (len(parts) > 1 and not _ABOUT.isdisjoint(_told(name, parts))):
        return None
    found = classify(name, in_helcim)
    if found is None or found.kind in _QUIET:
        return None
    return found.kind


def _told(name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    # HELCIM_API_TOKEN_TEST, TEST_HELCIM_API_TOKEN and the like are tokens in use: constants keep those words.
    return tuple(part for part in parts if part not in ("test", "env", "set", "id")) if name.isupper() else parts


def is_weak(name: str) -> bool:
    """Whether only the surroundings make the name a secret's: `token`, `key`."""
    return "_".join(words(name)) in _WEAK


def getter(name: str) -> str:
    """`getHelcimApiToken` and `fetch_api_token` without their verb."""
    parts = words(name)
    if len(parts) > 1 and parts[0] in _GETTER:
        return "_".join(parts[1:])
    return name


def by_name(space: Space, name: str, at: ir.Handle, told: Iterable[str] = (), own: bool = False) -> Taint | None:
    """The taint of something unknown that is called `name`.

    told: dotted names that it stands under; own: an attribute of an object that is Helcim's by its class.
    """
    if not name or len(name) > 120:
        return None
    told = tuple(told)
    helcim = own or any(speaks_of_helcim(one) for one in told)
    kind = kind_of_name(name, helcim)
    if kind is None or (told and _names_things(told[-1])) or (not helcim and is_weak(name)):
        return None
    if not helcim and not speaks_of_helcim(name) and not (space.helcim(at) if kind is SecretKind.API_TOKEN else space.speaks or space.kin):
        return None
    return Taint(kind.value, (Mark(space.path, at, f"{name} holds a secret"),))


def _names_things(dotted: str) -> bool:
    holder = dotted.rpartition(".")[2]
    return holder[:1].isupper() and not holder.isupper() and words(holder)[-1:] != () and words(holder)[-1] in _NAMING


# What frameworks put a setting in place of: Spring's "${helcim.api-token:default}", Symfony's "%env(X)%" and "%helcim.token%".
_PLACEHOLDER = regex(r"[$#]\{([A-Za-z][\w.\-]{1,100})(?::[^{}]{0,100})?\}|%(?:env\((?:\w{1,20}:){0,3})?([A-Za-z][\w.\-]{1,100})\)?%")


def by_setting(space: Space, text: str, at: ir.Handle) -> Taint | None:
    """The taint of what a look-up under the name `text` gives: an environment variable, a setting, an option."""
    if (placeholder := _PLACEHOLDER.fullmatch(text)) is not None:
        text = placeholder[1] or placeholder[2]
    if not _NAME.match(text):
        return None
    parts = re.split(r"[./:]", re.sub(r"/versions/\w+$", "", text))
    helcim = speaks_of_helcim(text)
    kind = kind_of_name(parts[-1], helcim)
    if kind is None:
        return None
    if not helcim and (is_weak(parts[-1]) or not (space.helcim(at) if kind is SecretKind.API_TOKEN else space.speaks or space.kin)):
        return None
    return Taint(kind.value, (Mark(space.path, at, f"reads {text}"),))


def all_variables(path: str, at: ir.Handle, before: tuple[Mark, ...] = (), names: tuple[str, ...] = ("env",)) -> Value:
    """The environment, whole."""
    return Value(taints=(Taint(ENVIRONMENT, (*before, Mark(path, at, "all variables, the token among them"))),), names=names, opaque=True)


def of_field(base: Value, name: str, at: ir.Handle, path: str) -> Value | None:
    """What field `name` of an answer from Helcim, or of what a client sent, is; None where `base` is neither."""
    kinds = {taint.kind: taint for taint in base.taints}
    kind = kind_of_name(name, True)
    if (sent := kinds.get(HEADERS)) is not None and name.lower().strip("_") in HEADER_FIELDS:
        return Value(taints=(sent,), opaque=True)
    if (answer := kinds.get(INITIALIZE)) is not None:
        if kind is SecretKind.SECRET_TOKEN:
            return Value(taints=(Taint(SecretKind.SECRET_TOKEN.value, (*answer.steps, Mark(path, at, f"takes {name}"))),))
        if name.lower() in _CARRIERS:
            return Value(taints=(answer,), names=base.names)
        return Value(opaque=True)
    if (sent := kinds.get(CLIENT)) is not None:
        if name.lower() == "env":
            return all_variables(path, at, sent.steps)
        if name.lower() in _OWN and not (name == "state" and path.endswith((".js", ".ts")) and base.names[:1] == ("request",)):  # hapi's cookies
            return Value(opaque=True)
        if name.isdigit():  # `body, err := io.ReadAll(r.Body)`
            return Value(taints=tuple(taint for taint in base.taints if taint.kind in (CLIENT, BODY)), opaque=True, names=base.names)
        if kind in (SecretKind.SECRET_TOKEN, SecretKind.API_TOKEN):  # some call it `secret` or `token`
            steps = (*sent.steps, Mark(path, at, f"takes {name} from the client"))
            told = Taint(kind.value if kind is SecretKind.API_TOKEN and not is_weak(name) else CLIENT_SECRET, steps)
            return Value(taints=(sent, told))
        whole = name.lower().strip("_") in _BODIES or (BODY in kinds and name.lower() == "string")  # Vapor's `req.body.string`
        body = (Taint(BODY, (*sent.steps, Mark(path, at, "the body of the request"))),) if whole else ()
        return Value(taints=(sent, *body), opaque=True, names=base.names)
    return None


# Under these names a request has its headers.
HEADER_FIELDS = frozenset(("headers", "allheaders", "all_headers", "all_raw_headers", "getallrawheaders", "request_properties",  "header", "allhttpheaderfields", "getheaders", "defaultrequestheaders", "default_headers", "defaultheaders", "httpheaders", "headermap", "header_items", "unredirected_hdrs", "each_header", "as_string", "tocurl", "as_curl", "curldescription"))

# Fields under which libraries put the answer's body.
_CARRIERS = frozenset(
    ("data", "body", "json", "content", "text", "result", "results", "response", "payload", "parsed", "value", "_data", "rawbody", "raw", "session", "value!", "contents", "parse", "to_h", "to_hash", "as_json", "rootelement", "root", "document", "parsedbody", "parsed_response", "0", "out", "reply", "input_stream", "inputstream", "entity", "stream", "reader", "response_stream", "responsestream", "responsetext", "response_body", "body_string", "body_text", "bodytext", "lines")
)
# What a request calls its body.
_BODIES = frozenset(
    ("body", "body_params", "rawbody", "raw_body", "text", "data", "json", "content", "payload", "form", "get_data", "get_json", "post", "getcontent", "get_body", "raw_post", "values", "all", "read", "formdata", "bytes", "stream", "input", "tojson", "raw", "lines", "collect", "reader", "getreader", "inputstream", "getinputstream", "readalltext", "readtoend", "readtoendasync", "readasstringasync", "bodyasstring", "bodystring")
)


_TAKEN = regex(r"takes (\w+) from the client$")
_ANSWERS = regex(r"(?i)stringify|json_?encode|encode_json|dumps|to_?json|marshal|serializ|jsonoptions|writevalueas|raw_?data|transaction|checkout|separators|helcim_?(?:pay|response|data|secret|hash|token)")


def is_of_helcim(taint: Taint, spaces: Mapping[str, Space], alone: bool) -> bool:
    """Whether a secret that a client sent is Helcim's: one that is called no more than `token` is if an answer of Helcim is near.

    alone: what is hashed is this value and nothing else, which checks no answer.
    """
    mark = next((one for one in reversed(taint.steps) if _TAKEN.search(one.note)), None)
    told = _TAKEN.search(mark.note) if mark is not None else None
    space = spaces.get(mark.path) if mark is not None else None
    if mark is None or told is None or space is None or not is_weak(told[1]):
        return True
    if alone:
        return False
    span = space.module.locate(mark.at)
    return _ANSWERS.search(space.text, max(0, span.start - 400), span.end + 400) is not None


def is_own(name: str) -> bool:
    """Whether a part of a request is the server's: the session, the user."""
    return name.lower() in _OWN


def is_body(name: str) -> bool:
    """Whether a parameter of a handler is called like the body of a request."""
    return name.lower().strip("_") in _BODIES or name.lower() in ("webhook", "event", "message", "notification", "hook", "dto", "evt", "params")


# What a request holds that the client has no say in.
_OWN = frozenset(("session", "ua", "yar", "flash", "headers", "server", "cache", "redis", "kv", "storage", "getsession", "current_user", "principal", "services", "scope",  "app", "env", "user", "state", "locals", "context", "auth", "db", "signedcookies", "encrypted", "signed", "signed_cookies", "path", "method", "url", "logger", "log", "platform", "prisma", "status", "client", "application", "eventloop", "queue", "httpclient", "assigns", "private"))


def secret_text(text: Text, named: str | None = None, in_helcim: bool = False) -> bool:
    """Whether a constant is a secret: by its shape, or, under a secret's name, by not being a placeholder."""
    if HOLE in text.value:
        return False
    if is_v2(text.value):
        return True
    return named is not None and kind_of_name(named, in_helcim) is not None and judge(text.value) is Verdict.SECRET


def eaten(expr: ir.Join, scope: Scope) -> ir.Literal | None:
    """A token in a string whose language takes `$vXx` in it for a variable: the token stands there all the same."""
    if len(expr.parts) > 16 or not all(isinstance(part, ir.Literal | ir.Name | ir.Attribute) for part in expr.parts):
        return None
    span = scope.space.module.locate(expr.at)
    text = scope.space.text[span.start : span.end].lstrip("fFrRbB@$").strip("\"'`")
    return ir.Literal(expr.at, text) if len(text) == 64 and is_v2(text) else None
