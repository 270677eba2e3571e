"""What are the functions, classes and imports of Python in the intermediate representation?"""

from collections.abc import Callable
from dataclasses import dataclass

import libcst as cst

from helcim_audit.program import ir
from helcim_audit.program.python_annotations import annotation
from helcim_audit.program.python_expressions import Lowering, arguments, dotted, expression

Statements = tuple[ir.Stmt, ...]
Block = Callable[[Lowering, cst.CSTNode], Statements]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a function or class changes in `Lowering` while its body is lowered."""

    pending: list[ir.Stmt]
    first: str
    scope: str
    typing: bool

    @staticmethod
    def enter(low: Lowering, scope: str, first: str) -> "_Around":
        around = _Around(low.pending, low.first, low.scope, low.typing)
        low.pending, low.first, low.scope, low.typing = [], first, scope, False
        return around

    def leave(self, low: Lowering) -> None:
        low.pending, low.first, low.scope, low.typing = self.pending, self.first, self.scope, self.typing


def function(low: Lowering, node: cst.FunctionDef, block: Block) -> ir.Function:
    """A function, or a method where `low.scope` is a class."""
    decorators = tuple(expression(low, one.decorator) for one in node.decorators)
    is_method = low.scope == "class" and not any(isinstance(one, ir.Name) and one.id == "staticmethod" for one in decorators)
    first = _first(node.params) if is_method else ""
    returns = annotation(low, node.returns)
    params = _parameters(low, node.params, first)
    around = _Around.enter(low, "function", first or _inherited(low, node.params))
    body = block(low, node.body)
    around.leave(low)
    sets = any(isinstance(one, ir.Attribute) and one.name in ("setter", "deleter") for one in decorators)
    return ir.Function(node, f"set {node.name.value}" if sets else node.name.value, params, body, decorators, node.asynchronous is not None, returns)


def lambda_(low: Lowering, node: cst.Lambda) -> ir.Function:
    """A lambda: its expression is what it returns."""
    params = _parameters(low, node.params, "")
    around = _Around.enter(low, "function", _inherited(low, node.params))
    value = expression(low, node.body)
    body = (*low.pending, ir.Return(node.body, value))
    around.leave(low)
    return ir.Function(node, "", params, body)


def _first(params: cst.Parameters) -> str:
    plain = (*params.posonly_params, *params.params)
    return plain[0].name.value if plain else ""


def _inherited(low: Lowering, params: cst.Parameters) -> str:
    """The name that stands for "self" in a nested function, unless a parameter of its own hides it."""
    own = {one.name.value for one in (*params.posonly_params, *params.params, *params.kwonly_params)}
    return "" if low.first in own else low.first


def _parameters(low: Lowering, params: cst.Parameters, first: str) -> tuple[ir.Param, ...]:
    found = [_parameter(low, one, first) for one in (*params.posonly_params, *params.params)]
    if isinstance(params.star_arg, cst.Param):
        found.append(_parameter(low, params.star_arg, "", "*"))
    elif isinstance(params.star_arg, cst.ParamStar):
        found.append(ir.Param("", kind="*"))  # so that no position reaches what follows
    found.extend(_parameter(low, one, "") for one in params.kwonly_params)
    if params.star_kwarg is not None:
        found.append(_parameter(low, params.star_kwarg, "", "**"))
    return tuple(found)


def _parameter(low: Lowering, param: cst.Param, first: str, kind: str = "") -> ir.Param:
    name = param.name.value
    default = expression(low, param.default) if param.default is not None else None
    return ir.Param("self" if name == first else name, default, kind, annotation=annotation(low, param.annotation))


def declare(low: Lowering, node: cst.ClassDef, block: Block) -> ir.Class:
    """A class; what its fields are without a value is Opaque."""
    decorators = tuple(expression(low, one.decorator) for one in node.decorators)
    bases = tuple(arg.value for arg in arguments(low, node.bases))
    keywords = arguments(low, node.keywords)
    around = _Around.enter(low, "class", "")
    body = block(low, node.body)
    around.leave(low)
    return ir.Class(node, node.name.value, bases, body, decorators, keywords)


def import_(low: Lowering, node: cst.Import) -> Statements:
    """`import a.b` binds `a`, and loads a.b; `import a.b as c` binds a.b."""
    found: list[ir.Stmt] = []
    for alias in node.names:
        module = dotted(alias.name)
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            found.append(ir.Import(node, module, (ir.Imported("", alias.asname.name.value),), low.typing))
            continue
        top = module.partition(".")[0]
        found.append(ir.Import(node, top, (ir.Imported("", top),), low.typing))
        if top != module:
            found.append(ir.Import(node, module, (), low.typing))
    return tuple(found)


def import_from(low: Lowering, node: cst.ImportFrom) -> Statements:
    """`from ..a import b as c`; `*` is imported as "*"."""
    module = "." * len(node.relative) + (dotted(node.module) if node.module is not None else "")
    if isinstance(node.names, cst.ImportStar):
        return (ir.Import(node, module, (ir.Imported("*", "*"),), low.typing),)
    names = []
    for alias in node.names:
        name = dotted(alias.name)
        local = alias.asname.name.value if alias.asname is not None and isinstance(alias.asname.name, cst.Name) else name
        names.append(ir.Imported(name, local))
    return (ir.Import(node, module, tuple(names), low.typing),)
