"""A log that grows is read as it grows, through rotation, once."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helcim_audit.errors import AuditError
from helcim_audit.model import Document
from helcim_audit.sources import growing
from helcim_audit.sources.growing import Growing


def followed(path: Path, steps: list[Callable[[], object]]) -> Iterator[Document]:
    """Read `path`; each time there is nothing new, the next step happens."""
    left = iter(steps)

    def wait() -> bool:
        step = next(left, None)
        if step is None:
            return False
        step()
        return True

    yield from Growing(str(path), wait).documents(lambda _: True)


def append(path: Path, text: str) -> Callable[[], object]:
    def step() -> None:
        with path.open("a") as file:
            file.write(text)

    return step


def new_lines(documents: Iterator[Document]) -> list[tuple[int, str]]:
    """(number, text) of every line, in the order in which they were first seen."""
    seen: dict[tuple[int, str], None] = {}
    for document in documents:
        for number, text in enumerate(document.text.split("\n"), document.first_line):
            if text:
                seen.setdefault((number, text))
    return list(seen)


def test_lines_come_when_they_are_finished(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("one\n")
    found = new_lines(followed(log, [append(log, "tw"), append(log, "o\nthree\n"), append(log, "no end")]))
    assert found == [(1, "one"), (2, "two"), (3, "three"), (4, "no end")]


def test_rotation_by_renaming(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("one\n")

    def rotate() -> None:
        append(log, "last of the old\n")()
        os.rename(log, tmp_path / "a.log.1")

    found = new_lines(followed(log, [rotate, lambda: log.write_text("first of the new\n"), append(log, "second\n")]))
    assert found == [(1, "one"), (2, "last of the old"), (1, "first of the new"), (2, "second")]


def test_rotation_by_cutting(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("one\ntwo\nthree\n")
    found = new_lines(followed(log, [lambda: os.truncate(log, 0), append(log, "new\n")]))
    assert found == [(1, "one"), (2, "two"), (3, "three"), (1, "new")]


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "_CONTEXT", 200)
    monkeypatch.setattr(growing, "_LONGEST", 1000)
    monkeypatch.setattr(growing, "_PIECE", 300)
    log = tmp_path / "a.log"
    log.write_text("".join(f"line {n}\n" for n in range(1, 500)) + "x" * 5000)
    documents = list(followed(log, []))
    assert max(len(document.data) for document in documents) < 2000
    assert (499, "line 499") in new_lines(iter(documents))


def test_what_cannot_be_followed(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="no such file"):
        Growing(str(tmp_path / "missing"), lambda: False)
    with pytest.raises(AuditError, match="not a regular file"):
        Growing(str(tmp_path), lambda: False)
