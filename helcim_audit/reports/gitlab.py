"""GitLab's secret detection report (schema 15.0.0). Without times, so that the same input gives the same bytes.

GitLab asks for scan times; they are fixed at the epoch, since the pipeline's own times are authoritative.
"""

import uuid
from typing import Any

from helcim_audit import __version__
from helcim_audit.model import Commit, Finding, Report
from helcim_audit.reports import shape
from helcim_audit.reports.escape import json_text, visible
from helcim_audit.reports.links import rule_page
from helcim_audit.rules import load

_LEVEL = {"critical": "Critical", "high": "High", "medium": "Medium", "low": "Low"}
_SPACE = uuid.UUID("6f0c2a55-5a3a-5c51-8f7e-2d3f8f1f6a10")
_EPOCH = "1970-01-01T00:00:00"
_NO_COMMIT = "0000000"  # what GitLab's own analyzer says of a file that is in no commit
_NAME, _SOLUTION = 255, 7000  # longest texts that the schema allows


def render(report: Report) -> str:
    scanner: dict[str, Any] = {"id": "helcim-audit", "name": "helcim-audit", "version": __version__, "vendor": {"name": "helcim-audit"}}
    messages = [{"level": "fatal", "value": visible(f"not read: {note['path']}: {note['reason']}")} for note in shape.incomplete(report)]
    messages += [{"level": "warn", "value": visible(f"half understood: {note.path}: {note.reason}")} for note in report.coverage.degraded]
    scan: dict[str, Any] = {
        "type": "secret_detection", "start_time": _EPOCH, "end_time": _EPOCH,
        "status": "success" if report.complete else "failure", "analyzer": scanner, "scanner": scanner,
    }  # fmt: skip
    if messages:
        scan["messages"] = messages
    shown = [found for found in report.findings if not found.suppressed]
    titles = {name: rule.title for name, rule in load().rules.items()}
    vulnerabilities = [_vulnerability(found, name, titles.get(found.rule, found.rule)) for found, name in zip(shown, shape.ordinals(shown), strict=True)]
    return json_text({"version": "15.0.0", "scan": scan, "vulnerabilities": vulnerabilities}, 1) + "\n"


def _vulnerability(found: Finding, name: str, title: str) -> dict[str, Any]:
    page = rule_page(found.rule)
    whence = shape.whence(found.origin)
    identifier = {"type": "helcim_audit_rule_id", "name": f"helcim-audit {found.rule}", "value": found.rule, **({"url": page} if page else {})}
    result: dict[str, Any] = {
        "id": str(uuid.uuid5(_SPACE, name)),
        "category": "secret_detection",
        "name": visible(title)[:_NAME],
        "description": visible(f"{found.message} It stands {whence}." if whence else found.message),
        "solution": visible(found.help)[:_SOLUTION],
        "severity": _LEVEL[found.severity],
        "location": {"file": visible(shape.file(found)), "start_line": found.start.line, "end_line": max(found.start.line, found.end.line), "commit": _commit(found)},
        "identifiers": [identifier],
        "raw_source_code_extract": visible(found.excerpt),
    }
    if page:
        result["links"] = [{"name": found.rule, "url": page}]
    if found.trace:
        steps = [{"type": "file-location", "file_name": visible(step.path), "line_start": step.line} for step in found.trace]
        result["details"] = {"trace": {"name": "Trace", "type": "list", "items": steps}}
    return result


def _commit(found: Finding) -> dict[str, str]:
    if not isinstance(found.origin, Commit) or not found.origin.sha:
        return {"sha": _NO_COMMIT}
    return {"sha": found.origin.sha, "author": visible(found.origin.author), "date": found.origin.date}
