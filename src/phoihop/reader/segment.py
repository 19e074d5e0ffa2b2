"""Lines, sentences, headline, lead and the parts of a web page that are no article."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from phoihop.reader.breaks import find_breaks, find_openers
from phoihop.reader.lexicon import strings, words
from phoihop.reader.normal import Source
from phoihop.reader.tokens import Tokens

_LINE: Final = re.compile(r"[^\n]+")
_POSTED: Final = re.compile(
    r"^\W*(?:(?:(?:tin |bài |được )?đăng(?: (?:ngày|lúc))?|ngày đăng|(?:ngày )?cập nhật)\s?:?)?\s*"
    r"(?:(?:thứ \w+|chủ nhật),?)?\s*"
    r"(?:\d{1,2}(?:[/\-. ]\d{1,2}[/\-. ]| tháng \d{1,2},? năm )\d{4}[^\n]{0,60}"
    r"|20\d\d-\d\d-\d\d(?:[t ][\d:.+z]{4,20})?)$"
)
# What a crawler puts before a page: "date 2034-05-09 ...", the day or only the month.
_STAMP: Final = re.compile(r"date \d{4}-\d\d(?:-\d\d)?(?=\s)")
_OTHER_HEADLINE: Final = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\)\s*$")
_SIGNED_LINE: Final = re.compile(
    r"^\s*(\S+(?: \S+){0,3}?(?:,? ảnh\s?: \S+(?: \S+){0,3}?)?)"
    r"[,\s]+\d{1,2}/\d{1,2}/\d{4}(?:\s*[-|,]?\s*\d{1,2}[:h]\d{2})?\s*$"
)
# A stop first, so that the search leaps from stop to stop; then, so that a long run of them costs
# one look, that it is the first one.
_STOP: Final = re.compile(
    r"[.!?…](?:(?<![.!?…][.!?…])[.!?…]*+[\"”’')]*+(?=\s+[\"“‘'(•\-–]*\s*([^\W\d_]|\d))"
    r"|(?<=[.…])(?=[^\W\d_]))"
)
_RANKED: Final = ("giải ", "hạng ", "nhóm ", "loại ", "bảng ", "khối ")
_SHORT_FORMS: Final = frozenset(
    {"tp", "tx", "đ", "đc", "pct", "pbt", "ts", "ths", "gs", "pgs", "bs", "ks", "tr", "ct"}
)
# "Sáng ngày 23/8/2032, Phòng A tổ chức": no headline tells the day and the part of it.
_DATED: Final = re.compile(
    r"(?:[^\W_]{2,12}\s?[-–]\s?|\([^()\n]{2,20}\)\s?[-–]?\s?)?"
    r"(?:(?:sáng|chiều|tối|hôm)(?: nay)?,?(?: ngày)?|(?:từ )?ngày) \(?(?:ngày )?\d{1,2}"
    r"(?: và (?:(?:sáng|chiều)(?: ngày)?|ngày) \d{1,2}|(?: đến(?: ngày)? |\s?[-–]\s?)\d{1,2})?"
    r"(?:\s?[-/.]\s?| tháng )\d"
)
_PAGE_ENDS: Final = strings("boilerplate", "ends")
_MASTHEADS: Final = tuple(f"{words} " for words in strings("boilerplate", "mastheads"))
# "Nhiệt liệt chào mừng 80 năm Ngày Quốc khánh!": what a site hangs out above its pages.
_SLOGAN: Final = re.compile(r"nhiệt liệt chào mừng [^.\n]*!$")
_NAVIGATION: Final = words("boilerplate", "navigation")
_COUNTED: Final = (
    "lượt xem",
    "lượt đánh giá",
    "đánh giá:",
    "số lượt",
    "số lần",
)  # above the report or below it
_BUTTONS: Final = re.compile(r"(?:\[[^\[\]]{2,24}\][\s|•/-]*)+")  # "[Trở về] | [In trang]"
_LONGEST_NAVIGATION: Final = 60
_LONGEST_TAIL: Final = 20
_LONGEST_RUBRIC: Final = 40
_LONGEST_HEADLINE: Final = 150
_SECOND_SENTENCE: Final = re.compile(
    r"[.] (?:sáng|chiều|tối|ngày|tại|tham dự|dự|cùng dự|đồng chí|phát biểu)(?!\w)"
)
# "Hội A đã tổ chức lễ ...", "Hội A tổ chức lễ ... ngày 5/3.": a sentence that tells, no headline.
_TOLD: Final = re.compile(
    r"(?<!\w)(?:(?:đã|vừa) (?:tổ chức|diễn ra|tiến hành|ký|đến|có|làm việc|phối hợp)(?!\w)"
    r"|(?<!\()(?:ngày|sáng|chiều|tối) \d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)[^()]*$)"
)
_CUT_OFF: Final = 400  # a paragraph, though no stop ends it
_HOLDS: Final = re.compile(r"(?<!\w)(?:tổ chức|ký kết|họp|làm việc|triển khai)(?!\w)")
_LONGEST_BUTTON: Final = 5  # words
_SHORTEST: Final = 8
_LEAD_SENTENCES: Final = 4
_ANY: Final = sys.maxsize  # an end behind any other


class Line(NamedTuple):
    """One line of the clean text without its outer blanks."""

    start: int
    end: int
    role: str  # body, headline, posted, signed, navigation, other (headline of another article)


@dataclass(frozen=True)
class Layout:
    """The text cut up; every span is (start, end) in the clean text."""

    lines: tuple[Line, ...]
    sentences: tuple[tuple[int, int], ...]
    headline: tuple[int, int]
    lead: tuple[tuple[int, int], ...]

    def role_at(self, offset: int) -> str:
        """Return the role of the line at an offset."""
        at = bisect_right(self.lines, (offset, _ANY)) - 1
        return self.lines[at].role if at >= 0 else "body"

    def sentence_at(self, offset: int) -> tuple[int, int] | None:
        """Return the sentence that holds an offset."""
        at = bisect_right(self.sentences, (offset, _ANY)) - 1
        if at >= 0 and offset < self.sentences[at][1]:
            return self.sentences[at]
        return None


def lay_out(tokens: Tokens) -> Layout:
    """Cut a text into lines and sentences and say what each line is for."""
    source = tokens.source
    lines = _lines(source)
    openers = find_openers(tokens)
    sentences: list[tuple[int, int]] = []
    lead: list[tuple[int, int]] = []
    for line in lines:
        if line.role == "navigation":
            continue
        spans = list(_sentences(source, line, openers))
        sentences += spans
        if line.role == "body" and len(lead) < _LEAD_SENTENCES:
            lead += spans
    headline = next(((x.start, x.end) for x in lines if x.role == "headline"), (0, 0))
    return Layout(lines, tuple(sentences), headline, tuple(lead[:_LEAD_SENTENCES]))


def _lines(source: Source) -> tuple[Line, ...]:
    found: list[Line] = []
    ended = headed = told = False
    for match in _LINE.finditer(source.clean):
        start, end = _trim(source.clean, match.start(), match.end())
        if start == end:
            continue
        stamp = _STAMP.match(source.low, start, end) if not found else None
        if stamp is not None:
            found.append(Line(start, stamp.end(), "posted"))
            start, end = _trim(source.clean, stamp.end(), end)
            if start == end:
                continue
        low = source.low[start:end]
        ends = headed and low.startswith(_PAGE_ENDS)
        ended = ended or (ends and (told or not low.startswith(_COUNTED)))
        rubric = not headed and _is_rubric(source.low, low, match.end())
        role = "navigation" if ended or rubric else _role(low)
        if role == "body" and not headed:
            headed = True
            role = "body" if _is_lead(low) else "headline"
        told = told or (role == "body" and end - start > _LONGEST_NAVIGATION)
        found.append(Line(start, end, role))
    return tuple(found)


def _is_rubric(text: str, low: str, end: int) -> bool:
    """Say whether a first line is the page's name or division: the headline stands below."""
    bare = low.rstrip(" .:")
    if bare in words("boilerplate", "rubrics") or bare in _NAVIGATION or _SLOGAN.match(low):
        return True
    if low.startswith(_MASTHEADS) or _is_strip(bare):
        return len(low) <= _LONGEST_HEADLINE and not _HOLDS.search(low)
    if len(low) > _LONGEST_RUBRIC or low.startswith(("ngày", "sáng", "chiều", "tối")):
        return False
    below = text[end : end + _LONGEST_HEADLINE].split("\n\n", maxsplit=1)[0].strip()
    return low.startswith(("báo ", "cổng ", "trang ", "đài ")) and bool(below) and "," not in low


