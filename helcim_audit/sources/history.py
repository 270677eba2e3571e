"""What does a repository hold besides what is checked out?

Every blob once, whether a branch, a stash, a reflog or nothing at all leads to it, under the name that it had;
messages and authors of commits and tags; names of files and refs; git's own text files.
"""

from __future__ import annotations

import os
from dataclasses import replace

from helcim_audit.model import Commit, Document, Skipped
from helcim_audit.sources import archives
from helcim_audit.sources.git import run, top_level
from helcim_audit.sources.graph import Graph, refs
from helcim_audit.sources.objects import Large, Objects, each
from helcim_audit.sources.protocol import Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from helcim_audit.sources.survey import Survey

# git's own files that people's words get into, below the git directory.
_TEXTS = ("COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG", "FETCH_HEAD", "config", "description", "info/exclude", "info/attributes")
_LARGEST = 4 << 20  # bytes
_LARGEST_ARCHIVE = 64 << 20  # bytes, held in memory
_KINDS = {b"commit": "commit", b"tag": "tag"}


class History:
    """The candidates of a survey as a source.

    introduced: (commit, path) of each introduction of a candidate blob, the oldest first.
    """

    def __init__(self, survey: Survey, keep: Callable[[str], bool] | None = None) -> None:
        """`keep`: which paths count; a version that never had one of them is left out."""
        self.keep = keep
        self.survey = survey
        self.cwd = survey.cwd
        self.graph = Graph(survey.records)
        self.introduced = _introduced(survey, self.graph, {name for kind, name in survey.candidates if kind == b"blob"})
        self.loose = _loose(survey)
        self.refs = refs(self.cwd)
        self._candidates: Sequence[tuple[bytes, bytes]] = survey.candidates
        self._first = True
        self.tally = Tally()
        self.tally.documents, self.tally.bytes = survey.documents, survey.bytes

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        if self._first:
            yield from self._accounts()
            yield from self._names(admit)
            yield from self._texts(admit)
        wanted = [name for kind, name in self._candidates if kind != b"blob" or self._counts(name)]
        if len(wanted) < len(self._candidates):
            yield Skipped(".", f"old versions of files that the configuration excludes: {len(self._candidates) - len(wanted)}")
        reader = Objects(self.cwd, [wanted])
        for name, kind, data in reader.read():
            if isinstance(data, Large):
                yield from self._large(name, data, admit)
            elif kind == b"blob":
                yield from self._blob(name, data, admit)
            else:
                tags = tuple(ref.name for ref in self.refs if ref.target == name)
                yield from messages(name, _KINDS[kind], data, tags if kind == b"tag" else ())
        for name in reader.lost:
            yield Skipped(f"object:{name.decode()}", "it could not be read again", failed=True)

    def _counts(self, blob: bytes) -> bool:
        paths = self.origin(blob).paths if self.keep else ()
        return not paths or self.keep is None or any(map(self.keep, paths))

    def split(self, parts: int) -> list[History]:
        import copy

        shares = []
        size = -(-len(self._candidates) // parts)
        for number in range(parts):
            share = copy.copy(self)
            share._candidates = self._candidates[number * size : (number + 1) * size]
            share._first = number == 0
            share.tally = self.tally if number == 0 else Tally()
            shares.append(share)
        return shares

    def paths(self) -> Collection[str]:
        return [name.decode() for _, name in self._candidates]

    def document(self, path: str) -> Document | None:  # noqa: ARG002 - a blob stands in many trees
        return None

    def learn(self, blobs: Collection[bytes]) -> None:
        """Which commits introduced `blobs`, too, which are no candidates."""
        self.introduced |= _introduced(self.survey, self.graph, set(blobs).difference(self.introduced))

    def origin(self, blob: bytes) -> Commit:
        """Names of a blob; what else there is to know is asked for once it has a finding."""
        found = self.introduced.get(blob)
        names = dict.fromkeys(path for _, path in found) if found else dict.fromkeys(self.loose.get(blob, ()))
        return Commit("", "", "", tuple(os.fsdecode(name) for name in names), blob=blob.decode())

    def _blob(self, name: bytes, data: bytes, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        origin = self.origin(name)
        path = origin.paths[0] if origin.paths else f"blob:{name.decode()}"
        if form := archives.kind(data[:512], path):
            yield from archives.members(path, form, data, admit, lambda _: None, origin=origin)
        else:
            yield Document(path, data, origin)

    def _large(self, name: bytes, data: Large, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        from helcim_audit.sources.windows import Windows

        pieces = _Pieces(data.pieces)
        origin = self.origin(name)
        path = origin.paths[0] if origin.paths else f"blob:{name.decode()}"
        form = archives.kind(pieces.head(512), path)
        if form is None:
            yield from Windows(pieces.read, path, lambda _: None, origin).documents(admit)
        elif data.size > _LARGEST_ARCHIVE:
            yield Skipped(path, f"{form} of {data.size >> 20} MiB: too large to be opened in the history", failed=True)
        else:
            yield from archives.members(path, form, pieces.rest(), admit, lambda _: None, origin=origin)

    def _accounts(self) -> Iterator[Skipped]:
        yield from self.survey.notes
        for path in sorted(self.survey.table.submodules)[:50]:
            yield Skipped(os.fsdecode(path), "submodule: its commits are scanned in its own repository")

    def _names(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        """Names of files that ever were, and of refs."""
        table = self.survey.table
        if table.paths and admit(b"\n" + b"\n".join(table.paths)):
            named = {path for path in table.paths if admit(b"\n" + path)}
            last = len(self.graph.order)
            first: dict[bytes, bytes] = {}
            for commit, path in sorted(table.under(named), key=lambda row: self.graph.order.get(row[0], last)):
                first.setdefault(path, commit)
            for path in sorted(named):
                yield Document(os.fsdecode(path), path, Commit(first[path].decode(), "", "", (os.fsdecode(path),)), metadata="file-name")
        for blob, names in self.loose.items():
            for path in names:
                if admit(b"\n" + path):
                    yield Document(os.fsdecode(path), path, Commit("", "", "", (os.fsdecode(path),), blob=blob.decode()), metadata="file-name")
        for ref in self.refs:
            if admit(b"\n" + os.fsencode(ref.name)):
                yield Document(f"ref:{ref.name}", os.fsencode(ref.name), Commit(ref.peeled.decode(), "", "", (), refs=(ref.name,)), metadata="ref-name")

    def _texts(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        """git's own text files, which no object holds: messages that were never committed, reflogs, addresses of remotes."""
        paths = [os.path.join(os.fsencode(self.cwd), path) for path in run(["rev-parse", "--git-dir", "--git-common-dir"], self.cwd).splitlines()]
        seen: set[bytes] = set()
        for top in dict.fromkeys(os.path.realpath(path) for path in paths):
            logs = [os.path.join(folder, file) for folder, _, files in os.walk(os.path.join(top, b"logs")) for file in sorted(files)]
            for path in [*(os.path.join(top, os.fsencode(name)) for name in _TEXTS), *logs]:
                if path in seen or os.path.islink(path) or not os.path.isfile(path):
                    continue
                seen.add(path)
                with open(path, "rb") as file:
                    data = file.read(_LARGEST)
                self.tally.add(len(data))
                if admit(data):
                    yield Document(".git/" + os.fsdecode(os.path.relpath(path, top)), data)


class _Pieces:
    """Pieces of an object, read as if from a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int) -> bytes:
        if not self._rest:
            self._rest = next((piece for piece in self._pieces if piece), b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def head(self, size: int) -> bytes:
        """The first bytes, which are read again afterwards."""
        while len(self._rest) < size and (piece := next(self._pieces, None)) is not None:
            self._rest += piece
        return self._rest[:size]

    def rest(self) -> bytes:
        whole = b"".join((self._rest, *self._pieces))
        self._rest = b""
        return whole


def _introduced(survey: Survey, graph: Graph, wanted: Collection[bytes]) -> dict[bytes, list[tuple[bytes, bytes]]]:
    found: dict[bytes, list[tuple[bytes, bytes]]] = {}
    for blob, commit, path in survey.table.of(wanted) if wanted else ():
        found.setdefault(blob, []).append((commit, path))
    last = len(graph.order)
    for rows in found.values():
        rows.sort(key=lambda row: (graph.order.get(row[0], last), row[1]))
    return found


def _loose(survey: Survey) -> dict[bytes, list[bytes]]:
    """Names that blobs have only in the index, or in trees that belong to no commit."""
    found: dict[bytes, list[bytes]] = {}

    def take(_name: bytes, _kind: bytes, data: bytes) -> None:
        width = len(_name) // 2
        at = 0
        while at < len(data):
            end = data.index(b"\0", at)
            mode, _, name = data[at:end].partition(b" ")
            at = end + 1 + width
            if mode not in (b"40000", b"160000"):
                found.setdefault(data[end + 1 : at].hex().encode(), []).append(name)

    each(survey.cwd, survey.loose_trees, take)
    for blob, name in staged(survey.cwd):
        found.setdefault(blob, []).append(name)
    return found


def staged(cwd: str) -> list[tuple[bytes, bytes]]:
    """(blob, path) of all that the index names; nothing where there is no work tree."""
    from helcim_audit.errors import AuditError

    try:
        top = top_level(cwd)
        out = run(["ls-files", "-s", "-z"], top) if top else b""
    except AuditError:
        return []
    rows = []
    for entry in out.split(b"\0"):
        meta, _, path = entry.partition(b"\t")
        if path and not meta.startswith(b"160000"):
            rows.append((meta.split(b" ")[1], path))
    return rows


def messages(name: bytes, kind: str, data: bytes, names: tuple[str, ...]) -> Iterator[Document]:
    """A commit's or tag's message and people, as documents of their own. `names`: refs of a tag."""
    head, _, message = data.partition(b"\n\n")
    place = f"{kind}:{name.decode()}"
    fields: dict[bytes, bytes] = {}
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        if key:
            fields.setdefault(key, value)
        elif b"mergetag" in fields:  # the tag that was merged, message and all
            message += b"\n" + value
    if kind == "tag":
        place = f"tag:{os.fsdecode(fields.get(b'tag', name))}"
        origin = Commit(fields.get(b"object", b"").decode("ascii", "replace"), *signed(fields.get(b"tagger", b"")), refs=names, blob=name.decode())
    else:
        origin = Commit(name.decode(), *signed(fields.get(b"committer", b"")))
        origin = replace(origin, author=signed(fields.get(b"author", b""))[0])
    yield Document(place, message, origin, metadata=f"{kind}-message")
    people = dict.fromkeys(signed(fields[key])[0] for key in (b"author", b"committer", b"tagger") if key in fields)
    for person in people:
        yield Document(place, os.fsencode(person), origin, metadata="author")


def signed(field: bytes) -> tuple[str, str]:
    """`Name <address> 1700000000 +0100` as the person and the date in ISO 8601."""
    import datetime

    person, _, rest = field.rpartition(b"> ")
    moment, _, zone = rest.partition(b" ")
    try:
        offset = datetime.timedelta(hours=int(zone[:3]), minutes=int(zone[:1] + zone[3:5]))
        date = datetime.datetime.fromtimestamp(int(moment), datetime.timezone(offset)).isoformat()
    except (ValueError, OverflowError, OSError):
        date = ""
    return os.fsdecode(person + b">" if person else b""), date
