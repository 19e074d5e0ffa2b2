"""The body of which a sentence tells that it organises: the subject of "tổ chức"."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.areas import past_brackets
from phoihop.reader.bodies import body_length
from phoihop.reader.facts import Named
from phoihop.reader.host_ends import host_end, named, one_end
from phoihop.reader.lexicon import nested, phrases, words
from phoihop.reader.party_subjects import ROOMS, is_before_whom
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens

Span = tuple[int, int]
_PLACES: Final = phrases("bodies", "places")
_POSTS: Final = phrases("positions", "heads")
_BODIES: Final = phrases("bodies", "heads")
_HOLDS: Final = nested("events", "words", "hold")
_ACTS: Final = nested("events", "words", "acts")
_TOWNS: Final = words("people", "places")
_UNITS: Final = words("words", "holds")
_BEFORE_SUBJECT: Final = frozenset([",", ")", ":", "-", "–", "\n", ".", "”", "nay"])
# "đại diện Sở A và Sở B đã ký kết": those they sign for.
_SPEAKING_FOR: Final = frozenset(
    ["đại diện", "lãnh đạo", "đơn vị", "cơ quan", "hai bên", "hai ngành", "các ngành"]
)
# what a body does that holds no meeting: "... chứng kiến lễ ký kết"
_OTHER_ACTS: Final = frozenset(
    [("diễn", "ra"), ("ban", "hành"), ("chứng", "kiến"), ("tham", "dự"), ("dự", "lễ"),
     ("dự", "hội")]
)  # fmt: skip
_MAKES: Final = frozenset(["dựng", "cố", "tác"])  # "củng cố tổ chức"
_NO_MEETING: Final = frozenset(["ngày", "và", ",", ".", "vững", "các", "cơ", "ở", "viên"])
_FILLERS: Final = frozenset(["khóa", "nhiệm", "kỳ", "đã", "vừa"])
_ROMAN: Final = re.compile(r"[IVX]+")
_GROUPS: Final = frozenset(["khối", "cụm"])  # of bodies, for a contest
_HOLD: Final = ["tổ", "chức"]
_DAY_BEGINS: Final = frozenset(["từ", "ngày", "sáng", "chiều", "tối", "trong", "hôm", "vừa"])
_SOLEMNLY: Final = frozenset(["long trọng", "trọng thể", "trang trọng", "tưng bừng"])
_SEVERAL: Final = frozenset(["các", "một", "những"])
_COUNTS: Final = frozenset(["các", "hai", "ba", "bốn"])
_SENTENCE_ENDS: Final = frozenset([".", ";", "\n"])
_ALIKE: Final = 3  # words in which two names of one body agree
_NEAR: Final = 5
_BRIEF: Final = 8
_LONGEST_LIST: Final = 8
_LOOK: Final = 60


def _holds_numbered_meeting(tokens: Tokens, at: int) -> bool:
    """ "sau kỳ họp thứ 3, Quốc hội khóa XX, ...": a body told only with its meeting."""
    return (tokens.around[at - 1] == "," and tokens.around[at - 3] == "thứ") or (
        tokens.around[at - 2] == "thứ" and tokens[at - 1].is_number
    )


def acting_subject(tokens: Tokens, span: Span, used: Spans, *, acts: bool) -> Named | None:
    first, last = tokens.at_offset(span[0]), tokens.at_offset(span[1])
    place: Named | None = None
    for at in range(first, last):
        if not (
            at == first
            or tokens.around[at - 1] in _BEFORE_SUBJECT
            or tokens[at - 1].is_number
            or f"{tokens.around[at - 2]} {tokens.around[at - 1]}" in _SPEAKING_FOR
        ):
            continue
        if not _may_begin(tokens, at) or used.holds(tokens.starts[at]):
            place = place or _place_that_holds(tokens, at, last)
            continue
        if _is_of_page(tokens, at):
            continue
        aside = _is_before_whom(tokens, first, at) or _holds_numbered_meeting(tokens, at)
        if aside or _is_venue(tokens, first, at):
            place = place or _place_that_holds(tokens, at, last)
            continue
        if "giữa" in tokens.lows[max(first, at - _BRIEF) : at]:
            continue  # "quy chế phối hợp giữa viện kiểm sát, Công an, Tòa án"
        end = host_end(tokens, at, last)
        if _is_bare(tokens, at, end):
            continue
        if tokens.lows[at:end] == ["ban", "tổ", "chức"]:
            continue  # of a contest: "Ban tổ chức trao 12 giải"
        if _verb_follows(tokens, end, last, acts=acts) and not _signs_with(tokens, first, at, end):
            return named(tokens, at - _is_counted(tokens, first, at), end)
    return place


def _is_before_whom(tokens: Tokens, first: int, at: int) -> bool:
    """ "Trước sự chứng kiến của lãnh đạo | Huyện ủy, Công an huyện ký kết": who only looks on."""
    speaks = f"{tokens.around[at - 2]} {tokens.around[at - 1]}" in _SPEAKING_FOR
    return speaks and is_before_whom(tokens, at, tokens.starts[first])


def _is_of_page(tokens: Tokens, at: int) -> bool:
    """ "MTTQ - | Từ ngày 9/7, ...": whose page tells it; "... / TTXVN": the agency of a picture."""
    if tokens.around[at] == "ttxvn" and tokens.around[at - 1] in {"-", "–", "/"}:
        return True
    behind = at + body_length(tokens, at)
    begins = tokens.around[behind] in {"-", "–"} and tokens.around[behind + 1] in _DAY_BEGINS
    return begins and tokens[at].is_upper


def _signs_with(tokens: Tokens, first: int, at: int, end: int) -> bool:
    """ "đại diện Sở A, các trường, | Sở B đã ký kết": the tail of those who sign is no host."""
    if tokens.around[at - 1] != "," or "ký" not in tokens.lows[end : end + _NEAR]:
        return False
    return any(
        f"{tokens.lows[step]} {tokens.lows[step + 1]}" == "đại diện"
        and body_length(tokens, step + 2) > 0
        and not _is_before_whom(tokens, first, step + 2)
        for step in range(max(first, at - _LOOK), at - 1)
    )


def _is_bare(tokens: Tokens, at: int, end: int) -> bool:
    """Say whether only the first words of a body stand there, and it is no subject by that.

    "ba cơ quan Thường trực là: HĐND, ...", "Tổng kết quy chế phối hợp 4 Sở năm 2031 và ký kết".
    """
    named = at + body_length(tokens, at)
    year = tokens.around[named] == "năm" and tokens[end - 1].is_number
    return year or (tokens.around[end] == "là" and end == named)


def _place_that_holds(tokens: Tokens, at: int, last: int) -> Named | None:
    """ "tại Hội trường Lớn, | tỉnh Ba Mít | tổ chức": the host, if no other body acts."""
    if tokens.around[at - 1] != ",":
        return None
    named_after = at + _PLACES.length(tokens, at)
    level = named_after > at and named_after < last and tokens[named_after].is_capital
    if not level or body_length(tokens, at):
        return None
    end = host_end(tokens, at, last)
    acts = end + 2 * (f"{tokens.around[end]} {tokens.around[end + 1]}" in _SOLEMNLY)
    acts += tokens.around[acts] in {"đã", "vừa"}
    held = [tokens.around[acts], tokens.around[acts + 1]] == _HOLD
    return named(tokens, at, end) if held else None


def _is_counted(tokens: Tokens, first: int, at: int) -> bool:
    """ "Chiều 23/8, | 7 trường đại học ...": a number that counts the hosts."""
    counts = at > first and tokens[at - 1].is_number and not tokens[at].is_capital
    return counts and (at - 1 == first or tokens.around[at - 2] == ",")


def _may_begin(tokens: Tokens, at: int) -> bool:
    if body_length(tokens, at):
        if not tokens[at].is_capital and tokens.around[at - 1] == "," and _goes_on(tokens, at):
            return False  # "Bí thư Huyện ủy và lãnh đạo các phòng, ban chuyên môn"
        return not _is_of_person(tokens, at)
    pair = f"{tokens.around[at]} {tokens.around[at + 1]}"
    if pair in _TOWNS and tokens[at].is_capital:
        return tokens.around[at + 2] in {"tổ", "phát", "họp", "đã"}  # "Hà Nam tổ chức hội nghị"
    several = tokens.around[at] in _COUNTS  # "các huyện Ba, Mít và Cam tổ chức"
    level = several + _PLACES.length(tokens, at + several)
    named_after = at + level + (tokens.around[at + level] == ".")
    before = at - 1 - (tokens.around[at - 1] == ",")
    # "Sáng 16/11 huyện Ba tổ chức", "Hôm nay (13/4), huyện Ba tổ chức"
    begins = tokens[at].is_capital or tokens[before].is_number or tokens.around[before] == ")"
    return bool(
        level > several
        and begins
        and named_after < len(tokens)
        and tokens[named_after].is_word
        and tokens[named_after].is_capital
    )


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Say whether a list of bodies or of people's offices goes on behind a comma."""
    if tokens[at - 2].is_number or tokens.around[at - 2] in {"nay", "qua", "đây", "ngày"}:
        return False  # "Ngày 5/3, đoàn công tác của tỉnh"
    if tokens.around[at] == "đoàn":
        return True  # "thông qua kết nối của ..., đoàn công tác của tỉnh": named by nobody
    for step in range(at - 2, max(-1, at - _LONGEST_LIST), -1):
        if tokens.around[step] in {".", ";", ":", "\n"}:
            return False
        if tokens.around[step] in {"các", "những"}:
            return True
        if _POSTS.length(tokens, step):
            return True
    return False


