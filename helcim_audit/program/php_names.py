"""What do the names, numbers and plain strings of PHP stand for?"""

from helcim_audit.program import ir
from helcim_audit.program.php_text import unquote
from helcim_audit.program.treesitter import Node

_NAMES = frozenset(("name", "qualified_name", "relative_name", "namespace_name"))
_CONSTANTS = frozenset(("integer", "float", "boolean", "null"))
LEAVES = _NAMES | _CONSTANTS | {"variable_name", "relative_scope", "string"}
# `static` is a class that extends this one at most.
_SCOPES = {"self": "self", "static": "self", "parent": "super"}


def qualified(node: Node) -> str:
    """A name without the backslash that leads it."""
    return node.text().removeprefix("\\").removeprefix("namespace\\")


def scope(node: Node) -> ir.Name | None:
    """`self`, `static` and `parent` where a class is named; None for another class."""
    name = _SCOPES.get(node.text()) if node.kind() in ("name", "relative_scope") else None
    return ir.Name(node, name) if name is not None else None


def leaf(node: Node) -> ir.Expr:
    """A node of LEAVES."""
    kind = node.kind()
    if kind == "variable_name":
        name = node.text().removeprefix("$")
        return ir.Name(node, "self" if name == "this" else name)
    if kind in _CONSTANTS:
        return ir.Constant(node, node.text())
    if kind == "string":
        return ir.Literal(node, unquote(node.text().removeprefix("b")))
    if kind == "relative_scope":
        return scope(node) or ir.Name(node, node.text())
    if kind == "name" and node.text().lower() in ("exit", "die"):
        return ir.Call(node, ir.Name(node, "die"))
    return ir.Name(node, qualified(node))


def autoloaded(classes: dict[str, Node], space: str, body: tuple[ir.Stmt, ...]) -> tuple[ir.Stmt, ...]:
    """Imports of the classes that a file in the namespace `space` names without `use`: PHP finds them by their names."""
    known = {name.local: one.module for one in body if isinstance(one, ir.Import) for name in one.names if not name.name}
    own = {one.name for one in body if isinstance(one, ir.Class)}
    found: list[ir.Stmt] = []
    for written, node in classes.items():
        name = written.removeprefix("\\").removeprefix("namespace\\")
        first, _, rest = name.partition("\\")
        if not name or name in own or (not rest and first in known):
            continue
        module = name if written.startswith("\\") or not (space or first in known) else f"{known[first]}\\{rest}" if first in known else f"{space}\\{name}"
        found.append(ir.Import(node, module, (ir.Imported("", name),)))
    return tuple(found)
