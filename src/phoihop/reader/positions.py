"""Chains of posts: "Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy"."""

from __future__ import annotations

from typing import Final, NamedTuple

from phoihop.reader.acts import role_at
from phoihop.reader.lexicon import nested, phrases, words
from phoihop.reader.phrasing import LONGEST, body_length, phrase_end
from phoihop.reader.tokens import Tokens

_JOINTS: Final = frozenset(",-–—;")
_BODY_BEFORE: Final = frozenset(["văn", "phòng", "ban", "đoàn", "tổ"])
_BULLETS: Final = frozenset("•*+\n")
_POSTS: Final = phrases("positions", "heads")
_BEFORE: Final = words("positions", "before")
_WEAK: Final = words("positions", "weak")
_HISTORY: Final = words("people", "history")
_PLURAL: Final = words("positions", "plural")
_JOINED_BY: Final = phrases("positions", "joined_by")
_UPPER_UNITS: Final = phrases("positions", "upper_units")
_LOWER_UNITS: Final = phrases("positions", "lower_units")
_HIGHEST: Final = phrases("positions", "highest_units")
_HEADS_INSIDE: Final = _POSTS.firsts | _JOINED_BY.firsts
_BEGINS: Final = _POSTS.firsts | _BEFORE  # what a post can begin with
_WEAK_BEGINS: Final = frozenset(post.split()[0] for post in _WEAK if " " in post)
_COMMANDS: Final = phrases("positions", "commands")
_TWO_WORDS: Final = 2
_LONGEST_PLACE: Final = 6  # "tại TP. Hồ Chí Minh"
_ADDRESS: Final = phrases("people", "address")
# Behind these, "BTV Tỉnh ủy" is the body in whose name a person acts, not a person's post.
_OF_BODY: Final = frozenset(["của", "mặt", "cho", "với", "trong"])
_ABROAD: Final = frozenset(["đại sứ", "lãnh sự", "sự quán", "tham tán", "tùy viên", "đại diện"])
_GATHERED: Final = frozenset(["hội", "buổi", "lễ", "tọa", "kỳ", "phiên", "cuộc", "đại"])
_BODIES: Final = phrases("bodies", "heads")
_LEVELS: Final = words("people", "bare_levels") | {"huyện", "xã", "phường", "quận"}


_LEVELS_OF_PLACES: Final = frozenset(
    ["tỉnh", "phố", "huyện", "xã", "trấn", "phường", "quận", "thôn", "ấp", "bản"]
)
_SEVERAL: Final = frozenset(["các", "những", "hai", "ba", "bốn", "năm"])
_SHORT: Final = frozenset(["q", "p"])
_TERMS: Final = frozenset(["khóa", "nhiệm"])
_DASHES: Final = frozenset("-–")
_TOWNS: Final = frozenset(["thành", "tp", "tỉnh"])
_FOR: Final = frozenset(["kt", "tl", "tuq"])
_MARKS: Final = frozenset("./")
_SERVES: Final = frozenset(["thư ký", "trợ lý"])  # "Thư ký Chủ tịch UBND huyện": one post
_UNITS: Final = frozenset(["phòng", "ban", "khoa", "trạm", "đội"])
_SEATED: Final = frozenset(["trực", "diện", "phòng", "nhánh", "phía"])
_UNCLE_HO: Final = ["hồ", "chí", "minh"]
_BARE_LEVELS: Final = frozenset(["tỉnh", "huyện", "xã", "phường", "quận", "ấp"])
_BEFORE_PLACE: Final = _LEVELS_OF_PLACES | {_UNCLE_HO[0]}
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


class Chain(NamedTuple):
    """Posts that stand one after another, each as tokens[first:last]."""

    posts: tuple[tuple[int, int], ...]
    plural: bool  # "các Phó Tổng Giám đốc"

    @property
    def first(self) -> int:
        """First token of the first post."""
        return self.posts[0][0]

    @property
    def last(self) -> int:
        """Token after the last post."""
        return self.posts[-1][1]


