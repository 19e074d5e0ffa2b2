"""Who acts in a sentence: the bodies before "ký kết", alone, counted or in a list."""

from __future__ import annotations

from typing import Final

from phoihop.reader.areas import past_brackets, with_places
from phoihop.reader.bodies import body_length
from phoihop.reader.collectives import COLLECTIVE
from phoihop.reader.each_place import counted_end
from phoihop.reader.facts import Named
from phoihop.reader.fields import SMALL_BEGIN, is_sector, small_body
from phoihop.reader.host_ends import host_end, named
from phoihop.reader.lexicon import phrases
from phoihop.reader.located import PLACES_BEGIN, place_length
from phoihop.reader.names import find_names
from phoihop.reader.parties import (
    COUNTING,
    begins_bodies,
    dashed_list,
    party_list,
)
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.represented import is_sure
from phoihop.reader.tokens import Tokens

_SPEAKING_FOR: Final = frozenset(["đại diện", "lãnh đạo"])
_PAPERS: Final = frozenset(["báo", "đài", "tạp", "cổng", "trang", "trung"])
_NOUN_REACH: Final = 8  # "dưới sự chứng kiến, chỉ đạo của"
_MANY_BEGIN: Final = ("đại diện ", "lãnh đạo ", "chứng kiến ", ", ")
_BEFORE_MANY: Final = 12
_SIGNING: Final = ("ký kết", "đã ký", "cùng ký", "ký ", "tham gia ký", "đăng ký")
_OF_DAY: Final = frozenset(["ngày", "sáng", "chiều", "tối", "tháng", "năm"])
_FEW_WORDS: Final = 4
_NEAR: Final = 160
_REACH: Final = 600
# With which, or with a capital or a number, bodies begin that act: looked at nowhere else.
_MAY_BEGIN: Final = COUNTING | PLACES_BEGIN | SMALL_BEGIN | {"ngành"}
_JOINTS: Final = frozenset([",", "và", "với", "cùng", "-", "–", "—", ":", "("])
_BEFORE_PLACE: Final = frozenset([",", ":", "diện", "đạo"])
# with which a clause begins that tells on what or before whom others sign
_INTROS: Final = frozenset(
    ["thực hiện", "theo kế", "theo chỉ", "theo đề", "theo sự", "căn cứ", "có mặt", "dưới sự",
     "được sự", "trước sự", "với sự", "nhân dịp", "sau khi", "nhân kỷ", "thừa ủy", "thừa lệnh",
     "tham mưu", "nhận lời", "hưởng ứng", "chào mừng", "theo tinh", "theo lời", "theo nghị"]
)  # fmt: skip
_HAVE_ACT: Final = frozenset(["tham mưu", "lãnh đạo"])
_INTRO_REACH: Final = 16
_POSTS: Final = phrases("positions", "heads")
# The first two words of a room in which others meet than the body whose room it is.
_BEFORE_ROOM: Final = 9  # words
_MEETINGS: Final = frozenset(["buổi", "hội", "lễ", "cuộc", "phiên", "đây"])  # "tại buổi lễ, tỉnh"
ROOMS: Final = frozenset(["trụ sở", "hội trường", "văn phòng", "phòng họp", "nhà văn", "trung tâm"])
# "Hiệu trưởng | Trường Lê Văn Mít": bodies that bear the names of persons
_NAMED_AFTER: Final = frozenset(["trường", "đại", "học", "bệnh", "quỹ", "công", "nhà", "cung"])
_OF_PURPOSE: Final = frozenset(["với", "cho", "giữa", "của"])
_NOT_ATTENDED: Final = frozenset(["kiến", "án", "thảo", "toán", "phòng", "báo", "định", "trữ"])
_THEN_SIGN: Final = frozenset(["ký", "kí", "đã", "cùng", "tiến"])
_MEETS: Final = frozenset(["kết", "giá", "mặt"])  # "dự hội nghị tổng kết | và ký kết"


