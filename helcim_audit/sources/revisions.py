"""What do the trees of many commits hold, read as sources?

They share most of their blobs, so what was asked of a blob in one tree is known in all others.
"""

from __future__ import annotations

import os

from helcim_audit.errors import AuditError
from helcim_audit.model import Commit, Document
from helcim_audit.sources import archives
from helcim_audit.sources.git import run
from helcim_audit.sources.introductions import entries_of
from helcim_audit.sources.protocol import Tally
from helcim_audit.sources.reader import Reader
from helcim_audit.sources.staged import LINK, SUBMODULE
from helcim_audit.sources.words import held

_COMPARE = ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


class Store:
    """The blobs of a repository. large: those that are not read as programs; keep: which paths count."""

    def __init__(self, cwd: str, large: Collection[bytes] = (), keep: Callable[[str], bool] | None = None) -> None:
        self.cwd = cwd
        self._keep = keep
        self._large = frozenset(large)
        self._reader = Reader(cwd)
        self._words: dict[str, None] = {}  # in the order in which they were first asked for
        self._spelled: dict[bytes, tuple[int, frozenset[str]]] = {}

    def read(self, blob: bytes) -> bytes | None:
        """None where it is large, missing or damaged."""
        if blob in self._large:
            return None
        try:
            return self._reader.read(blob)
        except AuditError:
            return None

    def is_large(self, blob: bytes) -> bool:
        return blob in self._large

    def spelled(self, blob: bytes, words: Collection[str]) -> frozenset[str]:
        """Which of `words` a blob holds. It is searched once for each word, whichever trees ask."""
        self._words.update(dict.fromkeys(words))
        asked, known = self._spelled.get(blob, (0, frozenset()))
        if asked < len(self._words):
            data = self.read(blob) or b""
            if b"\0" in data[:4096]:  # wide characters
                data = Document("", data).text.encode("utf-8", "surrogatepass")
            known |= frozenset(held(data, tuple(self._words)[asked:]) if data else ())
            self._spelled[blob] = (len(self._words), known)
        return known.intersection(words)

    def entries(self, tree: bytes) -> dict[str, bytes]:
        """Blobs by the paths of a tree's (or a commit's) files. Raises GitError."""
        listed = ((mode, blob, os.fsdecode(path)) for mode, blob, path in entries_of(self.cwd, tree))
        return {path: blob for mode, blob, path in listed if mode not in (LINK, SUBMODULE) and self._counts(path)}

    def _counts(self, path: str) -> bool:
        return self._keep is None or self._keep(path)

    def differences(self, pivot: bytes, trees: Sequence[bytes]) -> dict[bytes, dict[str, bytes | None]]:
        """How each of `trees` differs from the tree `pivot`: blobs by paths, None for what is gone. Those that git cannot read are left out."""
        try:
            return self._parsed(run([*_COMPARE, "--stdin"], self.cwd, b"".join(b"%s %s\n" % (pivot, tree) for tree in trees)))
        except AuditError:
            found: dict[bytes, dict[str, bytes | None]] = {}
            for tree in trees:
                try:
                    found |= self._parsed(b"%s %s\n" % (pivot, tree) + run([*_COMPARE, pivot.decode(), tree.decode()], self.cwd))
                except AuditError:
                    continue
            return found

    def _parsed(self, out: bytes) -> dict[bytes, dict[str, bytes | None]]:
        """A line of two trees, then `:mode mode name name X` and a path, each ended by NUL."""
        found: dict[bytes, dict[str, bytes | None]] = {}
        current: dict[str, bytes | None] = {}
        at = 0
        while at < len(out):
            if out[at : at + 1] != b":":
                end = out.index(b"\n", at)
                current = found.setdefault(out[at:end].rpartition(b" ")[2], {})
                at = end + 1
                continue
            end = out.index(b"\0", at)
            last = out.index(b"\0", end + 1)
            _, mode, _, blob, _ = out[at:end].split(b" ")
            path = os.fsdecode(out[end + 1 : last])
            if self._counts(path):
                current[path] = blob if blob.strip(b"0") and mode not in (LINK, SUBMODULE) else None
            at = last + 1
        return found


class Revision:
    """A tree as a source of which only some documents are wanted, and all are there to be asked for.

    unread: paths of files that were asked for and are missing or damaged; large: those that are too large.
    """

    def __init__(self, store: Store, entries: dict[str, bytes], wanted: Collection[str]) -> None:
        self.store = store
        self.entries = entries
        self.wanted = wanted
        self.tally = Tally()
        self.unread: set[str] = set()
        self.large: set[str] = set()

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:  # noqa: ARG002 - they were chosen already
        for path in sorted(self.wanted):
            document = self.document(path)
            if document is not None and archives.kind(document.data[:512], path) is None:
                self.tally.add(len(document.data))
                yield document

    def split(self, parts: int) -> Sequence[Revision]:  # noqa: ARG002 - trees are shared out, not what is in one
        return [self]

    def paths(self) -> Collection[str]:
        return self.entries.keys()

    def document(self, path: str) -> Document | None:
        blob = self.entries.get(path)
        if blob is None:
            return None
        data = self.store.read(blob)
        if data is None:
            (self.large if self.store.is_large(blob) else self.unread).add(path)
            return None
        return Document(path, data, Commit("", "", "", (path,), in_head=True, blob=blob.decode()))

    def spelled(self, path: str, words: Collection[str]) -> Collection[str]:
        return sorted(self.store.spelled(self.entries[path], words))
