"""How does the program analysis see the tree that is scanned?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from helcim_audit import workers
from helcim_audit.lazy import regex
from helcim_audit.model import Commit, Degraded, Document, Origin
from helcim_audit.program import is_candidate
from helcim_audit.scanners import Neighbourhood
from helcim_audit.sources.words import held

_WORTH_SHARING = 2000  # files that are searched; below, starting a worker costs more than it saves


class Files(Protocol):
    """A source, as far as the program analysis goes: the paths of a tree, and one of its files."""

    def paths(self) -> Collection[str]: ...

    def document(self, path: str) -> Document | None: ...


@runtime_checkable
class Spelling(Protocol):
    """A source that knows by itself which of some words a file holds, without reading it each time."""

    def spelled(self, path: str, words: Collection[str]) -> Collection[str]: ...


@runtime_checkable
class Named(Protocol):
    """A source of files that were named one by one: others may stand beside them."""

    def beside(self) -> Collection[str]: ...


@runtime_checkable
class Change(Protocol):
    """A source that is a change, and knows which files it alters."""

    def altered(self) -> Collection[str]: ...


class Tree:
    """The scanned tree as the program analysis asks for it. Texts are kept while one analysis runs."""

    def __init__(self, source: Files, jobs: int = 1) -> None:
        self._source = source
        self._jobs = jobs
        self._own = frozenset(source.paths())
        self._paths = self._own.union(source.beside()) if isinstance(source, Named) else self._own
        self._spelled = source.spelled if isinstance(source, Spelling) else self._searched
        self._texts: dict[str, str | None] = {}

    def paths(self) -> Collection[str]:
        return self._paths

    def is_scanned(self, path: str) -> bool:
        """Whether findings in it are reported; other files are read where one of these imports them."""
        return path in self._own

    def read(self, path: str) -> str | None:
        if path not in self._texts:
            document = self._source.document(path)
            self._texts[path] = document.text if document else None
        return self._texts[path]

    def search(self, words: Collection[str], like: Callable[[str], bool]) -> dict[str, list[str]]:
        """Which files hold each of `words`, as words of their own; files are those whose path is `like` it."""
        wanted = tuple(sorted(set(words)))
        paths = sorted(filter(like, self._own)) if wanted else []
        parts = self._jobs if len(paths) >= _WORTH_SHARING else 1
        size = -(-len(paths) // parts) or 1
        found: dict[str, list[str]] = {}
        for share in workers.run(lambda start: self._holders(paths[start : start + size], wanted), range(0, len(paths), size)):
            for word, holders in share.items():
                found.setdefault(word, []).extend(holders)
        return found

    def _holders(self, paths: Sequence[str], wanted: tuple[str, ...]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in paths:
            for word in self._spelled(path, wanted):
                found.setdefault(word, []).append(path)
        return found

    def _searched(self, path: str, words: Collection[str]) -> Collection[str]:
        document = self._source.document(path)
        return _held(document, tuple(words)) if document and document.data else ()

    def near(self, path: str, text: str) -> tuple[Callable[[int], bool], Callable[[int], bool], bool]:
        """Does the text around an offset of a document speak of Helcim; does it name another vendor; does any of it speak of Helcim?"""
        around = Neighbourhood(Document(path, text.encode("utf-8", "surrogatepass")))
        return around.speaks_of_helcim, around.names_another, around.mentions


def _held(document: Document, words: tuple[str, ...]) -> list[str]:
    """Which of `words` stand in a document. It is decoded only where its characters are wide."""
    return held(document.data if b"\0" not in document.data[:4096] else document.text.encode("utf-8", "surrogatepass"), words)


_COMMON = 200  # files that spell a name: it says nothing


def spelling(tree: Tree, paths: Iterable[str]) -> set[str]:
    """Programs that spell the name of one of `paths`."""
    from helcim_audit.program.front_ends import has_front_end
    from helcim_audit.program.reach import spellings

    words = {word for path in paths for word in spellings(path)}
    return {path for found in tree.search(words, has_front_end).values() if len(found) <= _COMMON for path in found}


def neighbours(tree: Tree, altered: Collection[str], candidates: Collection[str]) -> set[str]:
    """Programs of Helcim's that spell the name of an altered one which says nothing of Helcim, or whose name it spells.

    `lib/log.js` that begins to print all it is given; a view that begins to print what `settings.py` holds.
    """
    from helcim_audit.program.front_ends import has_front_end
    from helcim_audit.program.reach import SPELT, by_spelling

    others = [path for path in altered if has_front_end(path) and path not in candidates]
    if not others:
        return set()
    found = spelling(tree, others)
    words = {word for path in others for word in SPELT.findall(tree.read(path) or "")}
    found.update(path for word, paths in by_spelling(tree.paths()).items() if word in words and len(paths) <= _COMMON for path in paths)
    return {path for path in found if is_candidate(path, (tree.read(path) or "").encode("utf-8", "surrogatepass"))}


def is_current(origin: Origin) -> bool:
    """Whether it stands in the tree that the source's `document` reads."""
    return origin.kind in ("worktree", "staged", "stdin") or (isinstance(origin, Commit) and origin.in_head)


# A name of an auth header, and a literal that could be its value: digits and letters, no path and no sentence.
HEADER = regex(r"(?i)[\"'](?:x-)?(?:api|auth)[-_]?token[\"']|x-auth-token|js-token")
VALUE = regex(r"[\"'](?=[^\"']{0,63}\d)(?=[^\"']{0,63}[A-Za-z])[A-Za-z0-9!#$%*\-.@_]{16,70}[\"']")


def is_past(document: Document) -> bool:
    """Whether this is an old version, one of the few of which a literal may reach an auth header by way of a name."""
    if not isinstance(document.origin, Commit) or document.origin.in_head or document.metadata or document.cut:
        return False
    text = document.text
    return HEADER.search(text) is not None and VALUE.search(text) is not None and is_candidate(document.path, document.data)


_MOST_HELD = 64 << 20  # bytes of an archive's members


@dataclass(slots=True)
class Held:
    """What an archive has that may matter, as a tree: it cannot be opened again for one file."""

    files: dict[str, Document] = field(default_factory=dict)
    notes: list[Degraded] = field(default_factory=list)
    size: int = 0

    def add(self, document: Document) -> None:
        self.size += len(document.data)
        if self.size <= _MOST_HELD:
            self.files[document.path] = document
        elif not self.notes:
            self.notes.append(Degraded(document.path, f"what programs show was not followed beyond {_MOST_HELD >> 20} MB of the archive"))

    def paths(self) -> Collection[str]:
        return self.files.keys()

    def document(self, path: str) -> Document | None:
        return self.files.get(path)


class Alone:
    """One document as a tree of its own: an old version, whose neighbours of then are not read."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def paths(self) -> Collection[str]:
        return (self._document.path,)

    def document(self, path: str) -> Document | None:
        return self._document if path == self._document.path else None


def touched_by(source: Files) -> Callable[[str, int], bool]:
    """Whether the change under review adds a line of some file: a flow may begin in one and end in another."""
    added: dict[str, Collection[int] | None] = {}

    def touched(path: str, line: int) -> bool:
        if path not in added:
            document = source.document(path)
            added[path] = document.added if document else ()
        lines = added[path]
        return lines is None or line in lines

    return touched
