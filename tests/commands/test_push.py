"""Pushes, as git runs the hooks on either side."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helcim_audit.commands import push
from helcim_audit.errors import UnreadableError
from helcim_audit.model import Coverage, Degraded, Report
from helcim_audit.placeholders import fill
from tests.conftest import GIT_ENV, Done
from tests.sources.repository import Repository

LEAK = fill("HELCIM_API_TOKEN = '{{token}}'\n")
OTHER = fill("HELCIM_API_TOKEN = '{{token2}}'\n")


class Pushed:
    """A repository, a server, and the hook `name` in one of them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.repo = Repository(folder / "tree")
        self.repo("init", "-q", "--bare", str(folder / "server.git"))
        self.repo("remote", "add", "origin", str(folder / "server.git"))
        self.repo.write("old.py", OTHER)
        self.repo.commit("an old leak")
        self.repo("push", "-q", "origin", "main")
        hooks = self.repo.root / ".git" / "hooks" if name == "pre-push" else folder / "server.git" / "hooks"
        hook = hooks / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f'#!/bin/sh\nexec {sys.executable} -m helcim_audit hook {name} "$@"\n')
        hook.chmod(0o755)

    def __call__(self, *arguments: str) -> Done:
        done = subprocess.run(["git", "push", *arguments], cwd=self.repo.root, env={**os.environ, **GIT_ENV}, capture_output=True, text=True, timeout=60, check=False)
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(params=["pre-push", "pre-receive"])
def pushed(request: pytest.FixtureRequest, tmp_path: Path) -> Pushed:
    return Pushed(tmp_path, request.param)


def test_a_push(pushed: Pushed) -> None:
    repo = pushed.repo
    repo.write("a.py", "x = 1\n")
    repo.commit()
    assert pushed("origin", "main").code == 0
    assert pushed("origin", "main:refs/heads/copy").code == 0
    repo.write("a.py", LEAK)
    repo.commit("leak")
    repo.write("a.py", "x = 2\n")
    repo.commit("removed again")
    blocked = pushed("origin", "main", "main:refs/heads/new")
    assert blocked.code == 1
    assert "hardcoded-api-token" in blocked.out + blocked.err
    assert LEAK[20:40] not in blocked.out + blocked.err
    repo("reset", "-q", "--hard", "origin/main")
    assert pushed("origin", ":copy").code == 0


def test_tags_and_names(pushed: Pushed) -> None:
    token = fill("{{token}}")
    pushed.repo("tag", "-a", "v1", "-m", "fine")
    assert pushed("origin", "v1").code == 0
    pushed.repo("tag", "-a", "v2", "-m", f"helcim token {token}")
    assert pushed("origin", "v2").code == 1
    assert pushed("origin", f"main:refs/heads/{token.replace('*', '-')}").code == 1
    blob = pushed.repo("hash-object", "-w", "--stdin", stdin=LEAK.encode())
    assert pushed("origin", f"{blob}:refs/tags/blob").code == 1


def test_the_server_does_not_take_the_policy_of_the_push(tmp_path: Path) -> None:
    pushed = Pushed(tmp_path, "pre-receive")
    pushed.repo.write(".helcim-audit.yaml", "disable: [hardcoded-api-token]\n")
    pushed.repo.write("a.py", LEAK)
    pushed.repo.commit()
    blocked = pushed("origin", "main")
    assert blocked.code == 1
    assert "weakened-policy" in blocked.err
    assert "hardcoded-api-token" in blocked.err


def test_the_first_push_of_all(tmp_path: Path) -> None:
    pushed = Pushed(tmp_path, "pre-push")
    pushed.repo("init", "-q", "--bare", str(tmp_path / "empty.git"))
    pushed.repo("remote", "add", "empty", str(tmp_path / "empty.git"))
    assert pushed("empty", "main").code == 1


def test_a_budget_fails_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    pushed = Pushed(tmp_path, "pre-push")
    monkeypatch.chdir(pushed.repo.root)
    monkeypatch.setattr(push, "_judged", lambda *_: time.sleep(20))
    with pytest.raises(UnreadableError, match="refused"):
        push.pre_push(b"", "origin", {}, 1)


def test_what_pre_commit_hands_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pushed = Pushed(tmp_path, "pre-push")
    pushed.repo.write("a.py", LEAK)
    pushed.repo.commit()
    monkeypatch.chdir(pushed.repo.root)
    variables = {"PRE_COMMIT_FROM_REF": "HEAD~1", "PRE_COMMIT_TO_REF": "HEAD", "PRE_COMMIT_REMOTE_NAME": "origin", "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/main"}
    assert push.pre_push(b"", "", variables, 60).exit_code == 1
    assert push.pre_push(b"", "", {**variables, "PRE_COMMIT_TO_REF": "HEAD~1"}, 60).exit_code == 0
    assert push.pre_push(b"", "", {}, 60).exit_code == 0


def test_what_was_half_understood_is_kept_when_reports_are_joined() -> None:
    first = Report((), Coverage(1, 10, degraded=(Degraded("a.py", "not read to its end"),)))
    second = Report((), Coverage(2, 20, degraded=(Degraded("a.py", "not read to its end"), Degraded("b.py", "x"))), interrupted=True)
    whole = push._joined([first, second])
    assert (whole.coverage.documents, [note.path for note in whole.coverage.degraded], whole.interrupted) == (3, ["a.py", "b.py"], True)
