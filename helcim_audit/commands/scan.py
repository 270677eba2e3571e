"""What does `scan` do once its arguments are read?"""

import datetime
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from helcim_audit import workers
from helcim_audit.engine import Settings, run
from helcim_audit.errors import AuditError
from helcim_audit.model import SEVERITIES, Finding, Report, Severity
from helcim_audit.policy import baseline as baselines
from helcim_audit.policy import config as configs
from helcim_audit.rules import Catalogue, load
from helcim_audit.secrets import DEFAULT_SALT, Secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.sources.history import History
    from helcim_audit.sources.protocol import Source


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; see `helcim-audit scan --help`."""

    paths: tuple[str, ...] = (".",)
    staged: bool = False
    history: str | None = None
    diff: str | None = None
    stdin_name: str | None = None
    no_ignore: bool = False
    no_ignores: bool = False
    config: str | None = None
    baseline: str | None = None
    fail_on: Severity | None = None
    jobs: int | None = None
    progress: Callable[..., None] | None = None
    wanted: Secret | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    report: Report
    exit_code: int
    salt: str


def scan(request: Request, opened: "Source | None" = None) -> Outcome:
    """Run one scan, of `opened` where its source is open already. Raises AuditError (exit code 2), or its kind UnreadableError (3)."""
    if request.diff is not None:
        return _gate(request)
    ready = prepare(request)
    report = _history(request, ready.settings, ready.root) if request.history is not None else run(opened or source(request, ready), ready.settings)
    return Outcome(report, exit_code(report, request.fail_on or ready.config.fail_on), ready.settings.salt)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run goes by. root: of the tree; the paths of findings begin there."""

    root: str
    config: configs.Config
    settings: Settings


def prepare(request: Request) -> Prepared:
    """Read configuration, rules and baseline. Raises AuditError."""
    root = _root(request)
    config, settings = policy(request, root)
    return Prepared(root, config, settings)


def scope(request: Request) -> tuple[Settings, Severity]:
    """What a run is told by the arguments and the policy at hand, and the lowest severity that fails it."""
    config, settings = policy(request, _root(request))
    return settings, request.fail_on or config.fail_on


def policy(request: Request, root: str) -> tuple[configs.Config, Settings]:
    """The configuration of the tree at `root`, and what a run is told. Raises AuditError."""
    config = configs.load(root, request.config)
    catalogue = load([Path(os.path.dirname(config.path) or ".", name) for name in config.rules])
    return config, settings_of(request, config, catalogue, _baseline(request, config, root))


def settings_of(request: Request, config: configs.Config, catalogue: Catalogue, baseline: baselines.Baseline | None) -> Settings:
    configs.check_rules(config, list(catalogue.rules))
    return Settings(
        catalogue=catalogue,
        today=datetime.date.today(),
        config=config if config.path else None,
        baseline=baseline,
        salt=baseline.salt if baseline else config.salt or DEFAULT_SALT,
        ignores=not request.no_ignores,
        gate=request.diff is not None,
        wanted=request.wanted,
        jobs=request.jobs or min(8, workers.available()),
        progress=request.progress,
    )


def _gate(request: Request) -> Outcome:
    """What a change adds, judged by what its base says."""
    from helcim_audit.commands import diff
    from helcim_audit.commands.history import told
    from helcim_audit.sources.change import Difference
    from helcim_audit.sources.git import GitDir, repository, top_level

    place = repository(_root(request))
    cwd = place if isinstance(place, GitDir) else os.fsdecode(top_level(place) or os.fsencode(place))
    span = diff.span_of(cwd, request.diff or "")
    base = diff.Base(cwd, span)
    config = configs.load("", os.path.abspath(request.config) if request.config else None, base.read)
    catalogue = load([Path(os.path.dirname(config.path), name) for name in config.rules], base.rules)
    name = os.path.abspath(request.baseline) if request.baseline else os.path.join(os.path.dirname(config.path), config.baseline or baselines.NAME)
    raw = base.read(name)
    if raw is None and (request.baseline or config.baseline):
        raise AuditError("the baseline is not in the base of the change", path=name)
    settings = settings_of(request, config, catalogue, baselines.parse(raw, name) if raw is not None else None)
    exclude = excluded(config.exclude)
    changed = Difference(cwd, span, (lambda path: not exclude(path)) if exclude else None)
    report = run(changed, settings)
    report = told(replace(report, findings=(*report.findings, *diff.weakened(changed, base, settings))), changed, catalogue)
    return Outcome(report, exit_code(report, request.fail_on or config.fail_on), settings.salt)


def _history(request: Request, settings: Settings, root: str) -> Report:
    from helcim_audit.commands.history import told

    report, history, habits = past(request, settings, root)
    return told(report, history, settings.catalogue, habits)


def past(request: Request, settings: Settings, root: str) -> tuple[Report, "History", list[Finding]]:
    """What all versions show, each by itself and in its tree, and what git knows of them (`commands.history` puts them together).

    Third, what programs show in trees besides HEAD's that is no secret.
    """
    from helcim_audit.commands.past import completed
    from helcim_audit.prefilter import Prefilter
    from helcim_audit.sources.git import repository
    from helcim_audit.sources.history import History
    from helcim_audit.sources.survey import survey

    seen = survey(repository(root), Prefilter(settings.keywords).admits, request.history or None, settings.jobs, request.progress)
    exclude = excluded(settings.config.exclude) if settings.config and not request.no_ignores else None
    history = History(seen, (lambda path: not exclude(path)) if exclude else None)
    report, habits = completed(run(history, settings), history, settings)
    return report, history, habits


def exit_code(report: Report, fail_on: Severity) -> int:
    """1 where a finding is at least as severe as `fail_on`; else 3 where something was not read; else 0."""
    enough = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    if any(found.suppressed is None and found.severity in enough for found in report.findings):
        return 1
    return 0 if report.complete else 3


def _root(request: Request) -> str:
    if request.staged:
        from helcim_audit.sources.git import top_level

        return os.fsdecode(top_level(".") or b".")
    if len(request.paths) == 1 and os.path.isdir(request.paths[0]):
        return request.paths[0]
    return "."


def _baseline(request: Request, config: configs.Config, root: str) -> baselines.Baseline | None:
    if request.baseline:
        return baselines.load(request.baseline)
    if config.baseline:
        return baselines.load(os.path.join(os.path.dirname(config.path), config.baseline))
    path = os.path.join(root, baselines.NAME)
    return baselines.load(path) if os.path.isfile(path) else None


def source(request: Request, ready: Prepared) -> "Source":
    """Where the documents of `request` come from. Raises AuditError."""
    root, exclude = ready.root, excluded(ready.config.exclude)
    if request.staged:
        from helcim_audit.sources.staged import Staged

        return Staged(root, (lambda path: not exclude(path)) if exclude else None)
    if request.paths == ("-",):
        from helcim_audit.sources.stream import Stream

        return Stream(request.stdin_name or "stdin")
    if "-" in request.paths:
        raise AuditError("`-` reads standard input and stands alone", hint="scan files in a run of their own")
    from helcim_audit.sources.files import select

    return select(request.paths, request.no_ignore, exclude)


def excluded(patterns: tuple[str, ...]) -> Callable[[str], bool] | None:
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file
