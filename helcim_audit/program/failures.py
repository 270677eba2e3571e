"""What runs when Helcim refused a request, so that its answer holds no secretToken?"""

from __future__ import annotations

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.ir_walk import within
from helcim_audit.program.lattice import INITIALIZE, Value, join
from helcim_audit.program.scopes import Scope
from helcim_audit.program.sifting import of_secrets, sifted, without_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine

_CODE = regex(r"(?i)^_?(?:get_?)?(?:raw_?)?(?:http_?|response_?|last_?|wp_remote_retrieve_response_?)?(?:status|code|status_?code|status_?int|http_?code|rc)(?:value)?$")
_FINE = regex(r"(?i)^(?:ok|is_?success(?:ful)?(?:_?status_?code)?|is_?ok|success(?:ful)?|is_?2xx_?successful|ensure_success)$")
_FAILED = regex(r"(?i)^(?:is_?(?:client_|server_|[45]xx_?(?:client|server)?_?)?error|has_?errors?|errors?|failed|is_?failure)$")
_GIVEN = regex(r"(?i)^(?:get)?_?(?:checkout|secret)_?token$")
# What a library calls a status: http.StatusOK, HttpStatusCode.OK, StatusCode::BAD_REQUEST, HTTPSuccess
_NAMED = regex(r"(?i)^(?:http_?)?(?:status_?|sc_?)?(?:(?P<fine>ok|created|accepted|success|2\d\d)|(?P<failed>bad_?request|unauthori[sz]ed|forbidden|not_?found|bad_?gateway|internal_?server_?error|unprocessable_?entity|4\d\d|5\d\d))(?:_[a-z_]+)?$")
_EQUALS = frozenset(("equals", "is", "same", "isSameCodeAs", "value_equals", "eq"))


def failing(test: ir.Expr | None, scope: Scope) -> bool | None:
    """Whether a test of an answer is true for what failed (True), for what did not (False), or tells neither (None)."""
    told = _failing(test)
    return told if told is not None and test is not None and _about_answer(test, scope) else None


def _about_answer(test: ir.Expr, scope: Scope) -> bool:
    names = [one.id for one in within(test) if isinstance(one, ir.Name)]
    return any(_CODE.match(name) or ((held := scope.find(name)) is not None and any(taint.kind == INITIALIZE for taint in held.taints)) for name in names)


def _failing(test: ir.Expr | None) -> bool | None:
    match test:
        case ir.Test(parts=(inner,), op="not"):
            told = _failing(inner)
            return None if told is None else not told
        case ir.Test(parts=(inner,), op=predicate) if predicate.endswith("?"):  # Ruby's
            return _named(predicate[:-1])
        case ir.Test(parts=(_, ir.Name() | ir.Attribute() as kind), op="is_a?" | "kind_of?" | "instance_of?") if kinds := _NAMED.match(_last(kind)):
            return kinds["failed"] is not None
        case ir.Call(target=ir.Attribute(base=left, name=name), args=(ir.Arg(value=right),)) if name in _EQUALS and _CODE.match(_last(left)):
            return _failing(ir.Test(test.at, (left, right), "=="))
        case ir.Test(parts=(ir.Constant() as left, right), op="==" | "!=" as sign) if _CODE.match(_last(right)):  # `200 !== $code`
            return _failing(ir.Test(test.at, (right, left), sign))
        case ir.Test(parts=(left, right), op=sign) if _CODE.match(_last(left)) and (code := _status(right)) is not None:
            if sign in ("==", "in") or (sign in ("<", "<=") and code >= 299):
                return code >= 400 if sign == "==" else False
            return True if sign in ("!=", "not in") and code < 300 else True if sign in (">", ">=") and code >= 299 else None
        case ir.Test(parts=(left, ir.Sequence() | ir.Test()), op=sign) if _CODE.match(_last(left)) and sign in ("in", "not in"):
            return sign == "not in"
        case ir.Test(parts=(ir.Literal(value=key), _), op="in" | "not in" as sign) if _FAILED.match(key) or _GIVEN.match(key):
            return (_FAILED.match(key) is not None) == (sign == "in")
        case ir.Test(parts=(inner, ir.Literal(value="") | ir.Constant(text="null" | "nil" | "None" | "undefined")), op="==" | "!=" as sign) if _gives(inner):
            return sign == "=="
        case ir.Test(parts=(inner, *_), op="isset" | "empty" as name) if _gives(inner):
            return name == "empty"
        case ir.Test(parts=(ir.Name() | ir.Attribute(), ir.Constant(text=nothing)), op=("==" | "!=") as sign) if nothing.lower() in ("false", "null"):
            return sign == "=="
        case ir.Call(target=ir.Name(id="is_wp_error")):
            return True
        case ir.Test(parts=parts, op="||" | "or" | "&&" | "and"):
            return next((one for part in parts if (one := _failing(part)) is not None), None)
        case ir.Choice(options=options):  # `a or b`, `a and b`
            told_of = [_failing(one) for option in options for one in (option.parts if isinstance(option, ir.Test) and not option.op else (option,))]
            return next((one for one in told_of if one is not None), None)
        case ir.Attribute(name=name) | ir.Call(target=ir.Attribute(name=name), args=()):
            return False if _gives(test) else _named(name)
        case ir.Name() | ir.Item() | ir.Call() if _gives(test):
            return False
        case _:
            return None


