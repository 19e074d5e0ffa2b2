"""The timeline of directives: each paper a line, each review a sign; shape as well as colour."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.documents.milestone_querysets import MilestoneQuerySet
from phoihop.documents.milestone_states import Standing, standing_of
from phoihop.documents.models import Document, Milestone
from phoihop.tasks.models import TaskMilestone
from phoihop.ui import drawing as draw
from phoihop.ui.drawing import Drawing

MOST_PAPERS = 40
_LEFT, _RIGHT, _WIDE, _ROW, _TOP = 236.0, 16.0, 1200.0, 46.0, 30.0
_NARROW, _MARGIN, _NARROW_ROW, _NARROW_TOP = 296.0, 8.0, 62.0, 26.0
_AROUND = 3  # years before and after this one on a phone


@dataclass(frozen=True)
class Point:
    """A review on the line of its paper."""

    milestone: Milestone
    standing: Standing

    @property
    def letter(self) -> str:
        """What stands in the sign: years since issue, or nothing for a day of the office's own."""
        return str(self.milestone.years or "•")


@dataclass(frozen=True)
class PaperLine:
    """One paper with its reviews in order."""

    document: Document
    points: list[Point]


@dataclass(frozen=True)
class Timeline:
    """The picture, wide and for a phone, with what it shows."""

    title: str
    lines: list[PaperLine]
    wide: Drawing
    narrow: Drawing
    left_out: int


def timeline_of(chosen: MilestoneQuerySet, on: date) -> Timeline | None:
    """The papers of these milestones with all their reviews, at most 40; None without any.

    Four queries, however many. The papers of the earliest milestones stand first.
    """
    keys = list(
        dict.fromkeys(chosen.order_by("current_on", "pk").values_list("document", flat=True))
    )
    shown, left_out = keys[:MOST_PAPERS], len(keys[MOST_PAPERS:])
    if not shown:
        return None
    papers = Document.objects.filter(pk__in=shown).defer("text", "words").in_bulk()
    rows = Milestone.objects.live().filter(document__in=shown).order_by("current_on", "pk")
    given = set(
        TaskMilestone.objects.filter(
            milestone__document__in=shown, task__withdrawn_on=None
        ).values_list("milestone", flat=True)
    )
    points: defaultdict[int, list[Point]] = defaultdict(list)
    for one in rows:
        points[one.document_id].append(Point(one, standing_of(one, on, has_task=one.pk in given)))
    lines = [PaperLine(papers[key], points[key]) for key in shown]
    lines.sort(key=lambda one: (one.document.issued_on or date.min, one.document.pk))
    return Timeline(_finding(lines, on), lines, _wide(lines, on), _narrow(lines, on), left_out)


def _finding(lines: Sequence[PaperLine], on: date) -> str:
    """The title: how many papers, what is overdue, what this year still asks for."""
    standings = [point.standing for one in lines for point in one.points]
    late = sum(one.shape == "late" for one in standings)
    waiting = sum(one.shape == "plan" and one.key == "none" for one in standings)
    papers = ngettext("%(n)d document", "%(n)d documents", len(lines)) % {"n": len(lines)}
    overdue = (
        ngettext("%(n)d review overdue", "%(n)d reviews overdue", late) % {"n": late}
        if late
        else _("no review overdue")
    )
    if not waiting:
        return _("%(papers)s: %(overdue)s") % {"papers": papers, "overdue": overdue}
    open_words = ngettext(
        "%(n)d of %(year)d not assigned", "%(n)d of %(year)d not assigned", waiting
    ) % {"n": waiting, "year": on.year}
    return _("%(papers)s: %(overdue)s, %(open)s") % {
        "papers": papers,
        "overdue": overdue,
        "open": open_words,
    }


