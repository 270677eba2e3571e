"""What stands in the way of reading: each case is said, and what can be read still is."""

import errno
import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.model import Document, Skipped
from helcim_audit.placeholders import fill
from helcim_audit.sources import files as files_module
from helcim_audit.sources import git as git_module
from helcim_audit.sources.files import select
from helcim_audit.sources.stream import Stream
from tests.sources.test_files import Tree, read

Git = Callable[..., str]


def _refuses(monkeypatch: pytest.MonkeyPatch, target: str, ending: bytes, number: int = errno.EACCES) -> None:
    """Let a function of `os` fail for names that end so: permissions do not stop the superuser."""
    real = getattr(os, target)

    def refuse(path: object, *rest: object, **more: object) -> object:
        if isinstance(path, (str, bytes)) and os.fsencode(path).endswith(ending):
            raise OSError(number, os.strerror(number))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, target, refuse)


def test_a_directory_that_cannot_be_listed(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "1", "closed/b.py": "2"})
    _refuses(monkeypatch, "scandir", b"closed")
    found, skipped = read(select([str(root)]))
    assert list(found) == ["a.py"]
    assert [(note.path, note.failed) for note in skipped] == [("closed", True)]


def test_a_file_that_cannot_be_opened_or_read(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "1", "b.py": "2", "gone.py": "3"})
    _refuses(monkeypatch, "open", b"b.py")
    source = select([str(root)])
    (root / "gone.py").unlink()
    found, skipped = read(source)
    assert list(found) == ["a.py"]
    assert {note.path: note.failed for note in skipped} == {"b.py": True, "gone.py": False}


def test_a_named_file_that_cannot_be_opened_is_a_failure(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "1"})
    _refuses(monkeypatch, "open", b"a.py")
    monkeypatch.chdir(root)
    assert [note.failed for note in read(select(["a.py"]))[1]] == [True]


def test_reading_that_fails_half_way(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "1"})

    def fail(_fd: int, _size: int) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(files_module, "_read", fail)
    assert [(note.path, note.failed) for note in read(select([str(root)]))[1]] == [("a.py", True)]


def test_a_file_that_grows_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "grows.log"
    path.write_bytes(b"abc" * 1000)
    fd = os.open(path, os.O_RDONLY)
    try:
        assert files_module._read(fd, 10) == b"abc" * 1000
    finally:
        os.close(fd)


def test_what_is_no_regular_file(tree: Tree) -> None:
    root = tree({"a.py": "1"})
    os.mkfifo(root / "pipe")
    place = os.getcwd()
    os.chdir(root)  # names of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("sock")
            found, skipped = read(select([str(root)]))
    finally:
        os.chdir(place)
    assert list(found) == ["a.py"]
    assert {note.path: note.failed for note in skipped} == {"pipe": False, "sock": False}


def test_a_named_pipe_that_was_named_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(path, os.O_WRONLY)
    os.write(writer, fill("HELCIM_API_TOKEN={{token}}\n").encode())
    found: list[str] = []

    def admit(data: bytes) -> bool:
        if data.startswith(b"HELCIM"):
            found.append("content")
        return False

    # The writer leaves once the reader has the text, so that the end comes.
    real = os.read

    def once(fd: int, size: int) -> bytes:
        data = real(fd, size)
        if data.startswith(b"HELCIM"):
            os.close(writer)
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "read", once)
        read(select([str(path)]), admit)
    os.close(reader)
    assert found == ["content"]


def test_gitignore_lines_that_cannot_be_followed_ignore_nothing(tree: Tree) -> None:
    root = tree({".gitignore": "# comment\n\n*a*b*c*d*e*\n[[:digit:]].log\n[z-a\nkeep.log\r\n", "1.log": "1", "abcde": "2", "keep.log": "3"})
    found, skipped = read(select([str(root)]))
    assert {"1.log", "abcde"} <= set(found)
    assert "keep.log" not in found
    assert {note.path for note in skipped} == {".gitignore"}
    assert not any(note.failed for note in skipped)


