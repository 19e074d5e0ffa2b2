"""How far a position or a body's name goes."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import Phrases, phrases, strings, words
from phoihop.reader.tokens import Tokens

LONGEST: Final = 24
_DASHES: Final = frozenset("-–—")
_ENDS: Final = frozenset(',;.:()[]\n|/"“”‘…!?•*+')
_QUOTES: Final = frozenset('"“”')
_OPEN_AFTER_AND: Final = frozenset(["các", "lãnh", "đạo", "đại", "những", "một"])
_CROWDS: Final = frozenset(["đông đủ", "đông đảo", "toàn thể", "tập thể"])
_WITH_COMMAS: Final = words("bodies", "with_commas")
_CUT_SHORT: Final = frozenset(["tp", "tx", "tt", "q", "h", "p", "tw", "st"])  # "TP. Bình An"
_SHORT_LEVELS: Final = frozenset(["tỉnh", "thành", "huyện", "thị", "quận", "xã", "phường"])
_LEVEL_ENDS: Final = frozenset(["phố", "trấn"])
_DOCUMENTS: Final = frozenset(
    ["nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "chương trình", "nghị định", "tờ trình",
     "công văn", "thông tư", "hướng dẫn", "đề án"]
)  # fmt: skip
_NEVER_IN_NAMES: Final = frozenset(["đã", "sẽ", "đang"])  # "Ủy viên Đã tiến hành ..."
_KINDS: Final = frozenset(["sở", "ban", "ngành", "phòng"])
_WITH_DASHES: Final = words("bodies", "with_dashes")
_JOINT: Final = words("bodies", "joint_offices")
_ASSEMBLIES: Final = frozenset(["hđnd", "ubnd", "hội", "ủy", "chính"])
_VENTURES: Final = frozenset(["xây", "phát", "thương", "kinh"])  # "đầu tư và xây dựng"
_BEHIND_SLASH: Final = frozenset(["dioxin", "aids"])
_CAPITAL_VERBS: Final = frozenset(
    ["báo cáo", "phát biểu", "chủ trì", "trình bày", "kết luận", "khai mạc", "bế mạc", "khẳng định"]
)
_INITIALS: Final = 3
_LIST: Final = 20
_NO_UNITS: Final = frozenset(["quốc phòng", "xã hội", "quân đội", "công đoàn", "dự phòng"])
_WORKING: Final = frozenset(["làm việc với", "làm việc tại", "làm việc cùng"])
# A phrase ends where a person begins to act, too.
_STOPS: Final = Phrases(
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
_COMPOUNDS: Final = words("words", "compounds")
_POSTS: Final = phrases("positions", "heads")
_ADDRESS: Final = phrases("people", "address")
_RANKS: Final = phrases("people", "titles")
_NO_STOPS: Final = phrases("words", "no_stops")
_BOUND: Final = words("words", "bound")
_LEVELS: Final = words("people", "levels")
_CLUBS: Final = frozenset(["clb", "bộ", "htx", "hợp", "nhóm", "quỹ"])
_PERSONS: Final = frozenset(
    ["cán bộ", "lãnh đạo", "đại diện", "công chức", "viên chức", "thành viên", "hội viên"]
)
_PURPOSES: Final = words("words", "purposes")
_MAY_HOLD: Final = words("words", "may_hold")
_HOLDS: Final = words("words", "holds")
_PERSON_BEGINS: Final = _ADDRESS.firsts - {"anh", "cô", "thầy"}
_STOP_BEGINS: Final = _ADDRESS.firsts | _STOPS.firsts | {"và", "tổ"}
_LOOKED_AT: Final = _STOP_BEGINS | _ENDS | _DASHES


def phrase_end(
    tokens: Tokens, at: int, name_starts: frozenset[int] = frozenset(), skip: int = 0
) -> int:
    """Return the token after the last one of the phrase that begins at `at`.

    skip: tokens at its beginning that are known to belong to it.

    It ends before a mark, a verb, a form of address, the name of a person or another list item.
    """
    start = at
    at += skip
    around, limit = tokens.around, min(len(tokens), start + LONGEST)
    while at < limit:
        if at in name_starts:
            break
        low = around[at]
        if low in _LOOKED_AT:
            if low in _QUOTES and at > start and (closed := _named_movement(tokens, at)):
                at = closed
                continue
            if low == "(" and at > start and (inside := _bracketed(tokens, at)):
                if inside in name_starts:  # "Chủ tịch Hội Nông dân (HND) | Lê Văn Mít"
                    break
                at = inside
                continue
            if _ends(tokens, start, at):
                break
        at += 1
    if around[at] == ")" and at > start + 1 and tokens[at - 1].is_number:
        at -= 1  # "Chủ tịch Hội đồng 2) Ông ..."
    while at > start + 1 and around[at - 1] in {"và", "-", "–", "với"}:
        at -= 1
    return at


def _ends(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether a mark or a first word of stops ends a phrase."""
    low = tokens.around[at]
    if low in _ENDS and not _is_collocation(tokens, start, at):
        return True
    if low in _DASHES:
        return not (_dash_inside(tokens, at) or _dash_between(tokens, at))
    return low in _STOP_BEGINS and at > start and _stops(tokens, start, at)


