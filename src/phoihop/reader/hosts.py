"""The body that organises an event."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.areas import past_brackets, with_area, with_places
from phoihop.reader.facts import Named
from phoihop.reader.lexicon import nested, phrases, words
from phoihop.reader.people import is_same_post
from phoihop.reader.phrasing import body_length, phrase_end
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens
from phoihop.vntext import fold

Span = tuple[int, int]
_PLACES: Final = phrases("bodies", "places")
_BEFORE_SUBJECT: Final = frozenset([",", ")", ":", "-", "–", "\n", ".", "”", "nay"])
# "đại diện Sở A và Sở B đã ký kết": those they sign for.
_SPEAKING_FOR: Final = frozenset(
    ["đại diện", "lãnh đạo", "đơn vị", "cơ quan", "hai bên", "hai ngành", "các ngành"]
)
_JOINTS: Final = frozenset([",", "-", "–", "và", "cùng", "với"])
_AGENT: Final = frozenset(["do"])
# "sau kỳ họp thứ 3 Quốc hội": the meeting is not the one that is reported.
_NOT_HELD: Final = frozenset(
    ["dung", "gian", "sau", "trước", "quả", "trình", "của", "tới", "cho", "bị"]
)
_MAKES: Final = frozenset(["dựng", "cố", "tác"])  # "củng cố tổ chức"
_NO_MEETING: Final = frozenset(["ngày", "và", ",", ".", "vững", "các", "cơ", "ở", "viên"])
_FILLERS: Final = frozenset(["khóa", "nhiệm", "kỳ", "đã", "vừa"])
_ROMAN: Final = re.compile(r"[IVX]+")
_GROUPS: Final = frozenset(["khối", "cụm"])  # of bodies, for a contest
_ROOMS: Final = frozenset(["hội trường", "phòng họp", "nhà văn", "trung tâm"])
_HOLD: Final = ["tổ", "chức"]
_HEAD_WORDS: Final = 2
_NEAR: Final = 5
_BRIEF: Final = 8
_LONGEST_LIST: Final = 8
_LOOK: Final = 60


def find_host(
    tokens: Tokens, headline: Span, sentence: Span | None, lead: list[Span], used: Spans
) -> Named | None:
    """Return the host: the subject of "tổ chức" in the dated sentence, the lead or the headline."""
    title = _subject(tokens, headline, used, acts=True)
    for span in ([sentence] if sentence else []) + lead[:2]:
        found = (
            _by_agent(tokens, span)
            or _subject(tokens, span, used, acts=span == sentence)
            or _of_meeting(tokens, span)
        )
        if found is not None:
            return _better(found, title)
    if sentence is None and lead:
        told = _subject(tokens, lead[0], used, acts=True)
        if told is not None and (title is None or fold(told.name).endswith(fold(title.name))):
            title = told  # "HĐND tỉnh: ..." of the "Đoàn công tác HĐND tỉnh"
    return title or _before_colon(tokens, headline)


def acting_in(tokens: Tokens, sentences: list[Span], used: Spans) -> Named | None:
    """Return the first body that acts in one of several sentences."""
    acting = (_subject(tokens, span, used, acts=True) for span in sentences)
    return next((body for body in acting if body), None)


def _better(found: Named, title: Named | None) -> Named:
    """Take the headline's form where the text only abbreviates or misspells it."""
    if title is None or title.name.isupper():
        return found
    short = any(word.isupper() and len(word) > 1 for word in found.name.split()[:_HEAD_WORDS])
    spelled_out = short and is_same_post(found.name, title.name)
    more = title.name.count(" và ") > found.name.count(" và ")  # those who sign, not who holds
    spelled_out = (spelled_out and not more) or _names_place(found.name, title.name)
    return title if spelled_out or fold(found.name) == fold(title.name) else found


def with_place(found: Named, again: Named | None) -> Named:
    """Return the form that adds the place: "HĐND tỉnh", told again as "HĐND tỉnh Ba Mít"."""
    return again if again is not None and _names_place(found.name, again.name) else found


def _names_place(found: str, title: str) -> bool:
    """Say whether the headline adds the place: "Thường trực HĐND tỉnh | Ba Mít"."""
    more = title[len(found) :] if fold(title).startswith(f"{fold(found)} ") else ""
    levels = words("people", "levels")
    last = found.rsplit(maxsplit=1)[-1].lower()
    return last in levels and bool(more) and all(map(_is_name, more.split()))


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.isalpha()


