"""How many of the labelled findings are found, and how many findings are labelled?

`python -m tests.score` prints recall and precision for each part of tests/samples. A finding is right when
file, line and rule are; each labelled finding counts once.
"""

import datetime
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from helcim_audit.engine import Settings, inspect
from helcim_audit.model import Document
from helcim_audit.placeholders import fill
from helcim_audit.prefilter import Prefilter
from helcim_audit.rules import load
from helcim_audit.scanners import Context

SAMPLES = Path(__file__).parent / "samples"


@dataclass
class Score:
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


def samples(part: str) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load((SAMPLES / f"{part}.yaml").read_text(encoding="utf-8"))


def parts() -> list[str]:
    return sorted(path.stem for path in SAMPLES.glob("*.yaml"))


def content(sample: dict[str, Any]) -> bytes:
    return fill(sample["text"]).encode(sample.get("encode", "utf-8"))


def judge(sample: dict[str, Any], score: Score) -> None:
    """Add one sample to `score`, with a note for everything that differs."""
    data = content(sample)
    found: list[tuple[int, str]] = []
    if Prefilter().admits(data):
        settings = Settings(load(), datetime.date(2026, 1, 1))
        found = [(f.start.line, f.rule) for f in inspect(Document(sample["path"], data), Context(), settings)]
    left = list(found)
    for label in sample["finds"]:
        rules = label["rule"] if isinstance(label["rule"], list) else [label["rule"]]
        hit = next((one for one in left if one[0] == label["line"] and one[1] in rules), None)
        if hit:
            left.remove(hit)
            score.right += 1
        else:
            score.notes.append(f"missed {sample['path']}:{label['line']} {rules[0]} ({sample['about']}); found {found}")
    score.notes += [f"false {sample['path']}:{line} {rule} ({sample['about']})" for line, rule in left]
    score.expected += len(sample["finds"])
    score.found += len(found)


def main() -> None:
    for part in sys.argv[1:] or parts():
        score = Score()
        count = 0
        for sample in samples(part):
            judge(sample, score)
            count += 1
        sys.stdout.write(f"{part:12} {count:4} files {score.expected:4} labels  recall {score.recall:.3f}  precision {score.precision:.3f}\n")
        sys.stdout.writelines(f"    {note}\n" for note in score.notes)


if __name__ == "__main__":
    main()
