"""How does a table of node kinds turn a tree-sitter tree into the intermediate representation?

A language is a `Grammar`: which form each kind of node has, as an expression or as a statement. What has only
a statement form (`if`, `match`, an assignment) still has a value where it stands as one: it is taken from the
lowered statements, and they are run first (`Lowering.pending`). So a language writes each construct once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from helcim_audit.program import ir
from helcim_audit.program.pages import Page
from helcim_audit.program.treesitter import Node, errors, named, parse

DEEPEST = 140
"""Levels of nesting that are lowered: Python's own stack sets the limit."""

Statements = tuple[ir.Stmt, ...]
Expression = Callable[["Lowering", Node], ir.Expr]
Statement = Callable[["Lowering", Node], Statements]


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language. `blocks` are the kinds that hold statements, `silent` those that do nothing.

    argument: an argument of a call or an item of a list. finish: what is done to the statements of a file.
    """

    language: str
    grammar: str
    expressions: Mapping[str, Expression]
    statements: Mapping[str, Statement]
    blocks: frozenset[str]
    silent: frozenset[str] = frozenset()
    argument: "Callable[[Lowering, Node], ir.Arg] | None" = None
    finish: Callable[[Statements], Statements] | None = None


@dataclass(slots=True)
class Scope:
    """The names of a function (`owner` is None) or the members of a class (`owner` is its name)."""

    names: set[str]
    owner: str | None = None


@dataclass(slots=True)
class Lowering:
    """What the forms share while one document is lowered.

    bases: what `.x` of `a?.x` and of a cascade belongs to. self_name: what the receiver is called there.
    left: how many expressions may still be lowered; each should be once.
    """

    grammar: Grammar
    pending: list[ir.Stmt] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    scopes: list[Scope] = field(default_factory=list)
    bases: list[ir.Expr] = field(default_factory=list)
    depth: int = 0
    self_name: str = ""
    left: int = 0


def lower(grammar: Grammar, path: str, text: str) -> ir.Module:
    """Lower a document. Raises ValueError, with a reason free of source, for what is not parsed."""
    return lower_page(grammar, path, grammar.language, Page(text))


def lower_page(grammar: Grammar, path: str, language: str, page: Page) -> ir.Module:
    """Lower what a document has become."""
    text = page.text
    root = parse(text, grammar.grammar)
    low = Lowering(grammar, left=2 * len(text) + 1000)
    if errors(root):
        low.lost.add("syntax that was not understood")
    try:
        body = run(low, named(root))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if grammar.finish is not None:
        body = grammar.finish(body)
    return ir.Module(path, language, body, page.locate, (), tuple(sorted(low.lost)))


def expression(low: Lowering, node: Node) -> ir.Expr:
    """Lower one expression."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ir.Opaque(node)
    low.left -= 1
    if low.left < 0:
        low.lost.add("too much to lower")
        return ir.Opaque(node)
    kind = node.kind()
    low.depth += 1
    form = low.grammar.expressions.get(kind)
    if form is not None:
        found = form(low, node)
    elif kind in low.grammar.statements or kind in low.grammar.blocks:
        found = value_of(low, node, statement(low, node))
    elif kind in low.grammar.silent:
        found = ir.Opaque(node)
    else:
        found = ir.Opaque(node, tuple([expression(low, child) for child in named(node)]))
    low.depth -= 1
    return found


def part(low: Lowering, node: Node, name: str) -> ir.Expr:
    """The expression in a field of `node`, or one that says nothing where there is none."""
    inside = node.field(name)
    return expression(low, inside) if inside is not None else ir.Constant(node, "null")


def statement(low: Lowering, node: Node) -> Statements:
    """Lower one statement, declaration or expression that stands for itself."""
    kind = node.kind()
    form = low.grammar.statements.get(kind)
    if form is not None:
        if low.depth >= DEEPEST:
            low.lost.add(f"nested deeper than {DEEPEST} levels")
            return ()
        low.depth += 1
        found = form(low, node)
        low.depth -= 1
        return found
    if kind in low.grammar.silent:
        return ()
    if kind in low.grammar.blocks or kind == "ERROR":
        return run(low, named(node))
    return (ir.Evaluate(expression(low, node)),)


