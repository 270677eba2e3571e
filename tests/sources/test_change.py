"""What a change adds is judged by the policy of its base."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import AuditError, UnreadableError
from helcim_audit.placeholders import fill
from helcim_audit.reports.json_ import render
from helcim_audit.sources import git as plumbing
from tests.conftest import Done
from tests.sources.repository import Repository

Audit = Callable[..., Done]
LEAK = fill("HELCIM_API_TOKEN = '{{token}}'\n")
OTHER = fill("HELCIM_API_TOKEN = '{{token2}}'\n")


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A base with an old leak, and a branch that starts there."""
    repo = Repository(tmp_path / "tree")
    repo.write("old.py", OTHER + "x = 1\n")
    repo.commit("base")
    repo("checkout", "-q", "-b", "work")
    return repo


def outcome(repo: Repository, diff: str = "main", **more: Any) -> tuple[int, Any]:
    done = scan(Request(paths=(str(repo.root),), diff=diff, **more))
    return done.exit_code, json.loads(render(done.report))


def found(repo: Repository, diff: str = "main", **more: Any) -> list[tuple[str, str, int]]:
    return [(one["rule"], one["path"], one["start"]["line"]) for one in outcome(repo, diff, **more)[1]["findings"] if not one["suppressed"]]


def test_what_the_base_has_is_not_reported(repo: Repository) -> None:
    repo.write("old.py", "import os\n" + OTHER + "x = 2\n")
    repo("mv", "README.md", "README.txt")
    repo.commit()
    assert outcome(repo)[0] == 0


def test_what_the_branch_adds_is(repo: Repository) -> None:
    repo.write("old.py", OTHER + "x = 1\n" + LEAK)
    repo.write("new.py", OTHER)
    sha = repo.commit()
    code, report = outcome(repo)
    assert code == 1
    assert [(one["rule"], one["path"], one["start"]["line"]) for one in report["findings"]] == [("hardcoded-api-token", "new.py", 1), ("hardcoded-api-token", "old.py", 3)]
    assert {one["origin"]["sha"] for one in report["findings"]} == {sha}
    assert all(one["origin"]["in_head"] and one["origin"]["refs"] == ["refs/heads/work"] for one in report["findings"])


def test_what_the_base_did_meanwhile_is_not(repo: Repository) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    repo("checkout", "-q", "main")
    repo.write("theirs.py", LEAK)
    repo.commit()
    repo("checkout", "-q", "work")
    assert found(repo) == []
    repo("merge", "-q", "--no-edit", "main")
    assert found(repo) == []


def test_what_only_a_merge_adds(repo: Repository) -> None:
    repo.write("a.py", "x = 1\n")
    repo.commit()
    repo("checkout", "-q", "main")
    repo.write("theirs.py", "y = 1\n")
    repo.commit()
    repo("checkout", "-q", "work")
    repo("merge", "-q", "--no-commit", "main")
    repo.write("a.py", "x = 1\n" + LEAK)
    repo.commit("merged")
    assert found(repo) == [("hardcoded-api-token", "a.py", 2)]


def test_what_came_and_went(repo: Repository) -> None:
    repo.write("old.py", OTHER + "x = 1\n" + LEAK)
    sha = repo.commit()
    repo.write("old.py", OTHER + "x = 1\n")
    repo.commit("removed")
    repo.write("gone.py", LEAK)
    repo.commit()
    repo("rm", "-q", "gone.py")
    repo.commit("removed")
    code, report = outcome(repo)
    assert code == 1
    assert [(one["path"], one["start"]["line"], one["origin"]["in_head"]) for one in report["findings"]] == [("gone.py", 1, False), ("old.py", 3, False)]
    assert report["findings"][1]["origin"]["sha"] == sha


def test_messages_and_names(repo: Repository) -> None:
    token = fill("{{token}}")
    repo.write(f"backup/{token}.txt", "x\n")
    repo.commit("use " + token)
    assert sorted({rule for rule, _, _ in found(repo)}) == ["api-token-in-metadata"]
    assert len(found(repo)) == 2


def test_ends(repo: Repository) -> None:
    repo.write("new.py", LEAK)
    repo.commit()
    repo("tag", "v1")
    repo.commit("more")
    assert len(found(repo, "main..v1")) == 1
    assert found(repo, "v1..work") == []
    assert found(repo, "main...main") == []
    with pytest.raises(AuditError, match="BASE"):
        found(repo, "--output=x")


def test_unrelated_histories(repo: Repository) -> None:
    repo("checkout", "-q", "--orphan", "alone")
    repo.commit("alone")
    code, report = outcome(repo)
    assert [one["path"] for one in report["findings"]] == ["old.py"]
    assert code == 1
    assert any("nothing in common" in note["reason"] for note in report["coverage"]["skipped"])


def test_a_missing_base_is_fetched_by_hand(repo: Repository, audit: Audit) -> None:
    with pytest.raises(UnreadableError, match=r"git fetch --no-tags origin \+refs/heads/release:refs/remotes/origin/release"):
        found(repo, "origin/release")
    done = audit("scan", "--diff", "release", cwd=repo.root)
    assert done.code == 3
    assert "git fetch" in done.err


