"""Reviews of documents, by hand: due this year, left over from before, the timeline."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain import timeline
from bench.plain.milestones import name_of, stand
from bench.plain.rates import percent
from bench.plain.rows import row_of
from phoihop.accounts.models import User
from phoihop.documents.models import Document, Kind, Milestone
from phoihop.tasks.models import TaskMilestone

_SIZE = 25
_COUNTED = 1001
_ORDER = ("current_on", "document__code_key", "pk")
_KINDS = [(key, str(words)) for key, words in Kind.choices]


def reviews(request: HttpRequest) -> HttpResponse:
    """The milestones of this year in the agency's register."""
    user = cast(User, request.user)
    on = timezone.localdate()
    kept = Milestone.objects.filter(document__owner=user.acting_agency, dropped_at=None)
    due = kept.filter(current_on__gte=date(on.year, 1, 1), current_on__lte=date(on.year, 12, 31))
    left = kept.filter(
        closed_at=None, current_on__lt=date(on.year, 1, 1), current_on__gte=F("owed_from")
    )
    shown, before = (
        list(rows.select_related("document").order_by(*_ORDER)[: _SIZE + 1]) for rows in (due, left)
    )
    lines = _lines([*shown[:_SIZE], *before[:_SIZE]], on)
    total = due[:_COUNTED].count()
    context = {
        "year": on.year,
        "kinds": _KINDS,
        "lines": lines[: len(shown[:_SIZE])],
        "total": f"{min(total, _COUNTED - 1):,}".replace(",", "."),
        "more": total == _COUNTED,
        "next": _after(shown),
        "left": lines[len(shown[:_SIZE]) :],
        "left_count": left.count() if before else 0,
        "s": _summary(due, on),
        "years": _years(kept, on.year),
        "timeline": timeline.timeline(due, on),
        "may_assign": user.has_perm("tasks.assign_task"),
    }
    return render(request, "plain/reviews.html", context)


def _after(shown: Sequence[Milestone]) -> str:
    if len(shown) <= _SIZE:
        return ""
    last = shown[_SIZE - 1]
    return f"?after={last.current_on}.{last.document.code_key}.{last.pk}"


def _lines(milestones: Sequence[Milestone], on: date) -> list[dict[str, Any]]:
    links = TaskMilestone.objects.filter(milestone__in=milestones, task__withdrawn_on=None)
    tasks = {
        link.milestone_id: row_of(link.task, on)
        for link in links.select_related("task__lead_agency")
    }
    reports = Document.objects.defer("text", "words").in_bulk(
        [one.report_id for one in milestones if one.report_id]
    )
    rows = []
    for one in milestones:
        report = reports.get(one.report_id or 0)
        row = stand(one, on, has_task=one.pk in tasks)
        row["task"] = tasks.get(one.pk)
        row["pick"] = row["open"] and row["task"] is None
        row["report"] = {"pk": report.pk, "name": name_of(report)} if report else None
        rows.append(row)
    return rows


def _summary(due: "QuerySet[Milestone]", on: date) -> dict[str, Any]:
    given = Exists(TaskMilestone.objects.filter(milestone=OuterRef("pk"), task__withdrawn_on=None))
    closed = Q(closed_at__isnull=False)
    late = {
        day: Q(closed_at=None, **{f"{day}__lt": on, f"{day}__gte": F("owed_from")})
        for day in ("current_on", "first_on")
    }
    counted = due.aggregate(
        total=Count("pk"),
        closed=Count("pk", filter=closed),
        late=Count("pk", filter=late["current_on"]),
        unassigned=Count("pk", filter=~closed & ~Q(given)),
        current=Count("pk", filter=closed | late["current_on"]),
        current_met=Count("pk", filter=closed & Q(closed_on__lte=F("current_on"))),
        first=Count("pk", filter=closed | late["first_on"]),
        first_met=Count("pk", filter=closed & Q(closed_on__lte=F("first_on"))),
    )
    for name in ("current", "first"):
        counted[f"{name}_value"] = percent(counted[f"{name}_met"], counted[name])
    return counted


def _years(kept: "QuerySet[Milestone]", year: int) -> list[tuple[int, int]]:
    years = range(year - 1, year + 3)
    near = kept.filter(
        current_on__gte=date(years[0], 1, 1), current_on__lte=date(years[-1], 12, 31)
    )
    by_year = near.order_by().annotate(y=ExtractYear("current_on")).values_list("y")
    counts = dict(by_year.annotate(n=Count("pk")))
    return [(one, counts.get(one, 0)) for one in years]
