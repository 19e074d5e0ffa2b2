"""One post: its first words, and how far it goes."""

from __future__ import annotations

from typing import Final

from phoihop.reader.acts import role_at
from phoihop.reader.areas import past_brackets
from phoihop.reader.bodies import body_length
from phoihop.reader.lexicon import Phrases, nested, phrases, words
from phoihop.reader.phrasing import LONGEST, phrase_end
from phoihop.reader.tables import data
from phoihop.reader.tokens import Tokens

BODY_BEFORE: Final = frozenset(["văn", "phòng", "ban", "đoàn", "tổ"])
_POSTS: Final = phrases("positions", "heads")
_BEFORE: Final = words("positions", "before")
_WEAK: Final = words("positions", "weak")
_JOINED_BY: Final = phrases("positions", "joined_by")
_UPPER_UNITS: Final = phrases("positions", "upper_units")
_LOWER_UNITS: Final = phrases("positions", "lower_units")
_WHOLES: Final = Phrases(
    {whole: " ".join(parts) for whole, parts in data("positions")["wholes"].items()}
)
_HIGHEST: Final = phrases("positions", "highest_units")
_HEADS_INSIDE: Final = _POSTS.firsts | _JOINED_BY.firsts
_BEGINS: Final = _POSTS.firsts | _BEFORE  # what a post can begin with
_COMMANDS: Final = phrases("positions", "commands")
_LONGEST_PLACE: Final = 6  # "tại TP. Hồ Chí Minh"
_ABROAD: Final = frozenset(["đại sứ", "lãnh sự", "sự quán", "tham tán", "tùy viên", "đại diện"])
_GATHERED: Final = frozenset(["hội", "buổi", "lễ", "tọa", "kỳ", "phiên", "cuộc", "đại"])
_BODIES: Final = phrases("bodies", "heads")
_LEVELS: Final = words("people", "bare_levels") | {"huyện", "xã", "phường", "quận"}
_LEVELS_OF_PLACES: Final = frozenset(
    ["tỉnh", "phố", "huyện", "xã", "trấn", "phường", "quận", "thôn", "ấp", "bản"]
)
_COMMUNES: Final = frozenset(["xã", "phường", "trấn"])
_DISTRICTS: Final = frozenset(["huyện", "quận", "thị", "thành", "tp", "tx"])
# Of which level each committee of the Party is, and bodies that all levels have.
_LEVELS_OF_COMMITTEES: Final = {
    "huyện": {"huyện"}, "thị": {"thị"}, "quận": {"quận"}, "tỉnh": {"tỉnh"},
    "thành": {"thành", "tp"}, "đảng": {"xã", "phường", "thị"},
}  # fmt: skip
_ABOVE_DISTRICTS: Final = frozenset(["tỉnh", "thành", "tp"])
_COUNCILS: Final = frozenset(["ubnd", "hđnd"])
_LEVELS_OF_BODIES: Final = _DISTRICTS | {"tỉnh", "xã", "phường"}
_LONGEST_QUOTED: Final = 10
_MOST_ABOVE: Final = 4  # places or bodies above that of a post
_SECOND_WORDS: Final = frozenset(["xã", "trấn", "phố", "."])  # of "thị xã", "thành phố", "TP."
_HAMLETS: Final = frozenset(["thôn", "bản", "ấp", "xóm", "buôn", "khóm", "bon"])
_SHORT: Final = frozenset(["q", "p"])
_TOWNS: Final = frozenset(["thành", "tp", "tỉnh"])
_UNITS: Final = frozenset(["phòng", "ban", "khoa", "trạm", "đội"])
_SEATED: Final = frozenset(["trực", "diện", "phòng", "nhánh", "phía"])
_UNCLE_HO: Final = ["hồ", "chí", "minh"]
_BARE_LEVELS: Final = frozenset(["tỉnh", "huyện", "xã", "phường", "quận", "ấp"])
_BEFORE_PLACE: Final = _LEVELS_OF_PLACES | {_UNCLE_HO[0]}
_BEFORE_PARENT: Final = frozenset(",(")
_BEHIND_PLACE: Final = _LEVELS_OF_PLACES | words("people", "levels") | {"và", "cũ", "khóa", "nhiệm"}
# "xã hội", "huyện đội", "xã biên giới": words behind a level that belong to it.
_OF_LEVEL: Final = "hội đội ủy đoàn viên lộ phụ kiêm nông điểm đặc biên vùng nghèo miền văn đảo"
_BEHIND_LEVEL: Final = _BEHIND_PLACE | {*_OF_LEVEL.split()}
_HOLDS: Final = nested("events", "words", "hold")
_ACTS: Final = nested("events", "words", "acts")
_BEFORE_VERB: Final = frozenset(["đã", "cũng", "cùng", "sẽ", "đang"])
_DOES: Final = (
    "đánh cắt bấm trao tặng đến tới dẫn thăm dâng ký nhận mời vắng vui rung gióng thổi trồng viết"
    " ghi bắt xem nghe lắng thắp phất gắn đặt tiến thực hướng bức"
)
_VERBS: Final = frozenset(_DOES.split())


