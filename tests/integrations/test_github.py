"""The GitHub action, run as a runner would run it, with a `gh` that writes down what it is asked."""

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from helcim_audit.placeholders import fill
from tests.conftest import GIT_ENV

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "integrations" / "github" / "scan.sh"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
for argument in "$@"; do
  case "$argument" in
    body=@*) cp "${argument#body=@}" "$GH_LOG.body" ;;
    sarif=@*) cp "${argument#sarif=@}" "$GH_LOG.sarif" ;;
  esac
done
case "$*" in *--jq*) [ -z "$GH_EARLIER" ] || echo "$GH_EARLIER" ;; esac
exit "${GH_CODE:-0}"
"""


@dataclass
class Ran:
    code: int
    out: str
    asked: list[str]
    folder: Path

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in (self.folder / "output").read_text().splitlines())

    @property
    def summary(self) -> str:
        path = self.folder / "summary"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def action(tmp_path: Path) -> Callable[..., Ran]:
    def run(root: Path, earlier: str = "", gh_code: int = 0, event: str = "pull_request", **inputs: str) -> Ran:
        folder = tmp_path / "runner"
        (folder / "bin").mkdir(parents=True, exist_ok=True)
        (folder / "bin" / "gh").write_text(GH)
        (folder / "bin" / "gh").chmod(0o755)
        (folder / "bin" / "helcim-audit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m helcim_audit "$@"\n')
        (folder / "bin" / "helcim-audit").chmod(0o755)
        given = {name: value["default"] for name, value in ACTION["inputs"].items() if name != "token"} | {name.replace("_", "-"): value for name, value in inputs.items()}
        env = {
            **os.environ, **GIT_ENV, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(folder), "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_STEP_SUMMARY": str(folder / "summary"), "GITHUB_REPOSITORY": "shop/pay", "GITHUB_SHA": "c" * 40,
            "GITHUB_REF": "refs/pull/17/merge", "GITHUB_EVENT_NAME": event, "GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GH_TOKEN": "x", "GH_LOG": str(folder / "gh"), "GH_EARLIER": earlier,
            "GH_CODE": str(gh_code), **{f"INPUT_{name.upper().replace('-', '_')}": str(value) for name, value in given.items()},
        }  # fmt: skip
        done = subprocess.run(["bash", str(SCRIPT)], cwd=root, env=env, capture_output=True, text=True, timeout=120, check=False)
        log = folder / "gh"
        return Ran(done.returncode, done.stdout, log.read_text().splitlines() if log.exists() else [], folder)

    return run


@pytest.fixture
def leaky(repository: Path) -> Path:
    (repository / "pay.py").write_text(fill("HELCIM_API_TOKEN = '{{token}}'\n"))
    return repository


def test_findings_go_everywhere(leaky: Path, action: Callable[..., Ran]) -> None:
    ran = action(leaky, mode="tree")
    assert ran.code == 1
    assert ran.outputs["exit-code"] == "1"
    assert {path.name for path in Path(ran.outputs["reports"]).iterdir()} >= {"report.json", "report.sarif", "report.html", "report.md"}
    assert "::error file=pay.py,line=1" in ran.out
    assert ran.summary.startswith("<!-- helcim-audit -->")
    upload, listing, comment = ran.asked
    assert "repos/shop/pay/code-scanning/sarifs" in upload
    assert "repos/shop/pay/issues/17/comments" in listing
    assert "--method POST repos/shop/pay/issues/17/comments" in comment
    sarif: Any = json.loads(gzip.decompress(base64.b64decode((ran.folder / "gh.sarif").read_text())))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "hardcoded-api-token"
    assert "hardcoded-api-token" in (ran.folder / "gh.body").read_text()


def test_an_earlier_comment_is_updated_also_when_all_is_well(repository: Path, action: Callable[..., Ran]) -> None:
    ran = action(repository, earlier="99", mode="tree", sarif="false")
    assert ran.code == 0
    assert "--method PATCH repos/shop/pay/issues/comments/99" in ran.asked[-1]
    assert "0 findings" in (ran.folder / "gh.body").read_text()


def test_nothing_to_say_is_no_comment(repository: Path, action: Callable[..., Ran]) -> None:
    ran = action(repository, mode="tree", sarif="false")
    assert [line for line in ran.asked if "POST" in line] == []


def test_a_forks_token_is_no_failure_of_its_own(leaky: Path, action: Callable[..., Ran]) -> None:
    ran = action(leaky, gh_code=1, mode="tree")
    assert ran.code == 1
    assert "::notice title=helcim-audit::the results could not be uploaded" in ran.out
    assert "::notice title=helcim-audit::the pull request could not be commented on" in ran.out


def test_everything_can_be_switched_off(leaky: Path, action: Callable[..., Ran]) -> None:
    ran = action(leaky, mode="tree", sarif="false", comment="false", annotations="false", fail_on="critical")
    assert ran.code == 1
    assert ran.asked == []
    assert "::error" not in ran.out


def test_a_pull_request_is_judged_by_its_base(leaky: Path, git: Callable[..., str], action: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("switch", "-qc", "change")
    git("add", "-A")
    git("commit", "-qm", "pay")
    event = tmp_path / "event.json"
    commits = {name: {"sha": git("rev-parse", ref).strip(), "ref": ref} for name, ref in (("base", "main"), ("head", "change"))}
    event.write_text(json.dumps({"pull_request": commits}))
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    ran = action(leaky, sarif="false")
    assert ran.code == 1, ran.out
    assert "::error file=pay.py,line=1" in ran.out


def test_file_names_are_no_commands(repository: Path, action: Callable[..., Ran]) -> None:
    (repository / "::error::x.env").write_text(fill("HELCIM_API_TOKEN={{token}}\n"))
    ran = action(repository, mode="tree", sarif="false", comment="false")
    lines = ran.out.splitlines()
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    end = lines.index("::" + stop.removeprefix("::stop-commands::") + "::")
    assert all(line.startswith("::error file=%3A%3Aerror%3A%3Ax.env") for line in lines[end + 1 :])


def test_wrong_use(repository: Path, action: Callable[..., Ran]) -> None:
    ran = action(repository, mode="everything")
    assert ran.code == 2
    assert "mode is auto, diff, tree or history" in ran.out
    broken = action(repository, mode="tree", config="missing.yaml")
    assert broken.code == 2
    assert broken.outputs["exit-code"] == "2"


def test_inputs_never_become_code() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
    used = {line.split(".")[1].split(" ")[0] for line in ACTION["runs"]["steps"][0]["env"].values()}
    assert used == set(ACTION["inputs"])
