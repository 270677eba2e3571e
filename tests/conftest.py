"""Shared ways to make trees, run the command and read its report."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from helcim_audit.placeholders import fill

GIT_ENV = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        try:
            return json.loads(self.out)
        except ValueError:
            raise AssertionError(f"no report, exit code {self.code}: {self.err[-600:]}") from None

    @property
    def rules(self) -> list[str]:
        return [finding["rule"] for finding in self.report["findings"]]


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write files (placeholders filled) below a fresh directory and return it."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "tree"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else fill(text).encode())
        root.mkdir(exist_ok=True)
        return root

    return make


@pytest.fixture
def audit() -> Callable[..., Done]:
    """Run `helcim-audit ARGUMENTS` as a process of its own."""

    def run(*arguments: str, cwd: Path | str = ".", stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "helcim_audit", *arguments], cwd=cwd, input=stdin, capture_output=True, timeout=300, env={**os.environ, **(env or {})}, check=False
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return run


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., str]:
    """Run git in a directory (default: `tree`), without the machine's own configuration."""

    def run(*arguments: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *arguments], cwd=cwd or tmp_path / "tree", capture_output=True, env={**os.environ, **GIT_ENV}, check=True, timeout=60
        )
        return done.stdout.decode("utf-8", "replace")

    return run


@pytest.fixture
def repository(tree: Callable[..., Path], git: Callable[..., str]) -> Path:
    """A repository with one clean commit."""
    root = tree({"README.md": "hello\n"})
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    return root
