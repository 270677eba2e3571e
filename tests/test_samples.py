"""The labelled samples: what this release promises to find is found, and nothing else is."""

import pytest

from tests.score import projects, samples, score_part

# Parts whose labels need the analysis of programs (values that travel) are scored by `python -m tests.score` only.
PROMISED = ["code", "config", "look-alikes", "payloads", "robustness", "wide"]


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
