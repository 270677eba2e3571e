"""What do `rules`, `rules ID` and `rules check FILE` answer?"""

import datetime
import json
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from helcim_audit.engine import Settings, inspect, run
from helcim_audit.errors import AuditError
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.rules import CATEGORIES, Catalogue, Example, Rule, load, parse, source
from helcim_audit.scanners import Context
from helcim_audit.sources.memory import Memory


def overview(catalogue: Catalogue) -> str:
    """One line a rule, grouped by category."""
    width = max(map(len, catalogue.rules))
    lines: list[str] = []
    for category in CATEGORIES:
        rules = [rule for rule in catalogue.rules.values() if rule.category == category]
        lines += [f"{category}:"] if rules else []
        for rule in rules:
            head = f"  {rule.id:<{width}}  {rule.severity:<8}  "
            lines += textwrap.wrap(rule.title, 80, initial_indent=head, subsequent_indent=" " * len(head), break_long_words=False)
    return "\n".join(lines) + "\n"


def explanation(catalogue: Catalogue, name: str) -> str:
    """Everything about one rule but its examples. Raises AuditError with the nearest id."""
    if name not in catalogue.rules:
        near = get_close_matches(name, catalogue.rules, 1)
        raise AuditError(f"there is no rule {name!r}", hint=f"did you mean {near[0]!r}?" if near else "see `helcim-audit rules`")
    rule = catalogue.get(name)
    parts = [
        _wrapped(f"{rule.id}: {rule.title}"),
        "",
        _wrapped(rule.message),
        "",
        _wrapped(f"why: {rule.why.strip()}"),
        f"category {rule.category}, severity {rule.severity}, confidence {rule.confidence}",
        _wrapped(f"practice: {catalogue.practices[rule.practice]}"),
        "",
        "fix:",
        *(_wrapped(f"{'in general' if language == 'default' else language}: {text}", "  ") for language, text in rule.fix.items()),
    ]
    return "\n".join(parts) + "\n"


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, 80, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False)


def check(path: Path | None) -> tuple[list[str], int]:
    """Run the examples of a rules file (None: the shipped one). Lines to print, and the number of failures."""
    shipped = path is None
    catalogue = load([] if path is None else [path])
    rules = parse(path or source(), catalogue.practices, () if shipped else load().rules)
    settings = Settings(catalogue, datetime.date.today())
    lines: list[str] = []
    failures = examples = 0
    for rule in rules.values():
        for number, problem in _problems(rule, settings):
            examples += 1
            if problem:
                failures += 1
                lines.append(f"{rule.id}: example {number}: {problem}")
    lines.append(f"{len(rules)} rules, {examples} examples, {failures} failed")
    return lines, failures


def _declaring(rule: Rule, example: Example, settings: Settings) -> Settings:
    """Settings under which the configuration declares what an example says of access. Raises AuditError."""
    if not example.access:
        return settings
    from helcim_audit.policy.config import Config, declared

    def fail(where: tuple[str, ...], problem: str, *_: object) -> AuditError:
        return AuditError(problem, key=f"{rule.id}.{'.'.join(where)}")

    return replace(settings, config=Config(access=declared(json.loads(example.access), fail)))


def _problems(rule: Rule, settings: Settings) -> Iterator[tuple[int, str]]:
    context = Context(settings.catalogue.patterns)
    prefilter = Prefilter(settings.catalogue.keywords)
    for number, example in enumerate(rule.examples, 1):
        text = fill(example.text)
        path = fill(example.path)
        if example.metadata or example.added:
            document = Document(path, (path if example.metadata else text).encode(), metadata=example.metadata)
            findings = inspect(document, context, replace(settings, gate=example.added)) if prefilter.admits(document.data) else []
        else:
            findings = list(run(Memory({path: text.encode()}), _declaring(rule, example, settings)).findings)
        found = [finding.rule for finding in findings if not finding.suppressed]
        count = found.count(rule.id)
        if example.todo:
            yield number, "is found now: make it `finds`" if count >= example.finds else ""
        elif count != example.finds:
            yield number, f"finds {count} instead of {example.finds}" + (f" (others: {', '.join(sorted(set(found) - {rule.id}))})" if set(found) - {rule.id} else "")
        elif not example.finds and found:
            yield number, f"is clean of this rule but finds {', '.join(found)}"
        else:
            yield number, ""
