"""How does one run go, from a source to a report?

The source reads everything and hands on what the prefilter admits; the analyzers turn that into matches;
here, and nowhere else, matches become findings: merged, masked, explained, suppressed. Workers share the
documents and answer with findings, so no secret ever crosses from one process to another.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from helcim_audit import workers
from helcim_audit.masking import mask, veil
from helcim_audit.merge import merge
from helcim_audit.model import Coverage, Degraded, Document, Finding, Match, Place, Report, SecretInfo, Skipped, Span, Suppressed
from helcim_audit.policy.suppress import Directive, directives
from helcim_audit.prefilter import Prefilter
from helcim_audit.rules import Catalogue
from helcim_audit.scanners import Context, scan
from helcim_audit.secrets import DEFAULT_SALT, fingerprint, masked, token_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from helcim_audit.policy.baseline import Baseline
    from helcim_audit.policy.config import Config
    from helcim_audit.sources.protocol import Source

FRAME = 2  # lines shown above and below a finding
WIDEST = 240  # characters of a line that a report shows
WORTH_SHARING = 400  # files; below, starting a worker costs more than it saves


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told. `ignores`: whether suppressions of any kind apply. `today`: for their dates."""

    catalogue: Catalogue
    today: datetime.date
    config: "Config | None" = None
    baseline: "Baseline | None" = None
    salt: str = DEFAULT_SALT
    ignores: bool = True
    jobs: int = 1
    progress: Callable[[int, int], None] | None = None


@dataclass(slots=True)
class _Share:
    """What one worker found: findings and accounts, no document and no secret."""

    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    degraded: list[Degraded] = field(default_factory=list)
    documents: int = 0
    bytes: int = 0
    interrupted: bool = False


def run(source: "Source", settings: Settings) -> Report:
    """Scan `source`. An interrupt ends the run early with what was found so far, and the report says so."""
    parts = settings.jobs if settings.jobs > 1 and len(source.paths()) >= WORTH_SHARING else 1
    shares = workers.run(lambda share: _work(share, settings), source.split(parts))
    findings = _settled([finding for share in shares for finding in share.findings], settings)
    skipped = sorted({_shown(note) for share in shares for note in share.skipped}, key=lambda note: (note.path, note.reason))
    degraded = sorted({note for share in shares for note in share.degraded}, key=lambda note: (note.path, note.reason))
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
    prefilter = Prefilter(settings.catalogue.keywords)
    context = Context(settings.catalogue.patterns)
    try:
        for item in source.documents(prefilter.admits):
            if isinstance(item, Skipped):
                share.skipped.append(item)
                continue
            share.findings += inspect(item, context, settings)
            if settings.progress:
                settings.progress(source.tally.documents, source.tally.bytes)
    except KeyboardInterrupt:
        share.interrupted = True
    share.documents, share.bytes = source.tally.documents, source.tally.bytes
    return share


def inspect(document: Document, context: Context, settings: Settings) -> list[Finding]:
    """All findings of one document, with its own suppressions applied."""
    matches = merge(scan(document, context))
    marks = directives(document, settings.catalogue.rules, settings.today) if not document.metadata else []
    findings = explain(document, matches, settings.catalogue, settings.salt)
    if not settings.ignores:
        marks = []
    used: set[Directive] = set()
    result = []
    for finding in findings:
        mark = next((mark for mark in marks if mark.covers(finding.rule, finding.start.line)), None)
        if mark:
            used.add(mark)
            finding = finding.suppress(mark.suppressed)
        result.append(finding)
    stale = [mark for mark in marks if mark not in used]
    result += explain(document, [_unused(mark) for mark in stale], settings.catalogue, settings.salt, matches)
    if document.added is not None:
        result = [finding for finding in result if _is_added(finding, document.added)]
    return result


def _unused(mark: Directive) -> Match:
    rule = mark.rules[0] if mark.rules and not mark.problem else ""
    why = f"This suppression has no effect: {mark.problem}." if mark.problem else f"This suppression of {rule} hides no finding."
    return Match("unused-suppression", mark.span, at_secret=False, message=why)


