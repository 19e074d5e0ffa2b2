"""The further facts on invented papers: a part used while writing the grammar, a part kept back."""

import pytest

from phoihop.reader.tests.gold import scoring

LEAST = 0.9


@pytest.mark.parametrize("part", scoring.PARTS)
def test_the_score_on_own_papers(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    measures = scoring.score(part)

    with capsys.disabled():
        print(f"\n{part:14}precision recall")  # noqa: T201 -- the figures are asked for
        for name, score in measures.items():
            print(f"{name:14}{score.precision:9.3f}{score.recall:7.3f}")  # noqa: T201
    low = {
        name: score.faults
        for name, score in measures.items()
        if min(score.precision, score.recall) < LEAST
    }
    assert not low