def _wide(lines: Sequence[PaperLine], on: date) -> Drawing:
    days = [point.milestone.current_on for one in lines for point in one.points]
    days += [one.document.issued_on for one in lines if one.document.issued_on]
    first, last = min([*days, on]).year, max([*days, on]).year + 1
    height = _TOP + _ROW * len(lines) + 26

    def x_of(day: date) -> float:
        return _LEFT + (_WIDE - _LEFT - _RIGHT) * (_in_years(day) - first) / (last - first)

    def shapes() -> Iterator[SafeString]:
        bottom = height - 26
        for year in range(first, last + 1, max(1, round((last - first) / 12))):
            at = x_of(date(year, 1, 1))
            yield draw.line(at, _TOP, at, bottom, "grid")
            yield draw.text(at, 22, year, anchor="middle")
        left, right = x_of(date(on.year, 1, 1)), x_of(date(on.year, 12, 31))
        yield draw.rect(left, _TOP, right - left, bottom - _TOP, "now-band")
        yield draw.text((left + right) / 2, height - 8, _("this year"), "t-strong", "middle")
        for row, one in enumerate(lines):
            y = _TOP + _ROW * row + 30
            yield draw.text(0, y - 3, draw.shortened(one.document.name, _LEFT - 16), "t-strong")
            yield draw.text(0, y + 15, draw.shortened(one.document.subject, _LEFT - 16))
            yield from _row(one, x_of, y)

    return draw.drawing(_WIDE, height, shapes())


def _narrow(lines: Sequence[PaperLine], on: date) -> Drawing:
    first, last = on.year - _AROUND, on.year + _AROUND + 1
    height = _NARROW_TOP + _NARROW_ROW * len(lines) + 12
    step = (_NARROW - 2 * _MARGIN) / (last - first)

    def x_of(day: date) -> float:
        return _MARGIN + step * (min(max(_in_years(day), first), last) - first)

    def shapes() -> Iterator[SafeString]:
        yield draw.rect(x_of(date(on.year, 1, 1)), _NARROW_TOP, step, height - 28, "now-band")
        for year in range(first, last):
            at = x_of(date(year, 1, 1))
            yield draw.line(at, _NARROW_TOP, at, height - 2, "grid")
            css = "t-strong" if year == on.year else ""
            yield draw.text(at + step / 2, 18, year, css, "middle")
        for row, one in enumerate(lines):
            y = _NARROW_TOP + _NARROW_ROW * row + 44
            name = f"{one.document.name} {one.document.subject}"
            yield draw.text(_MARGIN, y - 22, draw.shortened(name, _NARROW - 2 * _MARGIN))
            inside = [p for p in one.points if first <= p.milestone.current_on.year < last]
            yield from _row(PaperLine(one.document, inside), x_of, y, (first, last))

    return draw.drawing(_NARROW, height, shapes())


def _row(
    one: PaperLine, x_of: Callable[[date], float], y: float, years: tuple[int, int] | None = None
) -> Iterator[SafeString]:
    """The line of a paper: from its issue to its last review, with a sign for each."""
    issued = one.document.issued_on
    days = [point.milestone.current_on for point in one.points] + ([issued] if issued else [])
    if days:
        yield draw.line(x_of(min(days)), y, x_of(max(days)), y, "axis")
    if issued and (years is None or years[0] <= issued.year < years[1]):
        yield draw.rect(x_of(issued) - 4, y - 8, 8, 16, "m-start")
    for point in one.points:
        yield from _sign(point, x_of(point.milestone.current_on), y)


def _sign(point: Point, x: float, y: float) -> Iterator[SafeString]:
    shape = point.standing.shape
    if shape == "late":
        yield draw.octagon(x, y, "m-late")
    elif shape == "plan":
        yield draw.rect(x - 11, y - 11, 22, 22, "m-plan")
    else:
        css = {"done": "m-done", "donelate": "m-donelate"}.get(shape, "m-later")
        yield draw.circle(x, y, 11, css)
    css = {"done": "m-t-d", "late": "m-t-x"}.get(shape, "")
    yield draw.text(x, y + 5, point.letter, f"t-strong {css}".strip(), "middle")


def _in_years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366
