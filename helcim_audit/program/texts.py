"""What is a text that is put together from values?"""

from __future__ import annotations

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.events import visible
from helcim_audit.program.http_errors import said
from helcim_audit.program.lattice import CLIENT, CLIENT_SECRET, HOLE, Mark, Root, Taint, Text, Value, flat
from helcim_audit.program.scopes import Scope
from helcim_audit.program.sources import secret_text
from helcim_audit.secrets import SecretKind
from helcim_audit.values import Verdict, judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Machine

_PRINTS_OBJECTS = frozenset(("python", "java", "kotlin", "csharp", "swift", "rust", "go", "dart"))
_POSTED = regex(r"(?i)(?:self\.)?(?:\w*req(?:uest)?|body|payload|data|form|params|_post|_cookie|cookies(?!\.(?:signed|encrypted))|json|dto)\b")


def joined(machine: Machine, parts: list[Value], expr: ir.Expr, scope: Scope) -> Value:
    """Text put together from `parts`."""
    parts = [said(part) for part in parts]
    value = flat(parts)
    if scope.space.language in _PRINTS_OBJECTS:  # an object in a text is what printing it shows
        value = value.tainted(*(taint for part in parts for taint in visible(part) if taint.kind != CLIENT))
    text = _text([part.texts[0] if part.texts and not part.opaque else None for part in parts], expr, scope)
    told = [text]
    if any(part.texts and part.opaque for part in parts):  # with what is taken where a variable is not set
        told.append(_text([part.texts[0] if part.texts else None for part in parts], expr, scope))
    whole = text.value
    clients = [taint for part in parts for taint in part.taints if taint.kind == CLIENT]
    known = [part for part in parts if not part.texts or part.opaque]
    if len(known) > 1 and scope.space.kin | scope.space.speaks and all(any(taint.kind == CLIENT for taint in part.taints) and any(map(_POSTED.match, part.names)) for part in known):
        clients.append(Taint(CLIENT_SECRET, (*clients[0].steps, Mark(scope.space.path, expr.at, "put together from nothing but what the client sent"))))
    value = Value(value.taints, texts=tuple(told), roots=frozenset((Root(id(expr.at), ""),))).tainted(*clients)
    if HOLE not in whole and not value.taints and (secret_text(text) or (Root(id(expr.at), "") in machine.used and judge(whole) is Verdict.SECRET)):
        value = value.tainted(Taint(SecretKind.API_TOKEN.value, (Mark(text.path, text.at, "put together from literals"),), literal=text))
    telling = [part for part in parts if not (part.texts and part.texts[0].value == "" and not part.opaque)]
    if len(telling) == 1:  # f"{token}" is the token
        value = Value(value.taints, texts=telling[0].texts or value.texts, roots=telling[0].roots | value.roots, opaque=telling[0].opaque)
    machine.recorder.sent.text(parts, expr, scope)
    return value


def _text(texts: list[Text | None], expr: ir.Expr, scope: Scope) -> Text:
    leaves = tuple(leaf for text in texts if text is not None for leaf in text.leaves)
    return Text("".join(text.value if text is not None else HOLE for text in texts), scope.space.path, expr.at, leaves)
