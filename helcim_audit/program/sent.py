"""What is sent to Helcim: which literals reach its headers, and which tokens stand where they leak on the way?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.names import is_helcim_host, public_prefix, speaks_of_another, speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS, Event, keyed, place
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import in_browser
from helcim_audit.program.lattice import HEADERS, HOLE, Mark, Root, Taint, Text, Value, is_auth_header
from helcim_audit.program.scopes import Scope, Space, written
from helcim_audit.values import Verdict, judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_URL = regex(r"(?i)\b(?:https?|wss?)://([\w.\-]{1,120})")
_QUERY = regex(r"(?i)[?&](?:api[-_]?token|api[-_]?key|access[-_]?token|auth[-_]?token|token|key)=\Z")
_REQUESTS = regex(r"(?i)(?:fetch|axios|ky|got|request|ajax|create|extend|get|post|put|patch|delete|head)$")
_OWN_ORIGIN = regex(r"(?i)(?:^|\.)\$?(?:fetch|ajax)$")  # which know of no base address
_HEX = regex(r"[0-9a-fA-F]{32,}")  # other vendors' tokens, and digests
_SERVER_ENVIRONMENT = regex(r"(?i)(?:process\.env|deno\.env|bun\.env|os\.environ)\b")
_BETWEEN = regex(r"[\"'`\]]?\s{0,99}[:,=]\s{0,99}[\"'`]?")
_PUBLISHED = regex(r"(?i)(?:runtime_?config|\$config)(?:\(\))?(?:\.\w+)*\.public\.")
ADDRESSES = ("baseURL", "baseUrl", "prefixUrl", "base_url", "base_uri")
"""Under these names a client is given the address that all its requests begin with."""
_FOR_BROWSERS = regex(r"(?i)check_?out_?token")  # what a component of a page, or a web view, is given
_SDK_ARGUMENTS = frozenset(("apitoken", "apikey", "token", "apiaccessauth", "accesstoken", "authtoken", "apiaccesstoken"))

_CHECKS = frozenset(("verify", "ssl", "verify_ssl", "validate_cert"))


@dataclass(slots=True, eq=False)
class Sent:
    """add: records an event. headers: literals by the header that they reach; foreign: header entries of requests to another vendor."""

    add: Callable[[str, Space, ir.Handle, Taint, str], None]
    headers: dict[tuple[int, int], Event] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    foretold_foreign: set[int] = field(default_factory=set)
    theirs: set[int] = field(default_factory=set)

    def foretold(self, expr: ir.Call, scope: Scope) -> None:
        """Before a request is looked at: whether its address is written there and is another's. What its headers hold tells nothing then."""
        if not expr.args or group(scope.space.language) != "script" or not _REQUESTS.search(written(expr.target)):
            return
        first: ir.Expr | None = expr.args[0].value
        if isinstance(first, ir.Record):
            first = next((entry.value for entry in first.entries if isinstance(entry.key, ir.Literal) and entry.key.value in ("url", "baseURL", "prefixUrl")), None)
        if isinstance(first, ir.Join) and first.parts:
            first = first.parts[0]
        address = first.value if isinstance(first, ir.Literal) else ""
        if helcims(address) is False or (address[:1] == "/" and address[:2] != "//" and _OWN_ORIGIN.search(written(expr.target))):
            self.foretold_foreign.update(id(entry.at) for arg in expr.args for _, entry in _headers(arg.value))

    def header(self, machine: Machine, value: Value, name: str, key: ir.Expr, scope: Scope) -> bool:
        """Whether a header that is set is one of a request to Helcim; a literal that reaches it is a token."""
        tokens = [taint for taint in value.taints if taint.kind in SECRETS]
        if id(key.at) in self.foretold_foreign:
            self.theirs.update(id(taint.steps[0].at) for taint in tokens if taint.steps and not speaks_of_helcim(taint.steps[0].note))
            return False
        if not (tokens or value.opaque or value.texts or (in_browser(scope) and not value.fields and not value.refs)):  # what a form or a dialog gives
            return False
        if not tokens and not value.texts and (name.lower() in ANYBODYS or any(map(speaks_of_another, value.names))):  # a visitor's session
            return False
        if not any(taint.literal is None for taint in tokens) and not scope.space.helcim(key.at):
            return False
        mark = Mark(scope.space.path, key.at, f"sent under {name}")
        for root in value.roots:
            machine.used.setdefault(root, mark)
        machine.recorder.requests.authenticated(value, scope)
        self._sent_by_browser(value, key, scope)
        literals = [self._literal(machine, text, name, key, mark, scope) for text in value.texts]
        return bool(tokens or value.opaque or any(literals))

    def _literal(self, machine: Machine, text: Text, name: str, key: ir.Expr, mark: Mark, scope: Scope) -> bool:
        """A text that is sent as a header, with the header's name before it or not."""
        named = bool(name) and text.value.lower().startswith(name.lower() + ":")
        said = re.sub(r"(?i)^(?:bearer|token)\s+", "", text.value.partition(":")[2].strip() if named else text.value)
        if HOLE in said or judge(said) not in (Verdict.V2, Verdict.SECRET) or _HEX.fullmatch(said):
            return False
        whole = next((leaf for leaf in text.leaves if leaf.value == said), None) or (text if said == text.value else Text(said, text.path, text.at, text.leaves))
        self.headers[(id(key.at), id(whole.at))] = Event("hardcoded-api-token", scope.space, whole.at, (Mark(whole.path, whole.at, "the literal"), mark), "api-token", whole)
        for leaf in (*text.leaves, text):
            machine.used.setdefault(Root(id(leaf.at), ""), mark)
        return True

    def _sent_by_browser(self, value: Value, key: ir.Expr, scope: Scope) -> None:
        """A header that a browser sends to Helcim; a literal that is its value says so itself."""
        everywhere = group(scope.space.language) == "script" and scope.space.side in ("both", "unknown") and any(_PUBLISHED.search(name) or public_prefix(name.rpartition(".")[2]) for name in value.names)
        everywhere |= scope.space.side != "server" and any(_SERVER_ENVIRONMENT.match(name) and name.rpartition(".")[2] in scope.space.inlined for name in value.names)
        if not (in_browser(scope) or everywhere) or not is_auth_header(key.value if isinstance(key, ir.Literal) else "api-token"):
            return
        tokens = [taint for taint in value.taints if taint.kind in SECRETS]
        if any(_SERVER_ENVIRONMENT.match(name) and not public_prefix(name.rpartition(".")[2]) and name.rpartition(".")[2] not in scope.space.inlined for name in value.names):
            return  # no bundler puts it there: this does run on a server
        here = [text for text in value.texts if text.path == scope.space.path and HOLE not in text.value]
        told = [text for text in here if judge(text.value) in (Verdict.V2, Verdict.SECRET)]  # a fallback that is no token says nothing
        if any(_follows(text, key, scope) for text in told) or (told and group(scope.space.language) != "script") or (here and not tokens and (told or not value.opaque)):
            return
        self.add("browser-call-to-api", scope.space, key.at, next(iter(tokens), Taint("api-token", ())), "sent from the browser" if group(scope.space.language) == "script" else "sent from the app")

    def text(self, parts: Sequence[Value], expr: ir.Expr, scope: Scope) -> None:
        """A token that is put behind `?token=` of an address."""
        told = ""
        for part in parts:
            if _QUERY.search(told):
                taint = next((t for t in part.taints if t.kind in ("api-token", "legacy-api-token") and t.form == "whole" and t.literal is None), None)
                if taint is not None and (_to_helcim(told) or scope.space.helcim(expr.at)) and helcims(told) is not False:
                    self.add("api-token-in-url", scope.space, expr.at, taint, "put into an address")
            if told.endswith(("?", "&")):
                for name, inner in part.fields.items():
                    taint = next((t for t in inner.taints if t.kind in ("api-token", "legacy-api-token") and t.form == "whole"), None)
                    if taint is not None and _QUERY.search(f"?{name}=") and scope.space.helcim(expr.at):
                        self.add("api-token-in-url", scope.space, expr.at, taint, "put into an address")
            told += part.texts[0].value if part.texts and not part.fields else HOLE

    def constructed(self, machine: Machine, given: Sequence[Given], scope: Scope) -> None:
        """`Helcim(api_token=...)`, `new Helcim({ apiKey: ... })`: an SDK is given its token."""
        fields = [(one.name, one.value, one.expr) for one in given if one.name]
        fields += [(name, inner, one.expr) for one in given for name, inner in one.value.fields.items()]
        for name, value, expr in fields:
            if re.sub(r"[^a-z]", "", name.lower()) in _SDK_ARGUMENTS and not any(map(_FOR_BROWSERS.search, (written(expr), *value.names, *(root.name for root in value.roots)))):
                mark = Mark(scope.space.path, expr.at, f"given to Helcim as {name}")
                for root in value.roots:
                    machine.used.setdefault(root, mark)
                for text in value.texts:
                    self._literal(machine, text, "", expr, mark, scope)

    def configured(self, expr: ir.Record, fields: Iterable[Value]) -> None:
        """A record of an address and headers: another vendor's, if the address is."""
        hosts = [host for value in fields for text in value.texts if (host := helcims(text.value)) is not None]
        if hosts and True not in hosts:
            self.foreign.update(id(entry.at) for _, entry in _headers(expr))

    def requested(self, machine: Machine, given: Sequence[Given], scope: Scope) -> None:
        """A request: to another vendor, or from a browser, or with the token in its address."""
        texts = [text.value for one in given[:2] for text in (*one.value.texts, *(t for name in ("url", "uri", "baseURL", "base_url") for t in one.value.fields.get(name, one.value).texts))]
        hosts = [host for text in texts if (host := helcims(text)) is not None]
        helcim = True in hosts
        if hosts and not helcim:
            kept = [taint for one in given for held in (one.value, one.value.fields.get("headers")) if held is not None for taint in held.taints if taint.kind == HEADERS]
            self.theirs.update(id(taint.steps[0].at) for taint in kept if taint.steps and not any(speaks_of_helcim(step.note) for step in taint.steps))
        for one in given:
            if helcim and one.name in _CHECKS and isinstance(one.expr, ir.Constant) and one.expr.text == "False" and not scope.space.speaks:
                self.add("tls-verification-disabled", scope.space, one.expr.at, Taint(HEADERS, (Mark(scope.space.path, one.expr.at, "the certificate is not checked"),)), "sent to Helcim")
            for key, entry in _headers(one.expr):
                if hosts and not helcim:
                    self.foreign.add(id(entry.at))
                elif helcim and key.lower() == "authorization":
                    self._bearer(machine, one, entry, scope)
                elif helcim and not scope.space.helcim(entry.at):  # the address says it, not the text around
                    self._addressed(machine, one, key, entry, scope)
                if helcim and key.lower() == "authorization":
                    header = one.value.fields.get("headers", one.value).fields.get(key)
                    if header is not None and (header.opaque or header.taints):
                        self._sent_by_browser(header, entry, scope)
            if helcim and (params := one.value if one.name == "params" else one.value.fields.get("params")) is not None:
                for key, taint in keyed(params):
                    if taint.kind in SECRETS and taint.form == "whole" and taint.literal is None:
                        self.add("api-token-in-url", scope.space, place(one.expr, key), taint, "put into an address")

    def _addressed(self, machine: Machine, one: Given, key: str, entry: ir.Expr, scope: Scope) -> None:
        value = one.value.fields.get("headers", one.value).fields.get(key)
        if value is not None:
            self._sent_by_browser(value, entry, scope)
            for text in value.texts:
                self._literal(machine, text, key, entry, Mark(scope.space.path, entry.at, f"sent under {key}"), scope)

    def _bearer(self, machine: Machine, one: Given, entry: ir.Expr, scope: Scope) -> None:
        value = one.value.fields.get("headers", one.value).fields.get("Authorization") or one.value.fields.get("headers", one.value).fields.get("authorization")
        if value is None:
            return
        for text in value.texts:
            self._literal(machine, text, "authorization", entry, Mark(scope.space.path, entry.at, "sent to Helcim under Authorization"), scope)


