"""A baseline accepts values, not places."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.placeholders import fill
from helcim_audit.policy.baseline import NAME
from tests.conftest import Done

Tree = Callable[..., Path]
Audit = Callable[..., Done]
FILES = {".env": "A=1\nHELCIM_API_TOKEN={{token}}\n", "b.md": "`{{token2}}`\n"}


def test_adopt_then_only_what_is_new_fails(tree: Tree, audit: Audit) -> None:
    root = tree(FILES)
    assert audit("baseline", "create", cwd=root).code == 0
    assert audit("scan", cwd=root).code == 0
    (root / ".env").rename(root / ".env.moved")
    (root / ".env.moved").write_text(fill("# more\r\n\r\nX=2\r\n   HELCIM_API_TOKEN={{token}}\r\n"))
    assert audit("scan", cwd=root).code == 0
    (root / ".env.moved").write_text(fill("HELCIM_API_TOKEN={{token3}}\n"))
    assert audit("scan", cwd=root).code == 1
    assert audit("scan", "--no-ignores", cwd=root).code == 1


def test_the_file_is_sorted_stable_and_tells_nothing(tree: Tree, audit: Audit) -> None:
    root = tree(FILES)
    audit("baseline", "create", cwd=root)
    path = root / ".helcim-audit-baseline.json"
    first = path.read_text()
    audit("baseline", "create", cwd=root)
    assert path.read_text() == first
    rows = json.loads(first)["findings"]
    assert rows == sorted(rows, key=lambda row: (row["rule"], row["fingerprint"]))
    assert len(first.splitlines()) == len(rows) + 2
    assert fill("{{token}}")[:-4] not in first
    assert "line" not in first


def test_its_own_salt(tree: Tree, audit: Audit) -> None:
    root = tree({**FILES, ".helcim-audit.yaml": "salt: of this repository\n"})
    audit("baseline", "create", cwd=root)
    assert json.loads((root / ".helcim-audit-baseline.json").read_text())["salt"] == "of this repository"
    assert audit("scan", cwd=root).code == 0


@pytest.mark.parametrize(("text", "words"), [("{", "not valid JSON"), ("[]", "no baseline of version 1"), ('{"version": 1, "salt": "x", "findings": [{}]}', "lacks rule")])
def test_a_broken_baseline_is_an_error(tree: Tree, audit: Audit, text: str, words: str) -> None:
    done = audit("scan", cwd=tree({".helcim-audit-baseline.json": text}))
    assert done.code == 2
    assert words in done.err


# --- kept true ---------------------------------------------------------------------------------------


def rows(root: Path) -> dict[str, dict[str, object]]:
    return {row["masked"]: row for row in json.loads((root / ".helcim-audit-baseline.json").read_text())["findings"]}


def shown(name: str) -> str:
    return "****" + fill(f"{{{{{name}}}}}")[-4:]


def test_update_drops_what_is_gone_and_adds_only_when_told(tree: Tree, audit: Audit) -> None:
    root = tree(FILES)
    audit("baseline", "create", cwd=root)
    (root / "b.md").write_text(fill("`{{token3}}`\n"))
    done = audit("baseline", "update", cwd=root)
    assert done.code == 0
    assert "1 kept, 1 dropped, 1 new not accepted" in done.out
    assert set(rows(root)) == {shown("token")}
    assert audit("scan", cwd=root).code == 1
    audit("baseline", "update", "--add", cwd=root)
    assert set(rows(root)) == {shown("token"), shown("token3")}
    assert audit("scan", cwd=root).code == 0


def test_update_needs_a_baseline(tree: Tree, audit: Audit) -> None:
    done = audit("baseline", "update", cwd=tree(FILES))
    assert done.code == 2
    assert "cannot read the baseline" in done.err


def test_the_history_can_be_accepted_too(repository: Path, git: Callable[..., str], audit: Audit) -> None:
    (repository / "pay.py").write_text(fill("HELCIM_API_TOKEN = '{{token}}'\n"))
    git("add", "-A")
    git("commit", "-qm", "leak")
    git("rm", "-q", "pay.py")
    git("commit", "-qm", "gone")
    assert audit("scan", "--history", cwd=repository).code == 1
    audit("baseline", "create", "--history", cwd=repository)
    assert audit("scan", "--history", cwd=repository).code == 0


def test_a_union_merge_is_read(repository: Path, git: Callable[..., str], audit: Audit) -> None:
    (repository / ".gitattributes").write_text(".helcim-audit-baseline.json merge=union\n")
    (repository / "a.env").write_text(fill("HELCIM_API_TOKEN={{token}}\n"))
    audit("baseline", "create", cwd=repository)
    git("add", "-A")
    git("commit", "-qm", "base")
    for branch, name in (("one", "token2"), ("two", "token3")):
        git("checkout", "-q", "-b", branch, "main")
        (repository / f"{branch}.env").write_text(fill(f"HELCIM_API_TOKEN={{{{{name}}}}}\n"))
        (repository / f"{branch}.md").write_text(fill(f"`{{{{{name}}}}}`\n"))
        audit("baseline", "update", "--add", cwd=repository)
        git("add", "-A")
        git("commit", "-qm", branch)
    git("merge", "-q", "--no-edit", "one")
    assert audit("scan", cwd=repository).code == 0
    audit("baseline", "update", cwd=repository)
    assert set(rows(repository)) == {shown("token"), shown("token2"), shown("token3")}


def test_a_conflict_is_named(tree: Tree, audit: Audit) -> None:
    root = tree(FILES)
    audit("baseline", "create", cwd=root)
    path = root / ".helcim-audit-baseline.json"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], "<<<<<<< ours", *lines[1:3], "=======", ">>>>>>> theirs", lines[-1]]) + "\n")
    done = audit("scan", cwd=root)
    assert done.code == 2
    assert f"{NAME}:2: the baseline has a merge conflict" in done.err


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "    " + text.replace("=", " = "),
        lambda text: "# a line above\n" + text + "# and below\n",
        lambda text: text.encode("utf-16").decode("latin-1"),
    ],
)
def test_what_an_entry_survives(tree: Tree, audit: Audit, change: Callable[[str], str]) -> None:
    root = tree({"conf/.env": "HELCIM_API_TOKEN={{token}}\n"})
    audit("baseline", "create", cwd=root)
    (root / "conf" / ".env").unlink()
    (root / "moved.env").write_bytes(change(fill("HELCIM_API_TOKEN={{token}}\n")).encode("latin-1"))
    assert audit("scan", cwd=root).code == 0


# --- gone through ------------------------------------------------------------------------------------


def test_audit_asks_by_secret_and_remembers(tree: Tree, audit: Audit) -> None:
    root = tree({**FILES, "c.env": "HELCIM_API_TOKEN={{token}}\n"})
    audit("baseline", "create", cwd=root)
    done = audit("baseline", "audit", cwd=root, stdin=b"n\nan old sample\ny\n")
    assert done.code == 0, done.err
    assert done.out.count("real secret?") == 2
    assert fill("{{token}}")[:12] not in done.out
    assert "1 no secret; 1 real, to be replaced" in done.out
    assert sorted((row["real"], row.get("reason")) for row in rows(root).values()) == [(False, "an old sample"), (True, None)]
    assert "real secret?" not in audit("baseline", "audit", cwd=root).out
    suppressed = {one["suppressed"]["reason"] for one in audit("scan", "--format", "json", cwd=root).report["findings"]}
    assert suppressed == {"looked at, and no secret: an old sample", "known, and still to be replaced"}
    assert audit("baseline", "audit", "--again", cwd=root, stdin=b"q\n").out.count("real secret?") == 1


def test_audit_by_script(tree: Tree, audit: Audit) -> None:
    root = tree(FILES)
    audit("baseline", "create", cwd=root)
    name = str(rows(root)[shown("token")]["id"])
    assert audit("baseline", "audit", "--not-real", name, "--reason", "revoked", cwd=root).code == 0
    said = audit("baseline", "show", cwd=root).out
    assert f"{name}  api-token-in-config: no secret: revoked" in said
    assert "not looked at" in said
    done = audit("baseline", "audit", "--real", "tok_000000000000", cwd=root)
    assert done.code == 2
    assert "has no entry" in done.err


def test_a_reason_never_holds_a_secret(tree: Tree, audit: Audit) -> None:
    root = tree(FILES)
    audit("baseline", "create", cwd=root)
    name = str(rows(root)[shown("token")]["id"])
    audit("baseline", "audit", "--not-real", name, "--reason", "was " + fill("{{token}}"), cwd=root)
    assert fill("{{token}}")[:20] not in (root / NAME).read_text()
