"""Which files are read, and that what is not read is said."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.engine import Settings, run
from helcim_audit.errors import AuditError
from helcim_audit.model import Document, Skipped
from helcim_audit.rules import load
from helcim_audit.sources import windows
from helcim_audit.sources.files import Files, select

Tree = Callable[[dict[str, str | bytes]], Path]


def read(source: Files, admit: Callable[[bytes], bool] = lambda _: True) -> tuple[dict[str, bytes], list[Skipped]]:
    found: dict[str, bytes] = {}
    skipped = []
    for item in source.documents(admit):
        if isinstance(item, Document):
            if not item.metadata:
                found[item.path] = item.data
        else:
            skipped.append(item)
    return found, skipped


def test_gitignore_outside_of_git(tree: Tree) -> None:
    root = tree({".gitignore": "*.log\nbuild/\n!keep.log\n", "a.py": "1", "x.log": "2", "keep.log": "3", "build/y.py": "4", "sub/.gitignore": "z.py\n", "sub/z.py": "5", "sub/w.py": "6"})
    found, _ = read(select([str(root)]))
    assert sorted(found) == [".gitignore", "a.py", "keep.log", "sub/.gitignore", "sub/w.py"]
    assert "build/y.py" in read(select([str(root)], no_ignore=True))[0]


def test_inside_git_tracked_and_untracked_but_not_ignored(repository: Path, git: Callable[..., str]) -> None:
    (repository / ".gitignore").write_text("*.log\n")
    (repository / "new.py").write_text("1")
    (repository / "x.log").write_text("2")
    (repository / "forced.log").write_text("3")
    git("add", "-f", "forced.log")
    found, _ = read(select([str(repository)]))
    assert sorted(found) == [".gitignore", "README.md", "forced.log", "new.py"]


def test_a_named_file_is_read_although_it_is_ignored(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / ".gitignore").write_text("*.log\n")
    (repository / "x.log").write_text("2")
    monkeypatch.chdir(repository)
    assert list(read(select(["x.log"]))[0]) == ["x.log"]


def test_a_named_directory_that_git_ignores_is_read(repository: Path) -> None:
    (repository / ".gitignore").write_text("dump/\n")
    (repository / "dump").mkdir()
    (repository / "dump" / "a.log").write_text("1")
    assert list(read(select([str(repository / "dump")]))[0]) == ["a.log"]


def test_links_are_not_followed(tree: Tree, tmp_path: Path) -> None:
    root = tree({"a.py": "1"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("x")
    (root / "link").symlink_to(outside / "secret")
    (root / "dir").symlink_to(outside)
    (root / "loop").symlink_to(root)
    found, skipped = read(select([str(root)]))
    assert list(found) == ["a.py"]
    assert {note.path for note in skipped} == {"link", "dir", "loop"}


@pytest.mark.skipif(os.name == "nt", reason="names of files are bytes")
def test_odd_names(tree: Tree) -> None:
    root = tree({"with space.py": "1", "new\nline.py": "2", "-dash.py": "3", "esc\x1b[31m.py": "4", "ünï.py": "5"})
    with open(os.fsencode(root) + b"/\xff\xfe.py", "wb") as file:
        file.write(b"6")
    found, skipped = read(select([str(root)]))
    assert sorted(found.values()) == [b"1", b"2", b"3", b"4", b"5", b"6"]
    assert not skipped


def test_what_cannot_be_read_is_said(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.py": "1", "b.py": "2"})
    real = os.open

    def refuse(path: bytes, *more: int) -> int:
        if path.endswith(b"b.py"):
            raise PermissionError(13, "Permission denied")
        return real(path, *more)

    monkeypatch.setattr(os, "open", refuse)
    found, skipped = read(select([str(root)]))
    assert list(found) == ["a.py"]
    assert [(note.path, note.failed) for note in skipped] == [("b.py", True)]


def test_a_pipe_is_passed_over(tree: Tree) -> None:
    root = tree({"a.py": "1"})
    os.mkfifo(root / "pipe")
    found, skipped = read(select([str(root)]))
    assert list(found) == ["a.py"]
    assert [note.path for note in skipped] == ["pipe"]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="no such file"):
        select([str(tmp_path / "nothing")])


def test_nested_repositories_are_read(repository: Path, git: Callable[..., str]) -> None:
    inner = repository / "vendor" / "inner"
    inner.mkdir(parents=True)
    (inner / "x.py").write_text("1")
    git("init", "-q", cwd=inner)
    assert "vendor/inner/x.py" in read(select([str(repository)]))[0]


def test_names_are_evidence_too(tree: Tree) -> None:
    source = select([str(tree({"helcim-key.txt": "1", "other.txt": "2"}))])
    named = [item for item in source.documents(lambda data: b"helcim" in data) if isinstance(item, Document) and item.metadata]
    assert [(item.path, item.metadata) for item in named] == [("helcim-key.txt", "file-name")]


def test_shares_are_disjoint_and_complete(tree: Tree) -> None:
    source = select([str(tree({f"{n}.py": str(n) for n in range(25)}))])
    shares = [set(read(share)[0]) for share in source.split(4)]
    assert set.union(*shares) == {f"{n}.py" for n in range(25)}
    assert sum(map(len, shares)) == 25


def test_nothing_outside_of_the_root_is_a_neighbour(tree: Tree) -> None:
    source = select([str(tree({"a.py": "1"}))])
    assert source.document("a.py") is not None
    assert source.document("../outside") is None
    assert source.document("/etc/passwd") is None


def test_what_was_asked_for_is_a_document_wherever_it_stands(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tree({"shop/a.py": "1", "shop/b.py": "2"}) / "shop" / "a.py"
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "elsewhere")
    for path in (str(file), os.path.relpath(file)):
        source = select([path])
        (name,) = source.paths()
        assert source.document(name) is not None
        assert source.document(name.replace("a.py", "b.py")) is None


def test_named_files_may_import_what_the_repository_has(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "config.py").write_text("import os\nTHE_KEY = os.environ['HELCIM_API_TOKEN']\nprint('helcim', THE_KEY)\n")
    (repository / "app.py").write_text("from config import THE_KEY\nprint('helcim', THE_KEY)\n")
    monkeypatch.chdir(repository)
    settings = Settings(load(), datetime.date(2026, 1, 1))
    assert [(one.path, one.line) for found in run(select(["app.py"]), settings).findings for one in found.trace] == [("config.py", 2), ("app.py", 2)]
    assert [found.path for found in run(select(["app.py"]), settings).findings] == ["app.py"]
    assert list(select(["."]).beside()) == []


def test_large_files_come_in_windows_with_right_lines(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "WINDOW", 4096)
    monkeypatch.setattr("helcim_audit.sources.files.WINDOW", 4096)
    monkeypatch.setattr(windows, "OVERLAP", 256)
    lines = [f"line {n} " + "x" * (n % 50) for n in range(1, 2000)]
    source = select([str(tree({"big.log": "\n".join(lines)}))])
    seen = set()
    for item in source.documents(lambda _: True):
        if isinstance(item, Document) and not item.metadata:
            assert len(item.data) <= 4096 + 2 * 256
            for number in (item.first_line + 1, item.first_line + 5):
                span = item.line_span(number)
                assert item.text[span.start : span.end] == lines[number - 1]
            seen.update(range(item.first_line, item.first_line + len(item.line_starts)))
    assert seen == set(range(1, 2000))
    assert source.tally.bytes == sum(len(line) + 1 for line in lines) - 1


def test_a_long_line_keeps_its_columns(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "WINDOW", 4096)
    monkeypatch.setattr("helcim_audit.sources.files.WINDOW", 4096)
    monkeypatch.setattr(windows, "OVERLAP", 256)
    text = "".join(chr(97 + n % 26) for n in range(20000))
    source = select([str(tree({"one.log": text}))])
    for item in source.documents(lambda _: True):
        if isinstance(item, Document) and not item.metadata:
            line, column = item.position(3)
            assert line == 1
            assert text[column - 1] == item.text[3]
