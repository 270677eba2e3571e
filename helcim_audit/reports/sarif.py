"""SARIF 2.1.0, inside the limits of GitHub's code scanning.

What stands in the tree is one run; what only the history holds is another with a category of its own, so that a scan
of the tree does not close its alerts. Suppressed findings are results with a suppression. What the limits (25,000
results, 10 MB compressed) leave no place for is said in a notification.
"""

import zlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from helcim_audit import __version__
from helcim_audit.model import SEVERITIES, Commit, Finding, Member, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import json_text, visible
from helcim_audit.reports.links import rule_page, site
from helcim_audit.rules import load

MOST_RESULTS = 25_000
MOST_STEPS = 1_000  # of a thread flow; GitHub shows no more
MOST_TEXT = 1_000  # characters of a message; GitHub cuts at 1,024
MOST_BYTES = 10_000_000  # compressed
_NOTICES = 200
_LEVEL = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_SCORE = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    text = _log(report, excerpts=True)
    if len(text) > MOST_BYTES and len(zlib.compress(text.encode(), 6)) > MOST_BYTES:
        text = _log(report, excerpts=False)
    return text


def _log(report: Report, excerpts: bool) -> str:
    findings = sorted(report.findings, key=lambda f: SEVERITIES.index(f.severity))[:MOST_RESULTS] if len(report.findings) > MOST_RESULTS else report.findings
    old = [found for found in findings if shape.is_past(found)]
    now = [found for found in findings if not shape.is_past(found)]
    runs = [_run("tree", now, report, excerpts, _notices(report, excerpts))]
    if old:
        runs.append(_run("history", old, report, excerpts, []))
    return json_text({"$schema": _URI, "version": "2.1.0", "runs": runs}, 1) + "\n"


def _run(category: str, findings: Sequence[Finding], report: Report, excerpts: bool, notices: list[dict[str, Any]]) -> dict[str, Any]:
    used = sorted({found.rule for found in findings})
    index = {name: place for place, name in enumerate(used)}
    driver: dict[str, Any] = {"name": "helcim-audit", "version": __version__, "semanticVersion": __version__, "rules": [_rule(name, report) for name in used]}
    if address := site():
        driver["informationUri"] = address
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"helcim-audit/{category}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": report.complete, "toolExecutionNotifications": notices}],
        "results": [_result(found, name, index, excerpts) for found, name in zip(findings, shape.ordinals(findings), strict=True)],
    }


def _notices(report: Report, excerpts: bool) -> list[dict[str, Any]]:
    notices = [_notice(f"{note['path']}: {note['reason']}", "error") for note in shape.incomplete(report)]
    notes = [(note.path, note.reason) for note in report.coverage.degraded]
    notes += [(note.path, note.reason) for note in report.coverage.skipped]
    notices += [_notice(f"{path}: {reason}", "note") for path, reason in notes[:_NOTICES]]
    if len(notes) > _NOTICES:
        notices.append(_notice(f"{len(notes) - _NOTICES} more notes on what was not or half read; the JSON report has them", "note"))
    if len(report.findings) > MOST_RESULTS:
        notices.append(_notice(f"{len(report.findings) - MOST_RESULTS} findings of lower severity are left out; GitHub accepts {MOST_RESULTS}", "warning"))
    if not excerpts:
        notices.append(_notice("excerpts are left out: with them the file would be larger than GitHub accepts", "warning"))
    return notices


def _notice(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _text(text)}}


def _text(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= MOST_TEXT else shown[: MOST_TEXT - 1] + "…"


def _rule(name: str, report: Report) -> dict[str, Any]:
    rule = load().rules.get(name)
    if rule is None:  # a rule of the user's own file: what its findings say
        found = next(f for f in report.findings if f.rule == name)
        return {"id": name, "shortDescription": {"text": _text(found.message)}, "defaultConfiguration": {"level": _LEVEL[found.severity]}}
    page = rule_page(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": _text(rule.message)},
        "help": {"text": f"{rule.why.strip()}\n\n{rule.fix['default']}", "markdown": f"{rule.why.strip()}\n\n**Fix.** {rule.fix['default']}"},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["security", rule.category], "security-severity": _SCORE[rule.severity], "precision": "very-high" if rule.confidence == "high" else rule.confidence},
    }


def _location(path: str, line: int, region: dict[str, int] | None = None, excerpt: str = "") -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": quote(path.encode("utf-8", "surrogateescape"), safe="/"), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": max(1, line), **(region or {})},
    }
    if excerpt:
        place["contextRegion"] = {"startLine": max(1, line), "endLine": place["region"].get("endLine", max(1, line)), "snippet": {"text": visible(excerpt)}}
    return {"physicalLocation": place}


def _result(found: Finding, name: str, index: dict[str, int], excerpts: bool) -> dict[str, Any]:
    whence = shape.whence(found.origin)
    region = {"startColumn": found.start.column}
    if (found.end.line, found.end.column) > (found.start.line, found.start.column):
        region |= {"endLine": found.end.line, "endColumn": found.end.column}
    place = _location(shape.file(found), found.start.line, region, found.excerpt if excerpts else "")
    if isinstance(found.origin, Member):
        place["logicalLocations"] = [{"fullyQualifiedName": visible(f"{found.origin.container}!{found.origin.member}"), "kind": "member"}]
    if isinstance(found.origin, Commit) and found.origin.sha:
        place["logicalLocations"] = [{"fullyQualifiedName": visible(f"{found.origin.sha}:{found.path}"), "kind": "commit"}]
    properties: dict[str, Any] = {"confidence": found.confidence, "origin": shape.origin(found.origin)}
    if found.secret:
        properties["secret"] = {"kind": found.secret.kind, "masked": found.secret.masked, "id": found.secret.id}
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index[found.rule],
        "level": _LEVEL[found.severity],
        "message": {"text": _text(" ".join(part for part in (found.message, f"({found.secret.masked})" if found.secret else "", f"It stands {whence}." if whence else "", found.help) if part))},
        "locations": [place],
        # GitHub tells alerts apart by the second; it names the place without its line, so alerts survive moves.
        "partialFingerprints": {"helcimAudit/v1": found.fingerprint, "primaryLocationLineHash": name},
        "properties": properties,
    }
    if found.trace:
        steps = [{"location": {**_location(step.path, step.line), "message": {"text": _text(step.note)}}} for step in found.trace[:MOST_STEPS]]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if found.suppressed:
        suppression = {"kind": "inSource" if found.suppressed.by == "inline" else "external", "status": "accepted", "justification": _text(found.suppressed.reason)}
        result["suppressions"] = [suppression | ({"properties": {"until": found.suppressed.until}} if found.suppressed.until else {})]
    return result
