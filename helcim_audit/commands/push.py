"""May a push go through?"""

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from helcim_audit.commands import diff
from helcim_audit.commands.history import told
from helcim_audit.commands.scan import Outcome, Request, excluded, exit_code, settings_of
from helcim_audit.engine import Settings, inspect, run
from helcim_audit.errors import UnreadableError
from helcim_audit.model import Commit, Coverage, Degraded, Document, Finding, Report, Skipped
from helcim_audit.policy import baseline as baselines
from helcim_audit.policy import config as configs
from helcim_audit.prefilter import Prefilter
from helcim_audit.rules import load
from helcim_audit.scanners import Context
from helcim_audit.sources import pushes
from helcim_audit.sources.change import Difference
from helcim_audit.sources.git import GitDir, repository, top_level
from helcim_audit.sources.graph import head_of
from helcim_audit.sources.history import messages
from helcim_audit.sources.ranges import Range


def pre_push(lines: bytes, remote: str, variables: Mapping[str, str], budget: int) -> Outcome:
    """On the way out: what the remote does not have, by the policy of the work tree."""
    updates = pushes.pre_push(lines) or pushes.of_pre_commit(variables)
    name = remote or variables.get("PRE_COMMIT_REMOTE_NAME", "")
    known = [f"--remotes={name}"] if name and not any(mark in name for mark in "*?[:/") else ["--remotes"]
    with _within(budget):
        return _judged(_place(), updates, known, None)


def pre_receive(lines: bytes, budget: int) -> Outcome:
    """On the way in, on a server: what no ref has yet, by the policy of the default branch."""
    place = _place()
    with _within(budget):
        return _judged(place, pushes.pre_receive(lines), ["--all"], head_of(place))


def _place() -> str:
    place = repository(".")
    return place if isinstance(place, GitDir) else os.fsdecode(top_level(place) or b".")


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Fails closed: what was not scanned in time is not let through."""
    if not hasattr(signal, "SIGALRM"):
        yield  # no such clock here; the scan takes the time that it takes
        return

    def over(_number: int, _frame: object) -> None:
        raise UnreadableError(f"the push was not scanned within {seconds} s, so it is refused", hint="push fewer commits at a time, or allow more with --budget")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _judged(cwd: str, updates: Sequence[pushes.Update], known: list[str], policy: bytes | None) -> Outcome:
    gate = policy is not None
    base = diff.Base(cwd, Range(policy, policy, policy)) if policy is not None else None
    config = configs.load("", read=base.read) if base else configs.load("" if isinstance(cwd, GitDir) else cwd)
    if base:
        catalogue = load([Path(os.path.dirname(config.path), name) for name in config.rules], base.rules)
    else:
        catalogue = load([Path(os.path.dirname(config.path) or ".", name) for name in config.rules])
    name = os.path.join(os.path.dirname(config.path) or ("" if base else cwd), config.baseline or baselines.NAME)
    raw = base.read(name) if base else configs.on_disk(name)
    settings = replace(settings_of(Request(diff="" if gate else None), config, catalogue, baselines.parse(raw, name) if raw is not None else None), jobs=1)
    exclude = excluded(config.exclude)
    keep = (lambda path: not exclude(path)) if exclude else None
    reports = []
    for update in updates:
        if not update.new:
            continue  # a deleted ref brings nothing
        reports.append(Report(tuple(_of_ref(cwd, update, settings)), Coverage()))
        span = pushes.span_of(cwd, update, known)
        if span is None:
            continue
        source = Difference(cwd, span, keep, known)
        report = run(source, settings)
        if base:
            # Compared with what the pushed branch itself had before.
            earlier = diff.Base(cwd, span) if span.base else base
            report = replace(report, findings=(*report.findings, *diff.weakened(source, earlier, settings)))
        reports.append(told(report, source, catalogue))
    whole = _joined(reports)
    return Outcome(whole, exit_code(whole, config.fail_on), settings.salt)


def _of_ref(cwd: str, update: pushes.Update, settings: Settings) -> Iterator[Finding]:
    """What the name of a ref, and the message of a tag, show."""
    admits = Prefilter(settings.catalogue.keywords).admits
    documents = [Document(f"ref:{update.ref}", os.fsencode(update.ref), Commit("", "", "", (), refs=(update.ref,)), metadata="ref-name")]
    tag = pushes.tag_of(cwd, update.new) if len(update.new) in (40, 64) else None
    if tag is not None:
        documents += messages(update.new, "tag", tag, (update.ref,))
    context = Context(settings.catalogue.patterns)
    for document in documents:
        if admits(b"\n" + document.data):
            yield from inspect(document, context, settings)


def _joined(reports: Sequence[Report]) -> Report:
    """One report of several; what two refs share is said once."""
    findings: dict[tuple[object, ...], Finding] = {}
    skipped: dict[Skipped, None] = {}
    incomplete: dict[Skipped, None] = {}
    degraded: dict[Degraded, None] = {}
    documents = size = 0
    for report in reports:
        findings.update({(found.path, found.start, found.rule, found.fingerprint): found for found in report.findings})
        skipped.update(dict.fromkeys(report.coverage.skipped))
        incomplete.update(dict.fromkeys(report.incomplete))
        degraded.update(dict.fromkeys(report.coverage.degraded))
        documents += report.coverage.documents
        size += report.coverage.bytes
    ordered = sorted(findings.values(), key=lambda found: found.sort_key)
    return Report(tuple(ordered), Coverage(documents, size, tuple(skipped), tuple(degraded)), tuple(incomplete), any(report.interrupted for report in reports))
