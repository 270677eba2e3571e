"""How is standard input scanned?"""

from __future__ import annotations

from helcim_audit.sources.archives import members, opened
from helcim_audit.sources.protocol import Tally
from helcim_audit.sources.windows import Resumed, Windows, begun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from helcim_audit.model import Document, Skipped


class Stream:
    """One document of any length from a file descriptor."""

    def __init__(self, name: str, fd: int = 0) -> None:
        self.name = name
        self.fd = fd
        self.tally = Tally()
        self._whole: Document | None = None

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        from helcim_audit.model import Document, Stdin

        head = begun(self.fd, 512)
        rest = Resumed(self.fd, head)
        if form := opened(head, self.name):
            yield from members(self.name, form, rest, admit, self.tally.add, asked=True)
        else:
            for item in Windows(rest.read, self.name, self.tally.add, Stdin()).documents(admit):
                if isinstance(item, Document) and item.at_top:
                    self._whole = item
                yield item

    def split(self, parts: int) -> list[Stream]:  # noqa: ARG002 - a stream has one reader
        return [self]

    def paths(self) -> Collection[str]:
        return [self.name]

    def document(self, path: str) -> Document | None:
        return self._whole if path == self.name else None
