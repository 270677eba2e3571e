"""What does an object say of itself when it is made a text: what its `__str__`, `toString` or `inspect` returns?"""

from __future__ import annotations

from helcim_audit.program import ir
from helcim_audit.program.events import visible
from helcim_audit.program.lattice import NOTHING, Mark, Value, join
from helcim_audit.program.scopes import Instance, Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Machine

_SAY = {
    "python": ("__str__", "__repr__", "__format__"), "php": ("__toString",), "ruby": ("to_s", "inspect"), "go": ("String", "GoString", "LogValue"), "csharp": ("ToString",), "swift": ("description", "debugDescription"),
    **dict.fromkeys(("java", "kotlin", "scala", "groovy", "dart", "javascript", "typescript", "tsx"), ("toString", "toJSON")),
}  # fmt: skip


def says(machine: Machine, value: Value, at: ir.Handle, scope: Scope, exactly: bool = False) -> Value:
    """What the methods of the objects in `value` return that make a text of them. exactly: by `%r`."""
    names = _SAY.get(scope.space.language, ())
    if not names or not value.refs:
        return NOTHING
    mark = Mark(scope.space.path, at, "made a text")
    found = []
    for ref in value.refs[:3]:
        method = next((one for name in (names[1:] if exactly else names) if (one := ref.shape.method(name)) is not None), None) if isinstance(ref, Instance) else None
        if method is not None:
            found.append(machine.invoke(method.on(ref), (), mark))
    return join(found)


def text_of(machine: Machine, called: str, value: Value, at: ir.Handle, scope: Scope) -> Value | None:
    """`str(client)`, `repr(client)`: None where it is no object of the program."""
    if called == "stringify" and value.refs and (written := [machine.invoke(method.on(ref), (), Mark(scope.space.path, at, "made a text")) for ref in value.refs if isinstance(ref, Instance) and (method := ref.shape.method("toJSON")) is not None]):
        return join(written)
    if called not in ("str", "repr", "format") or scope.space.language != "python" or not any(isinstance(ref, Instance) for ref in value.refs) or value.taints:
        return None
    told = says(machine, value, at, scope, called == "repr")
    return told.tainted(*visible(value))
