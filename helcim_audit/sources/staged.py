"""What is about to be committed?

The blobs of the index, not the files of the work tree; compared with HEAD, so that only what the commit adds
is reported. The hook's fast path: nothing is imported here that a clean commit does not need.
"""

from __future__ import annotations

import os

from helcim_audit.sources.archives import members, opened
from helcim_audit.sources.git import GitError, blobs, run, top_level
from helcim_audit.sources.protocol import Tally, is_helcims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from helcim_audit.model import Document, Skipped
    from helcim_audit.sources.reader import Reader

LINK, SUBMODULE = b"120000", b"160000"


class Change:
    """One changed file: its name, mode and blob, and the blob that it replaces (None for a new file).

    named: whether the name is new. unmerged: whether git has not been told yet which side of a conflict is right.
    """

    __slots__ = ("mode", "name", "named", "new", "old", "unmerged")

    def __init__(self, name: bytes, mode: bytes, new: bytes, old: bytes | None, named: bool = True, unmerged: bool = False) -> None:
        self.name = name
        self.mode = mode
        self.new = new
        self.old = old
        self.named = named
        self.unmerged = unmerged


def changes(cwd: str = ".") -> list[Change]:
    """What the index adds or changes against HEAD; everything in it where HEAD is unborn."""
    try:
        out = run(["diff-index", "--cached", "--raw", "-z", "-M", "--no-abbrev", "--ignore-submodules=none", "HEAD", "--"], cwd)
    except GitError as error:
        if "bad revision" not in error.message and "ambiguous argument" not in error.message:
            raise
        return _everything(cwd)
    return parsed(out)


def parsed(out: bytes) -> list[Change]:
    """What `--raw -z` of diff-index and diff-tree says, without deletions."""
    found: list[Change] = []
    fields = iter(out.split(b"\0"))
    for head in fields:
        if not head:
            continue
        _, mode, old, new, status = head[1:].split(b" ")
        name = next(fields)
        if status[:1] in (b"R", b"C"):
            name = next(fields)
        if status[:1] == b"D":
            continue
        found.append(Change(name, mode, new, old if old.strip(b"0") else None, status[:1] in b"ARC", status[:1] == b"U"))
    return found


def _everything(cwd: str) -> list[Change]:
    found = []
    for entry in run(["ls-files", "-s", "-z"], top_level(cwd) or cwd).split(b"\0"):
        if entry:
            meta, _, name = entry.partition(b"\t")
            mode, new, stage = meta.split(b" ")
            found.append(Change(name, mode, new, None, unmerged=stage != b"0"))
    return found


