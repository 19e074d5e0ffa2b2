"""The week of the office, by hand."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.milestones import stand
from bench.plain.rows import rows_of
from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency, OfficeYear
from phoihop.calendars.week_models import WeekEntry
from phoihop.documents.models import Milestone
from phoihop.periods import holidays_of
from phoihop.tasks.models import Task, TaskCoordination

_SHOWN = 50
_OTHERS = 100
_SATURDAY = 5
_DAYS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")
_PARTS = ("Cả ngày", "Sáng", "Chiều")


def week(request: HttpRequest) -> HttpResponse:
    """This week's lines by day, and what falls due beside them."""
    user = cast(User, request.user)
    agency = cast(Agency, user.acting_agency)
    on = timezone.localdate()
    monday = on - timedelta(days=on.weekday())
    sunday = monday + timedelta(days=6)
    lines = WeekEntry.objects.filter(day__gte=monday, day__lte=sunday)
    entries = list(lines.filter(agency=agency).select_related("chair"))
    tasks = rows_of(_tasks(agency, monday, sunday), on)
    context = {
        "agency": agency,
        "number": monday.isocalendar().week,
        "key": _key(monday),
        "before_key": _key(monday - timedelta(days=7)),
        "before_number": (monday - timedelta(days=7)).isocalendar().week,
        "after_key": _key(monday + timedelta(days=7)),
        "after_number": (monday + timedelta(days=7)).isocalendar().week,
        "monday": f"{monday:%d/%m/%Y}",
        "sunday": f"{sunday:%d/%m/%Y}",
        "days": _days(entries, monday, on),
        "count": sum(entry.removed_at is None for entry in entries),
        "tasks": tasks[:_SHOWN],
        "has_more": len(tasks) > _SHOWN,
        "milestones": _milestones(agency, monday, sunday, on),
        "removed": [entry for entry in entries if entry.removed_at],
        "others": _others(lines, agency) if user.has_role(Role.INSPECTOR) else [],
        "keeps": user.has_perm("calendars.keep_week"),
    }
    return render(request, "plain/week.html", context)


def _key(monday: date) -> str:
    at = monday.isocalendar()
    return f"{at.year}-W{at.week:02}"


def _days(entries: list[WeekEntry], monday: date, on: date) -> list[dict[str, Any]]:
    days = [monday + timedelta(days=n) for n in range(7)]
    off, worked = _exceptions({days[0].year, days[-1].year})
    of_day: defaultdict[date, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        if entry.removed_at is None:
            of_day[entry.day].append(
                {
                    "entry": entry,
                    "part": _PARTS[entry.part],
                    "hours": _hours(entry),
                    "chair": entry.chair.full_name if entry.chair else entry.chair_words,
                }
            )
    return [
        {
            "iso": day.isoformat(),
            "day": f"{day:%d/%m/%Y}",
            "number": day.day,
            "name": _DAYS[day.weekday()],
            "is_today": day == on,
            "is_off": day not in worked and (day.weekday() >= _SATURDAY or day in off),
            "entries": of_day[day],
        }
        for day in days
    ]


def _hours(entry: WeekEntry) -> str:
    begin = f"{entry.starts_at:%H:%M}" if entry.starts_at else ""
    return f"{begin}–{entry.ends_at:%H:%M}" if entry.ends_at else begin


def _exceptions(years: set[int]) -> tuple[set[date], set[date]]:
    """Days off, and weekend days that are worked: the office's own, else those of the law."""
    off: set[date] = set()
    worked: set[date] = set()
    known: set[int] = set()
    rows = OfficeYear.objects.filter(confirmed_at__isnull=False, year__in=years)
    for year, on, kind in rows.values_list("year", "days__on", "days__kind"):
        known.add(year)
        if on is not None:
            (worked if kind == "swapped_in" else off).add(on)
    for year in years - known:
        for day in holidays_of(year):
            (worked if day.kind == "swapped_in" else off).add(day.on)
    return off, worked


def _tasks(agency: Agency, monday: date, sunday: date) -> Any:
    helps = TaskCoordination.objects.filter(task=OuterRef("pk"), agency=agency)
    return (
        Task.objects.filter(
            Q(lead_agency=agency) | Q(assigner=agency) | Exists(helps),
            due_sort__gte=monday,
            due_sort__lte=sunday,
            withdrawn_on=None,
        )
        .select_related("lead_agency")
        .order_by("due_sort", "pk")[: _SHOWN + 1]
    )


def _milestones(agency: Agency, monday: date, sunday: date, on: date) -> list[dict[str, Any]]:
    rows = Milestone.objects.filter(
        document__owner=agency, dropped_at=None, current_on__gte=monday, current_on__lte=sunday
    )
    rows = rows.select_related("document").order_by("current_on", "pk")[:_SHOWN]
    return [stand(row, on) for row in rows]


def _others(lines: Any, agency: Agency) -> Any:
    standing = lines.filter(removed_at=None).order_by().values("agency")
    found = Agency.objects.filter(pk__in=standing).exclude(pk=agency.pk)
    return found.order_by("name", "pk")[:_OTHERS]
