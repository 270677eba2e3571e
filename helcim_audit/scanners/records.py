"""Which line, entry of a log and objects does a place of a document stand in?"""

import bisect
from collections.abc import Iterator
from functools import cached_property

from helcim_audit.lazy import regex

LONGEST = 8000  # characters; what is longer is no neighbourhood
_LEVELS = 6
_BRACE = regex(r"[{}]")
# Where an entry of a log begins that may go on over several lines; the text is in lower case.
_STAMP = regex(r"(?m)^[\[(]?(?:\d{4}[-/]\d\d[-/]\d\d[t ]\d\d:|\d\d[-/ ](?:\w{3}|\d\d)[-/ ]\d{4}[: ]\d\d:|[a-z]{3} {1,2}\d{1,2} \d\d:\d\d:)")


class Records:
    """Braces and stamps are looked for once, when they are first asked for."""

    def __init__(self, lowered: str) -> None:
        self._text = lowered

    def around(self, at: int) -> Iterator[tuple[int, int]]:
        """Half-open ranges of the line, the entry and the objects around a place, from the inside, none longer than a neighbourhood."""
        text = self._text
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - start <= LONGEST // 2:
            yield start, end
        if self._stamps:
            place = bisect.bisect_right(self._stamps, at)
            low = self._stamps[place - 1] if place else 0
            high = self._stamps[place] if place < len(self._stamps) else len(text)
            if high - low <= LONGEST:
                yield low, high
        yield from self.objects(at)

    def objects(self, at: int) -> Iterator[tuple[int, int]]:
        """Half-open ranges of the braces around a place, from the inside."""
        places, opens, ends, parents = self._braces
        brace = bisect.bisect_left(places, at) - 1
        inner = opens[brace] if brace >= 0 else -1
        for _ in range(_LEVELS):
            if inner < 0 or ends[inner] - places[inner] > LONGEST:
                return
            yield places[inner], ends[inner]
            inner = parents[inner]

    @cached_property
    def _stamps(self) -> list[int]:
        return [hit.start() for hit in _STAMP.finditer(self._text)]

    @cached_property
    def _braces(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """For each brace: where it stands, the brace that is open behind it (-1 for none), where it is closed, and the one around it."""
        places: list[int] = []
        opens: list[int] = []
        ends: list[int] = []
        parents: list[int] = []
        stack: list[int] = []
        for number, hit in enumerate(_BRACE.finditer(self._text)):
            places.append(hit.start())
            ends.append(len(self._text))
            parents.append(stack[-1] if stack else -1)
            if hit[0] == "{":
                stack.append(number)
            elif stack:
                ends[stack.pop()] = hit.end()
            opens.append(stack[-1] if stack else -1)
        return places, opens, ends, parents
