"""What may be urged, under who owes it, and a letter that was drafted from it, by hand."""

from itertools import groupby
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from phoihop.accounts.models import User
from phoihop.tasks.models import Task
from phoihop.urging.models import Letter, Urging

_MOST = 500


def urging_list(request: HttpRequest) -> HttpResponse:
    """The overdue tasks that the agency gave to others, with the letters they stand in."""
    agency = cast(User, request.user).acting_agency
    on = timezone.localdate()
    late = Task.objects.filter(
        assigner=agency,
        due_on__lt=on,
        done_on=None,
        submitted_on=None,
        withdrawn_on=None,
        suspended_on=None,
    ).exclude(lead_agency=agency)
    tasks = list(late.select_related("lead_agency").order_by("due_sort", "pk")[:_MOST])
    urged = Urging.objects.filter(
        task__in=tasks, letter__document__is_draft=True, letter__document__hidden_at=None
    )
    held = {row.task_id: row.letter for row in urged.select_related("letter__document")}
    tasks.sort(key=lambda task: (task.lead_agency.name_key, task.lead_agency_id))
    groups = [
        (agency, [_row(task, held.get(task.pk), on) for task in theirs])
        for agency, theirs in groupby(tasks, key=lambda task: task.lead_agency)
    ]
    context = {"groups": groups, "may_draft": len(held) < len(tasks)}
    return render(request, "plain/urging_list.html", context)


def _row(task: Task, letter: Any, on: Any) -> dict[str, Any]:
    due, first = task.due_on, task.first_due_on
    return {
        "task": task,
        "letter": letter,
        "due": f"{due:%d/%m/%Y}" if due else "",
        "due_iso": due.isoformat() if due else "",
        "gap": f"quá {(on - due).days} ngày" if due else "",
        "first": f"{first:%d/%m/%Y}" if first and first != due else "",
        "first_iso": first.isoformat() if first else "",
    }


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it is printed."""
    row = get_object_or_404(Letter.objects.select_related("document", "agency"), pk=pk)
    urgings = row.urgings.select_related("task").order_by("due_on", "pk")
    agency = cast(User, request.user).acting_agency
    context = {
        "letter": row,
        "document": row.document,
        "issued": f"{row.document.issued_on:%d/%m/%Y}" if row.document.issued_on else "",
        "on": f"{row.on:%d/%m/%Y}",
        "lines": [
            (
                urging,
                f"{urging.due_on:%d/%m/%Y}" if urging.due_on else "",
                urging.due_on.isoformat() if urging.due_on else "",
            )
            for urging in urgings
        ],
        "may_issue": agency is not None and row.document.owner_id == agency.pk,
    }
    return render(request, "plain/letter.html", context)
