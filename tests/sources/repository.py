"""A repository, and short ways to do to it what people do."""

import os
import subprocess
from pathlib import Path

from tests.conftest import GIT_ENV


class Repository:
    """One with a clean commit. Each command is a minute later than the one before."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.clock = 1_700_000_000
        root.mkdir(parents=True, exist_ok=True)
        self("init", "-q", *options)
        self.write("README.md", "hello\n")
        self.commit("first")

    def __call__(self, *arguments: str, stdin: bytes = b"", **env: str) -> str:
        self.clock += 60
        dates = {"GIT_AUTHOR_DATE": f"{self.clock} +0000", "GIT_COMMITTER_DATE": f"{self.clock} +0000"}
        command = ["git", "-c", "init.defaultBranch=main", "-c", "gc.auto=0", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(command, cwd=self.root, input=stdin, capture_output=True, env={**os.environ, **GIT_ENV, **dates, **env}, timeout=60, check=True)
        return done.stdout.decode().strip()

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, message: str = "change", **env: str) -> str:
        self("add", "-A", "-f")
        self("commit", "-q", "--allow-empty", "-m", message, **env)
        return self("rev-parse", "HEAD")
