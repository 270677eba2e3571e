"""What is to be put right, what was done about it, and why was it left alone?"""

from dataclasses import dataclass

from helcim_audit.lazy import regex
from helcim_audit.model import Finding, Span

LITERALS = frozenset(
    ("hardcoded-api-token", "hardcoded-secret-token", "hardcoded-webhook-verifier", "hardcoded-helcimjs-secret-key", "hardcoded-partner-token")
)
LOGGED = frozenset(("api-token-logged", "token-preview-logged"))
TO_CLIENT = frozenset(("secret-token-to-client",))
RULES = LITERALS | LOGGED | TO_CLIENT
_OPENING = regex(r"[rbuRBU]{0,2}(?:\"\"\"|'''|[\"'])")
_CLOSING = regex(r"(?:\"\"\"|'''|[\"'])\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in a Python module, and where in its text it stands."""

    finding: Finding
    span: Span

    @classmethod
    def of(cls, finding: Finding, text: str, span: Span) -> "Problem":
        """Some findings stand at a literal with its quotes, others between them: only the latter are problems."""
        if finding.rule in LITERALS:
            opening, closing = _OPENING.match(text, span.start, span.end), _CLOSING.search(text[span.start : span.end])
            if opening and closing and opening.end() < span.start + closing.start():
                span = Span(opening.end(), span.start + closing.start())
        return cls(finding, span)

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def kind(self) -> str:
        return self.finding.secret.kind if self.finding.secret else "api-token"

    @property
    def secret(self) -> str:
        """A name for the secret, or "" where none is known."""
        return self.finding.secret.id if self.finding.secret else ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """variable: of the environment, that the value is to be put under; "" where none is needed."""

    problem: Problem
    what: str
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    problem: Problem
    why: str


class UnsureError(Exception):
    """A fix that might change what the program does. The message says why, and holds no text of the module."""
