"""What is a list of Perl: arguments, a hash, an array, a value in parentheses?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.tokens import Cursor, Token

Statements = tuple[ir.Stmt, ...]


@dataclass(slots=True)
class Reader:
    """What is shared while a document is read.

    block: reads `{...}`. word: reads an expression that begins with a word. subroutine: reads what stands after
    `sub` and a name. bodies: here-documents by where they begin.
    """

    block: "Callable[[Reader, Cursor], Statements]"
    word: "Callable[[Reader, Cursor], ir.Expr]"
    subroutine: "Callable[[Reader, Cursor, Token, str], ir.Function]"
    bodies: dict[int, Token]
    pending: list[ir.Stmt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list: `value`, `key => value`, or a hash or array that is spread."""

    value: ir.Expr
    key: ir.Expr | None = None
    spread: bool = False


def as_args(items: list[Item], keyed: bool = True) -> tuple[ir.Arg, ...]:
    found: list[ir.Arg] = []
    for one in items:
        if one.key is None:
            found.append(ir.Arg(one.value, None, one.spread))
        elif keyed and isinstance(one.key, ir.Literal) and "/" not in one.key.value:  # an address is an argument: `post("https://x" => {...})`
            found.append(ir.Arg(one.value, one.key.value))
        else:
            found.extend((ir.Arg(one.key), ir.Arg(one.value)))
    return tuple(found)


def record(at: Span, items: list[Item]) -> ir.Record:
    """A hash; items without `=>` are keys and values in turn."""
    entries: list[ir.Entry] = []
    waiting: ir.Expr | None = None
    for one in items:
        if one.key is not None:
            entries.append(ir.Entry(one.key, one.value))
        elif one.spread or (len(items) == 1 and not isinstance(one.value, ir.Literal)):
            entries.append(ir.Entry(None, one.value))
        elif waiting is None:
            waiting = one.value
        else:
            entries.append(ir.Entry(waiting, one.value))
            waiting = None
    return ir.Record(at, tuple(entries))


def as_value(at: Span, items: list[Item]) -> ir.Expr:
    if len(items) == 1 and items[0].key is None:
        return items[0].value if not items[0].spread else ir.Sequence(at, as_args(items))
    if items and any(one.key is not None for one in items) and all(one.key is not None or one.spread for one in items):
        return record(at, items)
    return ir.Sequence(at, as_args(items, keyed=False))
