"""What happened to a leaked secret: since when, through whom, where is it still?"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from helcim_audit.commands.cleanup import plan
from helcim_audit.commands.history import told
from helcim_audit.commands.scan import Request, past, policy, scan
from helcim_audit.engine import Settings
from helcim_audit.errors import AuditError
from helcim_audit.incidents import Check, Holder, Incident, Moment
from helcim_audit.masking import veil
from helcim_audit.model import Commit, Finding, Report, SecretInfo
from helcim_audit.reports.incident import BLOBS, EXPRESSIONS
from helcim_audit.reports.output import write
from helcim_audit.secrets import Secret, SecretKind, masked, token_id
from helcim_audit.sources.git import GitError, repository
from helcim_audit.sources.graph import reflogs, remotes, worktrees
from helcim_audit.sources.history import History, signed
from helcim_audit.sources.introductions import departures, entries_of
from helcim_audit.sources.objects import each
from helcim_audit.values import is_v2_like

_SHORTEST = 8  # characters of a secret that is looked for by its value
_MOST_TIPS = 500  # refs whose newest version is looked into


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which secret: by what is left of it (a token id, a fingerprint, the last four), or by its value."""

    name: str = ""
    value: str = ""


def investigate(wanted: Wanted, root: str, also: Sequence[str] = (), config: str | None = None) -> Incident:
    """Scan the tree at `root`, its history and the files `also`, and put together what they tell. Raises AuditError."""
    request = Request(paths=(root,), no_ignore=True, no_ignores=True, config=config, wanted=_secret(wanted.value))
    settings = policy(request, root)[1]
    now = scan(request).report
    more = [scan(replace(request, paths=(path,))).report for path in also]
    history, before = _past(request, settings, root)
    found = [*now.findings, *(one for report in more for one in report.findings), *(before.findings if before else ())]
    known = {one.secret.id: one.secret for one in found if one.secret}
    secret = _chosen(wanted, found, known, settings.salt)

    def ours(findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(one for one in findings if one.secret and one.secret.id == secret.id)

    kept = tuple(one for one in before.findings if not isinstance(one.origin, Commit)) if before else ()  # git's own files
    places = ours(now.findings) + tuple(one for report in more for one in ours(report.findings)) + ours(kept)
    notes = (*now.incomplete, *(note for report in more for note in report.incomplete), *(before.incomplete if before else ()))
    incident = Incident(secret, places, incomplete=notes, others=tuple(other for name, other in sorted(known.items()) if name != secret.id))
    if history and before:
        raw = tuple(one for one in ours(before.findings) if isinstance(one.origin, Commit))
        incident = _with_history(incident, raw, ours(told(before, history, settings.catalogue).findings), history, settings)
    return replace(incident, checks=tuple(_checks(incident, bool(history), also)))


def _secret(value: str) -> Secret | None:
    """The value that is looked for everywhere. Raises AuditError for one that is too short to be told from other text."""
    if not value:
        return None
    if len(value) < _SHORTEST or len(value.split()) > 1:
        raise AuditError(f"what stands on standard input is no secret: it is {'shorter than ' + str(_SHORTEST) + ' characters' if len(value) < _SHORTEST else 'more than one word'}")
    return Secret(SecretKind.API_TOKEN if is_v2_like(value) else SecretKind.LEGACY_API_TOKEN, value)


def _past(request: Request, settings: Settings, root: str) -> tuple[History | None, Report | None]:
    try:
        repository(root)
    except GitError as error:
        if error.kind != "outside":
            raise
        return None, None
    report, history, _ = past(replace(request, history=""), settings, root)
    return history, report


def _chosen(wanted: Wanted, found: Sequence[Finding], known: Mapping[str, SecretInfo], salt: str) -> SecretInfo:
    """The one secret that is meant, also where nothing of it is left. Raises AuditError where several may be."""
    name = wanted.name
    if wanted.value:
        name = token_id(wanted.value, salt)
        return known.get(name, SecretInfo("secret", masked(wanted.value), name))
    if re.fullmatch(r"tok_[0-9a-f]{12}", name):
        return known.get(name, SecretInfo("secret", "****", name))
    if re.fullmatch(r"[0-9a-f]{32}", name):
        chosen = {one.secret.id: one.secret for one in found if one.secret and one.fingerprint == name}
    elif len(name) == 4:
        chosen = {key: secret for key, secret in known.items() if secret.masked.endswith(name)}
    else:
        hint = "to give the secret itself, write it to standard input, never on the command line"
        raise AuditError("a secret is named by its token id (tok_...), a fingerprint or its last four characters", hint=hint)
    if not chosen:
        listed = ", ".join(f"{secret.masked} {key}" for key, secret in sorted(known.items())[:10])
        raise AuditError("no secret of that name was found here", hint=f"found were: {listed}" if listed else "if it was cleaned up, name it by its token id")
    if len(chosen) > 1:
        raise AuditError("several secrets end like this", hint="name one by its id: " + ", ".join(sorted(chosen)))
    return next(iter(chosen.values()))


# --- the history -----------------------------------------------------------------------------------


def _with_history(incident: Incident, raw: Sequence[Finding], grouped: tuple[Finding, ...], history: History, settings: Settings) -> Incident:
    origins = [one.origin for one in raw if isinstance(one.origin, Commit)]
    blobs = {origin.blob.encode() for origin in origins if origin.blob}
    order = history.graph.order
    brought = {commit for blob in blobs for commit, _ in history.introduced.get(blob, ())} | {origin.sha.encode() for origin in origins if origin.sha}
    brought = {commit for commit in brought if commit in order}
    gone = departures(history.cwd, history.survey.table.commits, blobs)
    moments = _moments(history.cwd, brought | set(gone))
    oldest = min(brought, key=lambda name: order[name], default=None)
    newest = max(gone, key=lambda name: order.get(name, -1), default=None)
    # A message stays in the history of HEAD; that is no file of HEAD.
    in_head = any(isinstance(one.origin, Commit) and one.origin.in_head and not one.path.startswith(("commit:", "tag:", "ref:")) for one in grouped)
    marks = dict.fromkeys(brought, 1)
    reached = history.graph.inherited(marks)
    holders = _holders(history, reached, blobs)
    return replace(
        incident,
        past=grouped,
        first=moments.get(oldest) if oldest else None,
        last=moments.get(newest) if newest and not in_head else None,
        in_head=in_head,
        commits=len(brought),
        authors=tuple(sorted({moment.author for moment in moments.values()})),
        copies=_since(history, oldest) if oldest else (),
        holders=holders,
        unreachable=sum(1 for one in grouped if isinstance(one.origin, Commit) and not one.origin.refs),
        remotes=tuple(remotes(history.cwd)),
        cleanup=plan(raw, history, settings) if raw else incident.cleanup,
    )


def _moments(cwd: str, names: set[bytes]) -> dict[bytes, Moment]:
    found: dict[bytes, Moment] = {}

    def take(name: bytes, kind: bytes, data: bytes) -> None:
        if kind == b"commit":
            fields = dict(line.partition(b" ")[::2] for line in reversed(data.partition(b"\n\n")[0].split(b"\n")))
            found[name] = Moment(name.decode(), signed(fields.get(b"committer", b""))[1], veil(signed(fields.get(b"author", b""))[0]))

    each(cwd, sorted(names), take)
    return found


def _since(history: History, first: bytes) -> tuple[str, ...]:
    """Who committed after the leak, and so has had a clone that holds it."""
    begun = history.graph.order[first]
    later = {name for name, place in history.graph.order.items() if place >= begun}
    return tuple(sorted({moment.author for moment in _moments(history.cwd, later).values()}))


_KINDS = (("refs/heads/", "branch"), ("refs/tags/", "tag"), ("refs/stash", "stash"), ("refs/remotes/", "remote-tracking"), ("refs/pull/", "pull request"), ("refs/merge-requests/", "pull request"), ("refs/pull-requests/", "pull request"), ("refs/changes/", "pull request"))


def _holders(history: History, reached: dict[bytes, int], blobs: set[bytes]) -> tuple[Holder, ...]:
    found: list[Holder] = []
    tips: dict[bytes, bool] = {}

    def has(commit: bytes) -> bool:
        if commit not in tips:
            try:
                tips[commit] = len(tips) < _MOST_TIPS and any(blob in blobs for _, blob, _ in entries_of(history.cwd, commit))
            except AuditError:
                tips[commit] = False
        return tips[commit]

    for ref in history.refs:
        if ref.peeled in reached or ref.peeled in blobs or ref.target in blobs:
            kind = next((kind for prefix, kind in _KINDS if ref.name.startswith(prefix)), "other")
            found.append(Holder(veil(ref.name), kind, ref.peeled in blobs or has(ref.peeled)))
    found += [Holder(veil(path), "work tree", has(commit)) for path, commit, _ in worktrees(history.cwd) if commit in reached]
    for entry in reflogs(history.cwd):
        if entry.peeled in reached:
            found.append(Holder(veil(entry.name), "stash" if entry.name.startswith("stash@") else "reflog", has(entry.peeled)))
    return tuple(sorted(set(found), key=lambda holder: (holder.kind, holder.name)))


# --- the checklist ---------------------------------------------------------------------------------


def _checks(incident: Incident, git: bool, also: Sequence[str]) -> list[Check]:
    tree = [one for one in incident.places if not one.path.startswith(".git/")]
    checks = [
        Check("The token is disabled or regenerated in Helcim", "by hand", "`helcim-audit verify` asks Helcim whether it still works"),
        Check("The Helcim account passwords are changed and user access is audited", "by hand"),
        Check("Transactions since the leak are reviewed", "by hand", f"from {incident.first.date[:10]} on" if incident.first else ""),
        _measured("The files do not hold it", len(tree), [one.path for one in tree]),
    ]
    if git:
        kinds = {kind: [holder.name for holder in incident.holders if holder.kind == kind] for kind in ("branch", "tag", "stash", "remote-tracking", "pull request", "work tree", "reflog")}
        checks.append(Check("HEAD does not hold it", "open" if incident.in_head else "done"))
        checks += [_measured(f"No {kind} leads to it", len(names), names) for kind, names in kinds.items()]
        checks.append(_measured("No unreachable object holds it", incident.unreachable, []))
        checks.append(Check("Everybody has cloned anew, and forks and caches of the host are cleaned", "by hand", f"{len(incident.copies)} people committed since" if incident.copies else ""))
    if also:
        others = [one.path for one in incident.places if any(one.path.startswith(os.path.relpath(path)) or one.path.startswith(path) for path in also)]
        checks.append(_measured("The other places that were searched do not hold it", len(others), others))
    return checks


def _measured(title: str, count: int, names: Sequence[str]) -> Check:
    if not count:
        return Check(title, "done")
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return Check(title, "open", f"{count} left: {shown}" if shown else f"{count} left")


def is_complete(incident: Incident) -> bool:
    """Whether everything that can be measured is done."""
    return not incident.incomplete and all(check.state != "open" for check in incident.checks)


def save_cleanup(incident: Incident, folder: str) -> None:
    """Write the files that `git filter-repo` is given. Raises AuditError."""
    os.makedirs(folder, exist_ok=True)
    write(os.path.join(folder, EXPRESSIONS), "".join(f"{line}\n" for line in incident.cleanup.expressions))
    write(os.path.join(folder, BLOBS), "".join(f"{name}\n" for name in incident.cleanup.blobs))