def _is_added(finding: Finding, added: Collection[int]) -> bool:
    """Whether the change under review touches the finding or a step of its trace."""
    lines = range(finding.start.line, finding.end.line + 1)
    return any(line in added for line in lines) or any(step.path == finding.path and step.line in added for step in finding.trace)


# --- matches to findings ---------------------------------------------------------------------------


def explain(document: Document, matches: Iterable[Match], catalogue: Catalogue, salt: str, also_hide: Iterable[Match] = ()) -> list[Finding]:
    """Findings of `matches`; the document is masked, of these and of `also_hide`, before any is built."""
    matches = list(matches)
    if not matches:
        return []
    text = mask(document, [*matches, *also_hide])
    return [_finding(document, match, text, catalogue, salt) for match in matches]


def _finding(document: Document, match: Match, text: str, catalogue: Catalogue, salt: str) -> Finding:
    rule = catalogue.get(match.rule)
    secret = match.secret
    start, end = document.position(match.span.start), document.position(max(match.span.start, match.span.end))
    line = document.line_span(start[0])
    info = SecretInfo(secret.kind.value, masked(secret.value), token_id(secret.value, salt)) if secret else None
    path = veil(document.path)
    metadata = bool(document.metadata)
    column = match.span.start - line.start
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=match.severity or rule.severity,
        confidence=match.confidence or rule.confidence,
        message=match.message or rule.message,
        path=path,
        start=Place(1, 1) if metadata else Place(*start),
        end=Place(1, 1) if metadata else Place(*end),
        excerpt=_cut(text[line.start : line.end].rstrip("\r"), column),
        frame=() if metadata else tuple(_frame(document, text, start[0], end[0], column)),
        secret=info,
        origin=document.origin,
        trace=match.trace,
        practice=rule.practice,
        why=rule.why,
        help=rule.fix_for(match.language),
        fingerprint=fingerprint(rule.id, secret.value if secret else None, path, text[line.start : line.end], salt),
        subject=match.subject,
    )


def _cut(line: str, column: int) -> str:
    """At most WIDEST characters of a line, around `column` (from zero)."""
    if len(line) <= WIDEST:
        return line
    start = max(0, min(column - WIDEST // 3, len(line) - WIDEST))
    return line[start : start + WIDEST]


def _frame(document: Document, text: str, first: int, last: int, column: int) -> Iterable[tuple[int, str]]:
    low = max(document.first_line, first - FRAME)
    high = min(document.first_line + len(document.line_starts) - 1, min(last, first + 6) + FRAME)
    for number in range(low, high + 1):
        span: Span = document.line_span(number)
        line = text[span.start : span.end].rstrip("\r")
        yield number, _cut(line, column if number == first else 0)


# --- the run as a whole ----------------------------------------------------------------------------


def _settled(findings: list[Finding], settings: Settings) -> list[Finding]:
    """What is left once windows overlap no more, names are defined, and the policy has spoken; in order."""
    unique = {(f.path, f.start, f.end, f.rule, f.fingerprint): f for f in findings}
    defined = {f.subject.partition(":")[2] for f in unique.values() if f.subject.startswith("define:")}
    kept = [f for f in unique.values() if not (f.subject.startswith("read:") and f.subject[5:] in defined)]
    if settings.config:
        kept = _configured(kept, settings.config, settings)
    if settings.baseline and settings.ignores:
        known = settings.baseline.entries
        kept = [f.suppress(Suppressed("baseline", "known when the baseline was made")) if f.suppressed is None and f.fingerprint in known else f for f in kept]
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
            if finding.suppressed is None and entry.rule == finding.rule and current and matches(finding.path):
                finding = finding.suppress(Suppressed("config", entry.reason, entry.until))
        result.append(finding)
    return result


def _matcher(pattern: str) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file
