"""A repository with a long history, made from a seed through `git fast-import`."""

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO

from helcim_audit.placeholders import fill

_SUFFIXES = ("py", "js", "ts", "php", "rb", "go", "css", "md", "yml", "json")


def repository(root: Path, commits: int, files: int, size: int, line: Callable[[random.Random], str]) -> None:
    """A repository of `commits` commits (one in twenty a merge) that change two of `files` files of about `size` bytes.

    The versions of one file follow each other in the pack, so that they are stored as differences, as a repack
    would do. Twelve blobs hold a token; nine of them were changed again later.
    """
    rng = random.Random(23)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True, env=environment)
    process = subprocess.Popen(["git", "fast-import", "--quiet", "--force"], cwd=root, stdin=subprocess.PIPE, env=environment)
    assert process.stdin is not None
    versions = max(2, commits * 2 // files)
    names = [f"pkg{n % 17}/mod{n % 5}/file{n}.{_SUFFIXES[n % len(_SUFFIXES)]}" for n in range(files)]
    leaks = {(n * 31 % files, versions // 2 if n % 4 else versions - 1): n % 6 for n in range(12)}
    for file in range(files):
        _versions(process.stdin, rng, file, versions, size, line, leaks)
    _commits(process.stdin, rng, commits, names, versions)
    process.stdin.close()
    if process.wait():
        raise RuntimeError("git fast-import failed")
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True, env=environment)


def _versions(to: IO[bytes], rng: random.Random, file: int, versions: int, size: int, line: Callable[[random.Random], str], leaks: dict[tuple[int, int], int]) -> None:
    body = [line(rng) for _ in range(max(4, size // 40))]
    for version in range(versions):
        for _ in range(rng.randrange(1, 9)):
            body[rng.randrange(len(body))] = line(rng)
        body.insert(rng.randrange(len(body)), f"revision {file} {version}")
        shown = body
        if (number := leaks.get((file, version))) is not None:
            shown = [*body, fill(f"HELCIM_API_TOKEN = '{{{{token{number or ''}}}}}'".replace("token1", "token2"))]
        data = "\n".join(shown).encode() + b"\n"
        to.write(b"blob\nmark :%d\ndata %d\n%s\n" % (1 + file * versions + version, len(data), data))


def _commits(to: IO[bytes], rng: random.Random, commits: int, names: list[str], versions: int) -> None:
    at = [0] * len(names)
    first = 1 + len(names) * versions
    side = 0
    for number in range(commits):
        mark = first + number
        to.write(b"commit refs/heads/main\nmark :%d\ncommitter Dev %d <dev@example.com> %d +0000\n" % (mark, number % 9, 1_600_000_000 + number * 3600))
        message = f"change {number}: {rng.choice(names)}\n".encode()
        to.write(b"data %d\n%s\n" % (len(message), message))
        if number % 20 == 10:
            side = mark - 5
        if number:
            to.write(b"from :%d\n" % (mark - 1))
            if side and number % 20 == 10:
                to.write(b"merge :%d\n" % side)
        changed = range(len(names)) if number == 0 else ((number * 2) % len(names), (number * 2 + 1) % len(names))
        for file in changed:
            to.write(b"M 100644 :%d %s\n" % (1 + file * versions + min(at[file], versions - 1), names[file].encode()))
            at[file] += 1
