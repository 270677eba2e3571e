"""Which files below a path are read, and how?

Inside git, what git tracks or would offer to track; outside, what `.gitignore` files leave. A file that was
named itself is always read. Nothing outside of the named paths is ever read: links are not followed.
"""

from __future__ import annotations

import errno
import os
import stat

from helcim_audit.errors import AuditError
from helcim_audit.sources.archives import OPENED, members, opened
from helcim_audit.sources.listing import listing, tracked
from helcim_audit.sources.protocol import Tally, is_helcims
from helcim_audit.sources.windows import WINDOW, Resumed, Windows, begun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from helcim_audit.model import Document, Skipped

_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


class Files:
    """Files below one root. `names` are relative to it, as bytes, sorted.

    named: those that the user named. Their links are followed, their pipes read, and none may be passed over.
    """

    def __init__(self, root: bytes, names: Sequence[bytes], notes: Sequence[tuple[bytes, str, bool]] = (), named: Collection[bytes] = ()) -> None:
        self.root = root
        self.names = names
        self.notes = notes
        self.named = named
        self.tally = Tally()
        self._within: dict[bytes, bool] = {}
        self._listed: frozenset[bytes] | None = None

    def documents(self, admit: Callable[[bytes], bool]) -> Iterator[Document | Skipped]:
        for name, reason, failed in self.notes:
            yield _skipped(name, reason, failed)
        prefix = self.root + b"/" if self.root else b""
        listing = b"\n".join(self.names)
        # The names themselves, all at once: a token in one is rare.
        if listing and admit(listing):
            yield from self._named(admit)
        add = self.tally.add
        for name in self.names:
            named = name in self.named
            try:
                fd = _open(prefix + name, named)
            except OSError as error:
                yield _refusal(name, error, named)
                continue
            try:
                status = os.fstat(fd)
                piped = named and stat.S_ISFIFO(status.st_mode)
                if not stat.S_ISREG(status.st_mode) and not piped:
                    yield _skipped(name, _IRREGULAR, named)
                    continue
                if status.st_size > WINDOW or piped:
                    yield from self._large(fd, name, admit, named)
                    continue
                data = _read(fd, status.st_size)
            except OSError as error:
                yield _skipped(name, error.strerror or "could not be read", True)
                continue
            finally:
                os.close(fd)
            if (data[:2] in OPENED or data[257:262] == b"ustar" or name.endswith(_BY_NAME)) and (form := opened(data[:512], posix(name))):
                yield from members(posix(name), form, data, admit, add, asked=named)
                continue
            add(len(data))
            if admit(data) or is_helcims(name, data):
                yield _document(name, data)

    def _large(self, fd: int, name: bytes, admit: Callable[[bytes], bool], named: bool) -> Iterator[Document | Skipped]:
        """A file that is not held in memory as a whole, or a pipe."""
        path = posix(name)
        head = begun(fd, 512)
        rest = Resumed(fd, head)
        if form := opened(head, path):
            yield from members(path, form, rest, admit, self.tally.add, asked=named)
        else:
            yield from Windows(rest.read, path, self.tally.add).documents(admit)

    def _named(self, admit: Callable[[bytes], bool]) -> Iterator[Document]:
        from helcim_audit.model import Document

        for name in self.names:
            if admit(b"\n" + name):
                yield Document(posix(name), name, metadata="file-name")

    def split(self, parts: int) -> list[Files]:
        shares = [Files(self.root, self.names[i::parts], (), self.named) for i in range(parts)]
        shares[0].notes = self.notes
        return shares

    def paths(self) -> Collection[str]:
        return [posix(name) for name in self.names]

    def beside(self) -> Collection[str]:
        """Where files were named one by one, what else the repository around the current directory has: they may import it."""
        if self.root or not self.named:
            return ()
        return [posix(name) for name in tracked(b".", []) or ()]

    def document(self, path: str) -> Document | None:
        name = os.fsencode(path)
        if self._listed is None:
            self._listed = frozenset(self.names)
        asked = name in self._listed
        if not asked and (os.path.isabs(name) or b".." in name.split(b"/")):
            return None  # what some module imports
        whole = (self.root + b"/" if self.root else b"") + name
        folder = os.path.dirname(whole) or b"."
        if not asked and folder not in self._within:
            top = os.path.realpath(self.root or b".").rstrip(b"/") + b"/"
            self._within[folder] = (os.path.realpath(folder) + b"/").startswith(top)
        if not asked and not self._within[folder]:
            return None  # behind a link that leads out of the root
        try:
            fd = _open(whole, named=name in self.named)
        except (OSError, ValueError):  # the latter for a NUL in what some module imports
            return None
        try:
            status = os.fstat(fd)
            if not stat.S_ISREG(status.st_mode) or status.st_size > WINDOW:
                return None
            return _document(name, _read(fd, status.st_size))
        except OSError:
            return None
        finally:
            os.close(fd)