def _before_colon(tokens: Tokens, headline: Span) -> Named | None:
    """ "Hội Nông dân huyện Ba: Giúp nhau làm giàu": the body that a headline opens with."""
    first, last = tokens.at_offset(headline[0]), tokens.at_offset(headline[1])
    if first >= last:
        return None
    if body_length(tokens, first):
        end = host_end(tokens, first, last)
        return named(tokens, first, end) if tokens.low(end) == ":" else None
    level = _PLACES.length(tokens, first)
    end = first + level
    while end < last and (
        (tokens[end].is_capital and tokens[end].is_word) or tokens[end].is_number
    ):
        end += 1
    followed = tokens.low(end) == ":" if level else tokens.low(end) in {"tổ"} and end - first > 1
    holds = level or tokens.low(end + 1) == "chức"
    return named(tokens, first, end) if followed and holds and end > first + level else None


def _of_meeting(tokens: Tokens, span: Span) -> Named | None:
    """ "Hội nghị lần thứ 10 Ban Chấp hành Đảng bộ huyện", "kỳ họp thứ 4 HĐND huyện"."""
    first, last = tokens.at_offset(span[0]), tokens.at_offset(span[1])
    meetings = nested("events", "words", "of_bodies")
    for at in range(first, last):
        length = meetings.length(tokens, at)
        if not length or tokens.low(at - 1) in _NOT_HELD:
            continue
        begin = _past_ordinal(tokens, at + length)
        body = begin + (tokens.low(begin) == ",")
        if body >= last or not tokens[body].is_capital or not body_length(tokens, body):
            continue
        end = host_end(tokens, body, last)
        if begin > at + length or _past_ordinal(tokens, end) > end:
            return named(tokens, body, end)
    return None


def _holds_numbered_meeting(tokens: Tokens, at: int) -> bool:
    """ "sau kỳ họp thứ 3, Quốc hội khóa XX, ...": a body told only with its meeting."""
    return (tokens.low(at - 1) == "," and tokens.low(at - 3) == "thứ") or (
        tokens.low(at - 2) == "thứ" and tokens[at - 1].is_number
    )


def _past_ordinal(tokens: Tokens, at: int) -> int:
    """Step over "lần thứ 10", "thứ tư", "lần 2"; return `at` where none stands."""
    step = at + (tokens.low(at) == "lần")
    step += tokens.low(step) == "thứ"
    return step + 1 if step > at else at


def _by_agent(tokens: Tokens, span: Span) -> Named | None:
    """ "Hội nghị do Ban Tuyên giáo Trung ương tổ chức"."""
    first, last = tokens.at_offset(span[0]), tokens.at_offset(span[1])
    for at in tokens.within(_AGENT, first, last - 2):
        if body_length(tokens, at + 1):
            end = host_end(tokens, at + 1, last)
            if _holds(tokens, end) and not _heads_another(tokens, first, at, end):
                return named(tokens, at + 1, end)
    return None


def _heads_another(tokens: Tokens, first: int, at: int, end: int) -> bool:
    """ "Tiểu ban Ba Mít | do Sở Tư pháp | chủ trì đã tiến hành": whom another body chairs."""
    if tokens.low(end) != "chủ" or tokens.low(end + 2) not in {"đã", "vừa", "tổ", "tiến"}:
        return False
    begins = (step for step in range(max(first, at - _LOOK), at) if body_length(tokens, step))
    return any(tokens[step].is_capital and host_end(tokens, step, at + 1) == at for step in begins)


def _holds(tokens: Tokens, at: int) -> bool:
    pair = f"{tokens.low(at)} {tokens.low(at + 1)}"
    return pair in {"tổ chức", "phối hợp", "chủ trì", "đăng cai"}


def _subject(tokens: Tokens, span: Span, used: Spans, *, acts: bool) -> Named | None:
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
        if tokens.low(at) == "ttxvn" and tokens.low(at - 1) in {"-", "–", "/"}:
            continue  # the agency below a picture
        if _is_venue(tokens, first, at) or _holds_numbered_meeting(tokens, at):
            place = place or _place_that_holds(tokens, at, last)
            continue
        if "giữa" in tokens.lows[max(first, at - _BRIEF) : at]:
            continue  # "quy chế phối hợp giữa viện kiểm sát, Công an, Tòa án"
        end = host_end(tokens, at, last)
        if _is_bare(tokens, at, end):
            continue
        if tokens.lows[at:end] == ["ban", "tổ", "chức"]:
            continue  # of a contest: "Ban tổ chức trao 12 giải"
        if _verb_follows(tokens, end, last, acts=acts):
            return named(tokens, at - _is_counted(tokens, first, at), end)
    return place


