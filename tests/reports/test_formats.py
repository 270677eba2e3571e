"""Every format: complete, valid, safe to show."""

import csv
import io
import json
import os
import re
import stat
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import helcim_audit
from helcim_audit.model import Coverage, Place, Report, Skipped
from helcim_audit.reports import FORMATS, github, links, markdown, renderer, sarif, text
from helcim_audit.reports.escape import json_text, visible
from helcim_audit.reports.output import write
from tests.reports.gitlab_schema import SCHEMA
from tests.reports.reports import EMPTY, FINDING, HIDDEN, HOSTILE, OLD, PACKED, REPORT, UNSAFE, many


@pytest.mark.parametrize("name", FORMATS)
def test_no_command_of_a_terminal_gets_through(name: str) -> None:
    assert not set(renderer(name)(REPORT)) & set(UNSAFE.replace("]0;x", ""))


@pytest.mark.parametrize("name", FORMATS)
def test_partial_runs_say_so(name: str) -> None:
    assert "Permission denied" in renderer(name)(REPORT)
    assert "interrupted" in renderer(name)(replace(EMPTY, interrupted=True)).lower()


@pytest.mark.parametrize("name", FORMATS)
def test_equal_reports_give_equal_bytes(name: str) -> None:
    assert renderer(name)(REPORT) == renderer(name)(REPORT)


@pytest.mark.parametrize("report", [REPORT, EMPTY])
def test_json_obeys_its_schema(report: Report) -> None:
    schema = json.loads((Path(helcim_audit.__file__).parent / "schemas" / "report.v1.json").read_text())
    data = json.loads(renderer("json")(report))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["complete"] is report.complete


def test_every_line_of_jsonl_is_an_object() -> None:
    rows = [json.loads(line) for line in renderer("jsonl")(REPORT).splitlines()]
    assert [row["type"] for row in rows] == ["finding"] * 5 + ["summary"]


def test_json_is_printable_ascii_and_round_trips() -> None:
    assert json_text({"a": UNSAFE}).isprintable()
    assert json.loads(json_text({"a": UNSAFE}))["a"] == UNSAFE


