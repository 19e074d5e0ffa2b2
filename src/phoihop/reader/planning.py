"""The period an event reviews or plans: a year, a half, a quarter, a term."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.foundings import is_of_founding
from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout
from phoihop.reader.terms import term_summed_up

_PERIOD: Final = re.compile(
    r"(?=[0236bcgnpqst])"  # with which one of them begins: most letters are passed over so
    r"(?:(?P<half>(?:0?6|sáu) tháng (?P<which>đầu|cuối) năm(?: (?P<y1>20\d\d))?)"
    r"|(?P<three>(?:0?3|ba) tháng (?P<q3>đầu|cuối) năm(?! học)(?: (?P<y7>20\d\d))?)"
    r"|(?P<quarter>qu[ýí] (?P<q>iv|i{1,3}|[1-4])(?!\w)(?:(?:\s?[/-]\s?|,? năm )(?P<y2>20\d\d))?)"
    r"|(?P<range>(?:giai đoạn|nhiệm kỳ|từ năm)\s?(?:tháng )?(?:\d\d?[/.])?(?P<y3>20\d\d)\s?"
    r"(?:[-–—]|đến năm|đến(?= tháng))\s?(?:tháng )?(?:\d\d?[/.])?(?P<y4>20\d\d)"
    r"|(?P<y8>20\d\d)\s?(?:[-–—]|đến năm)\s?(?:\d\d?[/.]\d\d?[/.])?(?P<y9>20\d\d))"
    r"|(?P<rest>(?:những|các) tháng cuối năm|từ nay (?:đến|tới) (?:cuối|hết) năm)"
    r"(?: (?P<y6>20\d\d))?"
    r"|(?P<year>(?:n(?<!tháng \d n)(?<!tháng \d\d n)(?<!đầu n)(?<!cuối n)(?<!đến n)ăm(?: học)?\s"
    r"|phối hợp\s|nhiệm vụ\s)(?P<y5>20\d\d))(?![\d/-]|\s?[–—-]\s?20\d\d))"
)
_SIGNS: Final = ("năm", "quý", "quí", "20")  # one of them stands in each of the patterns
# Each begins with its own letter, and then looks back: so the search leaps from one to the next.
PLAN: Final = re.compile(
    r"triển khai[^.;]{0,40}(?:nhiệm vụ|phương hướng|công tác|kế hoạch)|phương hướng"
    r"|n(?<!thực hiện n)(?<!tổng kết n)(?<!sơ kết n)(?<!đánh giá n)(?<!kết quả n)hiệm vụ"
    r"|k(?<!bộ k)(?<!sở k)(?<!phòng k)ế hoạch(?! số| và đầu tư)|giải pháp"
    r"|b(?<!địa b)àn "
    r"|c(?<!thực hiện c)(?<!tổng kết c)(?<!sơ kết c)(?<!đánh giá c)hương trình"
    r" (?:công tác|phối hợp)|thống nhất|dự toán|ký kết|giao ước"
    r"|ngân sách|phấn đấu"
)
_REVIEW: Final = re.compile(
    r"sơ kết|tổng kết|đánh giá|tình hình|kiểm điểm|giao ban|nhìn lại|kết quả|kiểm toán"
    r"|việc thực hiện"
)
# "họp báo định kỳ quý III/2031": of a meeting in turn the quarter is what is told; not of "họp báo
# về lễ hội sẽ mở trong quý IV".
_IN_TURN: Final = re.compile(
    r"(?<!\w)(?:họp báo|định kỳ|thường kỳ)(?!\w)"
    r"(?:(?! (?:sẽ|trong|vào|từ|đến|trước)(?!\w))[^.;]){0,80}$"
)
_PLANNED: Final = 3
_PLANNED_YEAR: Final = re.compile(
    r"(?:(?<!thực hiện )(?:chương trình công tác|kế hoạch công tác)"
    r"|phương hướng,? nhiệm vụ(?: công tác)?) (?:trong )?năm (?P<a>20\d\d)"
    r"|(?:nhiệm vụ|phương hướng|trong|công tác)[^.;\n]{0,40}? năm (?P<b>20\d\d)"
    r"|(?:triển khai (?:các )?(?:chương trình|kế hoạch)"
    r"|chương trình phối hợp(?: và)? thống nhất hành động)[^.;\n]{0,120}? năm (?P<c>20\d\d)"
)
_PLANNED_PART: Final = re.compile(
    r"(?:phương hướng|nhiệm vụ|triển khai|trọng tâm|thảo luận|thông qua|cho ý kiến|định hướng)"
    r"[^.;\n]{0,80}?"
    r"(?:(?:0?6|sáu) tháng cuối năm(?:\s(?P<y>20\d\d))?"
    r"|qu[ýí] (?P<q>iv|i{1,3}|[1-4])(?!\w)(?:(?:\s?[/-]\s?|,? năm )(?P<y2>20\d\d))?)"
)
_OF_PAPER: Final = re.compile(
    r"nghị quyết|văn kiện|tiến tới|chào mừng|hướng tới|sau đại hội|trước đại hội"
)
# "HĐND huyện khóa XX, nhiệm kỳ 2021-2026": how long a body sits, not what it plans; nor the term
# that is voted for, "bầu cử đại biểu HĐND các cấp nhiệm kỳ 2026-2031".
_OF_BODY: Final = re.compile(
    r"(?<!\w)(?:khóa [\w]{1,6},?|bầu cử(?!\w)[^.;]{0,120}) nhiệm kỳ [\d\s–—-]+$"
)
# "thông qua dự thảo báo cáo kiểm điểm nhiệm kỳ ...": a paper of that term, still to be issued.
_DRAFTED: Final = re.compile(r"(?<!\w)(?:dự thảo|đề cương)(?!\w)[^.;]{0,160}$")
_PREPARED: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|tuyên truyền|phục vụ|tiểu ban|báo cáo chính trị|trình"
    r"|nghị quyết|văn kiện)(?!\w)"
)
# "ra nghị quyết lãnh đạo nhiệm vụ 6 tháng cuối năm": its own resolution, of the time to come.
_OWN_PAPER: Final = re.compile(
    r"(?<!\w)(?:ra|thông qua|ban hành|xây dựng) (?:các )?nghị quyết(?!\w)"
)
_OF_BOOK: Final = re.compile(r"(?:lịch sử|cuốn|sách|tác phẩm|đề tài)(?!\w)[^”]*$")
_FIRST_HALF: Final = re.compile(r"(?:0?6|sáu) tháng đầu năm")
# "Trong giai đoạn 2031-2035, hai ngành tiếp tục ...": of those who looked back.
_STAGE: Final = re.compile(
    r"(?:(?:trong|sang) giai đoạn (20\d\d)\s?[-–—]\s?(20\d\d)(?!\d)"
    r"(?=[^.;\n]{0,120}(?<!\w)(?:tiếp tục|phối hợp|hai (?:bên|ngành|đơn vị))(?!\w))"
    r"|[^\n]*?(?<!\w)phương hướng,? nhiệm vụ giai đoạn (20\d\d)\s?[-–—]\s?(20\d\d)(?!\d))"
)
_HALF_REVIEWED: Final = re.compile(
    r"(?<!\w)(?<!đã )sơ kết (?:kết quả )?(?:(?:công tác|nhiệm vụ|hoạt động|phong trào)"
    r"[^.,;\n]{0,30}? )?(?:0?6|sáu) tháng đầu năm (20\d\d)(?!\d)"
)
# "tăng 9% so với 6 tháng đầu năm 2030": what is compared with is neither reviewed nor planned.
_THAN: Final = re.compile(
    r"(?<!\w)(?:so với|cùng kỳ)\s(?:cùng kỳ\s)?(?:của\s)?"
    r"(?:(?:\d{1,2}|ba|sáu|chín) tháng (?:đầu |cuối )?|quý \S{1,3} )?(?:năm )?$"
)
_THAN_REACH: Final = 40
_QUARTERS: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_REACH: Final = 200


def period_of(
    source: Source,
    layout: Layout,
    spans: list[tuple[int, int]],
    year: int | None,
    *,
    planned: bool,
) -> str | None:
    """Return what the event reviews or plans; a plan wins over a review.

    spans: the headline and the sentence of the event. A plan for the next year may be told
    further on in the text. planned: the event is one at which work to come is told.
    """
    weight, told = _weightiest(source, spans, year)
    if planned and told.isdigit():
        part = _part_planned_later(source, layout, year, told)
        if part and part.startswith(told):
            return part
    if weight == _PLANNED:
        return told
    later = _part_planned_later(source, layout, year, told) if planned else None
    later = later or _planned_later(source, layout, told)
    if later:
        return later
    told = told or _summed_up(source, layout, spans, year)
    if told:
        return _next_term(source, layout, told) or told
    return _half_looked_back_on(source, layout, year) if planned else None


def _weightiest(source: Source, spans: list[tuple[int, int]], year: int | None) -> tuple[int, str]:
    """Return the most telling period of some spans with its weight; (0, "") for none."""
    best = (0, "")
    for start, end in spans:
        if not any(source.low.find(sign, start, end) >= 0 for sign in _SIGNS):
            continue
        for match in _PERIOD.finditer(source.low, start, end):
            before = source.low[max(start, match.start() - _REACH) : match.start()]
            clause = re.split(r"[.;]", before)[-1]
            if match["year"] and is_of_founding(source, *match.span()):
                continue
            weight = _weight(clause, match)
            written = _written(match, source.low[match.end() : end], year)
            if written is not None and (weight, written) > _least(best, written):
                best = (weight, written)
    return best


def _summed_up(
    source: Source, layout: Layout, spans: list[tuple[int, int]], year: int | None
) -> str:
    """Return the years summed up: they end in the year of the event, or in one beside it."""
    first, last = term_summed_up(source, layout, spans) or (0, 0)
    return f"{first}-{last}" if first and abs(last - (year or last)) <= 1 else ""


def _half_looked_back_on(source: Source, layout: Layout, year: int | None) -> str | None:
    """ "định hướng lớn trong sơ kết công tác 6 tháng đầu năm 2031": told further on, in 2031."""
    if year is None or f"tháng đầu năm {year}" not in source.low:
        return None
    found = (_HALF_REVIEWED.search(source.low, *span) for span in layout.sentences)
    told = any(match is not None and int(match[1]) == year for match in found)
    return f"{year}-H1" if told else None


def _least(best: tuple[int, str], written: str) -> tuple[int, str]:
    """Return what a finding has to outdo: of two halves of one year the one to come counts."""
    halves = written[-3:-1] == best[1][-3:-1] == "-H" and written[:4] == best[1][:4]
    return best if halves else (best[0], "\uffff")


def _next_term(source: Source, layout: Layout, reviewed: str) -> str | None:
    """ "sơ kết ... giai đoạn 2029-2030", then "Trong giai đoạn 2031-2035, hai ngành tiếp tục"."""
    first, _, last = reviewed.partition("-")
    if not (first.isdigit() and last.isdigit()):
        return None
    for start, end in layout.sentences:
        match = _STAGE.match(source.low, start, end)
        years = [int(year) for year in match.groups() if year] if match else []
        if years and 0 <= years[0] - int(last) <= 1 and years[1] > years[0]:
            return f"{years[0]}-{years[1]}"
    return None


def _planned_later(source: Source, layout: Layout, reviewed: str) -> str | None:
    if reviewed and not (reviewed.isdigit() and source.low.find(f" năm {int(reviewed) + 1}") >= 0):
        return None  # behind a year only the next one counts
    for start, end in layout.sentences:
        if source.low.find(" năm 20", start, end) < 0:
            continue
        for match in _PLANNED_YEAR.finditer(source.low, start, end):
            year = match["a"] or match["b"] or match["c"]
            follows = reviewed.isdigit() and int(year) == int(reviewed) + 1
            if follows or (not reviewed and match["a"]):
                return str(year)
    return None


def _part_planned_later(
    source: Source, layout: Layout, year: int | None, reviewed: str
) -> str | None:
    """ "... kết quả 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2019"; a quarter after one."""
    if "tháng cuối năm" not in source.low and "-Q" not in reviewed:
        return None
    for start, end in layout.sentences:
        for match in _PLANNED_PART.finditer(source.low, start, end):
            stated = match["y"] or match["y2"] or year
            if stated is None or int(stated) < (year or 0):
                continue  # over before the event
            if match["q"] is None:
                return f"{stated}-H2"
            quarter = f"{stated}-Q{_QUARTERS.get(match['q'], match['q'])}"
            if "-Q" in reviewed and quarter > reviewed:
                return quarter
    return None


def _weight(before: str, match: re.Match[str]) -> int:
    if _THAN.search(before):
        return 0
    # of a congress its own term or stage, not the one a resolution is of
    if not match["range"] and _OWN_PAPER.search(before):
        return _PLANNED
    of_term = match["range"] and "đại hội" in before and not _OF_PAPER.search(before)
    if not of_term and re.search(
        r"(?:luật|hiến pháp|khóa|đại hội|nghị quyết|quyết định|thông tư|nghị định)[^,]{0,40}$",
        before,
    ):
        return 0
    if match["range"] and _is_of_other(before, match):
        return 0
    plan = _last(PLAN, before)
    review = _last(_REVIEW, before)
    if plan < 0 and review < 0:
        if match["quarter"] and _IN_TURN.search(before):
            review = 0
        else:
            stage = match["range"] and "giai đoạn" in match.group() and not _OF_BOOK.search(before)
            return 1 if of_term or stage else 0
    return _PLANNED if plan > review else _PLANNED - 1


def _is_of_other(before: str, match: re.Match[str]) -> bool:
    """Say whether a term is that of a council, or of a congress still to come or long over."""
    if _OF_BODY.search(before + match.group()) or _DRAFTED.search(before):
        return True
    return "đại hội" in before and _PREPARED.search(before) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _written(match: re.Match[str], after: str, year: int | None) -> str | None:
    if match["half"]:
        half = "1" if match["which"] == "đầu" else "2"
        stated = int(match["y1"]) if match["y1"] else _year_of_half(after, year)
        return f"{stated}-H{half}" if stated else None
    if match["rest"]:
        stated = int(match["y6"]) if match["y6"] else year
        return f"{stated}-H2" if stated and _FIRST_HALF.search(match.string) else None
    if match["three"]:
        stated = int(match["y7"]) if match["y7"] else year
        return f"{stated}-Q{1 if match['q3'] == 'đầu' else 4}" if stated else None
    if match["quarter"]:
        stated = int(match["y2"]) if match["y2"] else year or _next_year(after)
        return f"{stated}-Q{_QUARTERS.get(match['q'], match['q'])}" if stated else None
    if match["range"]:
        first, last = match["y3"] or match["y8"], match["y4"] or match["y9"]
        return f"{first}-{last}" if int(first) < int(last) else None
    return match["y5"]


def _year_of_half(after: str, year: int | None) -> int | None:
    """ "6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2034"; not "..., theo quy chế ký năm 2031"."""
    told = _next_year(after)
    far = told and year and abs(told - year) > 1
    return year if far else told or year


def _next_year(after: str) -> int | None:
    near = after[:_REACH]
    for found in re.finditer(r"(?:19|20)\d\d", near):
        if not _THAN.search(near, max(0, found.start() - _THAN_REACH), found.start()):
            return int(found.group())
    return None