# --- the change does not decide ------------------------------------------------------------------------


def test_an_ignore_of_the_change_hides_nothing(repo: Repository) -> None:
    repo.write("new.py", "# helcim-audit: ignore[hardcoded-api-token] only a test\n" + LEAK)
    repo.write("old.py", OTHER + "x = 1\n" + LEAK.rstrip() + "  # helcim-audit: ignore[hardcoded-api-token] only a test\n")
    repo.commit()
    assert found(repo) == [
        ("weakened-policy", "new.py", 1),
        ("hardcoded-api-token", "new.py", 2),
        ("hardcoded-api-token", "old.py", 3),
        ("weakened-policy", "old.py", 3),
    ]


def test_an_ignore_of_the_base_is_bound_to_its_value(repo: Repository) -> None:
    repo("checkout", "-q", "main")
    note = "# helcim-audit: ignore[hardcoded-api-token] revoked\n"
    repo.write("old.py", note + OTHER)
    repo.commit()
    repo("checkout", "-q", "-B", "work")
    repo.write("old.py", "if 1:\n    " + note + "    " + OTHER)
    repo.commit()
    assert [rule for rule, _, _ in found(repo)] == ["weakened-policy", "hardcoded-api-token"]
    repo.write("old.py", note + "  " + OTHER)
    repo.commit()
    assert found(repo) == []
    repo.write("old.py", note + LEAK)
    repo.commit()
    assert ("hardcoded-api-token", "old.py", 2) in found(repo)


def test_configuration_baseline_and_rules_come_from_the_base(repo: Repository, audit: Audit) -> None:
    repo.write("new.py", LEAK)
    repo.write(".helcim-audit.yaml", "disable: [hardcoded-api-token]\nexclude: ['*.py']\nfail-on: critical\n")
    audit("baseline", "create", str(repo.root))
    repo.commit()
    assert (repo.root / ".helcim-audit-baseline.json").exists()
    rules = found(repo)
    assert ("hardcoded-api-token", "new.py", 1) in rules
    assert [rule for rule, path, _ in rules if path == ".helcim-audit.yaml"] == ["weakened-policy"] * 3
    repo("checkout", "-q", "main")
    repo("merge", "-q", "work")
    repo("checkout", "-q", "-b", "next")
    repo.write("other.py", LEAK)
    repo("rm", "-q", ".helcim-audit.yaml")
    repo.commit()
    code, report = outcome(repo)
    assert code == 0
    assert [one["suppressed"]["by"] for one in report["findings"]] in ([], ["baseline"], ["config"])


def test_a_base_that_became_stricter_meanwhile(repo: Repository) -> None:
    """The branch is judged by the base of today, and blamed only for its own edits."""
    repo("checkout", "-q", "main")
    repo.write(".helcim-audit.yaml", "fail-on: high\n")
    repo.commit()
    repo("checkout", "-q", "-B", "work")
    repo.write(".helcim-audit.yaml", "fail-on: high\nexclude: [docs/]\n")
    repo.commit()
    repo("checkout", "-q", "main")
    repo.write(".helcim-audit.yaml", "fail-on: low\n")
    repo.commit()
    repo("checkout", "-q", "work")
    assert found(repo) == [("weakened-policy", ".helcim-audit.yaml", 2)]
    assert outcome(repo)[0] == 1


def test_rules_of_the_base(repo: Repository) -> None:
    rule = Path("CONTRIBUTING.md").read_text(encoding="utf-8").split("```yaml\n", 1)[1].split("```")[0]
    repo("checkout", "-q", "main")
    repo.write("own.yaml", rule)
    repo.write(".helcim-audit.yaml", "rules: [own.yaml]\n")
    repo.commit()
    repo("checkout", "-q", "-B", "work")
    repo("rm", "-q", "own.yaml")
    repo.write("door.txt", "acme-123456\n")
    repo.commit()
    assert found(repo) == [("acme-door-code", "door.txt", 1), ("weakened-policy", "own.yaml", 1)]


def test_the_program_is_judged_by_what_the_change_adds(repo: Repository) -> None:
    """An old flow and an old literal stay unsaid when their file is looked at again; a flow that the change closes is said."""
    helcim = "import os\nimport requests\n\ndef headers():\n    return {'api-token': os.environ['HELCIM_API_TOKEN']}\n"
    repo("checkout", "-q", "main")
    repo.write("shop/helcim.py", helcim)
    repo.write("shop/old.py", "import logging\nfrom shop.helcim import headers\nlogging.info('%s', headers())\n")
    repo.write("shop/pages.js", f"'use client';\nconst t = '{fill('{{token2}}')}';\nexport const a = 1;\n")
    repo.commit()
    repo("checkout", "-q", "-B", "work")
    repo.write("shop/old.py", "import logging\nfrom shop.helcim import headers\nlogging.info('%s', headers())\nx = 'helcim'\n")
    repo.write("shop/pages.js", f"'use client';\nconst t = '{fill('{{token2}}')}';\nexport const a = 2;\n")
    repo.commit()
    assert found(repo) == []
    repo.write("shop/new.py", "import logging\nfrom shop.helcim import headers\n\ndef charge():\n    logging.info('sending %s', headers())\n")
    repo.commit()
    assert [path for _, path, _ in found(repo)] == ["shop/new.py"]


