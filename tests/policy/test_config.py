"""A closed configuration: what is misspelt is an error with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.errors import AuditError
from helcim_audit.policy.config import check_rules, load
from helcim_audit.rules import load as load_rules
from tests.conftest import Done

Tree = Callable[..., Path]


def test_nothing_is_the_default(tmp_path: Path) -> None:
    config = load(str(tmp_path))
    assert (config.path, config.fail_on) == ("", "low")


def test_yaml_and_toml_say_the_same(tree: Tree) -> None:
    root = tree({"a/.helcim-audit.yaml": "fail-on: high\nexclude: [gen/]\ndisable: [api-token-in-url]\n", "b/pyproject.toml": '[tool.helcim-audit]\nfail-on = "high"\nexclude = ["gen/"]\ndisable = ["api-token-in-url"]\n'})
    one, two = load(str(root / "a")), load(str(root / "b"))
    assert (one.fail_on, one.exclude, one.disable) == (two.fail_on, two.exclude, two.disable) == ("high", ("gen/",), ("api-token-in-url",))


def test_a_pyproject_without_our_table_is_no_configuration(tree: Tree) -> None:
    assert load(str(tree({"pyproject.toml": "[tool.other]\nx = 1\n"}))).path == ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("fail-on: low\nexclud: []\n", 2, "did you mean 'exclude'"),
        ("fail-on: hihg\n", 1, "did you mean 'high'"),
        ("severity:\n  hardcoded-api-token: huge\n", 2, "no severity"),
        ("ignore:\n  - rule: x\n    path: y\n", 2, "needs 'reason'"),
        ("ignore:\n  - {rule: x, path: y, reason: z, untl: 2030-01-01}\n", 2, "did you mean 'until'"),
        ("ignore:\n  - {rule: x, path: y, reason: z, until: soon}\n", 2, "YYYY-MM-DD"),
        ("exclude: gen\n", 1, "list of texts"),
        ("fail-on: low\nfail-on: high\n", 2, "twice"),
        ("a: [\n", None, "not valid YAML"),
        ("- a\n", 1, "not a mapping"),
    ],
)
def test_broken_yaml(tree: Tree, text: str, line: int | None, words: str) -> None:
    with pytest.raises(AuditError) as raised:
        load(str(tree({".helcim-audit.yaml": text})))
    assert words in str(raised.value)
    if line:
        assert raised.value.line == line


def test_broken_toml_names_the_line(tree: Tree) -> None:
    with pytest.raises(AuditError, match="did you mean 'disable'") as raised:
        load(str(tree({"pyproject.toml": '[project]\nname = "x"\n\n[tool.helcim-audit]\ndisabel = []\n'})))
    assert raised.value.line == 5


def test_unknown_rules_are_errors(tree: Tree) -> None:
    config = load(str(tree({".helcim-audit.yaml": "fail-on: low\ndisable: [hardcoded-api-tokn]\n"})))
    with pytest.raises(AuditError, match="did you mean 'hardcoded-api-token'") as raised:
        check_rules(config, list(load_rules().rules))
    assert raised.value.line == 2


def test_what_the_configuration_decides(tree: Tree, audit: Callable[..., Done]) -> None:
    policy = "exclude: [gen/]\ndisable: [api-token-in-document]\nseverity: {api-token-in-config: low}\nignore:\n  - {rule: hardcoded-api-token, path: old/, reason: revoked}\n"
    files = dict.fromkeys(("gen/a.py", "a.md", ".env", "old/b.py", "new/b.py"), "HELCIM_API_TOKEN = '{{token}}'\n")
    root = tree({**files, ".helcim-audit.yaml": policy})
    report = audit("scan", "--format", "json", cwd=root).report
    state = {f["path"]: (f["severity"], (f["suppressed"] or {}).get("by")) for f in report["findings"]}
    assert state == {".env": ("low", None), "a.md": ("critical", "config"), "new/b.py": ("critical", None), "old/b.py": ("critical", "config")}
    assert any("excluded" in note["reason"] for note in report["coverage"]["skipped"])
    shown = audit("scan", "--no-ignores", "--format", "json", cwd=root).report
    assert all(f["suppressed"] is None for f in shown["findings"])


def test_an_expired_entry_hides_nothing(tree: Tree, audit: Callable[..., Done]) -> None:
    root = tree({".env": "HELCIM_API_TOKEN={{token}}\n", ".helcim-audit.yaml": "ignore:\n  - {rule: api-token-in-config, path: .env, reason: soon, until: 2020-01-01}\n"})
    assert audit("scan", cwd=root).code == 1
