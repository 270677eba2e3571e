"""What must a place be able to do for its documents to be scanned?"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from typing import Protocol

    from helcim_audit.model import Document, Skipped

    class Source(Protocol):
        """`documents` reads and counts everything, and yields what `admit` lets through."""

        tally: Tally

        def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]: ...

        def split(self, parts: int) -> Sequence[Source]:
            """Disjoint shares that cover everything, of about the same weight, the same on every run."""

        def paths(self) -> Collection[str]:
            """POSIX paths of the tree, for resolving imports."""

        def document(self, path: str) -> Document | None:
            """Another file of the same tree, never one outside of it."""


def is_helcims(path: bytes, data: bytes) -> bool:
    """Whether a text is Helcim's by its path: `config/helcim.php` need not say the name again beside `api_token`."""
    return b"helcim" in path.lower() and (b"\0" not in data[:1024] or data[:2] in (b"\xff\xfe", b"\xfe\xff"))


class Tally:
    """How much was read, also of what was rejected at once."""

    __slots__ = ("bytes", "documents")

    def __init__(self) -> None:
        self.documents = 0
        self.bytes = 0

    def add(self, size: int) -> None:
        self.documents += 1
        self.bytes += size
