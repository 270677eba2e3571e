"""SARIF 2.1.0, inside the limits of GitHub's code scanning.

One run, at most 25,000 results (GitHub's limit; the rest is said in a notification), columns from one,
relative URIs, one fingerprint per result. Suppressed findings are results with a suppression.
"""

import json
from typing import Any
from urllib.parse import quote

from helcim_audit import __version__
from helcim_audit.model import SEVERITIES, Finding, Report
from helcim_audit.reports import shape
from helcim_audit.rules import load

MOST_RESULTS = 25_000
_LEVEL = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_SCORE = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
_URI = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    used = sorted({found.rule for found in report.findings})
    index = {name: place for place, name in enumerate(used)}
    findings = sorted(report.findings, key=lambda f: SEVERITIES.index(f.severity)) if len(report.findings) > MOST_RESULTS else report.findings
    notices = [_notice(note["path"], note["reason"], "error") for note in shape.incomplete(report)]
    notices += [_notice(note.path, note.reason, "note") for note in report.coverage.skipped[:200]]
    notices += [_notice(note.path, note.reason, "note") for note in report.coverage.degraded[:200]]
    if len(findings) > MOST_RESULTS:
        notices.append(_notice(".", f"{len(findings) - MOST_RESULTS} findings of lower severity are left out; GitHub accepts {MOST_RESULTS}", "warning"))
    run = {
        "tool": {"driver": {"name": "helcim-audit", "version": __version__, "semanticVersion": __version__, "rules": [_rule(name, report) for name in used]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": report.complete, "toolExecutionNotifications": notices}],
        "results": [_result(found, index) for found in findings[:MOST_RESULTS]],
    }
    return json.dumps({"$schema": _URI, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=True) + "\n"


def _rule(name: str, report: Report) -> dict[str, Any]:
    rule = load().rules.get(name)
    if rule is None:  # a rule of the user's own file: what its findings say
        found = next(f for f in report.findings if f.rule == name)
        return {"id": name, "shortDescription": {"text": found.message}, "defaultConfiguration": {"level": _LEVEL[found.severity]}}
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.message},
        "help": {"text": f"{rule.why}\n\n{rule.fix['default']}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["security", rule.category], "security-severity": _SCORE[rule.severity], "precision": "very-high" if rule.confidence == "high" else rule.confidence},
    }


def _location(path: str, line: int, column: int | None = None, end: tuple[int, int] | None = None, text: str | None = None) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": max(1, line)}
    if column is not None:
        region["startColumn"] = column
    if end is not None:
        region["endLine"], region["endColumn"] = end
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(path.encode("utf-8", "surrogateescape"), safe="/")}, "region": region}
    if text:
        physical["contextRegion"] = {"startLine": max(1, line), "snippet": {"text": text}}
    return {"physicalLocation": physical}


def _result(found: Finding, index: dict[str, int]) -> dict[str, Any]:
    end = (found.end.line, found.end.column) if (found.end.line, found.end.column) > (found.start.line, found.start.column) else None
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index[found.rule],
        "level": _LEVEL[found.severity],
        "message": {"text": f"{found.message} {found.help}" + (f" ({found.secret.masked})" if found.secret else "")},
        "locations": [_location(found.path, found.start.line, found.start.column, end, found.excerpt)],
        # The same leak at two places is two results: the place within the file makes them distinct.
        "partialFingerprints": {"helcimAudit/v1": found.fingerprint, "helcimAuditPlace/v1": f"{found.path}:{found.start.line}:{found.start.column}"},
        "properties": {"confidence": found.confidence, "origin": shape.origin(found.origin)},
    }
    if found.secret:
        result["properties"]["secret"] = {"kind": found.secret.kind, "masked": found.secret.masked, "id": found.secret.id}
    if found.trace:
        steps = [{"location": {**_location(step.path, step.line), "message": {"text": step.note}}} for step in found.trace]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if found.suppressed:
        result["suppressions"] = [{"kind": "inSource" if found.suppressed.by == "inline" else "external", "justification": found.suppressed.reason}]
    return result


def _notice(path: str, reason: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": f"{path}: {reason}"}}