def head_length(tokens: Tokens, at: int) -> int:
    """Return the length of the post's first words at a token, with "nguyên" before them."""
    low = tokens.around[at]
    if low not in _BEGINS:
        return 0
    if low in _BEFORE:
        # "Q. Chủ tịch UBND huyện", "P.Hiệu trưởng", "nguyên là Chủ tịch Hội"
        short = low in _SHORT
        if low == "p" and tokens.around[at + 1] != ".":
            return 0
        first = at + 1 + (tokens.around[at + 1] == ("." if short else "là"))
        length = _POSTS.length(tokens, first)
        return length + first - at if length else 0
    found = _POSTS.match(tokens, at)
    if found is None:
        return 0
    length, head = found
    return 0 if head in _WEAK and not tokens[at].is_capital else length


def post_end(tokens: Tokens, at: int, length: int, name_starts: frozenset[int]) -> int:
    """Return the end of the post at a token; its first words are `length` tokens."""
    after = at + length
    shortened = tokens[after - 1].is_upper
    if shortened and tokens.around[after] == "." and not tokens.spaced(after):  # "PCT. UBND huyện"
        after += 1
    if tokens.around[after] == "phụ" and tokens.around[after + 1] == "trách":
        after += 2  # "Phó Giám đốc phụ trách Sở Y tế"
    if after >= len(tokens) or after in name_starts:
        return after
    if tokens.around[at - 1] == "làm" and _leads_team(tokens, after):
        return after
    if tokens.around[after - 1] in _HAMLETS and _is_small_word(tokens, after):
        return after
    end = max(phrase_end(tokens, at, name_starts, after - at), at + length)
    if tokens.around[end] == "của":
        end = _with_owner(tokens, end, name_starts)
    if tokens.around[end] == "tại":
        end = _with_post_of_duty(tokens, after, end, name_starts)
    inside = tokens.lows[at + length : end]
    if not _HEADS_INSIDE.isdisjoint(inside):
        end = _inner_head(tokens, at + length, end)
    if not _BEFORE_PLACE.isdisjoint(inside):
        end = _past_place(tokens, at + length, end, name_starts)
    more = tokens.around[end] in _BEFORE_PARENT
    return _with_those_above(tokens, at, end, name_starts) if more else end


def _with_those_above(tokens: Tokens, at: int, end: int, name_starts: frozenset[int]) -> int:
    """Take in what a mark parts from a post: the parent body, the district."""
    end = _with_parent(tokens, at, end, name_starts)
    end = _with_wholes(tokens, at, end, name_starts)
    return _with_district(tokens, at, end, name_starts)


