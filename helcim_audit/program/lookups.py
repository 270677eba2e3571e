"""What does a call look up: a setting, a variable, a checkout session of Helcim?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helcim_audit.lazy import regex
from helcim_audit.names import words
from helcim_audit.program import ir
from helcim_audit.program.lattice import INITIALIZE, SETTINGS, Mark, Root, Taint, Value
from helcim_audit.program.scopes import Scope, written
from helcim_audit.program.sources import by_name, by_setting, getter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

_INITIALIZE = regex(r"helcim-?pay/initiali[sz]e", re.IGNORECASE)
_OPENED = r"(?:pay|payment(?=_?(?:session|page|form|check|iframe|modal|init))|js|check_?out|session|iframe|modal|form|page|init\w{0,12})"
_INITIALIZER = regex(rf"(?i)(?:init(?:iali[sz]e)?_?helcim(?:_?{_OPENED}){{0,4}}|(?:create|start|open|begin|get|request|fetch|new)_?(?:helcim(?:_?{_OPENED}){{1,4}}|(?:helcim_?)?pay_?js(?:_?{_OPENED}){{0,3}})(?:_?(?:async|data|for_?\w{{1,20}}))?)$|helcim_?pay_?(?:js_?)?init\w{{0,12}}$")
_IDENTIFIES = frozenset(("name", "secretid", "secretname", "secret_id", "parametername", "key", "path"))
"""Under these a request to a keeper of secrets names one: `{ SecretId: "prod/helcim/api-token" }`."""
_ASKS = frozenset(("getpass", "prompt", "ask", "input", "raw_input", "password", "text_input", "askstring", "secret"))
"""What asks whoever sits there, by a text that says what for."""
_LOOKS_UP = frozenset(
    (
        "get", "env", "fetch", "read", "config", "setting", "settings", "option", "options", "secret", "param", "parameter", "value", "lookup", "load", "var", "cfg", "conf",
        "string", "str", "key", "require", "must", "expect", "access", "credential", "vault", "ssm", "property", "getenv", "values", "decouple", "environ", "dig", "int", "getstring",
    )
)
_VARIABLE = regex(r"[A-Z][A-Z0-9_]{2,60}")
_NO_LOOKUP = regex(r"(?i:has|is|exists?|check|validate|delete|unset|remove|set|update|save|add|register|define(?!secret|string)|put|pop|del|forget|sanitize|esc|log|print|warn|error|info|debug|echo|write|abort|fail|raise|assert|test|describe|it|expect)(?:(?i:env|ln|f)?$|(?=[A-Z_\d])|(?i:s?_?(?:key|setting|option|config|in|with|true|false|not|that)))")
GETTERS = frozenset(
    ("get", "getstring", "getasstring", "input", "getparam", "get_json_object", "getproperty", "getvalue", "value", "fetch", "dig", "at", "path", "post", "query", "string", "optstring", "getvalueordefault", "offsetget", "data_get", "pull", "setdefault", "pop", "getfirst", "get_argument", "get_body_argument", "getparameter")
)
"""What takes a field out of a record by its name."""


def asked(expr: ir.Call, given: Sequence[Given]) -> Root:
    """What a call answers, told apart by what is asked for: `os.Getenv(key)` in a helper reads more than one variable."""
    key = given[0].value.texts[:1] if given and not given[0].value.opaque and not isinstance(given[0].expr, ir.Literal) else ()
    return Root(id(expr.at), "()" + "".join(text.value for text in key))


def looked_up(machine: Machine, called: str, names: Sequence[str], roles: frozenset[str], receiver: Value | None, given: Sequence[Given], expr: ir.Call, scope: Scope) -> list[Taint]:
    """`getenv("HELCIM_API_TOKEN")`, `props.getApiToken()`."""
    space = scope.space
    if called == "fetch" and "." in names[0]:
        roles = roles - {"request"}  # ENV.fetch("X"), as against fetch(address)
    if receiver is not None and called.lower() in GETTERS and any(taint.kind == SETTINGS for taint in receiver.taints):  # $this->config("helcim.settings")->get("api_token")
        named = given[0].value.texts[:1] if given else ()
        return [found for text in named if (found := by_setting(space, f"helcim.{text.value}", expr.at)) is not None]
    if roles & {"log", "respond", "render", "request", "persist", "hash", "cookie"}:
        return []
    if given and (not _LOOKS_UP.isdisjoint(words(called)) or (given[0].name or "").endswith("Key") or any("env" in name.lower() or "config" in name.lower() for name in names)) and not _NO_LOOKUP.search(called):
        texts = [text.value for one in given[:3] for text in one.value.texts[:2]]
        texts += [text.value for name, inner in given[0].value.fields.items() if name.lower() in _IDENTIFIES for text in inner.texts[:1]]
        for text in (*texts, ".".join(texts)):  # `get("helcim", "token")`
            found = by_setting(space, text, expr.at)
            if found is not None:
                return [found]
    if given and called.lower() in _ASKS:  # `getpass("Helcim API token: ")`
        prompts = [re.sub(r"[^A-Za-z]+", "_", text.value).strip("_") for text in given[0].value.texts[:1]]
        return [taint for prompt in prompts if (taint := by_setting(space, prompt, expr.at)) is not None]
    if given and written(given[0].expr).startswith("R.string."):  # Android's resources
        return list(given[0].value.taints)
    if not given or (called.lower().startswith(("get", "fetch", "load", "read")) and len(given) <= 1):
        taint = by_name(space, getter(called), expr.at, names[:1])
        if taint is not None and (not given or getter(called) != called):
            return [taint]
    root = asked(expr, given)
    if root not in machine.used:
        return []
    said = given[0].value.texts[0].value if given and given[0].value.texts else ""
    return [Taint("api-token", (Mark(space.path, expr.at, f"reads {said}"), machine.used[root]) if _VARIABLE.fullmatch(said) else (machine.used[root],))]


def initialized(called: str, roles: frozenset[str], receiver: Value | None, values: Sequence[Value], expr: ir.Call, scope: Scope) -> Taint | None:
    """The answer of helcim-pay/initialize: told by the path that the call is given, or by what carries it."""
    if roles & {"log", "respond", "render", "reduce", "persist"}:
        return None
    texts = [text.value for value in values for _, inner in value.everything(2) for text in inner.texts]
    if any(_INITIALIZE.search(text) for text in texts):
        return Taint(INITIALIZE, (Mark(scope.space.path, expr.at, "the answer of helcim-pay/initialize holds secretToken"),))
    carried = [taint for value in (*values, *([receiver] if receiver is not None else [])) for taint in value.taints if taint.kind == INITIALIZE]
    if carried and roles & {"send", "same", "carry", "request"}:
        return carried[0]
    if _INITIALIZER.search(called) and scope.space.speaks and not carried:
        return Taint(INITIALIZE, (Mark(scope.space.path, expr.at, f"{called}() answers with secretToken"),))
    return None
