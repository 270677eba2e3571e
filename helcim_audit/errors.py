"""What can go wrong in a way that the user can mend?"""

import re

# Letters, the marks between words, a short number at the end: a key, a level or a rule's id, and no token.
_NAME = re.compile(r"[A-Za-z][A-Za-z ._-]{0,59}\d{0,3}\Z")
_HUMP = re.compile(r"[a-z][A-Z]")


def quoted(value: object) -> str:
    """How a value of a configuration or a comment stands in a message: in quotes where it is plainly a name.

    Such files belong to the scanned tree, and messages are printed: what could be a secret is not repeated.
    """
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 1_000_000):
        return repr(value)
    if isinstance(value, str) and _NAME.match(value) and len(_HUMP.findall(value)) <= 1:
        return repr(value)
    return "‹not shown›" if isinstance(value, str) else f"a value of the type {type(value).__name__}"


class AuditError(Exception):
    """Wrong use or broken configuration: exit code 2, one clear line, never a traceback.

    `message` says what happened, `path`, `line` (counts from one) and `key` where, `hint` what to do.
    None of them may hold text of a scanned document: exceptions are printed.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        key: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.key = key
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class UnreadableError(AuditError):
    """What was asked for could not be read at all (not a repository, dubious ownership): exit code 3."""
