"""Who is asked to do something: bodies and posts that stand before a verb or alone in a heading."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.lexicon import free_words, strings
from phoihop.reader.normal import Source

Span = tuple[int, int]
LONGEST: Final = 220
_JOINT: Final = re.compile(r"\s?[,;]\s?|\s(?:và|cùng)\s")
_PART_OF_NAME: Final = re.compile(
    r"(?:hđnd|hội đồng nhân dân|quốc hội) và (?:ubnd|ủy ban nhân dân|hđnd|hội đồng)"
)
_LOOSE: Final = (
    "các",
    "những",
    "hai bên",
    "ba bên",
    "hai cơ quan",
    "hai đơn vị",
    "hai ngành",
    "toàn thể",
    "từng",
    "mỗi",
)
# "bốn văn phòng", "17 sở, ngành"
_COUNTED: Final = (
    r"(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,3}) (?:bộ|sở|ban|ngành|cơ quan|đơn vị|văn phòng"
    r"|huyện|xã|phường|địa phương|tổ chức|hội|đoàn thể|trường|cấp|lực lượng)"
)
_BARE: Final = re.compile(
    r"(?:bộ|sở|ban|phòng|cục|vụ|viện|hội|đoàn thể)(?=\s?[,;]|\s(?:và|cùng)\s|\Z)"
)
# "các huyện, thị, thành đoàn"
_SHORT_LEVEL: Final = re.compile(r"(?:thị|thành)(?:\s(?:ủy|đoàn)(?!\w)|\s?(?=,|$))")
_ADDRESS: Final = re.compile(r"(?:đồng chí|đ/c|ông|bà)\s")
_OF_DUTY: Final = re.compile(
    r"(?:về\s)?(?:(?:trách nhiệm|nhiệm vụ|phân công)(?: của)?|đối với|giao|đề nghị|yêu cầu)\s"
)
_AFTER: Final = re.compile(
    r"\s?(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|chủ trì|thực hiện(?: các nhiệm vụ)?|:|\.|\s)*$"
)


# "các đơn vị | trong khối", "hệ thống tuyên giáo | từ huyện đến cơ sở": which of them.
_QUALIFIES: Final = (
    r"trong (?:khối|cụm|ngành|toàn|hệ thống|lực lượng|tỉnh|thành phố|huyện|thị xã|quận|xã|phường)"
    r"(?!\w)|từ (?:trung ương|tỉnh|thành phố|huyện|thị xã|quận|xã) (?:đến|tới|xuống)(?!\w)"
)


def _words(name: str) -> str:
    entries = sorted(strings("duties", name), key=len, reverse=True)
    return "|".join(re.escape(entry) for entry in entries)


@cache
def _head() -> re.Pattern[str]:
    entries = {
        *strings("duties", "heads"),
        *strings("bodies", "heads"),
        *strings("bodies", "places"),
    }
    heads = "|".join(re.escape(each) for each in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?!(?:{_words('no_heads')})(?!\w))(?:{_COUNTED}|{heads})(?!\w)")


# "quá | trình", "việc | làm": before these no verb stands but the rest of a noun.
_BEFORE_NOUN: Final = (
    "quá ", "quy ", "lộ ", "độc ", "việc ", "chương ", "giấy ", "thư ", "bản ",
)  # fmt: skip


@cache
def verb() -> re.Pattern[str]:
    """Return what matches a verb of duty, written small, at its place."""
    behind = (
        r"(?!\w|(?<=tổ chức)[,;)]|(?<=tổ chức)\s(?:và|cá nhân|chính trị-xã|đảng|chính trị|đoàn thể"
        r"|thành viên|cơ sở|xã hội)|(?<=thông báo)\s(?:số|của|kết luận|này)"
        r"|\s(?:viên|sách)(?!\w)|(?<=cử)\stri(?!\w)|(?<=tra)\ssở(?!\w)"
        r"|(?<=giao)\s(?:thông|lưu|dịch)(?!\w)|(?<=yêu cầu)\s(?:công tác|nhiệm vụ|của|thực|về))"
    )
    verbs = free_words(strings("duties", "verbs"), (r"[\w-]", *_BEFORE_NOUN), behind)
    return re.compile(verbs)


_OF_YOUTH: Final = "".join(
    rf"(?<!{level} )" for level in ("tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường")
)
_NAME_REACH: Final = 16  # letters of the longest words before the verb in such a name
_IN_NAME: Final = re.compile(
    r"(?<!\w)(?:(?:các|những|mọi)\s(?=tổ chức)"
    # "Huyện đoàn tổ chức" is a body and its verb
    rf"|(?:ban|{_OF_YOUTH}đoàn|tổ|phòng|hội đồng|ủy ban|đội|viện)\s"
    r"(?=chỉ đạo|kiểm tra|tổ chức|giám sát|thanh tra|quản lý|vận động|thẩm định|tham mưu)"
    # "Giao các bộ phận | tổng hợp báo cáo": a verb where its object follows
    r"|(?:dịch vụ|phòng|bộ phận|tổ|khoa)\s(?=tổng hợp(?!\s(?:báo cáo|kết quả|danh sách|số liệu"
    r"|ý kiến|tình hình|thông tin|các|những)(?!\w)))"
    r"|(?:cơ quan|đơn vị)\s(?=quản lý|chủ trì|phụ trách|kiểm tra|giám sát|tham mưu|thanh tra)"
    r"|công\s(?=trình|lập)|giáo\s(?=trình)|(?:dự án|quản lý)\sđầu tư\s(?=xây dựng)"
    r"|(?:của|về|công tác)\s)"
)


@cache
def _no_name() -> re.Pattern[str]:
    names = rf"(?<!\w)(?:{_words('no_names')})(?!\w)"
    return re.compile(rf"(?!{_QUALIFIES}){names}|[\d%]{{3}}|[()\"“]")


def begins(source: Source, at: int, *, small: bool = False) -> bool:
    """Say whether a body or a post may begin here: a capital, or "các ...", or any if `small`."""
    match = _head().match(source.low, at)
    if match is None:
        return False
    return small or source.clean[at].isupper() or match.group().startswith(_LOOSE)


def before_verb(
    source: Source, start: int, end: int, *, small: bool = False
) -> tuple[Span, int] | None:
    """Return the bodies at `start` and where their verb begins; None where no verb follows."""
    if not begins(source, start, small=small):
        return None
    limit = min(end, start + LONGEST)
    # a small letter tells a verb from a name, but in a paper all in capitals
    text = source.low if source.clean[start:limit].isupper() else source.clean
    for match in verb().finditer(text, start + 2, limit):
        at = match.start()
        if _is_in_name(source.low, start, at):
            continue
        last = at
        while last > start and source.clean[last - 1] in " ,\n":
            last -= 1
        return ((start, last), at) if is_list(source, start, last, small=small) else None
    return None


def _is_in_name(low: str, start: int, at: int) -> bool:
    """Say whether the verb at an offset belongs to a name: "các tổ chức", "Ban chỉ đạo"."""
    return any(
        match.end() == at for match in _IN_NAME.finditer(low, max(start, at - _NAME_REACH), at + 24)
    )


def is_list(source: Source, start: int, end: int, *, small: bool = False) -> bool:
    """Say whether a span is nothing but bodies joined by commas and "và"."""
    if end - start > LONGEST or not begins(source, start, small=small):
        return False
    low = source.low[start:end]
    if _no_name().search(low) or any(mark in low for mark in ".;:|\t"):
        return False
    # A part that begins small goes on with the name before it: "các xã, thị trấn".
    return all(
        begins(source, start + joint.end())
        or source.clean[start + joint.end()].isupper()
        or _head().match(source.low, start + joint.end())
        or _SHORT_LEVEL.match(source.low, start + joint.end(), end)
        or joint.group().strip() == "và"
        for joint in _JOINT.finditer(low)
        if start + joint.end() < end
    )


def bodies(source: Source, start: int, end: int) -> tuple[Named, ...]:
    """Return the bodies of a list, each as written; what begins small stays with the one before."""
    found: list[Named] = []
    first = start
    low = source.low[start:end]
    held = [match.span() for match in _PART_OF_NAME.finditer(low)]
    for joint in _JOINT.finditer(low):
        after = start + joint.end()
        inside = any(a <= joint.start() < b for a, b in held)
        another = begins(source, after) or _ADDRESS.match(source.low, after)
        if inside or after >= end or not another or _is_bare(source, start, after, end):
            continue
        if "," in joint.group() and _is_post_of_named(source, first, after):
            continue
        found.append(_named(source, first, start + joint.start()))
        first = after
    found.append(_named(source, first, end))
    return tuple(found)


def _is_bare(source: Source, start: int, after: int, end: int) -> bool:
    """ "các Sở, | Ban, ngành": the name of a kind alone goes on with what "các" began."""
    many = source.low.startswith(("các ", "những "), start)
    return many and _BARE.match(source.low, after, end) is not None


def _is_post_of_named(source: Source, first: int, after: int) -> bool:
    """ "đồng chí Bạch Thị Mơ, Phó Bí thư": one person, whose post follows the name."""
    address = _ADDRESS.match(source.low, first)
    if address is None or _ADDRESS.match(source.low, after):
        return False
    return source.clean[address.end()].isupper() and not _head().match(source.low, address.end())


def _named(source: Source, start: int, end: int) -> Named:
    return source.named(start, end)


def of_heading(source: Source, start: int, end: int) -> Span | None:
    """Return the bodies a heading is about: "Trách nhiệm của Ban A", "Phòng B có trách nhiệm:"."""
    duty = _OF_DUTY.match(source.low, start, end)
    if duty:
        start = duty.end()
    if not begins(source, start):
        return None
    after = _AFTER.search(source.low, start, end)
    if after:
        end = after.start()
    return (start, end) if end > start and is_list(source, start, end) else None


def is_duty(source: Source, start: int, end: int) -> bool:
    """Say whether a heading tells by its own words that duties follow."""
    low = source.low[start:end]
    return bool(_OF_DUTY.match(low)) or "trách nhiệm" in low