def _bracketed(tokens: Tokens, at: int) -> int | None:
    """Step over an abbreviation within a name: "Ủy ban An toàn giao thông (ATGT) quốc gia"."""
    closing = at + 2
    if tokens.around[closing] == ")" and tokens.around[at + 1] == "cũ":
        return closing + 1  # "phường Cây Gạo (cũ)"
    if tokens.around[closing + 1] == ")" and tokens[at + 2].is_upper:
        closing += 1  # "(BCH QS)"
    if tokens.around[closing] != ")" or not tokens[at + 1].is_upper or closing + 1 >= len(tokens):
        return None
    following = tokens[closing + 1]
    if following.low == "ngày":
        return None
    if following.is_capital and following.is_word and _is_short_for(tokens, at):
        return None if _begins_person(tokens, closing + 1) else closing + 1
    written_small = not following.is_capital or following.low in {"vn", "việt"}
    small = following.low in _LEVELS or (following.is_word and written_small)
    stops = _STOPS.length(tokens, closing + 1)
    task = tokens.around[at - 1] == "đạo" and _is_purpose(tokens, closing + 1)
    return closing + 1 if task or (small and not stops and following.low != "và") else None


def _is_short_for(tokens: Tokens, at: int) -> bool:
    """ "Hội Nông dân (HND) | Ba Mít": the first letters of the words before the bracket."""
    letters = tokens[at + 1].low
    words = tokens.around[max(0, at - len(letters)) : at]
    return len(letters) > 1 and letters == "".join(word[:1] for word in words)


def _named_movement(tokens: Tokens, at: int) -> int | None:
    """Step over the name of a movement: "BCĐ phong trào “Dân vận khéo” tỉnh"."""
    club = tokens.around[at - 1] in _CLUBS  # "CLB “Gia đình vui”": the quotation is its name
    if not club and tokens.around[at - 1] not in {"trào", "động", "đua"}:
        return None
    for step in range(at + 1, min(at + _LIST, len(tokens) - 1)):
        if tokens.around[step] in _QUOTES:
            return step + 1 if club or tokens.around[step + 1] in _LEVELS else None
    return None


def _is_purpose(tokens: Tokens, at: int) -> bool:
    return f"{tokens.around[at]} {tokens.around[at + 1]}" in _PURPOSES


def _is_collocation(tokens: Tokens, start: int, at: int) -> bool:
    """The comma of "phòng, chống", the stop of "TP. Bình An", the task of a steering committee."""
    if tokens.around[at] == ".":
        return (
            tokens.around[at - 1] in _CUT_SHORT
            and at + 1 < len(tokens)
            and (tokens[at + 1].is_capital and tokens[at - 1].is_capital)
        )
    if tokens.around[at] != ",":
        return tokens.around[at] == "/" and _is_slash_inside(tokens, at)
    if tokens.around[at - 1] == "phòng" and tokens.around[at + 1] == "chống":
        return True
    if tokens[at - 1].is_word and " ".join(tokens.lows[at - 2 : at + 3]) in _WITH_COMMAS:
        return True
    if tokens.around[at - 1] == "đbqh" and tokens.around[at + 1] == "hđnd":
        return _is_joint_office(tokens, start, at)
    return _is_level_list(tokens, start, at) or _is_task_list(tokens, start, at)


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
    if not _has_task(tokens, start, at):
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
        if persons or _STOPS.length(tokens, step) or _POSTS.length(tokens, step):
            return False
        if token.low in _LEVELS:
            return True
    return False