# --- check-outs of builds ------------------------------------------------------------------------------


def merged(repo: Repository) -> tuple[str, str, str]:
    """A pull request's merge commit, as a service makes it: (base, head, merge)."""
    repo.write("new.py", LEAK)
    head = repo.commit()
    repo("checkout", "-q", "main")
    repo.write("theirs.py", "y = 1\n")
    base = repo.commit()
    repo("checkout", "-q", "--detach")
    repo("merge", "-q", "--no-edit", "work")
    merge = repo("rev-parse", "HEAD")
    repo("update-ref", "refs/pull/1/merge", merge)
    repo("checkout", "-q", "work")
    return base, head, merge


def checkout(repo: Repository, root: Path, depth: int) -> None:
    """What `actions/checkout` with `fetch-depth` leaves."""
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-c", "protocol.file.allow=always", "fetch", "-q", "--no-tags", f"--depth={depth}", f"file://{repo.root}", "+refs/pull/1/merge:refs/remotes/pull/1/merge"], cwd=root, check=True)
    subprocess.run(["git", "checkout", "-q", "refs/remotes/pull/1/merge"], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize("depth", [1, 2])
def test_shallow_merge_check_outs(repo: Repository, audit: Audit, tmp_path: Path, depth: int) -> None:
    base, head, merge = merged(repo)
    checkout(repo, tmp_path / "ci", depth)
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"base": {"sha": base, "ref": "main"}, "head": {"sha": head}}}))
    env = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_EVENT_PATH": str(event), "GITHUB_SHA": merge}
    done = audit("scan", "--diff", "--format", "json", cwd=tmp_path / "ci", env=env)
    if depth == 1:
        assert done.code == 3
        assert "git fetch --no-tags --unshallow origin +refs/heads/main:refs/remotes/origin/main" in done.err
    else:
        assert done.code == 1
        assert [one["path"] for one in done.report["findings"]] == ["new.py"]


def test_a_linked_or_bare_repository(repo: Repository, tmp_path: Path, audit: Audit) -> None:
    repo.write("new.py", LEAK)
    repo.commit()
    repo("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    assert audit("scan", "--diff", "main..work", cwd=tmp_path / "bare.git").code == 1
    (repo.root / "sub").mkdir()
    assert audit("scan", "--diff", "main", cwd=repo.root / "sub").code == 1


def test_sha256(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "tree", "--object-format=sha256")
    repo.write("new.py", LEAK)
    repo.commit()
    assert found(repo, "HEAD~1") == [("hardcoded-api-token", "new.py", 1)]
    repo("checkout", "-q", "--orphan", "alone")
    repo.commit()
    assert found(repo, "main") == [("hardcoded-api-token", "new.py", 1)]


@pytest.mark.parametrize("asked", [{"history": ""}, {"diff": "main"}])
def test_somebody_elses_repository_is_not_clean(repo: Repository, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]) -> None:
    monkeypatch.setitem(plumbing._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UnreadableError, match=r"git config --global --add safe\.directory"):
        scan(Request(paths=(str(repo.root),), **asked))


def test_a_branch_without_commits(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "tree")
    repo("checkout", "-q", "--orphan", "unborn")
    repo.write("staged.py", LEAK)
    repo("add", "-A")
    with pytest.raises(UnreadableError, match="the head HEAD is not in this clone"):
        found(repo, "main")
    report = json.loads(render(scan(Request(paths=(str(repo.root),), history="")).report))
    assert [(one["path"], one["origin"]["sha"]) for one in report["findings"]] == [("staged.py", "")]


CLIENT = "const { note } = require('./lib/log')\nexports.pay = () => {\n  const headers = { 'api-token': process.env.HELCIM_API_TOKEN }\n  note(headers)\n  return fetch('https://api.helcim.com/v2/invoices', { headers })\n}\n"


@pytest.mark.parametrize("merged", [False, True])
def test_a_sink_that_says_nothing_of_helcim_and_is_used_by_what_does(repo: Repository, merged: bool) -> None:
    repo("checkout", "-q", "main")
    repo.write("client.js", CLIENT)
    repo.write("lib/log.js", "exports.note = (value) => {\n  return 1\n}\n")
    repo.commit("base")
    repo("checkout", "-q", "work")
    if merged:
        repo("merge", "-q", "--no-edit", "main")
    else:
        repo("reset", "-q", "--hard", "main")
    repo.write("lib/log.js", "exports.note = (value) => {\n  console.log(value)\n}\n")
    repo.commit()
    assert found(repo) == [("headers-logged", "lib/log.js", 2)]
    repo.write("lib/log.js", "exports.note = (value) => {\n  console.log(Object.keys(value))\n}\n")
    repo.commit()
    assert found(repo) == []
