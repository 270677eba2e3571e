"""The labelled samples: what this release promises to find is found, and nothing else is."""

import pytest
import yaml

from tests.score import SAMPLES, lines_of, projects, samples, score_part

# Parts whose labels need the analysis of programs (values that travel) are scored by `python -m tests.score` only.
PROMISED = ["cards", "code", "config", "literals", "look-alikes", "payloads", "prints", "public", "robustness", "settings", "transport", "wide"]


@pytest.mark.parametrize("part", PROMISED)
def test_part(part: str) -> None:
    score = score_part(part)
    told = "\n".join(score.notes)
    assert score.recall >= 0.99, told
    assert score.precision >= 0.99 or not score.found, told


def test_the_set_is_varied() -> None:
    single = [sample for part in PROMISED for sample in samples(part)]
    clean = [sample for sample in single if not sample["finds"]]
    assert len(single) + sum(len(projects(part)) for part in PROMISED) >= 250
    assert len(clean) >= 60


@pytest.mark.parametrize("part", sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()))
def test_each_label_stands_on_a_line_of_its_tree(part: str) -> None:
    for project in projects(part):
        expect = yaml.safe_load((project / "expect.yaml").read_text(encoding="utf-8"))
        labels = (expect.get("findings") or []) + (expect.get("allowed") or [])
        clean = project.name.endswith("-clean")
        assert not (clean and expect.get("findings")), project
        for label in labels:
            lines = (project / "tree" / label["file"]).read_bytes().splitlines()
            for line in lines_of(label):
                assert lines[line - 1].strip(), f"{project.name}: {label['file']}:{line} is blank"
