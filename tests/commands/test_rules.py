"""`rules`: the list, the explanation, and the check of a rules file."""

from pathlib import Path

import pytest

from helcim_audit.commands import rules
from helcim_audit.errors import AuditError
from helcim_audit.rules import load
from tests.test_rules import VALID


def test_the_list_has_every_rule_once_under_its_category() -> None:
    lines = rules.overview(load()).splitlines()
    named = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert sorted(named) == sorted(load().rules)
    heads = [line.rstrip(":") for line in lines if not line.startswith(" ")]
    assert sorted(heads) == sorted({rule.category for rule in load().rules.values()})
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", load().rules)
def test_an_explanation_says_why_and_how_to_put_it_right(name: str) -> None:
    text = rules.explanation(load(), name)
    rule = load().get(name)
    assert text.startswith(f"{name}: {rule.title}\n")
    assert all(len(line) <= 80 or " " not in line.strip() for line in text.splitlines())
    words = " ".join(text.split())
    assert " ".join(rule.why.split()) in words
    assert all(" ".join(fix.split()) in words for fix in rule.fix.values())


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(AuditError, match="did you mean 'hardcoded-api-token'"):
        rules.explanation(load(), "hardcoded-api-tokens")
    with pytest.raises(AuditError, match="see `helcim-audit rules`"):
        rules.explanation(load(), "zzz")


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('{clean: true, path: a.txt, text: "acme_x"}', '{finds: 1, path: a.txt, text: "acme_x"}\n      - {clean: true, path: a.txt, text: "x"}', "finds 0 instead of 1"),
        ("finds: 1", "finds: 2", "finds 1 instead of 2"),
        ('text: "acme_x"', 'text: "HELCIM_API_TOKEN={{token}}"', "is clean of this rule but finds api-token-in-document"),
        ('text: "acme_0a1b2c3d"', 'text: "HELCIM_API_TOKEN={{token}}"', "finds 0 instead of 1 (others: api-token-in-document)"),
    ],
)
def test_an_example_that_is_not_true_is_a_failure(tmp_path: Path, before: str, after: str, problem: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(VALID.replace(before, after, 1))
    lines, failures = rules.check(path)
    assert failures == 1
    assert problem in lines[0]


def test_a_known_miss_that_is_found_now_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(VALID.replace("examples:", "examples:\n      - {todo: 1, path: a.txt, text: 'see acme_0a1b2c3d'}\n      - {todo: 1, path: a.txt, text: 'nothing'}", 1))
    lines, failures = rules.check(path)
    assert failures == 1
    assert "make it `finds`" in lines[0]
