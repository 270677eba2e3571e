"""How does one run go, from a source to a report?

The source reads everything and hands on what the prefilter admits; the analyzers turn that into matches;
here, and nowhere else, matches become findings: merged, masked, explained, suppressed. Workers share the
documents and answer with findings, so no secret ever crosses from one process to another.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from helcim_audit import workers
from helcim_audit.access import accounts, worst_case
from helcim_audit.explain import explain
from helcim_audit.filetypes import identify
from helcim_audit.masking import mask, veil
from helcim_audit.merge import merge, told_once
from helcim_audit.mixed import unseen, views
from helcim_audit.model import (
    Coverage,
    Degraded,
    Document,
    Finding,
    Match,
    Member,
    Report,
    Skipped,
    Step,
    Suppressed,
    decode,
)
from helcim_audit.policy.suppress import Directive, directives
from helcim_audit.prefilter import Prefilter
from helcim_audit.program import analyse, is_candidate, may_publish, published, speaks, unit
from helcim_audit.rules import Catalogue
from helcim_audit.rules import operations as known_operations
from helcim_audit.scanners import Context, placed, scan
from helcim_audit.scanners.wanted import wanted
from helcim_audit.scanners.wellformed import malformed
from helcim_audit.secrets import DEFAULT_SALT, Secret, SecretKind
from helcim_audit.tree import Alone, Change, Files, Held, Tree, is_current, is_past, neighbours, touched_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.policy.baseline import Baseline
    from helcim_audit.policy.config import Config
    from helcim_audit.program.analysis import Operation
    from helcim_audit.sources.protocol import Source

_ACCOUNTS = frozenset((SecretKind.API_TOKEN.value, SecretKind.LEGACY_API_TOKEN.value))  # kinds that an access configuration limits
WORTH_SHARING = 400  # files; below, starting a worker costs more than it saves


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told. `ignores`: whether suppressions of any kind apply. `today`: for their dates.

    gate: a change is judged by what its base says; suppressions that it brings along hide nothing.
    wanted: a secret that is looked for by its value, besides all that is looked for by shapes and names.
    """

    catalogue: Catalogue
    today: datetime.date
    config: "Config | None" = None
    baseline: "Baseline | None" = None
    salt: str = DEFAULT_SALT
    ignores: bool = True
    gate: bool = False
    wanted: Secret | None = None
    jobs: int = 1
    progress: Callable[[int, int], None] | None = None

    @property
    def keywords(self) -> tuple[str, ...]:
        """What the prefilter must let through besides its own words."""
        return (*self.catalogue.keywords, *((self.wanted.value,) if self.wanted else ()))


@dataclass(slots=True)
class _Share:
    """What one worker found: findings and accounts, no document and no secret.

    doubtful: programs that may be another vendor's, unless something else in their unit speaks of Helcim; units: those that do.
    """

    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    degraded: list[Degraded] = field(default_factory=list)
    documents: int = 0
    bytes: int = 0
    interrupted: bool = False
    programs: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)


def run(source: "Source", settings: Settings) -> Report:
    """Scan `source`. An interrupt ends the run early with what was found so far, and the report says so."""
    parts = settings.jobs if settings.jobs > 1 and len(source.paths()) >= WORTH_SHARING else 1
    shares = workers.run(lambda share: _work(share, settings), source.split(parts))
    found = [finding for share in shares for finding in share.findings]
    units = {one for share in shares for one in share.units}
    candidates = {path for share in shares for path in (*share.programs, *(path for path in share.doubtful if unit(path) in units))}
    found, half = _followed(found, candidates, source, settings)
    findings = _settled(found, settings)
    skipped = sorted({_shown(note) for share in shares for note in share.skipped}, key=lambda note: (note.path, note.reason))
    degraded = sorted({*half, *(note for share in shares for note in share.degraded)}, key=lambda note: (note.path, note.reason))
    coverage = Coverage(
        documents=sum(share.documents for share in shares),
        bytes=sum(share.bytes for share in shares),
        skipped=tuple(note for note in skipped if not note.failed),
        degraded=tuple(degraded),
    )
    incomplete = tuple(note for note in skipped if note.failed)
    return Report(tuple(findings), coverage, incomplete, any(share.interrupted for share in shares))


def _shown(note: Skipped) -> Skipped:
    return replace(note, path=veil(note.path))


