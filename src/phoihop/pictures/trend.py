"""The trend of an agency's two punctuality figures, by the period in which tasks were due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth, TruncQuarter
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from phoihop.agencies.models import Agency
from phoihop.pictures.figure import NARROW, Figure
from phoihop.tasks.figures import Rate, condition_of
from phoihop.tasks.holding import DEADLINES, held_on_due
from phoihop.tasks.models import Task
from phoihop.ui import drawing as draw
from phoihop.ui.drawing import Drawing

BY = {"quarter": (3, 8), "month": (1, 12)}  # months in a period, periods shown
_NARROW_PERIODS = 4
_ROMAN = ("I", "II", "III", "IV")
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 1060.0, 330.0, 60.0, 180.0, 30.0, 280.0


@dataclass(frozen=True)
class PeriodRates:
    """One period, its first and last day, and both rates of what was due in it."""

    name: str
    first: date
    last: date
    current: Rate
    by_first: Rate


def trend_of(agency: Agency, tasks: "QuerySet[Task]", on: date, by: str) -> list[PeriodRates]:
    """The last periods up to today, oldest first; a delay counts for who held the task then.

    tasks: those the reader may see; two queries. by: "quarter" or "month".
    """
    months, count = BY[by]
    starts = [_start(on, months, back) for back in range(count - 1, -1, -1)]
    ends = [*starts[1:], _after(starts[-1], months)]
    found = {name: _rates(agency, tasks, on, name, by, starts[0], ends[-1]) for name in DEADLINES}
    return [
        PeriodRates(
            _name(start, by),
            start,
            end - timedelta(days=1),
            found["current"].get(start, Rate(0, 0)),
            found["first"].get(start, Rate(0, 0)),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _rates(  # noqa: PLR0913, PLR0917 -- one query by seven facts
    agency: Agency,
    tasks: "QuerySet[Task]",
    on: date,
    deadline: str,
    by: str,
    start: date,
    end: date,
) -> dict[date, Rate]:
    column = DEADLINES[deadline]
    truncated = (TruncQuarter if by == "quarter" else TruncMonth)(column)
    rows = (
        tasks.filter(
            held_on_due(agency, deadline),
            condition_of(deadline, on),
            **{f"{column}__gte": start, f"{column}__lt": end},
        )
        .order_by()
        .annotate(period=truncated)
        .values("period")
        .annotate(of=Count("pk"), met=Count("pk", filter=condition_of(f"{deadline}_met", on)))
    )
    return {row["period"]: Rate(row["met"], row["of"]) for row in rows}


def _start(on: date, months: int, back: int) -> date:
    """The first day of the period that many before the one of `on`."""
    index = (on.year * 12 + on.month - 1) // months - back
    return date(index * months // 12, index * months % 12 + 1, 1)


def _after(start: date, months: int) -> date:
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _name(start: date, by: str) -> str:
    if by == "quarter":
        return f"{_ROMAN[(start.month - 1) // 3]}/{start.year}"
    return f"{start.month:02}/{start.year}"


def trend_figure(agency: Agency, tasks: "QuerySet[Task]", on: date, by: str) -> Figure | None:
    """The two lines of an agency; None where nothing was due in all these periods."""
    periods = trend_of(agency, tasks, on, by)
    if not any(one.current.of or one.by_first.of for one in periods):
        return None
    note = _("Of the tasks due in each period: confirmed in time, of those confirmed or overdue.")
    data = {"periods": periods, "agency": agency, "by": by}
    narrow = _drawn(periods[-_NARROW_PERIODS:], NARROW)
    table = "pictures/_trend_table.html"
    return Figure("trend", _finding(periods), note, _drawn(periods), narrow, table, data)


def _finding(periods: list[PeriodRates]) -> str:
    """Up, down or level between the first and last period with a rate; the gap of the two rates."""
    rated = [one for one in periods if one.current.value is not None]
    if not rated:
        return _("Nothing was due by the current due date in these periods")
    first, last = rated[0].current.value, rated[-1].current.value
    if first is None or last is None:  # filtered above; said for the type
        return ""
    values = {"last": _figure(last), "period": rated[-1].name, "first": _figure(first)}
    if len(rated) == 1:
        words = _("On time in %(period)s: %(last)s %%") % values
    elif last > first:
        words = _("On time rises from %(first)s %% to %(last)s %% in %(period)s") % values
    elif last < first:
        words = _("On time falls from %(first)s %% to %(last)s %% in %(period)s") % values
    else:
        words = _("On time stays at %(last)s %% in %(period)s") % values
    by_first = rated[-1].by_first.value
    if by_first is None or by_first == last:
        return words
    return _("%(words)s; by the first due date %(value)s %%") % {
        "words": words,
        "value": _figure(by_first),
    }


def _figure(value: object) -> str:
    """75,0 as offices write it."""
    return str(value).replace(".", ",")


def _drawn(periods: list[PeriodRates], width: float = _WIDTH) -> Drawing:
    """The two lines; below the picture's full width the key stands under it."""
    height = _HEIGHT if width >= _WIDTH else _HEIGHT + 50
    return draw.drawing(width, height, _shapes(periods, width))


def _shapes(periods: list[PeriodRates], width: float) -> Iterator[SafeString]:
    is_wide = width >= _WIDTH
    right = width - (_RIGHT if is_wide else 8)
    for value in range(0, 101, 20):
        css = "axis" if value == 0 else "grid"
        yield draw.line(_LEFT - 8, _y_of(value), right, _y_of(value), css)
        yield draw.text(_LEFT - 16, _y_of(value) + 5, f"{value} %", "", "end")
    margin = 10 if is_wide else 26
    step = (right - _LEFT - 2 * margin) / max(1, len(periods) - 1)
    places = [_LEFT + margin + step * at for at in range(len(periods))]
    for x, one in zip(places, periods, strict=True):
        yield draw.text(x, 306, one.name, "", "middle")
    for css, rates in (
        ("2", [one.current for one in periods]),
        ("1", [one.by_first for one in periods]),
    ):
        points = [
            (x, _y_of(float(rate.value)), rate)
            for x, rate in zip(places, rates, strict=True)
            if rate.value is not None
        ]
        yield draw.polyline([(x, y) for x, y, _rate in points], f"s{css}")
        yield from _points(points, css)
    x, y = (right + 14, 60.0) if is_wide else (_LEFT, 326.0)
    yield draw.rect(x, y, 10, 10, "d2")
    yield draw.text(x + 18, y + 10, _("by the current due date"), "l2")
    yield draw.circle(x + 5, y + 33, 5.5, "d1")
    yield draw.text(x + 18, y + 38, _("by the first due date"), "l1")


def _y_of(value: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / 100


def _points(points: list[tuple[float, float, Rate]], css: str) -> Iterator[SafeString]:
    """Squares with their values above, discs with theirs below."""
    for x, y, rate in points:
        if css == "2":
            yield draw.rect(x - 5, y - 5, 10, 10, "d2")
            yield draw.text(x, y - 11, _figure(rate.value), "l2", "middle")
        else:
            yield draw.circle(x, y, 5.5, "d1")
            yield draw.text(x, y + 22, _figure(rate.value), "l1", "middle")
