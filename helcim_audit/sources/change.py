"""What does a branch add?

What its head has and the common ancestor has not, as a pull request shows it; what came and went between the
two, since it is pushed too; messages, people and new names.
"""

from __future__ import annotations

import os
from functools import cached_property

from helcim_audit.model import Commit, Document, Skipped
from helcim_audit.sources import archives
from helcim_audit.sources.git import run
from helcim_audit.sources.graph import Graph, Ref, refs
from helcim_audit.sources.history import messages
from helcim_audit.sources.introductions import EMPTY, Introductions, entries_of, introductions
from helcim_audit.sources.objects import Large, Objects
from helcim_audit.sources.protocol import Tally, is_helcims
from helcim_audit.sources.ranges import Range
from helcim_audit.sources.reader import Reader
from helcim_audit.sources.staged import LINK, SUBMODULE, Change, added_lines, parsed
from helcim_audit.sources.survey import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    Admit = Callable[[bytes], bool]


class Difference:
    """The change between two commits as a source. Paths and documents are those of its head."""

    def __init__(self, cwd: str, span: Range, keep: Callable[[str], bool] | None = None, known: Sequence[str] = ()) -> None:
        """`known`: further revisions, as `git rev-list` takes them, whose commits are no part of the change."""
        self.cwd = cwd
        self.span = span
        self.tally = Tally()
        self._reader = Reader(cwd)
        self.before = span.fork or EMPTY[len(span.head)]
        raw = ["--raw", "-r", "-z", "-M", "--no-abbrev", "--ignore-submodules=none"]
        changes = parsed(run(["diff-tree", *raw, self.before.decode(), span.head.decode()], cwd))
        excluded = [*([span.base.decode()] if span.base else []), *known]
        self.commits = run(["rev-list", "--reverse", "--topo-order", span.head.decode(), "--not", *excluded], cwd).split()
        self.table: Introductions = introductions(cwd, self.commits)
        # What the change merely joined is not its own; where some commit could not be read, all counts.
        own = None if self.table.broken else self.table.blobs()
        self.changes = [
            change for change in changes
            if (keep is None or keep(os.fsdecode(change.name))) and (own is None or change.mode == SUBMODULE or change.new in own)
        ]  # fmt: skip
        self._keep = keep
        self._files: dict[str, bytes] | None = None
        self._records: list[bytes] = []

    # --- as a source ---

    def documents(self, admit: Admit) -> Iterator[Document | Skipped]:
        yield from self._accounts()
        for change in self.changes:
            yield from self._changed(change, admit)
        yield from self._between(admit)
        yield from self._messages(admit)

    def split(self, parts: int) -> list[Difference]:  # noqa: ARG002 - a change is small
        return [self]

    def paths(self) -> Collection[str]:
        return self._entries().keys()

    def document(self, path: str) -> Document | None:
        """A file as the head has it, changed or not, with the lines that are added; no link and no submodule."""
        blob = self._entries().get(path)
        data = self._reader.read(blob) if blob else None
        if data is None or blob is None:
            return None
        origin = self._origin(os.fsencode(path), blob, True)
        change = self._named.get(path)
        if change is None:
            return Document(path, data, origin, added=frozenset())
        old = self._reader.read(change.old) if change.old else None
        return Document(path, data, origin, added=None if old is None else added_lines(old, data), before=old)

    def altered(self) -> Collection[str]:
        """Paths of the files that the change adds or alters."""
        return self._named.keys()

    @cached_property
    def _named(self) -> dict[str, Change]:
        return {os.fsdecode(change.name): change for change in self.changes}

    def _entries(self) -> dict[str, bytes]:
        if self._files is None:
            self._files = {os.fsdecode(path): blob for mode, blob, path in entries_of(self.cwd, self.span.head) if mode not in (LINK, SUBMODULE)}
        return self._files

    # --- what it is made of ---

    def _accounts(self) -> Iterator[Skipped]:
        if self.span.fork is None:
            yield Skipped(".", "the two histories have nothing in common: everything counts as added")
        from helcim_audit.sources.survey import limits

        for note in limits(self.cwd, self.commits):
            yield Skipped(note.path, f"{note.reason} (what the change leaves at its end is compared all the same)" if note.failed else note.reason)

    def _origin(self, path: bytes, blob: bytes, current: bool) -> Commit:
        return Commit("", "", "", (os.fsdecode(path),), in_head=current, blob=blob.decode())

    def _changed(self, change: Change, admit: Admit) -> Iterator[Document | Skipped]:
        path = os.fsdecode(change.name)
        origin = self._origin(change.name, change.new, True)
        if change.named and admit(b"\n" + change.name):
            yield Document(path, change.name, origin, metadata="file-name")
        if change.mode == SUBMODULE:
            yield Skipped(path, "submodule: its commits are scanned in its own repository")
            return
        data = self._reader.read(change.new)
        if data is None:
            yield Skipped(path, "its object is missing from the repository", failed=True)
            return
        old = self._reader.read(change.old) if change.old else None
        if change.old and old is None:
            yield Skipped(path, "the version that it replaces is missing, so all of it counts as added")
        yield from self._compared(path, data, old, origin, admit)

    def _compared(self, path: str, data: bytes, old: bytes | None, origin: Commit, admit: Admit) -> Iterator[Document | Skipped]:
        self.tally.add(len(data))
        if form := archives.kind(data[:512], path):
            known: dict[str, bytes] = {}
            if old is not None and archives.kind(old[:512], path):
                for item in archives.members(path, form, old, admit, _nothing):
                    if isinstance(item, Document):
                        known[item.path] = known.get(item.path, b"") + item.data
            for item in archives.members(path, form, data, admit, _nothing, origin=origin):
                if isinstance(item, Document) and item.path in known:
                    item.before = known[item.path]
                    item.added = added_lines(known[item.path], item.data)
                yield item
        elif admit(data) or is_helcims(os.fsencode(path), data):
            yield Document(path, data, origin, added=None if old is None else added_lines(old, data), before=old)

    def _between(self, admit: Admit) -> Iterator[Document | Skipped]:
        """Versions that the change brought and replaced again, compared with what stood there before it."""
        final = {change.new for change in self.changes}
        wanted = self.table.blobs() - final
        if not wanted:
            return
        earlier = {path: blob for _, blob, path in entries_of(self.cwd, self.before)} if self.span.fork else {}
        renamed = {change.name: change.old for change in self.changes if change.old and change.name not in earlier}
        places: dict[bytes, bytes] = {}
        for blob, _, path in self.table.of(wanted):
            if blob != earlier.get(path) and (self._keep is None or self._keep(os.fsdecode(path))):
                places.setdefault(blob, path)
        if named := [path for path in dict.fromkeys(places.values()) if path not in earlier and path not in {change.name for change in self.changes} and admit(b"\n" + path)]:
            for path in named:
                yield Document(os.fsdecode(path), path, self._origin(path, b"", False), metadata="file-name")
        reader = Objects(self.cwd, [sorted(places)])
        for blob, _, data in reader.read():
            path = places[blob]
            if isinstance(data, Large):
                data = b"".join(data.pieces)
            old_name = renamed.get(path) or earlier.get(path)
            old = self._reader.read(old_name) if old_name else None
            yield from self._compared(os.fsdecode(path), data, old, self._origin(path, blob, False), admit)
        for blob in reader.lost:
            yield Skipped(os.fsdecode(places[blob]), "a version of it is missing from the repository", failed=True)

    def _messages(self, admit: Admit) -> Iterator[Document | Skipped]:
        reader = Objects(self.cwd, [self.commits])
        for name, _, data in reader.read():
            if isinstance(data, Large):
                data = b"".join(data.pieces)
            self._records.append(record(name, data))
            self.tally.bytes += len(data)
            if admit(data):
                yield from messages(name, "commit", data, ())
        for name in reader.lost:
            yield Skipped(f"commit:{name.decode()}", "it is missing from the repository", failed=True)

    # --- as the history tells findings (see commands/history.py) ---

    @cached_property
    def graph(self) -> Graph:
        return Graph(self._records)

    @cached_property
    def refs(self) -> list[Ref]:
        return refs(self.cwd)

    @cached_property
    def introduced(self) -> dict[bytes, list[tuple[bytes, bytes]]]:
        found: dict[bytes, list[tuple[bytes, bytes]]] = {}
        last = len(self.graph.order)
        for blob, commit, path in self.table.of(self.table.blobs()):
            found.setdefault(blob, []).append((commit, path))
        for rows in found.values():
            rows.sort(key=lambda row: (self.graph.order.get(row[0], last), row[1]))
        return found


def _nothing(_size: int) -> None:
    return