def _with_district(tokens: Tokens, at: int, end: int, name_starts: frozenset[int]) -> int:
    """ "Chủ tịch UBND xã Ba Mít, | huyện Cây Me, tỉnh Bình An": where the body of the post is."""
    ends = [end]
    while len(ends) <= _MOST_ABOVE:
        commune, last = _next_place(tokens, at, ends[-1], name_starts)
        if last == ends[-1]:
            break
        if commune or last in name_starts or _ends_with_place(tokens, at, last):
            end = last
        ends.append(last)
    return end


def _next_place(tokens: Tokens, at: int, end: int, name_starts: frozenset[int]) -> tuple[bool, int]:
    """Step over one place behind a comma; say whether it is the district of a commune."""
    level = tokens.around[end + 1]
    if tokens.around[end] != "," or level not in _LEVELS_OF_BODIES:
        return False, end
    commune = level in _DISTRICTS and any(low in _COMMUNES for low in tokens.lows[at:end])
    province = level in _ABOVE_DISTRICTS and any(low in _DISTRICTS for low in tokens.lows[at:end])
    if not (commune or province or _is_own_level(tokens, end, level)):
        return False, end
    after = end + 2 + (tokens.around[end + 2] in _SECOND_WORDS)
    last = after
    while last < len(tokens) and tokens[last].is_capital and last not in name_starts:
        last += 1
    return commune, last if last > after else end


def _with_wholes(
    tokens: Tokens, at: int, end: int, name_starts: frozenset[int], more: int = _MOST_ABOVE
) -> int:
    """ "Đội trưởng Đội Trinh sát, | Đồn Biên phòng Ba Mít", "Tiểu đoàn 4, | Trung đoàn 12".

    Where further bodies follow it is one of a list, not what the unit is a part of.
    more: how many bodies may stand above that.
    """
    short = past_brackets(tokens, end)  # "Phòng Xây dựng phong trào (PV05), Công an tỉnh"
    if tokens.around[short] == ",":
        end = short if _WHOLES.length(tokens, short + 1) else end
    whole = _WHOLES.match(tokens, end + 1) if tokens.around[end] == "," else None
    if whole is None or not tokens[end + 1].is_capital:
        return end
    parts = frozenset(whole[1].split())
    if parts.isdisjoint(tokens.lows[at:end]):
        return end
    last = phrase_end(tokens, end + 1, name_starts)
    further = _with_wholes(tokens, end + 1, last, name_starts, more - 1) if more else last
    if further > last:
        return further
    listed = tokens.around[last] in {",", "và", "cùng"} and body_length(tokens, last + 1) > 0
    alone = last in name_starts or _ends_with_place(tokens, at, last)
    return last if alone and not listed and tokens.around[last] != "cùng" else end


def _is_own_level(tokens: Tokens, end: int, level: str) -> bool:
    """ "Phó Bí thư Huyện ủy, | huyện Ba Mít": a body that ends without its place, and its level."""
    last, before = tokens.around[end - 1], tokens.around[end - 2]
    if last == "ủy":
        return level in _LEVELS_OF_COMMITTEES.get(before, ())
    return last in _COUNCILS or (last == "dân" and before == "nhân")


def _ends_with_place(tokens: Tokens, at: int, last: int) -> bool:
    """Say whether a post ends before a stop or what its holder does.

    Of "Theo ông Mít, Phó Bí thư Huyện ủy, huyện Ba Mít đã trồng ..." the district acts.
    """
    step = last
    while tokens.around[step] in _BEFORE_VERB:
        step += 1
    if tokens.around[step] == "và":  # "..., huyện Ba Mít và huyện Cây Me": two that act
        return tokens.around[step + 1] not in _LEVELS_OF_BODIES
    if not tokens.around[step].isalnum():
        return True
    quoted = "theo" in tokens.lows[max(0, at - _LONGEST_QUOTED) : at]
    return not quoted and role_at(tokens, step) is not None


