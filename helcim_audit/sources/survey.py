"""Which objects of a repository can hold anything, and is any of it missing?

All blobs, commits and tags are shown to the prefilter, each once, by all workers; the first worker also learns
which commit brought which blob. What the repository should have and does not have is said.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from helcim_audit import workers
from helcim_audit.model import Skipped
from helcim_audit.sources.archives import STARTS, kind
from helcim_audit.sources.git import run
from helcim_audit.sources.graph import refs
from helcim_audit.sources.introductions import Introductions, introductions
from helcim_audit.sources.objects import Large, Objects, listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Admit = Callable[[bytes], bool]
    Progress = Callable[[int, int, int], None]

CHUNK = 500  # objects that a worker claims at a time
_MOST_CHUNKS = 15_000  # their numbers fit into a pipe
_OVERLAP = 64 << 10  # bytes
_WINDOW = 4 << 20
_SHOWN = 20  # objects of one kind of trouble that are named
# Files whose names alone tell that other files are inside.
_BY_NAME = (b".tar", b".eml", b".mbox", b".mbx")


@dataclass
class Survey:
    """What a look at all objects told.

    candidates: (kind, name) of what the prefilter admits, and of archives. records: "name parents time" of each
    commit. loose_trees: those that belong to no commit. large: blobs that are too large to be read whole.
    whole: all objects were looked at, not those of a range.
    """

    cwd: str
    table: Introductions
    candidates: list[tuple[bytes, bytes]] = field(default_factory=list)
    records: list[bytes] = field(default_factory=list)
    loose_trees: list[bytes] = field(default_factory=list)
    large: list[bytes] = field(default_factory=list)
    whole: bool = True
    notes: list[Skipped] = field(default_factory=list)
    documents: int = 0
    bytes: int = 0


@dataclass
class _Task:
    """What the workers share: the names of all objects, in pieces, and a pipe from which each takes its next piece."""

    cwd: str
    chunks: list[list[bytes]]
    total: int
    commits: list[bytes]
    whole: bool
    table: Introductions
    queue: int


@dataclass
class _Found:
    candidates: list[tuple[bytes, bytes]] = field(default_factory=list)
    records: list[bytes] = field(default_factory=list)
    roots: set[bytes] = field(default_factory=set)
    lost: list[bytes] = field(default_factory=list)
    large: list[bytes] = field(default_factory=list)
    documents: int = 0
    bytes: int = 0


def survey(cwd: str, admit: Admit, span: str | None = None, jobs: int = 1, progress: Progress | None = None) -> Survey:
    """Look at every object, or with `span` (as `git rev-list` takes it) at what its commits brought. Raises GitError."""
    notes: list[Skipped] = []
    if span is None:
        objects, complaints = listing(cwd)
        notes += [Skipped(".", f"git says: {line}", failed=True) for line in complaints[:_SHOWN]]
        commits, known, trees = objects[b"commit"], set(objects[b"blob"]), objects[b"tree"]
        names = commits + objects[b"tag"] + objects[b"blob"]
        notes += _named(objects[b"missing"], "object", "it is damaged, so it was not read")
        named = refs(cwd)
        gone = {ref.target for ref in named}.difference(*(objects[kind] for kind in (b"commit", b"tag", b"blob", b"tree")))
        notes += [Skipped(f"ref:{ref.name}", "what it names is missing from the repository", failed=True) for ref in named if ref.target in gone]
        table = Introductions(())
    else:
        commits, trees = commits_of(cwd, span), []
        table = introductions(cwd, commits)
        known = table.blobs()
        names = commits + sorted(known)
    size = max(CHUNK, len(names) // _MOST_CHUNKS)
    chunks = [names[at : at + size] for at in range(0, len(names), size)]
    queue, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(4, "little") for number in range(len(chunks))))
    os.close(end)
    task = _Task(cwd, chunks, len(names), commits, span is None, table, queue)
    try:
        shares = workers.run(lambda number: _share(task, number == 0, admit, progress), range(min(jobs, max(1, len(chunks) // 2))))
    finally:
        os.close(queue)
    done = Survey(cwd, task.table, whole=span is None, notes=notes)
    for share in shares:
        done.candidates += share.candidates
        done.records += share.records
        done.large += share.large
        done.documents += share.documents
        done.bytes += share.bytes
    inside = task.table.blobs_under([path for path in task.table.paths if path.endswith(_BY_NAME)]) & known
    done.candidates += [(b"blob", name) for name in sorted(inside.difference(name for _, name in done.candidates))]
    roots = {root for share in shares for root in share.roots}
    done.loose_trees = [tree for tree in trees if tree not in task.table.trees and tree not in roots]
    lost = {name for share in shares for name in share.lost}
    done.notes += _named(sorted(lost), "object", "it is damaged or missing, so it was not read")
    done.notes += _absent(cwd, task.table, known)
    done.notes += limits(cwd, commits if span else None)
    if not names:
        done.notes.append(Skipped(".", "the range holds no commit" if span else "the repository is empty: nothing was scanned", failed=span is None))
    return done


def commits_of(cwd: str, span: str) -> list[bytes]:
    """The commits of a range, oldest first. Raises GitError, explained, where git does not know it."""
    return run(["rev-list", "--reverse", "--topo-order", "--end-of-options", *span.split(), "--"], cwd).split()


def _share(task: _Task, first: bool, admit: Admit, progress: Progress | None) -> _Found:
    if first and task.whole:
        task.table = introductions(task.cwd, task.commits)
    found = _Found()
    at = 0

    def claims() -> Iterator[list[bytes]]:
        nonlocal at
        while number := os.read(task.queue, 4):
            at = int.from_bytes(number, "little")
            yield task.chunks[at]

    reader = Objects(task.cwd, claims())
    candidates, records = found.candidates, found.records
    for name, sort, data in reader.read():
        found.documents += 1
        if isinstance(data, Large):
            found.bytes += data.size
            found.large.append(name)
            admitted = _admits(admit, data.pieces)
        else:
            found.bytes += len(data)
            admitted = admit(data)
            if sort == b"commit":
                found.roots.add(data[5:45] if data[45:46] == b"\n" else data[5:69])
                records.append(record(name, data))
            elif not admitted and (data[:2] in STARTS or data[257:262] == b"ustar"):
                admitted = kind(data[:512], "") is not None
        if admitted:
            candidates.append((sort, name))
        if progress and not found.documents & 255:
            progress(min(task.total, at * len(task.chunks[0])), found.bytes, task.total)
    found.lost = reader.lost
    return found


def _admits(admit: Admit, pieces: Iterator[bytes]) -> bool:
    """Whether any window of a large object is admitted, or it is an archive; reads all of it."""
    admitted = False
    kept = b""
    for piece in pieces:
        if not kept and piece[:2] in STARTS and kind(piece[:512], ""):
            admitted = True
        if admitted:
            continue
        kept += piece
        if len(kept) >= _WINDOW:
            admitted = admit(kept)
            kept = kept[-_OVERLAP:]
    return admitted or admit(kept)


def record(name: bytes, data: bytes) -> bytes:
    head, _, _ = data.partition(b"\n\n")
    parents = []
    time = b"0"
    for line in head.split(b"\n"):
        if line.startswith(b"parent "):
            parents.append(line[7:])
        elif line.startswith(b"committer "):
            time = line.rsplit(b" ", 2)[-2] if line.count(b" ") >= 3 else b"0"
            break
    return b" ".join((name, *parents, time))


def _named(names: list[bytes], kind: str, reason: str) -> list[Skipped]:
    notes = [Skipped(f"{kind}:{name.decode()}", reason, failed=True) for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        notes.append(Skipped(".", f"{len(names) - _SHOWN} more objects: {reason}", failed=True))
    return notes


def _absent(cwd: str, table: Introductions, known: set[bytes]) -> list[Skipped]:
    """What trees name and the repository does not hold."""
    missing = table.blobs() - known
    if (missing or table.broken) and is_partial(cwd):
        reason = f"partial clone: {len(missing)} versions of files were never fetched, so they were not read" if missing else "partial clone: trees were never fetched, so what they name is not known"
        return [Skipped(".", f"{reason}; fetch them with: git fetch --refetch --no-filter", failed=True)]
    notes = _named(table.broken, "commit", "its tree or its parents are damaged or missing, so that files may not have been found")
    if missing:
        places = sorted({path for _, _, path in table.of(missing)})
        notes += [Skipped(os.fsdecode(path), "a version of it is missing from the repository", failed=True) for path in places[:_SHOWN]]
        if len(places) > _SHOWN:
            notes.append(Skipped(".", f"versions of {len(places) - _SHOWN} more files are missing from the repository", failed=True))
    return notes


def is_partial(cwd: str) -> bool:
    """Whether the clone was told to leave objects on the server."""
    listed = run(["config", "--local", "--name-only", "--list", "-z"], cwd).lower().split(b"\0")
    return any(name == b"extensions.partialclone" or (name.startswith(b"remote.") and name.endswith((b".promisor", b".partialclonefilter"))) for name in listed)


def limits(cwd: str, commits: list[bytes] | None = None) -> list[Skipped]:
    """What the repository itself says that it does not hold or does not own. `commits`: those that matter (None: all)."""
    notes = []
    paths = run(["rev-parse", "--git-path", "shallow", "--git-path", "objects/info/alternates"], cwd).splitlines()
    shallow, alternates = (_lines(os.path.join(os.fsencode(cwd), path)) for path in paths)
    if shallow and (commits is None or set(shallow) & set(commits)):
        notes.append(Skipped(".", f"shallow clone: what came before {len(shallow)} of its commits is not here; fetch it with: git fetch --unshallow", failed=True))
    if alternates:
        notes.append(Skipped(".", "objects are borrowed from another repository (objects/info/alternates); they were read too"))
    return notes


def _lines(path: bytes) -> list[bytes]:
    try:
        with open(path, "rb") as file:
            return file.read(1 << 24).split()
    except OSError:
        return []
