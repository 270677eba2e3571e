"""How does a JavaScript or TypeScript document become the intermediate representation?"""

from helcim_audit.program import ir
from helcim_audit.program.javascript_expressions import Lowering
from helcim_audit.program.javascript_patterns import target
from helcim_audit.program.javascript_statements import block, declare, function
from helcim_audit.program.javascript_text import unquote
from helcim_audit.program.pages import Page
from helcim_audit.program.script_blocks import Blocks, blocks
from helcim_audit.program.treesitter import Node, errors, locate, named, parse

# The TSX grammar reads plain JavaScript, JSX and much of Flow as well; what it cannot read (`<T>x`) the next may.
_GRAMMARS: dict[str, tuple[str, ...]] = {
    "javascript": ("tsx", "javascript"),
    "typescript": ("typescript", "tsx"),
    "tsx": ("tsx",),
}
_BLOCKS = frozenset(("vue", "svelte", "astro", "html"))


def lower(path: str, language: str, text: str) -> ir.Module:
    """Lower a script, or the scripts and printed expressions of a page or component.

    Raises ValueError for what is too long to read.
    """
    if language in _BLOCKS:
        return _page(path, language, blocks(text, language))
    low, lost = _lowering(), set[str]()
    root = _read(text, _GRAMMARS.get(language, ("tsx",)), lost)
    body = block(low, root)
    return ir.Module(path, language, body, locate, _directives(root), tuple(sorted(lost | low.lost)))


def lower_page(path: str, language: str, read: Page) -> ir.Module:
    """Lower what a template has become. Raises ValueError for what is too long to read."""
    low, lost = _lowering(), set[str]()
    body = block(low, _read(read.text, ("javascript", "tsx"), lost))
    return ir.Module(path, language, body, read.locate, (), tuple(sorted(lost | low.lost)))


def _lowering() -> Lowering:
    return Lowering(function, declare, target)


def _read(text: str, grammars: tuple[str, ...], lost: set[str]) -> Node:
    """The tree of the grammar that understands most."""
    best, fewest = parse(text, grammars[0]), -1
    for grammar in grammars:
        root = best if fewest < 0 else parse(text, grammar)
        count = errors(root)
        if fewest < 0 or count < fewest:
            best, fewest = root, count
        if not count:
            return best
    lost.add("syntax that was not understood")
    return best


def _directives(root: Node) -> tuple[str, ...]:
    found: list[str] = []
    for child in named(root):
        if child.kind() == "hash_bang_line":
            continue
        inside = named(child) if child.kind() == "expression_statement" else []
        if not inside or inside[0].kind() != "string":
            break
        found.append(unquote(inside[0].text()))
    return tuple(found)


def _page(path: str, language: str, parts: Blocks) -> ir.Module:
    low, lost = _lowering(), set[str]()
    body: list[ir.Stmt] = []
    for script in parts.scripts:
        body.extend(block(low, _read(script, ("tsx", "typescript"), lost)))
    for script in parts.browser:  # a function that says so: one module holds code of both sides
        inner = block(low, root := _read(script, ("tsx", "typescript"), lost))
        body.append(ir.Define(ir.Function(root, "", (), (ir.Evaluate(ir.Literal(root, "use client")), *inner))))
    if parts.template.strip():
        for child in named(_read(parts.template, ("tsx", "typescript"), set())):
            inner = block(low, child)
            body.extend(_printed(child, inner) if child.kind() == "statement_block" else inner)
    return ir.Module(path, language, tuple(body), locate, (), tuple(sorted(lost | low.lost)))


def _printed(node: Node, statements: tuple[ir.Stmt, ...]) -> tuple[ir.Stmt, ...]:
    """`{expression}` of a template: the page shows its value."""
    printed = tuple(one.value for one in statements if isinstance(one, ir.Evaluate))
    rest = tuple(one for one in statements if not isinstance(one, ir.Evaluate))
    return (*rest, ir.Evaluate(ir.Markup(node, "", (), printed))) if printed else rest
