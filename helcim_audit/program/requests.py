"""Which operations of Helcim's API does a program call, and with which token?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helcim_audit.lazy import regex
from helcim_audit.names import is_helcim_host, speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.lattice import HOLE, Text, Value
from helcim_audit.program.scopes import Closure, Scope, Space, last
from helcim_audit.program.sent import ADDRESSES, helcims
from helcim_audit.secrets import SecretKind, masked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

ROOTS = frozenset(
    ("payment", "helcim-pay", "devices", "customers", "invoices", "card-transactions", "card-batches", "card-terminals", "ach", "payment-plans", "subscriptions", "add-ons", "connection-test")
)
"""First parts of the paths that the API has."""

UNKNOWN = "/{}"
"""The path of a call whose address is put together at run time."""

METHODS = frozenset(("get", "post", "put", "patch", "delete"))
_ADDRESS = regex(r"(?i)^(?:https?://([\w.\-]{1,120}))?(?:\0)?(?:/?api)?(?:/?v2)?/?")
_IS_MADE = regex(r"\)$|\) ")  # by a call, which is told by itself
_NAMED_HOLE = regex(r"\{\w{1,40}\}|(?<=/):\w{1,40}")
_HOLES = regex(r"\{\}(?:\{\})+")
_MAKES_ADDRESS = regex(r"(?:^|\.)(?:URI|Uri|URL|Url|url|HttpUrl)\.(?i:create|parse|new|get|of|fromstring|parse_uri|parserequesturi)$|(?:^|\.)(?:URI|Uri|URL|Url)$")
_ADDRESS_FIELDS = frozenset(("url", "uri", "path", "endpoint", "pathname", ".address", "requesturi", "curlopt_url"))
_BODIES = frozenset(("json", "data", "body", "curlopt_post", "curlopt_postfields"))
_COMMANDS = frozenset(("curl", "wget", "http", "https", "xh", "curl.exe"))
SHELLS = frozenset(("shell", "fish", "powershell", "bash"))
"""Languages whose commands take their address in any place."""
_TOKENS = frozenset((SecretKind.API_TOKEN.value, SecretKind.LEGACY_API_TOKEN.value))


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """One call. path: from the API's root, `{}` for what is not known; token: what it is called, or "" .

    owners: function, class and module that send it. told: False of an address that is made here, and sent elsewhere if at all.
    bare: whether nothing but the path's name says that it is Helcim's.
    """

    method: str
    path: str
    token: str
    space: Space
    at: ir.Handle
    known: bool
    call: ir.Handle
    owners: tuple[int, int, str]
    told: bool = True
    bare: bool = False


@dataclass(slots=True, eq=False)
class Requests:
    """Collects requests. Each is told by the call that names its path, not by the wrapper that sends it.

    authenticators: names of the tokens that functions, classes and modules put into headers.
    """

    found: dict[tuple[str, str, str, int], Request] = field(default_factory=dict)
    authenticators: dict[int | str, set[str]] = field(default_factory=dict)
    latest: dict[int, tuple[str, str, str, int]] = field(default_factory=dict)

    def asks(self, call: ir.Call, names: Sequence[str], roles: frozenset[str], receiver: Value | None, given: Sequence[Given], scope: Scope) -> bool:
        """Whether a call is a request; what it says of one before it is noted."""
        name = last(names[0]).lower() if names else ""
        if name in ("curl_setopt", "setrequestmethod"):
            self._option(name, given, scope)
        self._decided(call, given)
        return bool((roles & {"request", "client", "send"} or _sends(call.target, receiver, scope)) and not roles & {"log", "respond", "render"})

    def add(self, call: ir.Call, names: Sequence[str], given: Sequence[Given], receiver: Value | None, scope: Scope, calls: Sequence[tuple[Space, Sequence[Given], ir.Call | None]]) -> None:
        """calls: those that led here, the outermost first."""
        base = _based(receiver)
        texts = _addresses(given, scope.space.language, base)
        for text in texts:
            self._add(text, call, names, given, receiver, scope, calls, base)
        if not texts and base and given and given[0].value.opaque and not given[0].value.fields and not _IS_MADE.search(" ".join(given[0].value.names)):
            self._keep(Request(_method(names, given), UNKNOWN, _token(given, receiver), scope.space, call.at, False, call.at, _owners(scope)))

    def _add(self, text: Text, call: ir.Call, names: Sequence[str], given: Sequence[Given], receiver: Value | None, scope: Scope, calls: Sequence[tuple[Space, Sequence[Given], ir.Call | None]], base: bool) -> None:
        told = _path(text.value)
        if told is None:
            return
        path, helcim = told
        root = path.split("/")[1] if path.count("/") else ""
        if (root not in ROOTS and not helcim and not base) or not root:
            return
        leaf = next((one for one in reversed(text.leaves) if root in one.value), text)
        space, at = _site(leaf, given, scope.space, calls) or (scope.space, call.at)
        made = bool(names) and is_address(names)
        if made and root not in ROOTS:
            return
        method = "?" if made else _method(names, given)
        token = _token(given, receiver)
        bare = not (helcim or base or token or text.value.startswith(HOLE) or any(map(speaks_of_helcim, names[:2])))
        if bare and not (scope.space.language == "ruby" and receiver is not None and names[0] != last(names[0])) and any(isinstance(ref, Closure) for one in given for ref in one.value.refs):
            return  # a route that this server answers
        self._keep(Request(method, path, token, space, at, root in ROOTS, call.at, _owners(scope), not made, bare))

    def _keep(self, request: Request) -> None:
        key = (request.method, request.path, request.token, id(request.at))
        self.found.setdefault(key, request)
        self.latest[request.owners[0]] = key

    def _option(self, name: str, given: Sequence[Given], scope: Scope) -> None:
        """`curl_setopt($ch, CURLOPT_CUSTOMREQUEST, $method)`, `connection.setRequestMethod("PUT")`: of the address that the function took last."""
        key = self.latest.get(_owners(scope)[0])
        if key is None or not given:
            return
        said = given[-1].value.texts[0].value.upper() if given[-1].value.texts else ""
        option = "CURLOPT_CUSTOMREQUEST" if name == "setrequestmethod" else last(next(iter((*given[1].value.names, *(text.value for text in given[1].value.texts))), "")) if len(given) == 3 else ""
        method = said if option == "CURLOPT_CUSTOMREQUEST" else "POST" if option in ("CURLOPT_POST", "CURLOPT_POSTFIELDS") and key[0] == "GET" else ""
        if method.lower() in METHODS and method != key[0] and key in self.found:
            self._keep(replace(self.found.pop(key), method=method))

    def _decided(self, call: ir.Call, given: Sequence[Given]) -> None:
        """`.uri(address).header(...).POST(body)`: the method of an address that stands before it in a chain."""
        inner, name = (call.target.base, call.target.name.lower()) if isinstance(call.target, ir.Attribute) else (None, "")
        if not isinstance(inner, ir.Call) or not self.found:
            return
        method = given[0].value.texts[0].value.lower() if name == "method" and given and given[0].value.texts else name
        if method not in METHODS:
            return
        before = set()
        while isinstance(inner, ir.Call):
            before.add(id(inner.at))
            inner = inner.target.base if isinstance(inner.target, ir.Attribute) else None
        for key, one in list(self.found.items()):
            if id(one.call) in before and one.told and one.method != method.upper():
                del self.found[key]
                self._keep(replace(one, method=method.upper()))

    def authenticated(self, value: Value, scope: Scope) -> None:
        """A function puts a token into a header: what else it sends, and what its class and module send, has it too if nothing else tells."""
        name = _named(value)
        if name:
            for owner in _owners(scope):
                if owner:
                    self.authenticators.setdefault(owner, set()).add(name)
            self.authenticators.setdefault("", set()).add(name)

    @property
    def told(self) -> list[Request]:
        """Those that say something: of a wrapper with unknown arguments only where no caller tells more."""
        named = {id(one.call) for one in self.found.values() if one.path != UNKNOWN}
        sent = {(one.space.path, one.path) for one in self.found.values() if one.told}
        kept = [
            replace(one, token=one.token or self._authenticator(one))
            for one in self.found.values()
            if (one.path != UNKNOWN or id(one.call) not in named) and not (one.bare and self.authenticators.keys().isdisjoint(one.owners)) and (one.told or (one.space.path, one.path) not in sent)
        ]
        authenticated = {(one.method, one.path, id(one.at)) for one in kept if one.token}
        return [one for one in kept if one.token or (one.method, one.path, id(one.at)) not in authenticated]

    def _authenticator(self, request: Request) -> str:
        """The one token that the function, else the class, else the module, else the program puts into headers."""
        for owner in (*request.owners, ""):
            if owner in self.authenticators:
                names = self.authenticators[owner]
                return next(iter(names)) if len(names) == 1 else ""
        return ""


def _sends(target: ir.Expr, receiver: Value | None, scope: Scope) -> bool:
    """Whether a call that no model knows is a request: a method of a client for Helcim's addresses, or one that HTTParty gives a class."""
    if isinstance(target, ir.Attribute):
        return target.name.lower() in METHODS and _based(receiver)
    return isinstance(target, ir.Name) and target.id in METHODS and scope.space.language == "ruby" and scope.shape is not None


