"""How is a container built anew around members that were made safe?

Members keep their order, dates and permissions. What cannot be read as a whole (encrypted, cut, damaged) or
cannot be written by this program (PDF) is refused if it holds, or could hold, a secret.
"""

import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from helcim_audit.masking import veil
from helcim_audit.model import Skipped
from helcim_audit.redaction import mail, office, screenshots, sqlite
from helcim_audit.redaction.stream import from_reader, redact_stream
from helcim_audit.redaction.text import Redactor, Unsafe
from helcim_audit.screenshots import ocr
from helcim_audit.sources.archives import inner_name, is_picture, kind, members
from helcim_audit.sources.containers import office as parts
from helcim_audit.sources.containers import zips
from helcim_audit.sources.containers.content import BROKEN, PIECE, Budget, Capped, Limits, Metered, Readable
from helcim_audit.sources.containers.inflate import Inflated
from helcim_audit.sources.protocol import Tally

_HELD = 64 << 20  # bytes of a member that are kept in memory; larger ones wait, masked, in a file without a name
_STREAMS = frozenset(("gzip", "bzip2", "xz", "zstandard", "zlib"))


@dataclass(slots=True)
class Rebuilder:
    """Rewrites one outermost file. `notes`: what was copied without a look inside, as (path, reason)."""

    redactor: Redactor
    admit: Callable[[bytes], bool]
    notes: list[tuple[str, str]]
    limits: Limits
    budget: Budget

    def rewrite(self, path: str, source: BinaryIO, sink: BinaryIO, depth: int = 1) -> None:
        """Everything of `source`, which can be searched, safely to `sink`. Raises Unsafe."""
        head = source.read(512)
        source.seek(0)
        form = "image" if is_picture(head) else kind(head, path)
        try:
            self.budget.enter(depth)
            if form is None:
                redact_stream(from_reader(source.read), sink.write, path, self.redactor, self.admit)
            elif form in _STREAMS:
                self._stream(form, path, source, sink, depth)
            elif form == "zip":
                self._zip(path, source, sink, depth)
            elif form == "tar":
                self._tar(path, source, sink, depth)
            else:
                sink.write(self._whole(form, path, source.read(self.limits.held + 1), depth))
        except Capped as cap:
            raise Unsafe(f"cannot be made safe: {cap}", path=veil(path)) from None
        except (*BROKEN, zipfile.BadZipFile) as error:
            said = "it is truncated" if isinstance(error, EOFError) else "it is damaged"
            raise Unsafe(f"cannot be made safe: {said}", path=veil(path)) from None

    def held(self, path: str, data: bytes, depth: int) -> bytes:
        """A member that is held in memory."""
        sink = io.BytesIO()
        self.rewrite(path, io.BytesIO(data), sink, depth)
        return sink.getvalue()

    def _whole(self, form: str, path: str, data: bytes, depth: int) -> bytes:
        if len(data) > self.limits.held:
            raise Capped(f"it needs more than {self.limits.held >> 20} MB of memory")
        if form == "mail":
            body = self._text(path, data)
            return mail.rebuilt(body, lambda name, part: self.held(f"{path}!/{name}", part, depth + 1))
        if form == "image":
            return self._picture(path, data, depth)
        if form == "sqlite":
            return sqlite.rebuilt(path, data, self.redactor, self.admit)
        if form != "pdf":
            self.notes.append((path, f"{form}: what it compresses was not looked at"))
            return self._text(path, data)
        unread = False
        before = self.redactor.found.count
        for item in members(path, form, data, self.admit, Tally().add):
            if isinstance(item, Skipped):
                unread = unread or item.failed
            else:
                self.redactor.learn(item)
        if unread or self.redactor.found.count > before:
            why = "cannot be read to its end" if unread else "holds a secret"
            raise Unsafe(f"a PDF is not written by this program, and this one {why}", path=veil(path), hint="share its text or a picture of the page instead")
        return data

    def _picture(self, path: str, data: bytes, depth: int) -> bytes:
        if depth > 1 and not ocr.installed():
            self.notes.append((path, "a picture that was not looked at (pip install 'helcim-audit[screenshots]')"))
            return data
        return screenshots.rebuilt(path, data, self.redactor, lambda said: self.notes.append((path, said)))

    def _text(self, path: str, data: bytes) -> bytes:
        sink = io.BytesIO()
        redact_stream(from_reader(io.BytesIO(data).read), sink.write, path, self.redactor, self.admit)
        return sink.getvalue()

    def _member(self, path: str, source: Readable, sink: BinaryIO, depth: int) -> None:
        """A member of any size: small ones in memory, large ones straight through, if they are no containers."""
        metered = Metered(source, self.budget.spend)
        pieces: list[bytes] = []
        size = 0
        while size <= _HELD and (piece := metered.read(PIECE)):
            pieces.append(piece)
            size += len(piece)
        head = b"".join(pieces)
        if size <= _HELD:
            self.rewrite(path, io.BytesIO(head), sink, depth + 1)
            return
        if kind(head[:512], path):
            raise Capped(f"a container inside of it is larger than {_HELD >> 20} MB")
        rest = io.BytesIO(head)
        redact_stream(from_reader(lambda size: rest.read(size) or metered.read(size)), sink.write, path, self.redactor, self.admit)

    # --- one method for each kind ----------------------------------------------------------------------

    def _stream(self, form: str, path: str, source: BinaryIO, sink: BinaryIO, depth: int) -> None:
        inside = f"{path}!/{inner_name(path, form)}"
        inflated = Inflated(source, form)
        head = b""
        while len(head) < 512 and (piece := inflated.read(512)):
            head += piece
        self.budget.spend(len(head))
        rest = io.BytesIO(head)

        def read(size: int) -> bytes:
            if piece := rest.read(size):
                return piece
            piece = inflated.read(size)
            self.budget.spend(len(piece))
            return piece

        with _compressor(form, sink) as out:
            inner = kind(head, inside)
            if inner is None:
                redact_stream(from_reader(read), out.write, inside, self.redactor, self.admit)
            elif inner == "tar":
                self._tar(path, cast(BinaryIO, _Reader(read)), out, depth)
            else:
                self._member(inside, _Reader(read), out, depth)

    def _zip(self, path: str, source: BinaryIO, sink: BinaryIO, depth: int) -> None:
        found = zips.directory(cast(io.BufferedIOBase, source))
        if found is None:
            raise ValueError("no directory")
        infos, comment = found
        names = [info.filename for info in infos]
        with zipfile.ZipFile(sink, "w") as out:
            if parts.is_office(names):
                office.rebuild(path, cast(io.BufferedIOBase, source), infos, out, self.redactor, lambda name, data: self.held(name, data, depth + 1))
            else:
                for info, entry in zip((i for i in infos if not i.is_dir()), zips.entries(cast(io.BufferedIOBase, source), infos), strict=True):
                    if entry.source is None:
                        raise Unsafe(f"cannot be made safe: {entry.problem}", path=veil(f"{path}!/{entry.name}"))
                    with out.open(copied(info), "w", force_zip64=info.file_size > 1 << 31) as member:
                        self._member(f"{path}!/{info.filename}", entry.source, cast(BinaryIO, member), depth)
                for info in infos:
                    if info.is_dir():
                        out.writestr(copied(info), b"")
            out.comment = self._text(f"{path}!/(comment)", comment)

    def _tar(self, path: str, source: BinaryIO, sink: BinaryIO, depth: int) -> None:
        with tarfile.open(fileobj=source, mode="r|") as archive, tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT) as out:
            for info in archive:
                info.name, info.linkname = veil(info.name), veil(info.linkname)
                info.pax_headers = {key: veil(value) for key, value in info.pax_headers.items() if key not in ("size", "path", "linkpath")}
                opened = archive.extractfile(info) if info.isreg() else None
                if opened is None:
                    out.addfile(info)
                    continue
                # Large ones wait in a file that has no name; it holds what is masked already.
                with tempfile.SpooledTemporaryFile(max_size=_HELD) as waiting:
                    self.budget.enter(depth)
                    self._member(f"{path}!/{info.name}", opened, cast(BinaryIO, waiting), depth)
                    info.size = waiting.tell()
                    waiting.seek(0)
                    out.addfile(info, waiting)
                archive.members.clear()  # type: ignore[attr-defined]  # or they would fill the memory


class _Reader:
    def __init__(self, read: Callable[[int], bytes]) -> None:
        self.read = read


def copied(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same entry for a new archive; a name that is a token is hidden, fields of its own are dropped."""
    fresh = zipfile.ZipInfo(veil(info.filename), info.date_time)
    fresh.compress_type = info.compress_type if info.compress_type in (0, 8, 12, 14) else zipfile.ZIP_DEFLATED
    fresh.external_attr, fresh.create_system, fresh.comment = info.external_attr, info.create_system, b""
    return fresh


def _compressor(form: str, sink: BinaryIO) -> BinaryIO:
    if form == "gzip":
        import gzip

        return cast(BinaryIO, gzip.GzipFile(filename="", mode="wb", fileobj=sink, mtime=0, compresslevel=6))
    if form == "bzip2":
        import bz2

        return cast(BinaryIO, bz2.BZ2File(sink, "wb"))
    if form == "xz":
        import lzma

        return cast(BinaryIO, lzma.LZMAFile(sink, "wb"))
    if form == "zstandard":
        from backports import zstd

        return cast(BinaryIO, zstd.ZstdFile(sink, "wb"))
    raise Unsafe("a zlib stream is not written by this program")
