"""Every format: complete, valid, safe to show."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import helcim_audit
from helcim_audit.model import Coverage, Degraded, Finding, Place, Report, SecretInfo, Skipped, Step, Suppressed, Worktree
from helcim_audit.reports import FORMATS, github, renderer, sarif
from helcim_audit.reports.escape import visible

FINDING = Finding(
    rule="hardcoded-api-token", category="exposed-token", severity="critical", confidence="high", message="A token, stands: here",
    path="src/a b,c%.py", start=Place(3, 9), end=Place(3, 20), excerpt="x = '*******1234'", frame=((2, "a"), (3, "x = '*******1234'"), (4, "")),
    secret=SecretInfo("api-token", "****1234", "tok_0123456789ab"), origin=Worktree(), trace=(Step("src/b.py", 1, "goes on"),),
    practice="never-expose-your-token", why="because", help="Do this", fingerprint="0" * 32,
)  # fmt: skip
HOSTILE = replace(FINDING, path="\x1b]0;x\x07\u202e=cmd|' /C calc'!A0<script>.py", message="a\n::error::b <b>|`*", excerpt="\x1b[2J\u202e", frame=((1, "\x1b[2J\u202e"),))
HIDDEN = FINDING.suppress(Suppressed("inline", "known", "2030-01-01"))
REPORT = Report(
    (FINDING, HOSTILE, HIDDEN), Coverage(3, 300, (Skipped("x.gz", "an archive"),), (Degraded("b.py", "a syntax error"),)), (Skipped("no.py", "Permission denied", True),)
)
EMPTY = Report((), Coverage(1, 10))


@pytest.mark.parametrize("name", FORMATS)
def test_no_command_of_a_terminal_gets_through(name: str) -> None:
    text = renderer(name)(REPORT)
    assert not set(text) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("name", FORMATS)
def test_partial_runs_say_so(name: str) -> None:
    if name == "csv":
        pytest.skip("a table of findings has no place for it; the exit code says it")
    assert "Permission denied" in renderer(name)(REPORT)


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
    assert [row["type"] for row in rows] == ["finding"] * 3 + ["summary"]


def test_sarif_is_what_code_scanning_accepts() -> None:
    data = json.loads(renderer("sarif")(REPORT))
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startColumn"] >= 1
        assert region["startLine"] >= 1
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert not uri.startswith("/")
        assert " " not in uri
        assert result["level"] in ("error", "warning", "note")
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["results"][2]["suppressions"][0]["kind"] == "inSource"
    assert run["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]


def test_sarif_keeps_the_limit_and_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    (run,) = json.loads(sarif.render(REPORT))["runs"]
    assert len(run["results"]) == 2
    assert any("1 findings of lower severity" in note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"])


def test_github_commands_are_escaped_and_limited() -> None:
    lines = github.render(Report((FINDING,) * 12 + (HOSTILE,), Coverage())).splitlines()
    assert len([line for line in lines if line.startswith("::error ")]) == github.MOST
    assert any("src/a b%2Cc%25.py" in line for line in lines)
    assert any("3 more findings" in line for line in lines)


def test_csv_runs_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(renderer("csv")(Report((replace(FINDING, path="=1+1"),), Coverage())))))
    assert rows[1][4] == "'=1+1"
    assert len(rows[0]) == len(rows[1])


def test_junit_is_xml() -> None:
    root = ET.fromstring(renderer("junit")(REPORT))
    assert (root.get("failures"), root.get("errors"), root.get("skipped")) == ("2", "1", "1")
    assert ET.fromstring(renderer("junit")(EMPTY)).get("tests") == "1"


def test_gitlab_has_what_its_schema_requires() -> None:
    data = json.loads(renderer("gitlab")(REPORT))
    assert data["scan"]["status"] == "failure"
    assert len({row["id"] for row in data["vulnerabilities"]}) == 2
    for row in data["vulnerabilities"]:
        assert {"id", "category", "name", "severity", "location", "identifiers"} <= set(row)
        assert row["location"]["start_line"] >= 1


def test_markdown_renders_no_markup_of_the_tree() -> None:
    text = renderer("markdown")(REPORT)
    assert text.startswith("<!-- helcim-audit -->")
    assert "<script>" not in text
    assert "partial" in text


def test_text_groups_by_token_and_counts_what_is_suppressed() -> None:
    text = renderer("text")(REPORT)
    assert "Secrets to replace" in text
    assert "1 suppressed" in text
    assert "src/b.py:1 goes on" in text


def test_visible() -> None:
    assert visible("a\x00\u202e\ud800\t") == "a\\x00\\u202e\\ud800\t"
