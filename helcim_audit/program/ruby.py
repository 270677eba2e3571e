"""How does a Ruby document become the intermediate representation?"""

from collections.abc import Iterator
from dataclasses import replace

from helcim_audit.lazy import regex
from helcim_audit.program import ir, ruby_calls, ruby_expressions, ruby_strings
from helcim_audit.program.pages import Page
from helcim_audit.program.ruby_lowering import Lowering
from helcim_audit.program.ruby_patterns import target
from helcim_audit.program.ruby_statements import block, function
from helcim_audit.program.treesitter import Node, errors, named, parse

_TABLE = {**ruby_expressions.TABLE, **ruby_strings.TABLE, **ruby_calls.TABLE}
_DATA = "\n__END__\n"


def lower(path: str, text: str) -> ir.Module:
    """Lower a Ruby file. Raises ValueError for what is too long to read."""
    end = text.find(_DATA)
    module = lower_page(path, "ruby", Page(text if end < 0 else text[: end + 1]))
    if _HELPER.search(path) is not None:
        module.body = (*module.body, *_offered(module.body))
    return module


_HELPER = regex(r"(?:^|/)helpers/(?:[\w-]+/){0,6}\w+_helper\.rb$")


def _offered(body: tuple[ir.Stmt, ...]) -> Iterator[ir.Stmt]:
    """Functions of Rails' helper modules, which all views call by their bare names."""
    for one in body:
        if isinstance(one, ir.Class):
            for inner in one.body:
                if isinstance(inner, ir.Define):
                    runs = () if inner.function.params else (ir.Name(inner.function.at, "getter"),)  # called by its name alone
                    yield ir.Define(replace(inner.function, decorators=(*inner.function.decorators, *runs)))
            yield from _offered(tuple(inner for inner in one.body if isinstance(inner, ir.Class)))


def lower_page(path: str, language: str, read: Page, prints: frozenset[str] = frozenset()) -> ir.Module:
    """Lower what a template has become; messages to `prints` are output. Raises ValueError for what is too long to read."""
    root = parse(read.text, "ruby")
    low = Lowering(_TABLE, block, function, target, _heredocs(root) if "<<" in read.text else {})
    low.prints = prints
    body = block(low, named(root))
    body = (*_autoloaded(low, body), *body)
    if errors(root):
        low.lost.add("syntax that was not understood")
    return ir.Module(path, language, body, read.locate, (), tuple(sorted(low.lost)))


def _heredocs(root: Node) -> dict[int, Node]:
    """The text of each `<<~X`: texts stand in the order of their beginnings."""
    beginnings = root.find_all(kind="heredoc_beginning")
    return {beginning.range().start.index: body for beginning, body in zip(beginnings, root.find_all(kind="heredoc_body"), strict=False)}


_CLASS = regex(r"(?:^|::)[A-Z]\w*[a-z]\w*\Z")


def _autoloaded(low: Lowering, body: tuple[ir.Stmt, ...]) -> tuple[ir.Stmt, ...]:
    """Imports of classes that a file names and does not define: Rails finds them by their names."""
    own = set(_defined(body))
    return tuple(
        ir.Import(node, name.removeprefix("::"), (ir.Imported("", name.removeprefix("::")),))
        for name, node in low.constants.items()
        if _CLASS.search(name) is not None and name.removeprefix("::") not in own
    )


def _defined(body: tuple[ir.Stmt, ...], prefix: str = "") -> Iterator[str]:
    for one in body:
        if isinstance(one, ir.Class):
            yield one.name
            yield prefix + one.name
            yield from _defined(one.body, f"{prefix}{one.name}::")
        elif isinstance(one, ir.Bind) and isinstance(one.target, ir.Name):
            yield one.target.id
