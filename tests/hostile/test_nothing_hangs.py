"""Names, sizes, depths and damage that are meant to break a reader: it ends, it says what it did not read, it finds the rest."""

import os
import zlib
from pathlib import Path

import pytest

from helcim_audit.commands.scan import Request, scan
from helcim_audit.errors import UnreadableError
from helcim_audit.model import Commit, Report
from helcim_audit.placeholders import fill
from helcim_audit.reports import FORMATS, renderer
from tests.sources.repository import Repository

TOKEN = fill("{{token}}")
LEAK = f"x = 1\nHELCIM_API_TOKEN = '{TOKEN}'\n"
PEOPLE = "author a <a@example.com> 1700000000 +0000\ncommitter a <a@example.com> 1700000000 +0000"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    repo = Repository(tmp_path / "tree")
    repo.write("pay.py", LEAK)
    repo.commit("leak")
    return repo


def history(repo: Repository) -> Report:
    return scan(Request((str(repo.root),), history="")).report


def paths(report: Report) -> set[str]:
    return {path for found in report.findings if isinstance(found.origin, Commit) for path in found.origin.paths}


def put(repo: Repository, kind: str, data: bytes) -> str:
    return repo("hash-object", "-w", "-t", kind, "--literally", "--stdin", stdin=data)


def commit(repo: Repository, tree: str, branch: str = "more", parents: int = 1) -> str:
    top = repo("rev-parse", "HEAD")
    name = put(repo, "commit", (f"tree {tree}\n" + f"parent {top}\n" * parents + f"{PEOPLE}\n\nmade\n").encode())
    repo("update-ref", f"refs/heads/{branch}", name)
    return name


def entry(mode: str, name: bytes, sha: str) -> bytes:
    return mode.encode() + b" " + name + b"\0" + bytes.fromhex(sha)


NAMES = (
    b"a\nb.py", b"\x1b[31mred.py", b"--output=x", b"-rf", b'"quoted".py', b"\xff\xfe.py", b"back\\slash.py", b"\xe2\x80\xaegnp.py", b"<script>.py", b"::error::x.py", b"=cmd().py", b":(top)x.py",
    b"%0aname.py", b"x" * 4000 + b".py", b" .py", b"\t.py", b".GIT", b"git~1", b"nul\xc2\x85.py",
)  # fmt: skip


def test_absurd_names(repo: Repository) -> None:
    blob = put(repo, "blob", LEAK.encode() + b"# names\n")
    tree = put(repo, "tree", b"".join(entry("100644", name, blob) for name in sorted(NAMES)))
    commit(repo, tree)
    report = history(repo)
    assert report.complete
    assert len(paths(report)) >= len(NAMES)
    for form in FORMATS:
        text = renderer(form)(report)
        assert "\x1b" not in text
        assert "\u202e" not in text
        text.encode("utf-8")
    diff = scan(Request((str(repo.root),), diff="HEAD..more")).report
    assert len([found for found in diff.findings if found.secret]) >= len(NAMES) - 1  # git takes one for a moved pay.py


def test_a_hundred_thousand_files_in_a_directory(repo: Repository) -> None:
    blob = put(repo, "blob", b"x = 1\n")
    rows = "".join(f"100644 blob {blob}\tfile{number}.py\n" for number in range(100_000))
    commit(repo, repo("mktree", stdin=rows.encode()))
    report = history(repo)
    assert report.complete
    assert paths(report) == {"pay.py"}


def test_a_tree_of_ten_thousand_levels(repo: Repository) -> None:
    """git itself may refuse to go so deep; then that is said, and the file is found without its name."""
    leak = put(repo, "blob", LEAK.encode() + b"# deep\n")
    objects = repo.root / ".git" / "objects"
    name, mode, label = leak, "100644", b"pay.py"
    import hashlib

    for _ in range(10_000):
        raw = entry(mode, label, name)
        data = b"tree %d\0%s" % (len(raw), raw)
        name, mode, label = hashlib.sha1(data).hexdigest(), "40000", b"d"
        path = objects / name[:2] / name[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(data, 0))
    commit(repo, name)
    report = history(repo)
    assert len({found.origin.blob for found in report.findings if isinstance(found.origin, Commit)}) >= 1
    assert report.complete or any("commit:" in note.path for note in report.incomplete)


def test_a_huge_blob_in_flat_memory(repo: Repository) -> None:
    import resource

    line = b"nothing to see here, and that for a long while\n"
    repo.write("big.log", line * 1_500_000 + LEAK.encode() + line)
    repo.commit("big")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = history(repo)
    assert "big.log" in paths(report)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes; the blob has 70,000


def forged(repo: Repository, header: bytes, body: bytes) -> str:
    """A loose object whose header lies about its size."""
    import hashlib

    name = hashlib.sha1(header + body).hexdigest()
    path = repo.root / ".git" / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(header + body))
    return name