def is_address(names: Sequence[str]) -> bool:
    """Whether a call makes an address and sends nothing: `new URL(x)`, `URI.create(x)`, `url.Parse(x)`."""
    return "(" not in names[0] and bool(_MAKES_ADDRESS.search(names[0]))


def addressed(told: Value, names: Sequence[str], given: Sequence[Given]) -> Value:
    """What a call answers, with the address that it makes."""
    made = _made(given) if names and given and is_address(names) else None
    return told if made is None else told.with_field(".address", made)


def _made(given: Sequence[Given]) -> Value | None:
    first = given[0].value.fields.get(".address", given[0].value)
    if len(given) > 1 and first.texts:  # `new URL(path, base)`, `new Uri(base, path)`
        second = given[1].value.fields.get(".address", given[1].value)
        below, above = (second, first) if "://" in first.texts[0].value else (first, second)
        if below.texts and above.texts and "://" in above.texts[0].value and "://" not in below.texts[0].value:
            path, host = below.texts[0], above.texts[0]
            whole = (host.value[: host.value.find("/", 8)] if path.value.startswith("/") and "/" in host.value[8:] else host.value.rstrip("/")) + "/" + path.value.lstrip("/")
            return Value(texts=(replace(path, value=whole),))
    return Value(texts=first.texts) if first.texts else None


