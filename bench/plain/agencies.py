"""The figures of agencies, by hand: a page of fifty, and all of them together."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.rates import percent
from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.tasks.models import Task, TaskHolding, TaskViewer

_SIZE = 50
_COUNTED = 1001
_MOST_IN_A_LIST = 15
_DAYS = {"current": "due_on", "first": "first_due_on"}


def agencies(request: HttpRequest) -> HttpResponse:
    """By name; an inspector's figures are everybody's, another's of the tasks shown."""
    user = cast(User, request.user)
    on = timezone.localdate()
    tasks: QuerySet[Task] = Task.objects.all()
    programmes = Agreement.objects.filter(signed_at__isnull=False, hidden_at=None)
    if not user.has_role(Role.INSPECTOR):
        # One row for each task: no agency reads it twice.
        tasks = tasks.filter(
            viewers__agency=user.acting_agency, viewers__level__gte=TaskViewer.STATE
        )
        programmes = programmes.filter(viewers__agency=user.acting_agency)
    led = tasks.filter(lead_agency=OuterRef("pk")).order_by()
    held = TaskHolding.objects.filter(
        Exists(tasks.filter(pk=OuterRef("task"))), agency=OuterRef("pk"), valid_to__isnull=False
    )
    meant = Agency.objects.filter(Exists(led) | Exists(held)).order_by("name_key", "pk")
    found = list(meant[: _SIZE + 1])
    counted = meant.order_by()[:_COUNTED].count()
    offered = list(programmes.values_list("pk", "code", "title")[: _MOST_IN_A_LIST + 1])
    context = {
        "day": f"{on:%d/%m/%Y}",
        "programmes": offered if len(offered) <= _MOST_IN_A_LIST else [],
        "rows": _rows(tasks, _holdings(user), found[:_SIZE], on),
        "total": _total(tasks, on),
        "count": _number(min(counted, _COUNTED - 1)),
        "more": counted == _COUNTED,
        "next": f"?after={found[_SIZE - 1].pk}" if len(found) > _SIZE else "",
    }
    return render(request, "plain/agencies.html", context)


def _late(on: date) -> Q:
    stopped = {"withdrawn_on": None, "suspended_on": None, "done_on": None, "submitted_on": None}
    return Q(due_on__lt=on, **stopped)


def _holdings(user: User) -> "QuerySet[TaskHolding]":
    """Of the same tasks; each is read by an agency once, so no row stands there twice."""
    if user.has_role(Role.INSPECTOR):
        return TaskHolding.objects.all()
    shown = {"task__viewers__agency": user.acting_agency, "task__viewers__level__gte": 2}
    return TaskHolding.objects.filter(**shown)


def _rows(
    tasks: "QuerySet[Task]",
    holdings: "QuerySet[TaskHolding]",
    agencies: Sequence[Agency],
    on: date,
) -> list[dict[str, Any]]:
    """Counts by who leads, rates by who held the task on its due day."""
    led = tasks.filter(lead_agency__in=agencies).order_by().values_list("lead_agency")
    live = Count("pk", filter=Q(withdrawn_on=None))
    counts = {
        pk: (total, late)
        for pk, total, late in led.annotate(n=live, late=Count("pk", filter=_late(on)))
    }
    rates = {name: _rates(holdings, agencies, day, on) for name, day in _DAYS.items()}
    rows = []
    for agency in agencies:
        total, late = counts.get(agency.pk, (0, 0))
        row = _row(total, late, *(rates[name].get(agency.pk, (0, 0)) for name in _DAYS))
        row |= {"agency": agency, "lead": f"&lead={agency.pk}", "holder": f"&holder={agency.pk}"}
        rows.append(row)
    return rows


def _rates(
    holdings: "QuerySet[TaskHolding]", agencies: Sequence[Agency], day: str, on: date
) -> dict[int, tuple[int, int]]:
    due = F(f"task__{day}")
    held = holdings.filter(
        Q(valid_to=None) | Q(valid_to__gte=due),
        agency__in=agencies,
        valid_from__lte=due,
        task__withdrawn_on=None,
        task__suspended_on=None,
    )
    missed = Q(task__done_on=None, task__submitted_on=None, **{f"task__{day}__lt": on})
    met = Count("pk", filter=Q(task__done_on__lte=due))
    rated = held.filter(Q(task__done_on__isnull=False) | missed).order_by().values_list("agency")
    return {pk: (met_n, of) for pk, of, met_n in rated.annotate(of=Count("pk"), met=met)}


def _total(tasks: "QuerySet[Task]", on: date) -> dict[str, Any]:
    live = Q(withdrawn_on=None)
    asked = {"n": Count("pk", filter=live), "late": Count("pk", filter=_late(on))}
    for name, day in _DAYS.items():
        running = live & Q(suspended_on=None, **{f"{day}__isnull": False})
        missed = Q(done_on=None, submitted_on=None, **{f"{day}__lt": on})
        rated = running & (Q(done_on__isnull=False) | missed)
        asked[f"{name}_of"] = Count("pk", filter=rated)
        asked[f"{name}_met"] = Count("pk", filter=running & Q(done_on__lte=F(day)))
    found = tasks.aggregate(**asked)
    rates = ((found[f"{name}_met"], found[f"{name}_of"]) for name in _DAYS)
    return _row(found["n"], found["late"], *rates)


def _row(total: int, late: int, current: tuple[int, int], first: tuple[int, int]) -> dict[str, Any]:
    return {
        "total": _number(total),
        "late": _number(late),
        "is_late": late > 0,
        "none": not (total or current[1] or first[1]),
        "rates": [
            (words, name, _number(met), _number(of), percent(met, of))
            for words, name, (met, of) in (
                ("Đúng hạn (hiện tại)", "current", current),
                ("Đúng hạn (ban đầu)", "first", first),
            )
        ],
    }


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
