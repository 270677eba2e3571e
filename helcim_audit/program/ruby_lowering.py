"""What do the functions that lower one Ruby document share?

A table from node kinds to functions ties expressions, calls, strings and statements together. What an
expression does on the side (assign, raise) is put into `Lowering.pending`, which the statement that the
expression belongs to runs first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from helcim_audit.program import ir
from helcim_audit.program.treesitter import Node, named

DEEPEST = 150
"""Levels of nesting that are lowered: Python's own stack sets the limit."""

Statements = tuple[ir.Stmt, ...]


@dataclass(slots=True)
class Lowering:
    """table: what lowers an expression of each kind. block: lowers statements, the last as a value if asked.

    function: lowers a method, block or lambda. target: an assignment's left side.
    heredocs: start of `<<~X` to the node of its text. variables: local ones, of the method that is lowered.
    members: methods and readers of the class that is lowered, which are called without `self`. methods: those with a body.
    constants: constants that are named, as they are written. inherits: whether the class that is lowered has
    methods from a class of the project. prints: objects whose messages are output (`json` of Jbuilder).
    """

    table: "Mapping[str, Callable[[Lowering, Node], ir.Expr]]"
    block: "Callable[[Lowering, list[Node], bool], Statements]"
    function: "Callable[[Lowering, Node], ir.Function]"
    target: "Callable[[Lowering, Node], ir.Target | None]"
    heredocs: dict[int, Node] = field(default_factory=dict)
    variables: set[str] = field(default_factory=set)
    members: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    constants: dict[str, Node] = field(default_factory=dict)
    inherits: bool = False
    prints: frozenset[str] = frozenset()
    pending: list[ir.Stmt] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    depth: int = 0


def expression(low: Lowering, node: Node) -> ir.Expr:
    """Lower one expression."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ir.Opaque(node)
    low.depth += 1
    try:
        lower = low.table.get(node.kind())
        return lower(low, node) if lower is not None else ir.Opaque(node, tuple(expression(low, child) for child in named(node)))
    finally:
        low.depth -= 1


def part(low: Lowering, node: Node, name: str) -> ir.Expr:
    """The expression in a field of `node`, or one that says nothing where a syntax error ate it."""
    inner = node.field(name)
    return expression(low, inner) if inner is not None else ir.Constant(node, "nil")


def value_of(low: Lowering, nodes: list[Node], at: Node) -> ir.Expr:
    """The value of statements in a row, which is that of the last; the others are done before."""
    if not nodes:
        return ir.Constant(at, "nil")
    if len(nodes) > 1:
        low.pending.extend(low.block(low, nodes[:-1], False))
    return expression(low, nodes[-1])
