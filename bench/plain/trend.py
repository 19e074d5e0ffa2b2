"""How punctual an agency was in the last eight quarters, by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncQuarter

from bench.plain import shapes as draw
from bench.plain.rates import percent
from phoihop.agencies.models import Agency
from phoihop.tasks.models import TaskHolding

_QUARTERS = 8
_ON_A_PHONE = 4
_ROMAN = ("I", "II", "III", "IV")
_WIDE, _NARROW = 1060.0, 296.0


def trend(agency: Agency, on: date) -> dict[str, Any] | None:
    """Both rates of each quarter; a delay is of who held the task on its due day."""
    starts = [_start(on, back) for back in range(_QUARTERS - 1, -2, -1)]
    current = _rates(agency, "task__due_on", starts, on)
    first = _rates(agency, "task__first_due_on", starts, on)
    if not current and not first:
        return None
    periods = [
        {
            "name": f"{_ROMAN[(start.month - 1) // 3]}/{start.year}",
            "first": f"{start:%d/%m/%Y}",
            "last": f"{after - timedelta(days=1):%d/%m/%Y}",
            "current": _rate(*current.get(start, (0, 0))),
            "by_first": _rate(*first.get(start, (0, 0))),
        }
        for start, after in pairwise(starts)
    ]
    return {
        "title": f"{agency.name}: {_finding(periods)}",
        "periods": periods,
        "wide": draw.picture(_shapes(periods, _WIDE)),
        "narrow": draw.picture(_shapes(periods[-_ON_A_PHONE:], _NARROW)),
    }


def _start(on: date, back: int) -> date:
    index = (on.year * 12 + on.month - 1) // 3 - back
    return date(index * 3 // 12, index * 3 % 12 + 1, 1)


def _rates(agency: Agency, day: str, starts: list[date], on: date) -> dict[date, tuple[int, int]]:
    """{first day of the quarter: (in time, confirmed or overdue)}."""
    done = Q(task__done_on__isnull=False)
    rows = (
        TaskHolding.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=F(day)),
            done | Q(task__submitted_on=None, **{f"{day}__lt": on}),
            agency=agency,
            valid_from__lte=F(day),
            task__withdrawn_on=None,
            task__suspended_on=None,
            **{f"{day}__gte": starts[0], f"{day}__lt": starts[-1]},
        )
        .order_by()
        .values_list(TruncQuarter(day))
        .annotate(
            met=Count("task", filter=Q(task__done_on__lte=F(day)), distinct=True),
            of=Count("task", distinct=True),
        )
    )
    return {start: (met, of) for start, met, of in rows}


def _rate(met: int, of: int) -> dict[str, Any]:
    return {"met": met, "of": of, "words": percent(met, of), "value": 100 * met / of if of else 0}


def _finding(periods: list[dict[str, Any]]) -> str:
    rated = [one for one in periods if one["current"]["of"]]
    if not rated:
        return "Trong các kỳ này không có nhiệm vụ nào đến hạn theo hạn hiện tại"
    first, last, name = rated[0]["current"], rated[-1]["current"], rated[-1]["name"]
    if len(rated) == 1:
        words = f"Đúng hạn ở kỳ {name}: {last['words']} %"
    elif first["words"] == last["words"]:
        words = f"Đúng hạn giữ ở {last['words']} %, kỳ {name}"
    elif last["value"] > first["value"]:
        words = f"Đúng hạn tăng từ {first['words']} % lên {last['words']} % ở kỳ {name}"
    else:
        words = f"Đúng hạn giảm từ {first['words']} % còn {last['words']} % ở kỳ {name}"
    by_first = rated[-1]["by_first"]["words"]
    return (
        f"{words}; theo hạn đầu là {by_first} %" if by_first not in {"", last["words"]} else words
    )


def _shapes(periods: list[dict[str, Any]], width: float) -> Iterator[str]:
    is_wide = width == _WIDE
    right, margin = (width - 180, 10) if is_wide else (width - 8, 26)
    for value in range(0, 101, 20):
        y = 280 - 2.5 * value
        yield draw.line(52, y, right, y, "grid" if value else "axis")
        yield draw.text(44, y + 5, f"{value} %", "", "end")
    step = (right - 60 - 2 * margin) / max(1, len(periods) - 1)
    places = [60 + margin + step * at for at in range(len(periods))]
    for x, one in zip(places, periods, strict=True):
        yield draw.text(x, 306, one["name"], "", "middle")
    for css, name in (("2", "current"), ("1", "by_first")):
        points = [
            (x, 280 - 2.5 * float(one[name]["words"].replace(",", ".")), one[name]["words"])
            for x, one in zip(places, periods, strict=True)
            if one[name]["of"]
        ]
        yield draw.polyline([(x, y) for x, y, _words in points], f"s{css}")
        for x, y, words in points:
            if css == "2":
                yield draw.rect(x - 5, y - 5, 10, 10, "d2")
                yield draw.text(x, y - 11, words, "l2", "middle")
            else:
                yield draw.circle(x, y, 5.5, "d1")
                yield draw.text(x, y + 22, words, "l1", "middle")
    x, y = (right + 14, 60.0) if is_wide else (60.0, 326.0)
    yield draw.rect(x, y, 10, 10, "d2")
    yield draw.text(x + 18, y + 10, "theo hạn hiện tại", "l2")
    yield draw.circle(x + 5, y + 33, 5.5, "d1")
    yield draw.text(x + 18, y + 38, "theo hạn đầu", "l1")
