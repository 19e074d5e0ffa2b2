"""The mottoes of the State, the Party and the Youth Union, above the day of a paper."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.head_words import (
    LONGEST_CELL,
    NUMBER_BEGINS,
    is_capitals,
    names_a_body,
)
from phoihop.reader.normal import Source

# A scan loses marks and takes one letter for another, so each vowel may be any letter.
_MOTTO: Final = re.compile(
    r"(?=[cđdhx])"  # with which one of them begins
    r"(?:(?:(?:c.?ng )?h.?a )?x..?h.i ch. ngh.a(?: vi.t ?nam)?|c.ng h.a x. h.i$"
    r"|^(?:c.ng )?h.a x. h.i$|^c.ng(?: h.a(?: x.)?)?$"
    r"|^h.i ch. ngh.a(?: vi.t ?nam)?$|ch. ngh.a vi.t nam"
    r"|[đd].c l.p\s?[-–—_.]*\s*t. do(?:\s*[-–—_.]*\s*h.nh ph.c)?"
    r"|đ.ng c.ng s.n vi.t nam"
    r"|(?:^|(?<=\s\s\s)|(?<=[\t|]))đoàn (?:tncs|thanh niên cộng sản) hồ chí minh$)"
)
# "HUYỆN ĐOÀN BA MÍT ĐOÀN TNCS HỒ CHÍ MINH": behind the name of one of its own bodies.
_OF_YOUTH: Final = re.compile(
    r"(?<!\w)(?:tỉnh|thành|huyện|thị|quận|xã|phường|trường|bch|cơ sở)\s[^\n]{1,60}"
    r"\s(?P<motto>đoàn (?:tncs|thanh niên cộng sản) hồ chí minh)$"
)
# "KỶ NIỆM NGÀY THÀNH LẬP | ĐẢNG CỘNG SẢN VIỆT NAM": words of a subject, which speaks of it.
_SPOKEN_OF: Final = re.compile(
    r"(?<!\w)(?:của|thành lập|nước|đại hội|lịch sử|điều lệ|cương lĩnh|nghị quyết|về|và|với|trong"
    r"|theo|viên|vào|ngày|truyền thống|hiến pháp) \Z"
)
_MOTTO_LOOKS: Final = re.compile("ngh|do|s|cộng|hòa|việt|minh")
MOTTO_GOES_ON: Final = re.compile(r"^vi.t nam$")
MOTTO_IS_OPEN: Final = re.compile(r"(?:ngh.a|s.n)$")
FLAT_REACH: Final = 1500  # a head set in one line with the body is over by then
_SHORT_MOTTO: Final = 20


def mottoes_in(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the mottoes stand: in capitals, with a capital, or alone in their cell."""
    if not _may_hold_motto(source.clean[start:end], source.low[start:end]):
        return []
    spans: list[tuple[int, int]] = []
    for match in _MOTTO.finditer(source.low[start : min(end, start + FLAT_REACH)]):
        first, last = start + match.start(), start + match.end()
        if first > start and _SPOKEN_OF.search(source.low, start, first):
            continue
        letters = source.clean[first:last]
        whole = first == start and letters.islower() and "việt nam" in match.group()
        alone = whole or source.low[start:end].strip() == match.group()
        liberty = letters[0].isupper() and "do" in match.group()
        if (
            alone
            or is_capitals(letters)
            or (liberty and (spans or _in_head(source, start, first, last)))
        ):
            spans.append((first, last))
    if not spans:
        youth = _OF_YOUTH.search(source.low, start, min(end, start + LONGEST_CELL))
        if youth and not _SPOKEN_OF.search(source.low, start, youth.start("motto")):
            spans.append(youth.span("motto"))
    return spans


def _in_head(source: Source, start: int, first: int, last: int) -> bool:
    """Say whether "Độc lập - Tự do" stands behind words of a head, not in a sentence."""
    before, low = source.clean[start:first], source.low[start:first]
    after = source.clean[last : last + 3].strip(" -–_*|")
    if ". " in low or after[:1].islower():  # "... Hạnh phúc là ước mơ"
        return False
    if is_capitals(before) or before.endswith("  "):
        return True
    if last - first <= _SHORT_MOTTO or len(low) > LONGEST_CELL:  # without "Hạnh phúc"
        return False
    return not low or bool(NUMBER_BEGINS.match(low)) or names_a_body(low)


def _may_hold_motto(clean: str, low: str) -> bool:
    """Pass over most lines at a look; in a paragraph the motto stands in capitals."""
    if len(low) <= LONGEST_CELL:
        return _MOTTO_LOOKS.search(low) is not None
    return "NGH" in clean or "SẢN" in clean or ("do" in low and ("T" in clean))
