"""Words that ask and give: "giao ...", "yêu cầu ...", "Phòng A: ...", and whom they ask."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from phoihop.reader.actors import before_verb, bodies, is_list, of_heading, verb
from phoihop.reader.facts import Named
from phoihop.reader.normal import Source
from phoihop.reader.tokens import Tokens

Span = tuple[int, int]
Found = tuple[Span, int]  # who is asked, and where what they are to do begins
_ASKS: Final = {"giao": "", "yêu": "cầu", "đề": "nghị", "phân": "công", "lưu": "ý"}
# "Chậm nhất ngày 31/5, UBND xã gửi phương án": asked by the last day it names.
_DEADLINES: Final = {"chậm": "nhất", "trước": "ngày"}
_GIVEN: Final = re.compile(
    r"(?<!bàn )(?<!chuyển )(?<!được )(?<!theo )(?<!có )(?<!các )(?<!những )(?<!và )"
    r"(?<!ý kiến )(?<!văn bản )(?<!\w)(?:giao(?!\s(?:dịch|thông|lưu|nhận|tiếp|thừa|đất))"
    r"(?:\snhiệm vụ|\strách nhiệm)?(?:\scho)?|yêu cầu|đề nghị"
    r"|phân công(?!\s(?:cán bộ|công chức|viên chức|nhân viên|người|lực lượng)(?!\w))"
    r"|(?<!đáng )(?<!cần )(?<!chú )lưu ý)\s(?=\S)"
)
DONE: Final = "đã "  # "đã yêu cầu các xã báo cáo": told of before; "đã yêu cầu các xã cần ..."
_MUST: Final = re.compile(r"(?:cần|phải|tiếp tục|khẩn trương|sớm)(?!\w)")
_NOT_ASKING: Final = re.compile(
    r"cử tri|(?<!đoàn )(?<!tổ )đại biểu|người dân|(?<!ủy ban )(?<!hội đồng )nhân dân|ý kiến"
    r"|báo chí hỏi"
)
# "Tiếp thu ý kiến của cử tri, | Chủ tịch UBND huyện yêu cầu": an official asks after all.
_OFFICIAL: Final = re.compile(
    r", [^,;]*(?<!\w)(?:đồng chí|(?:phó )?(?:chủ tịch|bí thư|thủ tướng|chủ nhiệm|giám đốc"
    r"|trưởng ban)|(?:bộ|thứ) trưởng)(?!\w)"
)
# "đề nghị | trong quý III, Ban A tổ chức": when, and then who.
_WHEN: Final = re.compile(
    r"(?:trong|từ nay|ngay|thời gian tới|trước|đến|ngoài)(?!\w)[^,.;:\n]{0,60}, "
)
_OF_KINDS: Final = re.compile(
    r"\w các (?:bộ|sở|ban|ngành|phòng|cục|huyện|xã|phường|sở, ban|sở, ngành)$"
)
_LONGEST_KIND: Final = 20
_LEAD_IN: Final = re.compile(
    r"(?:trong quá trình|trên cơ sở|căn cứ|định kỳ|hằng|hàng|trước|chậm nhất|đồng thời"
    r"|ngoài ra|nếu|khi|để)(?!\w)"
)
_LONGEST_LEAD_IN: Final = 240
_LONGEST_ASKING: Final = 400


class Signs(NamedTuple):
    """Where a text has words that ask or give, and words before a last day."""

    asking: list[int]
    due: list[int]


def signs_in(tokens: Tokens) -> Signs:
    """Return where something may be asked: the patterns are tried nowhere else."""
    asking = [at for at in _places_of(tokens, _ASKS) if not _is_meeting(tokens, at)]
    due = _places_of(tokens, _DEADLINES)
    return Signs([tokens.starts[at] for at in asking], [tokens.starts[at] for at in due])


def _places_of(tokens: Tokens, pairs: dict[str, str]) -> list[int]:
    """Return where the first word of a pair stands with the second one behind it."""
    return [
        at
        for at in tokens.places(frozenset(pairs))
        if pairs[tokens.lows[at]] in {"", tokens.around[at + 1]}
    ]


def _is_meeting(tokens: Tokens, at: int) -> bool:
    """ "giao ban", not "giao Ban Quản lý chợ"."""
    return tokens.around[at + 1] == "ban" and not tokens[at + 1].is_capital


def asked(source: Source, signs: list[int], start: int, end: int) -> list[re.Match[str]]:
    """Return where "giao ...", "yêu cầu ..." stand; signs: those of the whole text."""
    near = signs[bisect_left(signs, start) : bisect_left(signs, end)]
    found = (_GIVEN.match(source.low, at, end) for at in near)
    return [match for match in found if match]


def given(source: Source, signs: list[int], span: Span, *, told: bool) -> Found | None:
    """Return whom a clause asks. told: in a report, which tells afterwards what was asked."""
    start, end = span
    for match in asked(source, signs, start, end):
        when = _WHEN.match(source.low, match.end(), end)
        begin = when.end() if when else match.end()
        found = before_verb(source, begin, end, small=True)
        if found is None or (
            source.low.endswith(DONE, start, match.start())
            and not (told and _MUST.match(source.low, found[1], end))
        ):
            continue
        if not asked_by_others(source.low, start, match.start()):
            return found
    return None


def asked_by_others(low: str, start: int, at: int) -> bool:
    """Say whether voters or delegates ask: what they want is given to nobody yet."""
    near = max(start, at - _LONGEST_ASKING)
    ends = [match.end() for match in _NOT_ASKING.finditer(low, near, at)]
    return bool(ends) and _OFFICIAL.search(low, ends[-1], at) is None


def prefixed(source: Source, start: int, end: int) -> Found | None:
    """ "Phòng Nội vụ: xây dựng ..."."""
    colon = source.clean.find(":", start, min(end, start + 160))
    if colon < 0:
        return None
    last = colon - (source.clean[colon - 1] == " ")
    span = of_heading(source, start, last)
    if span is None or not is_list(source, *span):
        return None
    action = colon + 1
    while action < end and source.clean[action].isspace():
        action += 1
    if action >= end or _goes_on(source, last, action):
        return None
    # "Thanh tra chuyên ngành: UBND các huyện làm đầu mối": before the colon stands a matter.
    return before_verb(source, action, end) or (span, action)


def _goes_on(source: Source, colon: int, action: int) -> bool:
    """ "Giám đốc các Sở: | Y tế, Nội vụ chịu trách nhiệm": whose names follow, not what they do."""
    kinds = _OF_KINDS.search(source.low, max(0, colon - _LONGEST_KIND), colon)
    does = verb().match(source.low, action)
    return kinds is not None and source.clean[action].isupper() and does is None


def led_in(source: Source, start: int, end: int) -> Found | None:
    """ "Các đơn vị báo cáo ...", "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị ..."."""
    if not _LEAD_IN.match(source.low, start, end):
        return before_verb(source, start, end)
    comma = source.low.find(", ", start, min(end, start + _LONGEST_LEAD_IN))
    while comma >= 0:
        found = before_verb(source, comma + 2, end)
        if found is not None:
            return found
        comma = source.low.find(", ", comma + 2, min(end, start + _LONGEST_LEAD_IN))
    return None


def clause_actors(source: Source, start: int, end: int) -> tuple[Named, ...]:
    """Return the bodies with which a clause begins: "Phòng A: ...", "(Giao) Ban B chủ trì ..."."""
    gives = _GIVEN.match(source.low, start, end)
    found = (
        before_verb(source, gives.end(), end, small=True)
        if gives
        else prefixed(source, start, end) or before_verb(source, start, end)
    )
    return bodies(source, *found[0]) if found else ()
