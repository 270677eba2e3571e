"""Which values were found before, and where else does a text spell them?"""

import base64
import functools
from collections.abc import Iterator

from helcim_audit.lazy import regex
from helcim_audit.model import Span

_SHORTEST = 8  # of a shorter value, other places that spell it need not be the secret
_FEW = 100  # values that are looked for one by one; of more, copies are looked for among the runs of a text
_RUN = regex(r"[A-Za-z0-9!#$%*\-.@_+/=~^]{8,}")


class Known:
    """Values with the number of their last characters that may stay."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def add(self, value: str, keep: int) -> None:
        if len(value) >= _SHORTEST:
            self.values.setdefault(value, keep)

    def in_bytes(self, data: bytes) -> bool:
        """Whether one stands in `data`: as it is, or (of few) in base64 or hex."""
        if len(self.values) > _FEW:
            return any(run[0] in self.values for run in _RUN.finditer(data.decode("latin-1")))
        return any(form in data for value in self.values for form in _forms(value))

    def copies(self, text: str, start: int) -> Iterator[tuple[Span, str]]:
        """Every place behind `start` that spells one."""
        if len(self.values) > _FEW:
            for run in _RUN.finditer(text, start):
                if run[0] in self.values:
                    yield Span(*run.span()), run[0]
            return
        for value in self.values:
            at = text.find(value, start)
            while at >= 0:
                yield Span(at, at + len(value)), value
                at = text.find(value, at + len(value))


@functools.cache
def _forms(value: str) -> tuple[bytes, ...]:
    raw = value.encode("utf-8", "surrogateescape")
    coded = [base64.b64encode(b"\0" * lead + raw)[(lead * 8 + 5) // 6 : (lead + len(raw)) * 8 // 6] for lead in range(3)]
    return (raw, raw.hex().encode(), *coded)
