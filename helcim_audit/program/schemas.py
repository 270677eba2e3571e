"""Which fields does a class let through that says what an answer holds: a serializer, a model, a schema?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import expressions, within
from helcim_audit.program.lattice import BODY, CLIENT, CLIENT_SECRET, HEADERS, INITIALIZE, Value, is_auth_header
from helcim_audit.program.scopes import Closure, Instance, Scope, Shape, written
from helcim_audit.program.sources import kind_of_name
from helcim_audit.secrets import SecretKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine

_SCHEMAS = frozenset(
    ("BaseModel", "SQLModel", "Serializer", "ModelSerializer", "HyperlinkedModelSerializer", "Schema", "ModelSchema", "SQLAlchemyAutoSchema", "SQLAlchemySchema", "Struct", "CamelModel", "APIModel")
)
_ANSWERS = frozenset(("response_model", "response", "responses", "model", "output", "schema"))
_MARSHALS = frozenset(("response", "marshal_with", "marshal_list_with", "output", "serialize", "returns"))
_FROM_CLIENT = frozenset((CLIENT, BODY, CLIENT_SECRET))


def is_schema(shape: Shape) -> bool:
    """Whether objects of the class hold what it declares, whatever they are made from."""
    marks = set(shape.marks())
    return not marks.isdisjoint(_SCHEMAS) and not any(_allows_more(one) for one in shape.lineage)


def _allows_more(shape: Shape) -> bool:
    return any(isinstance(one, ir.Literal) and one.value == "allow" for one in expressions(shape.node.body))


def declared(shapes: Iterable[Shape]) -> frozenset[str] | None:
    """The names of the fields, aliases too; None where all are let through."""
    names: set[str] = set()
    for shape in (one for first in shapes for one in first.lineage):
        for statement in shape.node.body:
            if isinstance(statement, ir.Bind) and isinstance(statement.target, ir.Name) and statement.target.id not in shape.excluded:
                names.add(statement.target.id)
                names.update(_texts(statement.value))
            elif isinstance(statement, ir.Class) and statement.name == "Meta":
                said = {text for one in statement.body if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name) and one.target.id == "fields" for text in _texts(one.value)}
                if "__all__" in said:
                    return None
                names |= said
    return frozenset(names)


def _texts(expr: ir.Expr) -> Iterator[str]:
    return (one.value for one in within(expr) if isinstance(one, ir.Literal))


def let_through(value: Value, shapes: list[Shape]) -> Value:
    """What is left of `value` in objects of `shapes`: the fields that they declare."""
    if not shapes or not all(map(is_schema, shapes)):
        return value
    names = declared(shapes)
    if names is None:
        return value
    secret = any(kind_of_name(name, True) is SecretKind.SECRET_TOKEN for name in names)
    taints = tuple(taint for taint in value.taints if taint.kind in _FROM_CLIENT or (taint.kind == INITIALIZE and secret))
    fields = {name: one for name, one in value.fields.items() if name in names or name.isdigit()}
    for ref in value.refs:
        if isinstance(ref, Instance) and ref.shape not in shapes:
            fields |= {name: one for name, one in ref.shape.attributes.items() if name in names}
    return replace(value, taints=taints, fields=fields, refs=tuple(ref for ref in value.refs if not isinstance(ref, Instance) or ref.shape in shapes))


def answered(machine: Machine, value: Value, closure: Closure, frame: Frame) -> Value:
    """What a handler sends of what it returns: `response_model=`, `-> CheckoutOut` and the like let only their fields through."""
    shapes: list[Shape] = []
    for decorator in closure.function.decorators:
        if not isinstance(decorator, ir.Call):
            continue
        marshals = written(decorator.target).rpartition(".")[2] in _MARSHALS
        for arg in decorator.args:
            if arg.name in _ANSWERS or (marshals and arg.name is None):
                shapes += _shapes(machine, arg.value, closure.scope, frame)
            elif arg.name == "response_model_exclude":
                value = _without_all(machine, value, list(_texts(arg.value)), arg.value)
    if not shapes and closure.function.returns is not None and closure.function.decorators:
        shapes = _shapes(machine, closure.function.returns, closure.scope, frame)
    shapes = [shape for shape in shapes if is_schema(shape)]
    return let_through(value, shapes) if shapes else value


def _shapes(machine: Machine, expr: ir.Expr, scope: Scope, frame: Frame) -> list[Shape]:
    """Classes that an annotation names: `CheckoutOut`, `list[CheckoutOut]`, `{200: CheckoutOut}`."""
    found: list[Shape] = []
    waiting = [expr]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ir.Name | ir.Attribute):
            found += [ref for ref in machine.value(one, scope, frame).refs if isinstance(ref, Shape)]
        else:
            waiting.extend(ir.children(one))
    return found


def without(held: Value, name: str) -> Value:
    """A container whose field of that name was taken out, or hidden."""
    kinds = {taint.kind for taint in held.taints}
    gone = {INITIALIZE} if INITIALIZE in kinds and kind_of_name(name, True) is SecretKind.SECRET_TOKEN else set()
    gone |= {HEADERS} if HEADERS in kinds and is_auth_header(name) else set()
    fields = {key: value for key, value in held.fields.items() if key.lstrip(".") != name and not (is_auth_header(name) and key.lower() == name.lower())}
    if not gone and len(fields) == len(held.fields):
        return held
    return replace(held, taints=tuple(taint for taint in held.taints if taint.kind not in gone), fields=fields)


def _without_all(machine: Machine, value: Value, names: list[str], at: ir.Expr) -> Value:
    """What is sent of `value` where fields of these names are excluded."""
    for name in names:
        value = without(value, name)
    made = []
    for ref in value.refs:
        if isinstance(ref, Instance):
            shape = machine.another(ref.shape, at.at)
            shape.attributes = {name: one for name, one in ref.shape.attributes.items() if name not in names}
            ref = machine.instance(shape)
        made.append(ref)
    return replace(value, refs=tuple(made))
