"""What may an expression be, as the flow engine knows it?

A `Value` joins everything that an expression may hold: taints (secrets, and containers of them), constant
texts, fields, callables, and the dotted names by which models know what comes from outside of the program.
Values are immutable; joining two is the union, bounded, in an order that depends on nothing but the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from helcim_audit.program import ir
from helcim_audit.program.node import node

Form = Literal["whole", "preview", "masked"]
"""masked: what a masking helper leaves, which is more than it should."""

# Kinds of taint beside the kinds of secret (`SecretKind` values):
HEADERS = "headers"  # the headers of a request to Helcim
INITIALIZE = "initialize"  # the answer of helcim-pay/initialize, secretToken inside
SETTINGS = "settings"  # all that is configured for Helcim
ENVIRONMENT = "environment"  # all variables of the process
CONTAINERS = frozenset((SETTINGS, ENVIRONMENT))
PAIRS = frozenset((HEADERS, SETTINGS, ENVIRONMENT))
HEADER_ITEM = "header"  # the value of one of the headers, whichever
SETTING_ITEM = "setting"  # the same of settings and variables
ITEMS = {HEADERS: HEADER_ITEM, SETTINGS: SETTING_ITEM, ENVIRONMENT: SETTING_ITEM}
ITEM_KINDS = frozenset(ITEMS.values())
CLIENT = "client-input"  # what the browser sent
BODY = "client-body"  # the body of a request, whole
CLIENT_SECRET = "client-secret-token"  # a secretToken that the browser sent

_MOST_TAINTS = 6
_MOST_TEXTS = 8
_MOST_REFS = 6
_MOST_NAMES = 4
_MOST_FIELDS = 64
_LONGEST_NAME = 120
_MOST_STEPS = 10
DEEPEST = 4
HOLE = "\0"
"""Stands in a text for a part that is not known."""


@node
class Mark:
    """One step of a flow: a place in a module and what happens there; becomes a `Step` when it is reported."""

    path: str
    at: ir.Handle
    note: str


@node
class Taint:
    """kind: a kind of secret or of container. literal: the text that is the secret, where it stands in the program."""

    kind: str
    steps: tuple[Mark, ...]
    form: Form = "whole"
    literal: Text | None = None

    @property
    def identity(self) -> tuple[str, str, int]:
        return (self.kind, self.form, id(self.steps[0].at))

    def step(self, mark: Mark) -> Taint:
        if len(self.steps) >= _MOST_STEPS or any(one.at is mark.at for one in self.steps):
            return self
        return replace(self, steps=(*self.steps, mark))


@node
class Text:
    """A constant text with HOLE for unknown parts. at: where it stands; parts: the literals that it is made of."""

    value: str
    path: str
    at: ir.Handle
    parts: tuple[Text, ...] = ()

    @property
    def leaves(self) -> tuple[Text, ...]:
        return self.parts or (self,)


@dataclass(frozen=True, slots=True)
class Root:
    """What an unknown value is, so that its use elsewhere can tell: a parameter, an attribute, a call, a text."""

    owner: int
    name: str


AUTH_HEADERS = frozenset(("api-token", "x-api-token", "x-auth-token", "partner-token", "secret-token", "js-token", "http_api_token"))


def is_auth_header(name: str) -> bool:
    return name.lower().rstrip(": ") in AUTH_HEADERS


Ref = Any  # Closure | Shape | Instance of scopes.py; compared by identity


@node
class Value:
    """opaque: it may be anything that the rest does not say. rest: what any other key or item holds."""

    taints: tuple[Taint, ...] = ()
    texts: tuple[Text, ...] = ()
    fields: Mapping[str, Value] = field(default_factory=dict)
    rest: Value | None = None
    refs: tuple[Ref, ...] = ()
    names: tuple[str, ...] = ()
    roots: frozenset[Root] = frozenset()
    opaque: bool = False

    def tainted(self, *taints: Taint) -> Value:
        return replace(self, taints=_unique((*self.taints, *taints)))

    def named(self, *names: str) -> Value:
        kept = tuple(dict.fromkeys((*self.names, *(name[-_LONGEST_NAME:] for name in names))))
        return replace(self, names=kept[:_MOST_NAMES])

    def with_field(self, key: str, value: Value, weak: bool = False) -> Value:
        if len(self.fields) >= _MOST_FIELDS and key not in self.fields:
            return replace(self, rest=join((self.rest, value)))
        old = self.fields.get(key) if weak else None
        return replace(self, fields={**self.fields, key: join((old, value)) if old else value})

    def step(self, mark: Mark) -> Value:
        """The same, with one more step in every trace of its own and of its fields."""
        return _stepped(self, mark, DEEPEST)

    def everything(self, depth: int = DEEPEST) -> Iterable[tuple[str, Value]]:
        """All values inside, outer ones first, each with the key that it stands under ("" at the top)."""
        yield "", self
        if depth > 0:
            for key, value in self.fields.items():
                for inner, one in value.everything(depth - 1):
                    yield inner if inner and not inner.isdigit() else key, one
            if self.rest is not None:
                for inner, one in self.rest.everything(depth - 1):
                    yield inner, one

    def all_taints(self) -> Iterable[tuple[str, Taint]]:
        for key, value in self.everything():
            for taint in value.taints:
                yield key, taint


NOTHING = Value()
UNKNOWN = Value(opaque=True)


def _stepped(value: Value, mark: Mark, depth: int) -> Value:
    if not value.taints and not value.fields and value.rest is None:
        return value
    fields = value.fields
    if depth > 0 and fields:
        fields = {key: _stepped(one, mark, depth - 1) for key, one in fields.items()}
    rest = _stepped(value.rest, mark, depth - 1) if value.rest is not None and depth > 0 else value.rest
    return replace(value, taints=tuple(taint.step(mark) for taint in value.taints), fields=fields, rest=rest)


def _unique(taints: Iterable[Taint]) -> tuple[Taint, ...]:
    kept: dict[tuple[str, str, int], Taint] = {}
    for taint in taints:
        known = kept.get(taint.identity)
        if known is None or len(taint.steps) < len(known.steps):
            kept[taint.identity] = taint
    return tuple(kept.values())[:_MOST_TAINTS]


def join(values: Iterable[Value | None], depth: int = DEEPEST) -> Value:
    """One of `values`."""
    given = [value for value in values if value is not None and value is not NOTHING]
    if not given:
        return NOTHING
    first = given[0]
    if len(given) == 1 or all(value is first for value in given):
        return first
    texts = {(text.value, id(text.at)): text for value in given for text in value.texts}
    refs = {id(ref): ref for value in given for ref in value.refs}
    keys = list(dict.fromkeys(key for value in given for key in value.fields))[:_MOST_FIELDS]
    fields = {key: join((value.fields.get(key) for value in given), depth - 1) for key in keys} if depth > 0 else {}
    rests = [value.rest for value in given if value.rest is not None]
    return Value(
        taints=_unique(taint for value in given for taint in value.taints),
        texts=tuple(texts.values())[:_MOST_TEXTS],
        fields=fields,
        rest=join(rests, depth - 1) if rests and depth > 0 else None,
        refs=tuple(refs.values())[:_MOST_REFS],
        names=tuple(dict.fromkeys(name for value in given for name in value.names))[:_MOST_NAMES],
        roots=frozenset().union(*(value.roots for value in given)),
        opaque=any(value.opaque for value in given),
    )


def shown(value: Value, depth: int = DEEPEST) -> Iterable[tuple[str, Taint]]:
    """What a reader of the printed value sees, each taint under the key that it stands at ("" at the top).

    Headers stand for the token in them. Attributes (keys with a leading dot) are not printed.
    """
    own = [taint for taint in value.taints if taint.kind != CLIENT]
    yield from (("", taint) for taint in own)
    if depth <= 0:
        return
    whole = any(taint.kind == HEADERS for taint in own)
    for name, inner in value.fields.items():
        if name.startswith(".") or (whole and (is_auth_header(name) or name.isdigit())):
            continue
        for under, taint in shown(inner, depth - 1):
            yield under or name, taint
    if value.rest is not None:
        yield from shown(value.rest, depth - 1)


def is_listed(value: Value) -> bool:
    """Whether a value is a list, which has no keys: `["curl", "-H", f"api-token: {token}"]`."""
    return bool(value.fields) and all(map(str.isdigit, value.fields))


def flat(values: Iterable[Value]) -> Value:
    """Text made of `values`: it shows all that they hold, and has no fields of its own."""
    return Value(taints=_unique(taint for value in values for _, taint in shown(value)))


def key(value: Value, depth: int = 2) -> tuple[object, ...]:
    """What tells two values apart as arguments of a call."""
    return (
        tuple(sorted(taint.identity for taint in value.taints)),
        tuple(sorted(text.value for text in value.texts)),
        tuple(sorted((name, key(one, depth - 1)) for name, one in value.fields.items())) if depth > 0 else len(value.fields),
        tuple(sorted(id(ref) for ref in value.refs)),
        key(value.rest, depth - 1) if value.rest is not None and depth > 0 else (),
        value.opaque,
        value.names[:1],
        value.roots,
    )
