"""What would a tree say if some of its files were changed?"""

from __future__ import annotations

from helcim_audit.model import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from helcim_audit.model import Skipped
    from helcim_audit.sources.protocol import Source


class Overlay:
    """The documents of `source`, those of `changed` (path to new content) with what they would hold. Nothing is written."""

    def __init__(self, source: Source, changed: Mapping[str, bytes]) -> None:
        self._source = source
        self._changed = changed
        self.tally = source.tally

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        for item in self._source.documents(admit):
            data = self._changed.get(item.path) if isinstance(item, Document) and not item.metadata else None
            if data is None:
                yield item
            elif admit(data):
                yield Document(item.path, data)

    def split(self, parts: int) -> list[Overlay]:  # noqa: ARG002 (a few changed files are not worth sharing)
        return [self]

    def paths(self) -> Collection[str]:
        return self._source.paths()

    def document(self, path: str) -> Document | None:
        data = self._changed.get(path)
        return Document(path, data) if data is not None else self._source.document(path)