_BY_NAME = (b".tar", b".eml", b".mbox", b".mbx")  # told by their names alone


def posix(name: bytes) -> str:
    path = os.fsdecode(name)
    return path.replace(os.sep, "/") if os.sep != "/" else path


def _document(name: bytes, data: bytes) -> Document:
    from helcim_audit.model import Document

    return Document(posix(name), data)


def _skipped(name: bytes, reason: str, failed: bool) -> Skipped:
    from helcim_audit.model import Skipped

    return Skipped(posix(name), reason, failed)


def _read(fd: int, size: int) -> bytes:
    """The whole file, also if it grew since its size was asked for."""
    data = os.read(fd, size + 1)
    if len(data) == size:
        return data
    pieces = [data]
    while data:
        data = os.read(fd, 1 << 20)
        pieces.append(data)
    return b"".join(pieces)


_IRREGULAR = "not a regular file (a pipe, socket or device)"


def _open(path: bytes, named: bool) -> int:
    if named:
        return os.open(path, _READ)  # waits for the writer of a pipe
    if not _NOFOLLOW and os.path.islink(path):
        raise OSError(errno.ELOOP, "symbolic link")
    return os.open(path, _READ | _NOFOLLOW | getattr(os, "O_NONBLOCK", 0))


def _refusal(name: bytes, error: OSError, named: bool) -> Skipped:
    if named:
        return _skipped(name, error.strerror or "could not be opened", True)
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return _skipped(name, "symbolic link (its target is read where it stands)", False)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _skipped(name, "not in the work tree (deleted, or a sparse check-out)", False)
    if error.errno in (errno.ENXIO, errno.EISDIR):
        return _skipped(name, _IRREGULAR, False)
    return _skipped(name, error.strerror or "could not be opened", True)


def select(paths: Sequence[str], no_ignore: bool = False, exclude: Callable[[str], bool] | None = None) -> Files:
    """The files that the arguments of `scan` name. Raises AuditError for a path that does not exist.

    One directory: paths are relative to it. Several arguments, or files: relative to the current directory
    where they are below it, else absolute.
    """
    here = os.getcwdb()
    given = [os.fsencode(path) for path in paths]
    named: set[bytes] = set()
    for path in given:
        if not os.path.lexists(path):
            raise AuditError("no such file or directory", path=os.fsdecode(path), hint="check the path; nothing was scanned")
    if len(given) == 1 and os.path.isdir(given[0]):
        root = given[0].rstrip(b"/") or b"/"
        names, notes = listing(root, no_ignore)
    else:
        root, names, notes = b"", [], []
        for path in given:  # files that are named twice are read once
            shown = _relative(path, here)
            if os.path.isdir(path):
                below, more = listing(path, no_ignore)
                names += [os.path.join(shown, name) for name in below]
                notes += [(os.path.join(shown, name), reason, failed) for name, reason, failed in more]
            else:
                names.append(shown)
                named.add(shown)
        names = sorted(set(names))
    if exclude:
        kept = [name for name in names if not exclude(posix(name))]
        if len(kept) < len(names):
            notes = [*notes, (b".", f"{len(names) - len(kept)} files excluded by the configuration", False)]
        names = kept
    return Files(root, names, notes, named)


def _relative(path: bytes, here: bytes) -> bytes:
    whole = os.path.normpath(os.path.join(here, path))
    return os.path.relpath(whole, here) if whole.startswith(here.rstrip(b"/") + b"/") else (b"." if whole == here else whole)
