"""What do calls make of an object: a record of its fields, some of them, a copy with others?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from helcim_audit.program import ir
from helcim_audit.program.events import SECRETS
from helcim_audit.program.ir_walk import expressions
from helcim_audit.program.lattice import NOTHING, Value
from helcim_audit.program.scopes import Closure, Instance, Shape, last, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

DUMPS = frozenset(
    ("vars", "asdict", "astuple", "model_dump", "model_dump_json", "dict", "_asdict", "to_dict", "as_dict", "todict", "tojson", "to_json", "json", "inspect", "stringify", "get_object_vars", "toarray", "repr", "str", "model_to_dict", "to_builtins", "unstructure")
)
_COPIES = frozenset(("replace", "evolve", "_replace", "model_copy", "copy"))
_OF_FIELD = frozenset(("name", "metadata", "repr", "alias"))


def dump(called: str, receiver: Value | None, given: Sequence[Given]) -> Value | None:
    """`vars(args)`, `config.model_dump(exclude={"token"})`: the fields of an object as a record."""
    subject = next((one.value for one in given if one.name is None and not one.spread), receiver)
    if receiver is not None and any(isinstance(ref, Instance) for ref in receiver.refs):
        subject = receiver
    if called.lower() not in DUMPS or subject is None:
        return None
    if called.lower() == "vars" and subject.fields:
        return Value(fields={name.lstrip("."): value for name, value in subject.fields.items()})
    shapes = [ref.shape for ref in subject.refs if isinstance(ref, Instance)]
    if not shapes:
        return None
    return chosen(Value(fields={name: value for shape in shapes for name, value in fields(shape).items() if name not in shape.excluded}), given)


def fields(shape: Shape) -> dict[str, Value]:
    """What the attributes of a class hold, those of its bases too."""
    found: dict[str, Value] = {}
    for one in shape.lineage:
        for name, value in one.attributes.items():
            found.setdefault(name, value)
    return found


def chosen(record: Value, given: Iterable[Given]) -> Value:
    """What `exclude=`, `include=` and `filter=` leave of the fields of a record."""
    for one in given:
        if one.name in ("exclude", "response_model_exclude"):
            record = _left(record, _said(one.value), False)
        elif one.name in ("include", "response_model_include", "only"):
            record = _left(record, _said(one.value), True)
        elif one.name in ("filter", "dict_factory"):
            record = _filtered(record, one)
    return record


def _left(record: Value, names: frozenset[str], kept: bool) -> Value:
    return replace(record, fields={name: value for name, value in record.fields.items() if (name in names) == kept}) if names else record


def _said(value: Value) -> frozenset[str]:
    """The names that a set, a list or a mapping of them says."""
    keys = {key for key in value.fields if not key.isdigit()}
    return frozenset(keys or {text.value for _, inner in value.everything(2) for text in inner.texts})


def _filtered(record: Value, one: Given) -> Value:
    """`filter=attrs.filters.exclude("token")`, `filter=lambda field, value: field.name != "token"`."""
    if isinstance(one.expr, ir.Call) and (sort := last(written(one.expr.target))) in ("exclude", "include"):
        names = frozenset(arg.value.value if isinstance(arg.value, ir.Literal) else last(written(arg.value)) for arg in one.expr.args)
        return _left(record, names, sort == "include")
    bodies = [ref.function.body for ref in one.value.refs if isinstance(ref, Closure)]
    by_name = one.name == "dict_factory" or any(isinstance(expr, ir.Attribute) and expr.name in _OF_FIELD for body in bodies for expr in expressions(body))
    if not bodies or not by_name:
        return record
    return replace(record, fields={name: value for name, value in record.fields.items() if not any(taint.kind in SECRETS for _, taint in value.all_taints())})


def altered(machine: Machine, called: str, receiver: Value | None, given: Sequence[Given], expr: ir.Call) -> Value | None:
    """`dataclasses.replace(config, token="***")`, `config.model_copy(update={...})`: an object with some other fields."""
    if called not in _COPIES:
        return None
    subject = receiver if receiver is not None and any(isinstance(ref, Instance) for ref in receiver.refs) else given[0].value if given else NOTHING
    objects = [ref for ref in subject.refs if isinstance(ref, Instance)]
    changes = {one.name: one.value for one in given if one.name not in (None, "update", "exclude", "include", "deep")}
    changes |= {name: value for one in given if one.name == "update" for name, value in one.value.fields.items()}
    gone = frozenset().union(*(_said(one.value) for one in given if one.name == "exclude"))
    if not objects or not (changes or gone):
        return None
    made = []
    for ref in objects:
        shape = machine.another(ref.shape, expr.at)
        held = {name: value for name, value in fields(ref.shape).items() if name not in gone}
        shape.attributes = {**held, **{name: value for name, value in changes.items() if name}}
        made.append(machine.instance(shape))
    return replace(subject, refs=tuple(made))




def hides(value: ir.Expr) -> bool:
    """`attrs.field(repr=False)`, `field(repr=mask)`: printing the object does not show the attribute."""
    said = _said_of_field(value, "repr")
    return said is not None and ((isinstance(said, ir.Constant) and said.text == "False") or (not isinstance(said, ir.Constant) and written(said) not in ("str", "repr")))


def excludes(value: ir.Expr) -> bool:
    """`Field(exclude=True)`, `CharField(write_only=True)`, `load_only=True`: a record of the object does not have the attribute."""
    said = [_said_of_field(value, name) for name in ("exclude", "write_only", "load_only")]
    return any(isinstance(one, ir.Constant) and one.text == "True" for one in said)


def _said_of_field(value: ir.Expr, name: str) -> ir.Expr | None:
    return next((arg.value for arg in value.args if arg.name == name), None) if isinstance(value, ir.Call) else None
