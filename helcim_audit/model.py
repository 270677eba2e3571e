"""Which things travel through the program?

A source yields documents (or says what it skipped), analyzers turn a document into matches, the engine
turns matches into findings. Matches know secrets; findings do not.
"""

import bisect
import codecs
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from helcim_audit.secrets import Secret

Severity = Literal["critical", "high", "medium", "low"]
Confidence = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters in a document's `text`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


# --- where a document comes from: a sum type -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Worktree:
    kind: Literal["worktree"] = "worktree"


@dataclass(frozen=True, slots=True)
class Staged:
    kind: Literal["staged"] = "staged"


@dataclass(frozen=True, slots=True)
class Stdin:
    kind: Literal["stdin"] = "stdin"


@dataclass(frozen=True, slots=True)
class Commit:
    """Somewhere in the history.

    sha: the first commit that has it; "" where no commit does (staged once, or written by a tool).
    date: when it was committed, ISO 8601. paths: all names that it had. in_head: whether HEAD still has it.
    refs: branches, tags, stashes and the like that reach it; where none does, entries of reflogs.
    blob: the object that holds it.
    """

    sha: str
    author: str
    date: str
    paths: tuple[str, ...] = ()
    in_head: bool = False
    refs: tuple[str, ...] = ()
    blob: str = ""
    kind: Literal["commit"] = "commit"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive or container; `container` is the path of the outer file."""

    container: str
    member: str
    kind: Literal["archive"] = "archive"


Origin = Worktree | Staged | Stdin | Commit | Member

# --- documents -------------------------------------------------------------------------------------

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes of mostly Latin text stand."""
    head = data[:4096]
    head = head[: len(head) & ~3]
    if len(head) < 4 or b"\0" not in head:
        return None
    zeros = [head[i::4].count(0) for i in range(4)]
    quarter = len(head) // 4
    mostly, rarely = quarter * 0.7, quarter * 0.3
    if zeros[1] >= mostly and zeros[2] >= mostly and zeros[3] >= mostly and zeros[0] <= rarely:
        return "utf-32-le"
    if zeros[0] >= mostly and zeros[1] >= mostly and zeros[2] >= mostly and zeros[3] <= rarely:
        return "utf-32-be"
    if zeros[1] + zeros[3] >= mostly * 2 and zeros[0] + zeros[2] <= rarely * 2:
        return "utf-16-le"
    if zeros[0] + zeros[2] >= mostly * 2 and zeros[1] + zeros[3] <= rarely * 2:
        return "utf-16-be"
    return None


def decode(data: bytes) -> tuple[str, str]:
    """Text of `data` and the encoding that was used. Never fails, never drops a byte."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "surrogateescape" if name == "utf-8" else "replace"), name
    if wide := _guess_wide(data):
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


@dataclass(eq=False)
class Document:
    """Bytes with an origin. `text` is decoded when it is first asked for.

    path: POSIX, relative to the scanned root (for display, and for what the file's name tells).
    first_line, first_column: where `data` begins when it is a window of a larger file (from one).
    added: lines that the change under review adds (numbered in the whole file, from one); None: all.
    before: the version that the change replaces, if there is one.
    metadata: "" for content; else what `data` is instead: "file-name", "commit-message", "tag-message",
        "ref-name", "author".
    cut: the file goes on behind `data`, in the middle of a line.
    shadows: a path, or with `!/` at its end all that is inside of one; secrets that were found there are not
        reported again from this document, which shows the same content in another way (a database's bytes
        beside its rows).
    """

    path: str
    data: bytes
    origin: Origin = field(default_factory=Worktree)
    first_line: int = 1
    first_column: int = 1
    added: frozenset[int] | None = None
    before: bytes | None = None
    metadata: str = ""
    cut: bool = False
    shadows: str = ""

    @property
    def at_top(self) -> bool:
        """Whether it is content from the first line of its file on, up to the end of a line."""
        return self.first_line == 1 and not (self.metadata or self.cut)

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.data)

    @property
    def text(self) -> str:
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        return self._decoded[1]

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets in `text` at which lines begin; only LF ends a line (CR LF thus too)."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in `text`, both counted from one, columns in characters."""
        row = bisect.bisect_right(self.line_starts, offset) - 1
        column = offset - self.line_starts[row] + 1
        return self.first_line + row, column + (self.first_column - 1 if row == 0 else 0)

    def offset(self, line: int, column: int = 1) -> int:
        """The inverse of `position`."""
        row = line - self.first_line
        return self.line_starts[row] + column - 1 - (self.first_column - 1 if row == 0 else 0)

    def line_span(self, line: int) -> Span:
        """The line without its line break."""
        row = line - self.first_line
        start = self.line_starts[row]
        end = self.line_starts[row + 1] - 1 if row + 1 < len(self.line_starts) else len(self.text)
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, on purpose or not. `failed`: it should have been (exit code 3)."""

    path: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Degraded:
    """Something that was read with less understanding than usual (a syntax error, a cap)."""

    path: str
    reason: str


# --- matches and findings --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace. `line` counts from one; `note` holds no text of a value."""

    path: str
    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Match:
    """What an analyzer saw: a rule, a place, and the secret if one stands or flows there.

    span: where the finding stands in the document's text (what a report underlines).
    hidden: further ranges of this document that hold (parts of) the secret and are masked. `span` is
        masked too when `at_secret` is true.
    message, severity, confidence: None takes the rule's.
    subject: for an environment name, "define:NAME" or "read:NAME" (reads are reported only of names that
        nothing in the tree defines); else "".
    """

    rule: str
    span: Span
    secret: Secret | None = None
    at_secret: bool = True
    hidden: tuple[Span, ...] = ()
    confidence: Confidence | None = None
    severity: Severity | None = None
    message: str | None = None
    trace: tuple[Step, ...] = ()
    language: str | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SecretInfo:
    kind: str
    masked: str
    id: str


@dataclass(frozen=True, slots=True)
class Suppressed:
    by: Literal["inline", "baseline", "config"]
    reason: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A masked, positioned, explained match: all that reports, baselines and callers ever see.

    frame: masked lines around the place, as (line number, text), for code frames.
    side: where the code runs, "client" or "server", where the analysis knows; else "".
    """

    rule: str
    category: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str
    start: Place
    end: Place
    excerpt: str
    frame: tuple[tuple[int, str], ...]
    secret: SecretInfo | None
    origin: Origin
    trace: tuple[Step, ...]
    practice: str
    why: str
    help: str
    fingerprint: str
    suppressed: Suppressed | None = None
    subject: str = ""
    side: str = ""

    def suppress(self, how: Suppressed) -> "Finding":
        return replace(self, suppressed=how)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.start.line, self.start.column, self.rule, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: documents and bytes, what was skipped and why, what was half understood. `unit`: what a document is called."""

    documents: int = 0
    bytes: int = 0
    skipped: tuple[Skipped, ...] = ()
    degraded: tuple[Degraded, ...] = ()
    unit: str = "file"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run: what every output format is a function of."""

    findings: tuple[Finding, ...]
    coverage: Coverage
    incomplete: tuple[Skipped, ...] = ()
    interrupted: bool = False

    @property
    def complete(self) -> bool:
        return not self.incomplete and not self.interrupted
