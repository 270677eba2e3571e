"""What can go wrong in a way that the user can mend?"""


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
