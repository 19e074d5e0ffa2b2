"""What a clause ends with that is no part of the action: marks, and words that lead to a list."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reader.one_task import before_tail

# As a pattern says it, which tries each letter of the clause in turn.
TAIL = re.compile(r"[\s,.;:/]*(?:(?:cụ thể|như sau|gồm|bao gồm|sau đây)[\s,.;:/]*)*$")
PIECES = [
    "cụ thể", "như sau", "gồm", "bao gồm", "sau đây", "bao", "sau", "đây", "như", "trồng mít", " ",
    ", ", ":", ".", "/", "\n", "\t", "…",
]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "kept"),
    [
        ("trồng ba hàng mít, cụ thể như sau:", "trồng ba hàng mít"),
        ("lập danh sách bao gồm: ", "lập danh sách"),
        ("làm các việc sau đây ./.", "làm các việc"),
        ("trồng mít sau nhà", "trồng mít sau nhà"),
        ("báo cáo cụ thể từng hộ.", "báo cáo cụ thể từng hộ"),
        ("như sau:", ""),
    ],
)
def test_marks_and_leading_words_go(clause: str, kept: str) -> None:
    assert clause[: before_tail(clause, 0, len(clause))] == kept


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.integers(0, 20), st.integers(0, 40))
def test_as_the_pattern_says(parts: list[str], first: int, length: int) -> None:
    low = "".join(parts)
    first = min(first, len(low))
    end = min(len(low), first + length)

    match = TAIL.search(low, first, end)

    assert match is not None
    assert before_tail(low, first, end) == match.start()
