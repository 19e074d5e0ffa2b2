"""Lines that a converter broke in the middle of a sentence, put together again.

Each such line end becomes one blank, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

_FEWEST_LINES: Final = 5
_WIDEST: Final = 130  # signs; longer lines are paragraphs, not broken ones
_SHARE: Final = 0.2  # of the lines go on in small letters where a text is broken to a width
_LONG: Final = 0.6  # of the width
_FEWEST_BROKEN: Final = 2
_SHORTEST: Final = 30  # a shorter line before small letters is a label of the page
_NEARLY_FULL: Final = 0.78
_ENDS: Final = frozenset(".!?:;…|*_")
# Words that no line of its own ends with.
_OPEN: Final = re.compile(
    r"(?<!\w)(?:của|và|do|bà|ông|đồng chí|số|tại|các|với|cho|là|về|ngày|gồm"
    r"|cùng|(?<!trực )thuộc|giữa|theo)$"
)
_LAST: Final = 20  # signs at the end of a line in which these stand, and those of a name
# A name does not end with its middle syllable.
_IN_NAME: Final = re.compile(
    r"(?<!\w)[A-ZĐ][^\W\d_]{1,6} (?:Văn|Thị)$|(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à):? [^\W\d_]{1,7}$"
)
# Whatever the width, a line that ends so is not over: "Sáng ngày | 7/6/2032".
_BEFORE_DAY: Final = re.compile(r"(?<!\w)[Nn]gày$")
# The line of place and day of a paper's head is over, whatever small letters follow it.
_PLACE_AND_DAY: Final = re.compile(
    r"(?:^|\s{3})(?P<place>[^\W\d_][^\d,.;:()]{2,30}), ngày[\s\d.…]{1,14}"
    r"tháng[\s\d.…]{1,12}năm \d{4}$"
)
# Behind the number, which one blank may part from the place.
_NUMBER_BEFORE: Final = re.compile(r"Số:? ?\d{0,5}[^\s,]{0,3} ?[-/] ?[^\s,]{2,30} (?=[^\W\d_a-z])")
_OF_A_DAY: Final = ("của ", "về ", "đã ", "được ")
_BODY_BEGINS: Final = ("Căn cứ ", "Kính gửi", "Nơi nhận")  # below the head, whatever ends it
_DASHES: Final = frozenset("-–")
_COLUMNS: Final = frozenset("\t|")
_GAP: Final = " " * 5  # between two columns of a head or foot
_ITEM: Final = re.compile(
    r"[a-zđ][.)]|[-–+•*]|(?:[IVX]+|\d+(?:\.\d+)*)\s?[.\-/)]\s?(?!\d)|\(?\d{1,2}\)"
)
# Words that begin a sentence: a capital in the middle of one is a name.
_OPENERS: Final = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo|Kính gửi|Kính trình|Để|Nhằm|Trong|Trên|Qua|Tại|Ngày|Sáng|Chiều|Tối"
    r"|Phát biểu|Tham dự|Dự|Đồng chí|Ông|Bà|Điều|Chương|Mục|Phần|Nơi nhận|Số|Về việc|V/v|Xét|Sau"
    r"|Với|Đến|Từ|Các|Những|Năm|Ảnh|Tin|Bài|Nguồn)(?![\w])"
)


def unwrap(text: str) -> str:
    """Return the text with a blank for each line end inside a sentence; as long as before."""
    if text.count("\n") < 1:
        return text
    lines = text.split("\n")
    spaced = _is_double_spaced(lines)
    if spaced:  # a copied PDF may set an empty line behind each
        lines = lines[::2]
    bare = [line.strip() for line in lines]
    width = _width(bare)
    joined, parted = ("  ", "\n\n") if spaced else (" ", "\n")
    parts = [lines[0]]
    for line, (before, after) in zip(lines[1:], pairwise(bare), strict=True):
        parts.append(joined if _goes_on(before, after, width) else parted)
        parts.append(line)
    return "".join(parts) + text[sum(map(len, parts)) :]


def _is_double_spaced(lines: list[str]) -> bool:
    """Say whether every second line is empty, none of the others, and lines are cut short."""
    full = lines[::2]
    if len(full) < _FEWEST_LINES or any(lines[1::2]) or not all(full[:-1]):
        return False
    return _width([line.strip() for line in full]) is not None


def _width(lines: list[str]) -> int | None:
    """Return the width a text is broken to, None where its stripped lines are whole paragraphs."""
    lengths = sorted(map(len, filter(None, lines)))
    if len(lengths) < _FEWEST_LINES:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    if width > _WIDEST:
        return None
    going_on = sum(_goes_on(a, b, None) for a, b in pairwise(lines))
    # the short lines of a head and a foot are no paragraphs either
    long = len(lengths) - bisect_left(lengths, _LONG * width)
    return width if going_on >= max(_FEWEST_BROKEN, _SHARE * long) else None


def _goes_on(before: str, after: str, width: int | None) -> bool:
    """Say whether a sentence goes on across the line end between two stripped lines."""
    if not before or not after or before[-1] in _ENDS:
        return False
    full = width is not None and _NEARLY_FULL * width <= len(before) <= width * 1.2
    if _ITEM.match(after) and not (full and after[0] in _DASHES):
        return False
    if not (_COLUMNS.isdisjoint(before) and _COLUMNS.isdisjoint(after)) or _GAP in before:
        return False
    if before.isupper() or (after.isupper() and len(after) > 1) or _is_over(before, after):
        return False
    last = max(0, len(before) - _LAST)
    if after[0].isdigit() and _BEFORE_DAY.search(before, last):
        return True
    open_ended = after[0].islower() or _OPEN.search(before, last) or _IN_NAME.search(before, last)
    return bool(open_ended and len(before) >= _SHORTEST) or (
        full and not (after[0].islower() or _OPENERS.match(after))
    )


def _is_over(before: str, after: str) -> bool:
    """Say whether a line ends with place and day, and the next tells nothing of that day.

    What a paper rests on begins a line of its own in any case.
    """
    if after.startswith(_BODY_BEGINS):
        return True
    if not before[-1].isdigit():
        return False
    number = _NUMBER_BEFORE.match(before)
    found = _PLACE_AND_DAY.search(before[number.end() :] if number else before)
    if found is None or not after.startswith(_OF_A_DAY):
        return found is not None
    # Below it a letter of the Party tells what it is about: "về việc trồng cây".
    words = found["place"].split()
    return after.startswith("về ") and all(word[0].isupper() for word in words)
