"""Are only some entries of a mapping taken, told apart by their names: those that are no secrets?

`"***" if "token" in name else settings[name]`, `{k: v for k, v in env.items() if k not in HIDDEN}`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.names import speaks_of_helcim
from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS
from helcim_audit.program.ir_walk import within
from helcim_audit.program.lattice import ITEM_KINDS, PAIRS, Value
from helcim_audit.program.scopes import Scope, last, written

_SECRET = regex(r"(?i)token|secret|key|passw|pwd|auth|cred|private|sensitive")
_WORD = regex(r"[a-z]{3,}")
_TOKENS = ("api-token apitoken api_token token secrettoken secret_token secret-token")
_PUBLIC = regex(r"(?i)public|safe|allow|visible|harmless|show")


def _names(expr: ir.Expr) -> Iterator[str]:
    return (one.id for one in within(expr) if isinstance(one, ir.Name))


def _keys(test: ir.Expr, scope: Scope) -> frozenset[str]:
    """The names in a test that may hold the key of an entry: those that hold no constants."""
    held = {name: scope.find(name) for name in _names(test)}
    return frozenset(name for name, value in held.items() if value is None or not (value.texts or value.fields or value.taints))


def decision(test: ir.Expr, of: Collection[str], scope: Scope) -> bool | None:
    """Whether a test is true for names of what is no secret (True), or of secrets (False); None where it tells neither."""
    match test:
        case ir.Test(parts=(inner,), op="not"):
            told = decision(inner, of, scope)
            return None if told is None else not told
        case ir.Test(parts=(left, right), op="in" | "not in" | "==" | "!=" as sign):
            return _compared(left, right, sign in ("in", "=="), of, scope)
        case ir.Test(parts=parts) | ir.Choice(options=parts) | ir.Sequence(items=parts):
            told_of = [decision(one.value if isinstance(one, ir.Arg) else one, of, scope) for one in parts]
            return next((one for one in told_of if one is not None), None)
        case ir.Call(target=ir.Name(id="any" | "all"), args=args):
            return next((told for arg in args if (told := decision(arg.value, of, scope)) is not None), None)
        case ir.Call(target=target, args=args) if not frozenset(of).isdisjoint(_names(test)):
            said = [text for arg in args for text in _texts(arg.value, scope)]
            if any(map(_SECRET.search, said)):
                return False
            if isinstance(target, ir.Attribute) and not frozenset(of).isdisjoint(_names(target.base)):  # `name.startswith("HELCIM_")`, as against "STRIPE_"
                return None if not said or any(map(speaks_of_helcim, said)) else True
            return _SECRET.search(last(written(target))) is None or _PUBLIC.search(last(written(target))) is not None
        case _:
            return None


def _compared(left: ir.Expr, right: ir.Expr, positive: bool, of: Collection[str], scope: Scope) -> bool | None:
    part = not of.isdisjoint(_names(right)) if isinstance(of, frozenset) else False  # `"token" in name`
    if not part and not any(name in of for name in _names(left)):
        return None
    said = _texts(left if part else right, scope)
    if any(map(_SECRET.search, said)):
        return not positive
    if not said:
        return True
    return None if not positive or (part and any(map(speaks_of_helcim, said))) else True


def _texts(expr: ir.Expr, scope: Scope) -> list[str]:
    """The constant texts in an expression, and in what its names hold."""
    found: list[str] = []
    for one in within(expr):
        if isinstance(one, ir.Literal):
            found.append(one.value)
        elif isinstance(one, ir.Name) and (held := scope.find(one.id)) is not None:
            found += [text.value for _, inner in held.everything(2) for text in inner.texts]
            found += [key for key in held.fields if not key.isdigit()]
    return found


def _words(test: ir.Expr, scope: Scope) -> list[str]:
    said = (*_texts(test, scope), *(one.text for one in within(test) if isinstance(one, ir.Constant) and one.text[:1] == "/"))
    return [word for text in said for word in _WORD.findall(text.lower())]


def sifted(test: ir.Expr | None, scope: Scope) -> frozenset[str]:
    """The names of keys of which a test tells apart those of secrets: `/token/i.test(key)`, `HIDDEN.includes(key)`."""
    if test is None or any(held.taints or any(True for _ in held.all_taints()) for name in _names(test) if (held := scope.find(name)) is not None):
        return frozenset()  # `key in headers` asks whether there is one
    words = _words(test, scope)
    if words and not any(word in _TOKENS for word in words):
        return frozenset()
    return frozenset(name for name in _keys(test, scope) if decision(test, frozenset((name,)), scope) is not None)


def of_secrets(test: ir.Expr | None, scope: Scope) -> int | None:
    """Which side of a test that tells keys apart is that of secrets: 0 where it is true, 1 where not, None where its words are not known."""
    if test is None or not any(word in _TOKENS for word in _words(test, scope)):
        return None
    return int(isinstance(test, ir.Test) and test.op in ("not", "!=", "!==", "not in"))


def hides_entries(body: Iterable[ir.Stmt], keys: frozenset[str]) -> bool:
    """Whether all that is done is to set, or to take out, what stands under one of `keys`."""
    statements = tuple(body)
    return bool(statements and keys) and all(_under(one, keys) for one in statements)


def hides_all(one: ir.Loop, scope: Scope) -> bool:
    """Whether a loop goes through keys to hide what stands under those of secrets."""
    return any(isinstance(inner, ir.Branch) and inner.bodies and not any(inner.bodies[1:]) and hides_entries(inner.bodies[0], sifted(inner.test, scope)) for inner in one.body)


def paired(fields: tuple[ir.PatternField, ...]) -> dict[str, str]:
    """The name of a value with that of its key, where a pattern takes both: `[key, value]`."""
    match fields:
        case (ir.PatternField(key="0", target=ir.Name(id=key)), ir.PatternField(key="1", target=ir.Name(id=value))):
            return {value: key}
        case _:
            return {}


def _under(one: ir.Stmt, keys: frozenset[str]) -> bool:
    match one:
        case ir.Bind(target=ir.Item(key=ir.Name(id=name)), extends=False):
            return name in keys
        case ir.Evaluate(value=ir.Call(target=ir.Name(id="delete" | "unset"), args=(ir.Arg(value=ir.Item(key=ir.Name(id=name))),))):
            return name in keys
        case _:
            return False


def without_secrets(value: Value, depth: int = 2) -> Value:
    """A record whose secrets were hidden, whatever their names."""
    taints = tuple(taint for taint in value.taints if taint.kind not in SECRETS and taint.kind not in PAIRS and taint.kind not in ITEM_KINDS)
    fields = {name: without_secrets(one, depth - 1) if depth else one for name, one in value.fields.items()}
    return replace(value, taints=taints, fields=fields, rest=without_secrets(value.rest, depth - 1) if depth and value.rest is not None else value.rest)


def without_items(value: Value, tests: Iterable[ir.Expr], scope: Scope) -> Value:
    """What is left where a test decides which entries of settings or headers are taken."""
    if scope.space.language == "python" and not any(decision(test, _keys(test, scope), scope) is not None for test in tests):
        return value
    taints = tuple(taint for taint in value.taints if taint.kind not in ITEM_KINDS)
    return value if len(taints) == len(value.taints) else replace(value, taints=taints)
