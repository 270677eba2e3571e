"""What do calls make of a mapping: a record of an object, its keys, its pairs, some of its fields, all that is configured?"""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS
from helcim_audit.program.lattice import CLIENT, INITIALIZE, NOTHING, PAIRS, SETTING_ITEM, Mark, Taint, Text, Value, is_listed, join
from helcim_audit.program.objects import DUMPS, dump, fields
from helcim_audit.program.scopes import Instance, Scope, written
from helcim_audit.program.sources import kind_of_name
from helcim_audit.secrets import SecretKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given

_SHOWS = frozenset(("tostring", "to_s", "to_hash", "inspect", "to_h", "repr"))
_CONFIGURED = regex(r"(?i)(?:conf|setting|credential|option)\w*(?:\.\w+)*\.helcim$")
_NO_SETTINGS = regex(r"(?i)log|channel|client|service|gateway|queue|cache|route|module|method|plugin|processor|template|view|translat")
_WHOLE = regex(r"(?i)(?:\w{1,30}[_.-])?helcim(?:pay|[_-]?(?:payment|gateway|cc|credit_?card|api|js|commerce|v2)){0,3}[_.-](?:settings|options|config(?:uration)?|credentials)")
_KEYS = frozenset(("sorted", "list", "set", "tuple", "join", "enumerate", "reversed"))
_NAMES = frozenset(("sorted", "list", "tuple"))  # not `set(answer)`, which stores it elsewhere
KEY = regex(r"[A-Za-z_][\w.\-]{1,60}\Z")


def dumped(called: str, receiver: Value | None, given: Sequence[Given]) -> Value | None:
    """`vars(args)`, `config.model_dump()`: an object as a record; `sorted(headers)`: the keys of one."""
    values = [one.value for one in given]
    subject = values[0] if values else receiver
    if subject is None:
        return None
    if called in _KEYS and given and isinstance(given[0].expr, ir.Call) and written(given[0].expr.target).endswith((".items", ".values")):
        return None
    if called in _KEYS and not is_listed(subject) and (any(taint.kind in PAIRS for taint in subject.taints) or subject.fields):
        return NOTHING
    if called in _NAMES and receiver is None and len(given) == 1 and _is_answer(given[0].expr) and any(taint.kind == INITIALIZE for taint in subject.taints):
        return NOTHING  # the answer is one object: what is iterated over are the names of its fields
    if called.lower() in DUMPS and receiver is not None and not values:
        subject = receiver
    if called.lower() in _SHOWS and (sent := next((subject.fields[name] for name in (".Headers", ".headers") if name in subject.fields), None)) is not None:
        return Value(taints=sent.taints, opaque=True)
    return dump(called, receiver, given)


def _is_answer(expr: ir.Expr) -> bool:
    """Is it an answer itself, not what a comprehension, `values()` or `items()` takes out of one?"""
    return isinstance(expr, ir.Name) or (isinstance(expr, ir.Call) and written(expr.target).endswith((".json", ".loads")))


def settings(called: str, receiver: Value | None, given: Sequence[Given], expr: ir.Call, scope: Scope) -> Taint | None:
    """`config.get("helcim")`, `settings.helcim.to_h`: all that is configured for Helcim, its token too."""
    if receiver is not None and not given and called.lower() in (_SHOWS | DUMPS) and any(_CONFIGURED.search(name) for name in receiver.names):
        return Taint("settings", (Mark(scope.space.path, expr.at, "shows all that is configured for Helcim"),))
    if called in ("options", "has_section", "add_section", "remove_section", "sections", "has_option"):  # of ConfigParser: names
        return None
    for one in given[:1] if len(given) < 2 or not given[1].value.texts or given[1].name else ():  # `get("helcim", "account_id")` reads one value
        for text in one.value.texts:
            if re.search(r"(?i)secret|parameter|vault", called) and re.fullmatch(r"(?i)(?:[\w.\-]+[/:.\-])*helcim(?:[/\-](?:api|credentials|config|prod|production|live))?", text.value.strip("/")):
                return Taint("settings", (Mark(scope.space.path, expr.at, f"reads all of {text.value}"),))
            if (text.value.lower().rpartition(".")[2] == "helcim" or _WHOLE.fullmatch(text.value)) and re.search(r"(?i)conf|setting|option|get|section|bind", f"{called} {written(expr.target)}") and not _NO_SETTINGS.search(called):
                return Taint("settings", (Mark(scope.space.path, expr.at, f"reads all of {text.value}"),))
    return None


_BASE64 = frozenset(("b64decode", "atob", "base64_decode", "decode64", "urlsafe_b64decode", "decodestring", "strict_decode64", "urlsafe_decode64", "standard_b64decode", "a2b_base64"))
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_HEX = frozenset(("unhexlify", "fromhex", "a2b_hex", "hex2bin"))
_PERCENT = frozenset(("unquote", "unquote_plus", "urldecode", "rawurldecode", "decodeuricomponent"))


