"""How is text that a program holds scanned, without a file?"""

from __future__ import annotations

from helcim_audit.sources.protocol import Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from helcim_audit.model import Document


class Memory:
    """One document under a name; its suffix tells the format."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self.tally = Tally()

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        self.tally.add(len(self._data))
        if admit(self._data):
            yield self._document()

    def _document(self) -> Document:
        from helcim_audit.model import Document, Stdin

        return Document(self._name, self._data, Stdin())

    def split(self, parts: int) -> list[Memory]:  # noqa: ARG002 - there is one document
        return [self]

    def paths(self) -> Collection[str]:
        return [self._name]

    def document(self, path: str) -> Document | None:
        return self._document() if path == self._name else None
