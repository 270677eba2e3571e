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
_SECTION = regex(r"(?m)^[ \t]*\[[^\]\n]{1,80}\]+[ \t]*(?:[#;].*)?$")
_MARGIN = regex(r"([ \t]*)(-[ \t]|-$)?")


def _indent(text: str, start: int) -> tuple[int, bool]:
    """(width, whether it is an item of a list) of the line at `start`."""
    margin = _MARGIN.match(text, start)
    return len(margin[1]), margin[2] is not None  # type: ignore[index]  # matches empty


def _says_nothing(text: str, start: int, end: int) -> bool:
    line = text[start:end].strip()
    return not line or line.startswith("#")


def _block_end(text: str, start: int, width: int, item: bool) -> int:
    """Where the block of the line at `start` ends, `width` being its indentation: at the next line that is not deeper.

    Items of a list may stand as far left as the key that they belong to; `item`: the line is one itself.
    """
    at = text.find("\n", start) + 1
    while 0 < at <= start + LONGEST:
        end = text.find("\n", at)
        other, dashed = _indent(text, at)
        if not _says_nothing(text, at, end if end >= 0 else len(text)) and (other < width or (other == width and (item or not dashed))):
            return at
        at = end + 1
    return len(text) if at == 0 else at


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

    def blocks(self, at: int) -> Iterator[tuple[int, int]]:
        """Half-open ranges of the YAML mappings and list items around a place, from the inside."""
        text = self._text
        line = text.rfind("\n", 0, at) + 1
        width, dashed = _indent(text, line)
        if dashed:
            yield line, _block_end(text, line, width, True)
        for _ in range(_LEVELS):
            line = self._parent(line, width, dashed, at - LONGEST)
            if line < 0:
                return
            width, dashed = _indent(text, line)
            end = _block_end(text, line, width, dashed)
            if end - line > LONGEST:
                return
            yield line, end

    def _parent(self, line: int, width: int, dashed: bool, low: int) -> int:
        """The line above that the one at `line` is indented under, or -1."""
        text = self._text
        while line > max(0, low):
            end, line = line - 1, text.rfind("\n", 0, line - 1) + 1
            outer, item = _indent(text, line)
            if (outer < width or (outer == width and dashed and not item)) and not _says_nothing(text, line, end):
                return line
        return -1

    def sections(self, at: int) -> Iterator[tuple[int, int]]:
        """The half-open range of the `[section]` around a place, without those above the first."""
        place = bisect.bisect_right(self._sections, at)
        if place:
            yield self._sections[place - 1], self._sections[place] if place < len(self._sections) else len(self._text)

    @cached_property
    def _sections(self) -> list[int]:
        return [hit.start() for hit in _SECTION.finditer(self._text)]

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
