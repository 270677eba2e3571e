"""What was hidden, how often and where, in memory that does not grow with the log?"""

from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINES = 100  # of one secret in one document that are named; all are counted


@dataclass(frozen=True, slots=True)
class Masked:
    """One secret in one document. `lines` are the first on which it stood, from one; `count` is how often it did."""

    path: str
    rule: str
    kind: str
    masked: str
    id: str
    count: int
    lines: tuple[int, ...]


class Record:
    """Counts what is told to it."""

    def __init__(self) -> None:
        self.count = 0
        self._lines: dict[tuple[str, str, str, str, str], list[int]] = {}
        self._counts: dict[tuple[str, str, str, str, str], int] = {}

    def add(self, path: str, line: int, rule: str, kind: str, masked: str, name: str) -> None:
        """`masked`: the short form; `name`: the secret's id."""
        key = (path, rule, kind, masked, name)
        self.count += 1
        self._counts[key] = self._counts.get(key, 0) + 1
        lines = self._lines.setdefault(key, [])
        if len(lines) < MOST_LINES and (not lines or lines[-1] != line):
            lines.append(line)

    def __iter__(self) -> Iterator[Masked]:
        for key, count in self._counts.items():
            yield Masked(*key, count, tuple(self._lines[key]))
