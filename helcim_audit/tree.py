"""How does the program analysis see the tree that is scanned?"""

from __future__ import annotations

from collections.abc import Callable, Collection

from helcim_audit.model import Document
from helcim_audit.scanners import Neighbourhood

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.sources.protocol import Source


class Tree:
    """The scanned tree as the program analysis asks for it. Texts are kept while one analysis runs."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._paths = frozenset(source.paths())
        self._texts: dict[str, str | None] = {}

    def paths(self) -> Collection[str]:
        return self._paths

    def read(self, path: str) -> str | None:
        if path not in self._texts:
            document = self._source.document(path)
            self._texts[path] = document.text if document else None
        return self._texts[path]

    def search(self, words: Collection[str], like: Callable[[str], bool]) -> dict[str, list[str]]:
        """Which files hold each of `words`; files are those whose path is `like` it."""
        found: dict[str, list[str]] = {}
        paths = [path for path in sorted(self._paths) if like(path)]
        for path in paths:
            text = self.read(path)
            for word in words:
                if text and word in text:
                    found.setdefault(word, []).append(path)
        return found

    def near(self, path: str, text: str) -> tuple[Callable[[int], bool], Callable[[int], bool], bool]:
        """Does the text around an offset of a document speak of Helcim; does it name another vendor; does any of it speak of Helcim?"""
        around = Neighbourhood(Document(path, text.encode("utf-8", "surrogatepass")))
        return around.speaks_of_helcim, around.names_another, around.mentions