def find_chains(tokens: Tokens, name_starts: frozenset[int]) -> list[Chain]:
    """Return all chains of posts in text order."""
    found: list[Chain] = []
    until = 0
    for at in sorted({*_POSTS.beginnings(tokens), *tokens.places(_BEFORE)}):
        if at < until:
            continue
        chain = _chain_at(tokens, at, name_starts)
        if chain is not None:
            found.append(chain)
            until = chain.last
    return found


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


def _post_length(tokens: Tokens, at: int, name_starts: frozenset[int]) -> int:
    """Return `head_length`, or that of a weak head in small letters with a name right behind it.

    "có đại biểu HĐND tỉnh ông Lê Văn Mít".
    """
    length = head_length(tokens, at)
    if length or tokens.around[at] not in _WEAK_BEGINS:
        return length
    length = _POSTS.length(tokens, at)
    if length < _TWO_WORDS:
        return 0
    end = _post_end(tokens, at, length, name_starts)
    return length if end + _ADDRESS.length(tokens, end) in name_starts else 0


def _chain_at(tokens: Tokens, at: int, name_starts: frozenset[int]) -> Chain | None:
    length = 0 if at in name_starts else _post_length(tokens, at, name_starts)
    if not length or _is_in_body(tokens, at):
        return None
    posts: list[tuple[int, int]] = []
    step = at
    while length:
        end = _post_end(tokens, step, length, name_starts)
        if _names_history(tokens, step + length, end):
            return None
        posts.append((step, end))
        if end in name_starts:
            break
        following = _next_post(tokens, end)
        if following == end and " ".join(tokens.lows[step:end]) in _SERVES:
            end = _post_end(tokens, end, head_length(tokens, end), name_starts)
            posts[-1] = (step, end)
            following = _next_post(tokens, end)
        if following is None:
            break
        step = following
        length = head_length(tokens, step)
    plural = _is_plural(tokens, at)
    if plural and (tokens.around[at - 1].isdigit() or tokens.around[at - 3].isdigit()):
        posts = posts[:1]  # "2 Phó Chủ tịch, Chủ tịch UBND xã ...": the next is another's
    elif len(posts) > 1 and tokens.low(at - 1) == "là" and not tokens[at].is_capital:
        # "đảng viên là trưởng thôn, Bí thư Huyện ủy Lê Văn Mít": the first is nobody's
        posts = posts[1:] if tokens[posts[1][0]].is_capital else posts
    elif len(posts) > 1 and tokens.around[at - 2] in _FOR and tokens.around[at - 1] in _MARKS:
        posts = posts[1:]  # "KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Mít": the first is another's
    return Chain(tuple(posts), plural)


def _names_history(tokens: Tokens, named: int, last: int) -> bool:
    """ "nguyên Tổng Bí thư Trường Chinh": a post with the name of one long dead is nobody's."""
    return last - named > 1 and " ".join(tokens.lows[named:last]) in _HISTORY


def _is_plural(tokens: Tokens, at: int) -> bool:
    """Say whether several hold the post: "các Phó Giám đốc", "4 đồng chí Phó Chủ tịch"."""
    if tokens.around[at - 1] == "là" and tokens.around[at - 4] == "các":
        at -= 1  # "các đồng chí là Ủy viên Ban Thường vụ: ..."
    before = at - 1
    if f"{tokens.around[at - 2]} {tokens.around[before]}" == "đồng chí":
        before = at - 3
        return tokens.around[before] in _SEVERAL or tokens.around[before].isdigit()
    return tokens.around[before] in _PLURAL or (
        tokens.around[before].isdigit()
        and tokens.around[before - 1] not in {"số", "khóa", "khối", "/"}
    )


