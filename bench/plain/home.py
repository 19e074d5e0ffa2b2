"""Hôm nay, by hand."""

from datetime import timedelta
from typing import Any, cast

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.rows import NEARLY, rows_of
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit.models import Event
from phoihop.tasks.models import Task, TaskCoordination
from phoihop.workspace.models import Intake

_SHOWN = 7
_WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Chủ nhật")
_VERBS = {
    "task.assigned": "giao nhiệm vụ",
    "task.accepted": "tiếp nhận nhiệm vụ",
    "task.updated": "cập nhật tiến độ",
    "task.submitted": "gửi kết quả",
    "task.confirmed": "xác nhận kết quả",
    "task.returned": "trả lại kết quả",
}


def home(request: HttpRequest) -> HttpResponse:
    """What I owe, what waits, what others owe me, what comes, what changed."""
    user = cast(User, request.user)
    agency = cast(Agency, user.acting_agency)
    now = timezone.localtime()
    on = now.date()
    open_tasks = (
        Task.objects.filter(withdrawn_on=None, suspended_on=None, done_on=None)
        .select_related("lead_agency", "agreement")
        .order_by("due_sort", "pk")
    )
    owed = open_tasks.filter(lead_agency=agency, submitted_on=None)
    counts = owed.aggregate(
        total=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=on)),
        nearly=Count("pk", filter=Q(due_on__gte=on, due_on__lte=on + timedelta(days=NEARLY))),
    )
    waiting = open_tasks.filter(assigner=agency, submitted_on__isnull=False).exclude(
        lead_agency=agency
    )
    late = open_tasks.filter(assigner=agency, submitted_on=None, due_on__lt=on).exclude(
        lead_agency=F("assigner")
    )
    joined = TaskCoordination.objects.filter(agency=agency).values("task")
    coming = open_tasks.filter(
        Q(lead_agency=agency) | Q(assigner=agency) | Q(pk__in=joined),
        submitted_on=None,
        due_on__gte=on,
        due_on__lte=on + timedelta(days=14),
    )
    context = {
        "weekday": _WEEKDAYS[on.weekday()],
        "day": f"{on:%d/%m/%Y}",
        "on": on,
        "counts": counts,
        "owed": rows_of(owed[:_SHOWN], on),
        "waiting": rows_of(waiting.order_by("submitted_on", "pk")[:_SHOWN], on),
        "waiting_total": waiting.count(),
        "late": rows_of(late[:_SHOWN], on),
        "late_total": late.count(),
        "coming": rows_of(coming[:_SHOWN], on),
        "changed": _changed(user),
        "texts": Intake.objects.filter(owner=agency, discarded_at=None, confirmed_at=None)[:5],
    }
    return render(request, "plain/home.html", context)


def _changed(user: User) -> list[dict[str, Any]]:
    since = timezone.now() - timedelta(days=7)
    events = list(
        Event.objects.filter(kind="tasks.task", at__gte=since)
        .exclude(by=user)
        .select_related("acting_agency")
        .order_by("-id")[:10]
    )
    tasks = Task.objects.in_bulk({event.object_id for event in events})
    return [
        {
            "agency": event.acting_agency,
            "verb": _VERBS.get(event.verb, event.verb),
            "pk": event.object_id,
            "title": tasks[event.object_id].title,
            "at": f"{timezone.localtime(event.at):%d/%m/%Y %H:%M}",
        }
        for event in events
    ]
