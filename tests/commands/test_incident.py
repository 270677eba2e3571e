"""The story of a leak, and a clean-up that is tried with the real git filter-repo."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.commands.incident import Wanted, investigate, is_complete, save_cleanup
from helcim_audit.errors import AuditError
from helcim_audit.placeholders import fill
from helcim_audit.reports.incident import BLOBS, EXPRESSIONS, FORMS, renderer
from helcim_audit.secrets import token_id
from tests.conftest import GIT_ENV, Done
from tests.sources.repository import Repository

Audit = Callable[..., Done]
TOKEN = fill("{{token}}")
LEAK = f"x = 1\nHELCIM_API_TOKEN = '{TOKEN}'\n"
ID = token_id(TOKEN)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A leak by Ann that Ben copied, moved and removed, with a branch, a tag and a stash that keep it."""
    repo = Repository(tmp_path / "tree")
    repo.write("pay.py", LEAK)
    repo.commit("leak", GIT_AUTHOR_NAME="Ann")
    repo("branch", "old")
    repo("mv", "pay.py", "charge.py")
    repo.commit(f"use {TOKEN}")
    repo.write("wide.txt", LEAK.encode("utf-16"))
    repo.write("secret.yaml", f"kind: Secret\nmetadata:\n  name: helcim\ndata:\n  api-token: {base64.b64encode(TOKEN.encode()).decode()}\n")
    repo.commit("more")
    repo("tag", "v1")
    repo.write("note.txt", LEAK)
    repo("add", "note.txt")
    repo("stash", "-q")
    repo("rm", "-q", "charge.py", "wide.txt", "secret.yaml")
    repo.commit("gone", GIT_AUTHOR_NAME="Ben")
    repo("remote", "add", "origin", "https://ann:hunter2@github.com/acme/shop.git")
    return repo


def data(repo: Repository, name: str = ID, **more: Any) -> Any:
    return json.loads(renderer("json")(investigate(Wanted(name=name), str(repo.root), **more)))


def test_the_story(repo: Repository) -> None:
    story = data(repo)
    assert story["window"]["first"]["author"] == "Ann <a@example.com>"
    assert story["window"]["last"]["author"] == "Ben <a@example.com>"
    assert story["window"]["first"]["date"] < story["window"]["last"]["date"]
    assert not story["window"]["in_head"]
    assert {(holder["kind"], holder["name"], holder["tip"]) for holder in story["holders"] if holder["kind"] != "reflog"} == {
        ("branch", "refs/heads/main", False),
        ("branch", "refs/heads/old", True),
        ("tag", "refs/tags/v1", True),
        ("stash", "refs/stash", True),
        ("stash", "stash@{0}", True),
        ("work tree", str(repo.root), False),
    }
    assert story["people"]["authors"] == ["Ann <a@example.com>", "Ben <a@example.com>", "a <a@example.com>"]
    assert story["remotes"] == [{"name": "origin", "host": "github.com"}]
    paths = {path for one in story["history"] for path in one["origin"]["paths"]}
    assert {"pay.py", "charge.py", "wide.txt", "secret.yaml", "note.txt"} <= paths


@pytest.mark.parametrize("name", [ID, TOKEN[-4:], "fingerprint"])
def test_ways_to_name_it(repo: Repository, name: str) -> None:
    name = data(repo)["history"][0]["fingerprint"] if name == "fingerprint" else name
    assert data(repo, name)["secret"]["id"] == ID


def test_on_standard_input(repo: Repository, audit: Audit) -> None:
    done = audit("incident", "-", cwd=repo.root, stdin=TOKEN.encode() + b"\n")
    assert done.code == 1, done.err
    assert ID in done.out
    assert TOKEN[:20] not in done.out + done.err
    assert audit("incident", "-", cwd=repo.root, stdin=b"\n").code == 2


def test_a_value_without_shape_or_name(repo: Repository) -> None:
    """What no rule could find by itself is found by its value, in old versions too."""
    value = fill("{{legacy25}}")
    repo.write("notes.txt", f"the old one was {value}, ask Ann\n")
    repo.commit()
    repo.write("notes.txt", "ask Ann\n")
    repo.commit()
    repo.write("left.bin", b"\0\1" + value.encode() + b"\0")
    found = investigate(Wanted(value=value), str(repo.root))
    assert [one.path for one in found.places] == ["left.bin"]
    assert [one.path for one in found.past] == ["notes.txt"]
    assert not any(value[at : at + 8] in renderer("json")(found) for at in range(len(value) - 8))
    with pytest.raises(AuditError, match="no secret"):
        investigate(Wanted(value="short"), str(repo.root))


