"""How fast, side by side? `make bench`, or `python -m bench [--tiny] [--rounds N] [ROW...]`.

Corpora are made from a seed below bench/corpora. Commands run in turn (A B A B), after one warm-up each;
the table gives medians and the ratio to the row's first command. Peers that are not on PATH are left out
and named. Regex peers get one Helcim rule, so that they do the same work.
"""

import argparse
import gzip
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import corpora, history

HERE = Path(__file__).parent / "corpora"
KEYWORDS = "helcim|api-token|secret-?_?token|verifier-?_?token|checkout-?_?token|js-?_?secret-?_?key|partner-?_?token"
PATTERN = r"a[A-Za-z0-9!#$%*\-.@_]{63}"
TOML = f"[[rules]]\nid = 'helcim'\ndescription = 'helcim'\nregex = '''\\b{PATTERN}'''\nkeywords = ['helcim', 'api-token']\n"
YAML = f"rules:\n  - name: helcim\n    id: custom.helcim\n    pattern: '{PATTERN}'\n    min_entropy: 4.5\n    confidence: medium\n    examples: []\n"


@dataclass(frozen=True)
class Row:
    name: str
    commands: dict[str, list[str]]
    cwd: Path
    bytes: int = 0
    files: int = 0


def _size(path: Path) -> tuple[int, int]:
    if path.is_file():
        return path.stat().st_size, 1
    sizes = [entry.stat().st_size for entry in path.rglob("*") if entry.is_file()]
    return sum(sizes), len(sizes)


def _made(name: str, make: Callable[[Path], None]) -> Path:
    path = HERE / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)
    return path


def _ours(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "helcim_audit", "scan", *arguments]


def _peers(target: str, config: Path) -> dict[str, list[str]]:
    (config / "rule.toml").write_text(TOML)
    (config / "rule.yaml").write_text(YAML)
    return {
        "kingfisher turbo, 1 rule": ["kingfisher", "scan", "--turbo", "--no-validate", "--load-builtins", "false", "--rules-path", str(config / "rule.yaml"), "--rule", "custom.helcim", target],
        "betterleaks, 1 rule": ["betterleaks", "-c", str(config / "rule.toml"), target],
        "gitleaks, 1 rule": ["gitleaks", "dir", "-c", str(config / "rule.toml"), "--no-banner", target],
    }


def rows(tiny: bool, config: Path) -> Iterator[Row]:
    tree = _made("tree-tiny" if tiny else "tree", lambda p: corpora.source_tree(p, *((60, 2000) if tiny else (21900, 9300))))
    dense = _made("dense-tiny" if tiny else "dense", lambda p: corpora.dense_tree(p, 40 if tiny else 2000))
    plain = _made("plain-tiny.log" if tiny else "plain.log", lambda p: corpora.plain_log(p, 200_000 if tiny else 1_000_000_000))
    masked = _made("masked-tiny.log" if tiny else "masked.log", lambda p: corpora.masked_log(p, 200_000 if tiny else 100_000_000))
    rg = ["rg", "-ia", "-c", "--no-ignore", "--hidden", KEYWORDS]
    yield Row("tree, few candidates", {"ripgrep": [*rg, str(tree)], "helcim-audit": _ours("--no-ignore", str(tree)), "helcim-audit -j1": _ours("-j1", "--no-ignore", str(tree)), **_peers(str(tree), config)}, tree, *_size(tree))
    yield Row("tree, all candidates", {"helcim-audit -j1": _ours("-j1", "--no-ignore", str(dense)), "helcim-audit -j2": _ours("-j2", "--no-ignore", str(dense)), "credsweeper": ["credsweeper", "--path", str(dense)]}, dense, *_size(dense))
    yield Row("log, plain", {"ripgrep": [*rg, "--no-mmap", str(plain)], "helcim-audit": _ours(str(plain)), **_peers(str(plain), config)}, plain.parent, *_size(plain))
    yield Row("log, masked header a line", {"helcim-audit": _ours(str(masked)), "ripgrep": [*rg, str(masked)]}, masked.parent, *_size(masked))
    packed = _made(plain.name + ".gz", lambda p: _gzipped(plain, p))
    yield Row("log, gzip", {"zcat": ["zcat", str(packed)], "helcim-audit": _ours(str(packed))}, plain.parent, *_size(plain))
    for name, log in (("redact, nothing to mask", plain), ("redact, masked header a line", masked)):
        yield Row(name, {"helcim-audit": [sys.executable, "-m", "helcim_audit", "redact", "-o", str(config / "redacted"), str(log)], "cat": ["cat", str(log)]}, log.parent, *_size(log))
    yield _history(tiny, config)
    yield _hook("hook, one clean file", "a.py", "x = 1\n" * 200)
    yield _hook("hook, one Python candidate", "pay.py", PYTHON)
    yield _hook("hook, one JavaScript candidate", "pay.js", SCRIPT)


