"""Who signed an official document: the last name below the last post in capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from phoihop.reader.lexicon import words
from phoihop.reader.normal import Source

Span = tuple[int, int]
_CELL: Final = re.compile(r"[^\n|\t]+")
_POST: Final = re.compile(
    r"(?:[kt]t?\.?\s?/?\s?[ml]?\.?\s*)?(?P<post>(?:phó |quyền )?(?:chủ tịch|giám đốc|tổng giám đốc|trưởng ban|trưởng phòng|bí thư|chánh văn phòng|thủ tướng|bộ trưởng|thứ trưởng|chánh án|viện trưởng|hiệu trưởng|chi cục trưởng|cục trưởng|chủ nhiệm|tổng thanh tra|chánh thanh tra|tổng bí thư|trưởng công an|chỉ huy trưởng|vụ trưởng|trưởng đoàn|phó thủ tướng|trưởng)(?:[^\n|\t]*)?)$"
)
_FROM_END: Final = 4000
_NAME_WORDS: Final = range(2, 6)


@dataclass(frozen=True)
class Signature:
    """Spans of the name and of the post in the clean text."""

    name: Span
    post: Span | None


def find_signature(source: Source) -> Signature | None:
    """Return the signature at the foot of a document, None where there is none."""
    start = max(0, len(source.clean) - _FROM_END)
    foot = source.low.rfind("nơi nhận", start)
    cells = [
        _trimmed(source, match.start(), match.end())
        for match in _CELL.finditer(source.clean, foot if foot >= 0 else start)
    ]
    post: Span | None = None
    post_at = None
    for at, (first, last) in enumerate(cells):
        found = _POST.match(source.low[first:last])
        if found and source.clean[first:last].isupper():
            post = (first + found.start("post"), first + found.end("post"))
            post_at = at
    if post_at is None:
        return None
    for span in cells[post_at + 1 :]:
        name = _name(source, span)
        if name is not None:
            return Signature(name, post)
    return None


def _trimmed(source: Source, first: int, last: int) -> Span:
    text = source.clean[first:last]
    return first + len(text) - len(text.lstrip()), last - (len(text) - len(text.rstrip()))


def _name(source: Source, span: Span) -> Span | None:
    parts = source.clean[span[0] : span[1]].split()
    if len(parts) not in _NAME_WORDS or not all(
        part.isalpha() and part[0].isupper() for part in parts
    ):
        return None
    family = source.low[span[0] : span[1]].split()[0]
    return span if family in words("people", "families") else None
