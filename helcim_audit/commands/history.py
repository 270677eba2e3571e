"""What is there to say of a finding in the history: since when, by whom, where it still is?"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from helcim_audit.errors import AuditError
from helcim_audit.masking import veil
from helcim_audit.model import Commit, Finding, Report
from helcim_audit.rules import Catalogue
from helcim_audit.sources.change import Difference
from helcim_audit.sources.graph import Ref, head_of, reflogs
from helcim_audit.sources.history import History, signed
from helcim_audit.sources.introductions import entries_of
from helcim_audit.sources.objects import each

_NOWHERE = 1 << 62


@dataclass
class _Leak:
    """One secret at one place, whatever versions of the file hold it."""

    findings: list[Finding] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)


def told(report: Report, history: History | Difference, catalogue: Catalogue, habits: Iterable[Finding] = ()) -> Report:
    """The report with one finding for each secret and place of the past, and with what git knows of each.

    habits: findings of which everything is known already. What a change leaves at its end (`in_head`) stays as it is: every place of it is still to be put right.
    """
    kept = [found for found in report.findings if not isinstance(found.origin, Commit)]
    current = [found for found in report.findings if isinstance(found.origin, Commit) and found.origin.in_head]
    named = {(found.rule, found.fingerprint) for found in current}
    past = [
        found for found in report.findings
        if isinstance(found.origin, Commit) and not found.origin.in_head and _counts(found, catalogue)
        and (found.path.startswith("commit:") or (found.rule, found.fingerprint) not in named)
    ]  # fmt: skip
    leaks = [*(_Leak([found], {found.path}) for found in current), *_grouped(past)]
    if leaks:
        dated = _dated(leaks, history)
        # git's own files repeat what objects hold: messages in logs, names in packed refs.
        said = {found.secret.id for found in dated if found.secret}
        kept = [found for found in kept if not (found.secret and found.secret.id in said)] + dated
    kept += habits
    unit = "file" if isinstance(history, Difference) else "object"
    return replace(report, coverage=replace(report.coverage, unit=unit), findings=tuple(sorted(kept, key=lambda found: (*found.sort_key, _sha(found)))))


def _sha(found: Finding) -> str:
    return found.origin.sha if isinstance(found.origin, Commit) else ""


def _counts(found: Finding, catalogue: Catalogue) -> bool:
    """Old versions are searched for secrets (and for what the user's own patterns say), not for habits of code."""
    return found.category != "policy" and (found.secret is not None or catalogue.get(found.rule).detect[0] == "pattern")


def _grouped(findings: Iterable[Finding]) -> Iterable[_Leak]:
    """By rule and secret; of these, files that once had the same contents are one place."""
    groups: dict[tuple[str, str], list[_Leak]] = {}
    for found in findings:
        assert isinstance(found.origin, Commit)
        own = groups.setdefault((found.rule, found.fingerprint), [])
        paths = {found.path, *found.origin.paths}
        joined = [leak for leak in own if leak.paths & paths]
        leak = _Leak([found], paths)
        for other in joined:
            leak.findings += other.findings
            leak.paths |= other.paths
            own.remove(other)
        own.append(leak)
    for leaks in groups.values():
        yield from leaks


def _dated(leaks: list[_Leak], history: History | Difference) -> list[Finding]:
    order = history.graph.order
    commits = [[name for found in leak.findings for name in _commits(found, history)] for leak in leaks]
    firsts = [min(names, key=lambda name: order.get(name, _NOWHERE), default=None) for names in commits]
    known = people(history.cwd, {name for name in firsts if name})
    marks: dict[bytes, int] = {}
    for number, names in enumerate(commits):
        for name in names:
            marks[name] = marks.get(name, 0) | 1 << number
    reached = history.graph.inherited(marks)
    entries = reflogs(history.cwd)
    head, present, paths = _head(history.cwd)
    dated = []
    for number, leak in enumerate(leaks):
        one, first = _oldest(leak, history), firsts[number]
        origin = one.origin
        assert isinstance(origin, Commit)
        author, date = known.get(first, (origin.author, origin.date)) if first else ("", "")
        blobs = {found.origin.blob for found in leak.findings if isinstance(found.origin, Commit)}
        bit = 1 << number
        own = origin.refs or _names(bit, reached, history.refs, entries, blobs)
        if one.path.startswith(("commit:", "ref:")):
            held = bool(reached.get(head, 0) & bit)
        else:
            held = origin.in_head or bool(blobs & present) or (not origin.blob and one.path in paths)
        shown = tuple(veil(path) for path in sorted({path for found in leak.findings if isinstance(found.origin, Commit) for path in found.origin.paths}))
        where = Commit(first.decode() if first else "", veil(author), date, shown, held, tuple(veil(name) for name in own), one.origin.blob if isinstance(one.origin, Commit) else "")
        dated.append(replace(one, origin=where))
    return dated


def _commits(found: Finding, history: History | Difference) -> list[bytes]:
    assert isinstance(found.origin, Commit)
    rows = history.introduced.get(found.origin.blob.encode())
    if rows:
        return [commit for commit, _ in rows]
    return [found.origin.sha.encode()] if found.origin.sha else []


def _oldest(leak: _Leak, history: History | Difference) -> Finding:
    """The finding in the version that came first; where several stand in it, the first of them that counts."""
    order = history.graph.order

    def age(found: Finding) -> tuple[bool, int, str, int, int]:
        first = min((order.get(name, _NOWHERE) for name in _commits(found, history)), default=_NOWHERE)
        return (found.suppressed is not None, first, found.path, found.start.line, found.start.column)

    return min(leak.findings, key=age)


def _names(bit: int, reached: Mapping[bytes, int], refs: list[Ref], entries: list[Ref], blobs: set[str]) -> tuple[str, ...]:
    """Refs that reach a leak, and older stashes; where there are none, entries of reflogs."""
    named = [ref.name for ref in refs if reached.get(ref.peeled, 0) & bit or ref.peeled.decode() in blobs]
    logged = [entry.name for entry in entries if reached.get(entry.peeled, 0) & bit]
    stashes = [name for name in logged if name.startswith("stash@") and name != "stash@{0}"]
    return tuple(sorted(named) + stashes) or tuple(logged[:3])


def people(cwd: str, names: set[bytes]) -> dict[bytes, tuple[str, str]]:
    """Author of each commit, and the date on which it was committed."""
    found: dict[bytes, tuple[str, str]] = {}

    def take(name: bytes, kind: bytes, data: bytes) -> None:
        if kind == b"commit":
            fields = dict(line.partition(b" ")[::2] for line in reversed(data.partition(b"\n\n")[0].split(b"\n")))
            found[name] = (signed(fields.get(b"author", b""))[0], signed(fields.get(b"committer", b""))[1])

    each(cwd, sorted(names), take)
    return found


def _head(cwd: str) -> tuple[bytes, set[str], set[str]]:
    """HEAD's commit, its blobs and its paths."""
    head = head_of(cwd)
    if head is None:
        return b"", set(), set()
    try:
        entries = list(entries_of(cwd, head))
    except AuditError:
        return head, set(), set()
    return head, {blob.decode() for _, blob, _ in entries}, {os.fsdecode(path) for _, _, path in entries}
