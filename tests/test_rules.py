"""The catalogue is closed, current and tested by its own examples."""

from pathlib import Path

import pytest

from helcim_audit import rules
from helcim_audit.commands.rules import check
from helcim_audit.errors import AuditError

VALID = """version: 1
rules:
  acme-key:
    title: An ACME key
    category: exposed-token
    severity: high
    confidence: high
    practice: never-expose-your-token
    message: An ACME key stands here.
    why: It opens doors.
    fix: Change the lock.
    keywords: [acme_]
    detect: {pattern: "acme_[0-9a-f]{8}"}
    examples:
      - {finds: 1, path: a.txt, text: "acme_0a1b2c3d"}
      - {clean: true, path: a.txt, text: "acme_x"}
"""


def test_every_example_of_every_rule() -> None:
    lines, failures = check(None)
    assert failures == 0, "\n".join(lines)


def test_the_compiled_catalogue_is_current() -> None:
    path = Path(rules.__file__).with_name("_catalogue.json")
    assert path.read_text(encoding="utf-8") == rules.compiled(rules.source().read_bytes()), "run `make docs`"


def test_compiled_and_parsed_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = rules.load()
    monkeypatch.setattr(rules, "_COMPILED", Path("/nonexistent"))
    slow = rules.load()
    assert list(fast.rules) == list(slow.rules)
    assert all(fast.get(name).message == slow.get(name).message and dict(fast.get(name).fix) == dict(slow.get(name).fix) for name in fast.rules)


def test_a_users_own_rules(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(VALID)
    lines, failures = check(path)
    assert failures == 0, lines
    assert rules.load([path]).keywords == ("acme_",)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("severity: high", "severty: high", 6, "did you mean 'severity'"),
        ("severity: high", "severity: hihg", 6, "did you mean 'high'"),
        ("category: exposed-token", "category: exposed", 5, "exposed-token"),
        ("practice: never-expose-your-token", "practice: never", 8, "practice"),
        ("acme-key:", "Acme_Key:", 3, "kebab-case"),
        ("acme-key:", "hardcoded-api-token:", 3, "exists already"),
        ('"acme_[0-9a-f]{8}"', '"acme_("', 13, "regular expression"),
        ('"acme_[0-9a-f]{8}"', '"(a+)+"', 13, "without bound"),
        ("    keywords: [acme_]\n", "", 3, "keywords"),
        ("      - {clean: true, path: a.txt, text: \"acme_x\"}\n", "", 14, "clean"),
        ("version: 1", "version: 2", 1, "version"),
        ("    why: It opens doors.\n", "", 3, "lacks the key 'why'"),
        ("    title: An ACME key\n", "    title: An ACME key\n    title: Again\n", 5, "twice"),
        ("rules:", "rules: [", None, "not valid YAML"),
    ],
)
def test_broken_rules_are_told_by_line(tmp_path: Path, old: str, new: str, line: int | None, words: str) -> None:
    assert old in VALID
    path = tmp_path / "own.yaml"
    path.write_text(VALID.replace(old, new, 1))
    with pytest.raises(AuditError) as raised:
        rules.load([path])
    assert words in str(raised.value)
    assert str(path) in str(raised.value)
    if line is not None:
        assert raised.value.line == line


def test_a_failing_example_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(VALID.replace('"acme_x"', '"acme_0a1b2c3d"'))
    lines, failures = check(path)
    assert failures == 1
    assert "example 2" in lines[0]