def test_a_gitignore_that_is_a_link_or_closed_is_none(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other").write_text("*.py\n")
    root = tree({"a.py": "1", "sub/.gitignore": "b.py\n", "sub/b.py": "2"})
    (root / ".gitignore").symlink_to(tmp_path / "other")
    _refuses(monkeypatch, "open", b"sub/.gitignore")
    assert {"a.py", "sub/b.py"} <= set(read(select([str(root)]))[0])


def test_repositories_inside_a_tree_keep_their_own_ignores(tree: Tree, git: Git) -> None:
    root = tree({"inner/.gitignore": "x.log\n", "inner/a.py": "1", "inner/x.log": "2", "b.py": "3"})
    git("init", "-q", cwd=root / "inner")
    assert set(read(select([str(root)]))[0]) == {"b.py", "inner/.gitignore", "inner/a.py"}


def test_a_repository_inside_a_repository_and_an_empty_one(repository: Path, git: Git) -> None:
    inner = repository / "inner"
    inner.mkdir()
    (inner / "c.py").write_text("1")
    git("init", "-q", cwd=inner)
    (repository / "empty").mkdir()
    git("init", "-q", cwd=repository / "empty")
    found, _ = read(select([str(repository)]))
    assert "inner/c.py" in found


def test_a_submodule_that_is_not_checked_out_is_said(repository: Path, git: Git) -> None:
    git("update-index", "--add", "--cacheinfo", "160000,1111111111111111111111111111111111111111,lib/sub")
    _, skipped = read(select([str(repository)]))
    assert [(note.path, note.reason) for note in skipped] == [("lib/sub", "submodule that is not checked out")]
    (repository / "lib").mkdir()
    (repository / "lib" / "sub").write_text("a file took its place")
    assert "lib/sub" in read(select([str(repository)]))[0]


def test_without_git_the_tree_is_walked(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / ".gitignore").write_text("x.log\n")
    (repository / "x.log").write_text("1")

    def missing() -> str:
        raise git_module._missing()

    monkeypatch.setattr(git_module, "_executable", missing)
    found, skipped = read(select([str(repository)]))
    assert set(found) == {".gitignore", "README.md"}
    assert [note.failed for note in skipped] == [False]
    assert "git is not installed" in skipped[0].reason


def test_other_files_of_a_tree_are_given_never_what_stands_outside(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "1", "sub/b.py": "2", "big.py": "3" * 100})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "c.py").write_text("4")
    (root / "link").symlink_to(outside)
    (root / "one.py").symlink_to(outside / "c.py")
    source = select([str(root)])
    assert source.document("sub/b.py") is not None
    for path in ("../outside/c.py", str(outside / "c.py"), "link/c.py", "one.py", "sub", "no.py", "nul\0.py"):
        assert source.document(path) is None
    monkeypatch.setattr(files_module, "WINDOW", 50)
    assert source.document("big.py") is None


def test_several_arguments_are_read_once_and_shown_from_here(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a/x.py": "1", "a/y.py": "2", "b.py": "3"})
    (tmp_path / "far.py").write_text("4")
    monkeypatch.chdir(root)
    found, _ = read(select(["a", "a/x.py", "b.py", str(tmp_path / "far.py")]))
    assert set(found) == {"a/x.py", "a/y.py", "b.py", str(tmp_path / "far.py")}


def test_standard_input_of_any_length(tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(fill("line\n" * 300_000 + "HELCIM_API_TOKEN={{token}}\n").encode())
    fd = os.open(path, os.O_RDONLY)
    stream = Stream("app.log", fd)
    assert stream.split(4) == [stream]
    assert stream.paths() == ["app.log"]
    assert stream.document("other.py") is None
    items = list(stream.documents(lambda data: b"HELCIM" in data))
    os.close(fd)
    assert [type(item) for item in items] == [Document]
    assert isinstance(items[0], Document)
    assert items[0].first_line + items[0].text.count("\n") - 1 == 300_001
    assert stream.tally.documents == 1
    assert stream.tally.bytes == path.stat().st_size


def test_staged_things_that_are_no_files(repository: Path, git: Git) -> None:
    from helcim_audit.sources.staged import Staged

    git("update-index", "--add", "--cacheinfo", "160000,1111111111111111111111111111111111111111,sub")
    git("update-index", "--add", "--cacheinfo", "100644,2222222222222222222222222222222222222222,lost.py")
    (repository / "helcim").mkdir()
    (repository / "helcim" / "settings.rb").write_text(fill("API_TOKEN = '{{legacy25}}'\n"))
    git("add", "helcim")
    source = Staged(str(repository))
    items = list(source.documents(lambda _: False))
    assert {item.path: item.failed for item in items if isinstance(item, Skipped)} == {"sub": False, "lost.py": True}
    assert [item.path for item in items if isinstance(item, Document)] == ["helcim/settings.rb"]
    assert source.document("README.md") is not None
    assert source.document("sub") is None
    assert source.document("no.py") is None


def test_a_conflict_is_no_commit(repository: Path, git: Git) -> None:
    from helcim_audit.sources.staged import Staged

    git("checkout", "-q", "-b", "other")
    (repository / "README.md").write_text("theirs\n")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    (repository / "README.md").write_text("ours\n")
    git("commit", "-qam", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "other")
    items = list(Staged(str(repository)).documents(lambda _: True))
    assert any(isinstance(item, Skipped) and item.failed and "conflict" in item.reason for item in items)
