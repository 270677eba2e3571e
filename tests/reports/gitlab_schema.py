"""What GitLab's schema 15.0.0 of secret detection reports asks for, as far as a report of ours can touch it."""

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
LINK: dict[str, Any] = {"type": "string", "pattern": "^https?://.+"}
TIME: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these members and no other: stricter than GitLab, so that a misspelt member is seen."""
    return {"type": "object", "required": list(required), "properties": required | (optional or {}), "additionalProperties": False}


SCANNER = record({"id": TEXT, "name": TEXT, "version": TEXT, "vendor": record({"name": TEXT})}, {"url": LINK})
MESSAGE = record({"level": {"enum": ["info", "warn", "fatal"]}, "value": TEXT})
SCAN = record(
    {"analyzer": SCANNER, "scanner": SCANNER, "start_time": TIME, "end_time": TIME, "status": {"enum": ["success", "failure"]}, "type": {"const": "secret_detection"}},
    {"messages": {"type": "array", "items": MESSAGE}},
)
COMMIT = record({"sha": TEXT}, {"author": {"type": "string"}, "date": {"type": "string"}, "message": {"type": "string"}})
LINE: dict[str, Any] = {"type": "integer", "minimum": 1}
LOCATION = record({"commit": COMMIT, "file": TEXT, "start_line": LINE, "end_line": LINE})
PLACE = record({"type": {"const": "file-location"}, "file_name": TEXT, "line_start": LINE}, {"line_end": LINE})
TRACE = record({"name": TEXT, "type": {"const": "list"}, "items": {"type": "array", "items": PLACE}})
VULNERABILITY = record(
    {"id": TEXT, "identifiers": {"type": "array", "minItems": 1, "items": record({"type": TEXT, "name": TEXT, "value": TEXT}, {"url": LINK})}, "location": LOCATION},
    {
        "category": {"const": "secret_detection"},
        "name": TEXT | {"maxLength": 255},
        "description": TEXT | {"maxLength": 1_048_576},
        "severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
        "solution": TEXT | {"maxLength": 7000},
        "links": {"type": "array", "items": record({"url": LINK}, {"name": TEXT})},
        "details": record({"trace": TRACE}),
        "raw_source_code_extract": {"type": "string"},
    },
)
SCHEMA = record({"version": {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"}, "scan": SCAN, "vulnerabilities": {"type": "array", "items": VULNERABILITY}})
