"""What did the project decide: which findings fail, what is not read, what is accepted and why?

`.helcim-audit.yaml`, or `[tool.helcim-audit]` in pyproject.toml. The schema is closed: a misspelt key is an
error with its line and the nearest known key, since a gate that ignores its configuration is no gate.
"""

import datetime
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from helcim_audit.errors import AuditError
from helcim_audit.model import SEVERITIES, Severity

NAME = ".helcim-audit.yaml"
_KEYS = ("fail-on", "exclude", "disable", "severity", "ignore", "rules", "baseline", "salt")
_IGNORE_KEYS = ("rule", "path", "reason", "until")


@dataclass(frozen=True, slots=True)
class Ignore:
    """Accept findings of `rule` in files that match `path` (gitignore syntax), until a date."""

    rule: str
    path: str
    reason: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """A whole configuration. `path` is where it was read, or ""."""

    path: str = ""
    fail_on: Severity = "low"
    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    ignore: tuple[Ignore, ...] = ()
    rules: tuple[str, ...] = ()
    baseline: str | None = None
    salt: str | None = None


def load(root: str, explicit: str | None = None) -> Config:
    """The configuration of the tree at `root`, or of the file `explicit`. Raises AuditError."""
    if explicit is not None:
        return _read(explicit, required=True)
    for name in (NAME, "pyproject.toml"):
        path = os.path.join(root, name)
        if os.path.isfile(path):
            config = _read(path, required=False)
            if config.path:
                return config
    return Config()


def _read(path: str, required: bool) -> Config:
    try:
        with open(path, "rb") as file:
            raw = file.read(1 << 20)
    except OSError as error:
        raise AuditError(f"cannot read the configuration: {error.strerror}", path=path) from None
    if path.endswith(".toml"):
        if not required and b"helcim-audit" not in raw:
            return Config()
        data, lines = _toml(raw, path)
        if data is None:
            return Config()
    else:
        from helcim_audit.yaml_lines import load_mapping

        data, lines = load_mapping(raw, path) if raw.strip() else ({}, {})
    return _config(path, data, lines)


def _toml(raw: bytes, path: str) -> tuple[dict[str, Any] | None, dict[tuple[str, ...], int]]:
    import tomllib

    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise AuditError("not valid TOML", path=path, line=int(found[1]) if found else None) from None
    table = data.get("tool", {}).get("helcim-audit")
    lines: dict[tuple[str, ...], int] = {}
    inside = False
    for number, line in enumerate(raw.decode("utf-8").split("\n"), 1):
        if line.lstrip().startswith("["):
            inside = "helcim-audit" in line
        elif inside and (key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line)):
            lines.setdefault((key[1],), number)
    return table, lines


def _config(path: str, data: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]) -> Config:
    def fail(key: tuple[str, ...], message: str, allowed: Sequence[str] = (), given: object = None) -> AuditError:
        line = next((lines[key[:i]] for i in range(len(key), 0, -1) if key[:i] in lines), None)
        near = get_close_matches(str(given), allowed, 1) if allowed else []
        hint = f"did you mean {near[0]!r}?" if near else (f"one of {', '.join(allowed)}" if allowed else None)
        return AuditError(message, path=path, line=line, key=".".join(key), hint=hint)

    def texts(key: str) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise fail((key,), f"{key} is a list of texts")
        return tuple(value)

    def level(key: tuple[str, ...], value: object) -> Severity:
        if value not in SEVERITIES:
            raise fail(key, f"{value!r} is no severity", SEVERITIES, value)
        return value

    for key in data:
        if key not in _KEYS:
            raise fail((str(key),), f"unknown key {key!r}", _KEYS, key)
    severity = data.get("severity", {})
    if not isinstance(severity, dict):
        raise fail(("severity",), "severity is a mapping from rule ids to levels")
    entries = data.get("ignore", [])
    if not isinstance(entries, list):
        raise fail(("ignore",), "ignore is a list")
    ignores = []
    for number, entry in enumerate(entries):
        here = ("ignore", str(number))
        if not isinstance(entry, dict):
            raise fail(here, "an entry of ignore is a mapping with rule, path and reason")
        for key in entry:
            if key not in _IGNORE_KEYS:
                raise fail((*here, str(key)), f"unknown key {key!r}", _IGNORE_KEYS, key)
        for key in ("rule", "path", "reason"):
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise fail(here, f"an entry of ignore needs {key!r}")
        until = entry.get("until")
        if until is not None:
            until = until.isoformat() if isinstance(until, datetime.date) else str(until)
            try:
                datetime.date.fromisoformat(until)
            except ValueError:
                raise fail((*here, "until"), "until is a date of the form YYYY-MM-DD") from None
        ignores.append(Ignore(entry["rule"], entry["path"], entry["reason"], until))
    for key in ("baseline", "salt"):
        if data.get(key) is not None and not isinstance(data[key], str):
            raise fail((key,), f"{key} is a text")
    return Config(
        path=path,
        fail_on=level(("fail-on",), data.get("fail-on", "low")),
        exclude=texts("exclude"),
        disable=texts("disable"),
        severity=tuple((str(rule), level(("severity", str(rule)), value)) for rule, value in severity.items()),
        ignore=tuple(ignores),
        rules=texts("rules"),
        baseline=data.get("baseline"),
        salt=data.get("salt"),
    )


def check_rules(config: Config, known: Sequence[str]) -> None:
    """Every rule that the configuration names exists. Raises AuditError with the nearest name."""
    named = [*(("disable", rule) for rule in config.disable), *(("severity", rule) for rule, _ in config.severity), *(("ignore", entry.rule) for entry in config.ignore)]
    for key, rule in named:
        if rule not in known:
            near = get_close_matches(rule, known, 1)
            line = None
            try:
                with open(config.path, encoding="utf-8", errors="replace") as file:
                    line = next((number for number, text in enumerate(file, 1) if rule in text), None)
            except OSError:
                line = None
            raise AuditError(f"there is no rule {rule!r}", path=config.path, line=line, key=key, hint=f"did you mean {near[0]!r}?" if near else "see `helcim-audit rules`")
