"""Where in git a secret can hide: each place is searched, and what could not be searched is said."""

import base64
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import UnreadableError
from helcim_audit.placeholders import fill
from helcim_audit.reports.json_ import render
from tests.conftest import Done
from tests.sources.repository import Repository

Audit = Callable[..., Done]
Git = Callable[..., str]
LEAK = fill("x = 1\nHELCIM_API_TOKEN = '{{token}}'\n")
TOKEN = fill("{{token}}")


def history(root: Path, span: str = "", jobs: int = 1) -> Any:
    """The report of `scan --history`, made in this process."""
    return json.loads(render(scan(Request(paths=(str(root),), history=span, jobs=jobs)).report))


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "tree")


def in_merge_only(repo: Repository) -> None:
    repo("checkout", "-q", "-b", "side")
    repo.write("b.txt", "b\n")
    repo.commit()
    repo("checkout", "-q", "main")
    repo.write("c.txt", "c\n")
    repo.commit()
    repo("merge", "-q", "--no-commit", "--no-ff", "side")
    repo.write("pay.py", LEAK)
    repo.commit("merge")
    (repo.root / "pay.py").unlink()
    repo.commit("gone")


def in_stash(repo: Repository) -> None:
    repo.write("README.md", LEAK)
    repo("stash", "-q")


def in_untracked_stash(repo: Repository) -> None:
    repo.write("pay.py", LEAK)
    repo("stash", "-q", "-u")


def in_dropped_stash(repo: Repository) -> None:
    in_stash(repo)
    repo("stash", "drop", "-q")


def in_reset_commit(repo: Repository) -> None:
    repo.write("pay.py", LEAK)
    repo.commit()
    repo("reset", "-q", "--hard", "HEAD~1")


def in_dangling_commit(repo: Repository) -> None:
    in_reset_commit(repo)
    repo("reflog", "expire", "--expire=now", "--all")


def in_staged_blob(repo: Repository) -> None:
    repo.write("pay.py", LEAK)
    repo("add", "pay.py")
    repo("rm", "-q", "--cached", "pay.py")
    (repo.root / "pay.py").unlink()


def in_loose_tree(repo: Repository) -> None:
    repo.write("pay.py", LEAK)
    repo("add", "pay.py")
    repo("write-tree")
    in_staged_blob(repo)


def in_utf16(repo: Repository) -> None:
    repo.write("pay.py", LEAK.encode("utf-16"))
    repo.commit()


def in_file_with_nul(repo: Repository) -> None:
    repo.write("pay.py", b"\0\1\2" + LEAK.encode() + b"\0")
    repo.commit()


def under_attributes(repo: Repository) -> None:
    repo.write(".gitattributes", "*.py binary -diff\n")
    repo.write("pay.py", LEAK)
    repo.commit()


def in_packed_delta(repo: Repository) -> None:
    for number in range(6):
        repo.write("pay.py", "x = 1\n" * 400 + f"y = {number}\n" + (LEAK if number == 3 else ""))
        repo.commit()
    repo("repack", "-adfq")


def behind_replacement(repo: Repository) -> None:
    repo.write("pay.py", LEAK)
    bad = repo.commit()
    repo("replace", bad, f"{bad}~1")


def behind_graft(repo: Repository) -> None:
    repo.write("pay.py", LEAK)
    bad = repo.commit()
    repo("rm", "-q", "pay.py")
    top = repo.commit("gone")
    (repo.root / ".git" / "info" / "grafts").write_text(f"{top}\n{bad}\n")


def in_commit_message(repo: Repository) -> None:
    repo.commit("use " + TOKEN)


def in_author(repo: Repository) -> None:
    repo.commit("x", GIT_AUTHOR_NAME=f"api-token {TOKEN}")


def in_tag_message(repo: Repository) -> None:
    repo("tag", "-a", "v1", "-m", f"helcim token {TOKEN}")