def _is_of_person(tokens: Tokens, at: int) -> bool:
    """ "Chủ tịch nước Trần Văn Mít": the post of a person, where the post alone is a body."""
    after = at + _POSTS.length(tokens, at)
    return at + 1 < after < len(tokens) and tokens[after].is_capital and tokens[after].is_word


def _is_venue(tokens: Tokens, first: int, at: int) -> bool:
    """Say whether "tại ..." runs up to this word: "tại Văn phòng X, UBND" is over at the comma."""
    if _PLACES.length(tokens, at) and not body_length(tokens, at):
        # "tại Quảng trường Lớn, TP. Bình An, Huyện ủy tổ chức": the place goes on
        return tokens.around[at - 1] == "," and any(
            tokens.around[step] in {"tại", "ở"} for step in range(max(first, at - _BRIEF), at)
        )
    if tokens.around[at - 1] == "," and _owns_room(tokens, first, at):
        return True
    step = at - 1
    while step >= max(first, at - _LOOK) and tokens.lows[step] not in {",", ":", "\n"}:
        if tokens.lows[step] in {"tại", "ở"}:
            return True
        step -= 1
    return False


def _owns_room(tokens: Tokens, first: int, at: int) -> bool:
    """ "tại Hội trường 305, | Học viện Ba Mít, | Khối thi đua số 6": whose room it is.

    Only where the body behind it has no room of its own: two others hold the meeting together; or
    is an organ of the one whose room it is.
    """
    for step in range(at - 2, max(first, at - _BRIEF) - 1, -1):
        if tokens.lows[step] in {"tại", "ở"}:
            room = f"{tokens.lows[step + 1]} {tokens.lows[step + 2]}" in ROOMS
            roomless = room and tokens.lows[at] not in _GROUPS
            after = past_brackets(tokens, one_end(tokens, at)) if roomless else at
            behind = after + 1
            acts = tokens.around[behind] in _GROUPS or _is_organ_of(tokens, behind, at)
            return tokens.around[after] == "," and acts
        if tokens.lows[step] == ",":
            break
    return False


