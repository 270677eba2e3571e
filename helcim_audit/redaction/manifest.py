"""What was hidden, where, and under which names: the record that goes with redacted files."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from helcim_audit.masking import veil
from helcim_audit.redaction.files import Result
from helcim_audit.redaction.text import Masked


def manifest(results: Sequence[Result]) -> str:
    """JSON, version 1: sorted, without times, without more of a secret than its last four characters."""
    return json.dumps({"version": 1, "files": [_file(result) for result in results]}, indent=2, ensure_ascii=False) + "\n"


def _file(result: Result) -> dict[str, Any]:
    entry: dict[str, Any] = {"path": result.path, "output": result.output or None, "state": result.state, "masked": _secrets(result.masked)}
    if result.notes:
        entry["notes"] = [{"path": veil(path), "reason": reason} for path, reason in result.notes]
    if result.problem:
        entry["problem"] = result.problem
    return entry


def _secrets(masked: Iterable[Masked]) -> list[dict[str, Any]]:
    grouped: dict[tuple[str, str, str], set[tuple[str, int, str]]] = {}
    for one in masked:
        grouped.setdefault((one.id, one.kind, one.masked), set()).add((veil(one.path), one.line, one.rule))
    return [
        {"id": name, "kind": kind, "masked": short, "places": [{"path": path, "line": line, "rule": rule} for path, line, rule in sorted(places)]}
        for (name, kind, short), places in sorted(grouped.items())
    ]