def test_names_that_do_not_name_one(repo: Repository, audit: Audit) -> None:
    with pytest.raises(AuditError, match="standard input"):
        data(repo, "a" * 12)
    with pytest.raises(AuditError, match=rf"found were: \*\*\*\*{TOKEN[-4:]}"):
        data(repo, "zzzz")
    repo.write("b.env", f"HELCIM_API_TOKEN={fill('{{token2}}')[:-4]}{TOKEN[-4:]}\n")
    with pytest.raises(AuditError, match="several secrets"):
        data(repo, TOKEN[-4:])


@pytest.mark.parametrize("form", FORMS)
def test_no_form_shows_it(repo: Repository, form: str) -> None:
    repo.write("left.py", LEAK)
    said = renderer(form)(investigate(Wanted(name=ID), str(repo.root)))
    for seen in (TOKEN, base64.b64encode(TOKEN.encode()).decode()):
        assert not any(seen[at : at + 8] in said for at in range(len(seen) - 8))
    assert "hunter2" not in said
    assert "All Tools" in said
    if form == "html":
        HTMLParser().feed(said)
        assert "<script" not in said


def test_order_of_the_page(repo: Repository) -> None:
    said = renderer("text")(investigate(Wanted(name=ID), str(repo.root)))
    parts = ["All Tools > Integrations", "Change the passwords", "Audit user access", "The worst that its holder could do", "Since when", "Whom to tell", "git filter-repo", "Checklist"]
    assert sorted(parts, key=said.index) == parts
    assert "ask its support to remove them" in " ".join(said.split())


def test_files_archives_and_logs(repo: Repository, tmp_path: Path) -> None:
    repo.write("left.py", LEAK)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "app.log").write_text(f"INFO api-token: {TOKEN}\n")
    story = data(repo, also=[str(tmp_path / "logs")])
    assert {one["path"] for one in story["places"] if not one["path"].startswith(".git/")} == {"left.py", "app.log"}
    checks = {check["title"]: check["state"] for check in story["checklist"]}
    assert checks["The files do not hold it"] == "open"
    assert checks["HEAD does not hold it"] == "done"
    assert checks["No branch leads to it"] == "open"


def test_where_git_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text(f"HELCIM_API_TOKEN={TOKEN}\n")
    found = investigate(Wanted(name=ID), str(tmp_path))
    assert [one.path for one in found.places] == ["a.env"]
    assert not is_complete(found)
    (tmp_path / "a.env").unlink()
    assert is_complete(investigate(Wanted(name=ID), str(tmp_path)))


def test_the_clean_up_with_the_real_filter_repo(repo: Repository, tmp_path: Path, audit: Audit) -> None:
    tool = shutil.which("git-filter-repo", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("git-filter-repo is not installed")
    found = investigate(Wanted(name=ID), str(repo.root))
    save_cleanup(found, str(tmp_path / "out"))
    expressions, blobs = ((tmp_path / "out" / name).read_text() for name in (EXPRESSIONS, BLOBS))
    assert TOKEN[-4:] in expressions
    assert not any(TOKEN[at : at + 6] in expressions + blobs for at in range(len(TOKEN) - 6))
    assert len(blobs.split()) == 1 + (repo("rev-parse", "v1:secret.yaml") in blobs)
    env = {**os.environ, **GIT_ENV}
    subprocess.run(["git", "clone", "-q", "--mirror", "--no-local", str(repo.root), str(tmp_path / "cleanup")], check=True, env=env)
    subprocess.run(["git", "update-ref", "-d", "refs/stash"], cwd=tmp_path / "cleanup", check=True, env=env)
    command = [sys.executable, tool, "--replace-text", str(tmp_path / "out" / EXPRESSIONS), "--replace-message", str(tmp_path / "out" / EXPRESSIONS), "--strip-blobs-with-ids", str(tmp_path / "out" / BLOBS)]
    cleaned = subprocess.run(command, cwd=tmp_path / "cleanup", check=False, capture_output=True, text=True, env=env)
    assert cleaned.returncode == 0, cleaned.stderr
    done = audit("scan", "--history", cwd=tmp_path / "cleanup")
    assert done.code == 0, done.out
    ticked = investigate(Wanted(name=ID), str(tmp_path / "cleanup"))
    assert is_complete(ticked)
    assert "Nothing of it was found here" in renderer("text")(ticked)