class Staged:
    """The index as a source. Contents are read at once: a commit is small."""

    def __init__(self, cwd: str = ".", keep: Callable[[str], bool] | None = None) -> None:
        self.cwd = cwd
        self.tally = Tally()
        self.changes = [change for change in changes(cwd) if keep is None or keep(_posix(change.name))]
        wanted = [change.new for change in self.changes if change.mode != SUBMODULE and change.new.strip(b"0")]
        self._blobs = dict(zip(wanted, blobs(wanted, cwd), strict=True))
        self._lazy: Reader | None = None
        self._index: dict[str, bytes] | None = None

    @property
    def _reader(self) -> Reader:
        if self._lazy is None:
            from helcim_audit.sources.reader import Reader

            self._lazy = Reader(self.cwd)
        return self._lazy

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        for change in self.changes:
            name = _posix(change.name)
            if change.named and admit(b"\n" + change.name):
                yield _document(name, change.name, None, "file-name")
            if change.unmerged:
                yield _skipped(name, "a conflict that is not resolved: what will be committed is not known yet", failed=True)
                continue
            if change.mode == SUBMODULE:
                yield _skipped(name, "submodule: its commits are scanned in its own repository")
                continue
            if not change.new.strip(b"0"):
                yield _skipped(name, "only intended to be added: nothing of it is staged")
                continue
            data = self._blobs[change.new]
            if data is None:
                yield _skipped(name, "its object is missing from the repository", failed=True)
                continue
            if form := opened(data[:512], name):
                yield from self._inside(change, form, data, admit)
                continue
            self.tally.add(len(data))
            if admit(data) or is_helcims(change.name, data):
                yield self._compared(change, data)

    def _inside(self, change: Change, form: str, data: bytes, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        """An archive: what the commit adds to its members, compared one by one."""
        from helcim_audit.model import Document

        known: dict[str, bytes] = {}
        if change.old is not None and (old := self._reader.read(change.old)):
            for item in members(_posix(change.name), form, old, admit, lambda _: None):
                if isinstance(item, Document):
                    known[item.path] = known.get(item.path, b"") + item.data
        for item in members(_posix(change.name), form, data, admit, self.tally.add):
            if isinstance(item, Document) and item.path in known:
                item.before = known[item.path]
                item.added = added_lines(item.before, item.data)
            yield item

    def again(self) -> Staged:
        """The same, with nothing accounted for yet."""
        self.tally = Tally()
        return self

    def split(self, parts: int) -> list[Staged]:  # noqa: ARG002 - a commit is too small to share
        return [self]

    def has_neighbours(self, admits: Callable[[bytes], bool]) -> bool:
        """Whether a program beside the change, that the prefilter lets through, may have to do with it."""
        altered = {_posix(change.name): data for change in self.changes if change.new in self._blobs and (data := self._blobs[change.new]) is not None}
        if not altered:
            return False
        from helcim_audit.sources.beside import is_program, may_matter

        return any(map(is_program, altered)) and may_matter(self._entries(), altered, admits, self.cwd)

    def altered(self) -> Collection[str]:
        """Paths of the files that the commit adds or alters."""
        return {_posix(change.name) for change in self.changes if change.mode not in (LINK, SUBMODULE)}

    def paths(self) -> Collection[str]:
        return self._entries().keys()

    def document(self, path: str) -> Document | None:
        """A file as the index has it, changed or not, with the lines that are added; no link and no submodule."""
        blob = self._entries().get(path)
        data = None if blob is None else self._blobs[blob] if blob in self._blobs else self._reader.read(blob)
        if data is None:
            return None
        change = next((change for change in self.changes if change.new == blob and _posix(change.name) == path), None)
        return self._compared(change, data) if change else _document(path, data, frozenset())

    def _compared(self, change: Change, data: bytes) -> Document:
        document = _document(_posix(change.name), data, None)
        if change.old is not None and (old := self._reader.read(change.old)) is not None:
            document.before, document.added = old, added_lines(old, data)
        return document

    def _entries(self) -> dict[str, bytes]:
        if self._index is None:
            self._index = {_posix(change.name): change.new for change in _everything(self.cwd) if change.mode not in (LINK, SUBMODULE)}
        return self._index


def added_lines(old: bytes, new: bytes) -> frozenset[int]:
    """Lines of `new`, from one, that `old` does not have (so often); a changed line end is no change."""
    from collections import Counter

    from helcim_audit.model import decode

    left = Counter(line.rstrip("\r") for line in decode(old)[0].split("\n"))
    added = set()
    for number, line in enumerate(decode(new)[0].split("\n"), 1):
        key = line.rstrip("\r")
        if left[key] > 0:
            left[key] -= 1
        else:
            added.add(number)
    return frozenset(added)


def _posix(name: bytes) -> str:
    return os.fsdecode(name)


def _document(name: str, data: bytes, added: frozenset[int] | None, metadata: str = "") -> Document:
    from helcim_audit.model import Document
    from helcim_audit.model import Staged as Origin

    return Document(name, data, Origin(), added=added, metadata=metadata)


def _skipped(name: str, reason: str, failed: bool = False) -> Skipped:
    from helcim_audit.model import Skipped

    return Skipped(name, reason, failed)
