"""What do Python's operators make of values that are text, lists and dictionaries?"""

import libcst as cst

from helcim_audit.program import ir
from helcim_audit.program.python_format import percent

_LONGEST_REPEAT = 4096


def operation(node: cst.CSTNode, operator: cst.CSTNode, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    """`left operator right` for any operator but `+`."""
    match operator:
        case cst.Modulo():
            if isinstance(left, ir.Literal):
                return percent(node, left, right)
            return ir.Join(node, (left, right)) if isinstance(left, ir.Join) or isinstance(right, ir.Sequence | ir.Record) else ir.Opaque(node, (left, right))
        case cst.Multiply() if isinstance(left, ir.Constant) and isinstance(right, ir.Literal):
            return _repeated(node, right, left)
        case cst.Multiply():
            return _repeated(node, left, right)
        case cst.BitOr() if isinstance(left, ir.Record) or isinstance(right, ir.Record):
            return ir.Record(node, (*_entries(left), *_entries(right)))
        case cst.BitOr() | cst.Divide():  # sets and mappings, paths
            return ir.Opaque(node, (left, right))
        case _:
            return ir.Test(node, (left, right))


def _repeated(node: cst.CSTNode, value: ir.Expr, times: ir.Expr) -> ir.Expr:
    if not isinstance(value, ir.Literal | ir.Sequence | ir.Join):
        return ir.Test(node, (value, times))
    if isinstance(value, ir.Literal) and isinstance(times, ir.Constant) and times.text.isdecimal() and len(times.text) < 6:
        count = min(int(times.text), _LONGEST_REPEAT // max(len(value.value), 1))
        return ir.Literal(node, value.value * count)
    return ir.Opaque(node, (value,))


def _entries(value: ir.Expr) -> tuple[ir.Entry, ...]:
    return value.entries if isinstance(value, ir.Record) else (ir.Entry(None, value),)
