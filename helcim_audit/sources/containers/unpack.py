"""How are containers within containers walked, and what is said of what could not be read?"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from helcim_audit.model import Document, Member, Origin, Skipped, Worktree
from helcim_audit.screenshots import ocr, pictures, suspects
from helcim_audit.sources.archives import inner_name, kind, opened
from helcim_audit.sources.containers import mail, office, pdf, sqlite, tars, zips
from helcim_audit.sources.containers.content import BROKEN, Budget, Capped, Content, Limits, Metered, Pieces, Readable, of_bytes
from helcim_audit.sources.containers.inflate import Inflated
from helcim_audit.sources.windows import Windows

Items = Iterator[Document | Skipped]
_LARGEST_PART = 64 << 20  # bytes of one part of an office file


class Unpacker:
    """Walks one outermost file. Paths of what is inside are `backup.zip!/config/.env`, of any depth."""

    def __init__(self, path: str, admit: Callable[[bytes], bool], count: Callable[[int], None], origin: Origin | None, limits: Limits) -> None:
        self.path = path
        self.admit = admit
        self.count = count
        self.origin = origin
        self.limits = limits
        self.budget = Budget(limits, 0)

    def outermost(self, form: str, file: io.BufferedIOBase, size: int) -> Items:
        """A file of a known size that can be searched."""
        self.budget.size = size
        self.count(size)
        content = Content(file, file)
        failed = False
        for item in self._inside(form, self.path, content, 1):
            failed = failed or (isinstance(item, Skipped) and item.path == self.path)
            yield item
        if form in ("pdf", "sqlite") or (failed and form in ("zip", "tar")):
            # Also as it stands: rows that were deleted, members that are stored, what merely looks like an archive.
            file.seek(0)
            for document in Windows(file.read, self.path, _nothing, self.origin).documents(self.admit):
                document.shadows = self.path + "!/"
                yield document

    def stream(self, form: str, source: Readable) -> Items:
        """A pipe."""
        yield from self._inside(form, self.path, Content(Metered(source, self._came_in)), 1)
        self.count(self.budget.read)

    def _came_in(self, count: int) -> None:
        self.budget.read += count

    def _inside(self, form: str, path: str, content: Content, depth: int) -> Items:
        """What is in the container at `path`. One that is damaged gives what it can, then says so."""
        readers: dict[str, Callable[[str, Content, int], Items]] = {"zip": self._zip, "tar": self._tar, "pdf": self._pdf, "sqlite": self._sqlite, "mail": self._mail, "image": self._image}
        read = readers.get(form)
        try:
            self.budget.enter(depth)
            yield from read(path, content, depth) if read else self._stream(form, path, content, depth)
        except Capped as cap:
            yield Skipped(path, f"not read to its end: {cap}", failed=True)
        except BROKEN as error:
            said = "it is truncated" if isinstance(error, EOFError) else "it is damaged"
            yield Skipped(path, f"not read to its end: {said}", failed=True)

    def _member(self, path: str, content: Content, depth: int, shadows: str = "") -> Items:
        """A member: another container, or a document in as many windows as it takes."""
        # Pictures of a history are too many to be read.
        form = opened(content.head, path) if self.origin is None else kind(content.head, path)
        if form in ("7z archive", "rar archive", "git pack"):
            yield Skipped(path, f"{form}: what it compresses is not read")
            form = None
        if form in ("mail", "image"):
            yield from (self._mail if form == "mail" else self._image)(path, content, depth)
        elif form:
            yield from self._inside(form, path, content, depth + 1)
        else:
            yield from self._document(path, content.read, shadows)
        if content.problem:
            yield Skipped(path, f"not read to its end: {content.problem}", failed=True)

    def _metered(self, source: Readable) -> Content:
        return Content(Metered(source, self.budget.spend))

    def _document(self, path: str, read: Callable[[int], bytes], shadows: str = "") -> Iterator[Document]:
        for document in Windows(read, path, self.count, self._origin_of(path)).documents(self.admit):
            document.shadows = shadows
            yield document

    def _origin_of(self, path: str) -> Origin:
        return self.origin or Member(self.path, path[len(self.path) + 2 :]) if path != self.path else self.origin or Worktree()

    def _named(self, path: str, name: str) -> Iterator[Document]:
        """The name of a member, where that itself is telling."""
        raw = name.encode("utf-8", "surrogateescape")
        if self.admit(b"\n" + raw):
            yield Document(path, raw, self._origin_of(path), metadata="file-name")

    # --- one method for each kind ----------------------------------------------------------------------

    def _stream(self, form: str, path: str, content: Content, depth: int) -> Items:
        inflated = self._metered(Inflated(content, form))
        name = inner_name(path, form)
        if kind(inflated.head, name) == "tar":
            # `x.tgz!/a`, not `x.tgz!/x.tar!/a`: nobody thinks of the tar in between.
            yield from self._inside("tar", path, inflated, depth)
            return
        yield from self._member(f"{path}!/{name}", inflated, depth)

    def _zip(self, path: str, content: Content, depth: int) -> Items:
        file = content.seekable(self.limits.held)
        found = zips.directory(file)
        if found is None:
            yield Skipped(path, "its directory is missing or damaged: it was read from header to header", failed=True)
            yield from self._entries(path, zips.salvaged(file), depth)
            return
        infos, comment = found
        if comment and self.admit(comment):
            yield Document(f"{path}!/(comment)", comment, self._origin_of(f"{path}!/(comment)"))
        names = [info.filename for info in infos]
        if office.is_office(names):
            yield from self._office(path, zips.entries(file, infos), depth)
        else:
            yield from self._entries(path, zips.entries(file, infos), depth)

    def _tar(self, path: str, content: Content, depth: int) -> Items:
        yield from self._entries(path, tars.entries(content), depth)
        if content.problem:
            yield Skipped(path, f"not read to its end: {content.problem}", failed=True)

    def _entries(self, path: str, entries: Iterator[zips.Entry], depth: int) -> Items:
        for entry in entries:
            inside = f"{path}!/{_tame(entry.name)}"
            self.budget.enter(depth)
            yield from self._named(inside, entry.name)
            if entry.source is None:
                yield Skipped(inside, f"not read: {entry.problem}", failed=True)
            else:
                yield from self._member(inside, self._metered(entry.source), depth)
            if self.budget.over:
                raise Capped(self.budget.over)

    def _office(self, path: str, entries: Iterator[zips.Entry], depth: int) -> Items:
        """Parts that are XML as text, the rest as files. Strings of a workbook are read before its sheets."""
        shared: list[str] = []
        later: list[tuple[str, str]] = []
        for entry in entries:
            inside = f"{path}!/{_tame(entry.name)}"
            self.budget.enter(depth)
            if entry.source is None:
                yield Skipped(inside, f"not read: {entry.problem}", failed=True)
            elif not entry.name.endswith((".xml", ".rels", ".vml")):
                yield from self._member(inside, self._metered(entry.source), depth)
            else:
                content = self._metered(entry.source)
                xml = content.seekable(_LARGEST_PART).read().decode("utf-8", "surrogateescape")
                if content.problem:
                    yield Skipped(inside, f"not read to its end: {content.problem}", failed=True)
                if "/sharedStrings" in entry.name:
                    shared = office.shared_strings(xml)
                later.append((inside, xml))
        for inside, xml in sorted(later, key=lambda part: "/sharedStrings" in part[0]):  # what sheets show comes first
            yield from self._part(path, inside, xml, shared)

    def _part(self, path: str, inside: str, xml: str, shared: list[str]) -> Items:
        shadows = ""
        if "/xl/worksheets/" in inside:
            shown, name = office.sheet(xml, shared), inside.removesuffix(".xml") + ".tsv"
        elif "/sharedStrings" in inside:
            # Those that no cell names any more; the others were read in their sheets.
            shown, name, shadows = "\n".join(shared), inside.removesuffix(".xml") + ".txt", path + "!/"
        else:
            shown, name = office.text(xml), inside.removesuffix(".xml").removesuffix(".rels") + ".txt"
        yield from self._document(name, of_bytes(shown.encode("utf-8", "surrogateescape")).read, shadows)

    def _pdf(self, path: str, content: Content, depth: int) -> Items:
        data = content.seekable(self.limits.held).read()
        if not data:
            return
        for part in pdf.parts(data):
            inside = f"{path}!/{_tame(part.name)}" if part.name else path
            self.budget.spend(len(part.data))
            if part.problem:
                yield Skipped(inside, part.problem, failed=True)
            else:
                yield from self._member(inside, of_bytes(part.data), depth, path + "!/" if part.shadow else "")

    def _sqlite(self, path: str, content: Content, depth: int) -> Items:
        data = content.seekable(self.limits.held).read()
        for table, rows in sqlite.tables(data, self.limits.seconds):
            self.budget.enter(depth)
            yield from self._member(f"{path}!/{_tame(table)}", self._metered(Pieces(rows)), depth)

    def _mail(self, path: str, content: Content, depth: int) -> Items:
        """The message as text, then what is attached: text that was seen in the message is not reported twice."""
        data = content.seekable(self.limits.held).read()
        yield from self._document(path, of_bytes(data).read)
        for name, payload in mail.attachments(data):
            self.budget.enter(depth)
            yield from self._member(f"{path}!/{_tame(name)}", of_bytes(payload), depth, shadows=path)

    def _image(self, path: str, content: Content, _depth: int) -> Items:
        """The file as it stands, for its metadata, and what is read in the picture."""
        data = content.seekable(self.limits.held).read()
        yield from self._document(path, of_bytes(data).read)
        try:
            for number, frame in enumerate(pictures.frames(data), 1):
                if not pictures.worth_reading(frame):
                    continue
                lines = ocr.read(frame)
                name = f"{path}!/text" if number == 1 else f"{path}!/text-{number}"
                yield from self._document(name, of_bytes(suspects.transcript(lines).encode()).read)
                if suspects.unsure(lines):
                    yield Skipped(name, "text near a secret's name was not read surely: look at the picture", failed=True)
        except pictures.Unreadable as error:
            yield Skipped(path, f"the picture is not read: {error}", failed=True)


def _tame(name: str) -> str:
    """A member's name as it is shown: without a root, without steps upward."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "(no name)"


def _nothing(_: int) -> None:
    return
