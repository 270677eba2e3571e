"""A baseline accepts values, not places."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helcim_audit.placeholders import fill
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