def subject_body(tokens: Tokens, start: int, end: int) -> Named | None:
    """Return the first named body between two offsets."""
    last = tokens.at_offset(end)
    for at in range(tokens.at_offset(max(start, end - _REACH)), last):
        if not tokens[at].is_capital or not body_length(tokens, at):
            continue
        if tokens.around[at - 1] == "của" or _is_aside(tokens, at, many=False):
            continue  # "Chỉ thị 43 của Thành ủy", "tại trụ sở Huyện ủy"
        if not _only_near(tokens, at, start, last):
            return _named(tokens, at, with_places(tokens, at, phrase_end(tokens, at), last))
    return None


def body_before(tokens: Tokens, start: int, verb: int) -> Named | None:
    """Return the named body that ends a few words before a verb: "Ban A đã tổ chức | ký kết"."""
    stop = tokens.at_offset(verb)
    for at in range(tokens.at_offset(max(start, verb - _NEAR)), stop):
        small = f"{tokens.around[at - 2]} {tokens.around[at - 1]}" in _SPEAKING_FOR
        body = (tokens[at].is_capital or small) and body_length(tokens, at)
        if body or is_sector(tokens, at) or _is_place(tokens, at, start, alone=True):
            if _only_near(tokens, at, start, stop):
                continue
            end = with_places(tokens, at, phrase_end(tokens, at), stop)
            if end <= stop and all(tokens[step].is_word for step in range(end, stop)):
                return _named(tokens, at, end) if stop - end <= _FEW_WORDS else None
    return None


def _only_near(tokens: Tokens, at: int, start: int, stop: int) -> bool:
    """Say whether a body only looks on, gives the ground or has another one act."""
    return (
        is_before_whom(tokens, at, start)
        or _looks_on(tokens, at, stop)
        or _has_another_act(tokens, at, stop)
    )


def _has_another_act(tokens: Tokens, at: int, stop: int) -> bool:
    """ "Công an xã | tham mưu cho | UBND xã ký kết", "Đảng ủy xã | lãnh đạo | UBND xã ký kết"."""
    for step in range(at + 1, min(stop, at + _INTRO_REACH)):
        if tokens.lows[step] in {",", "và", "với", ";"}:
            return False
        pair = f"{tokens.around[step]} {tokens.around[step + 1]}"
        if pair in _HAVE_ACT and not tokens[step].is_capital and tokens.lows[step - 1] != "diện":
            other = step + 2 + (tokens.around[step + 2] == "cho")
            return other < stop and body_length(tokens, other) > 0
    return False


def _named(tokens: Tokens, at: int, end: int) -> Named | None:
    """ "Chủ tịch | Hội Nông dân tỉnh | Lê Văn Mít": without the person who holds the post."""
    if not _has_post(tokens, at) or tokens.lows[at] in _NAMED_AFTER:
        return named(tokens, at, end)
    people = (name.first for name in find_names(tokens, at + 1, end) if is_sure(name))
    return named(tokens, at, next(people, end))


def body_of_post(tokens: Tokens, start: int) -> Named | None:
    """Return the body of a post that begins at an offset: "Giám đốc | Sở Y tế"."""
    at = tokens.at_offset(start)
    body = at + _POSTS.length(tokens, at)
    if body == at or body >= len(tokens) or body_length(tokens, at):
        return None
    headed = tokens[body].is_capital and body_length(tokens, body)
    return _named(tokens, body, phrase_end(tokens, body)) if headed else None


def body_in(
    tokens: Tokens, start: int, end: int, heads: frozenset[str] | None = None
) -> Named | None:
    """Return the first named body within two offsets, of some heads, cut at the second offset."""
    last = tokens.at_offset(end)
    for at in range(tokens.at_offset(start), last):
        of_kind = heads is None or tokens.around[at] in heads
        if of_kind and tokens[at].is_capital and body_length(tokens, at):
            return named(tokens, at, min(phrase_end(tokens, at), last))
    return None


