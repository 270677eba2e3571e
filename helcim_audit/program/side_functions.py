"""Which functions of a page run on the server alone, and what does the rest of the page use?

Next.js and Remix drop `getServerSideProps`, `loader` and their kin from the browser's bundle together
with everything that only they use.
"""

from collections.abc import Iterable, Iterator

from helcim_audit.program import ir
from helcim_audit.program.ir_walk import inside, values

SERVER_EXPORTS = frozenset(("getServerSideProps", "getStaticProps", "getStaticPaths", "loader", "action", "headers", "middleware"))


def server_functions(module: ir.Module) -> frozenset[str]:
    """Names of the top level that the browser never gets, if the framework splits this module."""
    exported = {one.name: one.value.id for one in module.body if isinstance(one, ir.Export) and isinstance(one.value, ir.Name)}
    dropped = {local for name, local in exported.items() if name in SERVER_EXPORTS}
    if not dropped:
        return frozenset()
    declared = {name: statement for statement in module.body for name in _declares(statement)}
    kept = {name for statement in module.body if not _declares(statement) and not isinstance(statement, ir.Export | ir.Import) for name in used((statement,))}
    kept |= {local for name, local in exported.items() if name not in SERVER_EXPORTS}
    kept |= {
        name
        for one in module.body
        if isinstance(one, ir.Export) and one.name not in SERVER_EXPORTS and one.value is not None
        for name in names_in(one.value)
    }
    waiting = [name for name in kept if name in declared]
    while waiting:
        new = used((declared[waiting.pop()],)) - kept - dropped
        kept |= new
        waiting.extend(name for name in new if name in declared)
    return frozenset(name for name in declared if name not in kept or name in dropped)


def _declares(statement: ir.Stmt) -> tuple[str, ...]:
    match statement:
        case ir.Define(function=function):
            return (function.name,)
        case ir.Class(name=name):
            return (name,)
        case ir.Bind(target=ir.Name(id=name)):
            return (name,)
        case _:
            return ()


def used(statements: Iterable[ir.Stmt], without: frozenset[str] = frozenset()) -> set[str]:
    """Names that `statements` read, those of functions and variables called `without` left out."""
    return {
        name
        for statement in statements
        if not (set(_declares(statement)) & without)
        for value in values(statement)
        for name in names_in(value)
    }


def names_in(expr: ir.Expr) -> Iterator[str]:
    """Every name that an expression reads, bodies of functions included."""
    waiting: list[ir.Expr] = [expr]
    while waiting:
        one = waiting.pop()
        match one:
            case ir.Name(id=name):
                yield name
            case ir.Function():
                waiting.extend(inside(one))
            case ir.Markup(tag=tag):
                yield tag.partition(".")[0]
                waiting.extend(ir.children(one))
            case _:
                waiting.extend(ir.children(one))
