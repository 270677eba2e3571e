"""Where in a text do words stand that the name of a secret may be made of?

With Hyperscan, which finds all of them at once at a speed that a regular expression of alternatives does not
come near: in a log, every line may name a header that was masked as it should be.
"""

from collections.abc import Iterator
from functools import cache

import hyperscan

from helcim_audit.lazy import regex

_NAMES = ("helcim", "helicm", "token", "secret", "verifier", "authorization", "access_auth", "accessauth")
# What needs no closer look: the name of a host, and a value that shows its last four at most.
_PASSED = regex(r"\.(?:com|app|test|dev)\b|\\?[\"']?\]?\s?[:=]\s?\\?[\"']?(?:\*{3,}[A-Za-z0-9]{0,4}|[\[<(]?(?i:redacted|masked|filtered|hidden|removed)[\])>]?)(?:[\"'\s,;\\]|$)")


def anchors(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each word that may be part of a secret's name, in order of their ends, but for those whose value is masked."""
    passed = _PASSED.match
    for start, end in places(text, _NAMES):
        if not passed(text, end):
            yield start, end


def places(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """(start, end) of each of `words` in any case, in order of their ends."""
    lengths = tuple(map(len, words))
    for which, end in ends(text, words):
        yield end - lengths[which], end


def ends(text: str, expressions: tuple[str, ...]) -> list[tuple[int, int]]:
    """(which, end) of each match of any of `expressions`, in any case and in order.

    One byte a character, so that offsets are the same; what is no Latin-1 is a question mark.
    """
    found: list[tuple[int, int]] = []

    def on_match(which: int, _start: int, end: int, _flags: int, _context: object) -> None:
        found.append((which, end))

    _compiled(expressions).scan(text.encode("latin-1", "replace"), match_event_handler=on_match)
    return found


@cache
def _compiled(expressions: tuple[str, ...]) -> hyperscan.Database:
    database = hyperscan.Database()
    count = len(expressions)
    database.compile(expressions=[expression.encode() for expression in expressions], ids=list(range(count)), elements=count, flags=[hyperscan.HS_FLAG_CASELESS] * count)
    return database