def in_merged_tag(repo: Repository) -> None:
    """The header that git gives to the merge of a signed tag."""
    tree, top = repo("rev-parse", "HEAD^{tree}"), repo("rev-parse", "HEAD")
    people = "author a <a@example.com> 1700000000 +0000\ncommitter a <a@example.com> 1700000000 +0000"
    tag = f"mergetag object {top}\n type commit\n tag v1\n tagger a <a@example.com> 1700000000 +0000\n \n helcim token {TOKEN}"
    repo("hash-object", "-t", "commit", "-w", "--stdin", stdin=f"tree {tree}\nparent {top}\n{people}\n{tag}\n\nmerged\n".encode())


def in_branch_name(repo: Repository) -> None:
    repo("update-ref", f"refs/heads/try/{TOKEN.replace('*', '-')}", "HEAD")


def in_file_name(repo: Repository) -> None:
    repo.write(f"backup/{TOKEN}.txt", "x\n")
    repo.commit()
    repo("rm", "-rq", "backup")
    repo.commit()


def behind_a_name(repo: Repository) -> None:
    """No name and no shape tells that this is a token: only that it becomes the header of a call to Helcim."""
    value = fill("{{legacy25}}")[:-4] + TOKEN[-4:]
    repo.write("pay.py", f"import requests\n\nSETTING = '{value}'\n\ndef pay():\n    return requests.post('https://api.helcim.com/v2/payment/purchase', headers={{'api-token': SETTING}})\n")
    repo.commit()
    repo("rm", "-q", "pay.py")
    repo.commit()


def in_zip(repo: Repository) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config/.env", f"HELCIM_API_TOKEN={TOKEN}\n")
    repo.write("old.zip", packed.getvalue())
    repo.commit()
    repo("rm", "-q", "old.zip")
    repo.commit()


def in_mail(repo: Repository) -> None:
    coded = base64.b64encode(f"HELCIM_API_TOKEN={TOKEN}\n".encode()).decode()
    repo.write("a.eml", f"From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{coded}\n")
    repo.commit()


def in_note(repo: Repository) -> None:
    repo("notes", "add", "-m", f"HELCIM_API_TOKEN={TOKEN}")


def in_unsent_message(repo: Repository) -> None:
    (repo.root / ".git" / "MERGE_MSG").write_text(f"HELCIM_API_TOKEN={TOKEN}\n")


PLACES = [value for name, value in list(globals().items()) if name.startswith(("in_", "under_", "behind_"))]


@pytest.mark.parametrize("hide", PLACES, ids=lambda function: function.__name__)
def test_places(repo: Repository, hide: Callable[[Repository], None]) -> None:
    hide(repo)
    report = history(repo.root)
    assert report["complete"]
    secrets = {found["secret"]["masked"] for found in report["findings"]}
    assert secrets == {f"****{TOKEN[-4:]}"}
    assert report["tokens"][0]["where"] == (["worktree"] if hide is in_unsent_message else ["history"])


def only(report: Any) -> Any:
    assert len(report["findings"]) == 1, [(found["rule"], found["path"]) for found in report["findings"]]
    return report["findings"][0]


def test_a_finding_tells_its_story(repo: Repository, audit: Audit) -> None:
    repo.write("pay.py", LEAK)
    first = repo.commit("leak", GIT_AUTHOR_NAME="Ann")
    repo("branch", "old")
    repo("mv", "pay.py", "charge.py")
    repo.commit("rename")
    repo.write("charge.py", "import os\n" + LEAK)
    repo.commit("edit")
    repo("tag", "v1")
    repo("rm", "-q", "charge.py")
    repo.commit("gone")
    found = only(history(repo.root))
    origin = found["origin"]
    assert (found["path"], found["start"]["line"]) == ("pay.py", 2)
    assert (origin["sha"], origin["author"], origin["paths"], origin["in_head"]) == (first, "Ann <a@example.com>", ["charge.py", "pay.py"], False)
    assert origin["refs"] == ["refs/heads/main", "refs/heads/old", "refs/tags/v1"]
    assert origin["date"].endswith("+00:00")
    repo.write("lib/pay.py", LEAK)
    repo.commit("again")
    found = only(history(repo.root))
    assert found["origin"]["in_head"]
    text = audit("scan", "--history", cwd=repo.root).out
    said = " ".join(text.split())
    assert f"in commit {first[:12]} of 2023-11-14 by Ann <a@example.com>; HEAD has it; reached by refs/heads/main" in said
    assert "also as charge.py, lib/pay.py" in said