def _is_in_body(tokens: Tokens, at: int) -> bool:
    """ "Đoàn Chủ tịch", "Văn phòng Chủ tịch nước", "Đoàn Đại biểu Quốc hội"."""
    if tokens.around[at] == "bí" and tokens.around[at - 1] == "ban":
        return True  # "Ban Bí thư"
    if tokens.around[at] == "vụ" and tokens.around[at - 1] in {"chức", "nhiệm", "thường"}:
        return True  # "giữ chức vụ | Trưởng ban"
    if tokens.around[at] in {"btv", "thường"} and tokens.around[at - 1] in _OF_BODY:
        return True  # "được sự ủy quyền của BTV Tỉnh ủy"
    within = tokens.around[at] in {"chủ", "đại", "đbqh", "thường"}  # "Ban Thường vụ Tỉnh ủy"
    return within and tokens.around[at - 1] in _BODY_BEFORE


def _post_end(tokens: Tokens, at: int, length: int, name_starts: frozenset[int]) -> int:
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
    end = max(phrase_end(tokens, at, name_starts, after - at), at + length)
    if tokens.around[end] == "của":
        end = _with_owner(tokens, end, name_starts)
    if tokens.around[end] == "tại":
        if f"{tokens.around[after - 2]} {tokens.around[after - 1]}" in _ABROAD:
            end = _with_country(tokens, end, name_starts)
        end = _with_seat(tokens, after, end, name_starts)
    split = _inner_head(tokens, at + length, end)
    end = split if split is not None else end
    end = _past_place(tokens, at + length, end, name_starts)
    return _with_parent(tokens, at, end, name_starts)


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
        if before not in _BEFORE_PLACE:
            continue
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


def _inner_head(tokens: Tokens, at: int, end: int) -> int | None:
    """Return where a second post begins without a mark: "TUV Phó Chủ tịch", "... kiêm ..."."""
    for step, low in enumerate(tokens.around[at:end], at):
        if low not in _HEADS_INSIDE:
            continue
        if low in _JOINED_BY.firsts and _JOINED_BY.length(tokens, step):
            return step
        if not tokens[step].is_capital:
            continue
        length = _POSTS.length(tokens, step)
        known = low not in _WEAK
        if _COMMANDS.length(tokens, step - 1):
            continue
        if length and known and (length > 1 or tokens[step].is_upper):
            return None if tokens.around[step - 1] in _BODY_BEFORE else step
    return None


def _with_parent(tokens: Tokens, at: int, end: int, name_starts: frozenset[int]) -> int:
    """Take in the parent body after a comma: "Vụ trưởng Vụ A, Tổng cục B"."""
    mark, body = tokens.around[end], end + 1
    if mark not in {",", "("} or body >= len(tokens) or not tokens[body].is_capital:
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


def _next_post(tokens: Tokens, end: int) -> int | None:
    """Return where the next post of the chain _BEGINS, across a mark or "kiêm"."""
    step = end
    joined = _JOINED_BY.length(tokens, step)
    if joined:
        return step + joined
    if tokens.around[end] in _TERMS and (past := _past_term(tokens, end)) > end:
        joint = past < len(tokens) and tokens[past].text in _JOINTS and tokens.around[past] != ";"
        return past + 1 if joint and head_length(tokens, past + 1) else None
    if head_length(tokens, step):
        return step
    if step < len(tokens) and tokens[step].text in _JOINTS:
        step += 1
        while step < len(tokens) and tokens[step].text in _BULLETS:
            step += 1
        joined = _JOINED_BY.length(tokens, step)
        step += joined
        if head_length(tokens, step) and tokens.around[step - 1] != ";":
            return step
    return None


def _past_term(tokens: Tokens, at: int) -> int:
    """ "Đại biểu Quốc hội | khóa XV, nhiệm kỳ 2031 - 2036, Trưởng ban": where the term ends."""
    if tokens.around[at] == "khóa" and tokens.around[at + 1].isalnum():
        at += 2
    step = at + (tokens.around[at] == ",")
    if tokens.around[step] == "nhiệm" and tokens.around[step + 1] == "kỳ":
        step += 2
        while step < len(tokens) and (tokens[step].is_number or tokens.around[step] in _DASHES):
            step += 1
        return step
    return at
