"""git is asked safely, and its refusals are explained."""

import hashlib
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.sources import git as plumbing
from helcim_audit.sources.git import GitError, blobs, explain, run, top_level


def test_top_level(repository: Path, tmp_path: Path) -> None:
    assert top_level(str(repository)) == os.fsencode(repository.resolve())
    assert top_level(str(tmp_path)) is None


def test_large_input_and_output_do_not_block(repository: Path, git: Callable[..., str]) -> None:
    (repository / "big").write_bytes(b"x" * 3_000_000)
    name = git("hash-object", "-w", "big").strip().encode()
    contents = blobs([name] * 40 + [b"0" * 40], str(repository))
    assert [len(data) if data is not None else None for data in contents] == [3_000_000] * 40 + [None]


def test_a_missing_git_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        run(["status"], ".")


@pytest.mark.parametrize(
    ("stderr", "words"),
    [
        ("fatal: detected dubious ownership in repository at '/x'\n", "safe.directory"),
        ("fatal: not a git repository (or any parent)\n", "not inside a git repository"),
        ("fatal: bad object HEAD\n", "bad object HEAD"),
    ],
)
def test_refusals(stderr: str, words: str) -> None:
    assert words in str(explain(stderr, 128, "/x"))


def test_the_environment_of_git_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/bin/evil")
    monkeypatch.setenv("GIT_SSH_COMMAND", "/bin/evil")
    monkeypatch.setenv("GIT_INDEX_FILE", "/x/index")
    env = plumbing.environment()
    assert "GIT_EXTERNAL_DIFF" not in env
    assert "GIT_SSH_COMMAND" not in env
    assert env["GIT_INDEX_FILE"] == "/x/index"
    assert env["GIT_NO_LAZY_FETCH"] == "1"


def test_an_object_that_lies_about_its_size(repository: Path, git: Callable[..., str]) -> None:
    body = b"blob 3\0abc and more than that\n"
    name = hashlib.sha1(body).hexdigest()
    folder = repository / ".git" / "objects" / name[:2]
    folder.mkdir(exist_ok=True)
    (folder / name[2:]).write_bytes(zlib.compress(body))
    other = git("hash-object", "-w", "README.md").strip()
    with pytest.raises(GitError, match="lies about its size"):
        blobs([name.encode(), other.encode()], str(repository))