def _owners(scope: Scope) -> tuple[int, int, str]:
    shape = scope.shape
    return id(scope.function.function) if scope.function is not None else 0, id(shape.node) if shape is not None else 0, scope.space.path


def _based(receiver: Value | None) -> bool:
    """Whether a client was made for Helcim's addresses."""
    if receiver is None:
        return False
    given = [receiver.fields[name] for name in (*ADDRESSES, ".BaseAddress") if name in receiver.fields]
    return any(helcims(text.value) is True for value in given for one in (value, value.fields.get(".address", value)) for text in one.texts)


def _site(leaf: Text, given: Sequence[Given], space: Space, calls: Sequence[tuple[Space, Sequence[Given], ir.Call | None]]) -> tuple[Space, ir.Handle] | None:
    """Where the part of an address that names the operation is handed on first."""
    for where, arguments, _ in (*calls, (space, given, None)):
        for one in arguments:
            for value in (one.value, *one.value.fields.values()):
                if any(leaf.at is part.at for text in value.texts for part in text.leaves):
                    return where, one.expr.at
    return None


def _addresses(given: Sequence[Given], language: str, base: bool) -> list[Text]:
    found: list[Text] = []
    for one in given if language in SHELLS else given[:3]:
        values = [one.value, *(value for name, value in one.value.fields.items() if name.lower() in _ADDRESS_FIELDS)]
        found += [text for value in values for text in value.texts]
    return [text for text in found if "/" in text.value or text.value.split("/")[0] in ROOTS or (base and text is found[0] and text.value.isidentifier() and text.value.lower() not in METHODS)]


