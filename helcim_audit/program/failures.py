"""Which body of a branch runs when Helcim refused a request, so that its answer holds no secretToken?"""

from helcim_audit.lazy import regex
from helcim_audit.program import ir
from helcim_audit.program.ir_walk import within
from helcim_audit.program.lattice import INITIALIZE, Value
from helcim_audit.program.scopes import Scope

_CODE = regex(r"(?i)^_?(?:get_?)?(?:http_?|response_?|last_?|wp_remote_retrieve_response_?)?(?:status|code|status_?code|status_?int|http_?code|rc)$")
_FINE = regex(r"(?i)^(?:ok|is_?success(?:ful)?|is_?ok|success(?:ful)?)$")
_FAILED = regex(r"(?i)^(?:is_?(?:client_|server_)?error|errors?|failed)$")


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
        case ir.Test(parts=(left, ir.Constant(text=number)), op=sign) if _CODE.match(_last(left)) and number.isdecimal():
            code = int(number)
            if sign in ("==", "in") or (sign in ("<", "<=") and code >= 299):
                return code >= 400 if sign == "==" else False
            return True if sign in ("!=", "not in") and code < 300 else True if sign in (">", ">=") and code >= 299 else None
        case ir.Test(parts=(left, ir.Sequence()), op=sign) if _CODE.match(_last(left)) and sign in ("in", "not in"):
            return sign == "not in"
        case ir.Test(parts=(ir.Literal(value=key), _), op="in") if _FAILED.match(key):
            return True
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
            return False if _FINE.match(name) else True if _FAILED.match(name) else None
        case _:
            return None


def _last(expr: ir.Expr) -> str:
    match expr:
        case ir.Name(id=name) | ir.Attribute(name=name):
            return name
        case ir.Call(target=target):
            return _last(target)
        case _:
            return ""


def refused(value: Value) -> Value:
    """An answer of a request that failed."""
    if not any(taint.kind == INITIALIZE for taint in value.taints):
        return value
    return Value(tuple(taint for taint in value.taints if taint.kind != INITIALIZE), value.texts, value.fields, value.rest, value.refs, value.names, value.roots, value.opaque)
