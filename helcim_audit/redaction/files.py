"""How does one file become one that is safe to share, or a reason why not?

What is written is looked at again before it takes its place. Never through a symbolic link, never half.
"""

import io
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, cast

from helcim_audit.errors import AuditError
from helcim_audit.masking import veil
from helcim_audit.mixed import views
from helcim_audit.model import Document
from helcim_audit.prefilter import Prefilter
from helcim_audit.redaction.containers import Rebuilder
from helcim_audit.redaction.record import Masked
from helcim_audit.redaction.text import Redactor, Unsafe
from helcim_audit.rules import Catalogue
from helcim_audit.scanners import Context
from helcim_audit.secrets import DEFAULT_SALT
from helcim_audit.sources.archives import kind, members
from helcim_audit.sources.containers.content import Budget, Limits
from helcim_audit.sources.windows import Resumed, Windows, begun

_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PASSES = 3
_COMPOUND = (".tar",)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `path` and `output` are names without a token in them; `output` is "" where nothing was written."""

    path: str
    output: str
    state: Literal["masked", "clean", "refused"]
    masked: tuple[Masked, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    problem: str = ""


class Workshop:
    """Makes files safe, one after another, by the rules of `catalogue`. `admit`: whether bytes are worth a look."""

    def __init__(self, catalogue: Catalogue, salt: str = DEFAULT_SALT) -> None:
        self.admit = Prefilter(catalogue.keywords).admits
        self._patterns = catalogue.patterns
        self._salt = salt

    def redactor(self) -> Redactor:
        return Redactor(Context(self._patterns), self._salt)

    def check(self, path: str) -> Result:
        """Whether the file is safe as it is. Nothing is written."""
        return self._made(path, None)

    def file(self, path: str, output: str) -> Result:
        """Write a safe copy of `path` to `output`, which may be `path` itself. Raises AuditError for a link that would be written through."""
        if os.path.islink(output):
            raise AuditError("a symbolic link is not written through", path=veil(output), hint="name the target itself")
        if os.path.isdir(output):
            raise AuditError("the output is a directory", path=veil(output), hint="-o names a directory, and the file is put into it")
        return self._made(path, output)

    def _made(self, path: str, output: str | None) -> Result:
        redactor = self.redactor()
        notes: list[tuple[str, str]] = []
        shown = veil(path)
        try:
            descriptor = os.open(path, _READ | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            return Result(shown, "", "refused", problem=error.strerror or "could not be opened")
        with os.fdopen(descriptor, "rb") as source:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Result(shown, "", "refused", problem="not a regular file")
            try:
                with _temporary(output) as (sink, place):
                    self._passes(path, source, status.st_size, sink, redactor, notes)
                    masked = tuple(redactor.found)
                    if output is None or not place or (not masked and _same(path, output)):
                        return Result(shown, "", "masked" if masked else "clean", masked, tuple(notes))
                    if not masked:  # packed anew, its bytes would be others
                        source.seek(0)
                        sink.seek(0)
                        sink.truncate()
                        shutil.copyfileobj(source, sink, 1 << 20)
                    sink.flush()
                    os.chmod(place, stat.S_IMODE(status.st_mode))
                    os.replace(place, output)
            except Unsafe as error:
                return Result(shown, "", "refused", tuple(redactor.found), tuple(notes), error.message + (f" ({error.hint})" if error.hint else ""))
            except OSError as error:
                return Result(shown, "", "refused", tuple(redactor.found), tuple(notes), error.strerror or "could not be read or written")
        return Result(shown, veil(output), "masked" if masked else "clean", masked, tuple(notes))

    def _passes(self, path: str, source: BinaryIO, size: int, sink: BinaryIO, redactor: Redactor, notes: list[tuple[str, str]]) -> None:
        """Rewrite, and look again; a value that was named only further down is hidden above in the next pass."""
        given: BinaryIO = source
        for number in range(_PASSES):
            limits = Limits()
            rebuilder = Rebuilder(redactor, self.admit, notes if number == 0 else [], limits, Budget(limits, size))
            rebuilder.rewrite(path, given, sink)
            if not redactor.found.count or isinstance(sink, _Nowhere) or not self._shows(path, sink, redactor):
                return
            again = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process; what it holds is masked
            sink.seek(0)
            while piece := sink.read(1 << 20):
                again.write(piece)
            again.seek(0)
            sink.seek(0)
            sink.truncate()
            given = cast(BinaryIO, again)
        raise Unsafe("a secret is still found after it was masked; nothing was written", path=veil(path))

    def _shows(self, path: str, sink: BinaryIO, redactor: Redactor) -> bool:
        """Whether what was written would still be reported, or still holds a value that was found."""
        sink.flush()
        for document in _documents(path, sink, lambda data: self.admit(data) or redactor.known.in_bytes(data)):
            if any(redactor.sees(view) or next(redactor.known.copies(view.text, 0), None) for view in views(document)):
                return True
        return False


def _documents(path: str, file: BinaryIO, admit: Callable[[bytes], bool]) -> Iterator[Document]:
    descriptor = file.fileno()
    os.lseek(descriptor, 0, os.SEEK_SET)
    head = begun(descriptor, 512)
    rest = Resumed(descriptor, head)
    rest.rewound()
    form = kind(head, path)  # a picture was read again when it was covered
    for item in members(path, form, rest, admit, _uncounted) if form else Windows(rest.read, path, _uncounted).documents(admit):
        if isinstance(item, Document):
            yield item


def _uncounted(_: int) -> None:
    return


class _Nowhere(io.RawIOBase):
    """What a check writes to."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        return len(data)


class _temporary:
    """A file beside `output` that goes away unless it was moved to its place; without `output`, nowhere."""

    def __init__(self, output: str | None) -> None:
        self._output = output
        self._place = ""

    def __enter__(self) -> tuple[BinaryIO, str]:
        if self._output is None:
            self._file = cast(BinaryIO, _Nowhere())
            return self._file, ""
        handle, self._place = tempfile.mkstemp(prefix=".helcim-audit-", dir=os.path.dirname(os.path.abspath(self._output)))
        self._file = os.fdopen(handle, "w+b")
        return self._file, self._place

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._place:
            with suppress(FileNotFoundError):
                os.unlink(self._place)


def _same(path: str, output: str) -> bool:
    return os.path.exists(output) and os.path.samefile(path, output)


def beside(path: str) -> str:
    """Where a copy goes that has no place of its own: `app.log` to `app.redacted.log`, `x.tar.gz` to `x.redacted.tar.gz`."""
    folder, name = os.path.split(path)
    suffixes = PurePath(name).suffixes[-2:]
    suffix = "".join(suffixes) if len(suffixes) == 2 and suffixes[0] in _COMPOUND else "".join(suffixes[-1:])
    stem = name[: len(name) - len(suffix)] if suffix else name
    return os.path.join(folder, f"{stem}.redacted{suffix}")
