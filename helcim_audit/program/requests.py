"""Which operations of Helcim's API does a program call, and with which token?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helcim_audit.lazy import regex
from helcim_audit.names import is_helcim_host
from helcim_audit.program import ir
from helcim_audit.program.lattice import HOLE, Text, Value
from helcim_audit.program.scopes import Scope, Space, last
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
_TOKENS = frozenset((SecretKind.API_TOKEN.value, SecretKind.LEGACY_API_TOKEN.value))


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """One call. path: from the API's root, `{}` for what is not known; token: what it is called, or "" ."""

    method: str
    path: str
    token: str
    space: Space
    at: ir.Handle
    known: bool
    call: ir.Handle


@dataclass(slots=True, eq=False)
class Requests:
    """Collects requests. Each is told by where its path is written, not by the wrapper that sends it."""

    found: dict[tuple[str, str, str, int], Request] = field(default_factory=dict)

    def add(self, call: ir.Handle, names: Sequence[str], given: Sequence[Given], receiver: Value | None, scope: Scope, space_of: dict[str, Space]) -> None:
        for text in _addresses(given):
            told = _path(text.value)
            if told is None:
                continue
            path, helcim = told
            root = path.split("/")[1] if path.count("/") else ""
            if root not in ROOTS and not helcim:
                continue
            leaf = next((one for one in text.leaves if root and root in one.value), text)
            space = space_of.get(leaf.path, scope.space)
            token = _token(given, receiver)
            method = _method(names, given)
            key = (method, path, token, id(leaf.at))
            self.found.setdefault(key, Request(method, path, token, space, leaf.at, root in ROOTS, call))


    @property
    def told(self) -> list[Request]:
        """Those that say something: of a wrapper with unknown arguments only where no caller tells more."""
        named = {id(one.call) for one in self.found.values() if one.path != UNKNOWN}
        return [one for one in self.found.values() if one.path != UNKNOWN or id(one.call) not in named]


def _addresses(given: Sequence[Given]) -> list[Text]:
    found = []
    for one in given[:3]:
        values = [one.value, *(one.value.fields[name] for name in ("url", "uri", "path", "endpoint", "pathname") if name in one.value.fields)]
        found += [text for value in values for text in value.texts]
    return [text for text in found if "/" in text.value or text.value.split("/")[0] in ROOTS]


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
    if rest.startswith("{}/"):
        rest = rest[3:]
    return "/" + rest, host is not None


def _method(names: Sequence[str], given: Sequence[Given]) -> str:
    for one in given:
        written = one.value if one.name == "method" else one.value.fields.get("method")
        if written is not None and written.texts:
            return written.texts[0].value.upper()
    for one in given[:3]:
        for told in (*(text.value for text in one.value.texts), *(last(name).lower().removeprefix("method").removeprefix("_") for name in one.value.names)):
            if told.lower() in METHODS:
                return told.upper()
    for name in names:
        called = last(name).lower()
        for method in METHODS:
            if called == method or called.startswith((method + "as", method + "_", method + "for", method + "async", method + "json")) or called.endswith("_" + method):
                return method.upper()
    return "POST" if any(one.name in ("json", "data", "body") or {"body", "json", "data"} & one.value.fields.keys() for one in given) else "GET"


def _token(given: Sequence[Given], receiver: Value | None) -> str:
    """What the token of the request is called where it comes from: its variable, or the last four of a literal."""
    values = [one.value for one in given] + ([receiver] if receiver is not None else [])
    for value in values:
        for key, inner in value.everything(3):
            if key.lower() not in ("api-token", "authorization", "", "headers", ".headers"):
                continue
            for taint in inner.taints:
                if taint.kind in _TOKENS or taint.kind == "headers":
                    if taint.literal is not None:
                        return masked(taint.literal.value)
                    note = taint.steps[0].note if taint.steps else ""
                    name = note.removeprefix("reads ").removeprefix("imports ").partition(" ")[0]
                    if name and name != "the":
                        return name
    return ""
