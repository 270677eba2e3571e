"""What is a line of text in a picture, and which lines stand in one row?"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, half-open, from the picture's upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def in_row_of(self, other: "Box") -> bool:
        """Whether half of the lower one's height lies beside the other."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared * 2 > min(self.height, other.height)

    def meets(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def grown(self, by: int) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text that was read as one. score: how surely, from 0 to 1. edges: the left and right side of each character."""

    text: str
    score: float
    box: Box
    edges: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> Box:
        """Where characters `start` to `end` stand."""
        left, right = self.edges[start][0], self.edges[end - 1][1]
        # Outermost characters go on to the border of the line, which is wider than what was read in it.
        return Box(self.box.left if start == 0 else left, self.box.top, self.box.right if end == len(self.text) else right, self.box.bottom)


def rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped into rows from top to bottom, each from left to right."""
    grouped: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.box.top + one.box.bottom, one.box.left)):
        row = next((row for row in reversed(grouped[-3:]) if line.box.in_row_of(row[0].box)), None)
        if row is None:
            grouped.append([line])
        else:
            row.append(line)
    return [sorted(row, key=lambda one: one.box.left) for row in grouped]
