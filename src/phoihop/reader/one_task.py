"""One task of a clause: who, what, by when and what is to be made of it."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.clauses import named_at, product_of
from phoihop.reader.dues import Base, find_due
from phoihop.reader.facts import Named, Task
from phoihop.reader.normal import Source

Span = tuple[int, int]
# "Đồng thời, | tổng hợp kết quả": the body asked before has this to do, too.
# Not "Ngoài ra, | tuyên truyền còn hạn chế", "huy động được 5 tỷ đồng": how it was done so far.
MORE: Final = re.compile(
    r"(?:đồng thời|bên cạnh đó|cùng với đó|ngoài ra),? (?!cần|phải|việc|các)(?!\S+ \S+ được )"
    r"(?!(?:\S+ ){2,7}?(?:còn|đã|vẫn|bị|chưa (?:chặt|tốt|cao|kịp|đều|đồng|sâu|rõ|đúng|nghiêm|hiệu))"
    r"(?!\w))"
)
# "thực hiện các nội dung sau:": what is asked stands behind it.
_ANNOUNCED: Final = re.compile(
    r"(?:nội dung|nhiệm vụ|hoạt động|giải pháp|công việc|vấn đề|việc)[^.;:]{0,40} (?:sau|sau đây)"
    r"\s?:?$"
)
# "trước ngày 5/3 (qua văn thư)": by which way, no part of what is asked
_IN_BRACKETS: Final = re.compile(r"\s?\((?:qua|thông qua|bằng|kèm|theo)\s[^()]*\)?")
_MODAL: Final = re.compile(
    r"(?:(?:trong )?thời gian tới,?\s+)?(?:(?:có|được giao) (?:trách nhiệm|nhiệm vụ)"
    r"(?: trong việc)?|cần|phải|thì)(?:\s+phải)?\s+|(?:trong )?thời gian tới,?\s+"
)
_TAIL: Final = ("cụ thể", "như sau", "bao gồm", "gồm", "sau đây")
_TAIL_MARKS: Final = frozenset(",.;:/")
_SHORTEST: Final = 7  # letters of an action


def before_tail(low: str, first: int, end: int) -> int:
    """Return where marks and words as "cụ thể như sau" begin with which low[first:end] ends."""
    last = end
    while last > first:
        word = next((each for each in _TAIL if low.endswith(each, first, last)), "")
        if word:
            last -= len(word)
        elif low[last - 1].isspace() or low[last - 1] in _TAIL_MARKS:
            last -= 1
        else:
            break
    return last


def task_of(
    source: Source, who: tuple[Named, ...], span: Span, action: int, base: Base
) -> Task | None:
    """Build a task of the clause `span`, whose action begins at an offset."""
    start, end = span
    more = MORE.match(source.low, action, end)
    action = more.end() if more else action
    modal = _MODAL.match(source.low, action, end)
    first = modal.end() if modal else action
    last_at = before_tail(source.low, first, end)
    found = find_due(source, start, end, base)
    due = None
    if found is not None:
        due, (due_start, due_end) = found
        if due_start <= first and due_end > first:
            first = due_end
            while first < last_at and source.clean[first] in " ,\n":
                first += 1
            modal = _MODAL.match(source.low, first, end)
            first = modal.end() if modal else first
        elif last_at - due_end <= 1 or _IN_BRACKETS.fullmatch(source.low, due_end, last_at):
            last_at = due_start
    while last_at > first and source.clean[last_at - 1] in " ,\n(":
        last_at -= 1
    if last_at - first < _SHORTEST or _ANNOUNCED.search(source.low, first, end):
        return None
    what = named_at(source, first, last_at)
    seen = source.evidence(start, end)
    return Task(seen.start, seen.end, seen.text, who, what, due, product_of(source, first, last_at))