ANYBODYS = frozenset(("x-api-token", "x-auth-token"))
"""Headers of many, also of a page's own server: a value under one is no token for that."""


def _follows(text: Text, key: ir.Expr, scope: Scope) -> bool:
    """Whether a literal is written as the value of a header: `"api-token": "..."`."""
    name, said = scope.space.module.locate(key.at), scope.space.module.locate(text.at)
    return name.end <= said.start and _BETWEEN.fullmatch(scope.space.text, name.end, said.start) is not None


def helcims(text: str) -> bool | None:
    """Whether an address is one of Helcim; None where it names no host."""
    found = _URL.search(text)
    return is_helcim_host(found[1]) if found is not None and HOLE not in found[1] else None


def _to_helcim(text: str) -> bool:
    return helcims(text) is True


def _headers(written: ir.Expr) -> Iterable[tuple[str, ir.Expr]]:
    """Entries of a request's headers as they are written in an expression."""
    waiting: list[ir.Expr] = [written]
    while waiting:
        expr = waiting.pop()
        if isinstance(expr, ir.Record):
            for entry in expr.entries:
                if isinstance(entry.key, ir.Literal) and (is_auth_header(entry.key.value) or entry.key.value.lower() == "authorization"):
                    yield entry.key.value, entry.key
        if not isinstance(expr, ir.Function):
            waiting.extend(ir.children(expr))
