"""How is a baseline made, kept true, and gone through?"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import AuditError
from helcim_audit.masking import veil
from helcim_audit.model import Finding
from helcim_audit.policy.baseline import NAME, Baseline, Entry, entry_of, load, render
from helcim_audit.reports.escape import visible
from helcim_audit.reports.output import write


@dataclass(frozen=True, slots=True)
class Place:
    """Which tree, which file, which configuration. `history`: whether old versions count too."""

    path: str = "."
    file: str | None = None
    config: str | None = None
    history: bool = False

    @property
    def target(self) -> str:
        return self.file or os.path.join(self.path if os.path.isdir(self.path) else ".", NAME)


def create(place: Place) -> int:
    """Accept what is found; the number of findings. Raises AuditError."""
    found, salt = _found(place, None)
    write(place.target, render(map(entry_of, found), salt))
    return len(found)


def update(place: Place, add: bool) -> tuple[int, int, int]:
    """Drop entries of what is gone and, with `add`, accept what is new: (kept, dropped, new). Raises AuditError."""
    before = load(place.target)
    found, salt = _found(place, place.target)
    now = {one.fingerprint: entry_of(one) for one in found}
    kept = [replace(entry, id=entry.id or now[name].id) for name, entry in before.entries.items() if name in now]
    new = [entry for name, entry in now.items() if name not in before.entries]
    write(place.target, render([*kept, *(new if add else ())], salt))
    return len(kept), len(before.entries) - len(kept), len(new)


def _found(place: Place, baseline: str | None) -> tuple[list[Finding], str]:
    """What the tree (and the history) shows, but for what its own comments and configuration accept."""
    requests = [Request(paths=(place.path,), config=place.config, baseline=baseline)]
    if place.history:
        requests.append(replace(requests[0], history=""))
    found: list[Finding] = []
    salt = ""
    for request in requests:
        outcome = scan(request)
        if not outcome.report.complete:
            note = outcome.report.incomplete[0] if outcome.report.incomplete else None
            raise AuditError("not everything could be read, so no baseline was written", path=note.path if note else None, hint=note.reason if note else "run it again")
        found += [one for one in outcome.report.findings if one.suppressed is None or one.suppressed.by == "baseline"]
        salt = outcome.salt
    return found, salt


# --- what people say of it -------------------------------------------------------------------------


def show(place: Place) -> str:
    """The entries by secret, and what was said of them. Nothing is scanned."""
    baseline = load(place.target)
    lines = [f"{baseline.path}: {len(baseline.entries)} entries"]
    for name, entries in _groups(baseline.entries.values()).items():
        first = entries[0]
        rules = ", ".join(sorted({entry.rule for entry in entries}))
        lines.append(f"  {first.masked or '(no value)'}  {name}  {rules}: {_verdict(first.real)}" + (f": {visible(veil(first.reason))}" if first.reason else ""))
    return "\n".join(lines) + "\n"


def _verdict(real: bool | None) -> str:
    return {True: "real, to be replaced", False: "no secret", None: "not looked at"}[real]


def _groups(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """By secret; what has none stands alone, under the beginning of its fingerprint."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.id or entry.fingerprint[:12], []).append(entry)
    return groups


@dataclass(frozen=True, slots=True)
class Question:
    """One secret of the baseline that nobody spoke about yet. `text` shows where it stands, masked."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`real` None: skipped. `stop`: ask no more."""

    real: bool | None
    reason: str = ""
    stop: bool = False


def audit(place: Place, ask: Callable[[Question], Answer], given: Mapping[str, bool], reason: str, again: bool) -> dict[str, int]:
    """Ask of each secret whether it is real; `given` answers by id need no asking. Counts of what was said.

    Raises AuditError for an id that the baseline does not have.
    """
    baseline = load(place.target)
    groups = _groups(baseline.entries.values())
    for name in given:
        if name not in groups:
            raise AuditError(f"the baseline has no entry {veil(name)!r}", path=baseline.path, hint="`helcim-audit baseline show` lists their ids")
    entries = dict(baseline.entries)
    if given:
        answers = {name: Answer(real, reason) for name, real in given.items()}
    else:
        answers = _asked(place, baseline, groups, ask, again)
    for name, answer in answers.items():
        for entry in groups[name]:
            entries[entry.fingerprint] = replace(entry, real=answer.real, reason=veil(answer.reason))
    write(place.target, render(entries.values(), baseline.salt))
    verdicts = [_verdict(group[0].real) for group in _groups(entries.values()).values()]
    return {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))}


def _asked(place: Place, baseline: Baseline, groups: Mapping[str, list[Entry]], ask: Callable[[Question], Answer], again: bool) -> dict[str, Answer]:
    open_ones = [name for name, entries in groups.items() if again or entries[0].real is None]
    places: dict[str, list[Finding]] = {}
    if open_ones:
        for one in _found(place, place.target)[0]:
            if one.fingerprint in baseline.entries:
                places.setdefault((one.secret.id if one.secret else "") or one.fingerprint[:12], []).append(one)
    answers: dict[str, Answer] = {}
    for number, name in enumerate(open_ones, 1):
        answer = ask(Question(name, _text(f"{number}/{len(open_ones)}", groups[name], places.get(name, []))))
        if answer.stop:
            break
        if answer.real is not None:
            answers[name] = answer
    return answers


def _text(count: str, entries: list[Entry], found: list[Finding]) -> str:
    lines = [f"[{count}] {entries[0].masked or '(no value)'}  {', '.join(sorted({entry.rule for entry in entries}))}"]
    for one in found[:5]:
        lines.append(f"  {visible(one.path)}:{one.start.line}")
        lines += [f"    {number} | {visible(line)}" for number, line in one.frame] or [f"    {visible(one.excerpt)}"]
    if len(found) > 5:
        lines.append(f"  and {len(found) - 5} more places")
    if not found:
        lines.append("  it is in the baseline, but not found any more (`baseline update` drops it)")
    return "\n".join(lines)
