"""What is shared while a document is read whose language is read loosely?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from helcim_audit.model import Span
from helcim_audit.program import ir
from helcim_audit.program.loose_tables import DIALECTS, Dialect
from helcim_audit.program.tokens import Cursor, Token


def _nothing(_: object) -> None:
    return None


@dataclass(slots=True)
class Reader(Cursor):
    """language, dialect: of the document. text: all of it. body: the statements so far; statement: reads one more."""

    language: str = ""
    dialect: Dialect = field(default_factory=lambda: DIALECTS["c"])
    text: str = ""
    body: list[ir.Stmt] = field(default_factory=list)
    statement: "Callable[[Reader], None]" = _nothing

    def is_word(self, *words: str) -> bool:
        token = self.peek()
        return token.kind == "word" and (token.text.lower() if self.dialect.ignores_case else token.text) in words

    def lines(self) -> None:
        while self.peek().kind == "line":
            self.at += 1

    def since(self, start: Token) -> Span:
        """From a token to what was taken last."""
        return Span(start.start, max(self.last_end(), start.start))