def _work(source: "Source", settings: Settings) -> _Share:
    share = _Share()
    held: dict[str, Held] = {}
    prefilter = Prefilter(settings.keywords)
    context = Context(settings.catalogue.patterns)
    try:
        for item in source.documents(prefilter.admits):
            if isinstance(item, Skipped):
                share.skipped.append(item)
                continue
            own = speaks(item.path, item.data)
            if own:
                share.units.add(unit(item.path))
            secrets = False
            for view in views(item):
                found = inspect(view, context, settings, share.degraded)
                if view.shadows:
                    found = unseen(found, view.shadows, share.findings)
                share.findings += found
                secrets = secrets or any(f.secret for f in found)
            if is_past(item) and not secrets:
                share.findings += _alone(item, context, settings)
            if is_current(item.origin) and item.at_top and is_candidate(item.path, item.data):
                # Of a working tree all is read; beside a change stands what is not.
                (share.doubtful if item.origin.kind == "worktree" and not own else share.programs).add(item.path)
            elif isinstance(item.origin, Member) and item.at_top:
                held.setdefault(item.origin.container, Held()).add(item)
            if settings.progress:
                settings.progress(source.tally.documents, source.tally.bytes)
        for tree in held.values():
            candidates = [path for path in tree.paths() if is_candidate(path, tree.files[path].data)]
            share.findings, notes = _followed(share.findings, candidates, tree, replace(settings, jobs=1))
            share.degraded += [*tree.notes, *notes]
    except KeyboardInterrupt:
        share.interrupted = True
    share.documents, share.bytes = source.tally.documents, source.tally.bytes
    return share


def _alone(document: Document, context: Context, settings: Settings) -> list[Finding]:
    """What the program of one document shows by itself: literals that reach an auth header through a name."""
    flows = analyse([document.path], tree := Tree(Alone(document)), tree.near)
    matches = [match for match in flows.matches.get(document.path, ()) if match.secret]
    return inspect(document, context, settings, extra=matches) if matches else []


_SCRIPTS = frozenset(("javascript", "typescript", "tsx", "vue", "svelte", "astro"))


def _followed(findings: list[Finding], candidates: Collection[str], source: "Files", settings: Settings) -> tuple[list[Finding], list[Degraded]]:
    """The same findings, with those that only the program as a whole shows; scripts are judged by the side that they run on."""
    changed = source.altered() if isinstance(source, Change) else ()
    if not candidates and not changed:
        return findings, []
    tree = Tree(source, settings.jobs)
    if changed:
        candidates = {*candidates, *neighbours(tree, changed, candidates)}
    from helcim_audit.following import followed
    from helcim_audit.program.analysis import planned

    plan = planned(candidates, tree, tree.near)
    clients = {path: side.because for path, side in plan.sides.items() if side.in_client and side.because}
    servers = frozenset(path for path, side in plan.sides.items() if side.kind == "server")
    context = Context(settings.catalogue.patterns, clients, servers)
    told = {f.path for f in findings}
    touched = touched_by(source)

    def judge(path: str, matches: Iterable[Match]) -> list[Finding] | None:
        document = source.document(path) if tree.is_scanned(path) else None
        return inspect(document, context, settings, extra=matches, touched=touched) if document is not None and document.path == path else None

    found = followed(plan, frozenset((clients.keys() | servers) & told), judge, settings.jobs)
    kept = [f for f in findings if f.path not in found.findings or not (is_current(f.origin) or isinstance(f.origin, Member))]
    kept += [finding for path in sorted(found.findings) for finding in found.findings[path]]
    kept = [replace(f, side="client" if f.path in clients else "server" if f.path in servers else f.side) for f in kept]
    return kept + _beyond(found.operations, source, settings), found.degraded


def _beyond(operations: Iterable["Operation"], source: "Files", settings: Settings) -> list[Finding]:
    """Where the configuration declares what tokens may do: the tokens that may do more than the programs ask of them."""
    if settings.config is None or not settings.config.access:
        return []
    from helcim_audit.program.analysis import uses

    findings = []
    for account in accounts([use for use in uses(operations, known_operations()) if use.token and use.need], settings.config.access):
        document = source.document(account.uses[0].path) if account.uses else None
        if document is None:
            continue
        trace = tuple(Step(use.path, use.line, f"{use.method} {use.address}: {use.need.name}") for use in account.uses if use.need)
        span = document.line_span(account.uses[0].line)
        matches = [Match(rule, span, at_secret=False, message=f"{account.token}: {text}", trace=trace) for rule, text in account.complaints]
        findings += explain(document, matches, settings.catalogue, settings.salt)
    return findings


def inspect(
    document: Document,
    context: Context,
    settings: Settings,
    degraded: list[Degraded] | None = None,
    extra: Iterable[Match] = (),
    touched: Callable[[str, int], bool] | None = None,
) -> list[Finding]:
    """All findings of one document, with its own suppressions applied. What was half understood goes to `degraded`.

    extra: what the program as a whole shows in it. touched: whether the change under review adds a line of another file.
    """
    matches = [*scan(document, context), *placed(document, list(extra), context)]
    if settings.wanted:
        matches += wanted(document, settings.wanted, matches)
    if may_publish(document.path) and identify(document.path).language in _SCRIPTS:
        matches += published(document)
    if degraded is not None and (broken := malformed(document)):
        degraded.append(Degraded(document.path, broken))
    if document.cut or document.first_column > 1:
        matches = [match for match in matches if not _is_cut(document, match)]
    matches = merge(matches)
    marks = _marks(document, matches, settings)
    findings = explain(document, matches, settings.catalogue, settings.salt)
    if not settings.ignores:
        marks = []
    used: dict[Directive, bool] = {}
    result = []
    for match, finding in zip(matches, findings, strict=True):
        mark = next((mark for mark in marks if mark.covers(finding.rule, finding.start.line)), None)
        if mark:
            counts = _holds(mark, match, document, settings.gate)
            used[mark] = used.get(mark, False) or counts
            finding = finding.suppress(mark.suppressed) if counts else finding
        result.append(finding)
    remarks = [_unused(mark) for mark in marks if mark not in used]
    remarks += [_brought(mark) for mark, counted in used.items() if settings.gate and not counted and _is_new(mark, document)]
    result += explain(document, remarks, settings.catalogue, settings.salt, matches)
    if document.added is not None:
        result = [finding for finding in result if _is_added(finding, document.added, touched)]
    return result


