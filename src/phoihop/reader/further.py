"""Tasks, content items, figures and sections of a text, put together for each kind of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from phoihop.reader.dues import Base
from phoihop.reader.duties import tasks_of_paper, tasks_of_report
from phoihop.reader.facts import Event, Figure, Header, Item, Section, Task
from phoihop.reader.head_words import JOINT_LETTERS
from phoihop.reader.items import find_items
from phoihop.reader.outline import LEVELS, Outline, outline
from phoihop.reader.posted import posting_date
from phoihop.reader.quantities import Told, find_figures, periods
from phoihop.reader.requests import signs_in
from phoihop.reader.sections import sections_of_paper, sections_of_report
from phoihop.reader.segment import Layout
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import lower

_RULES: Final = frozenset({"QC", "QyĐ", "L", "PL"})
_PROGRAMMES: Final = frozenset({"CTr", "CTHĐ"})
_WITH_PERIODS: Final = frozenset({"BC", "KH"})
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class Further:
    """What a text tells beside people, documents, the event and agreements."""

    tasks: tuple[Task, ...] = ()
    items: tuple[Item, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()


def further_of_report(tokens: Tokens, layout: Layout, event: Event | None) -> Further:
    """Return the further facts of a news report."""
    source, signs = tokens.source, signs_in(tokens)
    day = event.date.date if event and event.date else None
    tasks: tuple[Task, ...] = ()
    if signs.asking or signs.due:
        base = Base(day or posting_date(source, layout))
        tasks = tuple(tasks_of_report(source, layout, signs, base))
    figures = tuple(find_figures(source, layout.sentences, year=int(day[:4]) if day else None))
    return Further(tasks, (), figures, tuple(sections_of_report(source, layout)))


def further_of_paper(tokens: Tokens, header: Header) -> Further:
    """Return the further facts of an official document."""
    source = tokens.source
    plan = outline(source, header)
    subject = lower(header.subject.name) if header.subject else ""
    years = {int(year) for year in _YEAR.findall(subject)}
    day = header.date.date if header.date else None
    base = Base(day, years.pop() if len(years) == 1 else None)
    year = base.year or (int(day[:4]) if day else None)
    chapters = any(each.level == LEVELS["chapter"] for each in plan.paragraphs)
    rules = header.kind in _RULES or chapters
    joint = "phối hợp" in subject or JOINT_LETTERS.match("".join((header.symbol or "").split()))
    agreed = header.kind in _PROGRAMMES or (header.kind == "KH" and bool(joint))
    tasks = () if rules else tuple(tasks_of_paper(tokens, plan, base, report=header.kind == "BC"))
    items = tuple(find_items(plan)) if rules or agreed else ()
    told = tuple(_told(plan, header, subject, year))
    start = plan.paragraphs[0].start if plan.paragraphs else len(source.low)
    figures = tuple(find_figures(source, plan.sentences(), told, year, start))
    return Further(tasks, items, figures, tuple(sections_of_paper(plan)))


def _told(plan: Outline, header: Header, subject: str, year: int | None) -> list[Told]:
    """Return the periods of the subject and of the headings, from where on each goes."""
    if header.kind not in _WITH_PERIODS:
        return []
    found = [Told(0, period) for _, period in list(periods(subject, 0, len(subject), year))[:1]]
    for paragraph in plan.paragraphs:
        if paragraph.heading and paragraph.level <= LEVELS["roman"]:
            named = periods(plan.source.low, paragraph.text, paragraph.end, year)
            found += [Told(paragraph.start, period) for _, period in list(named)[:1]]
    return found