def _is_organ_of(tokens: Tokens, organ: int, at: int) -> bool:
    """ "Hội Nông dân tỉnh Ba, | Ban Thường vụ Hội Nông dân tỉnh": whose organ acts in its room."""
    length = _BODIES.length(tokens, organ)
    body = tokens.around[at : at + _ALIKE]
    return length > 1 and tokens.around[organ + length : organ + length + _ALIKE] == body


def _verb_follows(tokens: Tokens, at: int, limit: int, *, acts: bool) -> bool:
    """Say whether the subject goes on with "tổ chức" or, where allowed, another act."""
    passed = 0
    at = _past_members(tokens, past_brackets(tokens, at), limit)
    at = _past_chair(tokens, _past_partner(tokens, at, limit), limit)
    for step in range(at, min(limit, at + _LOOK)):
        if _HOLDS.length(tokens, step) and not tokens[step].is_capital:
            if _is_noun(tokens, step):
                continue
            return step == at or tokens.around[step - 1] not in _UNITS
        filler = tokens.around[step] in _FILLERS or not tokens[step].is_word
        passed += 0 if filler or _ROMAN.fullmatch(tokens[step].text) else 1
        if acts and _ACTS.length(tokens, step) and passed <= _NEAR:
            return True
        if (tokens.around[step], tokens.around[step + 1]) in _OTHER_ACTS:
            return False
    return False


