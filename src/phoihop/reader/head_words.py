"""Words of the head of a paper: number, place and day, names of bodies, capitals, stamps."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from phoihop.reader.lexicon import strings

BIG: Final = "A-ZĐ" + "".join(
    chr(code)
    for code in (*range(0xC0, 0xDE), *range(0x102, 0x1F0), *range(0x1EA0, 0x1EFA))
    if chr(code).isupper() and len(chr(code).lower()) == 1
)
LONGEST_CELL: Final = 110
_SPECKS: Final = r"(?:[^\w\s(\[]|_)?[ '.]?"  # that a scan has before a line
_KIND_BEFORE: Final = r"(?:luật|nghị quyết|pháp lệnh|lệnh|bộ luật|công văn|thông báo)?\s?"
_SAID: Final = r"(?:s[ốôồổ]|s[ó6o]?(?=\s?:))"  # a converter may lose the letter
_COLON: Final = r"\s?[:.;]?"
NUMBER: Final = re.compile(
    rf"^{_SPECKS}{_KIND_BEFORE}{_SAID}{_COLON}\s{{0,9}}(?P<number>\d\.\d{{3}}(?=\s?[-/–])|\d{{1,5}}(?!\d|[\^~*'´`°]\d))?(?:[a-zđ](?![\wđ]))?"
    r"[\s.…_]{0,25}[-/–]?\s?"
    r"(?P<symbol>[\w][\wđ&.]*(?:\s?[-/–_]\s?[\w&.]+)*)?"
)
# "KHLT", "QCPH", "NQLT": letters of a paper that several bodies issue together; those of one body
# may end alike, as "TCLN".
JOINT_LETTERS: Final = re.compile(
    r"^(?:\d{4}/)?(?:(?:KH|VB|QC|QCQĐ|NQ|QĐ|CT[rR]?|TT[rR]?|HD|TB|BC|CV|BB|KL|HĐ|CK)"
    r"(?:LT|PH|PHLN|LN|LS)|LT|PH)(?=[-/]|$)"
)
NUMBER_BEGINS: Final = re.compile(
    rf"^{_SPECKS}{_KIND_BEFORE}{_SAID}{_COLON}\s*(?:\d|[-/]|\.\.|…|_)"
)
_DAY: Final = (
    r"ng[aàảáãâ]y\s*(?:(?P<d>\d{0,2})\D{0,12}th[aáàâả]ng\s*(?P<m>\d{0,2})\D{0,12}"
    r"n[aăâáà]m\s*(?P<y>\d(?: ?\d){3}|\d{0,3}(?!\d))"
    r"|(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})\s*$)"
)
PLACE: Final = re.compile(
    r"(?P<place>(?:(?:quận|phường|q\.|p\.) ?\d\d?|[^\n|,\t\d/:]{2,40}?))(?:\s?[,;.]\s*|\s+)"
    rf"(?:(?P<day>{_DAY})"
    r"|(?<=,)\s*th[aá]ng\s*\d{1,2}\s*năm\s*\d{4}\s*$)"
)
_MARKS: Final = re.compile(r"[\W_]+")
RULE: Final = re.compile(r"^[\W_]*(?:[\W_]|[o0]{3,5}[\W_]*)$")  # also "---o0o---"
# Stamps and marks in capitals that are no names.
_STAMP: Final = re.compile(
    r"^(?:mật|tối mật|tuyệt mật|h[ỏo]a tốc|thượng khẩn|khẩn|dự thảo(?: lần.*)?|bản (?:sao|chính)"
    r"|sao y.*|sao lục|trích sao|lưu hành nội bộ|xem xong trả lại|mẫu (?:số )?\d+.*|phụ lục.*"
    r"|công báo.*|trang \d+|d[ựu] th[ảa]o.*|độ mật.*|bản điện tử)$"
)
# Words that begin as names of bodies do.
_NO_BODIES: Final = (
    "phòng chống", "phòng, chống", "phòng thủ", "phòng cháy", "tổ quốc", "tổ chức",
)  # fmt: skip


def is_capitals(text: str) -> bool:
    """Say whether a text is set in capitals but for single letters."""
    letters = [*filter(str.isalpha, text)]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > len(letters) * 0.8


@cache
def _heads() -> tuple[str, ...]:
    more = (
        "lực lượng", "thị đoàn", "xã đoàn", "bql", "ttyt", "cđcs", "bchqs", "tổng cục", "hlhpn",
        "đội cảnh sát", "đội quản lý", "đội thanh tra", "đội thuế", "đội an ninh", "nhà văn hóa",
        "đại hội đại biểu", "đại hội đảng viên",
    )  # fmt: skip
    return tuple(f"{head} " for head in (*strings("bodies", "heads"), *more))


def names_a_body(low: str) -> bool:
    """Say whether a text in small letters begins as the name of a body does."""
    low = low.lstrip("-–— ").replace("trường:", "trường")
    return f"{low} ".startswith(_heads()) and not low.startswith(_NO_BODIES)


def place_in(low: str) -> re.Match[str] | None:
    """Return place and day where a line in small letters begins with them."""
    marks = _MARKS.match(low)
    return PLACE.match(low, marks.end() if marks else 0)


def is_stamp(low: str) -> bool:
    """Say whether a cell in small letters is a stamp or mark."""
    return _STAMP.match(low.strip(" .()[]")) is not None