def run(low: Lowering, nodes: Iterable[Node]) -> Statements:
    """Statements in order, each after what its expressions do on the side."""
    if low.depth >= DEEPEST:
        low.lost.add(f"nested deeper than {DEEPEST} levels")
        return ()
    low.depth += 1
    outer, low.pending = low.pending, []
    body: list[ir.Stmt] = []
    for node in nodes:
        lowered = statement(low, node)
        body.extend(low.pending)
        low.pending.clear()
        body.extend(lowered)
    low.pending = outer
    low.depth -= 1
    return tuple(body)


def block(low: Lowering, node: Node | None) -> Statements:
    """The statements of a block, or the single one that stands for a block."""
    if node is None:
        return ()
    return run(low, named(node) if node.kind() in low.grammar.blocks else (node,))


# --- values of statements ----------------------------------------------------------------------------


def value_of(low: Lowering, node: Node, statements: Statements) -> ir.Expr:
    """The value of statements that stand as an expression; they are run before it."""
    before, found = split(statements, node)
    low.pending.extend(before)
    return found if found is not None else ir.Opaque(node)


def split(statements: Statements, node: ir.Handle) -> tuple[Statements, ir.Expr | None]:
    """What is done, and the value that is left, which is the one of the last statement."""
    match statements[-1:]:
        case (ir.Evaluate(value=value),):
            return statements[:-1], value
        case (ir.Bind(target=target),) if not isinstance(target, ir.Pattern):
            return statements, target
        case (ir.Class(name=name),):
            return statements, ir.Name(node, name)
        case (ir.Define(function=function),):
            return statements[:-1], function
        case (ir.Branch() as branch,):
            parts = [split(body, node) for body in branch.bodies]
            values = [value for _, value in parts if value is not None]
            if not values:
                return statements, None
            bodies = tuple(body for body, _ in parts)
            if any(bodies):
                return (*statements[:-1], replace(branch, bodies=bodies)), ir.Choice(branch.at, tuple(values))
            tests = (ir.Test(branch.at, (branch.test,)),) if branch.test is not None else ()
            return statements[:-1], ir.Choice(branch.at, (*values, *tests))
        case _:
            return statements, None


def returning(statements: Statements) -> Statements:
    """A body whose last expression is what it returns."""
    match statements[-1:]:
        case (ir.Evaluate(value=value),):
            return (*statements[:-1], ir.Return(value.at, value))
        case (ir.Branch() as branch,):
            return (*statements[:-1], replace(branch, bodies=tuple(returning(body) for body in branch.bodies)))
        case _:
            return statements


# --- names -------------------------------------------------------------------------------------------


def variable(low: Lowering, node: Node, text: str) -> ir.Name | ir.Attribute:
    """What a bare name means: a variable, or a member of the class around it."""
    inside = True
    for scope in reversed(low.scopes):
        if text in scope.names:
            if scope.owner is None:
                return ir.Name(node, text)
            return ir.Attribute(node, ir.Name(node, "self" if inside else scope.owner), text)
        inside = inside and scope.owner is None
    return ir.Name(node, "self" if text == low.self_name else text)


def declare(low: Lowering, node: Node, text: str) -> ir.Name:
    """A new variable of the function around it."""
    if low.scopes and low.scopes[-1].owner is None:
        low.scopes[-1].names.add(text)
    return ir.Name(node, text)


def function(
    low: Lowering,
    node: Node,
    title: str,
    params: Callable[[], Iterable[ir.Param]],
    body: Callable[[], Statements],
    decorators: Iterable[ir.Expr] = (),
    is_async: bool = False,
) -> ir.Function:
    """A function whose parts are lowered in a scope of its own."""
    low.scopes.append(Scope(set()))
    outer, low.pending = low.pending, []
    listed = tuple(params())
    low.scopes[-1].names.update(one.name for one in listed)
    first = tuple(low.pending)
    low.pending = []
    statements = (*first, *body())
    low.pending = outer
    low.scopes.pop()
    return ir.Function(node, title, listed, statements, tuple(decorators), is_async)


def in_class(low: Lowering, name: str, members: Iterable[str], body: Callable[[], Statements]) -> Statements:
    """The body of a class, where its members are known by their bare names."""
    low.scopes.append(Scope(set(members), name))
    outer, low.self_name = low.self_name, ""
    found = body()
    low.self_name = outer
    low.scopes.pop()
    return found
