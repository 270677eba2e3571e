"""How does a PHP document become the intermediate representation?"""

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.php_expressions import Lowering
from helcim_audit.program.php_pages import page
from helcim_audit.program.php_patterns import target
from helcim_audit.program.php_statements import block, declare, function
from helcim_audit.program.treesitter import Node, errors, locate, parse


def lower(path: str, text: str) -> ir.Module:
    """Lower a PHP file, its markup included. Raises ValueError for what is too long to read."""
    read = page(text)
    root = parse(read.text, "php")
    low = Lowering(function, declare, target)
    body = block(low, root)
    if errors(root):
        low.lost.add("syntax that was not understood")

    def place(node: Node) -> Span:
        span = locate(node)
        return Span(read.at(span.start), read.at(span.end))

    return ir.Module(path, "php", body, place, (), tuple(sorted(low.lost)))