def _is_bare(tokens: Tokens, at: int, end: int) -> bool:
    """Say whether only the first words of a body stand there, and it is no subject by that.

    "ba cơ quan Thường trực là: HĐND, ...", "Tổng kết quy chế phối hợp 4 Sở năm 2031 và ký kết".
    """
    named = at + body_length(tokens, at)
    year = tokens.low(named) == "năm" and tokens[end - 1].is_number
    return year or (tokens.low(end) == "là" and end == named)


def _place_that_holds(tokens: Tokens, at: int, last: int) -> Named | None:
    """ "tại Hội trường Lớn, | tỉnh Ba Mít | tổ chức": the host, if no other body acts."""
    if tokens.low(at - 1) != ",":
        return None
    named_after = at + _PLACES.length(tokens, at)
    level = named_after > at and named_after < last and tokens[named_after].is_capital
    if not level or body_length(tokens, at):
        return None
    end = host_end(tokens, at, last)
    return named(tokens, at, end) if [tokens.low(end), tokens.low(end + 1)] == _HOLD else None


def _is_counted(tokens: Tokens, first: int, at: int) -> bool:
    """ "Chiều 23/8, | 7 trường đại học ...": a number that counts the hosts."""
    counts = at > first and tokens[at - 1].is_number and not tokens[at].is_capital
    return counts and (at - 1 == first or tokens.low(at - 2) == ",")


def _may_begin(tokens: Tokens, at: int) -> bool:
    if body_length(tokens, at):
        if not tokens[at].is_capital and tokens.low(at - 1) == "," and _goes_on(tokens, at):
            return False  # "Bí thư Huyện ủy và lãnh đạo các phòng, ban chuyên môn"
        return not _is_of_person(tokens, at)
    pair = f"{tokens.low(at)} {tokens.low(at + 1)}"
    if pair in words("people", "places") and tokens[at].is_capital:
        return tokens.low(at + 2) in {"tổ", "phát", "họp", "đã"}  # "Hà Nam tổ chức hội nghị"
    level = _PLACES.length(tokens, at)
    named_after = at + level + (tokens.low(at + level) == ".")
    before = at - 1 - (tokens.low(at - 1) == ",")
    begins = tokens[at].is_capital or tokens[before].is_number  # "Sáng 16/11 huyện Ba tổ chức"
    return bool(
        level
        and begins
        and named_after < len(tokens)
        and tokens[named_after].is_word
        and tokens[named_after].is_capital
    )


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Say whether a list of bodies or of people's offices goes on behind a comma."""
    if tokens[at - 2].is_number or tokens.low(at - 2) in {"nay", "qua", "đây", "ngày"}:
        return False  # "Ngày 5/3, đoàn công tác của tỉnh"
    if tokens.low(at) == "đoàn":
        return True  # "thông qua kết nối của ..., đoàn công tác của tỉnh": named by nobody
    for step in range(at - 2, max(-1, at - _LONGEST_LIST), -1):
        if tokens.low(step) in {".", ";", ":", "\n"}:
            return False
        if tokens.low(step) in {"các", "những"}:
            return True
        if phrases("positions", "heads").length(tokens, step):
            return True
    return False


def _is_of_person(tokens: Tokens, at: int) -> bool:
    """ "Chủ tịch nước Trần Văn Mít": the post of a person, where the post alone is a body."""
    after = at + phrases("positions", "heads").length(tokens, at)
    return at + 1 < after < len(tokens) and tokens[after].is_capital and tokens[after].is_word


def _is_venue(tokens: Tokens, first: int, at: int) -> bool:
    """Say whether "tại ..." runs up to this word: "tại Văn phòng X, UBND" is over at the comma."""
    if _PLACES.length(tokens, at) and not body_length(tokens, at):
        # "tại Quảng trường Lớn, TP. Bình An, Huyện ủy tổ chức": the place goes on
        return tokens.low(at - 1) == "," and any(
            tokens.low(step) in {"tại", "ở"} for step in range(max(first, at - _BRIEF), at)
        )
    if tokens.low(at - 1) == "," and _owns_room(tokens, first, at):
        return True
    step = at - 1
    while step >= max(first, at - _LOOK) and tokens.lows[step] not in {",", ":", "\n"}:
        if tokens.lows[step] in {"tại", "ở"}:
            return True
        step -= 1
    return False


def _owns_room(tokens: Tokens, first: int, at: int) -> bool:
    """ "tại Hội trường 305, | Học viện Ba Mít, | Khối thi đua số 6": whose room it is.

    Only where the body behind it has no room of its own: two others hold the meeting together.
    """
    for step in range(at - 2, max(first, at - _BRIEF) - 1, -1):
        if tokens.lows[step] in {"tại", "ở"}:
            room = f"{tokens.lows[step + 1]} {tokens.lows[step + 2]}" in _ROOMS
            roomless = room and tokens.lows[at] not in _GROUPS
            after = past_brackets(tokens, _one_end(tokens, at)) if roomless else at
            return tokens.low(after) == "," and tokens.low(after + 1) in _GROUPS
        if tokens.lows[step] == ",":
            break
    return False