def test_objects_that_lie_about_themselves(repo: Repository) -> None:
    for header in (b"blob 99999999999999\0", b"blob 3\0", b"blob -1\0", b"blob x\0", b"tree 10\0", b"commit 5\0", b"nothing 6\0", b"tag 9\0"):
        forged(repo, header, b"some content that is not of that size\n")
    (repo.root / ".git" / "objects" / "ab").mkdir(exist_ok=True)
    (repo.root / ".git" / "objects" / "ab" / ("c" * 38)).write_bytes(b"no zlib at all")
    (repo.root / ".git" / "objects" / "ab" / ("d" * 38)).write_bytes(b"")
    report = history(repo)
    assert "pay.py" in paths(report)
    assert not report.complete


@pytest.mark.parametrize("what", ["pack", "idx"])
def test_a_torn_pack(repo: Repository, what: str) -> None:
    repo("repack", "-adq")
    repo.write("later.py", LEAK)
    repo.commit("later")
    for path in (repo.root / ".git" / "objects" / "pack").glob(f"*.{what}"):
        path.chmod(0o644)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
    try:
        report = history(repo)
    except UnreadableError as error:
        assert "damaged" in str(error) or "git" in str(error)
    else:
        assert not report.complete


def test_an_octopus_and_odd_commits(repo: Repository) -> None:
    tree = repo("rev-parse", "HEAD^{tree}")
    parents = "".join(f"parent {put(repo, 'commit', f'tree {tree}{chr(10)}{PEOPLE}{chr(10) * 2}{number}'.encode())}\n" for number in range(60))
    put(repo, "commit", f"tree {tree}\n{parents}{PEOPLE}\n\nhelcim {TOKEN}\n".encode())
    for people in ("", "author\ncommitter", "author a <a> 99999999999999999999 +9999\ncommitter a <a> -1 -0000", "author \xff <\x00> x y\ncommitter >< 1 1", "encoding nonsense\nauthor a <a> 1 +0000"):
        put(repo, "commit", f"tree {tree}\n{people}\n\nhelcim {TOKEN}\n".encode("latin-1"))
    put(repo, "commit", f"tree {tree}\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n".encode())
    put(repo, "tag", b"object " + repo("rev-parse", "HEAD").encode() + b"\ntype commit\n\nhelcim " + TOKEN.encode())
    found = [one.path.partition(":")[0] for one in history(repo).findings if ":" in one.path]
    assert set(found) == {"commit", "tag"}


def test_chains_and_loops_of_names(repo: Repository) -> None:
    name, kind = repo("rev-parse", "HEAD"), "commit"
    for number in range(60):
        name, kind = put(repo, "tag", f"object {name}\ntype {kind}\ntag t{number}\ntagger a <a@example.com> 1700000000 +0000\n\nx\n".encode()), "tag"
    repo("update-ref", "refs/tags/chain", name)
    heads = repo.root / ".git" / "refs" / "heads"
    (heads / "a").write_text("ref: refs/heads/b\n")
    (heads / "b").write_text("ref: refs/heads/a\n")
    (heads / "empty").write_text("")
    (heads / "junk").write_text("not an object\n")
    report = history(repo)
    assert "pay.py" in paths(report)


def test_alternates(repo: Repository, tmp_path: Path) -> None:
    """Borrowed objects are read and said; a loop and a missing place do no harm."""
    other = Repository(tmp_path / "other")
    other.write("theirs.py", LEAK + "# theirs\n")
    other.commit("theirs")
    info = repo.root / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{other.root / '.git' / 'objects'}\n{repo.root / '.git' / 'objects'}\n/does/not/exist\n")
    report = history(repo)
    assert any("borrowed" in note.reason for note in report.coverage.skipped)
    assert {found.secret.id for found in report.findings if found.secret}


def test_pipes_among_gits_own_files(repo: Repository) -> None:
    for name in ("MERGE_MSG", "logs/refs/heads/pipe", "description"):
        path = repo.root / ".git" / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)
    (repo.root / ".git" / "SQUASH_MSG").symlink_to("/dev/zero")
    assert "pay.py" in paths(history(repo))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda git: (git / "config").write_text("[core\n"), "config"),
        (lambda git: (git / "config").write_text("[core]\n\trepositoryformatversion = 99\n"), "too old"),
        (lambda git: (git / "config").write_text("[include]\n\tpath = config\n"), "include"),
        (lambda git: (git / "HEAD").write_text("junk\n"), "not inside a git repository"),
        (lambda git: (git / "HEAD").unlink(), "not inside a git repository"),
        (lambda git: (git / "packed-refs").write_bytes(b"\0" * 100), "packed-refs"),
    ],
)
def test_broken_repositories_are_explained(repo: Repository, change: object, words: str) -> None:
    assert callable(change)
    change(repo.root / ".git")
    with pytest.raises(UnreadableError, match=words):
        history(repo)


def test_forged_shallow_and_graft_files_hide_nothing(repo: Repository) -> None:
    repo("rm", "-q", "pay.py")
    repo.commit("gone")
    top = repo("rev-parse", "HEAD")
    (repo.root / ".git" / "shallow").write_text(top + "\n")
    (repo.root / ".git" / "info").mkdir(exist_ok=True)
    (repo.root / ".git" / "info" / "grafts").write_text(top + "\n")
    report = history(repo)
    assert "pay.py" in paths(report)
    assert any("shallow" in note.reason for note in report.incomplete)
