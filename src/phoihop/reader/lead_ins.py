"""Who is asked above: in the line before a list, "đề nghị các xã:", or in a heading."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from phoihop.reader.actors import bodies, is_duty, is_list, of_heading, verb
from phoihop.reader.facts import Named
from phoihop.reader.normal import Source
from phoihop.reader.outline import PLAIN, Outline, is_capitals
from phoihop.reader.requests import DONE, asked_by_others

ASSIGNS: Final = re.compile(
    r"tổ chức thực hiện|phân công|trách nhiệm|nhiệm vụ cụ thể|tổ chức triển khai"
    r"|giao nhiệm vụ|nhiệm vụ của|chế độ (?:thông tin,? )?báo cáo"
)
_SIGN: Final = re.compile(r"(?<!\w)(?:đề nghị|yêu cầu|hướng dẫn|giao)\s")
_TAIL: Final = re.compile(
    r"(?:,?\s(?:tập trung|khẩn trương|nghiêm túc|tiếp tục|phối hợp)){0,3}"
    r"(?:\s(?:thực hiện|triển khai|tổ chức thực hiện)(?: tốt| nghiêm túc)?)?"
    r"(?:\s(?:một số|các|những))?"
    r"(?:\s(?:nội dung|nhiệm vụ|công việc|việc|hoạt động|giải pháp)"
    r"(?:, giải pháp| và giải pháp| công việc| trọng tâm| chủ yếu| cụ thể)*)?"
    r"(?:,?\s(?:sau đây|như sau|sau|cụ thể))*\s?:$"
)
# "Kết quả thực hiện nhiệm vụ UBND huyện | giao Phòng A:": what was done of it stands below.
_WORK: Final = re.compile(r"(?<!\w)(?:kết quả|tình hình|nhiệm vụ)(?!\w)(?:(?! và )[^,;:.])*\Z")
# Headings below which a paper tells what was done, and how well.
_REVIEWED: Final = re.compile(
    r"ưu điểm|hạn chế|khuyết điểm|tồn tại|kết quả|đánh giá|tình hình|nguyên nhân"
)
_RESULTS: Final = re.compile(r"(?<!\w)(?:thông báo|báo cáo) (?:kết quả|tình hình)(?!\w)")
_REACH: Final = 300
_MOST_POINTS: Final = 20


def asked_above(source: Source, start: int, end: int) -> tuple[Named, ...]:
    """Return whom a line asks that ends with a colon; nobody where it asks none."""
    if source.clean[end - 1] != ":":
        return ()
    first = max(start, end - _REACH)
    sign = next(reversed([*_SIGN.finditer(source.low, first, end)]), None)
    if sign is None or _is_told(source.low, first, sign.start()):
        return ()
    tail = _TAIL.search(source.low, sign.end(), end)
    if tail is None or not is_list(source, sign.end(), tail.start(), small=True):
        return ()
    return bodies(source, sign.end(), tail.start())


def _is_told(low: str, start: int, sign: int) -> bool:
    """ "Cử tri đề nghị", "xã đã đề nghị", "Kết quả nhiệm vụ huyện giao": nothing is asked here."""
    if low.endswith(DONE, start, sign) or asked_by_others(low, start, sign):
        return True
    return _WORK.search(low, start, sign) is not None


def actors_above(plan: Outline, at: int) -> tuple[Named, ...]:
    """Return the bodies of the nearest heading that is about bodies, where it gives duties."""
    chain = list(plan.above(at))
    for step, heading in enumerate(chain):
        asked = asked_above(plan.source, heading.text, heading.end)
        if asked:
            return asked
        span = of_heading(plan.source, heading.text, heading.end)
        if span is None:
            continue
        own = is_duty(plan.source, heading.text, heading.end) or (step == 0 and _binds(plan, at))
        if own or any(ASSIGNS.search(plan.low(each)) for each in chain[step + 1 :]):
            return bodies(plan.source, *span)
    return ()


def _binds(plan: Outline, at: int) -> bool:
    """ "2. Ban Tổ chức | - Thẩm định hồ sơ": say whether points below a body tell its duties.

    Not where one of them tells what it has done.
    """
    below = plan.paragraphs[at]
    parent = below.parent
    if parent is None or below.level >= PLAIN or not verb().match(plan.source.low, below.text):
        return False
    heading = plan.paragraphs[parent]
    if is_capitals(plan.source, heading.text, heading.end):
        return False
    if any(_REVIEWED.search(plan.low(each)) for each in plan.above(at)) or _told(plan, parent):
        return False
    points = takewhile(
        lambda each: each.level > heading.level, plan.paragraphs[parent + 1 : parent + _MOST_POINTS]
    )
    return not any(plan.source.low.startswith("đã ", each.text) for each in points)


def _told(plan: Outline, heading: int) -> bool:
    """ "UBND xã thông báo kết quả như sau:": whether the line above a list tells of work done."""
    before = reversed(plan.paragraphs[max(0, heading - _MOST_POINTS) : heading])
    line = next((plan.low(each) for each in before if each.level == PLAIN), "")
    return line.endswith(":") and _RESULTS.search(line) is not None and not _SIGN.search(line)