def test_sarif_is_what_code_scanning_accepts() -> None:
    data = json.loads(renderer("sarif")(REPORT))
    assert data["version"] == "2.1.0"
    tree, history = data["runs"]
    assert [run["automationDetails"]["id"] for run in data["runs"]] == ["helcim-audit/tree/", "helcim-audit/history/"]
    for run in data["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for result in run["results"]:
            assert rules[result["ruleIndex"]] == result["ruleId"]
            region = result["locations"][0]["physicalLocation"]["region"]
            assert min(region["startColumn"], region["startLine"]) >= 1
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)
            assert not uri.startswith("/")
            assert result["level"] in ("error", "warning", "note")
            assert len(result["message"]["text"]) <= sarif.MOST_TEXT
        assert run["invocations"][0]["executionSuccessful"] is False
    assert "in commit c0ffee000000 of 2024-01-02" in history["results"][0]["message"]["text"]
    assert tree["results"][2]["suppressions"][0]["kind"] == "inSource"
    assert tree["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    assert tree["results"][3]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x.zip"


def test_sarif_fingerprints_are_distinct_and_survive_moves() -> None:
    def prints(*findings: object) -> list[str]:
        (run,) = json.loads(sarif.render(Report(findings, Coverage())))["runs"]  # type: ignore[arg-type]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]

    twice = replace(FINDING, start=Place(9, 1), end=Place(9, 5))
    before = prints(FINDING, twice, PACKED)
    assert len(set(before)) == 3
    moved = [replace(found, start=Place(found.start.line + 7, 1)) for found in (FINDING, twice)]
    assert prints(*moved, PACKED) == before


def test_sarif_keeps_the_limits_and_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    monkeypatch.setattr(sarif, "MOST_BYTES", 200)
    long = replace(FINDING, message="long " * 1000)
    (run,) = json.loads(sarif.render(Report((long, long, replace(FINDING, severity="low")), REPORT.coverage)))["runs"]
    assert [result["level"] for result in run["results"]] == ["error"] * 2
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert any("1 findings of lower severity" in note for note in notes)
    assert any("excerpts are left out" in note for note in notes)
    assert "contextRegion" not in json.dumps(run)
    assert all(len(result["message"]["text"]) <= 1024 for result in run["results"])


def test_sarif_says_how_many_notes_it_leaves_out() -> None:
    coverage = Coverage(1, 1, tuple(Skipped(f"{number}.gz", "an archive") for number in range(300)))
    (run,) = json.loads(sarif.render(Report((), coverage)))["runs"]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert len(notes) == 201
    assert "100 more notes" in notes[-1]["message"]["text"]


def test_a_rule_of_the_users_own_is_described_by_its_findings() -> None:
    (run,) = json.loads(sarif.render(Report((replace(FINDING, rule="acme-door"),), Coverage())))["runs"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == FINDING.message


def test_reports_link_to_the_documentation_where_it_is_hosted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(links.VARIABLE, "https://docs.example.com/audit/")
    page = "https://docs.example.com/audit/rules/hardcoded-api-token/"
    for name in ("sarif", "gitlab", "html"):
        assert page in renderer(name)(REPORT)
    for bad in ("javascript:alert(1)", "https://x/\"><script>", "", "https://x/?a=b"):
        monkeypatch.setenv(links.VARIABLE, bad)
        assert links.rule_page("a-rule") is None


def test_github_commands_are_escaped_and_limited() -> None:
    findings = [replace(FINDING, severity=level) for level in ("critical", "medium", "low") for _ in range(12)]
    unread = tuple(Skipped(f"{number}.py", "Permission denied", True) for number in range(7))
    lines = github.render(Report((*findings, HOSTILE), Coverage(), unread)).splitlines()
    assert {level: sum(line.startswith(f"::{level} ") for line in lines) for level in ("error", "warning", "notice")} == {"error": 10, "warning": 10, "notice": 10}
    assert any("src/a b%2Cc%25.py" in line for line in lines)
    assert "13 more findings (8 critical, 2 medium, 3 low), 2 more that could not be read" in lines[-1]
    assert all(line.startswith("::") for line in lines)
    assert github.render(EMPTY) == ""


def test_github_names_the_commit_of_an_old_finding_and_no_line_of_the_change() -> None:
    (line,) = github.render(Report((OLD,), Coverage())).splitlines()
    assert line.startswith("::error title=helcim-audit hardcoded-api-token::gone.env:3 in commit c0ffee000000 of 2024-01-02")


def test_csv_runs_no_formula() -> None:
    for path in ("=1+1", " =1+1", "\t=1", "-1", "@x", "\uff1d1"):
        out = renderer("csv")(Report((replace(FINDING, path=path),), Coverage()))
        rows = list(csv.DictReader(io.StringIO(out)))
        assert rows[0]["path"] == "'" + path
        assert all(line.startswith('"') for line in out.splitlines())


def test_csv_has_a_row_for_all_that_a_run_says() -> None:
    rows = list(csv.DictReader(io.StringIO(renderer("csv")(REPORT))))
    assert [row["status"] for row in rows] == ["open", "open", "suppressed", "open", "open", "not read"]
    assert rows[3]["commit"].startswith("c0ffee")


def test_junit_is_xml() -> None:
    root = ET.fromstring(renderer("junit")(REPORT))
    assert (root.get("failures"), root.get("errors"), root.get("skipped")) == ("4", "1", "1")
    assert len(root.findall("./testsuite/testcase")) == 6
    assert root.findall(".//failure")[0].text == "A token, stands: here\nx = '*******1234'\n- src/b.py:1 goes on\nDo this"
    assert ET.fromstring(renderer("junit")(EMPTY)).get("tests") == "1"


@pytest.mark.parametrize("report", [REPORT, EMPTY, many(30)])
def test_gitlab_has_what_its_schema_requires(report: Report) -> None:
    data = json.loads(renderer("gitlab")(report))
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    assert data["scan"]["status"] == ("success" if report.complete else "failure")
    assert len({row["id"] for row in data["vulnerabilities"]}) == sum(not found.suppressed for found in report.findings)


def test_gitlab_names_the_commit() -> None:
    (row,) = json.loads(renderer("gitlab")(Report((OLD,), Coverage())))["vulnerabilities"]
    assert row["location"]["commit"] == {"sha": OLD.origin.sha, "author": "A <a@example.com>", "date": "2024-01-02T03:04:05+00:00"}  # type: ignore[union-attr]


def test_markdown_renders_no_markup_of_the_tree() -> None:
    shown = renderer("markdown")(REPORT)
    assert shown.startswith(markdown.MARK + "\n")
    prose = re.sub(r"(`+) ?.*?(?<!`) ?\1(?!`)", "", shown.removeprefix(markdown.MARK)).replace("<!-- -->", "\0")
    for markup in ("<script", "<b>", "@s", "#1 ", "://", "]]>", "<!--"):
        assert markup not in prose, markup
    assert "partial" in shown


def test_markdown_code_spans_hold_what_they_hold() -> None:
    assert markdown._code("a`b|c") == "``a`b\\|c``"
    assert markdown._code("`x") == "`` `x ``"


def test_markdown_fits_into_a_comment_and_says_what_is_left_out() -> None:
    shown = renderer("markdown")(many(500))
    assert "400 more, in the full report" in shown
    wide = [replace(found, path="d/" * 1500 + found.path, message=f"about {number}") for number, found in enumerate(many(200).findings)]
    shown = renderer("markdown")(Report(tuple(wide), Coverage(), tuple(Skipped(f"{n}", "no", True) for n in range(30))))
    assert len(shown) <= markdown.MOST
    assert "188 more, in the full report" in shown
    assert "10 more could not be read" in shown


def test_text_groups_by_token_and_counts_what_is_suppressed() -> None:
    shown = renderer("text")(REPORT)
    assert "Secrets to replace" in shown
    assert "1 suppressed" in shown
    assert "1. src/b.py:1 goes on" in shown
    assert "in commit c0ffee000000 of 2024-01-02" in shown
    assert "also as old/gone.env" in shown
    assert "in in/a.env of x.zip" in shown


def test_text_gives_advice_once() -> None:
    shown = renderer("text")(Report((FINDING, OLD), Coverage()))
    assert shown.count("Do this") == 1
    assert "fix: as for hardcoded-api-token above" in shown


def test_text_shortens_masks_and_keeps_what_stands_around_them() -> None:
    line = 'headers = {"accept": "application/json", "api-token": "' + "*" * 60 + '1234", "x": 1}'
    found = replace(FINDING, start=Place(3, 56), end=Place(3, 120), frame=((3, line),))
    shown = text.render(Report((found,), Coverage())).splitlines()
    frame = next(row for row in shown if row.startswith("  3 |"))
    assert '"api-token": "************1234", "x": 1}' in frame
    assert shown[shown.index(frame) + 1].strip(" |") == "^" * 16


def test_cards_are_no_secrets_to_replace() -> None:
    from helcim_audit.model import SecretInfo

    card = replace(FINDING, secret=SecretInfo("card-number", "****8802", "tok_aaaaaaaaaaaa"))
    for name in ("text", "markdown"):
        assert "Secrets to replace" not in renderer(name)(Report((card,), Coverage()))


def test_text_limits_its_notes() -> None:
    from helcim_audit.model import Degraded

    shown = renderer("text")(Report((), Coverage(degraded=tuple(Degraded(f"{n}.py", "odd") for n in range(15)))))
    assert "5 more; --format json lists them" in shown


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "carets"),
    [
        ("abc", 1, 1, "abc", " ^"),
        ("日本 = x", 5, 1, "日本 = x", " " * 7 + "^"),
        ("a" * 100, 90, 5, "a" * 20, " " * 10 + "^" * 5),
        ("b" * 100, 10, 80, "b" * 20, " " * 8 + "^" * 12),
        ("日" * 40, 30, 3, "日" * 10, " " * 8 + "^" * 6),
        ("\x1bx", 1, 1, "\\x1bx", " " * 4 + "^"),
    ],
)
def test_text_cuts_long_lines_around_the_finding(line: str, column: int, length: int, shown: str, carets: str) -> None:
    cut, marks = text._fit(line, column, length, 20)
    assert text._cells(cut) <= 20
    assert len(marks) <= 20
    assert (cut, marks) == (shown, carets)


def test_visible() -> None:
    assert visible("a\x00\u202e\ud800\U000e0041\t") == "a\\x00\\u202e\\ud800\\U000e0041\t"


def test_what_was_read_has_its_name() -> None:
    history = Report((), Coverage(2, 10, unit="object"))
    assert "2 objects (10 B) read" in text.render(history)
    assert "2 objects read" in markdown.render(history)
    assert '"unit": "object"' in renderer("html")(history)


def test_hidden_findings_do_not_fail_a_test_suite() -> None:
    root = ET.fromstring(renderer("junit")(Report((HIDDEN,), Coverage())))
    assert (root.get("failures"), root.get("skipped")) == ("0", "1")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """What is no regular file (a pipe, a device) must not be replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    seen: list[str] = []
    reader = threading.Thread(target=lambda: seen.append(pipe.read_text()))
    reader.start()
    write(str(pipe), "a report")
    reader.join(10)
    assert seen == ["a report"]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize(("size", "shown"), [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2_500_000, "2.5 MB"), (3_200_000_000, "3.2 GB")])
def test_sizes(size: int, shown: str) -> None:
    assert f"1 file ({shown}) read" in text.render(Report((), Coverage(1, size)))
