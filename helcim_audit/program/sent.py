"""What is sent to Helcim: which literals reach its headers, and which tokens stand where they leak on the way?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from helcim_audit.names import is_helcim_host, public_prefix
from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS, Event, keyed, place
from helcim_audit.program.front_ends import group
from helcim_audit.program.handlers import in_browser
from helcim_audit.program.lattice import HOLE, Mark, Root, Taint, Text, Value, is_auth_header
from helcim_audit.program.scopes import Scope, Space
from helcim_audit.values import Verdict, judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_URL = re.compile(r"(?i)\b(?:https?|wss?)://([\w.\-]{1,120})")
_QUERY = re.compile(r"(?i)[?&](?:api[-_]?token|api[-_]?key|access[-_]?token|auth[-_]?token|token|key)=\Z")
_HEX = re.compile(r"[0-9a-fA-F]{32,}")  # other vendors' tokens, and digests
_SERVER_ENVIRONMENT = re.compile(r"(?i)(?:process\.env|deno\.env|bun\.env|os\.environ)\b")
_SDK_ARGUMENTS = frozenset(("apitoken", "apikey", "token", "apiaccessauth", "accesstoken", "authtoken", "apiaccesstoken"))


@dataclass(slots=True, eq=False)
class Sent:
    """add: records an event. headers: literals by the header that they reach; foreign: header entries of requests to another vendor."""

    add: Callable[[str, Space, ir.Handle, Taint, str], None]
    headers: dict[tuple[int, int], Event] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)

    def header(self, machine: Machine, value: Value, name: str, key: ir.Expr, scope: Scope) -> bool:
        """Whether a header that is set is one of a request to Helcim; a literal that reaches it is a token."""
        tokens = [taint for taint in value.taints if taint.kind in SECRETS]
        if not (tokens or value.opaque or value.texts):
            return False
        if not any(taint.literal is None for taint in tokens) and not scope.space.helcim(key.at):
            return False
        mark = Mark(scope.space.path, key.at, f"sent under {name}")
        for root in value.roots:
            machine.used.setdefault(root, mark)
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
        """A header that a browser sends to Helcim; where the token stands in the same file, or is a public variable, that is the finding."""
        if not in_browser(scope) or not is_auth_header(key.value if isinstance(key, ir.Literal) else "api-token"):
            return
        tokens = [taint for taint in value.taints if taint.kind in SECRETS]
        if any(taint.literal is not None and taint.literal.path == scope.space.path for taint in tokens) or any(public_prefix(name) and name in (scope.space.text or "") for name in (one.rpartition(".")[2] for one in value.names)):
            return
        if any(_SERVER_ENVIRONMENT.match(name) and not public_prefix(name.rpartition(".")[2]) for name in value.names):
            return  # no bundler puts it there: this does run on a server
        here = [text.value for text in value.texts if text.path == scope.space.path and HOLE not in text.value]
        if here and (not value.opaque or any(judge(text) in (Verdict.V2, Verdict.SECRET) for text in here)):  # a fallback that is no token says nothing
            return
        self.add("browser-call-to-api", scope.space, key.at, next(iter(tokens), Taint("api-token", ())), "sent from the browser" if group(scope.space.language) == "script" else "sent from the app")

    def text(self, parts: Sequence[Value], expr: ir.Expr, scope: Scope) -> None:
        """A token that is put behind `?token=` of an address."""
        told = ""
        for part in parts:
            if _QUERY.search(told):
                taint = next((t for t in part.taints if t.kind in ("api-token", "legacy-api-token") and t.form == "whole" and t.literal is None), None)
                if taint is not None and (_to_helcim(told) or scope.space.helcim(expr.at)) and _host(told) is not False:
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
            if re.sub(r"[^a-z]", "", name.lower()) in _SDK_ARGUMENTS:
                mark = Mark(scope.space.path, expr.at, f"given to Helcim as {name}")
                for root in value.roots:
                    machine.used.setdefault(root, mark)
                for text in value.texts:
                    self._literal(machine, text, "", expr, mark, scope)

    def configured(self, expr: ir.Record, fields: Iterable[Value]) -> None:
        """A record of an address and headers: another vendor's, if the address is."""
        hosts = [host for value in fields for text in value.texts if (host := _host(text.value)) is not None]
        if hosts and True not in hosts:
            self.foreign.update(id(entry.at) for _, entry in _headers(expr))

    def requested(self, machine: Machine, given: Sequence[Given], scope: Scope) -> None:
        """A request: to another vendor, or from a browser, or with the token in its address."""
        texts = [text.value for one in given[:2] for text in (*one.value.texts, *(t for name in ("url", "uri", "baseURL", "base_url") for t in one.value.fields.get(name, one.value).texts))]
        hosts = [host for text in texts if (host := _host(text)) is not None]
        helcim = True in hosts
        for one in given:
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


def _host(text: str) -> bool | None:
    """Whether an address is one of Helcim; None where it names no host."""
    found = _URL.search(text)
    return is_helcim_host(found[1]) if found is not None and HOLE not in found[1] else None


def _to_helcim(text: str) -> bool:
    return _host(text) is True


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
