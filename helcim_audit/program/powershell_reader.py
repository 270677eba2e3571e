"""What is shared while a PowerShell document is read, and what does one of its variables mean?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.tokens import Cursor

Statements = tuple[ir.Stmt, ...]


@dataclass(slots=True)
class Reader:
    """What is shared while a document is read.

    pipeline: reads commands and expressions up to the end of a statement. block: reads `{...}`. statements: reads
    up to a sign. params: reads parameters. names: the
    spelling under which a variable was first seen, since case says nothing. text: the document, for barewords.
    """

    pipeline: "Callable[[Reader, Cursor], ir.Expr]"
    block: "Callable[[Reader, Cursor], Statements]"
    statements: "Callable[[Reader, Cursor, str], Statements]"
    params: "Callable[[Reader, Cursor], list[ir.Param]]"
    text: str
    pending: list[ir.Stmt] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def variable(r: Reader, at: Span, text: str) -> ir.Name | ir.Attribute:
    """`$x`, `$script:x`, `$env:X`, `$this`."""
    scope, colon, name = text.rpartition(":")
    lowered = name.lower()
    if colon and scope.lower() == "env":
        return ir.Attribute(at, ir.Name(at, "env"), name)
    if lowered in ("_", "psitem"):
        return ir.Name(at, "_")
    return ir.Name(at, "self" if lowered == "this" else r.names.setdefault(lowered, name))
