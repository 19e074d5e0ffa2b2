"""Where a body is: the place behind a comma that tells it, and is no further party."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.lexicon import Phrases, phrases
from phoihop.reader.tokens import Tokens

_PLACES: Final = phrases("bodies", "places")
_HAMLETS: Final = Phrases(
    {
        level: level
        for level in (
            "thôn",
            "bản",
            "ấp",
            "buôn",
            "xóm",
            "làng",
            "cụm dân cư",
            "tổ dân phố",
            "khu phố",
            "khối phố",
        )
    }
)
# From the lowest level to the highest one.
_RANKS: Final = {
    "xã": 0, "phường": 0, "thị trấn": 0, "đặc khu": 0,
    "huyện": 1, "quận": 1, "thị xã": 1,
    "thành phố": 2, "tp": 2,
    "tỉnh": 3,
}  # fmt: skip
_CENTRAL: Final = 4
LEVELS_UP: Final = tuple(f"{level} " for level in _RANKS)
PLACES_BEGIN: Final = _PLACES.firsts | _HAMLETS.firsts
_COMMITTEES: Final = ("ủy ", "đoàn ", "đội ", "hội ")
_COUNTRIES: Final = frozenset(
    ["lào", "campuchia", "trung quốc", "việt nam", "thái lan", "nhật bản", "hàn quốc", "cuba"]
)
_LEVEL: Final = re.compile(
    r"(?<!\w)(?:(?P<commune>(?<!hợp tác )(?<!thông tấn )xã(?! hội)|phường|thị trấn|đặc khu)"
    r"|(?P<district>huyện|quận|thị xã|thị(?= ủy| đoàn))|(?P<town>thành(?= phố| ủy| đoàn))"
    r"|(?P<province>tỉnh))(?!\w)"
)
_RANK_OF: Final = {"commune": 0, "district": 1, "town": 2, "province": 3}
# What the first words of a body tell of its level where no other word does.
_OF_DISTRICT: Final = ("phòng ",)
_OF_PROVINCE: Final = ("sở ", "chi cục ")
_OF_STATE: Final = ("bộ ", "chính phủ", "tổng ", "trung ương ", "quốc hội")
_UNITS: Final = ("bộ chỉ huy", "bộ tư lệnh", "bộ đội", "tổng công ty")  # of no level


def place_length(tokens: Tokens, at: int) -> int:
    """Return the length of what stands before a place's name: "thị xã | Ba Mít", "tổ số | 4"."""
    if tokens.around[at] not in PLACES_BEGIN:
        return 0  # as most often
    hamlet = _HAMLETS.length(tokens, at)
    if hamlet and tokens.around[at + hamlet] == "số":
        return hamlet + 1
    return hamlet or _PLACES.length(tokens, at)


def past_place(tokens: Tokens, at: int, stop: int | None = None) -> int:
    """Step over a place behind a comma: "UBND xã Ba | , huyện Năm"; return `at` where none is."""
    level = _PLACES.length(tokens, at + 1) if tokens.around[at] == "," else 0
    last = len(tokens) if stop is None else stop
    first = end = at + 1 + level
    while level and end < last and tokens[end].is_capital and tokens[end].is_word:
        end += 1
    return end if end > first else at


def tells_where(tokens: Tokens, name: str, before: str, end: int) -> bool:
    """Say whether what follows a body and a comma is where the body is, and no further party.

    "Đồn Biên phòng Ba Mít, | tỉnh Cây Me", "An ninh huyện Na Ba, | tỉnh Khăm Ba, | Lào"; not
    "Sở Y tế, | huyện Ba Mít", which is below it. end: the token behind the name.
    """
    low, body = name.lower(), before.lower()
    of_place = _place_rank(body)
    if low in _COUNTRIES or low.startswith("nước "):
        return of_place is None and body not in _COUNTRIES
    place = _place_rank(low)
    if place is None:
        return False
    if of_place is not None:
        above = of_place < place and not _are_alike(of_place, place)
    else:
        above = _rank(body) < place
    return above and not _goes_on(tokens, end, place)


def _place_rank(low: str) -> int | None:
    """Return the rank of "huyện Ba Mít"; None for "Huyện đoàn Ba Mít" and what is no place."""
    level = next((level for level in LEVELS_UP if low.startswith(level)), None)
    if level is None or (low.removeprefix(level).startswith(_COMMITTEES) and " hội an" not in low):
        return None
    return _RANKS[level.strip()]


def _rank(body: str) -> int:
    """Return the rank of the lowest level that a body names; -1 where nothing tells it."""
    told = [_RANK_OF[str(level.lastgroup)] for level in _LEVEL.finditer(body)]
    if told or body.startswith(_UNITS):
        return min(told, default=-1)
    if body.startswith(_OF_STATE):
        return _CENTRAL
    of_district = _RANK_OF["district"] if body.startswith(_OF_DISTRICT) else -1
    return _RANK_OF["province"] if body.startswith(_OF_PROVINCE) else of_district


def _are_alike(rank: int, other: int) -> bool:
    """A town stands beside districts or beside provinces."""
    towns = _RANK_OF["town"] in {rank, other} and abs(rank - other) == 1
    return rank == other or towns


def _goes_on(tokens: Tokens, end: int, place: int) -> bool:
    """ "Sở Y tế, | huyện Ba Mít | , huyện Cây Me": a list of places.

    Not "Đồn 7, | xã Ba Mít | , huyện Cây Me", nor "Đồn 7, | tỉnh Ba Mít | và xã Cây Me".
    """
    joint = tokens.around[end]
    level = _PLACES.length(tokens, end + 1) if joint in {",", "và"} else 0
    named = end + 1 + level
    if not level or named >= len(tokens) or not tokens[named].is_capital:
        return False
    following = _RANKS.get(" ".join(tokens.lows[end + 1 : named]), place)
    if joint == ",":
        return following <= place
    return following > place or _are_alike(following, place)
