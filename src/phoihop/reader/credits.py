"""Who is named behind "Ảnh:" or "Tác giả:", wherever that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from phoihop.reader.capitals import is_capital_word
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.normal import Source
from phoihop.reader.syllables import looks_like_syllable
from phoihop.reader.tokens import Tokens
from phoihop.vntext import fold

Span = tuple[int, int]
# The colon first, for there are few; then what stands before it ("Tin, bài và ảnh:" ends so too).
_CREDITED: Final = ("ảnh", "tin và bài", "tin bài", "tin, bài", "tác giả", "bài viết", "người viết")
_PHOTO: Final = re.compile(
    ":(?:" + "|".join(rf"(?<=(?<!\w){word}:)|(?<=(?<!\w){word}\s:)" for word in _CREDITED) + r")\s*"
)
_BRACKETED: Final = re.compile(r"\((?:ảnh|photo)\s")
_FEWEST_WORDS: Final = 2
_PHOTO_WORDS: Final = 3
_VOWELS: Final = frozenset("aeiouy")
_AFTER_NAME: Final = frozenset(["/", "-", "–", ".", "\n", "", ")", ","])


def labelled_names(source: Source, tokens: Tokens) -> Iterator[Span]:
    """ "Ảnh: Minh Khoai/TTXVN", "Tác giả: Thanh Dừa"."""
    for match in _PHOTO.finditer(source.low):
        at = tokens.at_offset(match.end())
        if (
            at + 1 < len(tokens)
            and tokens[at].text in {"VGP", "TTXVN", "BTC"}
            and tokens.low(at + 1) == "/"
        ):
            at += 2
        yield from _names_from(tokens, at)
    for match in _BRACKETED.finditer(source.low):
        if source.clean[match.end() : match.end() + 1].isupper():
            yield from _names_from(tokens, tokens.at_offset(match.end()))


def _names_from(tokens: Tokens, at: int) -> Iterator[Span]:
    """Yield the names from a token on, joined by dashes."""
    if _is_abbreviated(tokens, at):
        yield tokens.starts[at], tokens.ends[at + 2]
        return
    while True:
        if tokens.low(at) in words("boilerplate", "no_author") or _is_shown(tokens, at):
            return  # "Ảnh: Phường Ba Mơ", "Tác giả: Văn Mít - Phòng Văn hóa", "Trong ảnh: Ông Mít"
        if phrases("bodies", "heads").length(tokens, at) > 1:
            return  # "ẢNH: CÔNG AN TỈNH"
        last = _photo_name_end(tokens, at)
        if last - at < _FEWEST_WORDS or is_abbreviation(tokens[at].text):
            return
        yield tokens.starts[at], tokens.ends[last - 1]
        following = last + 1
        if following >= len(tokens) or tokens[following].is_upper:
            return
        listed = tokens.low(last) == "," and _ends_line(tokens, _photo_name_end(tokens, following))
        if tokens.low(last) != "-" and not listed:
            return
        at = following


def _is_shown(tokens: Tokens, at: int) -> bool:
    """ "Ảnh: Ông Lê Văn Mít", "Ảnh: Đồng chí ...": who is seen, not who took the picture."""
    pair = f"{tokens.low(at)} {tokens.low(at + 1)}"
    return tokens.low(at) in {"ông", "bà", "các"} or pair in {"đồng chí", "đ /", "lãnh đạo"}


def _ends_line(tokens: Tokens, at: int) -> bool:
    """ "Tin, ảnh: Văn Mít, Thị Cam" and nothing more in the line."""
    return at >= len(tokens) or tokens.lows[at] in {"\n", ","}


def _is_abbreviated(tokens: Tokens, at: int) -> bool:
    """Say whether "M.Mít" stands here: an initial and a whole given name; "N.M" names nobody."""
    if at + 2 >= len(tokens) or tokens.low(at + 1) != ".":
        return False
    initial, given = tokens[at], tokens[at + 2]
    joined = not tokens.spaced(at + 1) and not tokens.spaced(at + 2)
    whole = given.is_word and given.is_capital and len(given.text) > 1
    if given.is_upper:
        whole = whole and looks_like_syllable(given.low)  # "V.TRÀ"
    return joined and len(initial.text) == 1 and initial.is_capital and whole


def _photo_name_end(tokens: Tokens, first: int) -> int:
    at = first
    while at < len(tokens) and at - first < _PHOTO_WORDS and _goes_on(tokens, first, at):
        at += 1
    families = words("people", "families") - words("people", "weak_families")
    if at - first == _PHOTO_WORDS and tokens.low(first) not in families:
        # "Ảnh: Hồng Mận Trong dịp Tết": the stop after the name is missing.
        at -= tokens.low(at) not in _AFTER_NAME
    return at


def _goes_on(tokens: Tokens, first: int, at: int) -> bool:
    token = tokens[at]
    if not is_capital_word(token) or (at > first and not tokens.spaced(at)):
        return False
    if at - first >= _FEWEST_WORDS and token.low in words("people", "starters"):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    pair = f"{token.low} {tokens.low(at + 1)}"
    return not (following and not following.is_capital and pair in words("words", "compounds"))


def is_abbreviation(part: str) -> bool:
    """ "HĐ Lai Vung": capitals without a vowel are an office's, not a person's."""
    return part.isupper() and part.isalpha() and len(part) > 1 and _VOWELS.isdisjoint(fold(part))
