"""Which characters of a token does a regular expression take? It is read, never run: it comes from the audited tree.

A token is LENGTH letters and digits. Each part of an expression takes between `least` and `most` of these; what takes
other characters (quotes, blanks, a word before the token) takes none. Where a match begins and ends is then arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from helcim_audit.lazy import regex

LENGTH = 64
"""Characters."""
Span = tuple[int, int]
"""Positions in a token: the first that is taken and the first after these; or the least and the greatest that are allowed."""
_LONGEST = 80  # characters of an expression
_ITEM = regex(r"\(\?(?:<?[=!]|:|P?<[A-Za-z_]\w*>)|[()|^$.]|\\[pP]\{\w+\}|\\.|\[\^?(?:\[:\w+:\]|\\.|[^\]\\])+\]|[^\[\\*+?{]|\{(?!\d)")
_TIMES = regex(r"(?:([*+?])|\{(\d{1,3})(?:(,)(\d{0,3}))?\})(\??)(?![*+?])")
_ESCAPE = regex(r"\\.")
_REFERENCE = regex(r"\\g<(\w+)>|\$\{(\w+)\}|[$\\](\d)|\$&|\\&")
_BEGIN, _END = (0, 0), (LENGTH, LENGTH)
_ANCHORS = {"^": _BEGIN, "\\A": _BEGIN, "$": _END, "\\z": _END, "\\Z": _END, "\\b": (0, LENGTH), "\\B": (0, LENGTH)}
_SETS = {".": True, "\\w": True, "\\S": True, "\\W": False, "\\s": False}
_KINDS = (regex(r"a-z|\\w|:alnum:|:word:"), regex(r"A-Z|\\w|:alnum:|:word:"), regex(r"0-9|\\[wd]|:alnum:|:word:"))


class _Unread(Exception):
    """An expression that says more than is read here."""


@dataclass(slots=True)
class _Part:
    least: int
    most: int
    lazy: bool = False
    groups: tuple[int, ...] = ()


_Item = _Part | Span


@dataclass(slots=True)
class _Branch:
    """One alternative: its parts, and where it may begin and end (positions, both included)."""

    parts: list[_Part] = field(default_factory=list)
    first: Span = (0, LENGTH)
    last: Span = (0, LENGTH)

    def match(self, after: int) -> dict[int, Span] | None:
        """The spans of the whole (0) and of its groups, of the first match at or after a position."""
        least, most = sum(part.least for part in self.parts), sum(part.most for part in self.parts)
        for start in range(max(after, self.first[0]), self.first[1] + 1):
            if start + least <= self.last[1] and start + most >= self.last[0]:
                return self._at(start, least, most)
        return None

    def _at(self, start: int, least: int, most: int) -> dict[int, Span]:
        at, spans = start, dict[int, Span]()
        for part in self.parts:
            least, most = least - part.least, most - part.most
            taken = max(part.least, self.last[0] - at - most) if part.lazy else min(part.most, self.last[1] - at - least)
            for group in part.groups:
                spans[group] = (spans.get(group, (at, at))[0], at + taken)
            at += taken
        return {0: (start, at), **spans}


@dataclass(slots=True)
class Pattern:
    """An expression that was read. groups: their number. takes: whether it takes anything of a token."""

    branches: list[_Branch]
    names: dict[str, int]
    groups: int
    repeated: frozenset[int]

    @property
    def takes(self) -> bool:
        return any(part.most for branch in self.branches for part in branch.parts)

    def match(self, after: int = 0) -> dict[int, Span] | None:
        """The spans of the first match at or after a position; groups that took nothing may be missing."""
        found = [spans for branch in self.branches if (spans := branch.match(after)) is not None]
        return min(found, key=lambda spans: spans[0][0], default=None)

    def replaced(self, new: str, once: bool) -> list[int] | None:
        """What a token becomes: positions in it, -1 for a text that is put there. None where `new` names a group that is not known."""
        left: list[int] = []
        at = after = 0
        while after <= LENGTH and (spans := self.match(after)) is not None:
            start, end = spans[0]
            put = self._put(new, spans)
            if put is None:
                return None
            left += [*range(at, start), *put]
            at, after = end, max(end, after + 1)
            if once:
                break
        return [*left, *range(at, LENGTH)]

    def _put(self, new: str, spans: dict[int, Span]) -> list[int] | None:
        put: list[int] = []
        at = 0
        for hit in _REFERENCE.finditer(new):
            name = hit[1] or hit[2] or hit[3] or "0"
            number = int(name) if name.isdigit() else self.names.get(name, self.groups + 1)
            if number > self.groups or number in self.repeated:
                return None
            put += [-1] * (hit.start() > at)
            put += range(*spans.get(number, (0, 0)))
            at = hit.end()
        return put + [-1] * (len(new) > at)


def read(pattern: str, flags: str = "") -> Pattern | None:
    """An expression in the spelling that most languages share; None for what is longer or says more than is read here."""
    if len(pattern) > _LONGEST:
        return None
    try:
        return _Reader(pattern, "i" in flags).read()
    except _Unread:
        return None


class _Reader:
    def __init__(self, pattern: str, either_case: bool) -> None:
        self.pattern, self.at, self.either_case = pattern, 0, either_case
        self.groups = 0
        self.names: dict[str, int] = {}
        self.repeated: set[int] = set()

    def read(self) -> Pattern:
        branches = [self._branch(items) for items in self._alternatives(nested=False)]
        return Pattern(branches, self.names, self.groups, frozenset(self.repeated))

    def _alternatives(self, nested: bool) -> list[list[_Item]]:
        """Items up to the bracket that closes: parts, and the positions at which anchors and lookarounds stand."""
        found: list[list[_Item]] = [[]]
        while self.at < len(self.pattern):
            item = _ITEM.match(self.pattern, self.at)
            if item is None:
                raise _Unread
            self.at = item.end()
            if item[0] == ")":
                if not nested:
                    raise _Unread
                return found
            if item[0] == "|":
                found.append([])
            elif item[0].startswith("("):
                found[-1] += self._group(item[0])
            elif item[0] in _ANCHORS:
                found[-1].append(_ANCHORS[item[0]])
            else:
                wide = int(self._is_wide(item[0]))
                found[-1].append(self._times(_Part(wide, wide)))
        if nested:
            raise _Unread
        return found

    def _group(self, opening: str) -> Iterator[_Item]:
        captures = opening == "(" or opening.endswith(">")
        self.groups += captures
        number = self.groups
        if opening.endswith(">"):
            self.names[opening[3:-1].removeprefix("<") if "P" in opening else opening[3:-1]] = number
        inner = self._alternatives(nested=True)
        if len(inner) > 1:  # of alternatives only such are read as take nothing of a token: quotes, words
            if any(not isinstance(item, _Part) or item.most for items in inner for item in items):
                raise _Unread
            inner = [[]]
        if opening[-1] in "=!":
            yield from _looked(opening, inner[0])
            return
        before = self.at
        times = self._times(_Part(1, 1))
        parts = [item for item in inner[0] if isinstance(item, _Part)]
        if self.at == before:
            for item in inner[0]:
                if isinstance(item, _Part) and captures:
                    item.groups += (number,)
                yield item
            return
        if len(parts) < len(inner[0]):
            raise _Unread
        within = {group for part in parts for group in part.groups} | ({number} if captures else set())
        if times.most > 1:
            self.repeated |= within
        elif within - {number}:
            raise _Unread
        least, most = sum(part.least for part in parts), sum(part.most for part in parts)
        yield _Part(least * times.least, min(LENGTH, most * times.most), times.lazy, (number,) if captures else ())

    def _times(self, part: _Part) -> _Part:
        hit = _TIMES.match(self.pattern, self.at)
        if hit is None:
            return part
        self.at = hit.end()
        low = int(hit[2]) if hit[2] else int(hit[1] == "+")
        high = low if hit[2] and not hit[3] else int(hit[4]) if hit[4] else 1 if hit[1] == "?" else LENGTH
        return _Part(part.least * low, min(LENGTH, part.most * high), bool(hit[5]))

    def _is_wide(self, item: str) -> bool:
        """Whether an item takes the characters of a token; _Unread where it takes some of them."""
        if item in _SETS:
            return _SETS[item]
        if item[0] != "[":
            if item[0] == "\\" and item[1] in "dDpPkQER123456789":
                raise _Unread
            return False
        negated = item[1] == "^"
        content = item[2:-1] if negated else item[1:-1]
        lower, upper, digit = (kind.search(content) is not None for kind in _KINDS)
        if self.either_case:
            lower = upper = lower or upper
        if (lower and upper and digit) or "\\S" in content:
            return not negated
        if lower or upper or digit or any(one.isalnum() for one in _ESCAPE.sub("", content)):
            raise _Unread
        return negated

    @staticmethod
    def _branch(items: Sequence[_Item]) -> _Branch:
        made = _Branch([item for item in items if isinstance(item, _Part)])
        taking = [at for at, item in enumerate(items) if isinstance(item, _Part) and item.most]
        for at, item in enumerate(items):
            if isinstance(item, tuple):
                if not taking or at < taking[0]:
                    made.first = _both(made.first, item)
                elif at > taking[-1]:
                    made.last = _both(made.last, item)
                else:
                    raise _Unread
        return made


def _looked(opening: str, items: Sequence[_Item]) -> Iterator[Span]:
    """At which positions a lookaround stands."""
    parts = [item for item in items if isinstance(item, _Part)]
    anchors = [item for item in items if not isinstance(item, _Part)]
    ahead = "<" not in opening
    if anchors and anchors != [_END if ahead else _BEGIN]:
        raise _Unread
    fewest = sum(part.least for part in parts)  # characters up to the end, or from the beginning
    largest = min(LENGTH, sum(part.most for part in parts)) if anchors else LENGTH
    if not anchors and not any(part.most for part in parts):  # a word that stands before a token
        return
    if opening.endswith("!"):
        if largest == LENGTH and fewest:
            fewest, largest = 0, fewest - 1
        elif largest < LENGTH and fewest <= 1:  # at least one is ahead of `(?!.{1,3}$).`
            fewest, largest = largest + 1, LENGTH
        else:
            raise _Unread
    yield (LENGTH - largest, LENGTH - fewest) if ahead else (fewest, largest)


def _both(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])
