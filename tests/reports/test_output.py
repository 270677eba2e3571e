"""Files of reports: whole or not at all, with the user's permissions, and never through a link."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from helcim_audit.errors import AuditError
from helcim_audit.reports import output
from helcim_audit.reports.output import write


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "r.txt"
    target.write_text("old")
    write(str(target), "new \udcff")
    assert target.read_bytes() == b"new \\udcff"
    assert [path.name for path in tmp_path.iterdir()] == ["r.txt"]
    assert target.stat().st_mode & 0o777 == 0o666 & ~os.umask(os.umask(0o022))


def test_a_link_and_what_it_names_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(AuditError, match="symbolic link"):
        write(str(tmp_path / "link"), "x")
    assert (tmp_path / "real").read_text() == "mine"


def test_nothing_is_left_of_a_write_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(AuditError, match="Permission denied"):
        write(str(tmp_path / "r.txt"), "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_directory_that_is_not_writable(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AuditError, match="not writable"):
        write(str(tmp_path / "r.txt"), "x")
    tmp_path.chmod(0o700)


@pytest.mark.parametrize(("name", "words"), [("-", "file of its own"), ("folder", "is a directory"), ("no/x", "does not exist"), ("link", "symbolic link")])
def test_what_could_not_be_written_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(AuditError, match=words):
        output.check(name)
    output.check("fine", os.devnull)


def test_a_directory_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(AuditError, match="not writable"):
        output.check(str(tmp_path / "x"))


def test_two_reports_in_one_file(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="the same file"):
        output.check(str(tmp_path / "x"), str(tmp_path / "." / "x"))


def test_a_full_or_closed_output_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "dup2", lambda *_: None)  # of this process, whose output is pytest's
    for stream, words in ((SimpleNamespace(buffer=SimpleNamespace(write=full)), "No space left"), (None, "it is closed")):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            with pytest.raises(AuditError, match=words):
                output.put("x", None)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_device() -> None:
    with pytest.raises(AuditError, match="No space left"):
        output.put("x", "/dev/full")
