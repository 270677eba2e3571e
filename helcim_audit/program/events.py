"""What is a flow that ended badly, and where does it stand?"""

from __future__ import annotations

from collections.abc import Iterable

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.handlers import printed
from helcim_audit.program.lattice import Mark, Taint, Text, Value, shown
from helcim_audit.program.node import node
from helcim_audit.program.scopes import Instance, Space
from helcim_audit.secrets import SecretKind

SECRETS = frozenset(kind.value for kind in SecretKind)


@node
class Event:
    """A flow that ended badly. at: the place of the finding; steps: how it came there."""

    rule: str
    space: Space
    at: ir.Handle
    steps: tuple[Mark, ...]
    kind: str
    literal: Text | None = None
    base: ir.Handle | None = None


# Types whose text form lists the headers.
_TELLS_HEADERS = regex(r"(?:^|\.)(?:HttpRequestMessage|HttpEntity|RequestEntity)\(\)$")


_HIDES = regex(r"^::add-mask::|;issecret=true\]")


def is_to_be_hidden(value: Value) -> bool:
    """Whether a text is a command by which a pipeline is told to hide what it holds in its logs."""
    return any(_HIDES.search(text.value) for text in value.texts)


def keyed(value: Value) -> Iterable[tuple[str, Taint]]:
    yield from shown(value)
    if any(map(_TELLS_HEADERS.search, value.names)):
        for name in (".Headers", ".headers"):
            if name in value.fields:
                yield from shown(value.fields[name], 2)
    for inner in (value, *value.fields.values(), *((value.rest,) if value.rest is not None else ())):
        yield from _of_objects(inner)


def _of_objects(value: Value, depth: int = 2) -> Iterable[tuple[str, Taint]]:
    for ref in value.refs:
        if isinstance(ref, Instance):
            for name, attribute in printed(ref.shape, known=value.fields).items():
                yield from ((name, taint) for _, taint in shown(attribute, 2))
                if depth:
                    yield from ((name, taint) for _, taint in _of_objects(attribute, depth - 1))


def visible(value: Value) -> Iterable[Taint]:
    return [taint for _, taint in keyed(value)]


def place(expr: ir.Expr, key: str, taint: Taint | None = None) -> ir.Handle:
    """Where in a written record the field `key` stands, or where in the expression the secret is read; else all of it."""
    waiting = [expr]
    marks = {id(mark.at) for mark in taint.steps} if taint is not None else set()
    while waiting and marks:
        one = waiting.pop(0)
        if id(one.at) in marks and one is not expr:
            return one.at
        if not isinstance(one, ir.Function):
            waiting.extend(ir.children(one))
    if not key and isinstance(expr, ir.Record):
        spread = [entry.value.at for entry in expr.entries if entry.key is None]
        return spread[0] if len(spread) == 1 else expr.at
    waiting = [expr]
    while waiting and key:
        one = waiting.pop(0)
        if isinstance(one, ir.Record):
            for entry in one.entries:
                if isinstance(entry.key, ir.Literal) and entry.key.value == key:
                    return entry.key.at
        if not isinstance(one, ir.Function):
            waiting.extend(ir.children(one))
    return expr.at
