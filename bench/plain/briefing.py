"""The page before a meeting, by hand: what the agency assigned, late by agency, and its figures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.rows import NEARLY, rows_of
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.tasks.models import Task, Update

_MOST = 1000
_AGENCIES, _TASKS, _WEEK, _SUNDAY = 8, 3, 7, 6
_WEEKDAYS = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")


def briefing(request: HttpRequest) -> HttpResponse:
    """Late, soon, waiting, the year, the week."""
    agency = cast(Agency, cast(User, request.user).acting_agency)
    on = timezone.localdate()
    given = Task.objects.filter(assigner=agency).select_related("lead_agency")
    running = given.filter(withdrawn_on=None, suspended_on=None, done_on=None)
    running = running.order_by("due_sort", "pk")
    open_tasks = running.filter(submitted_on=None)
    late = list(open_tasks.filter(due_on__lt=on)[:_MOST])
    limit = on + timedelta(days=NEARLY)
    soon = open_tasks.filter(due_on__gte=on, due_on__lte=limit, returned_on=None)
    waiting = running.filter(submitted_on__isnull=False).exclude(lead_agency=agency)
    groups: defaultdict[int, list[Task]] = defaultdict(list)
    for task in late:
        groups[task.lead_agency_id].append(task)
    sunday = on + timedelta(days=_SUNDAY - on.weekday())
    year = _year(given, on)
    context = {
        "weekday": _WEEKDAYS[on.weekday()],
        "day": f"{on:%d/%m/%Y}",
        "iso": on.isoformat(),
        "agency": agency,
        "late": _written(len(late)),
        "longest": _days(late[0], on) if late else 0,
        "agencies": len(groups),
        "groups": _groups(groups.values(), on),
        "soon": _written(soon.order_by().values("pk")[:_MOST].count()),
        "waiting": _written(waiting.order_by().values("pk")[:_MOST].count()),
        "counts": {name: _written(count) for name, count in year.items()},
        "current": _rate(year["current_met"], year["current"]),
        "first": _rate(year["first_met"], year["first"]),
        "year": on.year,
        "due": f"due_from=01%2F01%2F{on.year}&due_to=31%2F12%2F{on.year}",
        "nearly": NEARLY,
        "week": rows_of(open_tasks.filter(due_on__gte=on, due_on__lte=sunday)[:_WEEK], on),
    }
    return render(request, "plain/briefing.html", context)


def _groups(groups: Iterable[list[Task]], on: date) -> list[dict[str, Any]]:
    """The longest delay first; one question for what was said last."""
    shown = sorted(groups, key=lambda tasks: (tasks[0].due_sort, tasks[0].pk))[:_AGENCIES]
    named = [task.pk for tasks in shown for task in tasks[:_TASKS]]
    updates = Update.objects.filter(task__in=named).exclude(words="").order_by("at", "pk")
    said = {update.task_id: update for update in updates}
    return [
        {
            "agency": tasks[0].lead_agency,
            "days": _days(tasks[0], on),
            "tasks": [(task, *_said(said.get(task.pk))) for task in tasks[:_TASKS]],
            "more": len(tasks[_TASKS:]),
        }
        for tasks in shown
    ]


def _said(update: Update | None) -> tuple[str, str]:
    if update is None:
        return "", ""
    return update.words, f"{timezone.localtime(update.at):%d/%m/%Y}"


def _days(task: Task, on: date) -> int:
    return (on - task.due_on).days if task.due_on else 0


def _year(given: Any, on: date) -> dict[str, int]:
    """What is counted of the tasks due this year, in one question."""
    due = given.filter(due_on__gte=date(on.year, 1, 1), due_on__lte=date(on.year, 12, 31))
    counted = Q(withdrawn_on=None, suspended_on=None)
    done = counted & Q(done_on__isnull=False)
    owed = counted & Q(done_on=None, submitted_on=None)
    counts: dict[str, int] = due.aggregate(
        live=Count("pk", filter=Q(withdrawn_on=None)),
        finished=Count("pk", filter=done),
        current=Count("pk", filter=done | owed & Q(due_on__lt=on)),
        current_met=Count("pk", filter=done & Q(done_on__lte=F("due_on"))),
        first=Count("pk", filter=done | owed & Q(first_due_on__lt=on)),
        first_met=Count("pk", filter=done & Q(done_on__lte=F("first_due_on"))),
    )
    return counts


def _rate(met: int, of: int) -> str:
    return f"{100 * met / of:.1f} %".replace(".", ",") if of else ""


def _written(count: int) -> str:
    return f"{count:,}".replace(",", ".")
