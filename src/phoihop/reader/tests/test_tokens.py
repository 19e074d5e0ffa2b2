"""Where words stand in a text: the sets a grammar asks for are looked for in one pass."""

import pytest

from phoihop.reader.normal import normalise
from phoihop.reader.tokens import Tokens, tokenize

_TEXT = (
    "UBND huyện Ba Mít và Huyện đoàn Ba Mít ký kết;\n\nông Lê Văn Cám, bà Trần Thị Sắn và ông Đỗ"
    " Văn Bưởi dự.  Ông Cám phát biểu"
)


def _tokens() -> Tokens:
    return tokenize(normalise(_TEXT))


def _one_by_one(tokens: Tokens, words: frozenset[str]) -> list[int]:
    return [at for at, token in enumerate(tokens) if token.low in words]


@pytest.fixture
def never_asked(request: pytest.FixtureRequest) -> frozenset[str]:
    """A set of its own for each test: an odd word makes it one that no grammar has asked for."""
    return frozenset({"ông", "và", request.node.name})


def test_a_set_asked_for_the_first_time(never_asked: frozenset[str]) -> None:
    tokens = _tokens()
    assert tokens.places(never_asked) == _one_by_one(tokens, never_asked) != []


def test_a_set_asked_for_in_the_text_before(never_asked: frozenset[str]) -> None:
    _tokens().places(never_asked)
    tokens = _tokens()
    assert tokens.places(never_asked) == _one_by_one(tokens, never_asked) != []


def test_a_set_first_asked_for_in_a_text_cut_later(never_asked: frozenset[str]) -> None:
    earlier, later = _tokens(), _tokens()
    later.places(never_asked)
    assert earlier.places(never_asked) == _one_by_one(earlier, never_asked) != []


def test_sets_that_share_words_are_told_apart(never_asked: frozenset[str]) -> None:
    sets = [never_asked, never_asked | {"bà"}, frozenset({"bà", "sắn"}), frozenset({"quýt"})]
    for _ in range(2):
        tokens = _tokens()
        assert [tokens.places(words) for words in sets] == [
            _one_by_one(tokens, words) for words in sets
        ]


@pytest.mark.parametrize(("first", "last"), [(0, 5), (4, 12), (12, 12), (20, 99)])
def test_places_within_a_part(first: int, last: int) -> None:
    tokens, words = _tokens(), frozenset({"ông", "và", "mít"})
    inside = [at for at in _one_by_one(tokens, words) if first <= at < last]
    assert tokens.within(words, first, last) == inside


@pytest.mark.parametrize(
    "text",
    [
        "UBND  xã Ba   Mít\n\n\nvà Huyện đoàn\n \n  ký kết ",
        "\n\n  Sáng 5/3,   tại xã Ba Mít\n",
        "đồng chí   Lê\nVăn Mít ;\n- bà  Trần Thị Cam",
        "   ",
    ],
)
def test_columns_stay_side_by_side(text: str) -> None:
    """Blanks that hold the place of no word, and line ends that say nothing, go from all."""
    source = normalise(text)
    tokens = tokenize(source)

    assert len(tokens) == len(tokens.lows) == len(tokens.starts) == len(tokens.ends)
    assert [token.low for token in tokens] == tokens.lows
    assert [source.clean[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == [
        token.text for token in tokens
    ]
    assert [low for low in tokens.lows if low != "\n"] == [
        low for low in source.cut.lows if low not in {"", "\n"}
    ]