def unnamed(subject: Value) -> list[Value]:
    """What a mapping holds under names that are not known: where some are secrets, which one is taken may be decided by name."""
    named = [value for key, value in subject.fields.items() if not key.startswith(".")]
    if all(key.isdigit() for key in subject.fields) or not (subject.opaque or len({any(taint.kind in SECRETS for taint in value.taints) for value in named}) > 1):
        return named
    return [replace(value, taints=tuple(replace(taint, kind=SETTING_ITEM) if taint.kind in SECRETS else taint for taint in value.taints)) for value in named]


def any_attribute(subject: Value, expr: ir.Expr, scope: Scope) -> Value:
    """`getattr(settings, name)`: one of the attributes, whichever."""
    if any(name.endswith("django.conf.settings") for name in subject.names):
        return Value((Taint(SETTING_ITEM, (Mark(scope.space.path, expr.at, "one of the settings, the token among them"),)),), opaque=True)
    objects = [ref for ref in subject.refs if isinstance(ref, Instance)]
    return join(value for ref in objects for value in unnamed(Value(fields=fields(ref.shape), opaque=True)))


def paired(called: str, receiver: Value | None, values: Sequence[Value]) -> Value | None:
    """`record.items()`: pairs of a key, which is no secret, and a value. `b64decode("...")`: what it says."""
    subject = values[0] if values else receiver
    if subject is None:
        return None
    if (called in _BASE64 or called in _HEX or called.lower() in _PERCENT) and subject.texts and not subject.opaque:
        said = [decoded for text in subject.texts if (decoded := _decoded(text, called)) is not None]
        return Value(texts=tuple(said)) if said else None
    if called not in ("items", "entries", "iteritems", "each_pair", "toPairs"):
        return None
    subject = receiver if receiver is not None and not values else subject
    kinds = tuple(taint for taint in subject.taints if taint.kind in PAIRS)
    if kinds:
        return Value(kinds, opaque=True)
    named = unnamed(subject)
    return Value(rest=Value(fields={"0": NOTHING, "1": join((*named, subject.rest))})) if named else None


def mapped(names: Sequence[str], values: Sequence[Value]) -> Value | None:
    """`Map.of("token", x, "ready", y)`, `Map.ofEntries(Map.entry("token", x))`: a record."""
    if not any(map(_MAP_OF.search, names)):
        return None
    if names[0].endswith("ofEntries"):
        return Value(fields={name: held for value in values for name, held in value.fields.items()})
    keys = [value.texts[0].value if value.texts and not value.opaque else "" for value in values[::2]]
    return Value(fields=dict(zip(keys, values[1::2], strict=False))) if keys and all(keys) and len(values) % 2 == 0 else None


_MAP_OF = regex(r"(?:^|\.)(?:Map\.(?:of|entry|ofEntries)|ImmutableMap\.of|Collections\.singletonMap|Maps\.immutableEntry)$")


def _decoded(text: Text, called: str) -> Text | None:
    try:
        data = text.value.encode("ascii")
        if called in _BASE64:
            said = binascii.a2b_base64(data.translate(_URL_SAFE) + b"=" * (-len(data.rstrip(b"=")) % 4 if b"=" not in data else 0), strict_mode=True).decode("ascii")
        else:
            said = binascii.unhexlify(data).decode("ascii") if called in _HEX else unquote(text.value)
    except (ValueError, UnicodeError):
        return None
    return Text(said, text.path, text.at, text.leaves) if said.isprintable() else None


def picked(called: str, receiver: Value, values: Sequence[Value]) -> Value | None:
    """`request.only("id", "type")`, `answer.slice("checkoutToken")`: what is left are the fields that are named."""
    if called.lower() not in ("only", "slice", "pick", "values_at", "permit", "getonly"):
        return None
    given = next((place for place, value in enumerate(values) if value.taints), None)
    if given is not None and len(values) == 2 and not receiver.taints:  # Arr::only($answer, [...]), _.pick(answer, [...]), R.pick([...], answer)
        return picked(called, values[given], [values[1 - given]])
    keys = [text.value for value in values for _, inner in value.everything(1) for text in inner.texts]
    if not keys or not all(map(KEY.match, keys)) or any(value.taints for value in values):
        return None
    if any(taint.kind == INITIALIZE for taint in receiver.taints) and any(kind_of_name(key, True) is SecretKind.SECRET_TOKEN for key in keys):
        return receiver
    taints = tuple(taint for taint in receiver.taints if taint.kind == CLIENT)
    return Value(taints, fields={key: receiver.fields[key] for key in keys if key in receiver.fields}, opaque=receiver.opaque)
