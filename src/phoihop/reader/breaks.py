"""Where a sentence begins although no stop stands before it: behind credits and captions."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from phoihop.reader.lexicon import words
from phoihop.reader.normal import Source
from phoihop.reader.tokens import Tokens

Span = tuple[int, int]
_CREDIT: Final = re.compile(r"ảnh(?<!\wảnh)\s?:\s{0,2}")
_CREDIT_IN_BRACKETS: Final = re.compile(r"\((?:nguồn )?ảnh[^()\n]{0,60}\)\s+(?=\S)")
_RUN: Final = re.compile(r"[^\W\d_][\w.]*(?:\s?[-–/]\s?(?=[A-ZĐ])|\s(?=[^\W\d_]))?")
_OPENER: Final = re.compile(
    r"(?:Đồng chí |Phát biểu |Tham dự |Tham gia |Đến dự |Tới dự |Về dự |Cùng dự "
    r"|Kết luận (?:hội|buổi|cuộc)|Dự (?:hội|buổi|lễ|cuộc)|Tại (?:hội|buổi|lễ|cuộc|đây|điểm)"
    r"|Trong (?:thời gian|khuôn khổ|những)|Báo cáo (?:với|tại|kết quả)"
    r"|Theo (?:đó|báo cáo|đồng|ông|bà)|Nhân dịp|Để đáp ứng|Toàn cảnh|Quang cảnh|Thay mặt"
    r"|Sáng (?:\d|nay|ngày)|Chiều (?:\d|nay|ngày)|Tối (?:\d|nay|ngày)|Ngày (?:\d|nay|ngày))"
)
# Behind a blank each of them begins with one of these, alone before the next blank.
_FIRST_WORDS: Final = frozenset(
    ["đồng", "phát", "tham", "đến", "tới", "về", "cùng", "kết", "dự", "tại", "trong", "báo", "theo",
     "nhân", "để", "toàn", "quang", "thay", "sáng", "chiều", "tối", "ngày"]
)  # fmt: skip
_LEADS_TO: Final = frozenset(
    ["có", "là", "gồm", "do", "của", "với", "và", "cho", "các", "cùng", "theo", "mời", "nghe"]
)
_MOST_WORDS: Final = 6
_REACH: Final = 80
_LONGEST_WORD: Final = 12
# "Đồng chí Mít, Chủ tịch xã Phát biểu tại hội nghị": no one else speaks up to the stop.
_DEED_ALONE: Final = re.compile(
    r"(?:Phát biểu|Kết luận)(?: (?:chỉ đạo|khai mạc|kết luận|bế mạc))?"
    r"(?: (?:tại )?(?:[Hh]ội nghị|[Đđ]ại hội|[Bb]uổi \w{1,5}(?: \w{1,5})?|[Ll]ễ \w{1,5}))?"
    r"\.?(?=\s*$|\.\s)"
)
_DEEDS: Final = ("Phát biểu", "Kết luận", "Báo cáo", "Thay mặt", "Tham gia", "Tham dự")


def find_openers(tokens: Tokens) -> list[Span]:
    """Return where words stand in the text with which a sentence may begin without a stop."""
    clean, starts = tokens.source.clean, tokens.starts
    capitals = [at for at in tokens.places(_FIRST_WORDS) if tokens[at].is_capital]
    found = (_OPENER.match(clean, starts[at]) for at in capitals)
    return [match.span() for match in found if match]


def find_breaks(source: Source, start: int, end: int, openers: list[Span]) -> list[int]:
    """Return offsets in a line at which a sentence begins without a stop before it.

    openers: of the text, as `find_openers` tells them.
    """
    inside = openers[bisect_left(openers, (start,)) : bisect_left(openers, (end,))]
    found = {
        at
        for at, last in inside
        if last <= end
        and _follows_small_word(source.clean, start, at)
        and not _DEED_ALONE.match(source.clean, at, end)
    }
    if source.low.find("ảnh", start, end) < 0:
        return sorted(found)
    for match in _CREDIT.finditer(source.low, start, end):
        at = _behind_credit(source, match.end(), min(end, match.end() + _REACH))
        if at is not None:
            found.add(at)
    for match in _CREDIT_IN_BRACKETS.finditer(source.low, start, end):
        if source.clean[match.end()].isupper():
            found.add(match.end())
    return sorted(found)


def _follows_small_word(clean: str, start: int, at: int) -> bool:
    """Say whether nothing but a blank parts a small letter from what begins at `at`."""
    before = clean[max(start, at - _LONGEST_WORD) : at]
    if not before[-1:].isspace() or not before[-2:-1].islower():
        return False
    word = before.split()[-1]
    if word in _LEADS_TO and clean.startswith("Đồng chí", at):
        return False  # "Đến dự có Đồng chí Lê Văn Mít"
    # "Thứ trưởng Lê Văn Cám Kết luận hội nghị": behind a name it is what that person does
    return word[0].islower() or not clean.startswith(_DEEDS, at)


def _behind_credit(source: Source, start: int, end: int) -> int | None:
    """Return where the text goes on behind "Ảnh: Minh Khoai/TTXVN": at the last capital."""
    run: list[tuple[int, int]] = []
    at = start
    while at < end and source.clean[at].isupper() and len(run) < _MOST_WORDS:
        match = _RUN.match(source.clean, at)
        if match is None:
            break
        run.append((at, match.end()))
        at = match.end()
    if not run or at >= end or not source.clean[at].islower():
        return None
    starters = words("people", "starters")
    for first, last in run[1:]:
        if source.low[first:last].strip(" /-–") in starters:
            return first
    return run[-1][0] if len(run) > 1 else None
