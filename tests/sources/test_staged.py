"""What is about to be committed, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.errors import UnreadableError
from helcim_audit.model import Document, Skipped
from helcim_audit.placeholders import fill
from helcim_audit.sources.staged import Staged, added_lines

Git = Callable[..., str]
LEAK = fill("x = 1\nHELCIM_API_TOKEN = '{{token}}'\n")


def staged(root: Path) -> dict[str, Document]:
    items = list(Staged(str(root)).documents(lambda _: True))
    assert not [item for item in items if isinstance(item, Skipped) and item.failed]
    return {item.path: item for item in items if isinstance(item, Document) and not item.metadata}


def test_the_index_counts_not_the_work_tree(repository: Path, git: Git) -> None:
    (repository / "a.py").write_text(LEAK)
    git("add", "a.py")
    (repository / "a.py").write_text("x = 1\n")
    (repository / "b.py").write_text(LEAK)
    assert {path: document.data for path, document in staged(repository).items()} == {"a.py": LEAK.encode()}


def test_only_added_lines(repository: Path, git: Git) -> None:
    (repository / "a.py").write_text("one\ntwo\nthree\n")
    git("add", "-A")
    git("commit", "-qm", "a")
    (repository / "a.py").write_text("zero\none\r\ntwo\nTHREE\n")
    git("add", "-A")
    assert staged(repository)["a.py"].added == {1, 4}


def test_before_the_first_commit(tree: Callable[..., Path], git: Git) -> None:
    root = tree({"sub/a.py": LEAK})
    git("init", "-q")
    git("add", "-A")
    assert list(staged(root)) == ["sub/a.py"]
    assert list(staged(root / "sub")) == ["sub/a.py"]


def test_renames_links_modes_and_deletions(repository: Path, git: Git) -> None:
    (repository / "old name.py").write_text("a\nb\nc\nd\ne\n")
    (repository / "gone.py").write_text("x\n")
    git("add", "-A")
    git("commit", "-qm", "a")
    git("mv", "old name.py", "new name.py")
    (repository / "new name.py").write_text("a\nb\nc\nd\ne\nnew\n")
    git("rm", "-q", "gone.py")
    (repository / "link").symlink_to("/etc/hostname")
    git("add", "-A")
    found = staged(repository)
    assert found["new name.py"].added == {6}
    assert found["link"].data == b"/etc/hostname"
    assert "gone.py" not in found


def test_from_any_directory_and_worktree(repository: Path, git: Git, tmp_path: Path) -> None:
    (repository / "deep" / "er").mkdir(parents=True)
    (repository / "a.py").write_text(LEAK)
    git("add", "a.py")
    assert list(staged(repository / "deep" / "er")) == ["a.py"]
    git("worktree", "add", "-q", str(tmp_path / "linked"))
    (tmp_path / "linked" / "b.py").write_text(LEAK)
    git("add", "-A", cwd=tmp_path / "linked")
    assert list(staged(tmp_path / "linked")) == ["b.py"]


def test_attributes_hide_nothing(repository: Path, git: Git) -> None:
    (repository / ".gitattributes").write_text("*.py binary -diff\n")
    (repository / "a.py").write_text("x = 1\n")
    git("add", "-A")
    git("commit", "-qm", "a")
    (repository / "a.py").write_text(LEAK)
    git("add", "-A")
    assert staged(repository)["a.py"].added == {2}


def test_another_index(repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit FILE` and `commit -a` hand the hook an index of their own."""
    other = repository / ".git" / "other-index"
    other.write_bytes((repository / ".git" / "index").read_bytes())
    (repository / "a.py").write_text(LEAK)
    monkeypatch.setenv("GIT_INDEX_FILE", str(other))
    git("add", "a.py")
    assert list(staged(repository)) == ["a.py"]
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert staged(repository) == {}


def test_intent_to_add_stages_no_content(repository: Path, git: Git) -> None:
    (repository / "a.py").write_text(LEAK)
    git("add", "-N", "a.py")
    assert [document.data for document in staged(repository).values()] in ([], [b""])


def test_a_missing_object_is_a_failure(repository: Path, git: Git) -> None:
    (repository / "a.py").write_text(LEAK)
    git("add", "a.py")
    name = git("hash-object", "a.py").strip()
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    items = list(Staged(str(repository)).documents(lambda _: True))
    assert [item.failed for item in items if isinstance(item, Skipped)] == [True]


def test_not_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not inside a git repository"):
        Staged(str(tmp_path))


@pytest.mark.parametrize("setting", ["core.fsmonitor", "diff.external", "core.hooksPath", "diff.x.textconv", "filter.x.clean"])
def test_nothing_that_is_configured_runs(repository: Path, git: Git, tmp_path: Path, setting: str) -> None:
    witness = tmp_path / "ran"
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch '{witness}'\ncat\n")
    script.chmod(0o755)
    (repository / ".gitattributes").write_text("* diff=x\n")
    (repository / "a.py").write_text(LEAK)
    git("add", "-A")
    git("config", setting, str(script))
    (repository / ".gitattributes").write_text("* filter=x diff=x\n")
    assert "a.py" in staged(repository)
    assert not witness.exists()


def test_counting_added_lines() -> None:
    assert added_lines(b"a\na\n", b"a\na\na\n") == {3}
    assert added_lines(b"a\r\nb\r\n", b"a\nb\n") == frozenset()
    assert added_lines("x\n".encode("utf-16"), "x\ny\n".encode("utf-16")) == {2}