def _is_small_word(tokens: Tokens, at: int) -> bool:
    """ "Trưởng thôn | trồng cây": a hamlet's name is in capitals; "Trưởng thôn xã Ba" goes on."""
    small = tokens[at].is_word and not tokens[at].is_capital
    return small and tokens.around[at] not in _LEVELS_OF_PLACES


def _leads_team(tokens: Tokens, after: int) -> bool:
    """ "ông Mít làm trưởng đoàn | Đoàn Kiểm tra của tỉnh đến ...": who comes, named anew."""
    return tokens[after].is_capital and tokens.around[after - 1 : after + 1] == ["đoàn", "đoàn"]


def _past_place(tokens: Tokens, first: int, end: int, name_starts: frozenset[int]) -> int:
    """Return where a post ends for the name of a place: "UBND xã Ba Mít | nêu rõ những việc".

    Behind it only another level goes on in small letters.
    """
    step = first
    while step < end - 1:
        before = tokens.around[step]
        step += 1
        if before not in _BEFORE_PLACE or (before == "xã" and tokens.around[step - 2] == "tác"):
            continue  # "Hợp tác xã Nông nghiệp"
        if before in _BARE_LEVELS and end not in name_starts and _is_past_level(tokens, step):
            return step
        uncle = before == _UNCLE_HO[0] and tokens.lows[step - 1 : step + 2] == _UNCLE_HO
        if not uncle and (before == _UNCLE_HO[0] or not tokens[step].is_capital):
            continue
        while step < end and tokens[step].is_capital:
            step += 1
        if step < end and tokens[step].is_word and tokens.around[step] not in _BEHIND_PLACE:
            return step
    return end


def _is_past_level(tokens: Tokens, at: int) -> bool:
    """ "Chủ tịch UBND tỉnh | đánh trống": a verb behind the level of a body in capitals."""
    following = tokens[at]
    if not following.is_word or following.is_capital or not tokens[at - 2].is_word:
        return False
    named = tokens.lows[at - 2] == "tác"  # "Luật Hợp tác xã năm 2012": no level
    return not named and following.low not in _BEHIND_LEVEL and _tells_act(tokens, at)


def _tells_act(tokens: Tokens, at: int) -> bool:
    """Say whether a verb stands at a token: "xã mới sáp nhập", "xã lâm thời" go on without one."""
    step = at + (tokens.around[at] in _BEFORE_VERB)
    acts = _ACTS.length(tokens, step) or _HOLDS.length(tokens, step)
    return acts > 0 or tokens.around[step] in _VERBS or role_at(tokens, step) is not None


def _with_owner(tokens: Tokens, end: int, name_starts: frozenset[int]) -> int:
    """Take in the body behind "của": "Chủ nhiệm Ủy ban Quốc phòng và An ninh của Quốc hội"."""
    body = end + 1
    if body >= len(tokens):
        return end
    if tokens.around[body] == "trường" and body + 1 < len(tokens) and tokens[body + 1].is_capital:
        return phrase_end(tokens, body, name_starts)  # "Hiệu trưởng của trường THPT Ba Mơ"
    if not tokens[body].is_capital:
        # "Trưởng Ban Chỉ đạo trồng rừng của tỉnh"
        steers = (
            tokens.around[body] in _LEVELS and "đạo" in tokens.lows[max(0, end - LONGEST) : end]
        )
        return phrase_end(tokens, body, name_starts) if steers else end
    return phrase_end(tokens, body, name_starts) if body_length(tokens, body) else end


def _with_post_of_duty(tokens: Tokens, after: int, end: int, name_starts: frozenset[int]) -> int:
    """Take in what stands behind "tại"; the post's first words end at `after`."""
    if f"{tokens.around[after - 2]} {tokens.around[after - 1]}" in _ABROAD:
        end = _with_country(tokens, end, name_starts)
    return _with_seat(tokens, after, end, name_starts)