def counted_subjects(tokens: Tokens, start: int, end: int) -> tuple[Named, ...]:
    """Return the counted parties right before "ký kết": "5 sở và 30 xã ký kết ... với ..."."""
    low = tokens.source.low
    for match in COLLECTIVE.finditer(low, start, end):
        before = low[max(start, match.start() - _BEFORE_MANY) : match.start()]
        if not match.group()[0].isdigit() and before and not before.endswith(_MANY_BEGIN):
            continue
        listed = party_list(tokens, match.start(), end)
        if not listed:
            continue
        last = tokens.at_offset(tokens.source.clean_offset(listed[-1].end))
        follows = " ".join(tokens.around[step] for step in range(last, last + 3))
        if follows.startswith(_SIGNING):
            return listed
    return ()


def subjects(tokens: Tokens, start: int, verb: int) -> tuple[Named, ...]:
    """Return the list that ends right before a verb, two bodies or more: "A và B ký kết"."""
    first, stop = tokens.at_offset(max(start, verb - _REACH)), tokens.at_offset(verb)
    joint = next((at for at in range(stop - 1, first, -1) if tokens.lows[at] in _JOINTS), first)
    witness = 0  # where a body ends under whose eyes others sign
    for at in range(first, joint):  # behind the last joint no second one follows
        token = tokens[at]
        if not (token.is_capital or token.is_number or token.low in _MAY_BEGIN):
            continue
        begins = _begins_one(tokens, at, start)
        many = COLLECTIVE.match(tokens.source.low, tokens.starts[at]) is not None
        many = many or begins_bodies(tokens, at, stop)
        if not (begins or many or counted_end(tokens, at, stop)):
            continue
        if (begins and _has_post(tokens, at)) or is_before_whom(tokens, at, start):
            witness = phrase_end(tokens, at)
        if at < witness or _is_aside(tokens, at, many=many and not begins):
            continue
        parties = _subject_list(tokens, at, verb)
        if len(parties) > 1 and _acts_at(tokens, parties[-1], stop):
            return parties
    return ()


def _begins_one(tokens: Tokens, at: int, start: int) -> bool:
    """Say whether one body, field of work or place begins at a token."""
    if (tokens[at].is_capital and body_length(tokens, at)) or small_body(tokens, at):
        return True
    return is_sector(tokens, at) or _is_place(tokens, at, start)


def _is_place(tokens: Tokens, at: int, start: int, *, alone: bool = False) -> bool:
    """ "Sáng nay, | xã Ba Mít (huyện Sen) và ..." that act; not "tại thôn 3, xã Ba Mít".

    alone: whether no other one need stand beside it.
    """
    level = place_length(tokens, at)
    end = _place_name_end(tokens, at + level) if level else 0
    if end <= at + level:
        return False
    if tokens.starts[at] != start and tokens.around[at - 1] not in _BEFORE_PLACE:
        return False
    after = past_brackets(tokens, end)
    joined = alone or tokens.around[after] in {"và", "với", "cùng"}
    # "thôn 3, | thôn 4 và thôn 5"
    joined = joined or (tokens.around[after] == "," and tokens.around[after + 1] == tokens.lows[at])
    located = (step for step in range(max(0, at - _NOUN_REACH), at) if tokens.lows[step] == "tại")
    return joined and all(tokens.around[step + 1] in _MEETINGS for step in located)


def _place_name_end(tokens: Tokens, at: int) -> int:
    """Return the end of the capitals or of the number that names a place."""
    if at < len(tokens) and tokens[at].is_number:
        return at + 1
    while at < len(tokens) and tokens[at].is_capital and tokens[at].is_word:
        at += 1
    return at


def _has_post(tokens: Tokens, at: int) -> bool:
    """ "Bí thư | Huyện ủy |, Viện A và Tòa B ký kết": the body of one who chairs."""
    return any(_POSTS.length(tokens, at - length) == length for length in (1, 2, 3))


def _looks_on(tokens: Tokens, at: int, stop: int) -> bool:
    """ "Huyện ủy (và UBND huyện) chứng kiến lễ ký kết" of others; not "dự và ký kết"."""
    end = _bodies_end(tokens, at, stop)
    seen = next((step for step in range(end, min(stop, end + 3)) if _sees(tokens, step)), 0)
    if not seen:
        return False
    for step in range(seen + 1, stop):
        if tokens.lows[step] == "ký":
            return True
        acts = tokens.lows[step] == "và" and tokens.around[step + 1] in _THEN_SIGN
        if acts and tokens.lows[step - 1] not in _MEETS:
            return False
    return True


