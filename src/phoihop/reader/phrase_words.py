"""Words that end a position or a body's name, and those that it may hold."""

from __future__ import annotations

from typing import Final

from phoihop.reader.bodies import has_task, is_joint_office, is_purpose
from phoihop.reader.lexicon import Phrases, phrases, strings, words
from phoihop.reader.tokens import Tokens

_OPEN_AFTER_AND: Final = frozenset(["các", "lãnh", "đạo", "đại", "những", "một"])
_CROWDS: Final = frozenset(["đông đủ", "đông đảo", "toàn thể", "tập thể"])
_DOCUMENTS: Final = frozenset(
    ["nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "chương trình", "nghị định", "tờ trình",
     "công văn", "thông tư", "hướng dẫn", "đề án"]
)  # fmt: skip
_NEVER_IN_NAMES: Final = frozenset(["đã", "sẽ", "đang"])  # "Ủy viên Đã tiến hành ..."
_ASSEMBLIES: Final = frozenset(["hđnd", "ubnd", "hội", "ủy", "chính"])
_VENTURES: Final = frozenset(["xây", "phát", "thương", "kinh"])  # "đầu tư và xây dựng"
_CAPITAL_VERBS: Final = frozenset(
    ["báo cáo", "phát biểu", "chủ trì", "trình bày", "kết luận", "khai mạc", "bế mạc", "khẳng định"]
)
_NO_UNITS: Final = frozenset(["quốc phòng", "xã hội", "quân đội", "công đoàn", "dự phòng"])
_COUNTED: Final = frozenset(
    ["hộ", "người", "em", "cháu", "xã", "phường", "huyện", "trường", "đại biểu", "đồng chí",
     "hội viên", "đoàn viên", "đảng viên", "cán bộ", "học sinh", "chiến sĩ", "cử tri", "đơn vị",
     "cơ quan", "tập thể", "cá nhân", "doanh nghiệp"]
)  # fmt: skip
_PREVENTED: Final = frozenset(["chống", "cháy", "ngừa"])  # "bảo vệ và | phòng cháy"
_WORKING: Final = frozenset(["làm việc với", "làm việc tại", "làm việc cùng"])
# A phrase ends where a person begins to act, too.
STOPS: Final = Phrases(
    {
        entry: entry
        for entry in (
            *strings("words", "stops"),
            *(
                each
                for key in ("speaker", "chair", "attend", "sign")
                for each in strings("roles", key)
            ),
        )
    }
)
_BODIES: Final = phrases("bodies", "heads")
_POSTS: Final = phrases("positions", "heads")
_ADDRESS: Final = phrases("people", "address")
_RANKS: Final = phrases("people", "titles")
_NO_STOPS: Final = phrases("words", "no_stops")
_BOUND: Final = words("words", "bound")
_LEVELS: Final = words("people", "levels")
_PURPOSES: Final = words("words", "purposes")
_MAY_HOLD: Final = words("words", "may_hold")
_HOLDS: Final = words("words", "holds")
_PERSON_BEGINS: Final = _ADDRESS.firsts - {"anh", "cô", "thầy"}


