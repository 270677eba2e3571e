"""What does a loop take from what it goes through: items, keys, pairs, or those of them that its tests choose?"""

from __future__ import annotations

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import within
from helcim_audit.program.lattice import HEADERS, ITEM_KINDS, NOTHING, PAIRS, UNKNOWN, Value, is_listed, join
from helcim_audit.program.mappings import unnamed
from helcim_audit.program.scopes import Scope, Shape
from helcim_audit.program.sifting import decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.interpret import Frame, Machine

_ENUMERATIONS = frozenset(("Enum", "StrEnum"))


def loop(machine: Machine, one: ir.Loop, scope: Scope, frame: Frame) -> None:
    """Bind what a loop goes through to its target."""
    if one.iterable is not None:
        whole = machine.value(one.iterable, scope, frame)
        item = _item(one.iterable, whole, scope)
        if _decides(one, scope) and any(taint.kind in PAIRS or taint.kind in ITEM_KINDS for value in (item, *item.fields.values()) for taint in value.taints):
            item = UNKNOWN  # what is done to one of the items depends on its name
        if one.target is not None:
            machine.bind(one.target, item, scope, frame, one.at)


def _decides(one: ir.Loop, scope: Scope) -> bool:
    """Whether what a loop does depends on the item that it has taken: on its key, where it takes pairs."""
    tests = [inner.test for inner in one.body if isinstance(inner, ir.Branch) and inner.test is not None]
    if not isinstance(one.target, ir.Pattern):
        return bool(tests)
    keys = {inner.target.id for inner in one.target.fields[:1] if isinstance(inner.target, ir.Name)}
    if scope.space.language == "python":
        return any(decision(test, keys, scope) is not None for test in tests)
    return any(isinstance(expr, ir.Name) and expr.id in keys for test in tests for expr in within(test))


def _item(iterable: ir.Expr, whole: Value, scope: Scope) -> Value:
    """What a loop takes from `whole`: of a mapping in Python its keys, which are no secrets; of an enumeration its members."""
    if scope.space.language == "python" and (members := [ref.attributes for ref in whole.refs if isinstance(ref, Shape) and not _ENUMERATIONS.isdisjoint(ref.marks())]):
        return join(value for one in members for value in unnamed(Value(fields=one)))
    mapping = not is_listed(whole) and (any(taint.kind in PAIRS for taint in whole.taints) or bool(whole.fields))
    if mapping and scope.space.language == "python" and not (isinstance(iterable, ir.Call) and isinstance(iterable.target, ir.Attribute)):
        return NOTHING
    if any(taint.kind == HEADERS for taint in whole.taints):
        return Value(whole.taints)
    return join((*whole.fields.values(), whole.rest)) if whole.fields or whole.rest is not None else Value(whole.taints, opaque=True)
