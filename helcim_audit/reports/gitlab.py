"""GitLab's secret detection report (schema 15.0.0). Without times, so that the same input gives the same bytes.

GitLab asks for scan times; they are fixed at the epoch, since the pipeline's own times are authoritative.
"""

import json
import uuid
from typing import Any

from helcim_audit import __version__
from helcim_audit.model import Commit, Finding, Report
from helcim_audit.reports import shape

_LEVEL = {"critical": "Critical", "high": "High", "medium": "Medium", "low": "Low"}
_SPACE = uuid.UUID("6f0c2a55-5a3a-5c51-8f7e-2d3f8f1f6a10")
_EPOCH = "1970-01-01T00:00:00"


def render(report: Report) -> str:
    vendor = {"name": "helcim-audit"}
    scanner: dict[str, Any] = {"id": "helcim-audit", "name": "helcim-audit", "version": __version__, "vendor": vendor}
    messages = [{"level": "fatal", "value": f"not read: {note['path']}: {note['reason']}"} for note in shape.incomplete(report)]
    scan: dict[str, Any] = {
        "type": "secret_detection", "start_time": _EPOCH, "end_time": _EPOCH,
        "status": "success" if report.complete else "failure", "analyzer": scanner, "scanner": scanner,
    }  # fmt: skip
    if messages:
        scan["messages"] = messages
    data = {"version": "15.0.0", "scan": scan, "vulnerabilities": [_vulnerability(found) for found in report.findings if not found.suppressed]}
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"


def _vulnerability(found: Finding) -> dict[str, Any]:
    place = f"{found.path}:{found.start.line}:{found.start.column}"
    location: dict[str, Any] = {"file": found.path, "start_line": found.start.line, "end_line": found.end.line}
    location["commit"] = {"sha": found.origin.sha if isinstance(found.origin, Commit) else "0000000"}
    return {
        "id": str(uuid.uuid5(_SPACE, f"{found.fingerprint}\0{place}")),
        "category": "secret_detection",
        "name": found.rule,
        "message": found.message,
        "description": found.message,
        "solution": found.help,
        "severity": _LEVEL[found.severity],
        "location": location,
        "identifiers": [{"type": "helcim_audit_rule_id", "name": f"helcim-audit {found.rule}", "value": found.rule}],
        "raw_source_code_extract": found.excerpt,
    }