def _is_noun(tokens: Tokens, at: int) -> bool:
    """ "xây dựng tổ chức hội", "công tác tổ chức": no verb, whoever stands before it."""
    if tokens.around[at - 1] in _MAKES or tokens.around[at + 2] in {"đảng", "bộ", "cơ"}:
        return True
    return tokens.around[at + 2] == "hội" and tokens.around[at + 3] in _NO_MEETING


def _past_partner(tokens: Tokens, at: int, limit: int) -> int:
    """Step over "phối hợp với Ban Tổ chức Huyện ủy": the partner is no part of the act."""
    step = at + (tokens.around[at] == "đã")
    if [tokens.around[step], tokens.around[step + 1]] != ["phối", "hợp"]:
        return at
    step += 2
    if step < len(tokens) and tokens[step].is_capital and body_length(tokens, step):
        return host_end(tokens, step, limit)  # "phối hợp | Chi đoàn Điện lực huyện | khởi công"
    if tokens.around[step] not in {"với", "cùng"} or step + 1 >= limit:
        return at
    if tokens.around[step + 1] in _SEVERAL:
        return _past_several(tokens, step + 1, limit) or at
    return host_end(tokens, step + 1, limit) if body_length(tokens, step + 1) else at


def _past_several(tokens: Tokens, at: int, limit: int) -> int:
    """Step over "các Ban xây dựng Đảng, Đảng ủy, chi ủy cơ sở | đã"; 0 where no act follows."""
    for step in range(at, min(limit, at + _LOOK // 2)):
        if tokens.lows[step] in _SENTENCE_ENDS:
            return 0
        if tokens.lows[step] in {"đã", "vừa"}:
            return step
    return 0


def _past_members(tokens: Tokens, at: int, limit: int) -> int:
    """Step over ", gồm: ông Mít, Chủ tịch ...; bà Cam, | đã": who belongs to those who act."""
    step = at + (tokens.around[at] == ",")
    if tokens.around[step] != "gồm":
        return at
    for end in range(step + 1, min(limit, step + 2 * _LOOK)):
        if tokens.lows[end] in {".", "\n"}:
            break
        if tokens.lows[end] in {"đã", "vừa"}:
            return end
    return at


def _past_chair(tokens: Tokens, at: int, limit: int) -> int:
    """Step over "do Sở Tư pháp chủ trì", "do ông ... chủ trì": who heads the body that acts."""
    if tokens.around[at] != "do":
        return at
    for step in range(at + 1, min(limit - 1, at + _LOOK // 2)):
        if (tokens.around[step], tokens.around[step + 1]) == ("chủ", "trì"):
            return step + 2
    return at
