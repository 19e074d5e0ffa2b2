"""A text cut at its blanks, chunk by chunk: the tokens and places of a text cut as a whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reader import vocabulary
from phoihop.reader.vocabulary import Cut, cut

PIECES = ["Huyện", "ủy", "xã", "T.Ư", "K’Choi", "15/3", "2.031", "_", ",", ".", "“", ")", "ǅ", "²"]
GAPS = ["", " ", "  ", "\n", "\n\n", " \n ", "\t", " \t ", "\x1c"]


def letters(found: Cut) -> list[tuple[str, str, tuple[int, int]]]:
    """Each token as written, in small letters, and its place; without those that hold no letter."""
    columns = zip(found.tokens, found.lows, found.starts, found.ends, strict=True)
    return [(token.text, low, (start, end)) for token, low, start, end in columns if low]


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=30))
def test_tokens_stand_where_the_pattern_finds_them(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)

    found = cut(text)

    pattern = re.compile(r"[Tt]\.[ƯưWw](?!\w)|[^\W\d_]+(?:[’'‘&`][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
    spans = [match.span() for match in pattern.finditer(text)]
    assert letters(found) == [(text[slice(*span)], found.low[slice(*span)], span) for span in spans]
    assert len(found.low) == len(text)
    assert found.opened == []


@pytest.mark.parametrize("before", ["", "\n", " \n", "xã, ", "(", "\t"])
def test_blanks_put_in_are_told_and_counted(before: str) -> None:
    found = cut(f"{before}tổchức (chủtrì,\nLãnhđạo")

    text = f"{before}tổ chức (chủ trì,\nLãnh đạo"
    assert found.opened == [text.index(" chức"), text.index(" trì"), text.index(" đạo")]
    assert found.low == text.lower()
    assert all(word == text[slice(*span)] for word, _, span in letters(found))


def test_a_full_table_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Sáng 5/3/2031, Huyện ủy tổchức\nhội nghị (lần 2). " * 3
    alone = cut(text)
    monkeypatch.setattr(vocabulary, "_MOST", 2)

    assert cut(text) == alone
