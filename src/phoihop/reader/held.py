"""Whether a report on no stated day speaks of a meeting held: its headline and first sentence."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout

Span = tuple[int, int]
_AT_MEETING: Final = re.compile(
    r"(?:phát biểu|diễn văn) (?:khai mạc|bế mạc|kết luận|chỉ đạo)(?!\w)"
    r"|(?:tại|bế mạc|khai mạc|kết luận|chủ trì|tham dự|dự|toàn cảnh|quang cảnh) (?:hội nghị|buổi|lễ"
    r"|chương trình có"
    r"|phiên họp|cuộc họp|kỳ họp|hội thảo|đại hội)"
    r"|(?<!\w)(?:vừa qua|mới đây),[^.\n]{5,120}? tổ chức (?:hội nghị|lễ|buổi|bàn giao|trao|họp)"
)
# What the first sentence tells as news: "Bí thư Huyện ủy vừa đến kiểm tra", on no stated day.
_SIGNED: Final = re.compile(
    r"(?<!\w)ký (?:kết|giao ước|cam kết|quy chế|chương trình|kế hoạch phối hợp)(?!\w)"
)
_HAS_SIGNED: Final = re.compile(
    r"(?<!\w)(?:vừa|đã|cùng|tổ chức|tiến hành) ký (?:kết )?(?:\w+ )?"
    r"(?:quy chế|chương trình|kế hoạch|giao ước|cam kết|thỏa thuận)"
)
# A feature tells what grew out of a paper that was signed before.
_AFTERWARDS: Final = re.compile(
    r"(?<!\w)(?:hiệu quả (?:từ|của)|nhìn lại|từ khi|sau khi|sau \w+ (?:năm|tháng)|sau gần)(?!\w)"
    r"|^[\W_]*(?:từ |đầu |cuối |trong )?(?:năm|tháng) \d"
)
_JUST: Final = re.compile(
    r"(?<!\w)vừa (?:đến (?:thăm|kiểm tra|làm việc)|có (?:buổi|chuyến|cuộc)|(?:đồng )?chủ trì"
    r"|tổ chức|diễn ra|tiến hành|làm việc|kiểm tra|ký kết|(?:tổng|sơ) kết|phát động|khai mạc"
    r"|ra mắt|gặp mặt|giao ban|tập huấn)(?!\w)"
    r"|(?<!\w)vừa được [^.,;\n]{3,80}? tổ chức(?!\w)"
    r"|(?<!\w)(?:vừa qua|mới đây), [^.\n]{5,150}? (?:dẫn đầu|kiểm tra|khảo sát|giám sát|đến thăm"
    r"|làm việc)(?!\w)"
)
# A feature tells of many meetings; one alone, in the first sentence, is the news.
_HAS_HELD: Final = re.compile(
    r"(?<!\w)(?:đã (?:tổ chức|tiến hành|khai mạc|bế mạc|diễn ra)|tổ chức) "
    r"(?:thành công |trọng thể |trang trọng )?(?:hội nghị|hội thảo|tọa đàm|lễ|buổi|cuộc họp"
    r"|phiên họp|kỳ họp|đại hội|hội thi|lớp|ra quân|gặp mặt|đối thoại)(?!\w)"
)
_OVER_TIME: Final = re.compile(
    r"(?<!\w)(?:(?:thời gian|những năm|nhiều năm|các năm|năm) qua|hằng năm|hàng năm|thường xuyên"
    r"|các cấp|từ (?:đầu )?năm|trong (?:năm|tháng|quý)|sẽ|dự kiến|việc|để|yêu cầu|đề nghị|chỉ đạo"
    r"|kế hoạch|phải|cần|tiếp tục)(?!\w)"
)
# "Đoàn công tác ... đã kiểm tra": a visit of which only the headline and the rooms seen tell.
_TOURED: Final = re.compile(
    r"đoàn (?:công tác|kiểm tra|giám sát|khảo sát)(?!\w)[^.;\n]{0,60}? đã "
    r"(?:đến |đi |trực tiếp ){0,2}(?:kiểm tra|khảo sát|thăm|làm việc)(?!\w)"
)
_TOURS: Final = re.compile(
    r"(?:đoàn (?:công tác|kiểm tra|giám sát|khảo sát)|(?:phó )?chủ tịch|bí thư|thứ trưởng"
    r"|bộ trưởng)(?!\w)[^.;:\n]{0,120}? (?:kiểm tra|khảo sát|thăm|làm việc)(?!\w)"
)
# "Sắp diễn ra Hội nghị đối thoại": a headline that tells what is to come.
_COMING: Final = re.compile(r"[\W_]*sắp (?:diễn ra|tổ chức|khai mạc)(?!\w)")
_DAY_FIRST: Final = re.compile(
    r"(?:(?:sáng|chiều|tối)(?: ngày)?|ngày) \d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)"
)
_FEWEST: Final = 3  # reports that make a page of them
_SHORT_LINE: Final = 40
# A sentence that tells of something else than the event: an example, what went before.
ASIDE: Final = re.compile(
    r"^[\W_]*(?:điển hình|đơn cử|chẳng hạn|ví dụ|trước đó|như vậy|cụ thể là"
    r"|theo (?:kế hoạch|dự kiến))(?!\w)"
)
STOPS: Final = frozenset(".!?…”")


def is_digest(source: Source, layout: Layout) -> bool:
    """Say whether a page without a headline strings reports of several days together."""
    lines = [line for line in layout.lines if line.role in {"body", "headline"}]
    if lines and lines[0].role == "headline":
        # "Sáng 2/3, UBND huyện tổ chức hội nghị": without a stop it heads what the lines below tell
        first = source.low[lines[0].start : lines[0].end]
        if not _DAY_FIRST.match(first) or first[-1] not in STOPS:
            return False
    days = [_DAY_FIRST.match(source.low, line.start, line.end) for line in lines]
    told = [day.group() for day in days if day]
    many = len(told) >= _FEWEST and len(told) * 3 >= len(lines) * 2
    return many and len(set(told)) > 1


def is_held(source: Source, layout: Layout) -> bool:
    """Say whether the report speaks of a meeting held, though on no stated day."""
    if _tells_signing(source, layout):
        return True
    if _COMING.match(source.low[slice(*layout.headline)]):
        return True
    first = first_told(source, layout)
    if any(_JUST.search(source.low, *span) for span in (layout.headline, *first)):
        return True
    if any(_is_news_of_one(source.low[slice(*span)]) for span in first):
        return True
    if _TOURS.match(source.low[slice(*layout.headline)]) and any(
        _TOURED.search(source.low, *span) for span in layout.lead
    ):
        return True
    return any(
        _AT_MEETING.search(source.low, *span)
        for span in layout.sentences
        if layout.role_at(span[0]) != "other" and not ASIDE.match(source.low[slice(*span)])
    )


def first_told(source: Source, layout: Layout) -> tuple[Span, ...]:
    """Return the first sentence of the lead; a name above it, which no stop ends, is none."""
    lead = layout.lead
    begins = len(lead) > 1 and source.clean[lead[0][1] - 1] not in STOPS
    return lead[1:2] if begins and lead[0][1] - lead[0][0] <= _SHORT_LINE else lead[:1]


def _is_news_of_one(low: str) -> bool:
    """ "UBND huyện Ba đã tổ chức hội nghị ...": held, though on no stated day."""
    held = _HAS_HELD.search(low)
    return held is not None and not _OVER_TIME.search(low, 0, held.start())


def _tells_signing(source: Source, layout: Layout) -> bool:
    """Say whether headline or lead tell a signing as news, not what came of one."""
    first = ((_HAS_SIGNED, span) for span in first_told(source, layout))
    spans = [(_SIGNED, layout.headline), *first]
    texts = [(words, source.low[slice(*span)]) for words, span in spans]
    if any(_AFTERWARDS.search(text) for _, text in texts):
        return False
    return any(words.search(text) for words, text in texts)