def word_ends(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether a token, one of the first words of stops, ends a phrase."""
    token = tokens[at]
    if token.low == "và":
        return _and_ends(tokens, start, at)
    length = STOPS.length(tokens, at)
    if not length and token.low not in _ADDRESS.firsts:
        return False
    if token.low in _PERSON_BEGINS and _ADDRESS.length(tokens, at):
        return not _is_place(tokens, at) and tokens.around[at - 1] != "hai"  # "Hai Bà Trưng"
    in_capitals = token.is_upper and tokens[at - 1].is_upper  # a line in capitals reads like others
    if token.is_capital and token.is_word and not in_capitals:
        return token.low in _NEVER_IN_NAMES or _is_capital_verb(tokens, at)
    if length and _NO_STOPS.length(tokens, at) > length:
        return f"{token.low} {tokens.around[at + 1]} {tokens.around[at + 2]}" in _WORKING
    bound = f"{tokens.around[at - 1]} {token.low}" in _BOUND
    return bool(length) and not bound and not _held(tokens, start, at, length)


def _is_capital_verb(tokens: Tokens, at: int) -> bool:
    """ "Phó Chủ tịch Công đoàn Báo cáo tổng kết": a verb by mistake in a capital letter."""
    pair = f"{tokens.around[at]} {tokens.around[at + 1]}"
    if pair == "tổ chức" and tokens.around[at - 1] != "ban":
        return tokens.around[at + 2] in {"lễ", "hội", "ký", "cuộc", "buổi", "các"}
    if pair not in _CAPITAL_VERBS or tokens[at + 1].is_capital:
        return False
    return tokens.around[at + 2] != "viên" and tokens.around[at - 1] not in _HOLDS


def _is_place(tokens: Tokens, at: int) -> bool:
    """ "tỉnh Bà Rịa", "Hội Nhà báo": a capital right behind them is no form of address."""
    if not tokens[at].is_capital:
        return False
    before = tokens.around[at - 1]
    return (
        before in _LEVELS
        or f"{before} {tokens.around[at]}" == "hai bà"
        or (
            before in {"hội", "đoàn", "đồng"}
            and tokens.around[at] in {"nhà", "luật", "nghệ", "bác", "cử", "giám"}
        )
    )


def _held(tokens: Tokens, start: int, at: int, length: int) -> bool:
    """A verb within a name: "ban tổ chức", "ủy ban kiểm tra", "an ninh và thông tin"."""
    if tokens.around[at] in {"về", "trong"}:
        return _is_of_field(tokens, start, at)
    verb = " ".join(tokens.lows[at : at + length])
    before = tokens.around[at - 1]
    if before == ")" and tokens.around[at - 3] == "(":
        before = tokens.around[at - 4]  # "Ban Chỉ đạo (BCĐ) thực hiện ..."
    if verb in _PURPOSES:
        firm = f"{tokens.around[at - 2]} {before}" == "tư và"  # "đầu tư và xây dựng"
        office = before in {"đạo", "phối", "động"} and at - 1 > start
        return firm or office or has_task(tokens, start, at)
    if verb == "cùng":
        return tokens.around[at + 1] == "cấp"
    if verb == "tổ chức":
        return before in {"ban", "các", "những"} and at - 1 >= start
    return verb in _MAY_HOLD and _after_unit(tokens, start, at)


def _is_of_field(tokens: Tokens, start: int, at: int) -> bool:
    """ "Ban Chỉ đạo | về", "Ban Chỉ huy các vấn đề cấp bách | trong": what a body is for."""
    if tokens.around[at] == "về" and "đạo" in tokens.lows[start:at]:
        return True
    if (tokens.around[at - 2], tokens.around[at - 1], tokens.around[at]) == ("quốc", "gia", "về"):
        return True  # "Ủy ban Quốc gia về Thanh niên"
    return any(
        tokens.around[step : step + 4] == ["ban", "chỉ", "huy", "các"]
        for step in range(start, at - 3)
    )


def _after_unit(tokens: Tokens, start: int, at: int) -> bool:
    one = tokens.around[at - 1]
    two = f"{tokens.around[at - 2]} {one}"
    unit = one in _HOLDS and two not in _NO_UNITS
    return (at - 1 >= start and unit) or (at - 2 >= start and two in _HOLDS)


def _and_ends(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether "và" joins another body, person or verb, not two words of one name."""
    following = at + 1
    pair = f"{tokens.around[following]} {tokens.around[following + 1]}"
    if tokens.around[following] in _OPEN_AFTER_AND or pair in _CROWDS or pair in _DOCUMENTS:
        return True
    if following < len(tokens) and tokens[following].is_number:
        # "HĐND huyện và 86 đại biểu", "Tổ dân phố 6 và 280 hộ dân", but "Vùng 1 và 2"
        return not tokens[at - 1].is_number or _is_counted(tokens, following + 1)
    if _is_one_name(tokens, start, at):
        return False
    if _BODIES.length(tokens, following):
        against = {tokens.around[following + 1], tokens.around[following + 2]}
        return tokens.around[following] != "phòng" or against.isdisjoint(_PREVENTED)
    if begins_person(tokens, following):
        return True
    stops = STOPS.length(tokens, following)
    return bool(stops) and following < len(tokens) and not tokens[following].is_capital


def _is_counted(tokens: Tokens, at: int) -> bool:
    """Say whether persons or bodies stand at a token, so many as the number before tells."""
    one, two = tokens.around[at], f"{tokens.around[at]} {tokens.around[at + 1]}"
    return one in _COUNTED or two in _COUNTED


def _is_one_name(tokens: Tokens, start: int, at: int) -> bool:
    """ "Văn phòng HĐND và | UBND", "Công ty đầu tư và | xây dựng"."""
    following = tokens.around[at + 1]
    if " ".join(tokens.around[at - 2 : at]) == "đầu tư" and following in _VENTURES:
        return True
    if is_purpose(tokens, at + 1) and has_task(tokens, start, at):
        return True  # "Ban Chỉ đạo phòng, chống tội phạm và | xây dựng phong trào"
    return following in _ASSEMBLIES and is_joint_office(tokens, start, at)


def begins_person(tokens: Tokens, at: int) -> bool:
    """ "Tư lệnh Quân khu và | Thiếu tướng ...": a post, a form of address or a rank."""
    if _POSTS.length(tokens, at) or _ADDRESS.length(tokens, at):
        return True
    return at < len(tokens) and tokens[at].is_capital and _RANKS.length(tokens, at) > 0