def _path(text: str) -> tuple[str, bool] | None:
    """The path below the API's root, and whether the host is Helcim's; None for another vendor's address."""
    head = _ADDRESS.match(text)
    host = head[1] if head is not None else None
    if host is not None and not is_helcim_host(host):
        return None
    rest = text[head.end() :] if head is not None else text
    rest = re.split(r"[?#]", rest, maxsplit=1)[0].replace(HOLE, "{}").strip("/")
    if " " in rest or "<" in rest or len(rest) > 200:
        return None
    while rest.startswith("{}/"):
        rest = rest[3:]
    return "/" + _HOLES.sub("{}", _NAMED_HOLE.sub("{}", rest)), host is not None


def _method(names: Sequence[str], given: Sequence[Given]) -> str:
    for one in given:
        for written in (one.value if (one.name or "").lower() == "method" else None, *(value for name, value in one.value.fields.items() if name.lower() in ("method", "type", "curlopt_customrequest"))):
            if written is not None:
                for told in (*(text.value for text in written.texts), *(last(name) for name in written.names)):
                    if told.lower() in METHODS:
                        return told.upper()
    if names and last(names[0]).lower() in _COMMANDS:
        return _of_command([one.value.texts[0].value if one.value.texts else "" for one in given], "http" in last(names[0]).lower())
    for one in given[:3]:
        for told in (*(text.value for text in one.value.texts), *(last(name).lower().removeprefix("method").removeprefix("_") for name in one.value.names)):
            if told.lower() in METHODS:
                return told.upper()
    for name in names:
        for part in reversed(name.split(".")):
            called = part.lower().removesuffix("()")
            for method in METHODS:
                if called == method or called.startswith((method + "as", method + "_", method + "for", method + "from", method + "async", method + "json")) or called.endswith("_" + method):
                    return method.upper()
    return "POST" if any((one.name or "").lower() in _BODIES or {name.lower() for name in one.value.fields} & _BODIES for one in given) else "GET"


def _of_command(words: Sequence[str], plain: bool) -> str:
    """The method of `curl -X POST ...`. plain: whether the method is a word by itself, as httpie takes it."""
    for place, word in enumerate(words):
        if word in ("-X", "--request", "--method") and place + 1 < len(words):
            return words[place + 1].upper()
        told = word.removeprefix("--request=").removeprefix("--method=").removeprefix("-X")
        if (told != word or plain) and told.lower() in METHODS:
            return told.upper()
    sends = any(word.split("=")[0] in ("-d", "--json", "-F", "--form", "--post-data", "--post-file", "--body-data") or word.startswith("--data") for word in words)
    return "POST" if sends and not {"-G", "--get"} & set(words) else "GET"


def _token(given: Sequence[Given], receiver: Value | None) -> str:
    """What the token of the request is called where it comes from: its variable, or the last four of a literal."""
    values = [one.value for one in given] + ([receiver] if receiver is not None else [])
    return next((name for value in values if (name := _named(value))), "")


def _named(value: Value) -> str:
    """The name of the token in headers: that of a variable of the environment before that of a parameter."""
    names = []
    for key, inner in value.everything(3):
        if key.lower() not in ("api-token", "authorization", "", "headers", ".headers", ".header", ".defaultrequestheaders"):
            continue
        for taint in inner.taints:
            if taint.kind in _TOKENS or taint.kind == "headers":
                if taint.literal is not None:
                    names.append((0, masked(taint.literal.value)))
                    continue
                note = taint.steps[0].note if taint.steps else ""
                name = note.removeprefix("reads ").removeprefix("imports ").partition(" ")[0]
                if name and name not in ("the", "sent") and name.lower() != "api-token":
                    names.append((0 if note.startswith("reads ") else 1 if name.isupper() else 2, name))
    return min(names, key=lambda one: one[0])[1] if names else ""
