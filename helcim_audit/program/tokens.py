"""How does a front end without a grammar walk over the tokens of a document?

Handles are spans. Nothing here fails on bad input: what does not fit is passed over.
"""

from dataclasses import dataclass, field

from helcim_audit.model import Span
from helcim_audit.program import ir

DEEPEST = 60
"""Levels of nesting that are read: each takes several frames of Python's stack."""

LONGEST = 2_000_000
"""Characters that are still read."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: word, variable, number, string (its text is what stands between the quotes), sign, line, ..."""

    kind: str
    text: str
    start: int
    end: int
    extra: str = ""


_END = Token("end", "", -1, -1)


@dataclass(slots=True)
class Cursor:
    """Tokens with a place in them. `end` is a token that is returned for ever after the last."""

    tokens: list[Token]
    at: int = 0
    depth: int = 0
    lost: set[str] = field(default_factory=set)

    def peek(self, ahead: int = 0) -> Token:
        index = self.at + ahead
        return self.tokens[index] if index < len(self.tokens) else _END

    def take(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def sign(self, *texts: str) -> bool:
        """Whether a sign with one of these texts comes next; it is taken."""
        token = self.peek()
        if token.kind == "sign" and token.text in texts:
            self.at += 1
            return True
        return False

    def word(self, *texts: str) -> bool:
        token = self.peek()
        if token.kind == "word" and token.text in texts:
            self.at += 1
            return True
        return False

    def last_end(self) -> int:
        """Where the token before ends."""
        return self.tokens[min(self.at, len(self.tokens)) - 1].end if self.tokens and self.at else 0


def span(token: Token) -> Span:
    return Span(max(token.start, 0), max(token.end, 0))


def joined(at: Span, parts: list[ir.Expr]) -> ir.Expr:
    """Text of parts; what is literal throughout is a literal, a single part is itself."""
    merged: list[ir.Expr] = []
    for one in parts:
        merge(merged, at, one)
    return whole(at, merged)


def merge(merged: list[ir.Expr], at: Span, one: ir.Expr) -> None:
    """Add one more part to a text that is being put together."""
    for piece in one.parts if isinstance(one, ir.Join) else (one,):
        before = merged[-1] if merged else None
        if isinstance(piece, ir.Literal) and isinstance(before, ir.Literal):
            merged[-1] = ir.Literal(at, before.value + piece.value)
        elif not isinstance(piece, ir.Literal) or piece.value:
            merged.append(piece)


def whole(at: Span, merged: list[ir.Expr]) -> ir.Expr:
    """The text that was put together."""
    if not merged:
        return ir.Literal(at, "")
    if len(merged) == 1:
        return ir.Literal(at, merged[0].value) if isinstance(merged[0], ir.Literal) else merged[0]
    return ir.Join(at, tuple(merged))
