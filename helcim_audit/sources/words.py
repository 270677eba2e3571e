"""Which of these words stand in a text, as words of their own?"""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import hyperscan


def held(data: bytes, words: tuple[str, ...]) -> list[str]:
    """Which of `words` stand in a text between characters that are no part of a word, in their order."""
    hits: set[int] = set()

    def on_match(which: int, *_place: object) -> None:
        hits.add(which)

    _database(words).scan(b"\n" + data + b"\n", match_event_handler=on_match)
    return [words[which] for which in sorted(hits)]


@lru_cache(maxsize=256)
def _database(words: tuple[str, ...]) -> hyperscan.Database:
    """Each word once a text. `-` and `_` are part of a word only where the word itself has them."""
    import hyperscan

    database = hyperscan.Database()
    expressions = [_alone(word) for word in words]
    database.compile(expressions=expressions, ids=list(range(len(words))), elements=len(words), flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(words))
    return database


def _alone(word: str) -> bytes:
    border = rb"[^A-Za-z0-9]" if word.isalnum() else rb"[^\w-]"
    return border + re.escape(word).encode("utf-8", "surrogatepass") + border
