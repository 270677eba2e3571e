"""What did the project decide: which findings fail, what is not read, what is accepted and why?

`.helcim-audit.yaml`, or `[tool.helcim-audit]` in pyproject.toml. The schema is closed: a misspelt key is an
error with its line and the nearest known key, since a gate that ignores its configuration is no gate.
"""

import datetime
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from helcim_audit.access import AREAS, LEVELS, PRODUCTS, Declared, Level
from helcim_audit.errors import AuditError, quoted
from helcim_audit.lazy import regex
from helcim_audit.masking import veil
from helcim_audit.model import SEVERITIES, Severity

NAME = ".helcim-audit.yaml"
_KEYS = ("fail-on", "exclude", "disable", "severity", "ignore", "rules", "baseline", "salt", "access")
_IGNORE_KEYS = ("rule", "path", "reason", "until")
_DATE = regex(r"\d{4}-\d{2}-\d{2}\Z")
_LARGEST = 1 << 20  # bytes


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
    access: tuple[Declared, ...] = ()


Reader = Callable[[str], bytes | None]


def on_disk(path: str) -> bytes | None:
    """The bytes of a file, None where there is none. A link to nowhere is an error too, not "no configuration"."""
    if not os.path.lexists(path):
        return None
    try:
        with open(path, "rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise AuditError(f"cannot read the configuration: {error.strerror}", path=path) from None


def load(root: str, explicit: str | None = None, read: Reader = on_disk) -> Config:
    """The configuration of the tree at `root`, or of the file `explicit`. Raises AuditError.

    read: where files are taken from, if not from the disk.
    """
    if explicit is not None:
        raw = read(explicit)
        if raw is None:
            raise AuditError("cannot read the configuration: there is no such file", path=explicit)
        return parse(raw, explicit, required=True)
    for name in (NAME, "pyproject.toml"):
        path = os.path.join(root, name)
        raw = read(path)
        if raw is not None:
            config = parse(raw, path, required=False)
            if config.path:
                return config
    misnamed = os.path.join(root, ".helcim-audit.yml")
    if read(misnamed) is not None:
        raise AuditError("the configuration is not read under this name", path=misnamed, hint=f"rename it to {NAME}")
    return Config()


def parse(raw: bytes, path: str, required: bool) -> Config:
    """The configuration that stands in a file. `required`: whether a file without our table is an error."""
    if len(raw) > _LARGEST:
        raise AuditError("the configuration is larger than 1 MiB", path=path)
    if path.endswith(".toml"):
        if not required and b"helcim" not in raw:
            return Config()
        data, lines = _toml(raw, path)
        if data is None and required:
            raise AuditError("the file has no table [tool.helcim-audit]", path=path)
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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise AuditError("not valid TOML", path=path, line=int(found[1]) if found else None) from None
    lines = _toml_lines(raw.decode("utf-8"))
    tools = data.get("tool", {})
    if not isinstance(tools, dict):
        return None, lines
    table = tools.get("helcim-audit")
    if table is None and (near := get_close_matches("helcim-audit", [str(name).lower().replace("_", "-") for name in tools], 1, 0.9)):
        raise AuditError("a table of [tool] is named almost like this tool's", path=path, key=near[0], hint="the table is [tool.helcim-audit]")
    if table is not None and not isinstance(table, dict):
        raise AuditError("tool.helcim-audit is not a table", path=path, line=lines.get(()))
    return table, lines


_TABLE = regex(r"\s*\[{1,2}\s*tool\s*\.\s*[\"']?helcim-audit[\"']?\s*(?:\.\s*[\"']?([\w-]+)[\"']?\s*)?\](\]?)")
_KEY = regex(r"\s*[\"']?([\w-]+)[\"']?\s*=")


def _toml_lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key of our tables, by its path; what is written inline has the line of its table."""
    lines: dict[tuple[str, ...], int] = {}
    at: tuple[str, ...] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if table := _TABLE.match(line):
            at = (table[1],) if table[1] else ()
            if table[2]:
                at += (str(sum(1 for known in lines if len(known) == 2 and known[0] == table[1] and known[1].isdigit())),)
            lines.setdefault(at, number)
        elif re.match(r"\s*\[{1,2}[^\[\]=]+\]{1,2}\s*(?:#|$)", line):
            at = None
        elif at is not None and (key := _KEY.match(line)):
            lines.setdefault((*at, key[1]), number)
    return lines


def _config(path: str, data: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]) -> Config:
    def fail(key: tuple[str, ...], message: str, allowed: Sequence[str] = (), given: object = None) -> AuditError:
        line = next((lines[key[:i]] for i in range(len(key), -1, -1) if key[:i] in lines), None)
        near = get_close_matches(given.lower().replace("_", "-"), allowed, 1) if isinstance(given, str) and allowed else []
        hint = f"did you mean {near[0]!r}?" if near else (f"one of {', '.join(allowed)}" if allowed else None)
        return AuditError(message, path=path, line=line, key=".".join(key), hint=hint)

    def texts(key: str) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise fail((key,), f"{key} is a list of texts")
        return tuple(value)

    def level(key: tuple[str, ...], value: object) -> Severity:
        if value not in SEVERITIES:
            raise fail(key, f"{quoted(value)} is no severity", SEVERITIES, value)
        return value

    for key in data:
        if key not in _KEYS:
            raise fail((str(key),), f"unknown key {quoted(key)}", _KEYS, key)
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
                raise fail((*here, str(key)), f"unknown key {quoted(key)}", _IGNORE_KEYS, key)
        for key in ("rule", "path", "reason"):
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise fail(here, f"an entry of ignore needs {key!r}")
        until = entry.get("until")
        if until is not None:
            until = until.isoformat() if isinstance(until, datetime.date) else str(until)
            try:
                if not _DATE.match(until):
                    raise ValueError
                datetime.date.fromisoformat(until)
            except ValueError:
                raise fail((*here, "until"), "until is a date of the form YYYY-MM-DD") from None
        ignores.append(Ignore(entry["rule"], entry["path"], veil(entry["reason"]), until))
    for key in ("baseline", "salt"):
        if data.get(key) is not None and not isinstance(data[key], str):
            raise fail((key,), f"{key} is a text")
    return Config(
        access=declared(data.get("access", []), fail),
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


Failure = Callable[..., AuditError]
_ACCESS_KEYS = ("name", "env", "product", *AREAS)


def declared(value: object, fail: Failure) -> tuple[Declared, ...]:
    """The entries of `access`. Raises what `fail` makes."""
    if not isinstance(value, list):
        raise fail(("access",), "access is a list of API access configurations")
    return tuple(_declared(number, entry, fail) for number, entry in enumerate(value))


def _declared(number: int, entry: object, fail: Failure) -> Declared:
    """One entry of `access`. Raises what `fail` makes."""
    here = ("access", str(number))
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise fail(here, "an entry of access is a mapping with a name and levels")
    for key in entry:
        if key not in _ACCESS_KEYS:
            raise fail((*here, str(key)), f"unknown key {quoted(key)}", _ACCESS_KEYS, key)
    env = entry.get("env", [])
    names = [env] if isinstance(env, str) else env
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise fail((*here, "env"), "env is the name of a variable, or a list of names")
    product = entry.get("product", "")
    if product and product not in PRODUCTS:
        raise fail((*here, "product"), f"{quoted(product)} is no product", tuple(PRODUCTS), product)
    given = {area: entry.get(area, dict(zip(AREAS, PRODUCTS[product], strict=True))[area] if product else "none") for area in AREAS}
    for area, level in given.items():
        if level not in LEVELS[area]:
            raise fail((*here, area), f"{quoted(level)} is no level of {area}", LEVELS[area], level)
    return Declared(entry["name"], Level(**given), tuple(names), product)


def check_rules(config: Config, known: Sequence[str]) -> None:
    """Every rule that the configuration names exists. Raises AuditError with the nearest name."""
    named = [*(("disable", rule) for rule in config.disable), *(("severity", rule) for rule, _ in config.severity), *(("ignore", entry.rule) for entry in config.ignore)]
    for key, rule in named:
        if rule not in known:
            near = get_close_matches(rule, known, 1)
            whole = re.compile(rf"(?<![\w-]){re.escape(rule)}(?![\w-])")
            line = None
            try:
                with open(config.path, encoding="utf-8", errors="replace") as file:
                    line = next((number for number, text in enumerate(file, 1) if whole.search(text)), None)
            except OSError:
                line = None
            raise AuditError(f"there is no rule {quoted(rule)}", path=config.path, line=line, key=key, hint=f"did you mean {near[0]!r}?" if near else "see `helcim-audit rules`")