def _is_cut(document: Document, match: Match) -> bool:
    """Whether the border of a window, within a line, cuts the match: the neighbouring window has it whole."""
    return (document.cut and match.span.end == len(document.text)) or (document.first_column > 1 and match.span.start == 0)


def _marks(document: Document, matches: list[Match], settings: Settings) -> list[Directive]:
    """The suppressions in the document's comments; what they say comes from the masked text, since it is reported."""
    if document.metadata or "helcim-audit:" not in document.text:
        return []
    return directives(document, settings.catalogue.rules, settings.today, mask(document, matches))


def _holds(mark: Directive, match: Match, document: Document, gate: bool) -> bool:
    """Whether a suppression speaks of what it would hide.

    In a file that a change edits it was written for the value that stood there: another one in its place is new,
    unless the suppression is new too. At a gate it is nobody's but the base's to write.
    """
    if document.before is None and document.added is None:
        return not gate
    if _is_new(mark, document):
        return not gate
    if match.secret is None:
        return not gate
    return document.before is not None and match.secret.value in decode(document.before)[0]


def _is_new(mark: Directive, document: Document) -> bool:
    return document.added is None or mark.line in document.added


def _brought(mark: Directive) -> Match:
    return Match("weakened-policy", mark.span, at_secret=False, message=f"This change brings along a suppression of {mark.rules[0]}; it does not count before it is merged.")


def _unused(mark: Directive) -> Match:
    rule = mark.rules[0] if mark.rules and not mark.problem else ""
    why = f"This suppression has no effect: {mark.problem}." if mark.problem else f"This suppression of {rule} hides no finding."
    return Match("unused-suppression", mark.span, at_secret=False, message=why)


def _is_added(finding: Finding, added: Collection[int], touched: Callable[[str, int], bool] | None) -> bool:
    """Whether the change under review adds the finding's lines or a step of its trace."""
    if any(line in added for line in range(finding.start.line, finding.end.line + 1)):
        return True
    return any(step.line in added if step.path == finding.path else touched is not None and touched(step.path, step.line) for step in finding.trace)


# --- the run as a whole ----------------------------------------------------------------------------


def _settled(findings: list[Finding], settings: Settings) -> list[Finding]:
    """What is left once windows overlap no more, names are defined, and the policy has spoken; in order."""
    unique = {(f.path, f.start, f.end, f.rule, f.fingerprint, f.origin): f for f in findings}
    defined = {f.subject.partition(":")[2] for f in unique.values() if f.subject.startswith("define:")}
    kept = told_once(f for f in unique.values() if not (f.subject.startswith("read:") and f.subject[5:] in defined))
    if settings.config:
        kept = _configured(kept, settings.config, settings)
    if settings.baseline and settings.ignores:
        known = settings.baseline.entries
        kept = [f.suppress(Suppressed("baseline", known[f.fingerprint].said)) if f.suppressed is None and f.fingerprint in known else f for f in kept]
    declared = settings.config.access if settings.config else ()
    kept = [replace(f, message=f"{f.message} {worst_case(f.excerpt, declared)}") if f.category == "exposed-token" and f.secret and f.secret.kind in _ACCOUNTS else f for f in kept]
    return sorted(kept, key=lambda f: f.sort_key)


def _configured(findings: list[Finding], config: "Config", settings: Settings) -> list[Finding]:
    levels = dict(config.severity)
    findings = [replace(f, severity=levels[f.rule]) if f.rule in levels else f for f in findings]
    if not settings.ignores:
        return findings
    result = []
    accepted = [(entry, _matcher(entry.path)) for entry in config.ignore]
    for finding in findings:
        if finding.rule in config.disable:
            finding = finding.suppress(Suppressed("config", "disabled in the configuration"))
        for entry, matches in accepted:
            current = entry.until is None or datetime.date.fromisoformat(entry.until) >= settings.today
            inside = isinstance(finding.origin, Member) and matches(finding.origin.container)
            if finding.suppressed is None and entry.rule == finding.rule and current and (inside or matches(finding.path)):
                finding = finding.suppress(Suppressed("config", entry.reason, entry.until))
        result.append(finding)
    return result


def _matcher(pattern: str) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file
