"""What do the programs of other trees than the work tree's show?

Each tree is scanned like a work tree, but for what it shares with HEAD: only documents that differ, and programs that
they belong to.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from helcim_audit import workers
from helcim_audit.engine import Settings, run
from helcim_audit.model import Degraded, Finding
from helcim_audit.prefilter import Prefilter
from helcim_audit.program import is_candidate
from helcim_audit.program.front_ends import has_front_end
from helcim_audit.program.reach import spellings
from helcim_audit.sources.history import History
from helcim_audit.sources.protocol import is_helcims
from helcim_audit.sources.revisions import Revision, Store
from helcim_audit.tree import Tree, spelling

_MOST_CHANGED = 300  # programs; of a tree that differs in more from HEAD, all is looked at


@dataclass(slots=True)
class Told:
    """What one tree showed. unread: files that its programs need and that the repository does not hold."""

    findings: tuple[Finding, ...] = ()
    degraded: tuple[Degraded, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(slots=True)
class Wanted:
    """A tree, by its entries, and which documents of it are to be looked at."""

    entries: dict[str, bytes]
    paths: frozenset[str]


@dataclass
class Trees:
    """Trees of one repository, which share what is known of their blobs."""

    history: History
    settings: Settings
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        survey = self.history.survey
        self.store = Store(survey.cwd, survey.large, self.history.keep)
        self._admitted: dict[bytes, bool] = {name: True for kind, name in survey.candidates if kind == b"blob"}
        self._prefilter = None if survey.whole else Prefilter(self.settings.keywords)
        self._candidates: dict[tuple[str, bytes], bool] = {}

    def is_admitted(self, path: str, blob: bytes) -> bool:
        """Whether a document is worth scanning: the prefilter said so, or its name does."""
        if blob not in self._admitted:
            data = self.store.read(blob) if self._prefilter else None
            self._admitted[blob] = data is not None and self._prefilter is not None and self._prefilter.admits(data)
        if self._admitted[blob]:
            return True
        return "helcim" in path.lower() and is_helcims(os.fsencode(path), self.store.read(blob) or b"\0")

    def candidates(self, entries: dict[str, bytes]) -> frozenset[str]:
        """Files at which the program analysis starts."""
        return frozenset(path for path, blob in entries.items() if self._is_candidate(path, blob))

    def _is_candidate(self, path: str, blob: bytes) -> bool:
        key = path, blob
        if key not in self._candidates:
            known = has_front_end(path) and self.is_admitted(path, blob)
            self._candidates[key] = known and is_candidate(path, self.store.read(blob) or b"")
        return self._candidates[key]

    def chosen(self, entries: dict[str, bytes], changed: Collection[str]) -> frozenset[str]:
        """What to look at where a tree differs from another in `changed`: those documents, and candidates that have to do with them."""
        candidates = self.candidates(entries)
        documents = frozenset(path for path in changed if self.is_admitted(path, entries[path]))
        others = {path for path in changed if has_front_end(path)} - candidates
        same = candidates.difference(changed)
        if not others or not same:
            return documents
        return documents | (same if len(others) > _MOST_CHANGED else self._near(entries, same, others))

    def _near(self, entries: dict[str, bytes], same: Collection[str], others: set[str]) -> frozenset[str]:
        """Those of `same` that import, over one file at most, one of `others`, are imported by it, or share an importer with it."""
        tree = Tree(Revision(self.store, entries, ()))
        first = spelling(tree, others)
        second = spelling(tree, first - others)
        holders = others | first
        found = (first | second).intersection(same)
        names = {word: path for path in sorted(same) for word in spellings(path)}
        spelled = tree.search(names, lambda path: path in holders)
        return frozenset(found | {path for path in same if any(word in spelled for word in spellings(path))})

    def shown(self, wanted: Sequence[Wanted]) -> list[Told]:
        """What each tree shows, in their order; shared among workers."""
        jobs = min(self.settings.jobs, len(wanted))
        config = replace(self.settings.config, access=()) if self.settings.config else None
        settings = replace(self.settings, jobs=1, progress=None, config=config)
        if jobs < 2:
            return [self._show(one, settings) for one in wanted]
        answers = workers.run(lambda first: [self._show(one, settings) for one in wanted[first::jobs]], range(jobs))
        return [answers[number % jobs][number // jobs] for number in range(len(wanted))]

    def _show(self, wanted: Wanted, settings: Settings) -> Told:
        source = Revision(self.store, wanted.entries, wanted.paths)
        report = run(source, settings)
        large = [Degraded(path, "too large to be analysed as a program") for path in sorted(source.large) if has_front_end(path)]
        return Told(report.findings, (*report.coverage.degraded, *large), frozenset(source.unread))
