"""Documents that are texts already: examples of rules, and callers that hold the text themselves."""

from __future__ import annotations

from helcim_audit.sources.protocol import Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from helcim_audit.model import Document, Skipped


class Memory:
    """files: path -> bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.tally = Tally()

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        for path, data in self.files.items():
            self.tally.add(len(data))
            if admit(data) and (document := self.document(path)) is not None:
                yield document

    def split(self, parts: int) -> list[Memory]:  # noqa: ARG002 - nothing is read that could be shared
        return [self]

    def paths(self) -> Collection[str]:
        return list(self.files)

    def document(self, path: str) -> Document | None:
        from helcim_audit.model import Document

        return Document(path, self.files[path]) if path in self.files else None