def _gives(expr: ir.Expr) -> bool:
    """Whether it is a part of the answer that only an initialized checkout has."""
    match expr:
        case ir.Name(id=name) | ir.Attribute(name=name) | ir.Item(key=ir.Literal(value=name)) | ir.Call(target=ir.Attribute(name="get" | "fetch" | "dig" | "optString" | "getString" | "get_str"), args=(ir.Arg(value=ir.Literal(value=name)), *_)):
            return _GIVEN.match(name) is not None
        case ir.Call(target=ir.Attribute(base=base), args=()):
            return _gives(base)
        case _:
            return False


def _named(name: str) -> bool | None:
    return False if _FINE.match(name) else True if _FAILED.match(name) else None


def _status(expr: ir.Expr) -> int | None:
    """The number of a status as it is written, or 200 and 400 for one of those that have names."""
    if isinstance(expr, ir.Constant):
        return int(expr.text) if expr.text.isdecimal() and len(expr.text) < 6 else None
    told = _NAMED.match(_last(expr)) if isinstance(expr, ir.Name | ir.Attribute | ir.Call) else None
    return None if told is None else 400 if told["failed"] else 200


def _last(expr: ir.Expr) -> str:
    match expr:
        case ir.Attribute(base=base, name="value" | "rawValue" | "as_u16" | "intValue" | "to_i"):
            return _last(base)
        case ir.Name(id=name) | ir.Attribute(name=name):
            return name
        case ir.Call(target=target):
            return _last(target)
        case ir.Test(parts=(inner,), op=""):  # a cast
            return _last(inner)
        case _:
            return ""


def refused(value: Value) -> Value:
    """An answer of a request that failed."""
    if not any(taint.kind == INITIALIZE for taint in value.taints):
        return value
    return Value(tuple(taint for taint in value.taints if taint.kind != INITIALIZE), value.texts, value.fields, value.rest, value.refs, value.names, value.roots, value.opaque)


def chosen(machine: Machine, expr: ir.Choice, scope: Scope, frame: Frame) -> Value:
    """What a choice between expressions may hold: `r.ok ? answer : error`, `!r.ok && error`."""
    tests = [option for option in expr.options if isinstance(option, ir.Test)]
    before, asked = machine.sifted, tests[0].parts[0] if tests and tests[0].parts else None
    keys = sifted(asked, scope)
    if keys:
        side, values = of_secrets(asked, scope) if tests[0] is expr.options[-1] else None, []
        for place, option in enumerate(expr.options):
            machine.sifted = before | keys if place != side else before
            values.append(machine.value(option, scope, frame))
        machine.sifted = before
        return without_items(join(values), tests, scope)
    told = failing(tests[0].parts[0], scope) if len(tests) == 1 and tests[0] is expr.options[-1] and len(tests[0].parts) == 1 and not tests[0].op else None
    if told is None:
        value = join(machine.value(option, scope, frame) for option in expr.options)
    else:
        names, values = scope.names, []
        for place, option in enumerate(expr.options):
            scope.names = {name: refused(one) for name, one in names.items()} if told == (place == 0) and option is not tests[0] else names
            values.append(machine.value(option, scope, frame))
        scope.names = names
        value = join(values)
    # `v if k not in HIDDEN else "***"`: which of the items are left is decided by name
    return without_items(value, tests, scope) if tests else value
