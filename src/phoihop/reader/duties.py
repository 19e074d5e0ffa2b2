"""Tasks: who is asked to do what, by when, in conclusions, plans, letters and reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from phoihop.reader.actors import before_verb, bodies, is_list, of_heading, verb
from phoihop.reader.clauses import cut, named_at, product_of
from phoihop.reader.dues import Base, find_due, time_alone
from phoihop.reader.facts import Named, Task
from phoihop.reader.lead_ins import ASSIGNS, actors_above, asked_above
from phoihop.reader.listed import columns_of, is_label, labelled, row_task
from phoihop.reader.normal import Source
from phoihop.reader.outline import PLAIN, Outline
from phoihop.reader.segment import Layout

Span = tuple[int, int]
_SIGNS: Final = ("giao ", "yêu cầu ", "đề nghị ", "phân công ", "lưu ý ")
# "Chậm nhất ngày 31/5, UBND xã gửi phương án": asked by the last day it names.
_DEADLINES: Final = ("chậm nhất", "trước ngày")
# "Đồng thời, | tổng hợp kết quả": the body asked before has this to do, too.
_MORE: Final = re.compile(r"(?:đồng thời|bên cạnh đó|cùng với đó|ngoài ra),? (?!cần|phải|việc|các)")
_MEETING: Final = ("giao ban ", "Giao ban ")
_GIVEN: Final = re.compile(
    r"(?<!bàn )(?<!chuyển )(?<!được )(?<!theo )(?<!có )(?<!các )(?<!những )(?<!và )"
    r"(?<!ý kiến )(?<!văn bản )(?<!\w)(?:giao(?!\s(?:dịch|thông|lưu|nhận|tiếp|thừa|đất))"
    r"(?:\snhiệm vụ|\strách nhiệm)?(?:\scho)?|yêu cầu|đề nghị"
    r"|phân công(?!\s(?:cán bộ|công chức|viên chức|nhân viên|người|lực lượng)(?!\w))|lưu ý)\s(?=\S)"
)
_DONE: Final = "đã "  # "đã yêu cầu các xã báo cáo": told of before; "đã yêu cầu các xã cần ..."
_MUST: Final = re.compile(r"(?:cần|phải|tiếp tục|khẩn trương|sớm)(?!\w)")
_NOT_ASKING: Final = re.compile(
    r"cử tri|(?<!đoàn )đại biểu|người dân|(?<!ủy ban )(?<!hội đồng )nhân dân|ý kiến|báo chí hỏi"
)
# "Tiếp thu ý kiến của cử tri, | Chủ tịch UBND huyện yêu cầu": an official asks after all.
_OFFICIAL: Final = re.compile(
    r", [^,;]*(?<!\w)(?:đồng chí|(?:phó )?(?:chủ tịch|bí thư|thủ tướng|chủ nhiệm|giám đốc"
    r"|trưởng ban)|(?:bộ|thứ) trưởng)(?!\w)"
)
# What a report proposes to others, below such a heading.
_PROPOSES: Final = re.compile(
    r"(?:những |một số |các )?(?:kiến nghị|đề xuất|đề nghị)(?! (?:của )?cử)"
)
# By such words a body is bound also outside the parts that give duties.
_BOUND: Final = re.compile(
    r"[^.;:\n]{3,120}? (?:chủ trì, phối hợp với|có trách nhiệm|chịu trách nhiệm)(?!\w)"
)
_AIMS: Final = re.compile(r"mục đích|^yêu cầu|mục tiêu|căn cứ")
# "đề nghị | trong quý III, Ban A tổ chức": when, and then who.
_WHEN: Final = re.compile(
    r"(?:trong|từ nay|ngay|thời gian tới|trước|đến|ngoài)(?!\w)[^,.;:\n]{0,60}, "
)
# "thực hiện các nội dung sau:": what is asked stands behind it.
_ANNOUNCED: Final = re.compile(
    r"(?:nội dung|nhiệm vụ|hoạt động|giải pháp|công việc|vấn đề|việc)[^.;:]{0,40} (?:sau|sau đây)"
    r"\s?:?$"
)
_OF_KINDS: Final = re.compile(
    r"\w các (?:bộ|sở|ban|ngành|phòng|cục|huyện|xã|phường|sở, ban|sở, ngành)$"
)
_LONGEST_KIND: Final = 20
# "trước ngày 5/3 (qua văn thư)": by which way, no part of what is asked
_IN_BRACKETS: Final = re.compile(r"\s?\((?:qua|thông qua|bằng|kèm|theo)\s[^()]*\)?")
_LEAD_IN: Final = re.compile(
    r"(?:trong quá trình|trên cơ sở|căn cứ|định kỳ|hằng|hàng|trước|chậm nhất|đồng thời"
    r"|ngoài ra|nếu|khi|để)(?!\w)"
)
_MODAL: Final = re.compile(
    r"(?:(?:trong )?thời gian tới,?\s+)?(?:(?:có|được giao) (?:trách nhiệm|nhiệm vụ)"
    r"(?: trong việc)?|cần|phải|thì)(?:\s+phải)?\s+|(?:trong )?thời gian tới,?\s+"
)
_TAIL: Final = ("cụ thể", "như sau", "bao gồm", "gồm", "sau đây")
_TAIL_MARKS: Final = frozenset(",.;:/")
_LONGEST_LEAD_IN: Final = 240
_SHORTEST: Final = 7  # letters of an action


@dataclass(frozen=True)
class _Manner:
    """How a paragraph is read.

    base: the day years are counted from. signs: where the text has a word that asks or gives.
    told: a news report, which tells afterwards what was asked.
    led: whom the line above a list asks. who: bodies carried from above.
    own: each clause belongs to them. direct: a body before a verb begins a task of its own.
    """

    base: Base
    signs: list[int]
    told: bool = False
    led: tuple[Named, ...] = ()
    who: tuple[Named, ...] = ()
    own: bool = False
    direct: bool = False


def tasks_of_paper(plan: Outline, base: Base, *, report: bool) -> Iterator[Task]:
    """Yield the tasks of an official document; of a report only what it asks of others."""
    rows: dict[str, int] = {}
    manner = _Manner(base, _signs(plan.source))
    at = 0
    while at < len(plan.paragraphs):
        paragraph = plan.paragraphs[at]
        if paragraph.cells:
            columns = columns_of(plan.source, paragraph)
            task = None if columns else row_task(plan.source, paragraph, rows, base)
            rows = columns or rows
            if task:
                yield task
        else:
            if paragraph.level == PLAIN:
                manner = replace(
                    manner, led=asked_above(plan.source, paragraph.text, paragraph.end)
                )
            listed = None if report else labelled(plan, at, base)
            if listed:
                yield listed
            else:
                yield from _of_paragraph(plan, at, manner, report=report)
        at += 1


def tasks_of_report(source: Source, layout: Layout, base: Base) -> Iterator[Task]:
    """Yield what someone is asked to do in a news report: "yêu cầu Phòng A rà soát ..."."""
    manner = _Manner(base, _signs(source), told=True)
    given = (match.start() for match in _asked(source, manner, 0, len(source.low)))
    asked = _sentences_at(layout, given)
    dated = _sentences_at(layout, _places(source.low, _DEADLINES))
    who: tuple[Named, ...] = ()
    for sentence in layout.sentences if asked or dated else ():
        more = _MORE.match(source.low, *sentence) if who else None
        if sentence in asked:
            tasks = list(_clauses(source, sentence, manner))
        elif more:
            tasks = list(_clauses(source, (more.end(), sentence[1]), replace(manner, who=who)))
        elif sentence in dated:
            every = _clauses(source, sentence, replace(manner, direct=True))
            tasks = [task for task in every if _is_to_come(task, base)]
        else:
            tasks = []
        who = tasks[-1].who if tasks else ()
        if tasks and layout.role_at(sentence[0]) == "body":
            yield from tasks


def _sentences_at(layout: Layout, places: Iterable[int]) -> set[Span]:
    """Return the sentences that hold one of the places."""
    return {sentence for at in places if (sentence := layout.sentence_at(at))}


def _is_to_come(task: Task, base: Base) -> bool:
    """Say whether a task has a last day that is not over on the day of the report."""
    day = task.due.date if task.due else None
    return day is not None and (base.day is None or day >= base.day)


def may_ask(source: Source) -> bool:
    """Say at little cost whether a news report may hold tasks."""
    return any(sign in source.low for sign in (*_SIGNS, *_DEADLINES))


def _of_paragraph(plan: Outline, at: int, manner: _Manner, *, report: bool) -> Iterator[Task]:
    paragraph = plan.paragraphs[at]
    source = plan.source
    above = [plan.low(each) for each in plan.above(at)]
    if any(_AIMS.search(low) for low in above):
        return
    plain = paragraph.level == PLAIN
    led = () if plain else manner.led
    span = (paragraph.text, paragraph.end)
    proposes = report and any(_PROPOSES.match(low) for low in above)
    if report and not proposes:
        yield from _clauses(source, span, replace(manner, who=led))
        return
    if paragraph.heading or is_label(source.low, paragraph.text):
        return
    assigned = proposes or any(ASSIGNS.search(low) for low in above)
    bound = _BOUND.match(source.low, *span)
    assigned = assigned or (bound is not None and _DONE not in bound.group())
    who = () if plain and not paragraph.direct else actors_above(plan, at)
    manner = replace(manner, who=who or led, own=bool(who), direct=assigned or not plain)
    yield from _clauses(source, span, manner)


def clause_actors(source: Source, start: int, end: int) -> tuple[Named, ...]:
    """Return the bodies with which a clause begins: "Phòng A: ...", "(Giao) Ban B chủ trì ..."."""
    given = _GIVEN.match(source.low, start, end)
    found = (
        before_verb(source, given.end(), end, small=True)
        if given
        else _prefixed(source, start, end) or before_verb(source, start, end)
    )
    return bodies(source, *found[0]) if found else ()


def _clauses(source: Source, span: Span, manner: _Manner) -> Iterator[Task]:
    """Yield the tasks of a paragraph; a clause that only says when belongs to the task before."""
    held: Task | None = None
    begun = span[0]
    for (start, end), task in _tasks(source, span, manner):
        if task is not None:
            if held is not None:
                yield held
            held, begun = task, start
        elif held is not None and held.due is None:
            due = time_alone(source, start, end, manner.base)
            seen = source.evidence(begun, end)
            held = replace(held, due=due, end=seen.end, text=seen.text) if due else held
    if held is not None:
        yield held


def _tasks(source: Source, span: Span, manner: _Manner) -> Iterator[tuple[Span, Task | None]]:
    who, direct = manner.who, manner.direct
    first = True
    for start, end in cut(source, *span):
        if is_label(source.low, start):
            continue
        found = _given(source, manner, start, end)
        if found is None and direct:
            found = (_prefixed(source, start, end) if first else None) or _led_in(
                source, start, end
            )
        first = False
        if found is not None:
            (who_start, who_end), action = found
            who, direct = bodies(source, who_start, who_end), True
            task = _task(source, who, (min(start, who_start), end), action, manner.base)
        elif who and (manner.own or _starts_with_verb(source, start, end, manner.base)):
            task = _task(source, who, (start, end), start, manner.base)
        else:
            who = ()
            yield (start, end), None
            continue
        yield (start, end), task
        if manner.own:
            who = manner.who or who


def _signs(source: Source) -> list[int]:
    """Return where a text has a word that asks or gives: the pattern is tried nowhere else."""
    found = _places(source.low, _SIGNS)
    # "giao ban" is a meeting, "giao Ban A" a request
    return [at for at in found if not source.clean.startswith(_MEETING, at)]


def _places(low: str, words: tuple[str, ...]) -> list[int]:
    """Return where one of a few words stands, in the order of the text."""
    places: list[int] = []
    for word in words:
        at = low.find(word)
        while at >= 0:
            places.append(at)
            at = low.find(word, at + 1)
    return sorted(places)


def _asked(source: Source, manner: _Manner, start: int, end: int) -> list[re.Match[str]]:
    """Return where "giao ...", "yêu cầu ..." stand."""
    signs = manner.signs[bisect_left(manner.signs, start) : bisect_left(manner.signs, end)]
    found = (_GIVEN.match(source.low, at, end) for at in signs)
    return [match for match in found if match]


def _given(source: Source, manner: _Manner, start: int, end: int) -> tuple[Span, int] | None:
    for match in _asked(source, manner, start, end):
        when = _WHEN.match(source.low, match.end(), end)
        begin = when.end() if when else match.end()
        found = before_verb(source, begin, end, small=True)
        if found is None or (
            source.low.endswith(_DONE, start, match.start())
            and not (manner.told and _MUST.match(source.low, found[1], end))
        ):
            continue
        if not _asked_by_others(source.low, start, match.start()):
            return found
    return None


def _asked_by_others(low: str, start: int, at: int) -> bool:
    """Say whether voters or delegates ask: what they want is given to nobody yet."""
    ends = [match.end() for match in _NOT_ASKING.finditer(low, start, at)]
    return bool(ends) and _OFFICIAL.search(low, ends[-1], at) is None


def _prefixed(source: Source, start: int, end: int) -> tuple[Span, int] | None:
    """ "Phòng Nội vụ: xây dựng ..."."""
    colon = source.clean.find(":", start, min(end, start + 160))
    if colon < 0:
        return None
    last = colon - (source.clean[colon - 1] == " ")
    span = of_heading(source, start, last)
    if span is None or not is_list(source, *span):
        return None
    action = colon + 1
    while action < end and source.clean[action].isspace():
        action += 1
    if action >= end or _goes_on(source, last, action):
        return None
    # "Thanh tra chuyên ngành: UBND các huyện làm đầu mối": before the colon stands a matter.
    return before_verb(source, action, end) or (span, action)


def _goes_on(source: Source, colon: int, action: int) -> bool:
    """ "Giám đốc các Sở: | Y tế, Nội vụ chịu trách nhiệm": whose names follow, not what they do."""
    kinds = _OF_KINDS.search(source.low, max(0, colon - _LONGEST_KIND), colon)
    does = verb().match(source.low, action)
    return kinds is not None and source.clean[action].isupper() and does is None


def _led_in(source: Source, start: int, end: int) -> tuple[Span, int] | None:
    """ "Các đơn vị báo cáo ...", "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị ..."."""
    if not _LEAD_IN.match(source.low, start, end):
        return before_verb(source, start, end)
    comma = source.low.find(", ", start, min(end, start + _LONGEST_LEAD_IN))
    while comma >= 0:
        found = before_verb(source, comma + 2, end)
        if found is not None:
            return found
        comma = source.low.find(", ", comma + 2, min(end, start + _LONGEST_LEAD_IN))
    return None


def _starts_with_verb(source: Source, start: int, end: int, base: Base) -> bool:
    found = find_due(source, start, end, base)
    if found is not None and found[1][0] == start:
        return True
    return bool(verb().match(source.low, start, end))


def _before_tail(low: str, first: int, end: int) -> int:
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


def _task(
    source: Source, who: tuple[Named, ...], span: Span, action: int, base: Base
) -> Task | None:
    """Build a task of the clause `span`, whose action begins at an offset."""
    start, end = span
    more = _MORE.match(source.low, action, end)
    action = more.end() if more else action
    modal = _MODAL.match(source.low, action, end)
    first = modal.end() if modal else action
    last_at = _before_tail(source.low, first, end)
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
