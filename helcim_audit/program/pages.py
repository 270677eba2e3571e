"""How does a page with code in it become a program of that code alone, and where does each part of it stand?

Each run of markup and printed values becomes one call of `PRINTED`, with the pieces of markup and the values
as its arguments, in order; code between them is copied. A front end lowers that call to a Markup.
"""

from bisect import bisect_right
from dataclasses import dataclass

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.treesitter import Node, locate, named

PRINTED = "__printed__"
RUBY = ("(", "\n)")
"""Around a printed value of Ruby: `j x` would take what follows as its own."""

# A quoted piece of markup keeps its length, so that its offsets stay true: these stand for what a string would read.
_QUOTES = str.maketrans("'\\`$", "\ue000\ue001\ue002\ue003")
_UNQUOTES = str.maketrans("\ue000\ue001\ue002\ue003", "'\\`$")


def printed(node: Node, args: tuple[ir.Arg, ...]) -> ir.Markup:
    """What a call of PRINTED stands for."""
    return ir.Markup(node, "template", (), tuple(_shown(arg.value) for arg in args))


def _shown(value: ir.Expr) -> ir.Expr:
    """A piece of markup stands where its text does, without the quotes that the document does not have."""
    if not isinstance(value, ir.Literal):
        return value
    inside = named(value.at) if value.at.kind() in ("string", "template_string", "charlist") else []
    return ir.Literal(inside[0] if inside else value.at, value.value.translate(_UNQUOTES))


@dataclass(frozen=True, slots=True)
class Page:
    """text: the program. starts: where its copied pieces begin. origins: where they stand in the document, half-open."""

    text: str
    starts: tuple[int, ...] = ()
    origins: tuple[tuple[int, int], ...] = ()

    def at(self, offset: int) -> int:
        """The offset in the document; for what was written between two pieces, the end of the former."""
        if not self.starts:
            return offset
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        start, end = self.origins[piece]
        return min(start + max(offset - self.starts[piece], 0), end)

    def locate(self, node: Node) -> Span:
        """Where a node of the program's tree stands in the document."""
        span = locate(node)
        start, end = self.at(span.start), self.at(span.end)
        return Span(min(start, end), max(start, end))  # a program may hold pieces in another order


class Writer:
    """Builds a Page from a document.

    quote: what opens and closes a string that may hold line breaks. around: what stands around an argument, with
    a line break so that a comment in it ends.
    """

    def __init__(self, source: str, head: str = "", quote: str = "'", around: tuple[str, str] = ("", "\n")) -> None:
        self.source = source
        self._quote = quote
        self._around = around
        self._out: list[str] = [head]
        self._size = len(head)
        self._starts: list[int] = []
        self._origins: list[tuple[int, int]] = []
        self._open = False

    def write(self, text: str) -> None:
        """What the document does not hold."""
        self._out.append(text)
        self._size += len(text)

    def copy(self, start: int, text: str) -> None:
        """`text`, which stands at `start` in the document or is as long as what stands there."""
        self._starts.append(self._size)
        self._origins.append((start, start + len(text)))
        self.write(text)

    def literal(self, start: int, end: int) -> None:
        """Markup. Blanks alone say nothing, and may not stand everywhere that code goes on."""
        text = self.source[start:end]
        if not text or text.isspace():
            return
        self._next()
        self.write(self._quote)
        self.copy(start, text.translate(_QUOTES))
        self.write(self._quote)

    def printed(self, start: int, text: str) -> None:
        """An expression whose value the page shows."""
        if text and not text.isspace():
            self._next()
            self.write(self._around[0])
            self.copy(start, text)
            self.write(self._around[1])

    def code(self, start: int, text: str, end: str = "\n") -> None:
        """Statements."""
        self.close()
        self.copy(start, text)
        self.write(end)

    def close(self) -> None:
        """The run of markup and values ends here."""
        if self._open:
            self.write(");\n")
            self._open = False

    def _next(self) -> None:
        self.write("," if self._open else f"{PRINTED}(")
        self._open = True

    def page(self) -> Page:
        self.close()
        return Page("".join(self._out), tuple(self._starts), tuple(self._origins))
