"""What is left of an answer from Helcim in an object of a class that declares its fields?

In languages with written types, reading an answer as `Session` keeps the fields that `Session` has: without a
secretToken among them, or with one that is not written out again, nothing of it reaches whoever is sent the object.
Types are read from the text: of a call (`decode<T>()`, `T.class`, `T.self`), of a declaration, of a function's head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.names import speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.lattice import INITIALIZE, NOTHING, UNKNOWN, Mark, Root, Taint, Value
from helcim_audit.program.scopes import Closure, Scope, Shape, Space
from helcim_audit.program.sources import kind_of_name
from helcim_audit.secrets import SecretKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Machine

_LANGUAGES = frozenset(("java", "kotlin", "csharp", "go", "rust", "swift", "dart", "scala"))
_NAME = regex(r"[A-Za-z_]\w*")
_GIVEN = regex(r"<([\w.:,<>?\[\] ]{1,120})>\s{0,4}\(\s{0,4}[^()]{0,80}\)\s{0,4}$|\b([A-Z]\w{0,80})(?:::class|\.class|\.self|\.serializer\(\))|\bas\[([\w.]{1,80})\]\s{0,4}$")
_SECRET = regex(r"(?i)secret_?token")
_ANYTHING = regex(
    r"\b(?:Map|HashMap|BTreeMap|TreeMap|LinkedHashMap|Dictionary|IDictionary|JsonNode|JsonElement|JsonObject|JsonDocument|JObject|JToken|JSONObject|JsValue|JsObject|Json|Object|object|dynamic|Any|AnyObject|AnyCodable|Value|RawMessage|any|String|string|str|ObjectNode|ExpandoObject|T)\b|interface\{\}|\bmap\["
)
_ANY_FIELD = regex(
    r"\b(?:Map|HashMap|BTreeMap|Dictionary|IDictionary|JsonNode|JsonElement|JsonObject|JObject|JSONObject|JsValue|Object|object|dynamic|Any|AnyCodable|Value|RawMessage|any|T)\b(?!\s{0,3}\()|interface\{\}|\bmap\[|flatten|JsonExtensionData|JsonAnySetter"
)
_UNPRINTED = regex(r"@(?:lombok\.)?ToString\.Exclude\b")
_HIDDEN = regex(r"""(?i)skip_serializing\b|serde\(skip\b|\bJsonIgnore\b|WRITE_ONLY|json:"-["\,]|@Transient\b|\bIgnoreDataMember\b|serialize\s{0,3}=\s{0,3}false|includeToJson:\s{0,3}false|@Expose\(serialize""")
_DECLARED = r"\b(?:class|record(?:\s+class|\s+struct)?|struct|type)\s+{}\b(?:<[^<>\n]{{0,60}}>)?(?:\s+struct\b)?"
_COMMENT = regex(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_MOST = 6000  # characters of a class that are read


def of_call(machine: Machine, value: Value, expr: ir.Call, scope: Scope) -> Value:
    """What a call answers that says of which type: `response.body<Session>()`, `readValue(text, Session.class)`."""
    holds = _holds(value, scope)
    if not holds and not _may_be_filled(machine, value, scope):
        return value
    span = scope.space.module.locate(expr.at)
    text = scope.space.text[max(span.start, span.end - 400) : span.end]
    names = [part for hit in _GIVEN.finditer(text) for part in _NAME.findall(hit[1] or hit[2] or hit[3] or "")]
    return _decoded(machine, value, names, scope, expr.at) if holds else _filled(machine, value, names, scope)


def of_declaration(machine: Machine, value: Value, one: ir.Bind, scope: Scope) -> Value:
    """What a variable holds whose type is written: `Session s = ...`, `let s: Session = ...`."""
    if value is NOTHING and isinstance(one.value, ir.Call):  # `let c: Config = envy::from_env().unwrap()`
        value = UNKNOWN
    if not isinstance(one.target, ir.Name) or not ((holds := _holds(value, scope)) or _may_be_filled(machine, value, scope)):
        return value
    if one.extends and holds:  # Go's `json.Unmarshal(data, &out)`
        return of_variable(machine, value, one.target.id, one.at, scope)
    text, span = scope.space.text, scope.space.module.locate(one.target.at)
    name = re.escape(one.target.id)
    line = text[text.rfind("\n", 0, span.start) + 1 : text.find("\n", span.start) if "\n" in text[span.start :] else len(text)]
    found = re.search(rf"\b{name}\s{{0,3}}:\s{{0,3}}([\w.:<>?, \[\]]{{1,120}}?)\s{{0,3}}=|(?:^|[\s(;])([A-Z][\w.<>?, ]{{0,120}}?)\s{{1,3}}{name}\s{{0,3}}=", line)
    names = _NAME.findall(found[1] or found[2]) if found is not None else ()
    return _decoded(machine, value, names, scope, one.at) if holds else _filled(machine, value, names, scope)


def of_variable(machine: Machine, value: Value, name: str, at: ir.Handle, scope: Scope) -> Value:
    """What a variable of Go takes that is filled by what it is handed to: `var out Session`, `out := Session{}`."""
    if not _holds(value, scope):
        return value
    text = scope.space.text[: scope.space.module.locate(at).start]
    found = list(re.finditer(rf"(?:\bvar\s+|[(,]\s{{0,4}}){re.escape(name)}\s+\**([\w.]{{1,80}})|\b{re.escape(name)}\s{{0,3}}:?=\s{{0,3}}(?:&|new\()?([\w.]{{1,80}})[{{)]", text[-6000:]))
    return _decoded(machine, value, _NAME.findall(found[-1][1] or found[-1][2]), scope, at) if found else value


def of_function(machine: Machine, value: Value, closure: Closure | None, scope: Scope) -> Value:
    """What a function returns whose head says of which type."""
    if closure is None or not ((holds := _holds(value, scope)) or _may_be_filled(machine, value, scope)):
        return value
    decoded = _decoded if holds else lambda machine, value, names, scope, _at: _filled(machine, value, names, scope)
    span = scope.space.module.locate(closure.function.at)
    text = scope.space.text[span.start : min(span.end, span.start + 800)]
    head = re.split(r"\)\s{0,4}=\s|=>|\{\s{0,4}\n|\bin\b\s{0,4}\n|\{\s{0,4}$", text.lstrip("{ \n"), maxsplit=1)[0]
    if scope.space.language in ("rust", "swift") and (arrow := head.rfind(") ->")) >= 0:  # not what a parameter is
        head = head[arrow:]
    after = re.search(r"\)[^()]{0,20}(?:->|:)\s{0,3}([^\n{=]{1,160})|->\s{0,3}([\w.<>?, ]{1,160})", head)
    if after is not None:
        return decoded(machine, value, _NAME.findall(after[1] or after[2]), scope, closure.function.at)
    name = re.escape(closure.function.name)
    before = re.search(rf"([\w.<>?,\[\] ]{{1,160}})\s{{1,3}}{name}\s{{0,3}}\(", head) if name else None
    go = re.search(r"\)\s{0,3}\(?\*?([A-Za-z][\w.]{0,80})", head) if scope.space.language == "go" else None
    found = go[1] if go is not None else before[1] if before is not None else ""
    return decoded(machine, value, _NAME.findall(found), scope, closure.function.at)


def _may_be_filled(machine: Machine, value: Value, scope: Scope) -> bool:
    """Whether something unknown may be an object of one of the program's classes that hold secrets."""
    return value.opaque and not value.refs and not value.taints and not value.fields and scope.space.language in _LANGUAGES and any(shape.expected for shape in machine.shapes.values())


def _filled(machine: Machine, value: Value, names: Iterable[str], scope: Scope) -> Value:
    """An object of the class that is named, filled from outside: `Get<HelcimOptions>()`, `decode(Config.self, from: data)`."""
    shapes = [shape for name in dict.fromkeys(names) if name[:1].isupper() and (shape := machine.by_class(scope.space, name)) is not None and shape.expected]
    return replace(value, refs=(machine.instance(shapes[0]),)) if len(shapes) == 1 else value


def expected(machine: Machine, shape: Shape, name: str, value: Value, at: ir.Handle) -> Taint | None:
    """What a declared field will hold, by its name."""
    if kind_of_name(name, True) is None:
        return None
    told = value.taints or machine.unknown(shape.scope.space, Root(id(shape), name), at, name, (), speaks_of_helcim(shape.name)).taints
    return next(iter(told), None)


def _holds(value: Value, scope: Scope) -> bool:
    return scope.space.language in _LANGUAGES and any(taint.kind == INITIALIZE for taint in value.taints)


def _decoded(machine: Machine, value: Value, names: Iterable[str], scope: Scope, at: ir.Handle) -> Value:
    told = tuple(dict.fromkeys(names))
    bodies = [body for name in told if name[:1].isupper() and (body := _body(machine, scope.space, name)) is not None]
    if not bodies or _ANYTHING.search(" ".join(told)):
        return value
    kinds = {_declares(machine, space, body, {*told}) for space, body in bodies}
    if "shown" in kinds:
        return value
    answer = next(taint for taint in value.taints if taint.kind == INITIALIZE)
    left = replace(value, taints=tuple(taint for taint in value.taints if taint.kind != INITIALIZE))
    if "hidden" in kinds:  # it can be read, and is not written out
        secret = Value(taints=(Taint(SecretKind.SECRET_TOKEN.value, (*answer.steps, Mark(scope.space.path, at, "takes secretToken"))),))
        for name in (".secretToken", ".secret_token", ".SecretToken"):
            left = left.with_field(name, secret)
    return left


def _body(machine: Machine, space: Space, name: str) -> tuple[Space, str] | None:
    """The declaration of a class behind its name, in this file or another; None where the program has none."""
    declared = _DECLARED.format(re.escape(name))
    hit = re.search(declared, space.text)
    if hit is None and (shape := machine.by_class(space, name)) is not None and shape.scope.space is not space:
        space = shape.scope.space
        hit = re.search(declared, space.text)
    if hit is None:
        return None
    text = space.text[hit.end() : hit.end() + _MOST]
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "({") - (sign in ")}")
        if depth == 0 and (sign in "}" or (sign in ");\n" and not re.match(r"\s{0,80}[{:(e]", text[at + 1 : at + 90]) and text[:at].strip())):
            return space, _COMMENT.sub("", text[: at + 1])
    return space, _COMMENT.sub("", text)