def host_end(tokens: Tokens, at: int, limit: int) -> int:
    """Return the end of a body, or of a joint list of bodies, that begins at a token."""
    end = _one_end(tokens, at)
    before: bool | None = None
    for _ in range(_LONGEST_LIST):
        joint = past_brackets(tokens, end)
        if joint + 1 >= limit or tokens.low(joint) not in _JOINTS:
            break
        if not tokens[joint + 1].is_capital:
            break
        # "Thường vụ Huyện ủy và Thường vụ Đảng ủy Công an": no body but for the one before
        again = tokens.lows[joint + 1 : joint + 3] == tokens.lows[at : at + 2]
        if not again and not body_length(tokens, joint + 1):
            break
        before = _in_brackets(tokens, end)
        end = _one_end(tokens, joint + 1)
    # "UBND xã Ba (tỉnh Bốn) và UBND xã Năm (tỉnh Sáu)": brackets behind the last one, too, where
    # such stand behind the one before
    alike = before is not None and _in_brackets(tokens, end) is before
    return min(past_brackets(tokens, end) if alike else end, limit)


def _in_brackets(tokens: Tokens, at: int) -> bool | None:
    """Say whether the brackets at a token hold a place and no short form; None for no brackets."""
    closed = past_brackets(tokens, at) > at
    return _PLACES.length(tokens, at + 1) > 0 if closed else None


def _one_end(tokens: Tokens, at: int) -> int:
    end = with_places(tokens, at, phrase_end(tokens, at), len(tokens))
    end = with_area(tokens, at, end)
    while tokens.low(end) in {"của", "về"} and end + 1 < len(tokens):
        longer = phrase_end(tokens, end + 1)
        if longer <= end + 1:
            break
        end = longer
    return end


def _verb_follows(tokens: Tokens, at: int, limit: int, *, acts: bool) -> bool:
    """Say whether the subject goes on with "tổ chức" or, where allowed, another act."""
    passed = 0
    at = _past_chair(tokens, _past_partner(tokens, at, limit), limit)
    for step in range(at, min(limit, at + _LOOK)):
        if nested("events", "words", "hold").length(tokens, step) and not tokens[step].is_capital:
            if _is_noun(tokens, step):
                continue
            return step == at or tokens.low(step - 1) not in words("words", "holds")
        filler = tokens.low(step) in _FILLERS or not tokens[step].is_word
        passed += 0 if filler or _ROMAN.fullmatch(tokens[step].text) else 1
        if acts and nested("events", "words", "acts").length(tokens, step) and passed <= _NEAR:
            return True
        if tokens.low(step) in {"diễn", "ban"} and tokens.low(step + 1) in {"ra", "hành"}:
            return False
    return False


def _is_noun(tokens: Tokens, at: int) -> bool:
    """ "xây dựng tổ chức hội", "công tác tổ chức": no verb, whoever stands before it."""
    if tokens.low(at - 1) in _MAKES or tokens.low(at + 2) in {"đảng", "bộ", "cơ"}:
        return True
    return tokens.low(at + 2) == "hội" and tokens.low(at + 3) in _NO_MEETING


def _past_partner(tokens: Tokens, at: int, limit: int) -> int:
    """Step over "phối hợp với Ban Tổ chức Huyện ủy": the partner is no part of the act."""
    step = at + (tokens.low(at) == "đã")
    if [tokens.low(step), tokens.low(step + 1)] != ["phối", "hợp"]:
        return at
    step += 2
    if tokens.low(step) not in {"với", "cùng"} or step + 1 >= limit:
        return at
    return host_end(tokens, step + 1, limit) if body_length(tokens, step + 1) else at


def _past_chair(tokens: Tokens, at: int, limit: int) -> int:
    """Step over "do Sở Tư pháp chủ trì", "do ông ... chủ trì": who heads the body that acts."""
    if tokens.low(at) != "do":
        return at
    for step in range(at + 1, min(limit - 1, at + _LOOK // 2)):
        if (tokens.low(step), tokens.low(step + 1)) == ("chủ", "trì"):
            return step + 2
    return at


def named(tokens: Tokens, first: int, last: int) -> Named | None:
    """Return the body that stands at tokens[first:last]."""
    if last <= first:
        return None
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return tokens.source.named(start, end)
