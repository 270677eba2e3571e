"""How many of the labelled findings are found, and how many findings are labelled?

`python -m tests.score [PART...]` prints recall and precision for each part of tests/samples, or for a directory
elsewhere. A part is a list of single files (`config.yaml`) or a directory of projects, each with `expect.yaml` and
`tree/`. A finding is right when file, line and rule are; a label may list several rules, and several lines where a call stands on more
than one. Each labelled finding counts once.
"""

import datetime
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from helcim_audit.engine import Settings, inspect, run
from helcim_audit.model import Document, Finding
from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.rules import load
from helcim_audit.scanners import Context
from helcim_audit.sources.files import select
from helcim_audit.sources.protocol import is_helcims

SAMPLES = Path(__file__).parent / "samples"
SETTINGS = Settings(load(), datetime.date(2026, 1, 1))


def lines_of(label: dict[str, Any]) -> list[int]:
    """The lines where a labelled finding may stand, the likeliest first."""
    return label["line"] if isinstance(label["line"], list) else [label["line"]]


@dataclass
class Score:
    projects: int = 0
    expected: int = 0
    found: int = 0
    right: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    def compare(self, name: str, labels: list[dict[str, Any]], findings: list[Finding], allowed: list[dict[str, Any]]) -> None:
        left = [(f.path, f.start.line, f.rule) for f in findings]
        for label in labels:
            rules = label["rule"] if isinstance(label["rule"], list) else [label["rule"]]
            lines = lines_of(label)
            hit = next((one for one in left if one[0] == label["file"] and one[1] in lines and one[2] in rules), None)
            if hit:
                left.remove(hit)
                self.right += 1
            else:
                near = [one for one in left if one[0] == label["file"]]
                self.notes.append(f"missed {name} {label['file']}:{lines[0]} {rules[0]}; left in the file {near}")
        optional = {(one["file"], one["line"]) for one in allowed}
        left = [one for one in left if one[:2] not in optional]
        self.notes += [f"false  {name} {path}:{line} {rule}" for path, line, rule in left]
        self.projects += 1
        self.expected += len(labels)
        self.found += len(left) + (self.right - self._counted)
        self._counted = self.right

    _counted: int = 0


def samples(part: str) -> Iterator[dict[str, Any]]:
    """The single files of a part."""
    path = SAMPLES / f"{part}.yaml"
    if path.exists():
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def projects(part: str) -> list[Path]:
    return sorted(path.parent for path in (SAMPLES / part).glob("*/expect.yaml"))


def parts() -> list[str]:
    return sorted({path.stem for path in SAMPLES.iterdir() if path.suffix == ".yaml" or path.is_dir()})


def content(sample: dict[str, Any]) -> bytes:
    return fill(sample["text"]).encode(sample.get("encode", "utf-8"))


def judge(sample: dict[str, Any], score: Score) -> None:
    """Add one single file to `score`, with a note for everything that differs."""
    data = content(sample)
    found = inspect(Document(sample["path"], data), Context(), SETTINGS) if Prefilter().admits(data) or is_helcims(sample["path"].encode(), data) else []
    labels = [{"file": sample["path"], **label} for label in sample["finds"]]
    score.compare(f"({sample['about']})", labels, found, [])


def write_project(project: Path, target: Path, encode: dict[str, str]) -> None:
    """The project's tree with placeholders filled, names and encodings as labelled."""
    tree = project / "tree"
    for path in tree.rglob("*"):
        if path.is_file():
            name = path.relative_to(tree)
            data = path.read_bytes()
            try:
                data = fill(data.decode("utf-8")).encode(encode.get(name.as_posix(), "utf-8"))
            except UnicodeDecodeError:
                data = fill(data.decode("latin-1")).encode("latin-1")
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)


def judge_project(project: Path, score: Score) -> None:
    expect = yaml.safe_load((project / "expect.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as target:
        write_project(project, Path(target), expect.get("encode") or {})
        report = run(select([target], no_ignore=True), SETTINGS)
    score.compare(project.name, expect.get("findings") or [], list(report.findings), expect.get("allowed") or [])


def score_part(part: str) -> Score:
    score = Score()
    for sample in samples(part):
        judge(sample, score)
    for project in projects(part):
        judge_project(project, score)
    return score


def main() -> None:
    for part in sys.argv[1:] or parts():
        score = score_part(part)
        sys.stdout.write(f"{part:14} {score.projects:4} files or projects {score.expected:4} labels  recall {score.recall:.3f}  precision {score.precision:.3f}\n")
        sys.stdout.writelines(f"    {note}\n" for note in score.notes)


if __name__ == "__main__":
    main()
