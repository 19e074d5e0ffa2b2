"""The pictures of an agency, by hand: how punctual, how much in each month, which reviews."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain import timeline, trend
from bench.plain.heatmap import Cell, heat_map, narrow_heat_map, step_of
from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Milestone
from phoihop.tasks.models import Task, TaskViewer

_MOST_AGENCIES = 30
_MOST_PROGRAMMES = 20
_SEEN = "Mọi cơ quan anh/chị được xem"


def pictures(request: HttpRequest) -> HttpResponse:
    """An inspector's load is everybody's, another's is of the tasks shown to the agency."""
    user = cast(User, request.user)
    agency = cast(Agency, user.acting_agency)
    on = timezone.localdate()
    tasks, programmes = Task.objects.all(), Agreement.objects.filter(hidden_at=None)
    if not user.has_role(Role.INSPECTOR):
        shown = TaskViewer.objects.filter(agency=agency, level__gte=TaskViewer.STATE)
        tasks = tasks.filter(pk__in=shown.values("task"))
        programmes = programmes.filter(viewers__agency=agency)
    due = Milestone.objects.filter(
        document__owner=agency,
        dropped_at=None,
        current_on__gte=date(on.year, 1, 1),
        current_on__lte=date(on.year, 12, 31),
    )
    signed = programmes.filter(signed_at__isnull=False).order_by("-signed_on", "-pk")
    context = {
        "agency": agency,
        "year": on.year,
        "trend": trend.trend(agency, on),
        "load": _load(tasks, on),
        "timeline": timeline.timeline(due, on),
        "programmes": signed[:_MOST_PROGRAMMES],
    }
    return render(request, "plain/pictures.html", context)


def _load(tasks: "QuerySet[Task]", on: date) -> dict[str, Any] | None:
    """Agencies × months of this year, the busiest agencies first."""
    late = Q(suspended_on=None, done_on=None, submitted_on=None, due_on__lt=on)
    counted = (
        tasks.filter(
            withdrawn_on=None, due_on__gte=date(on.year, 1, 1), due_on__lte=date(on.year, 12, 31)
        )
        .order_by()
        .annotate(month=ExtractMonth("due_on"))
        .values_list("lead_agency", "month")
        .annotate(n=Count("pk"), late=Count("pk", filter=late))
    )
    of_agency: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for agency, month, n, late_n in counted:
        of_agency[agency][month] = (n, late_n)
    if not of_agency:
        return None
    totals = {pk: sum(n for n, _late in months.values()) for pk, months in of_agency.items()}
    busiest = sorted(totals, key=lambda pk: (-totals[pk], pk))
    names = dict(Agency.objects.filter(pk__in=busiest[:_MOST_AGENCIES]).values_list("pk", "name"))
    days = [_days(on.year, month) for month in range(1, 13)]
    loads = [
        {
            "pk": pk,
            "name": names[pk],
            "total": totals[pk],
            "months": [
                {**day, "n": n, "late": late_n}
                for day in days
                for n, late_n in [of_agency[pk].get(day["month"], (0, 0))]
            ],
        }
        for pk in busiest[:_MOST_AGENCIES]
    ]
    return {
        "title": f"{_SEEN}: {_finding(loads, on.year)}",
        "left_out": len(busiest[_MOST_AGENCIES:]),
        "loads": loads,
        "months": days,
        **_drawn(loads, on.year),
    }


def _days(year: int, month: int) -> dict[str, Any]:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return {
        "month": month,
        "first": f"{first:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}",
        "words": f"{first:%m/%Y}",
    }


def _drawn(loads: list[dict[str, Any]], year: int) -> dict[str, Any]:
    most = max(month["n"] for one in loads for month in one["months"])
    rows = [
        (
            one["name"],
            [
                Cell(step_of(month["n"], most + 1), str(month["n"]), month["late"] > 0)
                if month["n"]
                else Cell(0, "")
                for month in one["months"]
            ],
        )
        for one in loads
    ]
    months = range(1, 13)
    return {
        "wide": heat_map([f"{month:02}/{year}" for month in months], rows),
        "narrow": narrow_heat_map([str(month) for month in months], rows),
    }


def _finding(loads: list[dict[str, Any]], year: int) -> str:
    sums = [sum(one["months"][at]["n"] for one in loads) for at in range(12)]
    at = max(range(12), key=lambda index: sums[index])
    words = f"Tháng nặng nhất là {at + 1:02}/{year}: {sums[at]} nhiệm vụ"
    if len(loads) == 1:
        return words
    top = max(loads, key=lambda one: one["months"][at]["n"])
    return f"{words}, nhiều nhất là {top['name']} ({top['months'][at]['n']})"
