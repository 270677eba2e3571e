"""What programs show on branches that are not checked out, and what only several files of an old tree show together."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.commands import tips
from helcim_audit.commands.scan import Request, scan
from helcim_audit.reports.json_ import render
from tests.conftest import Done
from tests.sources.repository import Repository

Audit = Callable[..., Done]

CLIENT = """import os
import requests
from lib.log import note

def charge(amount):
    headers = {"api-token": os.environ["HELCIM_API_TOKEN"]}
    note(headers)
    return requests.post("https://api.helcim.com/v2/payment/purchase", json={"amount": amount}, headers=headers, timeout=10)
"""
QUIET = "def note(headers):\n    return len(headers)\n"
LOUD = "import logging\n\ndef note(headers):\n    logging.info('sent %s', headers)\n"
BROKER = """import express from 'express';
const app = express();
app.post('/start', async (req, res) => {
  const answer = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', { method: 'POST', headers: { 'api-token': process.env.HELCIM_API_TOKEN } });
  const data = await answer.json();
  res.json(%s);
});
"""


def history(root: Path, span: str = "", jobs: int = 1) -> Any:
    """The report of `scan --history`, made in this process."""
    return json.loads(render(scan(Request(paths=(str(root),), history=span, jobs=jobs)).report))


def told(report: Any) -> list[tuple[str, str, int]]:
    return [(found["rule"], found["path"], found["start"]["line"]) for found in report["findings"]]


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A repository whose HEAD handles its token well."""
    repo = Repository(tmp_path / "tree")
    repo.write("pay/client.py", CLIENT)
    repo.write("lib/log.py", QUIET)
    repo.write("server.js", BROKER % "{ checkoutToken: data.checkoutToken }")
    repo.commit("base")
    return repo


def branch(repo: Repository, name: str, files: dict[str, str]) -> str:
    """A commit on a branch of its own; main is checked out afterwards."""
    repo("checkout", "-q", "-b", name, "main")
    for path, text in files.items():
        repo.write(path, text)
    made = repo.commit(name, GIT_AUTHOR_NAME="Ann")
    repo("checkout", "-q", "main")
    return made


def test_what_only_an_unmerged_branch_shows(repo: Repository) -> None:
    made = branch(repo, "feature", {"lib/log.py": LOUD, "server.js": BROKER % "data"})
    report = history(repo.root)
    assert told(report) == [("headers-logged", "lib/log.py", 4), ("secret-token-to-client", "server.js", 6)]
    first = report["findings"][0]
    assert (first["origin"]["sha"], first["origin"]["author"], first["origin"]["in_head"]) == (made, "Ann <a@example.com>", False)
    assert first["origin"]["refs"] == ["refs/heads/feature"]
    assert first["trace"][0]["path"] == "pay/client.py"
    assert report["complete"]


def test_what_head_shows_too_is_left_to_the_work_tree(repo: Repository) -> None:
    repo("branch", "same")
    assert told(history(repo.root)) == []
    repo.write("lib/log.py", LOUD)
    repo.commit("loud")
    branch(repo, "more", {"lib/log.py": "# helcim\n" + LOUD, "other.py": "x = 1\n"})
    repo("checkout", "-q", "-b", "moved", "main")
    repo("mv", "lib/log.py", "lib/logs.py")
    repo.write("pay/client.py", CLIENT.replace("lib.log", "lib.logs"))
    repo.commit("moved")
    repo("checkout", "-q", "main")
    assert told(history(repo.root)) == []


