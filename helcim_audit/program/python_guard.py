"""May LibCST be given this text, and what does it make of it?

Its parser recurses natively: a few thousand nested brackets end the process, and a few hundred already take
seconds. CPython's own parser has limits, so it measures the depth first; for syntax that is newer than the
running Python a tree-sitter tree does.
"""

import ast
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from helcim_audit.lazy import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.program.treesitter import Node

NESTED = 500
"""Levels of CPython's tree: chains of `elif`, `+` and calls are long, and LibCST bears a thousand links."""

_NESTED_NEWER = 400  # levels of a tree-sitter tree: two for a bracket
# What other parsers put side by side, LibCST nests.
_NESTED_BY_LIBCST = frozenset(
    ("if_statement", "dotted_name", "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression")
)
# Each bracket of a `case` doubles LibCST's time, a brace quadruples it, and parentheses leave no trace in other trees.
_CASE = regex(r"(?m)^[ \t]*case\b(?!\s*[=.,:)])")
_CASE_PART = regex(r""""[^"\n]*"|'[^'\n]*'|\#[^\n]*|[\[\](){}\n]""")
_CASE_WEIGHT = 12
BROKEN = "a syntax error, or not Python 3"
_DEEP = "nested too deeply"


def parse(text: str) -> cst.Module:
    """The tree of a module. Raises ValueError, with a reason free of source, for what is not read."""
    check(text)
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError:
        reason = BROKEN
    except RecursionError:
        reason = _DEEP
    raise ValueError(reason)  # outside of the handlers: a syntax error holds source, and must not be its context


def check(text: str) -> None:
    """Raise ValueError for what LibCST must not be given."""
    for case in _CASE.finditer(text):
        _check_case(text, case.end())
    tree: ast.Module | str
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            tree = _DEEP if error.msg.startswith("too many nested") else ""
        except UnicodeEncodeError:
            tree = "bytes that are no text"
        except ValueError:  # a NUL
            tree = ""
        except (RecursionError, MemoryError):
            tree = _DEEP
    if isinstance(tree, ast.Module):
        _measure(tree, _children, NESTED)
    elif tree:
        raise ValueError(tree)
    else:
        _check_newer(text)


def _check_case(text: str, start: int) -> None:
    depth = 0
    for part in _CASE_PART.finditer(text, start):
        match part[0]:
            case "[" | "(":
                depth += 1
            case "{":
                depth += 2
            case "]" | ")":
                depth -= 1
            case "}":
                depth -= 2
            case "\n" if depth <= 0 and text[part.start() - 1] != "\\":
                return
            case _:
                pass
        if depth > _CASE_WEIGHT:
            raise ValueError(_DEEP)


def _check_newer(text: str) -> None:
    """What this Python cannot read may be a later Python's; whether it is one LibCST says itself."""
    from helcim_audit.program.treesitter import parse as read

    _measure(read(text, "python"), _children_newer, _NESTED_NEWER)


def _children(node: ast.AST) -> Iterable[ast.AST]:
    match node:
        case ast.BoolOp(values=side_by_side) | ast.ListComp(generators=side_by_side) | ast.SetComp(generators=side_by_side):
            links = len(side_by_side)
        case ast.DictComp(generators=side_by_side) | ast.GeneratorExp(generators=side_by_side):
            links = len(side_by_side)
        case ast.alias(name=name):
            links = name.count(".")
        case ast.ImportFrom(module=str(name)):
            links = name.count(".")
        case _:
            links = 0
    if links > NESTED:
        raise ValueError(_DEEP)
    return ast.iter_child_nodes(node)


def _children_newer(node: "Node") -> Iterable["Node"]:
    children = node.children()
    if len(children) > NESTED and node.kind() in _NESTED_BY_LIBCST:
        raise ValueError(_DEEP)
    return children


def _measure(root: Any, children: Callable[[Any], Iterable[Any]], most: int) -> None:
    level = [root]
    for _ in range(most):
        level = [child for node in level for child in children(node)]
        if not level:
            return
    raise ValueError(_DEEP)