def _is_strip(low: str) -> bool:
    """ "In trang Xuất PDF Đọc nội dung": buttons of the page in one line."""
    if len(low) > _LONGEST_NAVIGATION:
        return False
    rest, buttons = low.split(), 0
    while rest:
        length = next(
            (
                size
                for size in range(_LONGEST_BUTTON, 0, -1)
                if " ".join(rest[:size]) in _NAVIGATION
            ),
            0,
        )
        if not length:
            return False
        rest, buttons = rest[length:], buttons + 1
    return buttons > 1


def _is_lead(low: str) -> bool:
    """Say whether a first line is already the report itself, without a headline above it."""
    if len(low) > _LONGEST_HEADLINE and low.endswith((".", "./.")) and ", " in low:
        return True
    if len(low) > _CUT_OFF or _SECOND_SENTENCE.search(low):
        return True
    if len(low) > _LONGEST_RUBRIC and low.endswith(".") and _TOLD.search(low):
        return True
    return len(low) > _LONGEST_NAVIGATION and _DATED.match(low) is not None


def _role(low: str) -> str:
    if low in _NAVIGATION or (low[0] == "[" and _BUTTONS.fullmatch(low)):
        return "navigation"
    if low[-1] == ")" and _OTHER_HEADLINE.search(low[-_LONGEST_TAIL:]):
        return "other"
    if len(low) <= _LONGEST_NAVIGATION + _LONGEST_TAIL:
        if _POSTED.match(low):
            return "posted"
        if "/" in low and _SIGNED_LINE.match(low):
            return "signed"
    return "body"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(
    source: Source, line: Line, openers: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    start = line.start
    ends = [
        match.end()
        for match in _STOP.finditer(source.clean, line.start, line.end)
        if _ends_sentence(source, match)
    ]
    ends += find_breaks(source, line.start, line.end, openers)
    for end in (*sorted(ends), line.end):
        first, last = _trim(source.clean, start, end)
        if first < last:
            yield first, last
        start = end


def _ends_sentence(source: Source, match: re.Match[str]) -> bool:
    """Say whether a stop ends a sentence: not after "TP.", "Đ/c.", an initial or inside a date."""
    start = match.start()
    word_start = start
    while (
        word_start > 0 and source.low[word_start - 1].isalnum() and start - word_start < _SHORTEST
    ):
        word_start -= 1
    word = source.low[word_start:start]
    following = source.clean[match.end() : match.end() + _SHORTEST].lstrip(" \t\"“‘'(•-–")[:1]
    if match.group() in {".", "…"} and (
        word in _SHORT_FORMS or (len(word) == 1 and word.isalpha())
    ):
        return _is_lettered(source, word_start)
    if not source.clean[match.end() : match.end() + 1].isspace():
        # "Hồ Chí Minh.Hội nghị đã": a stop without a blank, between a word and a capital
        site = source.clean[word_start : match.end() + 2].replace(".", "").isupper()  # "ANTD.VN"
        joined = match.group() == "." and len(word) > 1 and word.isalpha()
        joined = joined or match.group() == "…"  # "... các xã,…Ông Mít chủ trì"
        return joined and following.isupper() and not site
    return following.isupper() or following.isdigit()


def _is_lettered(source: Source, at: int) -> bool:
    """ "trao 5 giải A. | Đến dự có ...": a letter that ranks ends a sentence; no initial."""
    return source.low.endswith(_RANKED, 0, at)
