"""Which objects does a query of a database give, and which of their fields does a framework show by itself?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import within
from helcim_audit.program.lattice import Mark, Taint, Value
from helcim_audit.program.scopes import Scope, Shape, written
from helcim_audit.program.sources import by_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.calls import Given
    from helcim_audit.program.interpret import Machine

ROW = ".row"
"""The field of a query that holds what its rows are."""

_MODELS = frozenset(("Model", "Base", "DeclarativeBase", "Document", "EmbeddedDocument", "SQLModel", "TimeStampedModel", "BaseModel", "AbstractUser", "MongoModel"))
_MANAGERS = frozenset(("objects", "query", "_default_manager", "all_objects"))
_ONE = frozenset(
    (
        "get", "aget", "first", "afirst", "last", "latest", "earliest", "create", "acreate", "get_or_404", "first_or_404", "get_object_or_404", "aget_object_or_404", "one", "one_or_none",
        "scalar", "scalar_one", "scalar_one_or_none", "find_one", "get_or_none", "get_one", "filter_one", "get_by_id",
    )
)  # fmt: skip
_SELECTS = frozenset(("query", "select", "get", "get_object_or_404", "aget_object_or_404", "get_list_or_404", "find_one", "scalar", "get_one", "get_or_404"))
_DICTIONARIES = frozenset(("values", "values_list", "dict", "dicts", "tuples", "count", "exists", "delete", "update", "aggregate", "as_dict"))


def is_model(shape: Shape) -> bool:
    """Whether objects of a class are rows of a table."""
    return not _MODELS.isdisjoint(shape.marks())


def manager(machine: Machine, base: Value, name: str) -> Value | None:
    """`Merchant.objects`, `Merchant.query`."""
    shapes = [ref for ref in base.refs if isinstance(ref, Shape) and is_model(ref)] if name in _MANAGERS else []
    return Value(fields={ROW: Value(refs=tuple(machine.instance(shape) for shape in shapes))}, names=(f"{shapes[0].name}.{name}",), opaque=True) if shapes else None


def queried(machine: Machine, called: str, receiver: Value | None, given: Sequence[Given]) -> Value | None:
    """`Merchant.objects.get(pk=1)`, `session.query(Merchant).first()`, `get_object_or_404(Merchant)`."""
    row = receiver.fields.get(ROW) if receiver is not None else None
    if row is not None and receiver is not None and called not in _DICTIONARIES:
        return row if called in _ONE else receiver
    shapes = [ref for one in given[:2] for ref in one.value.refs if isinstance(ref, Shape) and is_model(ref)] if called in _SELECTS else []
    if receiver is not None and called in _ONE and not shapes:
        shapes = [ref for ref in receiver.refs if isinstance(ref, Shape) and is_model(ref) and ref.method(called) is None]
    if not shapes:
        return None
    rows = Value(refs=tuple(machine.instance(shape) for shape in shapes))
    return rows if called in _ONE else Value(fields={ROW: rows}, names=(f"{called}()",), opaque=True)


def shown(machine: Machine, shape: Shape, scope: Scope) -> None:
    """Fields that serializers and admin pages show by being named: `fields = ["helcim_api_token"]`, `list_display`."""
    marks = set(shape.marks())
    if not marks.isdisjoint(("ModelSerializer", "HyperlinkedModelSerializer", "ModelSchema", "SQLAlchemyAutoSchema")):
        for statement in shape.node.body:
            if isinstance(statement, ir.Class) and statement.name == "Meta":
                _named(machine, statement, frozenset(("fields",)), "api-token-in-response", "a field of what is sent to the client", shape, scope)
    elif not marks.isdisjoint(("ModelAdmin", "TabularInline", "StackedInline", "ModelView")):
        _named(machine, shape.node, frozenset(("list_display", "readonly_fields", "column_list")), "api-token-rendered", "a column of an admin page", shape, scope)


def _named(machine: Machine, holder: ir.Class, names: frozenset[str], rule: str, note: str, shape: Shape, scope: Scope) -> None:
    kept = {text.value for text in _literals(holder, frozenset(("extra_kwargs", "write_only_fields", "load_only", "exclude")))} | set(_written_only(shape))
    for literal in _literals(holder, names):
        taint = by_name(scope.space, literal.value, literal.at) if literal.value not in kept and shape.method(literal.value) is None else None
        if taint is not None:
            machine.recorder.add(rule, scope.space, literal.at, Taint(taint.kind, (Mark(scope.space.path, literal.at, f"{literal.value} holds a secret"),)), note)


def _literals(holder: ir.Class, names: frozenset[str]) -> Iterator[ir.Literal]:
    for one in holder.body:
        if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name) and one.target.id in names:
            yield from (expr for expr in within(one.value) if isinstance(expr, ir.Literal))


def _written_only(shape: Shape) -> Iterator[str]:
    """`helcim_api_token = serializers.CharField(write_only=True)`, and fields that a class fills itself."""
    for one in shape.node.body:
        if isinstance(one, ir.Bind) and isinstance(one.target, ir.Name):
            named = {arg.name for arg in one.value.args} if isinstance(one.value, ir.Call) else set()
            if named & {"write_only", "load_only"} or (isinstance(one.value, ir.Call) and written(one.value.target).rpartition(".")[2] == "SerializerMethodField"):
                yield one.target.id

