"""The documentation's site: it builds strictly, has a page for each rule, and fetches nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from helcim_audit.reports import links
from helcim_audit.rules import load

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    folder = tmp_path_factory.mktemp("site")
    # A process of its own: mkdocs and what it loads warn of each other's age, which is an error here.
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_each_rule_has_the_page_that_reports_link_to(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(links.VARIABLE, "https://docs.example.com/x")
    for rule in load().rules.values():
        address = links.rule_page(rule.id)
        assert address is not None
        page = site / address.removeprefix("https://docs.example.com/x/") / "index.html"
        assert rule.title in page.read_text(encoding="utf-8")
    assert f'href="{rule.id}/"' in (site / "rules" / "index.html").read_text(encoding="utf-8")


def test_every_page_of_the_repository_is_there(site: Path) -> None:
    for name in ("index.html", "contributing/index.html", "changelog/index.html", *(f"{page.stem}/index.html" for page in (ROOT / "docs").glob("*.md"))):
        assert (site / name).exists(), name


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"""<(?:script|img|iframe)[^>]+src=["'](?:https?:)?//|<link[^>]+rel=["']stylesheet["'][^>]+href=["'](?:https?:)?//""", text), page
