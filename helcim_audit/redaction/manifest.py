"""What was hidden, where, and under which names: the record that goes with redacted files."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from helcim_audit.masking import veil
from helcim_audit.redaction.files import Result
from helcim_audit.redaction.record import Masked


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
    grouped: dict[tuple[str, str, str], list[Masked]] = {}
    for one in masked:
        grouped.setdefault((one.id, one.kind, one.masked), []).append(one)
    return [
        {"id": name, "kind": kind, "masked": short, "count": sum(one.count for one in places), "places": [_place(one) for one in sorted(places, key=lambda one: (one.path, one.lines, one.rule))]}
        for (name, kind, short), places in sorted(grouped.items())
    ]


def _place(one: Masked) -> dict[str, Any]:
    """`lines`: the first hundred."""
    return {"path": veil(one.path), "rule": one.rule, "count": one.count, "lines": list(one.lines)}