def test_a_branch_that_is_head_costs_nothing(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repo("branch", "same")
    branch(repo, "words", {"README.md": "other words\n"})
    seen: list[int] = []
    monkeypatch.setattr("helcim_audit.commands.trees.Trees._show", lambda *_: seen.append(1))
    history(repo.root)
    assert seen == []


def in_tag(repo: Repository) -> str:
    branch(repo, "gone", {"lib/log.py": LOUD})
    repo("tag", "-a", "v1", "-m", "one", "gone")
    repo("branch", "-q", "-D", "gone")
    return "refs/tags/v1"


def in_stash(repo: Repository) -> str:
    repo.write("lib/log.py", LOUD)
    repo("stash", "-q")
    return "refs/stash"


def in_older_stash(repo: Repository) -> str:
    in_stash(repo)
    repo.write("README.md", "x\n")
    repo("stash", "-q")
    return "stash@{1}"


def in_untracked_file_of_a_stash(repo: Repository) -> str:
    repo.write("pay/client.py", CLIENT.replace("lib.log", "lib.loud"))
    repo.write("lib/loud.py", LOUD)
    repo("stash", "-q", "-u")
    return "refs/stash"


def without_branch(repo: Repository) -> str:
    made = branch(repo, "gone", {"lib/log.py": LOUD})
    repo("branch", "-q", "-D", "gone")
    return made


def in_remote_branch(repo: Repository) -> str:
    repo("update-ref", "refs/remotes/origin/topic", without_branch(repo))
    return "refs/remotes/origin/topic"


def in_pull_request(repo: Repository) -> str:
    repo("update-ref", "refs/pull/7/head", without_branch(repo))
    return "refs/pull/7/head"


def in_linked_work_tree(repo: Repository) -> str:
    made = without_branch(repo)
    place = repo.root.parent / "linked"
    repo("worktree", "add", "-q", "--detach", str(place), made)
    return f"HEAD of {place}"


@pytest.mark.parametrize("make", [in_tag, in_stash, in_older_stash, in_untracked_file_of_a_stash, in_remote_branch, in_pull_request, in_linked_work_tree])
def test_places(repo: Repository, make: Callable[[Repository], str]) -> None:
    name = make(repo)
    report = history(repo.root)
    assert [found["rule"] for found in report["findings"]] == ["headers-logged"]
    assert report["findings"][0]["origin"]["refs"] == [name]


@pytest.mark.parametrize("kind", ["sha256", "bare", "shallow", "linked"])
def test_kinds_of_repositories(tmp_path: Path, kind: str) -> None:
    repo = Repository(tmp_path / "tree", *(("--object-format=sha256",) if kind == "sha256" else ()))
    repo.write("pay/client.py", CLIENT)
    repo.write("lib/log.py", LOUD if kind == "bare" else QUIET)
    repo.commit("base")
    branch(repo, "feature", {"server.js": BROKER % "data", "lib/log.py": LOUD})
    root = repo.root
    if kind == "bare":
        root = tmp_path / "bare.git"
        repo("clone", "-q", "--bare", ".", str(root))
    elif kind == "shallow":
        root = tmp_path / "shallow"
        repo("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{repo.root}", str(root))
    elif kind == "linked":
        root = tmp_path / "linked"
        repo("worktree", "add", "-q", "--detach", str(root))
    report = history(root)
    assert told(report) == [("headers-logged", "lib/log.py", 4), ("secret-token-to-client", "server.js", 6)]
    assert [found["origin"]["in_head"] for found in report["findings"]] == [kind == "bare", False]
    assert report["complete"] == (kind != "shallow")


def test_a_range_looks_at_what_it_ends_with(repo: Repository) -> None:
    branch(repo, "feature", {"lib/log.py": LOUD})
    branch(repo, "other", {"server.js": BROKER % "data"})
    assert told(history(repo.root, "main..feature")) == [("headers-logged", "lib/log.py", 4)]


def test_the_commit_that_completes_a_flow_is_named(repo: Repository) -> None:
    repo("checkout", "-q", "-b", "feature")
    repo.write("lib/log.py", LOUD)
    repo.write("pay/client.py", CLIENT.replace("note(headers)", "note({})"))
    repo.commit("half")
    repo.write("pay/client.py", CLIENT + "\n")
    made = repo.commit("whole")
    repo.commit("more")
    repo("checkout", "-q", "main")
    assert [found["origin"]["sha"] for found in history(repo.root)["findings"]] == [made]


def test_what_is_missing_is_said(repo: Repository) -> None:
    branch(repo, "feature", {"lib/log.py": LOUD})
    sha = repo("rev-parse", "feature:lib/log.py")
    (repo.root / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
    report = history(repo.root)
    assert [note["path"] for note in report["incomplete"]] == ["lib/log.py"]
    tree = repo("rev-parse", "feature:lib")
    (repo.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    report = history(repo.root)
    assert "ref:refs/heads/feature" in {note["path"] for note in report["incomplete"]}


def test_a_range_says_what_is_missing(repo: Repository) -> None:
    branch(repo, "feature", {"server.js": BROKER % "data", "pay/client.py": CLIENT + "\n"})
    sha = repo("rev-parse", "main:lib/log.py")
    (repo.root / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
    report = history(repo.root, "main..feature")
    assert [note["path"] for note in report["incomplete"]] == ["lib/log.py"]


def test_the_number_of_trees_is_bounded_and_said(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tips, "MOST", 1)
    branch(repo, "older", {"lib/log.py": LOUD})
    branch(repo, "newer", {"server.js": BROKER % "data"})
    report = history(repo.root)
    assert told(report) == [("secret-token-to-client", "server.js", 6)]
    assert ["1 older ones were left out" in note["reason"] for note in report["coverage"]["degraded"]] == [True]


def test_any_number_of_workers_gives_the_same(repo: Repository) -> None:
    for number in range(5):
        branch(repo, f"b{number}", {f"lib/x{number}.py": "y = 1\n", "lib/log.py": LOUD.replace("sent", f"sent {number % 2}"), "server.js": BROKER % ("data" if number % 2 else "{}")})
    one = history(repo.root, jobs=1)
    assert len(told(one)) == 3
    assert one["findings"][0]["origin"]["refs"] == ["refs/heads/b0", "refs/heads/b2", "refs/heads/b4"]
    assert history(repo.root, jobs=3) == one


def test_suppressions_of_the_branch_and_the_configuration_apply(repo: Repository) -> None:
    branch(repo, "feature", {"lib/log.py": LOUD.replace("headers)\n", "headers)\n", 1).replace("sent %s', headers)", "sent %s', headers)  # helcim-audit: ignore[headers-logged] not run")})
    assert [found["suppressed"]["by"] for found in history(repo.root)["findings"]] == ["inline"]
    repo.write(".helcim-audit.yaml", "exclude: [lib/]\n")
    assert told(history(repo.root)) == []