def _with_country(tokens: Tokens, end: int, name_starts: frozenset[int]) -> int:
    """Take in where an envoy serves: "Đại sứ Việt Nam tại Lào"."""
    country = end + 1
    if country >= len(tokens) or not tokens[country].is_capital:
        return end
    if tokens[country].low in _GATHERED and tokens.around[country + 1] != "hàn":
        return end  # "Đại diện Sở Tư pháp tại Hội nghị"
    return phrase_end(tokens, country, name_starts)


def _with_seat(tokens: Tokens, after: int, end: int, name_starts: frozenset[int]) -> int:
    """ "Trưởng cơ quan thường trực Báo Mít tại TP. Bình An | Lê Văn Cam"."""
    seat = end + 1
    if tokens.around[end] != "tại" or seat >= len(tokens):
        return end
    town = tokens.around[seat] in _TOWNS
    if not (town or tokens[seat].is_capital):
        return end
    placed = phrase_end(tokens, seat, name_starts)
    near = placed - end <= _LONGEST_PLACE and not body_length(tokens, seat)
    seated = town and not _SEATED.isdisjoint(tokens.lows[after:end])
    return placed if near and (placed in name_starts or seated) else end


def _inner_head(tokens: Tokens, at: int, end: int) -> int:
    """Return where a second post begins without a mark: "TUV Phó Chủ tịch", "... kiêm ..."."""
    for step, low in enumerate(tokens.lows[at:end], at):
        if low not in _HEADS_INSIDE:
            continue
        if low in _JOINED_BY.firsts and _JOINED_BY.length(tokens, step):
            return step
        if low in _WEAK or not tokens[step].is_capital:
            continue
        length = _POSTS.length(tokens, step)
        alone = length == 1 and not tokens[step].is_upper
        if length and not alone and not _COMMANDS.length(tokens, step - 1):
            return end if tokens.around[step - 1] in BODY_BEFORE else step
    return end


def _with_parent(tokens: Tokens, at: int, end: int, name_starts: frozenset[int]) -> int:
    """Take in the parent body after a comma: "Vụ trưởng Vụ A, Tổng cục B"."""
    mark, body = tokens.around[end], end + 1
    if body >= len(tokens) or not tokens[body].is_capital:
        return end
    upper = _UPPER_UNITS if mark == "," else _BODIES
    central = tokens.around[body] == "ban" and "vụ" in tokens.lows[at : at + 2]
    known = central or upper.length(tokens, body)
    # not "Bí thư Ban cán sự đảng, Bộ trưởng Bộ Y tế"
    if not known or head_length(tokens, body) or not _has_unit(tokens, at, end):
        return end
    closing = phrase_end(tokens, body, name_starts)
    if mark == ",":
        return _with_highest(tokens, closing, name_starts)
    # "Phó Vụ trưởng Vụ Địa phương II (Ban Tổ chức Trung ương)"; "Trưởng ban Chỉ đạo ... (Ban Chỉ
    # đạo 12)" only names it again
    same = tokens.around[body] == tokens.around[at + head_length(tokens, at) - 1]
    return end if same or tokens.around[closing] != ")" else closing + 1


def _with_highest(tokens: Tokens, end: int, name_starts: frozenset[int]) -> int:
    """Take in a third body: "Phó Trưởng phòng A, Cục B, | Bộ C"."""
    body = end + 1
    highest = tokens.around[end] == "," and _HIGHEST.length(tokens, body) > 0
    if not highest or not tokens[body].is_capital or head_length(tokens, body):
        return end
    return phrase_end(tokens, body, name_starts)


def _has_unit(tokens: Tokens, at: int, end: int) -> bool:
    """Say whether the post tokens[at:end] is one in a part of a greater body."""
    return (
        any(
            _LOWER_UNITS.length(tokens, step) and tokens[step].is_capital
            for step in range(at + head_length(tokens, at), end)
        )
        or tokens.around[at].endswith(("vụ", "cục", "phòng"))
        or tokens.around[at + head_length(tokens, at) - 1] in _UNITS
    )
