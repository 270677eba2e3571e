"""Does a condition only ask whether something is there that its body then replaces or removes?

`if "api-token" in headers: headers["api-token"] = "***"`: behind it the old value is gone, whether it was there or not.
"""

from __future__ import annotations

from collections.abc import Sequence

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import within

_REMOVES = frozenset(("unset", "delete", "del", "pop", "remove", "delete!", "except", "forget", "Delete", "Remove", "Del"))


def replaces(test: ir.Expr, bodies: Sequence[tuple[ir.Stmt, ...]]) -> bool:
    """Whether all that the first body does is to set or remove keys which `test` asks for, and nothing else is done otherwise."""
    if not bodies or not bodies[0] or any(bodies[1:]):
        return False
    asked = {key for part in within(test) for key in [_key(part)] if key}
    return bool(asked) and all(_replaced(one) in asked for one in bodies[0])


def _replaced(one: ir.Stmt) -> str:
    match one:
        case ir.Bind(target=ir.Item(key=key), extends=False):
            return _key(key)
        case ir.Bind(target=ir.Attribute(name=name), extends=False):
            return name
        case ir.Evaluate(value=ir.Call(target=ir.Name(id=name) | ir.Attribute(name=name), args=args)) if name in _REMOVES and args:
            return next((key for part in within(args[0].value) for key in [_key(part)] if key), "")
    return ""


def _key(part: ir.Expr) -> str:
    match part:
        case ir.Literal(value=value):
            return value
        case ir.Attribute(name=name):
            return name
    return ""
