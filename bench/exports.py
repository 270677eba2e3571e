"""What do other tools find with our exports? `python -m bench.exports` prints the matrix.

Each example of each rule becomes a file; each tool that is on PATH scans them all with its export. Counted are the
files that a tool finds something in, apart for examples that a rule finds and for those that are clean. gitleaks and
betterleaks both install a command called gitleaks: the one that is no betterleaks is taken, or $GITLEAKS.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helcim_audit.exports import exporter
from helcim_audit.exports.portable import PORTABLE
from helcim_audit.placeholders import fill
from helcim_audit.rules import load, parse, source

COVERED = frozenset(rule for one in PORTABLE for rule in one.rules)
QUIET = {"NO_COLOR": "1", "SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"}


@dataclass(frozen=True)
class Tool:
    """How one tool is run on `tree` with the export in `config`; `hits` reads its answer as paths."""

    name: str
    suffix: str
    command: Callable[[Path, Path, Path], list[str]]
    hits: Callable[[str, Path], set[str]]


@dataclass(frozen=True)
class Counts:
    """Files with a hit, of the covered rules' examples, of all other rules' and of the clean ones."""

    covered: int
    other: int
    clean: int


def executable(name: str) -> str | None:
    """Where a tool is; gitleaks only where it is the real one."""
    if name == "gitleaks":
        named = os.environ.get("GITLEAKS")
        found = named or shutil.which(name)
        said = subprocess.run([found, "version"], capture_output=True, text=True, check=False, timeout=60).stdout if found else ""
        return found if said.startswith("8.") else None
    return shutil.which(name)


def write_examples(root: Path) -> dict[str, tuple[bool, bool]]:
    """Every example as a file; relative path to (found by its rule, rule covered by the exports)."""
    files = {}
    for rule in parse(source(), load().practices).values():
        for number, example in enumerate(rule.examples):
            if example.todo or example.metadata or rule.category in ("policy", "access"):
                continue
            name = f"{rule.id}/{number}/{fill(example.path)}"
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fill(example.text), encoding="utf-8")
            files[name] = (bool(example.finds), rule.id in COVERED)
    return files


def _relative(paths: object, root: Path) -> set[str]:
    assert isinstance(paths, list)
    return {str(Path(path).resolve().relative_to(root.resolve())) if Path(path).is_absolute() else str(path).removeprefix("./") for path in paths}


def _kingfisher(text: str, root: Path) -> set[str]:
    start = text.find("{")
    found = json.JSONDecoder().raw_decode(text[start:])[0].get("findings", []) if start >= 0 else []
    return _relative([one["finding"]["path"] for one in found], root)


def _betterleaks(text: str, root: Path) -> set[str]:
    rows = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return _relative([row["finding"]["location"]["path"] for row in rows if "finding" in row], root)


TOOLS = (
    Tool("gitleaks", "toml", lambda exe, config, _: [str(exe), "dir", ".", "--config", str(config), "--no-banner", "--report-format", "json", "--report-path", "-", "--exit-code", "0"],
         lambda text, root: _relative([one["File"] for one in json.loads(text or "[]")], root)),
    Tool("betterleaks", "toml", lambda exe, config, _: [str(exe), ".", "--config", str(config), "--jsonl", "--no-color", "--log-level", "error", "--redact", "--exit-code", "0"],
         _betterleaks),
    Tool("kingfisher", "yaml", lambda exe, config, _: [str(exe), "scan", ".", "--rules-path", str(config), "--load-builtins", "false", "--format", "json", "--no-validate", "--no-dedup", "--redact", "--confidence", "low", "--no-update-check"],
         _kingfisher),
    Tool("semgrep", "yaml", lambda exe, config, _: [str(exe), "scan", "--config", str(config), "--json", "--no-git-ignore", "--disable-version-check", "--metrics", "off", "--quiet", "."],
         lambda text, root: _relative([one["path"] for one in json.loads(text)["results"]], root)),
    Tool("detect-secrets", "py", lambda exe, config, _: [str(exe), "scan", "--all-files", "--no-verify", "-p", str(config)],
         lambda text, root: _relative([name for name, rows in json.loads(text)["results"].items() if any("Helcim" in row["type"] for row in rows)], root)),
)  # fmt: skip


def run(tool: Tool, root: Path, work: Path) -> set[str]:
    """The example files that `tool` finds something in."""
    exe = executable(tool.name)
    assert exe is not None
    config = work / f"{tool.name.replace('-', '_')}.{tool.suffix}"
    config.write_text(exporter(tool.name)(load()), encoding="utf-8")
    done = subprocess.run(tool.command(Path(exe), config, root), cwd=root, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **QUIET, "HOME": str(work)})
    try:
        return tool.hits(done.stdout, root)
    except (ValueError, KeyError) as error:
        raise AssertionError(f"{tool.name} answered {done.returncode}: {type(error).__name__}, {done.stderr[-600:]}") from None


def ours(root: Path) -> set[str]:
    done = subprocess.run([sys.executable, "-m", "helcim_audit", "scan", "--no-ignore", "--format", "json", "."], cwd=root, capture_output=True, text=True, check=False, timeout=300)
    return {row["path"] for row in json.loads(done.stdout)["findings"]}


def count(hits: set[str], files: Mapping[str, tuple[bool, bool]]) -> Counts:
    found = [files[name] for name in hits if name in files]
    return Counts(sum(finds and covered for finds, covered in found), sum(finds and not covered for finds, covered in found), sum(not finds for finds, _ in found))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, work = Path(folder, "tree"), Path(folder, "work")
        work.mkdir()
        files = write_examples(root)
        total = count(set(files), files)
        print(f"{'':<16}{'covered rules':>16}{'other rules':>14}{'clean':>10}")
        print(f"{'examples':<16}{total.covered:>16}{total.other:>14}{total.clean:>10}")
        rows = {"helcim-audit": ours(root), **{tool.name: run(tool, root, work) for tool in TOOLS if executable(tool.name)}}
        for name, hits in rows.items():
            got = count(hits, files)
            print(f"{name:<16}{got.covered:>16}{got.other:>14}{got.clean:>10}")
        for tool in TOOLS:
            if tool.name not in rows:
                print(f"{tool.name:<16}{'not on PATH':>16}")


if __name__ == "__main__":
    main()
