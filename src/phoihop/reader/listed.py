"""Tasks told in rows of a table or in labelled lines: "Chủ trì: ...", "Thời gian: ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from phoihop.reader.actors import bodies
from phoihop.reader.clauses import cut, named_at, product_of
from phoihop.reader.dues import Base, bare_due
from phoihop.reader.facts import Due, Task
from phoihop.reader.normal import Source
from phoihop.reader.outline import Outline, Paragraph

Span = tuple[int, int]
_WHO_LABEL: Final = re.compile(
    r"(?:(?:đơn vị|cơ quan|bộ phận|người|phòng|ban)\s(?:chủ trì|thực hiện"
    r"|phụ trách)(?:\s(?:thực hiện|tham mưu))?"
    r"|chủ trì(?: thực hiện)?|phân công(?: thực hiện)?|phụ trách)\s?:\s*"
)
_DUE_LABEL: Final = re.compile(
    r"(?:(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành| dự kiến| tổ chức)*"
    r"|hoàn thành)\s?:\s*"
)
_PRODUCT_LABEL: Final = re.compile(
    r"(?:sản phẩm|kết quả|kết quả đầu ra)(?: đầu ra| dự kiến)?\s?:\s*"
)
_OTHER_LABEL: Final = re.compile(
    r"(?:(?:đơn vị|cơ quan|bộ phận) phối hợp|phối hợp(?: thực hiện)?|thành phần(?: tham dự)?"
    r"|địa điểm|kinh phí|đối tượng"
    r"|số lượng|nội dung|hình thức)\s?:"
)
_LABEL: Final = re.compile(
    "|".join(label.pattern for label in (_WHO_LABEL, _DUE_LABEL, _PRODUCT_LABEL, _OTHER_LABEL))
)
_COLUMNS: Final = (
    ("due", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành")),
    ("skip", re.compile(r"phối hợp|ghi chú|^s?tt$|kinh phí|lãnh đạo chỉ đạo")),
    ("product", re.compile(r"sản phẩm|kết quả")),
    ("who", re.compile(r"chủ trì|thực hiện|phụ trách|phân công|đơn vị|cơ quan")),
    ("what", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên việc")),
)
_NUMBERED: Final = 8  # levels up to points; indents below them may be labels
_WIDEST_TITLE: Final = 40  # letters of a column's title


@dataclass(frozen=True)
class _Told:
    """Where a listed task tells what, who, when and what is made."""

    what: Span
    who: Span
    when: Span | None
    made: Span | None


def is_label(low: str, start: int) -> bool:
    """Say whether one of the labels stands at an offset."""
    return _LABEL.match(low, start) is not None


def labelled(plan: Outline, at: int, base: Base) -> Task | None:
    """Return the task of a numbered paragraph with "Chủ trì: ..." in it or in the lines below."""
    head = plan.paragraphs[at]
    if head.level > _NUMBERED:
        return None
    source = plan.source
    pieces = list(cut(source, head.text, head.end))
    step = at + 1
    while step < len(plan.paragraphs) and plan.paragraphs[step].level > _NUMBERED:
        below = plan.paragraphs[step]
        if not below.cells:
            pieces += cut(source, below.text, below.end)
        step += 1
    who = _labelled_span(source, pieces[1:], _WHO_LABEL)
    if who is None or is_label(source.low, pieces[0][0]):
        return None
    when = _labelled_span(source, pieces[1:], _DUE_LABEL)
    made = _labelled_span(source, pieces[1:], _PRODUCT_LABEL)
    return _assembled(source, _Told(pieces[0], who, when, made), base)


def _labelled_span(source: Source, pieces: list[Span], label: re.Pattern[str]) -> Span | None:
    for start, end in pieces:
        match = label.match(source.low, start, end)
        if match and match.end() < end:
            return match.end(), end
    return None


def _assembled(source: Source, told: _Told, base: Base) -> Task:
    due: Due | None = None
    if told.when:
        due = bare_due(source, *told.when, base)
        if due is None:
            seen = source.evidence(*told.when)
            due = Due(seen.start, seen.end, seen.text, None, None)
    product = named_at(source, *told.made) if told.made else product_of(source, *told.what)
    seen = source.evidence(*told.what)
    actors = bodies(source, *told.who)
    return Task(seen.start, seen.end, seen.text, actors, named_at(source, *told.what), due, product)


def columns_of(source: Source, row: Paragraph) -> dict[str, int]:
    """Return which column tells what, for a row that is the head of a table of tasks."""
    found: dict[str, int] = {}
    for at, (start, end) in enumerate(row.cells):
        low = source.low[start:end]
        if end - start > _WIDEST_TITLE or any(mark.isdigit() for mark in low):
            return {}
        kind = next((name for name, words in _COLUMNS if words.search(low)), "skip")
        if kind != "skip":
            found.setdefault(kind, at)
    found["cells"] = len(row.cells)
    return found if {"what", "who"} <= found.keys() else {}


def row_task(source: Source, row: Paragraph, columns: dict[str, int], base: Base) -> Task | None:
    if not columns or columns["cells"] != len(row.cells):
        return None
    cells = {name: row.cells[at] for name, at in columns.items() if name != "cells"}
    told = _Told(cells["what"], cells["who"], cells.get("due"), cells.get("product"))
    return _assembled(source, told, base)