def _bodies_end(tokens: Tokens, at: int, stop: int) -> int:
    """Step over bodies, "Giám đốc | Sở Y tế và Giám đốc Sở Tư pháp |", also told by their heads."""
    end = past_brackets(tokens, host_end(tokens, at, stop))
    while tokens.around[end] in {",", "và", "cùng"}:
        body = end + 1 + _POSTS.length(tokens, end + 1)
        if f"{tokens.around[body]} {tokens.around[body + 1]}" in _SPEAKING_FOR:
            body += 2
        if body >= stop or not body_length(tokens, body):
            break
        end = past_brackets(tokens, host_end(tokens, body, stop))
    return end


def _sees(tokens: Tokens, at: int) -> bool:
    """Say whether "dự", "tham dự" or "chứng kiến" stands at a token; "dự kiến" is none."""
    if tokens.lows[at] == "dự":
        return tokens.around[at + 1] not in _NOT_ATTENDED
    return tokens.lows[at] == "kiến" and tokens.around[at - 1] == "chứng"


def is_before_whom(tokens: Tokens, at: int, start: int) -> bool:
    """ "dưới sự chứng kiến của (lãnh đạo) | UBND tỉnh |, A và B ký kết": told before who sign."""
    of = at - 1
    while of > 1 and f"{tokens.around[of - 1]} {tokens.around[of]}" in _SPEAKING_FOR:
        of -= 2
    if tokens.around[of] == "của" and "sự" in tokens.lows[max(0, of - _NOUN_REACH) : of]:
        return True
    first = at
    while first > max(0, at - _INTRO_REACH) and tokens.starts[first] > start:
        if tokens.around[first - 1] == ",":
            break
        first -= 1
    return f"{tokens.around[first]} {tokens.around[first + 1]}" in _INTROS and first + 2 <= at


def _is_aside(tokens: Tokens, at: int, *, many: bool) -> bool:
    """ "tại (trụ sở) Sở Y tế, Khối thi đua ... ký kết": the room they sign in.

    "Nhằm phối hợp với các cơ quan, Công an và Tòa án ký kết": whom their purpose tells of.
    """
    before = tokens.around[at - 1]
    room = f"{tokens.around[at - 2]} {before}" in ROOMS
    if room:  # "tại Hội trường tầng 3 trụ sở Huyện ủy, Ban A và Công an huyện ..."
        clause = next(
            (x for x in range(at, max(0, at - _BEFORE_ROOM), -1) if _opens(tokens, x)), at
        )
        room = tokens.lows[clause] in {"tại", "ở"}
    return before == "tại" or room or (many and before in _OF_PURPOSE)


def _opens(tokens: Tokens, at: int) -> bool:
    return tokens.around[at] in {"tại", "ở"} or tokens.around[at - 1] in {",", ";", ".", ""}


def _subject_list(tokens: Tokens, at: int, verb: int) -> tuple[Named, ...]:
    """ "Hội Nông dân tỉnh - Sở Y tế ký kết": joined by a dash, too, but not behind a paper."""
    told = party_list if tokens.around[at] in _PAPERS else dashed_list
    return told(tokens, tokens.starts[at], verb)


def _acts_at(tokens: Tokens, party: Named, stop: int) -> bool:
    """Say whether few words, but for brackets, part a party from its verb, and no other act.

    "A và B chứng kiến lễ | ký kết" of others.
    """
    at = tokens.at_offset(tokens.source.clean_offset(party.end))
    between = range(past_brackets(tokens, at), stop)
    if any(_sees(tokens, step) for step in between) and tokens.lows[stop - 1] != "và":
        return False
    words = sum(
        tokens[step].is_word
        and tokens.around[step] not in _OF_DAY
        and tokens.around[step - 1] != "("
        for step in between
    )
    return words <= _FEW_WORDS
