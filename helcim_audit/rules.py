"""Which rules are there, and what does each say?

rules.yaml is the only catalogue. Parsing it takes longer than a whole clean run, so what a scan needs of it
stands also in `_catalogue.json`, which is used only while its digest is that of rules.yaml's bytes.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from helcim_audit.errors import AuditError
from helcim_audit.lazy import regex
from helcim_audit.model import CONFIDENCES, SEVERITIES, Confidence, Severity

CATEGORIES = ("exposed-token", "client-side", "unmasked", "access", "transport", "policy")
_DETECTS = ("pattern", "payload", "flow", "check")
_KEYS = ("title", "category", "severity", "confidence", "practice", "message", "why", "fix", "detect", "keywords", "examples")
_REQUIRED = ("title", "category", "severity", "confidence", "practice", "message", "why", "fix", "detect", "examples")
_EXAMPLE_KEYS = ("finds", "clean", "todo", "path", "text", "metadata", "added", "access")
_ID = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_PACKAGE = Path(__file__).parent
_COMPILED = _PACKAGE / "_catalogue.json"
_COMPILED_MODELS = _PACKAGE / "_models.json"


@dataclass(frozen=True, slots=True)
class Example:
    """`finds`: how many findings of the rule; 0 is clean. `todo`: a known miss, reported by `rules check`.

    `added`: the text is new in a change that is under review. `access`: what the configuration declares, as JSON.
    """

    path: str
    text: str
    finds: int
    todo: bool = False
    metadata: str = ""
    added: bool = False
    access: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. `detect`: (how, what), how being one of pattern, payload, flow, check."""

    id: str
    title: str
    category: str
    severity: Severity
    confidence: Confidence
    practice: str
    message: str
    why: str
    fix: Mapping[str, str]
    detect: tuple[str, str]
    keywords: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    def fix_for(self, language: str | None) -> str:
        return self.fix.get(language or "default", self.fix["default"])


@dataclass(frozen=True, slots=True)
class Catalogue:
    rules: Mapping[str, Rule]
    practices: Mapping[str, str]

    def get(self, rule: str) -> Rule:
        return self.rules[rule]

    @property
    def keywords(self) -> tuple[str, ...]:
        """What the prefilter must let through for the user's own rules."""
        return tuple(keyword for rule in self.rules.values() for keyword in rule.keywords)

    @property
    def patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((rule.id, re.compile(rule.detect[1])) for rule in self.rules.values() if rule.detect[0] == "pattern")


def source() -> Path:
    """rules.yaml: in the wheel inside the package, in a check-out above it."""
    inside = _PACKAGE / "rules.yaml"
    return inside if inside.exists() else _PACKAGE.parent / "rules.yaml"


def load(extra: Sequence[Path] = (), read: Callable[[Path], bytes] = Path.read_bytes) -> Catalogue:
    """The catalogue, with the rules of the user's files `extra`. Raises AuditError naming file, line and key.

    read: where these files are taken from, if not from the disk.
    """
    path = source()
    raw = path.read_bytes()
    data = _compiled(raw) or _parse(path, raw)[0]
    rules = {name: _rule(name, entry) for name, entry in data["rules"].items()}
    practices = dict(data["practices"])
    for file in extra:
        more = parse(file, practices, set(rules), read)
        rules.update(more)
    return Catalogue(rules, practices)


def parse(path: Path, practices: Iterable[str] = (), taken: Iterable[str] = (), read: Callable[[Path], bytes] = Path.read_bytes) -> dict[str, Rule]:
    """The rules of one file, fully checked, with their examples. Raises AuditError."""
    try:
        raw = read(path)
    except OSError as error:
        raise AuditError(f"cannot read the rules: {error.strerror}", path=str(path)) from None
    data, lines = _parse(path, raw)
    checker = _Checker(str(path), lines)
    known = {*practices, *data.get("practices", {})}
    return {name: checker.rule(name, entry, known, set(taken)) for name, entry in data["rules"].items()}


