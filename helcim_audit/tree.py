"""How does the program analysis see the tree that is scanned?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from helcim_audit.model import Document
from helcim_audit.scanners import Neighbourhood

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.sources.protocol import Source

_WORD = re.compile(r"[\w-]+")
_PART = re.compile(r"[A-Za-z0-9]+")


class Tree:
    """The scanned tree as the program analysis asks for it. Texts are kept while one analysis runs."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._paths = frozenset(source.paths())
        self._texts: dict[str, str | None] = {}
        self._words: dict[str, frozenset[str]] = {}

    def paths(self) -> Collection[str]:
        return self._paths

    def read(self, path: str) -> str | None:
        if path not in self._texts:
            document = self._source.document(path)
            self._texts[path] = document.text if document else None
        return self._texts[path]

    def search(self, words: Collection[str], like: Callable[[str], bool]) -> dict[str, list[str]]:
        """Which files hold each of `words`, as words of their own; files are those whose path is `like` it."""
        wanted = frozenset(words)
        found: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            text = self.read(path) if like(path) else None
            if text:
                for word in sorted(wanted & self._words_of(path, text)):
                    found.setdefault(word, []).append(path)
        return found

    def _words_of(self, path: str, text: str) -> frozenset[str]:
        if path not in self._words:
            self._words[path] = frozenset((*_WORD.findall(text), *_PART.findall(text)))
        return self._words[path]

    def near(self, path: str, text: str) -> tuple[Callable[[int], bool], Callable[[int], bool], bool]:
        """Does the text around an offset of a document speak of Helcim; does it name another vendor; does any of it speak of Helcim?"""
        around = Neighbourhood(Document(path, text.encode("utf-8", "surrogatepass")))
        return around.speaks_of_helcim, around.names_another, around.mentions