def unwritten(space: Space, name: str, at: ir.Handle, printed: bool = False) -> bool:
    """Whether a field of a class that is declared at a place is a secret which is left out where objects are written, or printed."""
    if space.language not in _LANGUAGES or kind_of_name(name, True) is None:
        return False
    span = space.module.locate(at)
    end = space.text.find("\n", span.end)
    return _around(space.text[: end if end >= 0 else None], space.text.find(name, span.start, span.end + 200), name, _UNPRINTED if printed else _HIDDEN) is not None


def _around(body: str, at: int, name: str, says: re.Pattern[str] = _HIDDEN) -> re.Match[str] | None:
    """What says of the field `name` at an offset that it is not written: beside it, or on the line above."""
    start = max(body.rfind(sign, 0, at) for sign in "\n,;{") + 1
    ends = [place for sign in "\n,;}" if (place := body.find(sign, at + len(name))) >= 0]
    above = body[:start].rstrip("\n").rpartition("\n")[2]
    return says.search(body[start : min(ends, default=len(body))] + (above if above.strip().startswith(("@", "[", "#")) else ""))


def _declares(machine: Machine, space: Space, body: str, seen: set[str]) -> str:
    """Whether the fields of a class show a secretToken: "shown", "hidden" or "none"; what may hold anything shows it."""
    if not re.sub(r"[\s(){};]", "", body) or _ANY_FIELD.search(body) or len(seen) > 12:
        return "shown"
    found = "none"
    for hit in _SECRET.finditer(body):
        if _around(body, hit.start(), hit[0]) is None:
            return "shown"
        found = "hidden"
    for name in dict.fromkeys(re.findall(r"\b[A-Z]\w{1,60}\b", body)):
        inner = _body(machine, space, name) if name not in seen else None
        if inner is not None and _declares(machine, *inner, seen | {name}) == "shown":
            return "shown"
    return found