def compiled(raw: bytes) -> str:
    """The text of `_catalogue.json` for the bytes of rules.yaml: everything but the examples."""
    data, _ = _parse(source(), raw)
    slim = {name: {key: value for key, value in entry.items() if key != "examples"} for name, entry in data["rules"].items()}
    return json.dumps({"digest": _digest(raw), "practices": data["practices"], "rules": slim}, indent=0, ensure_ascii=False) + "\n"


def compiled_models(raw: bytes) -> str:
    """The text of `_models.json` for the bytes of rules.yaml: what the program analysis knows of frameworks."""
    data, _ = _parse(source(), raw)
    return json.dumps({"digest": _digest(raw), "models": data["models"], "operations": data["operations"]}, indent=0, ensure_ascii=False) + "\n"


def models() -> dict[str, Any]:
    """The models of rules.yaml: roles of calls, and places of files (see its comments)."""
    path = source()
    raw = path.read_bytes()
    data = _read(_COMPILED_MODELS, raw) or _parse(path, raw)[0]
    return cast("dict[str, Any]", data["models"])


def operations() -> list[dict[str, str]]:
    """The operations of the API that rules.yaml lists, with the access that each needs."""
    path = source()
    raw = path.read_bytes()
    data = _read(_COMPILED_MODELS, raw) or _parse(path, raw)[0]
    return cast("list[dict[str, str]]", data["operations"])


