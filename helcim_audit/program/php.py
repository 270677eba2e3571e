"""How does a PHP document become the intermediate representation?"""

from helcim_audit.program import ir
from helcim_audit.program.pages import Page
from helcim_audit.program.php_expressions import Lowering
from helcim_audit.program.php_names import autoloaded
from helcim_audit.program.php_pages import page
from helcim_audit.program.php_patterns import target
from helcim_audit.program.php_statements import block, declare, function
from helcim_audit.program.treesitter import errors, parse


def lower(path: str, text: str) -> ir.Module:
    """Lower a PHP file, its markup included. Raises ValueError for what is too long to read."""
    return lower_page(path, "php", page(text))


def lower_page(path: str, language: str, read: Page) -> ir.Module:
    """Lower what a page has become. Raises ValueError for what is too long to read."""
    root = parse(read.text, "php")
    low = Lowering(function, declare, target)
    body = block(low, root)
    if errors(root):
        low.lost.add("syntax that was not understood")
    space = next((name.text() for one in root.find_all(kind="namespace_definition")[:1] if (name := one.field("name")) is not None), "")
    return ir.Module(path, language, (*autoloaded(low.classes, space, body), *body), read.locate, (), tuple(sorted(low.lost)))
