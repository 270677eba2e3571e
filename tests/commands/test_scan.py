"""`scan` without its command line: roots, sources, policies and codes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.commands.scan import Request, exit_code, scan
from helcim_audit.errors import AuditError, UnreadableError
from helcim_audit.model import Coverage, Report, Skipped
from helcim_audit.placeholders import fill
from tests.reports.reports import FINDING, HIDDEN

Tree = Callable[..., Path]
LEAK = "HELCIM_API_TOKEN={{token}}\n"


def found(*paths: str, **options: object) -> list[tuple[str, str]]:
    report = scan(Request(paths=paths or (".",), jobs=1, **options)).report  # type: ignore[arg-type]
    return [(finding.path, finding.rule) for finding in report.findings if not finding.suppressed]


@pytest.fixture
def here(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    def make(files: dict[str, str]) -> Path:
        root = tree(files)
        monkeypatch.chdir(root)
        return root

    return make


def test_codes() -> None:
    unread = Report((), Coverage(), (Skipped("x", "y", True),))
    assert exit_code(Report((), Coverage()), "low") == 0
    assert exit_code(Report((FINDING,), Coverage()), "critical") == 1
    assert exit_code(Report((HIDDEN,), Coverage()), "low") == 0
    assert exit_code(unread, "low") == 3
    assert exit_code(Report((FINDING,), Coverage(), unread.incomplete), "low") == 1


def test_paths(here: Callable[..., Path]) -> None:
    root = here({"a/.env": LEAK, "b/.env": LEAK})
    assert found("a/.env") == [("a/.env", "api-token-in-config")]
    assert found("a", "b") == [("a/.env", "api-token-in-config"), ("b/.env", "api-token-in-config")]
    assert found(str(root / "a")) == [(".env", "api-token-in-config")]
    with pytest.raises(AuditError, match="stands alone"):
        found("-", "a")
    with pytest.raises(AuditError, match="no such file"):
        found("missing")


def test_standard_input(here: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here({})
    reading, writing = os.pipe()
    os.write(writing, fill(LEAK).encode())
    os.close(writing)
    keep = os.dup(0)
    os.dup2(reading, 0)
    try:
        assert found("-", stdin_name="x.env") == [("x.env", "api-token-in-config")]
    finally:
        os.dup2(keep, 0)
        os.close(keep)
        os.close(reading)


def test_the_configuration_of_the_root_counts(here: Callable[..., Path]) -> None:
    root = here({"a.env": LEAK, "b.env": LEAK, ".helcim-audit.yaml": "exclude: [b.env]\nfail-on: critical\nseverity: {api-token-in-config: low}\n"})
    outcome = scan(Request(paths=(str(root),), jobs=1))
    assert [finding.path for finding in outcome.report.findings] == ["a.env"]
    assert outcome.exit_code == 0
    assert scan(Request(paths=(str(root),), fail_on="low", jobs=1)).exit_code == 1
    (root / "other.yaml").write_text("exclude: [a.env]\n")
    assert found(str(root), config=str(root / "other.yaml")) == [("b.env", "api-token-in-config")]


def test_a_baseline_is_the_roots_the_configured_or_the_named_one(here: Callable[..., Path]) -> None:
    from helcim_audit.commands.baseline import Place, create

    root = here({"a.env": LEAK})
    create(Place(".", "elsewhere.json"))
    assert found() == [("a.env", "api-token-in-config")]
    assert found(baseline="elsewhere.json") == []
    (root / ".helcim-audit.yaml").write_text("baseline: elsewhere.json\n")
    assert found() == []
    assert found(no_ignores=True) == [("a.env", "api-token-in-config")]
    (root / ".helcim-audit.yaml").unlink()
    create(Place())
    assert found() == []


def test_staged(repository: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    (repository / "a.env").write_text(fill(LEAK))
    git("add", "-A")
    (repository / "a.env").write_text("")
    (repository / ".helcim-audit.yaml").write_text("exclude: [c.env]\n")
    assert found(staged=True) == [("a.env", "api-token-in-config")]


def test_history_and_diff(repository: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    git("switch", "-qc", "change")
    (repository / "a.env").write_text(fill(LEAK))
    git("add", "-A")
    git("commit", "-qm", "leak")
    assert found(diff="main") == [("a.env", "api-token-in-config")]
    (repository / "a.env").unlink()
    git("commit", "-qam", "gone")
    assert found() == []
    assert found(history="") == [("a.env", "api-token-in-config")]
    assert found(history="main..change") == [("a.env", "api-token-in-config")]
    assert found(diff="main") == [("a.env", "api-token-in-config")]


def test_git_is_missed_where_it_is_needed(here: Callable[..., Path]) -> None:
    here({"a.py": ""})
    for options in ({"staged": True}, {"history": ""}, {"diff": "main"}):
        with pytest.raises(UnreadableError, match="git repository"):
            found(**options)
