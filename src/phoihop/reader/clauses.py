"""Clauses of a sentence or paragraph, and what one of them says is to be made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.lexicon import strings
from phoihop.reader.normal import Source

Span = tuple[int, int]
_CLAUSE: Final = re.compile(
    # A mark first, so that the search leaps from mark to mark.
    r"[;.!?,](?:(?<=;)\s?|(?<=[.!?])(?=\s)"
    r"|(?<=,)\s(?=(?:đồng thời |và )?(?:giao |yêu cầu (?!công tác|nhiệm vụ|của |thực )"
    r"|đề nghị "
    r"|phân công (?!(?:cán bộ|công chức|viên chức|nhân viên|người|lực lượng)(?!\w)))))"
)


@cache
def _making() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, strings("duties", "products")), key=len, reverse=True))
    makers = "|".join(map(re.escape, strings("duties", "makers")))
    return re.compile(
        rf"(?<!\w)(?:{makers})\s(?:và\s\w+\s\w+\s)?(?:dự thảo\s|các\s"
        rf"|bản\s)?(?P<noun>{nouns})(?!\w)"
    )


def cut(source: Source, start: int, end: int) -> Iterator[Span]:
    first = start
    for match in _CLAUSE.finditer(source.low, start, end):
        mark = match.group()
        if mark[0] in ".!?":
            after = source.clean[match.end() : match.end() + 8].lstrip(' \n"“-–+')
            word = source.clean[max(first, match.start() - 3) : match.start()].split(" ")[-1]
            if not after[:1].isupper() or word in {"TP", "Tp", "tp", "TX", "đ/c", "Đ/c"}:
                continue
        last = match.start()
        if mark[0] == ";" and last > first and source.clean[last - 1].isspace():
            last -= 1
        if last > first:
            yield _inner(source, first, last)
        first = match.end()
    if first < end:
        yield _inner(source, first, end)


def _inner(source: Source, start: int, end: int) -> Span:
    """Leave out the marks and blanks around a clause."""
    while start < end and source.clean[start] in " \n\t,-–+*•":
        start += 1
    while end > start and source.clean[end - 1] in " \n\t.;,:/":
        end -= 1
    return start, end


def product_of(source: Source, start: int, end: int) -> Named | None:
    match = _making().search(source.low, start, end)
    return named_at(source, *match.span("noun")) if match else None


def named_at(source: Source, start: int, end: int) -> Named:
    return source.named(start, end)
