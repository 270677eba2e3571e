"""What do whole trees of the past add to what their documents showed one by one?"""

from dataclasses import replace

from helcim_audit.commands import between, tips
from helcim_audit.commands.history import people
from helcim_audit.commands.trees import Trees
from helcim_audit.engine import Settings
from helcim_audit.errors import AuditError
from helcim_audit.model import Commit, Degraded, Finding, Report, Skipped
from helcim_audit.sources.history import History

_SHOWN = 20  # missing files that are named


def completed(report: Report, history: History, settings: Settings) -> tuple[Report, list[Finding]]:
    """The report with secrets that only several files of a tree show together; and, dated, what else the newest versions show."""
    if report.interrupted:
        return report, []
    trees = Trees(history, settings)
    try:
        newest = tips.shown(trees)
    except AuditError:  # what is missing is named by the survey
        newest = tips.Tips(notes=[Skipped("refs", "trees that they end with are damaged or missing, so their programs were not followed", failed=True)])
    older, half = _older(trees, report)
    known = {_place(finding) for finding in report.findings}
    secrets = {_place(finding): finding for finding in reversed([*newest.findings, *older]) if _place(finding) not in known}
    history.learn({finding.origin.blob.encode() for finding in secrets.values() if isinstance(finding.origin, Commit)})
    added = [_placed(finding, history) for finding in secrets.values()]
    notes = [*newest.notes, *_missing(newest.unread, report)]
    half = sorted({*report.coverage.degraded, *newest.degraded, *half}, key=lambda note: (note.path, note.reason))
    report = replace(
        report,
        findings=(*report.findings, *sorted(added, key=lambda finding: finding.sort_key)),
        coverage=replace(report.coverage, degraded=tuple(half)),
        incomplete=tuple(sorted({*report.incomplete, *notes}, key=lambda note: (note.path, note.reason))),
    )
    return report, list(tips.dated(newest, history, people))


def _older(trees: Trees, report: Report) -> tuple[list[Finding], list[Degraded]]:
    """Secrets that trees of old versions show, and what was left out."""
    told = {finding.origin.blob.encode() for finding in report.findings if finding.secret and isinstance(finding.origin, Commit)}
    try:
        found = between.chosen(trees, told)
    except AuditError:  # damaged: the survey says so
        return [], [Degraded(".", "old trees are damaged or missing: what several of their files show together was not looked for")]
    shown = trees.shown(found.wanted)
    return [finding for one in shown for finding in one.findings if finding.secret], [*found.degraded, *(note for one in shown for note in one.degraded)]


def _place(finding: Finding) -> tuple[str, str]:
    """A secret in a version of a file."""
    return finding.secret.id if finding.secret else "", finding.origin.blob if isinstance(finding.origin, Commit) else ""


def _placed(finding: Finding, history: History) -> Finding:
    assert isinstance(finding.origin, Commit)
    origin = history.origin(finding.origin.blob.encode())
    return replace(finding, origin=origin if origin.paths else replace(origin, paths=finding.origin.paths))


def _missing(paths: set[str], report: Report) -> list[Skipped]:
    """Files of those trees that are not there, and are not said to be missing yet."""
    said = {note.path for note in report.incomplete}
    left = sorted(paths - said) if not any("partial clone" in note.reason for note in report.incomplete) else []
    reason = "a version of it is missing from the repository, so programs were not followed through it"
    notes = [Skipped(path, reason, failed=True) for path in left[:_SHOWN]]
    if len(left) > _SHOWN:
        notes.append(Skipped(".", f"versions of {len(left) - _SHOWN} more files are missing, so programs were not followed through them", failed=True))
    return notes
