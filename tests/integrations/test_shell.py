"""Completion and recipes: what docs/integrations.md tells a shell to do."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from helcim_audit.reports import FORMATS
from tests.conftest import Done

PAGE = (Path(__file__).parent.parent.parent / "docs" / "integrations.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(audit: Callable[..., Done], shell: str) -> None:
    # Read from the page, so that the variable's name is the documented one.
    variable = re.search(rf"(\w+)={shell}_source helcim-audit", PAGE)
    assert variable is not None
    code = "from helcim_audit.cli import entry; entry()"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, variable[1]: f"{shell}_source"}, capture_output=True, text=True, timeout=60, check=False)
    assert variable[1] in done.stdout
    words = {"COMP_WORDS": "helcim-audit sc", "COMP_CWORD": "sc" if shell == "fish" else "1"}
    given = audit(env={variable[1]: f"{shell}_complete", **words})
    assert "scan" in given.out
    assert "verify" not in given.out


def test_workflows_can_be_read() -> None:
    workflow, component = (yaml.safe_load(block) for block in blocks("yaml"))
    assert workflow["jobs"]["audit"]["steps"][-1]["with"]["fail-on"] == "low"
    assert component["include"]


def test_every_format_is_described() -> None:
    assert set(re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE)) == {"`text`", "`json`, `jsonl`", *(f"`{name}`" for name in FORMATS if name not in ("text", "json", "jsonl"))}


@pytest.mark.skipif(not shutil.which("jq"), reason="no jq")
def test_recipes(tree: Callable[..., Path], tmp_path: Path) -> None:
    root = tree({"b.env": "HELCIM_API_TOKEN={{token}}\n", "a.py": "HELCIM_API_TOKEN = '{{token}}'\nOTHER_HELCIM_TOKEN = '{{token2}}'\n"})
    (tmp_path / "helcim-audit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m helcim_audit "$@"\n')
    (tmp_path / "helcim-audit").chmod(0o755)
    recipes = [line for line in blocks("sh")[-2].splitlines() if line.startswith("helcim-audit")]
    env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    outs = [subprocess.run(["bash", "-c", line], cwd=root, env=env, capture_output=True, text=True, timeout=60, check=True).stdout.splitlines() for line in recipes]
    assert outs[0][0].startswith("2\t****")
    assert outs[1] == ["a.py", "b.env"]
    assert outs[2] == ["1\tapi-token-in-config", "2\thardcoded-api-token"]
    assert len(outs[3]) == 3
