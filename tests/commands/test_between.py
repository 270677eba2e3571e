"""Secrets that two files of an old tree show together, and neither by itself."""

from pathlib import Path

import pytest

from helcim_audit.commands import between
from helcim_audit.placeholders import fill
from tests.commands.test_tips import history, told
from tests.sources.repository import Repository

HELD = fill('BASE = "https://example.org"\nPASS = "{{other}}"\n')
QUIET = 'import os\n\nBASE = "https://example.org"\nPASS = os.environ["PASS"]\n'
SENDS = 'import requests\nfrom shop import book\n\n\ndef pay():\n    return requests.get("https://api.helcim.com/v2/invoices", headers={"api-token": book.PASS}, timeout=9)\n'
OTHER = 'import requests\nfrom shop import book\n\n\ndef ask():\n    return requests.get("https://api.sendbird.com/v3/users", headers={"Api-Token": book.PASS}, timeout=9)\n'
SCRIPT = "import { pass } from './book';\nexport const pay = () => fetch('https://api.helcim.com/v2/invoices', { headers: { 'api-token': pass } });\n"


def repository(root: Path, *commits: dict[str, str]) -> Path:
    repo = Repository(root / "tree")
    for number, files in enumerate(commits):
        for path, text in files.items():
            repo.write(path, text)
        repo.commit(f"commit {number}")
    return root / "tree"


@pytest.mark.parametrize(
    "commits",
    [
        ({"shop/book.py": HELD, "shop/pay.py": SENDS}, {"shop/book.py": QUIET}),
        ({"shop/book.py": HELD, "shop/pay.py": SENDS}, {"shop/book.py": QUIET, "shop/pay.py": "x = 1\n"}),
        ({"shop/book.py": HELD}, {"shop/pay.py": SENDS}, {"shop/book.py": QUIET}),
        ({"shop/pay.py": SENDS, "shop/book.py": QUIET}, {"shop/book.py": HELD}, {"shop/book.py": QUIET}),
        ({"shop/pay.py": SENDS, "shop/book.py": HELD},),
    ],
)
def test_the_two_were_together_once(tmp_path: Path, commits: tuple[dict[str, str], ...]) -> None:
    report = history(repository(tmp_path, *commits))
    assert told(report) == [("hardcoded-api-token", "shop/book.py", 2)]
    assert report["findings"][0]["origin"]["kind"] == "commit"
    assert "{{" not in report["findings"][0]["excerpt"]


def test_scripts_too(tmp_path: Path) -> None:
    root = repository(tmp_path, {"web/book.js": fill("export const pass = '{{other}}';\n"), "web/pay.js": SCRIPT}, {"web/book.js": "export const pass = process.env.P;\n"})
    assert told(history(root)) == [("hardcoded-api-token", "web/book.js", 1)]


@pytest.mark.parametrize(
    "commits",
    [
        ({"shop/book.py": HELD}, {"shop/book.py": QUIET}, {"shop/pay.py": SENDS}),  # never at one time
        ({"shop/book.py": HELD, "shop/pay.py": OTHER}, {"shop/book.py": QUIET}),
        ({"shop/book.py": QUIET, "shop/pay.py": SENDS}, {"shop/book.py": QUIET + "\n"}),
    ],
)
def test_what_never_was_a_secret(tmp_path: Path, commits: tuple[dict[str, str], ...]) -> None:
    assert told(history(repository(tmp_path, *commits))) == []


def test_what_is_left_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between, "MOST", 1)
    old = [{"shop/book.py": HELD + f"# {number}\n"} for number in range(3)]
    report = history(repository(tmp_path, {"shop/pay.py": SENDS}, *old, {"shop/book.py": QUIET}))
    assert [found["rule"] for found in report["findings"]] == ["hardcoded-api-token"]
    assert any("2 were left out" in note["reason"] for note in report["coverage"]["degraded"])
