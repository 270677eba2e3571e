"""Which type does a Python annotation name?"""

import libcst as cst

from helcim_audit.program import ir
from helcim_audit.program.python_expressions import Lowering, dotted, expression
from helcim_audit.program.python_text import text_of

_SIMPLE_TYPES = frozenset(("Optional", "Union", "Required", "NotRequired", "Final", "ClassVar", "Mapped"))


def annotation(low: Lowering, written: cst.Annotation | None) -> ir.Expr | None:
    """A type: what is optional, final or a class variable is the type inside; `Annotated` and the rest stay whole."""
    return _type(low, written.annotation) if written is not None else None


def _type(low: Lowering, node: cst.BaseExpression) -> ir.Expr:
    if isinstance(node, cst.SimpleString):
        return _quoted(node)
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.BitOr):
        return _type(low, node.right if isinstance(node.left, cst.Name) and node.left.value == "None" else node.left)
    if isinstance(node, cst.Subscript) and dotted(node.value).rpartition(".")[2] in _SIMPLE_TYPES:
        for one in node.slice:
            if isinstance(one.slice, cst.Index) and dotted(one.slice.value) != "None":
                return _type(low, one.slice.value)
    return expression(low, node)


def _quoted(node: cst.SimpleString) -> ir.Expr:
    text = text_of(node)
    names = text.split(".")
    if not all(name.isidentifier() for name in names):
        return ir.Literal(node, text)
    found: ir.Expr = ir.Name(node, names[0])
    for name in names[1:]:
        found = ir.Attribute(node, found, name)
    return found