def _digest(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def _compiled(raw: bytes) -> dict[str, Any] | None:
    return _read(_COMPILED, raw)


def _read(path: Path, raw: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return data if data.get("digest") == _digest(raw) else None


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    how, what = next(iter(entry["detect"].items()))
    fix = entry["fix"]
    return Rule(
        id=name,
        title=entry["title"],
        category=entry["category"],
        severity=entry["severity"],
        confidence=entry["confidence"],
        practice=entry["practice"],
        message=entry["message"],
        why=entry["why"],
        fix={"default": fix} if isinstance(fix, str) else fix,
        detect=(how, str(what)),
        keywords=tuple(entry.get("keywords", ())),
        examples=tuple(_example(one) for one in entry.get("examples", ())),
    )


def _example(entry: Mapping[str, Any]) -> Example:
    return Example(entry["path"], entry["text"], int(entry.get("finds", entry.get("todo", 0))), "todo" in entry, entry.get("metadata", ""), bool(entry.get("added")), json.dumps(entry["access"]) if "access" in entry else "")


def _parse(path: Path, raw: bytes) -> tuple[dict[str, Any], dict[tuple[str, ...], int]]:
    """The mapping of a YAML file and the line of each of its keys."""
    from helcim_audit.yaml_lines import load_mapping

    data, lines = load_mapping(raw, str(path))
    checker = _Checker(str(path), lines)
    checker.keys((), data, ("version", "practices", "rules", "models", "operations"), ("version", "rules"))
    if data["version"] != 1:
        raise checker.error(("version",), f"version {data['version']!r} is not known; this release reads version 1")
    if not isinstance(data["rules"], dict) or not isinstance(data.get("practices", {}), dict):
        raise checker.error(("rules",), "rules and practices are mappings")
    return data, lines


class _Checker:
    """Checks one file against the closed schema; every complaint names file, line and key."""

    def __init__(self, path: str, lines: Mapping[tuple[str, ...], int]) -> None:
        self.path = path
        self.lines = lines

    def error(self, key: tuple[str, ...], message: str, hint: str | None = None) -> AuditError:
        line = next((self.lines[key[:i]] for i in range(len(key), 0, -1) if key[:i] in self.lines), None)
        return AuditError(message, path=self.path, line=line, key=".".join(key), hint=hint)

    def keys(self, at: tuple[str, ...], entry: object, allowed: Sequence[str], required: Sequence[str]) -> None:
        if not isinstance(entry, dict):
            raise self.error(at, f"{'.'.join(at) or 'the file'} is not a mapping")
        for key in entry:
            if key not in allowed:
                near = get_close_matches(str(key), allowed, 1)
                raise self.error((*at, str(key)), f"unknown key {key!r}", f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(allowed)}")
        for key in required:
            if key not in entry:
                raise self.error(at, f"{'.'.join(at) or 'the file'} lacks the key {key!r}")

    def one_of(self, at: tuple[str, ...], value: object, allowed: Iterable[str]) -> None:
        names = sorted(allowed)
        if value not in names:
            near = get_close_matches(str(value), names, 1)
            raise self.error(at, f"{value!r} is no value for {at[-1]}", f"did you mean {near[0]!r}?" if near else f"one of {', '.join(names)}")

    def rule(self, name: str, entry: object, practices: set[str], taken: set[str]) -> Rule:
        at = ("rules", name)
        if not _ID.match(name):
            raise self.error(at, f"rule id {name!r} is not kebab-case")
        if name in taken:
            raise self.error(at, f"rule id {name!r} exists already")
        self.keys(at, entry, _KEYS, _REQUIRED)
        body = cast("dict[str, Any]", entry)
        self.one_of((*at, "category"), body["category"], CATEGORIES)
        self.one_of((*at, "severity"), body["severity"], SEVERITIES)
        self.one_of((*at, "confidence"), body["confidence"], CONFIDENCES)
        self.one_of((*at, "practice"), body["practice"], practices)
        for key in ("title", "message", "why"):
            if not isinstance(body[key], str) or not body[key].strip():
                raise self.error((*at, key), f"{key} is not a text")
        fix = body["fix"]
        if not isinstance(fix, str) and not (isinstance(fix, dict) and "default" in fix and all(isinstance(v, str) for v in fix.values())):
            raise self.error((*at, "fix"), "fix is a text, or a mapping from languages to texts with a 'default'")
        self._detect(at, body)
        self._examples(at, body["examples"])
        return _rule(name, body)

    def _detect(self, at: tuple[str, ...], body: Mapping[str, Any]) -> None:
        detect = body["detect"]
        self.keys((*at, "detect"), detect, _DETECTS, ())
        if len(detect) != 1:
            raise self.error((*at, "detect"), f"detect has exactly one of {', '.join(_DETECTS)}")
        if "pattern" not in detect:
            return
        try:
            re.compile(detect["pattern"])
        except (re.error, TypeError) as error:
            raise self.error((*at, "detect", "pattern"), f"the pattern is no regular expression: {error}") from None
        if re.search(r"\)[*+]|\)\{\d+,\}|[*+]\)?[*+]", detect["pattern"]):
            raise self.error((*at, "detect", "pattern"), "the pattern repeats a group without bound, which may take for ever", "repeat single characters or classes, with an upper bound")
        keywords = body.get("keywords")
        if not isinstance(keywords, list) or not keywords or not all(isinstance(k, str) and len(k) >= 3 for k in keywords):
            raise self.error(at, "a rule with a pattern lists keywords (three characters or more), of which one stands in each hit")

    def _examples(self, at: tuple[str, ...], examples: object) -> None:
        if not isinstance(examples, list) or not examples:
            raise self.error((*at, "examples"), "examples is a list with at least one finding and one clean example")
        verdicts = set()
        for number, example in enumerate(examples):
            here = (*at, "examples", str(number))
            self.keys(here, example, _EXAMPLE_KEYS, ("path", "text"))
            verdict = [key for key in ("finds", "clean", "todo") if key in example]
            if len(verdict) != 1:
                raise self.error(here, "an example has exactly one of finds, clean, todo")
            verdicts.add(verdict[0])
        if not {"finds", "clean"} <= verdicts:
            raise self.error((*at, "examples"), "a rule has at least one example that it finds and one that is clean")
