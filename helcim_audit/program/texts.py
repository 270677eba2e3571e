"""What is a text that is put together from values?"""

from __future__ import annotations

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.events import visible
from helcim_audit.program.handlers import in_browser
from helcim_audit.program.http_errors import said
from helcim_audit.program.lattice import CLIENT, CLIENT_SECRET, HOLE, Mark, Root, Taint, Text, Value, flat, join
from helcim_audit.program.object_texts import says
from helcim_audit.program.scopes import Scope, written
from helcim_audit.program.sources import kind_of_name, secret_text
from helcim_audit.secrets import SecretKind
from helcim_audit.values import Verdict, judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Machine

_PRINTS_OBJECTS = frozenset(("python", "java", "kotlin", "csharp", "swift", "rust", "go", "dart"))
_POSTED = regex(r"(?i)(?:self\.)?(?:\w*req(?:uest)?|body|payload|data|form|params|_post|_cookie|cookies(?!\.(?:signed|encrypted))|json|dto)\b")


_AMOUNT = regex(r"(?i)amount|total|price|\bsum\b|^\s*\d+(?:\.\d\d)?\s*$")


def joined(machine: Machine, parts: list[Value], expr: ir.Expr, scope: Scope) -> Value:
    """Text put together from `parts`."""
    parts = [join((told, says(machine, told, expr.at, scope))) if told.refs else told for told in map(said, parts)]
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
    _signed(machine, parts, expr, scope)
    return value


def _signed(machine: Machine, parts: list[Value], expr: ir.Expr, scope: Scope) -> None:
    """`sha256(secretKey + amount)` in a browser: the text that Helcim.js has servers hash."""
    written_parts = expr.parts if isinstance(expr, ir.Join) and len(expr.parts) == len(parts) else ()
    if len(written_parts) < 2 or not (scope.space.speaks or scope.space.kin) or not in_browser(scope):
        return
    names = [written(one).rpartition(".")[2] for one in written_parts]
    if not any(map(_AMOUNT.search, (*names, *(one.value for one in written_parts if isinstance(one, ir.Literal))))):
        return
    for name, part in zip(names, parts, strict=True):
        if name and kind_of_name(name, True) is SecretKind.HELCIMJS_SECRET_KEY:
            for text in part.texts:
                space = machine.spaces.get(text.path)
                if space is not None and judge(text.value) is Verdict.SECRET:
                    taint = Taint(SecretKind.HELCIMJS_SECRET_KEY.value, (Mark(text.path, text.at, "the literal"),), literal=text)
                    machine.recorder.add("helcimjs-secret-key-in-client", space, text.at, taint, "keys the hash of the amount in the browser")


def _text(texts: list[Text | None], expr: ir.Expr, scope: Scope) -> Text:
    leaves = tuple(leaf for text in texts if text is not None for leaf in text.leaves)
    return Text("".join(text.value if text is not None else HOLE for text in texts), scope.space.path, expr.at, leaves)
