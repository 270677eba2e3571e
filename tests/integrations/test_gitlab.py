"""The GitLab component: a template that can be read, whose script does what it says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import yaml

from helcim_audit.placeholders import fill
from tests.conftest import GIT_ENV
from tests.reports.gitlab_schema import SCHEMA

TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "helcim-audit.yml"


def test_every_input_has_a_default_and_is_used() -> None:
    spec, job = TEMPLATE.read_text(encoding="utf-8").split("\n---\n")
    inputs = yaml.safe_load(spec)["spec"]["inputs"]
    assert all("default" in given for given in inputs.values())
    assert all(f"$[[ inputs.{name} ]]" in job for name in inputs)


def test_the_script_writes_the_reports_that_it_hands_over(repository: Path, git: Callable[..., str], tmp_path: Path) -> None:
    job = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8").split("\n---\n")[1])["helcim-audit"]
    git("switch", "-qc", "change")
    (repository / "pay.py").write_text(fill("HELCIM_API_TOKEN = '{{token}}'\n"))
    git("add", "-A")
    git("commit", "-qm", "pay")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "helcim-audit"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m helcim_audit "$@"\n')
    command.chmod(0o755)
    env = {
        **os.environ, **GIT_ENV, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "HELCIM_AUDIT_MODE": "diff", "HELCIM_AUDIT_FAIL_ON": "low", "GITLAB_CI": "true",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": git("rev-parse", "main").strip(), "CI_COMMIT_SHA": git("rev-parse", "HEAD").strip(),
    }  # fmt: skip
    env.pop("GITHUB_ACTIONS", None)
    done = subprocess.run(["bash", "-e", "-c", "\n".join(job["script"])], cwd=repository, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    for name in [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]:
        assert (repository / name).stat().st_size > 0
    data = json.loads((repository / job["artifacts"]["reports"]["secret_detection"]).read_text())
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    assert [row["location"]["file"] for row in data["vulnerabilities"]] == ["pay.py"]