def _has_task(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether "chỉ đạo" or "chỉ huy" with a purpose stands in tokens[start:at]."""
    return "chỉ" in tokens.lows[start:at] and any(
        tokens.around[step] == "chỉ"
        and tokens.around[step + 1] in {"đạo", "huy"}
        and step + 2 < at
        and (not tokens[step + 2].is_capital or tokens.around[step + 2] == "chương")
        and tokens[step + 2].is_word
        and " ".join((tokens.around[step + 2], tokens.around[step + 3]))
        not in {"trung ương", "quân sự"}
        for step in range(start, at - 2)
    )


def body_length(tokens: Tokens, at: int) -> int:
    """Return the length of a body's first words at a token; "Hội nghị" is none."""
    length = _BODIES.length(tokens, at)
    if not length:
        return 0
    pair = f"{tokens.around[at]} {tokens.around[at + 1]}"
    is_post = _POSTS.length(tokens, at) > length  # "Tỉnh ủy viên"
    return 0 if is_post or (length == 1 and pair in _COMPOUNDS) else length


def _dash_inside(tokens: Tokens, at: int) -> bool:
    """A dash within a body's name: "Cơ quan - Doanh nghiệp", "Bắc - Nam", "Đảng ủy-UBND"."""
    if at + 1 >= len(tokens):
        return False
    if tokens.spaced(at) != tokens.spaced(at + 1):
        # "Đài PT- TH": letters of one name, however the dash is set
        short = len(tokens[at - 1].text) <= _INITIALS and 1 < len(tokens[at + 1].text) <= _INITIALS
        capitals = tokens[at - 1].is_upper and tokens[at + 1].is_upper
        return short and capitals and body_length(tokens, at - 2) > 0
    following = tokens[at + 1]
    if following.is_number:
        return not tokens.spaced(at + 1)  # "Covid-19"
    if not following.is_word or _POSTS.length(tokens, at + 1):
        return False
    if _ADDRESS.length(tokens, at + 1) or _leads_to_name(tokens, at + 1):
        return False
    return following.is_capital or not (tokens.spaced(at) or _STOPS.length(tokens, at + 1))


def _leads_to_name(tokens: Tokens, at: int) -> bool:
    """ "Hiệu trưởng Trường Ba Mơ - | TS Lê Văn Mít": a degree or a rank."""
    end = at + _RANKS.length(tokens, at)
    return end > at and end < len(tokens) and tokens[end].is_capital and not tokens[end].is_upper


def _dash_between(tokens: Tokens, at: int) -> bool:
    """ "khối cơ quan – doanh nghiệp": a spaced dash between words that belong together."""
    around = tokens.around
    pair = f"{around[at - 2]} {around[at - 1]} {around[at + 1]} {around[at + 2]}"
    return pair in _WITH_DASHES


def _is_joint_office(tokens: Tokens, start: int, at: int) -> bool:
    """ "Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh": one office of several bodies."""
    step = at - 1
    while step > start and (tokens.around[step] in _JOINT or tokens.around[step] == ","):
        step -= 1
    return tokens.around[step] == "phòng" and tokens.around[step - 1] == "văn"


def _stops(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether a token, one of the first words of stops, ends a phrase."""
    token = tokens[at]
    if token.low == "và":
        return _and_ends(tokens, start, at)
    length = _STOPS.length(tokens, at)
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
    if tokens.around[at] == "về":
        if (tokens.around[at - 2], tokens.around[at - 1]) == ("quốc", "gia"):
            return True  # "Ủy ban Quốc gia về Thanh niên"
        return "đạo" in tokens.lows[start:at]
    verb = " ".join(tokens.lows[at : at + length])
    before = tokens.around[at - 1]
    if before == ")" and tokens.around[at - 3] == "(":
        before = tokens.around[at - 4]  # "Ban Chỉ đạo (BCĐ) thực hiện ..."
    if verb in _PURPOSES:
        firm = f"{tokens.around[at - 2]} {before}" == "tư và"  # "đầu tư và xây dựng"
        office = before in {"đạo", "phối", "động"} and at - 1 > start
        return firm or office or _has_task(tokens, start, at)
    if verb == "cùng":
        return tokens.around[at + 1] == "cấp"
    if verb == "tổ chức":
        return before in {"ban", "các", "những"} and at - 1 >= start
    return verb in _MAY_HOLD and _after_unit(tokens, start, at)


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
        return not tokens[at - 1].is_number  # "HĐND huyện và 86 đại biểu", but "Vùng 1 và 2"
    if _is_one_name(tokens, start, at):
        return False
    if _BODIES.length(tokens, following):
        chong = {tokens.around[following + 1], tokens.around[following + 2]}
        return not (tokens.around[following] == "phòng" and "chống" in chong)
    if _begins_person(tokens, following):
        return True
    stops = _STOPS.length(tokens, following)
    return bool(stops) and following < len(tokens) and not tokens[following].is_capital


def _is_one_name(tokens: Tokens, start: int, at: int) -> bool:
    """ "Văn phòng HĐND và | UBND", "Công ty đầu tư và | xây dựng"."""
    following = tokens.around[at + 1]
    if " ".join(tokens.around[at - 2 : at]) == "đầu tư" and following in _VENTURES:
        return True
    if _is_purpose(tokens, at + 1) and _has_task(tokens, start, at):
        return True  # "Ban Chỉ đạo phòng, chống tội phạm và | xây dựng phong trào"
    return following in _ASSEMBLIES and _is_joint_office(tokens, start, at)


def _begins_person(tokens: Tokens, at: int) -> bool:
    """ "Tư lệnh Quân khu và | Thiếu tướng ...": a post, a form of address or a rank."""
    if _POSTS.length(tokens, at) or _ADDRESS.length(tokens, at):
        return True
    return at < len(tokens) and tokens[at].is_capital and _RANKS.length(tokens, at) > 0
