"""How are a report's parts written as plain data (product contract, "JSON, version 1")?"""

import hashlib
from collections.abc import Iterable
from typing import Any

from helcim_audit import __version__
from helcim_audit.model import Commit, Finding, Member, Origin, Report

_SHOWN = 5  # refs that a sentence names


def tool() -> dict[str, str]:
    return {"name": "helcim-audit", "version": __version__}


def origin(source: Origin) -> dict[str, Any]:
    match source:
        case Commit():
            return {
                "kind": "commit",
                "sha": source.sha,
                "author": source.author,
                "date": source.date,
                "paths": list(source.paths),
                "in_head": source.in_head,
                "refs": list(source.refs),
                "blob": source.blob,
            }
        case Member():
            return {"kind": "archive", "container": source.container, "member": source.member}
        case _:
            return {"kind": source.kind}


def whence(source: Origin) -> str:
    """Where a finding stands that is not simply in the tree, in words; else empty."""
    match source:
        case Commit():
            began = f"in commit {source.sha[:12]} of {source.date[:10]} by {source.author}" if source.sha else "in no commit"
            held = "HEAD has it" if source.in_head else "HEAD does not have it"
            more = f" and {len(source.refs) - _SHOWN} more" if len(source.refs) > _SHOWN else ""
            reach = f"reached by {', '.join(source.refs[:_SHOWN])}{more}" if source.refs else "no ref leads to it"
            return f"{began}; {held}; {reach}"
        case Member():
            return f"in {source.member} of {source.container}"
        case _:
            return ""


def file(found: Finding) -> str:
    """The path of the file that a viewer can open: for a member of an archive, the archive."""
    return found.origin.container if isinstance(found.origin, Member) else found.path


def side(found: Finding) -> str:
    """Where the code of a finding runs, as far as the finding tells: "client", "server" or empty."""
    return found.side or ("client" if found.category == "client-side" else "")


def is_past(found: Finding) -> bool:
    """Whether the finding stands only in what was: its lines are no lines of a file at hand."""
    return isinstance(found.origin, Commit) and not found.origin.in_head


def ordinals(findings: Iterable[Finding]) -> list[str]:
    """For each finding a name that is its own and does not depend on lines: fingerprint, place and a count.

    The same leak twice in a file is told apart by its order; other files and other leaks do not matter.
    """
    counts: dict[tuple[str, str, str], int] = {}
    names = []
    for found in findings:
        commit = found.origin.sha if isinstance(found.origin, Commit) else ""
        key = (found.fingerprint, found.path, commit)
        counts[key] = counts.get(key, 0) + 1
        digest = hashlib.blake2b("\0".join(key).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        names.append(f"{digest}:{counts[key]}")
    return names


def finding(found: Finding) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "category": found.category,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": found.message,
        "path": found.path,
        "start": {"line": found.start.line, "column": found.start.column},
        "end": {"line": found.end.line, "column": found.end.column},
        "excerpt": found.excerpt,
        "secret": {"kind": found.secret.kind, "masked": found.secret.masked, "id": found.secret.id} if found.secret else None,
        "origin": origin(found.origin),
        "trace": [{"path": step.path, "line": step.line, "note": step.note} for step in found.trace],
        "practice": found.practice,
        "help": found.help,
        "fingerprint": found.fingerprint,
        "suppressed": {"by": found.suppressed.by, "reason": found.suppressed.reason, "until": found.suppressed.until} if found.suppressed else None,
    }


def tokens(report: Report) -> list[dict[str, Any]]:
    """Findings by secret, the most exposed first: a person rotates tokens, not lines."""
    groups: dict[str, list[Finding]] = {}
    for found in report.findings:
        if found.secret:
            groups.setdefault(found.secret.id, []).append(found)
    rows = []
    for name, group in groups.items():
        secret = group[0].secret
        if secret:
            rows.append({"id": name, "kind": secret.kind, "masked": secret.masked, "findings": len(group), "where": sorted({"history" if one.origin.kind == "commit" else one.origin.kind for one in group})})
    return sorted(rows, key=lambda row: (-int(row["findings"]), str(row["id"])))


def replaceable(report: Report) -> list[dict[str, Any]]:
    """Of `tokens`, those that a person can replace in Helcim; a customer's card is not among them."""
    return [row for row in tokens(report) if not str(row["kind"]).startswith("card-") or row["kind"] == "card-token"]


def coverage(report: Report) -> dict[str, Any]:
    return {
        "documents": report.coverage.documents,
        "bytes": report.coverage.bytes,
        "skipped": [{"path": note.path, "reason": note.reason} for note in report.coverage.skipped],
        "degraded": [{"path": note.path, "reason": note.reason} for note in report.coverage.degraded],
    }


def incomplete(report: Report) -> list[dict[str, str]]:
    notes = [{"path": note.path, "reason": note.reason} for note in report.incomplete]
    return [*notes, {"path": ".", "reason": "interrupted: the results are partial"}] if report.interrupted else notes