def _history(tiny: bool, config: Path) -> Row:
    """A repository whose objects are read in the order of their names, as `--batch-all-objects` does by itself, and in that of the packs."""
    size = (200, 20, 2000) if tiny else (20_000, 400, 26_000)
    path = _made("history-tiny" if tiny else "history", lambda p: history.repository(p, *size, corpora.line_of(12)))
    every = ["git", "cat-file", "--batch-all-objects", "--batch", "--buffer"]
    kingfisher = ["kingfisher", "scan", "--turbo", "--no-validate", "--load-builtins", "false", "--rules-path", str(config / "rule.yaml"), "--rule", "custom.helcim", "--git-history", "full", str(path)]
    commands = {
        "git cat-file": every,
        "git cat-file, pack order": [*every, "--unordered"],
        "helcim-audit": _ours("--history", str(path)),
        "helcim-audit -j1": _ours("--history", "-j1", str(path)),
        "kingfisher turbo, 1 rule": kingfisher,
        "betterleaks, 1 rule": ["betterleaks", "git", "-c", str(config / "rule.toml"), str(path)],
        "gitleaks, 1 rule": ["gitleaks", "git", "-c", str(config / "rule.toml"), "--no-banner", str(path)],
    }
    counted = subprocess.run(["git", "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectsize)"], cwd=path, capture_output=True, check=True).stdout.split()
    return Row("history", commands, path, sum(map(int, counted)), len(counted))


def _gzipped(source: Path, target: Path) -> None:
    with source.open("rb") as plain, gzip.open(target, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed, 1 << 20)


PYTHON = """import os
import requests

API = "https://api.helcim.com/v2"


def charge(amount):
    headers = {"api-token": os.environ["HELCIM_API_TOKEN"], "accept": "application/json"}
    answer = requests.post(f"{API}/payment/purchase", json={"amount": amount}, headers=headers, timeout=10)
    return answer.json()
"""
SCRIPT = """const axios = require('axios')

const api = axios.create({ baseURL: 'https://api.helcim.com/v2', headers: { 'api-token': process.env.HELCIM_API_TOKEN } })

exports.charge = async (amount) => {
  const { data } = await api.post('/payment/purchase', { amount })
  return data
}
"""


def _hook(name: str, file: str, text: str) -> Row:
    repository = HERE / f"repository-{file.replace('.', '-')}"
    if not repository.exists():
        repository.mkdir(parents=True)
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", "init", "-q"], cwd=repository, check=True, env=env)
        (repository / file).write_text(text)
        subprocess.run(["git", "add", "-A"], cwd=repository, check=True, env=env)
    ours = shutil.which("helcim-audit", path=str(Path(sys.executable).parent)) or "helcim-audit"
    peers = {
        "betterleaks, its rules": ["betterleaks", "git", "--staged", "."],
        "gitleaks, its rules": ["gitleaks", "git", "--staged", "--no-banner", "."],
        "detect-secrets": ["detect-secrets-hook", file],
        "kingfisher, its rules": ["kingfisher", "scan", "--no-validate", "--staged", "."],
    }
    return Row(name, {"python -c pass": [sys.executable, "-c", "pass"], "helcim-audit scan --staged": [ours, "scan", "--staged"], **peers}, repository)


def _run(command: list[str], cwd: Path) -> tuple[float, float]:
    """Wall seconds, and the largest memory of a process in MB."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    assert isinstance(usage, resource.struct_rusage)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def measure(row: Row, rounds: int) -> Iterator[str]:
    present = {name: command for name, command in row.commands.items() if shutil.which(command[0])}
    absent = sorted(set(row.commands) - set(present))
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in present}
    for number in range(rounds + 1):
        for name, command in present.items():
            result = _run(command, row.cwd)
            if number:
                figures[name].append(result)
    first = statistics.median(seconds for seconds, _ in figures[next(iter(present))])
    yield f"\n{row.name}" + (f" ({row.files} files, {row.bytes / 1e6:.0f} MB)" if row.bytes else "")
    for name, results in figures.items():
        seconds = statistics.median(s for s, _ in results)
        rate = f"{row.bytes / 1e6 / seconds:8.0f} MB/s {row.files / seconds:8.0f} files/s" if row.bytes else ""
        yield f"  {name:28} {seconds:8.3f} s  x{seconds / first:6.2f}  {max(m for _, m in results):6.0f} MB memory  {rate}"
    if absent:
        yield f"  not on PATH: {', '.join(absent)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW", help="words of the rows' names")
    parser.add_argument("--tiny", action="store_true", help="small corpora: does it run?")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as config:
        for row in rows(asked.tiny, Path(config)):
            if not asked.rows or any(word in row.name for word in asked.rows):
                for line in measure(row, 1 if asked.tiny else asked.rounds):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
