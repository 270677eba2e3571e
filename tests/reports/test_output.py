"""Files of reports: whole or not at all, with the user's permissions, and never through a link."""

import os
from pathlib import Path

import pytest

from helcim_audit.errors import AuditError
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
