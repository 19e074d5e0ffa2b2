"""By when something is to be done, or how often."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Final

from phoihop.reader.actors import verb
from phoihop.reader.dates import iso_date
from phoihop.reader.facts import Due
from phoihop.reader.normal import Source

Span = tuple[int, int]
_EVERY: Final = {
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "yearly",
    "ngày": "daily",
}
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DAY: Final = (
    r"(?:ngày\s)?(?:\d{1,2}\s?(?:,|-"
    r"|và)\s?)?(?P<d>\d{1,2})(?:\s?[/.\-]\s?(?P<m>\d{1,2})(?:\s?[/.\-]\s?(?P<y>20\d\d))?"
    r"|\stháng\s(?P<m2>\d{1,2})(?:,?\s?(?:năm\s|/)(?P<y2>20\d\d))?)(?![\d/]|\s?%)"
)
_EACH: Final = r"(?:hằng|hàng|mỗi)\s(?P<each>tuần|tháng|quý|năm|ngày)(?!\w)"
_WEEKDAY: Final = (
    r"(?:(?:sáng|chiều|ngày)\s){0,2}(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s"
)
_HOUR: Final = r"(?:(?:hồi|lúc)?\s?\d{1,2}\s?(?:giờ|h)(?:\s?\d{2}(?:\s?phút)?)?,?\s)"
_WHEN: Final = (
    rf"(?:(?:ngày\s)?\d{{1,2}}(?:\s?/\s?\d{{1,2}}|\stháng\s\d{{1,2}})?\s(?:của\s)?"
    rf"|tháng\s\d{{1,2}}\s|{_WEEKDAY}|(?<=giờ\s)|(?<=phút\s)|(?<=\dh\s)|(?<=h\d\d\s)){_EACH}"
    r"|ngày\s\d{1,2}\s(?:của\s)?tháng\s(?P<last>cuối|đầu)\s(?P<of>quý|năm)"
    rf"|{_DAY}"
    r"|(?:đầu |giữa |cuối )?tháng\s(?P<month>\d{1,2})(?:\s?[/\-.]\s?"
    r"|,?\snăm\s)?(?P<my>20\d\d)?(?![\d/])"
    r"|quý\s(?P<q>iv|i{1,3}|[1-4])(?!\w)(?:\s?[/\-]\s?|,?\snăm\s)?(?P<qy>20\d\d)?"
    r"|(?:0?6|sáu)\stháng\s(?P<half>đầu|cuối)\snăm(?:\s(?P<hy>20\d\d))?"
    r"|năm\s(?P<year>20\d\d)(?!\s?[-–]\s?20)"
)
_BY: Final = (
    r"(?:(?:và\s)?(?:hoàn thành|thực hiện xong|xong|kết thúc|thời hạn|thời gian)\s)?"
    r"(?:trước|chậm nhất(?: là)?(?: trước| đến| vào| trong)?|muộn nhất(?: là)?(?: trước"
    r"| vào)?|đến hết|hết|trong khoảng"
    r"|ngay trong|trong|vào|đến|từ nay đến)\s(?:hết\s)?"
)
_RANGE: Final = r"(?:từ\s(?:ngày\s)?\d{1,2}(?:/\d{1,2}(?:/20\d\d)?)?\s?(?:đến|-|–)\s?)?"
_OFTEN: Final = (
    rf"(?:(?:theo\s)?định kỳ,?\s)?(?:{_WEEKDAY})?{_EACH.replace('each', 'each2')}"
    r"|(?:theo\s)?định kỳ,?\s(?P<each3>tuần|tháng|quý|năm)(?!\w)"
    r"|(?:định kỳ,?\s)(?P<six>(?:0?6|sáu)\stháng(?:\s(?:một|0?1)\slần|/lần)?)"
    r"|(?P<once>(?:0?6|sáu)\stháng,?(?:\s(?:một|0?1)\slần|\s?/(?:\s?0?1)?\s?lần))"
)
_LATER: Final = (
    r"(?P<later>(?:trong (?:thời hạn |vòng )?|sau |chậm nhất (?:là )?)\d{1,3} (?:ngày|tháng"
    r"|tuần)(?: làm việc)?"
    r",? (?:kể )?(?:từ|sau)[^.;,]{3,80}|sau \d{1,3} (?:ngày|tháng)(?: làm việc)?)"
)
_PHRASE: Final = re.compile(rf"(?<!\w)(?:{_LATER}|{_BY}{_HOUR}?{_RANGE}(?:{_WHEN})|{_OFTEN})")
_BARE: Final = re.compile(rf"(?:{_BY}|ngày\s|từ\s)?{_HOUR}?{_RANGE}(?:{_WHEN})|{_OFTEN}")
_SIGNS: Final = (
    "trước",
    "chậm nhất",
    "muộn nhất",
    "trong",
    "hết",
    "vào",
    "hằng",
    "hàng",
    "mỗi",
    "định kỳ",
    "đến",
    "sau",
    "1 lần",
    "một lần",
    "/lần",
)
_LEAD: Final = re.compile(r"(?:(?:và|phải|đồng thời|việc này|báo cáo)\s)+")
_EDGE: Final = 2
_LONGEST_AHEAD: Final = 330  # days; a day without a year that lies further ahead is none we know


@dataclass(frozen=True)
class Base:
    """What a day without a year is counted from: the paper's or the event's day, else its year."""

    day: str | None = None
    year: int | None = None


def find_due(source: Source, start: int, end: int, base: Base) -> tuple[Due, Span] | None:
    """Return the first time a clause names, with its span in the clean text."""
    low = source.low[start:end]
    if not any(sign in low for sign in _SIGNS):
        return None
    for match in _PHRASE.finditer(source.low, start, end):
        if match["each2"] and not _tells_when(source, match, start, end):
            continue
        found = _due(source, match, base)
        if found is not None:
            return found, match.span()
    return None


def time_alone(source: Source, start: int, end: int, base: Base) -> Due | None:
    """Return the time of a clause that says nothing else: "hoàn thành trong quý I/2031"."""
    lead = _LEAD.match(source.low, start, end)
    match = _PHRASE.match(source.low, lead.end() if lead else start, end)
    return _due(source, match, base) if match and match.end() == end else None


def _tells_when(source: Source, match: re.Match[str], start: int, end: int) -> bool:
    """Say whether "hằng năm" goes with the action, not with a noun ("kế hoạch hằng năm của")."""
    if "định kỳ" in match.group() or match.start() == start or end - match.end() <= _EDGE:
        return True
    follows = source.clean[match.end() : match.end() + 1]
    return follows == "," or bool(verb().match(source.low, match.end() + 1, end))


def bare_due(source: Source, start: int, end: int, base: Base) -> Due | None:
    """Return the time a cell or a label gives: "Quý III/2023", "30/6"."""
    last: re.Match[str] | None = None
    for match in _BARE.finditer(source.low, start, end):
        if last is None or match.group().strip():
            last = match
            break
    if last is None:
        return None
    found = _due(source, last, base)
    if found is None:
        return None
    seen = source.evidence(start, end)
    return Due(seen.start, seen.end, seen.text, found.date, found.period)


def _due(source: Source, match: re.Match[str], base: Base) -> Due | None:
    parts = match.groupdict()
    seen = source.evidence(*match.span())
    every = parts["each"] or parts["each2"] or parts["each3"] or parts["of"]
    if every:
        return Due(seen.start, seen.end, seen.text, None, _EVERY[every])
    if parts["six"] or parts["once"]:
        return Due(seen.start, seen.end, seen.text, None, "half-yearly")
    if parts.get("later"):
        return Due(seen.start, seen.end, seen.text, None, None)
    date = _date(parts, base)
    if date is None and not (
        parts["month"] or parts["q"] or parts["half"] or parts["m"] or parts["m2"]
    ):
        return None
    return Due(seen.start, seen.end, seen.text, date, None)


def _date(parts: dict[str, str | None], base: Base) -> str | None:
    if parts["year"]:
        return f"{parts['year']}-12-31"
    if parts["month"]:
        return _last_of(int(parts["month"]), parts["my"], base)
    if parts["q"]:
        quarter = _QUARTERS.get(parts["q"]) or int(parts["q"])
        return _last_of(3 * quarter, parts["qy"], base)
    if parts["half"]:
        return _last_of(6 if parts["half"] == "đầu" else 12, parts["hy"], base)
    day, month = int(parts["d"] or 0), int(parts["m"] or parts["m2"] or 0)
    year = parts["y"] or parts["y2"]
    if year:
        return iso_date(int(year), month, day)
    return _with_year(month, day, base)


def _last_of(month: int, year: str | None, base: Base) -> str | None:
    """Return the last day of a month."""
    if not 1 <= month <= 12:  # noqa: PLR2004 -- months
        return None
    if year:
        return iso_date(int(year), month, calendar.monthrange(int(year), month)[1])
    found = _with_year(month, 28, base)
    if found is None:
        return None
    settled = int(found[:4])
    return iso_date(settled, month, calendar.monthrange(settled, month)[1])


def _with_year(month: int, day: int, base: Base) -> str | None:
    """Return the next such day after the paper's own; of its year where only that is known."""
    if base.day is None:
        return iso_date(base.year, month, day)
    written = datetime.date.fromisoformat(base.day)
    for year in (written.year, written.year + 1):
        found = iso_date(year, month, day)
        if found is not None and found >= base.day:
            ahead = datetime.date.fromisoformat(found) - written
            return found if ahead.days <= _LONGEST_AHEAD else None
    return None
