"""Marks that a position or a body's name may hold: commas, dashes, brackets, quotations."""

from __future__ import annotations

from typing import Final

from phoihop.reader.bodies import body_length, has_task, is_joint_office, is_purpose
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.phrase_words import STOPS, begins_person
from phoihop.reader.tokens import Tokens

QUOTES: Final = frozenset('"“”')
_WITH_COMMAS: Final = words("bodies", "with_commas")
_CUT_SHORT: Final = frozenset(["tp", "tx", "tt", "q", "h", "p", "tw", "st"])  # "TP. Bình An"
_SHORT_LEVELS: Final = frozenset(["tỉnh", "thành", "huyện", "thị", "quận", "xã", "phường"])
_LEVEL_ENDS: Final = frozenset(["phố", "trấn"])
_KINDS: Final = frozenset(["sở", "ban", "ngành", "phòng"])
_WITH_DASHES: Final = words("bodies", "with_dashes")
_BEHIND_SLASH: Final = frozenset(["dioxin", "aids"])
_INITIALS: Final = 3
_COMMITTEES: Final = frozenset(["ub", "ủy", "tt", "btt"])
_FRONTS: Final = frozenset(["mttq", "mttqvn"])  # "UB.MTTQ huyện"
_LIST: Final = 20
_POSTS: Final = phrases("positions", "heads")
_ADDRESS: Final = phrases("people", "address")
_RANKS: Final = phrases("people", "titles")
_LEVELS: Final = words("people", "levels")
_PLACES: Final = words("people", "places")
_CLUBS: Final = frozenset(["clb", "bộ", "htx", "hợp", "nhóm", "quỹ"])
_PERSONS: Final = frozenset(
    ["cán bộ", "lãnh đạo", "đại diện", "công chức", "viên chức", "thành viên", "hội viên"]
)


def bracketed(tokens: Tokens, at: int) -> int | None:
    """Step over an abbreviation within a name: "Ủy ban An toàn giao thông (ATGT) quốc gia"."""
    closing = at + 2
    whole = next((step for step in range(at + 3, at + 5) if tokens.around[step] == ")"), 0)
    if whole and tokens[at + 1].is_upper and tokens.around[whole + 1].isdigit():
        return whole + 1  # "Bộ Tư lệnh Vùng Cảnh sát biển (BTL Vùng CSB) 6"
    if tokens.around[closing] == ")" and tokens.around[at + 1] == "cũ":
        return closing + 1  # "phường Cây Gạo (cũ)"
    if tokens.around[closing + 1] == ")" and tokens[at + 2].is_upper:
        closing += 1  # "(BCH QS)"
    elif tokens.around[closing] == "&" and tokens.around[closing + 2] == ")":
        closing += 2  # "(GD&ĐT)"
    if tokens.around[closing] != ")" or not tokens[at + 1].is_upper or closing + 1 >= len(tokens):
        return None
    following = tokens[closing + 1]
    if following.low == "ngày":
        return None
    if following.is_capital and following.is_word and _is_short_for(tokens, at, closing):
        return None if begins_person(tokens, closing + 1) else closing + 1
    written_small = not following.is_capital or following.low in {"vn", "việt"}
    small = following.low in _LEVELS or (following.is_word and written_small)
    stops = STOPS.length(tokens, closing + 1)
    task = tokens.around[at - 1] == "đạo" and is_purpose(tokens, closing + 1)
    return closing + 1 if task or (small and not stops and following.low != "và") else None


def _is_short_for(tokens: Tokens, at: int, closing: int) -> bool:
    """ "Hội Nông dân (HND) | Ba Mít": the first letters of the words before the bracket.

    The "và" of "Sở Giáo dục và Đào tạo (GD&ĐT)" is its "&".
    """
    letters = "".join(tokens.lows[at + 1 : closing])
    words = tokens.around[max(0, at - len(letters)) : at]
    first = "".join("&" if word == "và" and "&" in letters else word[:1] for word in words)
    return len(letters) > 1 and letters == first


def named_movement(tokens: Tokens, at: int) -> int | None:
    """Step over the name of a movement: "BCĐ phong trào “Dân vận khéo” tỉnh"."""
    club = tokens.around[at - 1] in _CLUBS  # "CLB “Gia đình vui”": the quotation is its name
    if not club and tokens.around[at - 1] not in {"trào", "động", "đua", "tập"}:
        return None
    for step in range(at + 1, min(at + _LIST, len(tokens) - 1)):
        if tokens.around[step] in QUOTES:
            return step + 1 if club or tokens.around[step + 1] in _LEVELS else None
    return None


def is_collocation(tokens: Tokens, start: int, at: int) -> bool:
    """The comma of "phòng, chống", the stop of "TP. Bình An", the task of a steering committee."""
    if tokens.around[at] == ".":
        return _is_stop_inside(tokens, at)
    if tokens.around[at] != ",":
        return tokens.around[at] == "/" and _is_slash_inside(tokens, at)
    fights = tokens.around[at - 1] == "phòng" and tokens.around[at + 1] == "chống"
    if fights or _joins_letters(tokens, start, at):
        return True
    if tokens[at - 1].is_word and " ".join(tokens.lows[at - 2 : at + 3]) in _WITH_COMMAS:
        return True
    if tokens.around[at - 1] == "đbqh" and tokens.around[at + 1] == "hđnd":
        return is_joint_office(tokens, start, at)
    return _is_level_list(tokens, start, at) or _is_task_list(tokens, start, at)


