"""How does the program analysis see the tree that is scanned?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from helcim_audit.model import Commit, Document
from helcim_audit.program import is_candidate
from helcim_audit.scanners import Neighbourhood

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Files(Protocol):
        def paths(self) -> Collection[str]: ...

        def document(self, path: str) -> Document | None: ...

_WORD = re.compile(r"[\w-]+")
_PART = re.compile(r"[A-Za-z0-9]+")


class Tree:
    """The scanned tree as the program analysis asks for it. Texts are kept while one analysis runs."""

    def __init__(self, source: Files) -> None:
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


# A name of an auth header, and a literal that could be its value: digits and letters, no path and no sentence.
_HEADER = re.compile(r"(?i)[\"'](?:x-)?(?:api|auth)[-_]?token[\"']|x-auth-token|js-token")
_VALUE = re.compile(r"[\"'](?=[^\"']{0,63}\d)(?=[^\"']{0,63}[A-Za-z])[A-Za-z0-9!#$%*\-.@_]{16,70}[\"']")


def is_past(document: Document) -> bool:
    """Whether this is an old version, one of the few of which a literal may reach an auth header by way of a name."""
    if not isinstance(document.origin, Commit) or document.origin.in_head or document.metadata or document.cut:
        return False
    text = document.text
    return _HEADER.search(text) is not None and _VALUE.search(text) is not None and is_candidate(document.path, document.data)


class Alone:
    """One document as a tree of its own: an old version, whose neighbours of then are not read."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def paths(self) -> Collection[str]:
        return (self._document.path,)

    def document(self, path: str) -> Document | None:
        return self._document if path == self._document.path else None
