"""Words that open a sentence are looked for at their first words alone: none may be lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reader import breaks
from phoihop.reader.breaks import find_openers
from phoihop.reader.normal import normalise
from phoihop.reader.tokens import tokenize

OPENERS = [
    "Đồng chí ", "Phát biểu ", "Tham dự ", "Tham gia ", "Đến dự ", "Tới dự ", "Về dự ",
    "Cùng dự ", "Kết luận hội", "Kết luận cuộc", "Dự buổi", "Dự lễ", "Tại hội", "Tại đây",
    "Tại điểm", "Trong thời gian", "Trong những", "Báo cáo với", "Báo cáo kết quả", "Theo đó",
    "Theo ông", "Nhân dịp", "Để đáp ứng", "Toàn cảnh", "Quang cảnh", "Thay mặt", "Sáng 5",
    "Chiều nay", "Tối ngày", "Ngày 17",
]  # fmt: skip
OTHERS = ["đồng chí ", "tại hội", "Hội nghị ", "Tạiđây", "TẠI HỘI", "ông Mít ", "(Tại hội", "5"]
GAPS = [" ", "  ", "\n", "\n\n", "\t", "\u00a0", ". ", " – "]


def _all_openers(text: str) -> list[tuple[int, int]]:
    """All matches of the pattern behind a blank in the whole text."""
    clean = normalise(text).clean
    found = [match.span() for match in breaks._OPENER.finditer(clean)]
    return [(first, last) for first, last in found if clean[:first][-1:].isspace()]


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("before", ["quà tặng bà con ", "bà con\t", "thôn Ba Mít\n\n", "ảnh: "])
def test_each_opener_is_found(before: str, opener: str) -> None:
    text = f"{before}{opener} trồng thêm ba hàng mít."
    start = normalise(text).clean.index(opener.strip())

    assert [first for first, _ in find_openers(tokenize(normalise(text)))] == [start]


@given(st.lists(st.tuples(st.sampled_from(OPENERS + OTHERS), st.sampled_from(GAPS)), max_size=12))
def test_no_opener_behind_a_blank_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "ven sông " + "".join(word + gap for word, gap in parts) + "xã Cây Me"

    assert set(_all_openers(text)) <= set(find_openers(tokenize(normalise(text))))


def test_every_beginning_of_the_pattern_is_looked_for() -> None:
    firsts = re.findall(r"[A-ZĐ][^\W\d_]+", breaks._OPENER.pattern)

    assert {first.lower() for first in firsts} == breaks._FIRST_WORDS
