"""The further facts on invented papers: a part used while writing the grammar, a part kept back."""

import pytest

from phoihop.reader import read
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


def test_who_signed_is_no_content() -> None:
    paper = (
        "ĐẢNG ỦY XÃ BA MÍT\nBAN DÂN VẬN\nSố 04-CTr/BDV\nBa Mít, ngày 10 tháng 11 năm 2036\n"
        "CHƯƠNG TRÌNH PHỐI HỢP\ngiữa Ban Dân vận và Trạm Y tế\n"
        "I. TRÁCH NHIỆM THỰC HIỆN\n1. Trách nhiệm của Trạm Y tế\na) Cử cán bộ nói chuyện.\n"
        "b) Cung cấp số liệu.\nTRẠM Y TẾ XÃ\nTRƯỞNG TRẠM\nBAN DÂN VẬN\nTRƯỞNG BAN\n"
        "Hà Văn Mít Lê Thị Sắn\n"
    )

    found = read(paper, kind="official").items

    assert [item.number for item in found] == ["I.1.a", "I.1.b"]
