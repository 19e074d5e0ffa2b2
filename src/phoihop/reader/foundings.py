"""Whether a year or a day is that of a founding or an election, told by the way."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.normal import Source

_FOUNDED: Final = (
    r"(?<!\w)(?:(?:được|chính thức|mới) (?:thành lập|tái lập|khởi công|kết nạp|bầu|bổ nhiệm)"
    r"|(?<!sự )ra đời|chính thức đi vào hoạt động)(?!\w)"
)
# "Năm 2028, Hội được thành lập": whose founding it is stands between; no number, no stop.
_BEHIND: Final = re.compile(rf"(?P<whose>[^.;:\n\d]{{0,80}}?){_FOUNDED}")
# "Hội ra đời vào tháng 5 năm 2028", "cầu được khởi công từ quý II/2029".
_BEFORE: Final = re.compile(
    rf"{_FOUNDED}[^.;:,\n\d]{{0,30}}(?:(?:\d{{1,2}}|quý \S{{1,3}})\s?[/.]?\s?)?(?:năm )?\Z"
)
# Not "tổ chức đại hội | năm 2031, ông Mít được bầu": the year of what stands before it.
_OPENS: Final = re.compile(
    r"(?:(?:^|[.;:,\n])\s*(?:(?:vào|từ|trong|đến) )?(?:ngày )?|(?:Vào|Từ|Trong|Ngày) (?:ngày )?)\Z"
)
_BRIEF: Final = 20
# "Năm 2031 có thêm nhiều tổ được thành lập": what was done in the year that is reported.
_SEVERAL: Final = re.compile(
    r"(?<!\w)(?:có|thêm|nhiều|các|những|mỗi|hàng|hằng|hầu hết|sẽ|phấn đấu|tiếp tục)(?!\w)"
)
# One of them stands in each of the patterns.
_SIGNS: Final = ("lập", "khởi công", "kết nạp", "bầu", "bổ nhiệm", "ra đời", "đi vào hoạt động")
_REACH: Final = 110


def is_of_founding(source: Source, start: int, end: int) -> bool:
    """Say whether the year or day at a span is told as that of a founding or an election."""
    after = source.low[end : end + _REACH]
    before = source.low[max(0, start - _REACH) : start]
    if any(sign in after for sign in _SIGNS):
        behind = _BEHIND.match(after)
        if behind is not None and (after[0] != "," or _opens(source, start)):
            return _SEVERAL.search(behind["whose"]) is None
    return any(sign in before for sign in _SIGNS) and _BEFORE.search(before) is not None


def _opens(source: Source, start: int) -> bool:
    """Say whether a year or day begins a sentence or clause: "Năm 2028, ..."."""
    if source.clean[start].isupper():
        return True
    return _OPENS.search(source.clean, max(0, start - _BRIEF), start) is not None
