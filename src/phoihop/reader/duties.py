"""Tasks: who is asked to do what, by when, in conclusions, plans, letters and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from phoihop.reader.actors import bodies, verb
from phoihop.reader.clauses import cut
from phoihop.reader.dues import Base, find_due, time_alone
from phoihop.reader.facts import Named, Task
from phoihop.reader.lead_ins import ASSIGNS, actors_above, asked_above
from phoihop.reader.listed import columns_of, is_label, labelled, row_task
from phoihop.reader.normal import Source
from phoihop.reader.one_task import MORE, task_of
from phoihop.reader.outline import PLAIN, Outline
from phoihop.reader.requests import (
    DONE,
    Signs,
    asked,
    asked_by_others,
    given,
    led_in,
    prefixed,
    signs_in,
)
from phoihop.reader.segment import Layout
from phoihop.reader.tokens import Tokens

Span = tuple[int, int]
_MUST: Final = re.compile(
    r"(?<!\w)(?:chậm nhất|phải|cần|có trách nhiệm|khẩn trương|(?:hoàn thành|xong) trước"
    r"|(?:báo cáo|gửi|trình|nộp)(?!\w)[^.;:\n]{0,60} trước ngày)(?!\w)"
)
# What a report proposes to others, below such a heading.
_PROPOSES: Final = re.compile(r"(?:những |một số |các )?(?:kiến nghị|đề xuất|đề nghị)")
# By such words a body is bound also outside the parts that give duties.
_BOUND: Final = re.compile(
    r"[^.;:\n]{3,120}? (?:chủ trì, phối hợp với|có trách nhiệm|chịu trách nhiệm)(?!\w)"
)
# "YÊU CẦU", not "Yêu cầu các chi bộ:"
_AIMS: Final = re.compile(r"mục đích|^yêu cầu(?: chung| cụ thể)?(?!\s*\w)|mục tiêu|căn cứ")


class _Manner(NamedTuple):
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


def tasks_of_paper(tokens: Tokens, plan: Outline, base: Base, *, report: bool) -> Iterator[Task]:
    """Yield the tasks of an official document; of a report only what it asks of others."""
    rows: dict[str, int] = {}
    manner = _Manner(base, signs_in(tokens).asking)
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
                manner = manner._replace(
                    led=asked_above(plan.source, paragraph.text, paragraph.end)
                )
            listed = None if report else labelled(plan, at, base)
            if listed:
                yield listed
            else:
                yield from _of_paragraph(plan, at, manner, report=report)
        at += 1


def tasks_of_report(source: Source, layout: Layout, signs: Signs, base: Base) -> Iterator[Task]:
    """Yield what someone is asked to do in a news report: "yêu cầu Phòng A rà soát ..."."""
    manner = _Manner(base, signs.asking, told=True)
    words = (match.start() for match in asked(source, signs.asking, 0, len(source.low)))
    asking = _sentences_at(layout, words)
    dated = _sentences_at(layout, signs.due)
    who: tuple[Named, ...] = ()
    for sentence in layout.sentences if asking or dated else ():
        more = MORE.match(source.low, *sentence) if who else None
        if sentence in asking:
            tasks = list(_clauses(source, sentence, manner))
        elif more:
            tasks = list(_clauses(source, (more.end(), sentence[1]), manner._replace(who=who)))
        elif sentence in dated:
            every = _clauses(source, sentence, manner._replace(direct=True))
            tasks = [task for task in every if _is_due(source, task, base)]
        else:
            tasks = []
        who = tasks[-1].who if tasks else ()
        if tasks and layout.role_at(sentence[0]) == "body":
            yield from tasks


def _sentences_at(layout: Layout, places: Iterable[int]) -> set[Span]:
    """Return the sentences that hold one of the places."""
    return {sentence for at in places if (sentence := layout.sentence_at(at))}


def _is_due(source: Source, task: Task, base: Base) -> bool:
    """Say whether a task must be done by a day that is not over on the day of the report.

    "Trước ngày 20/3, các xã tổ chức hội thi" only tells what is to come.
    """
    day = task.due.date if task.due else None
    if day is None or (base.day is not None and day < base.day):
        return False
    span = source.clean_offset(task.start), source.clean_offset(task.end)
    return _MUST.search(source.low, *span) is not None


def _of_paragraph(plan: Outline, at: int, manner: _Manner, *, report: bool) -> Iterator[Task]:
    paragraph = plan.paragraphs[at]
    source = plan.source
    above = [plan.low(each) for each in plan.above(at)]
    if any(_AIMS.search(low) for low in above):
        return
    plain = paragraph.level == PLAIN
    led = () if plain else manner.led
    span = (paragraph.text, paragraph.end)
    proposes = report and any(
        _PROPOSES.match(low) and not asked_by_others(low, 0, len(low)) for low in above
    )
    if report and not proposes:
        yield from _clauses(source, span, manner._replace(who=led))
        return
    if paragraph.heading or is_label(source.low, paragraph.text):
        return
    assigned = proposes or any(ASSIGNS.search(low) for low in above)
    bound = _BOUND.match(source.low, *span)
    assigned = assigned or (bound is not None and DONE not in bound.group())
    who = () if plain and not paragraph.direct else actors_above(plan, at)
    manner = manner._replace(who=who or led, own=bool(who), direct=assigned or not plain)
    yield from _clauses(source, span, manner)


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
        found = given(source, manner.signs, (start, end), told=manner.told)
        if found is None and direct:
            found = (prefixed(source, start, end) if first else None) or led_in(source, start, end)
        first = False
        if found is not None:
            (who_start, who_end), action = found
            who, direct = bodies(source, who_start, who_end), True
            task = task_of(source, who, (min(start, who_start), end), action, manner.base)
        elif who and (manner.own or _starts_with_verb(source, start, end, manner.base)):
            task = task_of(source, who, (start, end), start, manner.base)
        else:
            who = ()
            yield (start, end), None
            continue
        yield (start, end), task
        if manner.own:
            who = manner.who or who


def _starts_with_verb(source: Source, start: int, end: int, base: Base) -> bool:
    found = find_due(source, start, end, base)
    if found is not None and found[1][0] == start:
        return True
    return bool(verb().match(source.low, start, end))
