"""Who is asked in the line above a list: "đề nghị các xã thực hiện một số nội dung sau:"."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.actors import bodies, is_list
from phoihop.reader.facts import Named
from phoihop.reader.normal import Source

_SIGN: Final = re.compile(r"(?<!\w)(?:đề nghị|yêu cầu|hướng dẫn|giao)\s")
_TAIL: Final = re.compile(
    r"(?:,?\s(?:tập trung|khẩn trương|nghiêm túc|tiếp tục|phối hợp)){0,3}"
    r"(?:\s(?:thực hiện|triển khai|tổ chức thực hiện)(?: tốt| nghiêm túc)?)?"
    r"(?:\s(?:một số|các|những))?"
    r"(?:\s(?:nội dung|nhiệm vụ|công việc|việc|hoạt động|giải pháp)"
    r"(?:, giải pháp| và giải pháp| công việc| trọng tâm| chủ yếu| cụ thể)*)?"
    r"(?:,?\s(?:sau đây|như sau|sau|cụ thể))*\s?:$"
)
_REACH: Final = 300


def asked_above(source: Source, start: int, end: int) -> tuple[Named, ...]:
    """Return whom a line asks that ends with a colon; nobody where it asks none."""
    if source.clean[end - 1] != ":":
        return ()
    signs = [*_SIGN.finditer(source.low, max(start, end - _REACH), end)]
    tail = _TAIL.search(source.low[:end], signs[-1].end()) if signs else None
    if tail is None or not is_list(source, signs[-1].end(), tail.start(), small=True):
        return ()
    return bodies(source, signs[-1].end(), tail.start())
