"""The patterns for other tools, judged on the catalogue's own examples."""

import re
from collections.abc import Iterator

import pytest

from helcim_audit.exports.portable import PLACEHOLDERS, PORTABLE, Portable, comments, remarks
from helcim_audit.placeholders import fill
from helcim_audit.rules import load, parse, source
from helcim_audit.values import entropy

RULES = parse(source(), load().practices)


def hits(one: Portable, text: str) -> list[str]:
    """What a tool finds that can express everything."""
    found = (match[1] for match in re.finditer(one.regex, text, re.MULTILINE))
    return [
        value
        for value in found
        if entropy(value) >= one.entropy and not any(re.search(pattern, value) for pattern in (*one.lacking(), *PLACEHOLDERS))
    ]


def examples(covered: bool) -> Iterator[tuple[str, bool, str]]:
    known = {rule for one in PORTABLE for rule in one.rules}
    for rule in RULES.values():
        for example in rule.examples:
            if (rule.id in known) is covered and not example.todo and not example.metadata and rule.category != "policy":
                yield rule.id, bool(example.finds), fill(example.text)


def test_most_examples_of_the_covered_rules_are_found_and_no_clean_one() -> None:
    rows = list(examples(True))
    found = [finds for _, finds, text in rows if any(hits(one, text) for one in PORTABLE)]
    assert all(found)
    assert len(found) >= 2 / 3 * sum(finds for _, finds, _ in rows)
    assert not [text for _, finds, text in examples(False) if not finds and any(hits(one, text) for one in PORTABLE)]


@pytest.mark.parametrize("one", PORTABLE, ids=lambda one: one.id)
def test_every_pattern_serves_the_rules_that_it_names(one: Portable) -> None:
    assert set(one.rules) <= set(RULES)
    for rule in one.rules:
        texts = [text for name, finds, text in examples(True) if name == rule and finds]
        assert any(hits(other, text) for text in texts for other in PORTABLE), rule
    assert any(hits(one, text) for name, finds, text in examples(True) if finds and name in one.rules)


@pytest.mark.parametrize("one", PORTABLE, ids=lambda one: one.id)
def test_patterns_stay_in_the_common_dialect(one: Portable) -> None:
    assert not re.search(r"\(\?[=!<]|\(\?P|\\[1-9]|\)[*+]|\{\d+,\}", one.regex)
    assert re.compile(one.regex).groups == 1
    for _, finds, text in examples(True):
        if finds and (found := hits(one, text)):
            assert not one.keywords or any(word in text.lower() for word in one.keywords)
            assert [match[1] for match in re.finditer(one.lookahead, text, re.MULTILINE) if match[1] in found] == found


@pytest.mark.parametrize("value", ["a" * 64, "a" + "B1" * 31 + "c", "a" + "b!" * 31 + "c", "a" + "bC3$" * 15 + "abc"])
def test_the_shape_alone_is_not_enough(value: str) -> None:
    assert re.search(PORTABLE[0].regex, f"x = '{value}'")
    assert hits(PORTABLE[0], f"x = '{value}'") == []


def test_remarks_name_each_rule_that_has_no_pattern() -> None:
    text = comments(remarks(load()))
    assert "cleartext-url" in text
    assert "hardcoded-api-token" not in text
    assert all(line.startswith("# ") for line in text.splitlines())