def test_stashes_and_reflogs_are_named(repo: Repository, audit: Audit) -> None:
    in_stash(repo)
    repo.write("README.md", "other\n")
    repo("stash", "-q")
    assert only(history(repo.root))["origin"]["refs"] == ["stash@{1}"]
    repo("stash", "clear")
    assert only(history(repo.root))["origin"]["refs"] == []


def test_what_only_a_reflog_reaches(repo: Repository) -> None:
    in_reset_commit(repo)
    assert only(history(repo.root))["origin"]["refs"] == ["HEAD@{1}", "main@{1}"]


def test_a_range_is_what_its_commits_brought(repo: Repository, audit: Audit) -> None:
    repo.write("old.py", LEAK)
    repo.commit("old leak")
    repo.write("new.py", fill("HELCIM_API_TOKEN = '{{token2}}'\n"))
    repo.commit("new leak")
    found = only(history(repo.root, "HEAD~1..HEAD"))
    assert found["path"] == "new.py"
    done = audit("scan", "--history", "nowhere..HEAD", cwd=repo.root)
    assert done.code == 3
    assert "nowhere" in done.err
    with pytest.raises(UnreadableError, match="bad revision"):
        history(repo.root, "--output=x")


@pytest.fixture(params=["bare", "linked", "sha256", "sub-directory", "named"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Kinds of repositories, and what to give to `scan --history` there."""
    kind = request.param
    repo = Repository(tmp_path / "tree", *(("--object-format=sha256",) if kind == "sha256" else ()))
    in_packed_delta(repo)
    repo.write("pay.py", "x = 1\n")
    repo.commit("gone")
    if kind == "bare":
        repo("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
        yield tmp_path / "bare.git", ()
    elif kind == "linked":
        repo("worktree", "add", "-q", str(tmp_path / "linked"))
        yield tmp_path / "linked", ()
    elif kind == "sub-directory":
        (repo.root / "deep" / "er").mkdir(parents=True)
        yield repo.root / "deep" / "er", ()
    elif kind == "named":
        yield tmp_path, ("tree",)
    else:
        yield repo.root, ()


def test_kinds_of_repositories(elsewhere: tuple[Path, tuple[str, ...]], audit: Audit) -> None:
    cwd, arguments = elsewhere
    done = audit("scan", "--history", *arguments, "--format", "json", cwd=cwd)
    assert done.code == 1, done.err
    found = only(done.report)
    assert (found["path"], found["origin"]["in_head"]) == ("pay.py", False)


def test_a_shallow_clone_says_what_it_lacks(repo: Repository, audit: Audit, tmp_path: Path) -> None:
    in_reset_commit(repo)
    repo.commit("more")
    repo("clone", "-q", "--depth", "1", f"file://{repo.root}", str(tmp_path / "shallow"))
    done = audit("scan", "--history", cwd=tmp_path / "shallow")
    assert done.code == 3
    assert "git fetch --unshallow" in done.out


@pytest.mark.parametrize("kept", ["blob:none", "tree:0"])
def test_a_partial_clone_says_what_it_lacks(repo: Repository, audit: Audit, tmp_path: Path, kept: str) -> None:
    repo.write("a/pay.py", LEAK)
    repo.commit()
    repo.write("a/pay.py", "x = 1\n")
    repo.commit()
    repo("config", "uploadpack.allowFilter", "true")
    repo("clone", "-q", "--no-checkout", f"--filter={kept}", f"file://{repo.root}", str(tmp_path / "partial"))
    witness = tmp_path / "ran"
    subprocess.run(["git", "config", "remote.origin.uploadpack", f"touch '{witness}'; git-upload-pack"], cwd=tmp_path / "partial", check=True)
    done = audit("scan", "--history", cwd=tmp_path / "partial")
    assert done.code == 3
    assert "git fetch --refetch --no-filter" in done.out
    assert not witness.exists()


def test_damage_is_said_and_the_rest_is_read(repo: Repository, audit: Audit) -> None:
    repo.write("lost.py", "lost\n" * 50)
    repo.write("torn.py", "torn\n" * 50)
    repo.commit()
    repo.write("pay.py", LEAK)
    repo.commit()
    objects = repo.root / ".git" / "objects"
    for name, change in (("lost.py", "remove"), ("torn.py", "cut")):
        sha = repo("rev-parse", f"HEAD:{name}")
        path = objects / sha[:2] / sha[2:]
        path.chmod(0o644)
        if change == "remove":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:20])
    done = audit("scan", "--history", "--format", "json", cwd=repo.root)
    assert done.code == 1
    assert only(done.report)["path"] == "pay.py"
    notes = {note["path"]: note["reason"] for note in done.report["incomplete"]}
    assert "missing" in notes["lost.py"]
    assert any("damaged" in reason for path, reason in notes.items() if path.startswith("object:"))


def test_a_broken_ref_and_a_missing_commit(repo: Repository, audit: Audit) -> None:
    middle = repo.commit("middle")
    repo.commit("top")
    (repo.root / ".git" / "refs" / "heads" / "gone").write_text("1" * 40 + "\n")
    (repo.root / ".git" / "objects" / middle[:2] / middle[2:]).unlink()
    done = audit("scan", "--history", "--format", "json", cwd=repo.root)
    assert done.code == 3
    assert {"ref:refs/heads/gone"} < {note["path"] for note in done.report["incomplete"]}


def test_an_empty_repository_is_not_clean(tmp_path: Path, audit: Audit, git: Git) -> None:
    (tmp_path / "tree").mkdir()
    git("init", "-q")
    done = audit("scan", "--history", cwd=tmp_path / "tree")
    assert done.code == 3
    assert "the repository is empty" in done.out


def test_what_is_no_repository_is_not_clean(tmp_path: Path, audit: Audit) -> None:
    done = audit("scan", "--history", cwd=tmp_path)
    assert done.code == 3
    assert "not inside a git repository" in done.err


def test_old_code_is_searched_for_secrets_not_for_habits(repo: Repository, audit: Audit) -> None:
    repo.write("app.js", "const t = process.env.NEXT_PUBLIC_HELCIM_API_TOKEN; // helcim-audit: ignore[hardcoded-api-token] old\n")
    repo.commit()
    repo("rm", "-q", "app.js")
    repo.commit()
    assert audit("scan", "--history", cwd=repo.root).code == 0


def test_any_number_of_workers_gives_the_same(repo: Repository, audit: Audit) -> None:
    stream = []
    for number in range(700):
        text = fill("HELCIM_API_TOKEN = '{{token2}}'\n" if number % 90 == 5 else "x = 1\n") + f"# helcim {number}\n"
        message = f"m {number}\n"
        stream.append(f"commit refs/heads/many\ncommitter a <a@example.com> {1_700_000_000 + number} +0000\ndata {len(message)}\n{message}M 100644 inline f{number % 9}.py\ndata {len(text)}\n{text}\n")
    repo("fast-import", "--quiet", stdin="".join(stream).encode())
    one = audit("scan", "--history", "-j1", "--format", "json", cwd=repo.root)
    two = audit("scan", "--history", "-j2", "--format", "json", cwd=repo.root)
    assert one.report["findings"]
    assert one.out == two.out


def test_a_large_blob_is_read_in_windows(repo: Repository, audit: Audit) -> None:
    filler = b"nothing to see in this line at all\n" * 200_000
    repo.write("big.log", filler + f"HELCIM_API_TOKEN={TOKEN}\n".encode() + filler[:100])
    repo.commit()
    found = only(history(repo.root))
    assert found["start"]["line"] == 200_001


def test_excluded_files_are_left_out_and_counted(repo: Repository) -> None:
    repo.write(".helcim-audit.yaml", "exclude: [third_party/]\n")
    repo.write("third_party/pay.py", LEAK)
    repo.commit()
    report = history(repo.root)
    assert report["findings"] == []
    assert "old versions of files that the configuration excludes: 1" in {note["reason"] for note in report["coverage"]["skipped"]}
    repo("mv", "third_party/pay.py", "pay.py")
    repo.commit("moved")
    assert only(history(repo.root))["origin"]["paths"] == ["pay.py", "third_party/pay.py"]
