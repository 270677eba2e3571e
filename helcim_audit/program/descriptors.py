"""What does an attribute hold whose value says itself how it is read: Python's descriptors?

`__set_name__` is told what the attribute is called, `__get__` answers whoever reads it.
"""

from __future__ import annotations

from helcim_audit.program import ir
from helcim_audit.program.lattice import UNKNOWN, Mark, Text, Value, join
from helcim_audit.program.scopes import Instance, Scope, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Machine


def is_descriptor(shape: Shape) -> bool:
    """Whether each attribute that such an object is has a value of its own."""
    return shape.method("__get__") is not None or shape.method("__set_name__") is not None


def named(machine: Machine, value: Value, owner: Shape, name: str, at: ir.Handle, scope: Scope) -> None:
    """Tell the descriptors in `value` that they are called `name` in a class."""
    from helcim_audit.program.calls import Given

    for ref in value.refs:
        if isinstance(ref, Instance) and (method := ref.shape.method("__set_name__")) is not None:
            text = ir.Literal(at, name)
            given = (Given(Value(refs=(owner,)), text), Given(Value(texts=(Text(name, scope.space.path, at),)), text))
            machine.invoke(method.on(ref), given, Mark(scope.space.path, at, f"called {name}"))


def got(machine: Machine, value: Value, base: Value, expr: ir.Expr, path: str) -> Value:
    """What reading `value` as an attribute of `base` answers."""
    from helcim_audit.program.calls import Given

    found = [(ref, method) for ref in value.refs if isinstance(ref, Instance) and (method := ref.shape.method("__get__")) is not None]
    if not found:
        return value
    read = []
    for ref, method in found[:3]:
        read.append(machine.invoke(method.on(ref), (Given(base, expr), Given(UNKNOWN, expr)), Mark(path, expr.at, "read through __get__")))
    gone = [ref for ref, _ in found]
    left = Value(value.taints, value.texts, value.fields, value.rest, tuple(ref for ref in value.refs if ref not in gone), opaque=value.opaque)
    return join((*read, left))
