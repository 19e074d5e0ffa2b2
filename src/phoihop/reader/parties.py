"""Lists of bodies: named ones, counted ones ("12 cơ quan, đơn vị trong khối") and loose ones."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader.areas import more_places, past_brackets, with_area, with_places
from phoihop.reader.bodies import body_length
from phoihop.reader.collectives import collective_end, with_kinds
from phoihop.reader.each_place import counted_end, each_of_places, offices_told
from phoihop.reader.facts import Named
from phoihop.reader.fields import is_sector, parts_fields, small_body
from phoihop.reader.host_ends import named
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.located import LEVELS_UP, place_length, tells_where
from phoihop.reader.phrasing import LONGEST, phrase_end
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import Token

_JOINTS: Final = frozenset([",", "và", "với", "cùng"])
_SCHOOL: Final = ("nhà", "trường")
_SPEAKERS: Final = frozenset(["đại diện", "lãnh đạo"])
_DELEGATES: Final = (["đoàn", "đại", "biểu"], ["đoàn", "công", "tác"])
_LOOSE, _COUNTED, _NAMED = 1, 2, 3
_LEVELS: Final = words("people", "levels")
_LEVEL_PHRASES: Final = phrases("people", "levels")
_PLACES: Final = phrases("bodies", "places")
_POSTS: Final = phrases("positions", "heads")
_FORCES: Final = ["lực", "lượng"]
_LETTERS: Final = 4  # of a short form that is surely no word
_DIGITS_OF_YEAR: Final = 4
# "tỉnh, thành đoàn": one party of two levels
_LEVELS_AT_ONCE: Final = re.compile(
    r"(?:(?:tỉnh|huyện|quận|thị|thành|xã|phường)(?:,| và) ){1,4}"
    r"(?:tỉnh|huyện|quận|thị|thành|xã|phường) (?:đoàn|ủy)(?!\w)"
)
_LEVEL_WORDS: Final = frozenset(
    ["tỉnh", "huyện", "quận", "thị", "thành", "xã", "phường"]  # with which such a party begins
)
# With which, or with a number, several bodies told in one begin: patterns are tried only there.
COUNTING: Final = frozenset(["các", "những", "hai", "ba", "bốn", "năm", "một"])
_SPEAK: Final = frozenset(["đại", "lãnh"])
_DASHES: Final = frozenset("-–")
_BRACKETS: Final = 16  # tokens in brackets that may run on behind a list
_MOST: Final = 40
_NEAR_LIST: Final = 45
_SPELLED_OUT: Final = re.compile(
    r"(?<!\w)(?:(?:bao )?gồm(?: có)?\s?:?|(?:sau đây|như sau)\s?:) ?|\((?:gồm:? )?"
)
_TOLD_AS: Final = re.compile(
    r"(?:các|những|hai|ba|bốn|\d{1,2}) (?:tổ chức )?"
    r"(?:bên|ngành|cơ quan|đơn vị|đoàn thể|tổ chức|hội(?=,)|ngân hàng|doanh nghiệp|bệnh viện"
    r"|(?P<level>địa phương|tỉnh|huyện|xã|phường))(?:, (?:ban|ngành|đơn vị|đoàn thể|tổ chức)){0,2}"
    r"(?:(?: sau| gồm| bao gồm)?: ?| (?:bao )?gồm | là )"
)


_OF_SEVERAL: Final = re.compile(r"(?:các|hai|ba|bốn|\d) (?:ngành|lực lượng|cơ quan|đơn vị) ")


def party_list(
    tokens: Tokens, start: int, limit: int, *, dashes: bool = False
) -> tuple[Named, ...]:
    """Return the bodies of a list joined by commas, "và" or "với"; by dashes where allowed."""
    found: list[Named] = []
    at, last = tokens.at_offset(start), tokens.at_offset(limit)
    while at < last and len(found) < _MOST:
        told = None
        if tokens.lows[at] in COUNTING or tokens[at].is_number:
            # "với các ngành: A, B và C"
            told = _told_as(tokens, at)
            told_end = told.end() if told else _told_before(tokens, at)
            at = tokens.at_offset(told_end) if told_end else at
        at = _past_speakers(tokens, at)
        at = _past_delegates(tokens, at)
        if told and told["level"]:
            level = "" if told["level"] == "địa phương" else told["level"]
            return (*found, *places_listed(tokens, at, last, level))
        each, end = _next_parties(tokens, at, last, found, dashes=dashes)
        if end == at:
            break
        found += each
        end = past_brackets(tokens, end)
        dash = dashes and (_is_dash_between(tokens, end) or _is_same_head(tokens, at, end))
        if tokens.around[end] not in _JOINTS and not dash:
            break
        at = end + 1
        while tokens.around[at] in _JOINTS:
            at += 1
    return _spelled_out(tokens, found, limit)


def _told_as(tokens: Tokens, at: int) -> re.Match[str] | None:
    """ "với 3 đơn vị | là | Sở Y tế, ...", but not "hai ngành | là lực lượng nòng cốt"."""
    told = _TOLD_AS.match(tokens.source.low, tokens.starts[at])
    if told is None or not told.group().endswith(" là "):
        return told
    first = tokens.at_offset(told.end())
    named = first < len(tokens) and tokens[first].is_capital and body_length(tokens, first)
    return told if named else None


def _next_parties(
    tokens: Tokens, at: int, last: int, found: list[Named], *, dashes: bool
) -> tuple[tuple[Named, ...], int]:
    """Return the parties that begin at a token and where they end; `at` where none does."""
    counted = tokens.around[at] in COUNTING or (at < last and tokens[at].is_number)
    offices = offices_told(tokens, at, last) if counted else ()
    if offices:
        return offices, tokens.at_offset(tokens.source.clean_offset(offices[-1].end))
    end = _party_end(tokens, at, last, dashes=dashes)
    party = named(tokens, at, end) if end > at else None
    if party is None:
        return (), at
    behind = bool(found) and tokens.around[at - 1] == ","
    if behind and end == at + 1 and party.name.lower() in _LEVELS:
        return (), at  # "giữa A và B, | xã họp dân": who goes on
    if behind and tells_where(tokens, party.name, found[-1].name, past_brackets(tokens, end)):
        return (), end
    return each_of_places(tokens, party, (at, end)), end


def dashed_list(tokens: Tokens, start: int, limit: int) -> tuple[Named, ...]:
    """Return the bodies of a list that dashes may join, too: "giữa Hội Phụ nữ – Hội Nông dân"."""
    listed = party_list(tokens, start, limit)
    first, last = tokens.at_offset(start), tokens.at_offset(limit)
    if _DASHES.isdisjoint(tokens.lows[first : last + _BRACKETS]):
        return listed
    dash = any(" - " in party.name or " – " in party.name for party in listed)
    return party_list(tokens, start, limit, dashes=True) if len(listed) == 1 or dash else listed


def _told_before(tokens: Tokens, at: int) -> int:
    """ "giữa các ngành | Công an, Tòa án và Kiểm lâm": where the first of several begins; or 0."""
    told = _OF_SEVERAL.match(tokens.source.low, tokens.starts[at])
    if told is None:
        return 0
    first = tokens.at_offset(told.end())
    if first >= len(tokens) or not (tokens[first].is_capital and body_length(tokens, first)):
        return 0
    end = phrase_end(tokens, first)
    more = tokens.around[end] in _JOINTS and end + 1 < len(tokens) and tokens[end + 1].is_capital
    return told.end() if more else 0


def _past_speakers(tokens: Tokens, at: int) -> int:
    """ "lãnh đạo Sở Y tế và | đại diện lãnh đạo | Công an tỉnh": who sign for a body.

    "Liên ngành | Công an - Tòa án": the offices themselves.
    """
    first = at
    if tokens.around[at : at + 2] == ["liên", "ngành"] and body_length(tokens, at + 2):
        at += 2
    while (
        tokens.around[at] in _SPEAK and f"{tokens.around[at]} {tokens.around[at + 1]}" in _SPEAKERS
    ):
        at += 2
    return at if at < len(tokens) and tokens[at].is_capital else first


def _past_delegates(tokens: Tokens, at: int) -> int:
    """ "với | đoàn đại biểu | An ninh huyện": whom they come from; "Quốc hội" has its own ones."""
    if tokens.around[at] != "đoàn":
        return at
    delegates = tokens.around[at : at + 3] in _DELEGATES
    of_body = tokens.around[at + 3] not in {"quốc", "hđnd", "hội"} and body_length(tokens, at + 3)
    capital = at + 3 < len(tokens) and tokens[at + 3].is_capital
    return at + 3 if delegates and capital and (of_body or tokens.around[at + 3] == "an") else at


def places_listed(tokens: Tokens, at: int, last: int, level: str) -> list[Named]:
    """ "với các tỉnh: | Ba Mít, Cây Me và Đồng Lá": each place is a party, "tỉnh Ba Mít".

    The last may be of another level: "các huyện Ba Mít, Cây Me và thị xã Đồng Lá".
    level: "" where none is told.
    """
    found: list[Named] = []
    while at < last and tokens[at].is_word:
        first = at
        at += place_length(tokens, at) if found else 0
        if at >= last or not tokens[at].is_capital:
            break
        while at < last and tokens[at].is_capital and tokens[at].is_word:
            at += 1
        place = named(tokens, first, at)
        if place:
            has_own = not level or place.name.lower().startswith(LEVELS_UP)
            found.append(place if has_own else replace(place, name=f"{level} {place.name}"))
        at += tokens.around[at] in _JOINTS
    return found


def _spelled_out(tokens: Tokens, found: list[Named], limit: int) -> tuple[Named, ...]:
    """ "với 5 đoàn thể và các cơ quan của tỉnh gồm: A, B và C": those behind the colon count."""
    if not found or rank(found[-1]) == _NAMED:
        return tuple(found)
    source, last = tokens.source, found[-1]
    start, end = source.clean_offset(last.start), source.clean_offset(last.end)
    listed = _SPELLED_OUT.search(source.low, start, min(limit, end + _NEAR_LIST))
    each = party_list(tokens, listed.end(), limit) if listed else ()
    in_brackets = listed is not None and listed.group().startswith("(")  # may tell where they are
    if len(each) < max(len(found), 1 + in_brackets):
        return tuple(found)
    return (*(party for party in found if rank(party) == _NAMED), *each)


def begins_bodies(tokens: Tokens, at: int, last: int) -> bool:
    """ "hai bộ Y tế và Tư pháp", "các Đài Ba Mít và Cây Me": several bodies with one head."""
    if tokens.lows[at] not in COUNTING and not tokens[at].is_number:
        return False
    return bool(offices_told(tokens, at, last) or _bodies_end(tokens, at, last))


def _several_end(tokens: Tokens, at: int, last: int) -> int:
    """Return the end of a collective, of "các Đài" or of "nhà trường"; 0 where none begins."""
    if tokens.lows[at] in COUNTING or tokens[at].is_number:
        return _counted_end(tokens, at, last)
    if tokens.lows[at] in _LEVEL_WORDS:
        levels = _LEVELS_AT_ONCE.match(tokens.source.low, tokens.starts[at])
        return min(tokens.at_offset(levels.end()), last) if levels else 0
    school = (tokens.lows[at], tokens.around[at + 1]) == _SCHOOL and at + 2 <= last
    return at + 2 if school else 0


def _counted_end(tokens: Tokens, at: int, last: int) -> int:
    """Return the end of what "các" or a number begins: places, a collective, bodies; or 0."""
    of_places = _bodies_end(tokens, at, last) or counted_end(tokens, at, last)
    if of_places:
        return min(of_places, last)
    collective = collective_end(tokens, at, last)
    if collective:
        return min(with_area(tokens, at, collective), last)
    several = tokens.lows[at] == "các" or _is_count(tokens[at])
    if several and at + 1 < last and tokens[at + 1].is_capital and body_length(tokens, at + 1):
        return min(with_kinds(tokens, phrase_end(tokens, at + 1), last), last)
    return 0


def _is_count(token: Token) -> bool:
    return token.is_number and len(token.text) < _DIGITS_OF_YEAR


def _bodies_end(tokens: Tokens, at: int, last: int) -> int:
    """ "các Đài Truyền hình (ĐTH) Ba Mít, Cây Me và Đồng Lá": bodies named after their places."""
    several = at + 1 < last and tokens.around[at] == "các" and tokens[at + 1].is_capital
    if not several or not body_length(tokens, at + 1):
        return 0
    end = phrase_end(tokens, at + 1)
    behind = past_brackets(tokens, end)
    if behind > end and tokens[behind].is_capital and not body_length(tokens, behind):
        end = phrase_end(tokens, behind)
    further = more_places(tokens, end, last)
    return further if further > end else 0


def _party_end(tokens: Tokens, at: int, last: int, *, dashes: bool) -> int:
    """Return the end of one party, `at` where none begins."""
    if at >= len(tokens) or _is_person(tokens, at):
        return at
    several = _several_end(tokens, at, last)
    if several:
        return several
    begins = body_length(tokens, at) or place_length(tokens, at) or small_body(tokens, at)
    skip = 2 * (tokens.around[at : at + 2] == _FORCES) or is_sector(tokens, at)
    if not (begins or skip) and not (tokens[at].is_capital and tokens[at].is_word):
        return at
    end = with_places(tokens, at, min(phrase_end(tokens, at, skip=skip), last), last)
    end = _without_year(tokens, at, end)
    while end > at + 1 and tokens.lows[end - 1] in _JOINTS:  # cut where the next instrument begins
        end -= 1
    several = dashes or "và" in tokens.lows[at + 1 : end - 1]
    joint = _joint_inside(tokens, at, end, dashes=dashes) if several else 0
    if joint:
        return joint
    while tokens.around[end] == "," and tokens.lows[end - 1] in _LEVELS:
        length = _LEVEL_PHRASES.length(tokens, end + 1)
        if not length or body_length(tokens, end + 1) > 1:  # "Hội Nông dân huyện, Huyện đoàn"
            break
        if tokens.around[end + 1 + length].isalpha() and tokens[end + 1 + length].is_capital:
            break  # "Hội Nông dân tỉnh, | huyện Ba Mít"
        end += 1 + length
    return min(with_area(tokens, at, end), last)


def _without_year(tokens: Tokens, at: int, end: int) -> int:
    """ "Hội Nông dân huyện | năm 2031": of when the instrument is."""
    year = end - 2 > at and tokens.around[end - 2] == "năm" and tokens[end - 1].is_number
    return end - 2 if year and len(tokens[end - 1].text) == _DIGITS_OF_YEAR else end


def _joint_inside(tokens: Tokens, at: int, end: int, *, dashes: bool) -> int:
    """Return where a further party begins that the name of one ran over, 0 for none.

    "Công an tỉnh | và xã Ba Mít", "Hội Phụ nữ | – Hội Nông dân", "UBND | -LĐLĐ huyện".
    """
    for step in range(at + 1, end - 1):
        if tokens.lows[step] == "và":
            level = place_length(tokens, step + 1)
            named_after = step + 1 + level
            short = step == at + 1 and _is_short_form(tokens, at)  # "giữa VKSNDTC và LĐLSVN"
            if short and _is_short_form(tokens, step + 1):
                return step
            if level and named_after < end:  # "thôn 4 | và thôn 5"
                name = tokens[named_after]
                if name.is_capital or name.is_number:
                    return step
            if is_sector(tokens, step + 1):
                return step
            school = (tokens.around[step + 1], tokens.around[step + 2]) == _SCHOOL
            if school or parts_fields(tokens, at, step) or _is_alike(tokens, at, step, end):
                return step
        elif dashes and (_is_dash_between(tokens, step) or _is_same_head(tokens, at, step)):
            return step
    return 0


def _is_alike(tokens: Tokens, at: int, joint: int, end: int) -> bool:
    """ "Công an huyện Ba Mít | và | An ninh huyện Na Ba": a level and its place on both sides."""
    return all(
        any(
            tokens[step].is_capital
            and not tokens[step - 1].is_capital
            and tokens.around[step - 1] in _LEVELS
            for step in range(first + 2, last)
        )
        for first, last in (
            (max(at, joint - LONGEST), joint),
            (joint + 1, min(end, joint + LONGEST)),
        )
    )


def _is_dash_between(tokens: Tokens, at: int) -> bool:
    """Say whether a dash stands between two bodies, not within the name of one."""
    if tokens.around[at] not in {"-", "–"} or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    short = _is_short_form(tokens, at - 1) and _is_short_form(tokens, at + 1)
    heads = body_length(tokens, at + 1) + (tokens.around[at - 1] in _LEVELS)
    named = at + 2 < len(tokens) and tokens[at - 1].is_capital and tokens[at + 2].is_capital
    heads += named  # "Báo Ba Mít - Sở Y tế"
    whole = heads > 1 and body_length(tokens, at + 1) > 0 and following.is_capital
    return short or (whole and tokens.spaced(at))


def _is_same_head(tokens: Tokens, at: int, dash: int) -> bool:
    """ "Sở Y tế | - Sở Tư pháp": the same first word on both sides of a dash."""
    if tokens.around[dash] not in {"-", "–"} or not tokens.spaced(dash):
        return False
    again = tokens[dash + 1].is_capital and tokens.around[dash + 1] == tokens.around[at]
    return again and body_length(tokens, dash + 1) > 0


def _is_short_form(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].is_upper and len(tokens[at].text) >= _LETTERS


def _is_person(tokens: Tokens, at: int) -> bool:
    """ "Giám đốc Công an tỉnh", "Thủ tướng Chính phủ Lê Văn Mít": a post, or who holds it."""
    length = _POSTS.length(tokens, at)
    if not length:
        return False
    after = at + max(length, body_length(tokens, at))
    named = (
        after < len(tokens)
        and tokens[after].is_capital
        and tokens[after].is_word
        and not body_length(tokens, after)
    )
    return not body_length(tokens, at) or named


def rank(party: Named) -> int:
    """Return how telling a party is: 3 a named body, 2 a counted collective, 1 "các ngành"."""
    if party.name[0].isdigit():
        return _COUNTED
    loose = party.name.lower().startswith(("các ", "những ", "một số "))
    nameless = party.name.islower() and not party.name[-1].isdigit()  # "thôn 4" has a name
    return _LOOSE if loose or nameless else _NAMED
