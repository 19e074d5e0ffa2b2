"""What makes a report one of no event: a paper told of, an interview, a feature, a whole text."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.dates import DayWritten
from phoihop.reader.held import STOPS
from phoihop.reader.kinds import HELD
from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout, Line
from phoihop.reader.tables import data

Span = tuple[int, int]
_NEAR: Final = 2  # sentences of the lead
_ISSUED: Final = re.compile(
    r"(?<!\w)(?:(?:đã|vừa)(?: có| ký)? ban hành|(?:đã|vừa) (?:có|ra|phát) (?:thông báo|công văn"
    r"|văn bản|kế hoạch)|ký ban hành|(?:ký|ban hành) (?:quyết định|công văn"
    r"|kế hoạch(?! phối hợp| liên ngành| liên tịch)|chỉ thị|công điện|văn bản|thông báo|tờ trình"
    r"|hướng dẫn))(?!\w)"
)
# "Đây là nội dung tại Thông báo kết luận của ...": what is ordered, not what was held.
_ANNOUNCED: Final = re.compile(
    r"(?<!\w)(?:đã|vừa) (?:có|ra|phát) thông báo (?:về )?(?:dự kiến|thời gian|kế hoạch|lịch)(?!\w)"
)
_SAID_IN_PAPER: Final = re.compile(
    r"(?<!\w)(?:là|là một trong những) (?:nội dung|yêu cầu|chỉ đạo|ý kiến)[^.;\n]{0,20}?"
    r" (?:tại|trong|của) (?:thông báo|công văn|văn bản|kế hoạch|chỉ thị|công điện|quyết định)(?!\w)"
)
_ASKED: Final = re.compile(
    r"\?[”\"]?\s*\n\s*(?:[-–]\s?)?(?:ông|bà|đồng chí|(?:phó )?(?:chủ tịch|bí thư|giám đốc|trưởng))"
    r" [^.:?\n]{3,80}:"
)
# "Hội nghị hướng dẫn nghiệp vụ": of a headline that names a meeting, what it is held for is no
# paper that was issued.
_MEETING_NAMED: Final = re.compile(r"[\W_]*(?:hội nghị|hội thảo|tọa đàm|lớp|lễ|buổi)(?!\w)")
_LONGEST_CROSSHEAD: Final = 70
_FEW_WORDS: Final = 5
_OF_PICTURE: Final = re.compile(
    r"(?<!\w)ảnh(?: \d{1,2}$| minh họa$|\s?:)|^(?:ảnh(?! hưởng)|video|clip)(?!\w)"
)


def tells_of_paper(
    source: Source, headline: Span, sentences: list[Span], day: DayWritten | None
) -> bool:
    """Say whether a report is the notice of a paper, or on no stated day tells what one says."""
    if day is not None:
        return any(_ANNOUNCED.search(source.low, *span) for span in (headline, sentences[0]))
    return is_notice(source, sentences[0]) or any(
        _SAID_IN_PAPER.search(source.low, *span) for span in sentences[: _NEAR + 1]
    )


def is_notice(source: Source, sentence: Span) -> bool:
    """Say whether a sentence tells that a document was issued, not that something was held."""
    issued = _ISSUED.search(source.low, *sentence)
    return issued is not None and not HELD.search(source.low, sentence[0], issued.start())


def has_crosshead(source: Source, layout: Layout, sentence: Span) -> bool:
    """Say whether a line without a stop, as stands above a part, comes before the sentence.

    Behind a paragraph: what stands above the first one are lines of the page.
    """
    lines = [line for line in layout.lines if line.role == "body" and line.end <= sentence[0]]
    told = False
    for line in lines:
        long = line.end - line.start > _LONGEST_CROSSHEAD
        if told and not long and _heads_part(source, layout, line):
            return True
        ends = source.clean[line.end - 1] in STOPS
        told = told or (ends and (long or _is_sentence(source.low[line.start : line.end])))
    return False


def _is_sentence(line: str) -> bool:
    """ "Mùa khô năm nay kéo dài.": a short paragraph; no date, source or name below a picture."""
    words = line.split()
    plain = ":" not in line and all(word[0].isalpha() for word in words)
    return line[-1] == "." and len(words) > _FEW_WORDS and plain


def _heads_part(source: Source, layout: Layout, line: Line) -> bool:
    """Say whether a short line heads what follows, and is not the caption of a picture."""
    low = source.low[line.start : line.end]
    return (
        low[-1].isalnum()
        and not _OF_PICTURE.search(low)
        and not low.startswith(source.low[slice(*layout.headline)] or "\n")
    )


def is_none(source: Source, headline: Span, sentences: list[Span], day: DayWritten | None) -> bool:
    """Say whether headline and lead are those of a text that tells no event of its own."""
    words = data("events")["words"]
    title = source.low[headline[0] : headline[1]]
    if not _MEETING_NAMED.match(title) and any(word in title for word in words["none_headline"]):
        return True
    lead = (
        source.low[sentences[0][0] : sentences[min(2, len(sentences) - 1)][1]] if sentences else ""
    )
    asked = day is None and "?" in source.low and _ASKED.search(source.low) is not None
    if asked or any(word in lead for word in words["interview"]):
        return True
    first = source.low[sentences[0][0] : sentences[-1][1]] if sentences else ""
    return any(word in first for word in words["full_text"])
