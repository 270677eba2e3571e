"""The page for a browser: what it may hold, and how it behaves in a real one."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helcim_audit.model import Coverage, Report
from helcim_audit.reports import html
from tests.reports.browser import MISSING, Browser, browser
from tests.reports.reports import EMPTY, FINDING, PACKED, REPORT, many


class _Parts(HTMLParser):
    """Elements with their attributes, and the raw text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in ("script", "style") else ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw.append((self._inside, data))
            self._inside = ""


def parts(text: str) -> _Parts:
    parser = _Parts()
    parser.feed(text)
    return parser


def test_nothing_is_fetched_and_only_the_pages_own_script_runs() -> None:
    found = parts(html.render(REPORT))
    policy = next(attrs["content"] for tag, attrs in found.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    (style,) = [text for tag, text in found.raw if tag == "style"]
    data, script = [text for tag, text in found.raw if tag == "script"]
    for text in (style, script):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert not [attrs for _, attrs in found.tags if {"src", "onclick", "style"} & set(attrs)]
    assert not re.search(r"https?://|innerHTML|eval\(|url\(|@import", style + script)
    assert json.loads(data)["findings"]


def test_data_cannot_leave_its_element() -> None:
    text = html.render(REPORT)
    found = parts(text)
    assert [tag for tag, _ in found.tags].count("script") == 2
    assert "img" not in [tag for tag, _ in found.tags]
    data = json.loads(found.raw[1][1])
    assert data["findings"][1]["path"].endswith("<script>alert(1)</script>.py")
    assert "<" not in found.raw[1][1]


def test_shared_texts_stand_once() -> None:
    small, large = (len(html.render(many(count))) for count in (1000, 2000))
    assert (large - small) / 1000 < 500


def test_what_is_too_much_for_a_browser_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST", 3)
    text = html.render(many(10))
    assert "the 3 most severe of 10 findings" in text
    assert {row["severity"] for row in json.loads(parts(text).raw[1][1])["findings"]} == {"critical"}


def test_the_mark_follows_escapes_and_tabs() -> None:
    line = "\t\x1b日😀='*******1234'"
    found = replace(FINDING, start=replace(FINDING.start, column=7), end=replace(FINDING.end, column=18), frame=((3, line),))
    (row,) = json.loads(parts(html.render(Report((found,), Coverage()))).raw[1][1])["findings"]
    units = row["frame"][0][1].encode("utf-16-le")
    assert units[row["mark"][0] * 2 : row["mark"][1] * 2].decode("utf-16-le") == "*******1234"


# --- in a browser -----------------------------------------------------------------------------------

driven = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def show(page: Browser, report: Report, folder: Path) -> None:
    path = folder / "report.html"
    path.write_text(html.render(report), encoding="utf-8")
    page.open(path.as_uri())
    assert page.run("return document.documentElement.dataset.ready") == "true"


@driven
def test_hostile_content_is_text(chromium: Browser, tmp_path: Path) -> None:
    show(chromium, REPORT, tmp_path)
    chromium.press("j")
    assert "<script>alert(1)</script>" in chromium.text("#details")
    assert "\\u202e" in chromium.text("#details")
    chromium.click("#tab-secrets")
    chromium.click("#tab-coverage")
    assert "no.py" in chromium.text("#coverage")
    assert "x.gz" in chromium.text("#coverage")
    assert chromium.count("script") == 2
    assert chromium.log() == []


@driven
def test_the_keyboard_is_enough(chromium: Browser, tmp_path: Path) -> None:
    show(chromium, replace(many(40), findings=(*many(40).findings, *REPORT.findings)), tmp_path)
    chromium.press("j", "j", "k")
    assert chromium.run("return document.querySelector('[aria-selected=true].row').id") == "row-1"
    chromium.press("/")
    chromium.type("gone.env")
    assert chromium.text("#count") == "1 of 45 findings"
    chromium.press("Escape")
    assert chromium.run("return document.activeElement.id") == "list"
    chromium.press("Enter")
    assert chromium.run("return document.activeElement.id") == "details"
    assert "in commit c0ffee" in chromium.text("#details")
    chromium.press("n")
    assert chromium.text("#details .trace [aria-current=step]").startswith("src/b.py:1")
    chromium.press("Escape", "r")
    assert chromium.text("#count") == "44 of 45 findings"
    chromium.press("End")
    assert chromium.run("return document.querySelector('[aria-selected=true].row').getAttribute('aria-posinset')") == "44"
    chromium.press("?")
    assert "search" in chromium.text("#help")
    chromium.run("document.getElementById('tab-findings').focus()")
    chromium.press("ArrowRight")
    assert chromium.run("return document.activeElement.id") == "tab-secrets"
    assert chromium.count("#secrets tbody tr") > 1


@driven
def test_filters(chromium: Browser, tmp_path: Path) -> None:
    report = many(100)
    show(chromium, replace(report, findings=(*report.findings, FINDING.suppress(REPORT.findings[2].suppressed), PACKED)), tmp_path)  # type: ignore[arg-type]

    def count() -> int:
        return int(chromium.text("#count").split()[0])

    assert count() == 101
    for selector, label, wanted in (("#f-rule", "unmasked-header", 20), ("#f-token", "****0003", 3), ("#f-side", "client", 20), ("#f-commit", "444444444444", 5), ("#f-status", "suppressed", 1)):
        chromium.choose(selector, label)
        assert count() == wanted, selector
        chromium.click("#all")
        assert count() == 101
    chromium.click("#f-severity label.critical input")
    assert count() == 60
    chromium.click("#all")
    for pattern, wanted in (("module_003", 1), ("src/03/*", 2), ("*.env", 1), ("nothing", 0)):
        chromium.run("const f = document.getElementById('f-path'); f.value = arguments[0]; f.dispatchEvent(new Event('input', {bubbles: true}))", pattern)
        assert count() == wanted, pattern
    assert "No finding passes" in chromium.text("#rows")
    chromium.click("#all")
    chromium.click("#details .chips button")
    assert count() == 21


@driven
def test_ten_thousand_findings_stay_usable(chromium: Browser, tmp_path: Path) -> None:
    show(chromium, many(10_000), tmp_path)
    assert chromium.count(".row") < 60
    chromium.press("End")
    assert chromium.run("return document.querySelector('[aria-selected=true].row').getAttribute('aria-posinset')") == "10000"
    for word, wanted in (("m", 10_000), ("module_007", 25), ("unmasked module_1", 500), ("", 10_000)):
        chromium.run("const f = document.getElementById('f-text'); f.value = arguments[0]; f.dispatchEvent(new Event('input', {bubbles: true}))", word)
        assert chromium.text("#count") == f"{wanted:,} of 10,000 findings"
        assert chromium.count(".row") < 60


@driven
def test_print_has_what_is_shown(chromium: Browser, tmp_path: Path) -> None:
    show(chromium, many(30), tmp_path)
    assert chromium.paper().startswith(b"%PDF")
    chromium.run("dispatchEvent(new Event('beforeprint'))")
    assert chromium.count("#paper .sheet") == 30
    assert chromium.count("#paper button") == 0
    assert "Secrets to replace" in chromium.run("return document.getElementById('paper').textContent")
    chromium.run("dispatchEvent(new Event('afterprint'))")
    assert chromium.count("#paper *") == 0


@driven
def test_light_and_dark(chromium: Browser, tmp_path: Path) -> None:
    show(chromium, EMPTY, tmp_path)
    assert "Nothing was found" in chromium.text("#rows")
    colours = []
    for _ in range(2):
        colours.append(chromium.run("return getComputedStyle(document.body).backgroundColor"))
        chromium.click("#theme")
    assert len(set(colours)) == 2


@driven
def test_a_narrow_window_has_no_sideways_scrolling(tmp_path: Path) -> None:
    with browser(dark=True, width=500, height=800) as page:
        show(page, REPORT, tmp_path)
        assert page.run("return document.documentElement.scrollWidth <= innerWidth")
        assert page.run("return getComputedStyle(document.body).backgroundColor") == "rgb(15, 19, 24)"