def _joins_letters(tokens: Tokens, start: int, at: int) -> bool:
    """ "Sở VH,TT&DL": letters of one name on both sides of a comma, without blanks."""
    if at + 1 >= len(tokens) or tokens.spaced(at) or tokens.spaced(at + 1) or at - 1 <= start:
        return False
    letters = tokens[at - 1].is_upper and tokens[at + 1].is_upper
    post = _POSTS.length(tokens, at + 1)  # "BT ĐU,CT HĐND xã"
    return letters and not post and not (body_length(tokens, at + 1) or body_length(tokens, at - 1))


def _is_stop_inside(tokens: Tokens, at: int) -> bool:
    """ "TP. Bình An", "UB.MTTQ huyện"."""
    if tokens.around[at - 1] in _COMMITTEES and tokens.around[at + 1] in _FRONTS:
        return True
    named = at + 1 < len(tokens) and tokens[at + 1].is_capital and tokens[at - 1].is_capital
    return tokens.around[at - 1] in _CUT_SHORT and named


def _is_slash_inside(tokens: Tokens, at: int) -> bool:
    """ "chất độc da cam/dioxin", "Hội Phụ nữ Phòng Tham mưu/BTL Vùng": the body above behind it."""
    if tokens.around[at + 1] in _BEHIND_SLASH:
        return True
    joined = at + 1 < len(tokens) and not (tokens.spaced(at) or tokens.spaced(at + 1))
    return joined and tokens[at + 1].is_capital and body_length(tokens, at + 1) > 0


def _is_level_list(tokens: Tokens, start: int, at: int) -> bool:
    """ "Ban Tuyên giáo các huyện, thị, thành ủy": levels of one list behind "các"."""
    before, after = tokens.around[at - 1], tokens.around[at + 1]
    before = tokens.around[at - 2] if before in _LEVEL_ENDS else before  # "thành phố, thị xã"
    if before in _KINDS and after in _KINDS:  # "Trưởng khối các sở, ngành tổng hợp"
        return tokens.around[at - 2] == "các" and at - 2 > start
    if before not in _SHORT_LEVELS or after not in _SHORT_LEVELS:
        return False
    named = at + 2 < len(tokens) and tokens[at + 2].is_capital
    return not named and "các" in tokens.lows[start:at]


def _is_task_list(tokens: Tokens, start: int, at: int) -> bool:
    """ "Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả": small words up to "và".

    Without "và" the list ends at the level: "... giảm nghèo bền vững, OCOP huyện".
    """
    if not has_task(tokens, start, at):
        return False
    for step in range(at + 1, min(at + _LIST, len(tokens))):
        token = tokens[step]
        if token.low == "và":
            return step > at + 1
        if token.low == "," and step > at + 1:
            continue
        if not token.is_word or (token.is_capital and not token.is_upper):
            return False
        persons = f"{token.low} {tokens.around[step + 1]}" in _PERSONS  # "giảm nghèo, cán bộ xã"
        if persons or STOPS.length(tokens, step) or _POSTS.length(tokens, step):
            return False
        if token.low in _LEVELS:
            return True
    return False


def dash_inside(tokens: Tokens, at: int) -> bool:
    """A dash within a body's name: "Cơ quan - Doanh nghiệp", "Bắc - Nam", "Đảng ủy-UBND"."""
    if at + 1 >= len(tokens):
        return False
    if tokens.spaced(at) != tokens.spaced(at + 1):
        # "Đài PT- TH": letters of one name, however the dash is set
        short = len(tokens[at - 1].text) <= _INITIALS and 1 < len(tokens[at + 1].text) <= _INITIALS
        capitals = tokens[at - 1].is_upper and tokens[at + 1].is_upper
        letters = short and capitals and body_length(tokens, at - 2) > 0
        return letters or _joins_places(tokens, at)
    following = tokens[at + 1]
    if following.is_number:
        return not tokens.spaced(at + 1)  # "Covid-19"
    if not following.is_word or _POSTS.length(tokens, at + 1):
        return False
    if _ADDRESS.length(tokens, at + 1) or _leads_to_name(tokens, at + 1):
        return False
    return following.is_capital or not (tokens.spaced(at) or STOPS.length(tokens, at + 1))


def _joins_places(tokens: Tokens, at: int) -> bool:
    """ "Bà Rịa- Vũng Tàu": a dash between the two halves of a province's name."""
    after = {tokens.around[at + 1], f"{tokens.around[at + 1]} {tokens.around[at + 2]}"}
    before = f"{tokens.around[at - 2]} {tokens.around[at - 1]}"
    return before in _PLACES and not after.isdisjoint(_PLACES)


def _leads_to_name(tokens: Tokens, at: int) -> bool:
    """ "Hiệu trưởng Trường Ba Mơ - | TS Lê Văn Mít": a degree or a rank."""
    end = at + _RANKS.length(tokens, at)
    return end > at and end < len(tokens) and tokens[end].is_capital and not tokens[end].is_upper


def dash_between(tokens: Tokens, at: int) -> bool:
    """ "khối cơ quan – doanh nghiệp": a spaced dash between words that belong together."""
    around = tokens.around
    pair = f"{around[at - 2]} {around[at - 1]} {around[at + 1]} {around[at + 2]}"
    return pair in _WITH_DASHES
