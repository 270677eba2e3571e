"""What do the programs show that branches, tags, stashes and work trees end with, and HEAD does not?

Their newest versions are code that somebody may still run or merge, so habits count there as in the work tree. What
HEAD shows too is left to the scan of the work tree, which a bare repository has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from helcim_audit.commands.trees import Trees, Wanted
from helcim_audit.errors import AuditError
from helcim_audit.masking import veil
from helcim_audit.model import Commit, Degraded, Finding, Skipped
from helcim_audit.program.front_ends import has_front_end
from helcim_audit.sources.git import run, top_level
from helcim_audit.sources.graph import head_of, reflogs
from helcim_audit.sources.history import History
from helcim_audit.sources.introductions import EMPTY

MOST = 40  # trees that are looked at
_RANKS = {"refs/heads/": 0, "HEAD": 1, "refs/stash": 2, "stash@": 3, "refs/remotes/": 4, "refs/tags/": 6}
_OTHER = 5  # pull requests and what else a server may keep
_NO_CODE = ("refs/notes/", "refs/replace/")


@dataclass(slots=True)
class Tip:
    """A tree that names lead to. beside: a tree that a stash keeps besides it; names: of refs, each with its commit."""

    tree: bytes
    beside: bytes | None = None
    names: list[str] = field(default_factory=list)
    commits: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class Habit:
    """A finding without a secret. places: (commit, blobs of the files that its trace goes through) wherever it was found."""

    finding: Finding
    names: list[str] = field(default_factory=list)
    places: list[tuple[bytes, frozenset[bytes]]] = field(default_factory=list)
    in_head: bool = False


@dataclass(slots=True)
class Tips:
    """What the newest versions show. findings: of secrets, by the blobs that hold them; habits: all others."""

    findings: list[Finding] = field(default_factory=list)
    habits: dict[tuple[str, str], Habit] = field(default_factory=dict)
    degraded: list[Degraded] = field(default_factory=list)
    notes: list[Skipped] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Group:
    """Tips that show the same. gone: files of HEAD that they do not have."""

    wanted: Wanted
    gone: frozenset[str]
    tips: list[Tip] = field(default_factory=list)


def shown(trees: Trees) -> Tips:
    """Look at each distinct tree that differs from HEAD's where it matters, once. Raises AuditError where HEAD's, or what names trees, cannot be read."""
    found = Tips()
    cwd = trees.history.cwd
    commit = head_of(cwd)
    head = _trees(cwd, [commit]).get(commit) if commit else None
    checked_out = head is not None and top_level(cwd) is not None
    groups = _grouped(trees, head, checked_out, found)
    for told, group in zip(trees.shown([group.wanted for group in groups]), groups, strict=True):
        found.degraded += told.degraded
        found.unread |= told.unread
        for finding in told.findings:
            if finding.secret:
                found.findings.append(finding)
            elif finding.category not in ("policy", "access") and trees.settings.catalogue.get(finding.rule).detect[0] != "pattern":
                _add(found, finding, group, head)
    if head and checked_out and found.habits:
        _without(trees, head, groups, found)
    return found


def _grouped(trees: Trees, head: bytes | None, checked_out: bool, found: Tips) -> list[_Group]:
    """Tips by what of them differs from HEAD and is to be looked at."""
    tips = _tips(trees.history)
    if checked_out:
        tips = [tip for tip in tips if tip.tree != head or tip.beside]
    if not tips:
        return []
    pivot = head or EMPTY[len(tips[0].tree)]
    base = trees.store.entries(pivot)
    differences = trees.store.differences(pivot, [tip.tree for tip in tips])
    groups: dict[frozenset[tuple[str, bytes]], _Group] = {}
    left = 0
    for tip in tips:
        difference = differences.get(tip.tree)
        try:
            beside = trees.store.entries(tip.beside) if tip.beside else {}
        except AuditError:
            difference = None
        if difference is None:
            found.notes.append(Skipped(f"ref:{tip.names[0]}", "part of its tree is damaged or missing, so its programs were not followed", failed=True))
            continue
        difference |= beside
        entries = {path: blob for path, blob in {**base, **difference}.items() if blob is not None}
        changed = [path for path in difference if path in entries] if checked_out or tip.tree != head else list(entries)
        paths = trees.chosen(entries, changed)
        key = frozenset((path, entries[path]) for path in (*paths, *(path for path in changed if has_front_end(path)))) if paths else frozenset()
        if key and key not in groups:
            if len(groups) == MOST:
                left += 1
                continue
            gone = frozenset(path for path in difference if path not in entries)
            groups[key] = _Group(Wanted(entries, paths), gone)
        if key:
            groups[key].tips.append(tip)
    if left:
        found.degraded.append(Degraded(".", f"programs were followed in {MOST} of the different trees that branches, stashes and tags end with; {left} older ones were left out"))
    return list(groups.values())


def _tips(history: History) -> list[Tip]:
    """The trees that names lead to, each once: branches first, tags last, of a kind the newest first."""
    order = history.graph.order
    stashes = [entry for entry in reflogs(history.cwd) if entry.name.startswith("stash@") and entry.name != "stash@{0}"]
    named = [(_rank(ref.name), -order[ref.peeled], ref.name, ref.peeled) for ref in (*history.refs, *stashes) if ref.peeled in order and not ref.name.startswith(_NO_CODE)]
    untracked = {commit: history.graph.parents(commit)[2] for rank, _, _, commit in named if rank in (2, 3) and len(history.graph.parents(commit)) > 2}
    trees = _trees(history.cwd, [*(commit for *_, commit in named), *untracked.values()])
    found: dict[tuple[bytes, bytes | None], Tip] = {}
    for *_, name, commit in sorted(named):
        tree = trees.get(commit)
        if tree:
            beside = trees.get(untracked[commit]) if commit in untracked else None
            tip = found.setdefault((tree, beside), Tip(tree, beside))
            tip.names.append(name)
            tip.commits.append(commit)
    return list(found.values())


def _rank(name: str) -> int:
    return next((rank for prefix, rank in _RANKS.items() if name.startswith(prefix)), _OTHER)


def _trees(cwd: str, commits: list[bytes]) -> dict[bytes, bytes]:
    """The tree of each commit that is there."""
    wanted = list(dict.fromkeys(commits))
    out = run(["cat-file", "--batch-check=%(objectname) %(objecttype)"], cwd, b"".join(commit + b"^{tree}\n" for commit in wanted)).splitlines() if wanted else []
    return {commit: line.partition(b" ")[0] for commit, line in zip(wanted, out, strict=True) if line.endswith(b" tree")}


def _add(found: Tips, finding: Finding, group: _Group, head: bytes | None) -> None:
    habit = found.habits.setdefault((finding.rule, finding.fingerprint), Habit(finding))
    entries = group.wanted.entries
    own = finding.origin.blob.encode() if isinstance(finding.origin, Commit) else b""
    blobs = frozenset((own, *(entries[step.path] for step in finding.trace if step.path in entries)))
    for tip in group.tips:
        habit.names += tip.names
        habit.places += [(commit, blobs) for commit in tip.commits]
        habit.in_head = habit.in_head or tip.tree == head


def _without(trees: Trees, head: bytes, groups: list[_Group], found: Tips) -> None:
    """Leave out what HEAD shows too, also under a name that the tip does not have."""
    entries = trees.store.entries(head)
    asked = {path for group in groups for path in (*group.wanted.paths, *group.gone)}
    paths = frozenset(path for path in asked if path in entries and trees.is_admitted(path, entries[path]))
    [told] = trees.shown([Wanted(entries, paths)])
    known = {(finding.rule, finding.fingerprint) for finding in told.findings}
    moved = {(finding.rule, "".join(finding.excerpt.split())) for finding in told.findings if any(finding.path in group.gone for group in groups)}
    for key, habit in list(found.habits.items()):
        finding = habit.finding
        if key in known or (finding.path not in entries and (finding.rule, "".join(finding.excerpt.split())) in moved):
            del found.habits[key]


def dated(tips: Tips, history: History, people: Callable[[str, set[bytes]], dict[bytes, tuple[str, str]]]) -> Iterator[Finding]:
    """The habits with the commit that completed each: of the files that its trace goes through, the one that came last."""
    history.learn({blob for habit in tips.habits.values() for _, blobs in habit.places for blob in blobs})
    reached: dict[bytes, set[bytes]] = {}
    firsts = {}
    for key, habit in tips.habits.items():
        for commit, _ in habit.places:
            if commit not in reached:
                reached[commit] = history.graph.ancestors(commit)
        firsts[key] = min((_completed(history, commit, blobs, reached[commit]) for commit, blobs in habit.places), key=lambda name: history.graph.order[name])
    known = people(history.cwd, set(firsts.values()))
    for key, habit in tips.habits.items():
        author, date = known.get(firsts[key], ("", ""))
        blob = habit.finding.origin.blob if isinstance(habit.finding.origin, Commit) else ""
        names = tuple(veil(name) for name in sorted(set(habit.names)))
        yield replace(habit.finding, origin=Commit(firsts[key].decode(), veil(author), date, (habit.finding.path,), habit.in_head, names, blob))


def _completed(history: History, tip: bytes, blobs: frozenset[bytes], reached: set[bytes]) -> bytes:
    order = history.graph.order
    oldest = [min((commit for commit, _ in history.introduced.get(blob, ()) if commit in reached), key=lambda name: order[name], default=tip) for blob in blobs]
    return max(oldest, key=lambda name: order[name], default=tip)
