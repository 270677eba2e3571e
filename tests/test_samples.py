"""The labelled samples: all found, nothing else."""

import pytest

from tests.score import Score, judge, parts, samples


@pytest.mark.parametrize("part", parts())
def test_part(part: str) -> None:
    score = Score()
    for sample in samples(part):
        judge(sample, score)
    assert not score.notes, "\n".join(score.notes)


def test_the_set_is_varied() -> None:
    everything = [sample for part in parts() for sample in samples(part)]
    clean = [sample for sample in everything if not sample["finds"]]
    assert len(everything) >= 150
    assert len(clean) >= 40
