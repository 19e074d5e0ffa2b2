"""The list of tasks, by hand: the newest way is a page of 25 by due date."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.rows import rows_of
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.tasks.models import Task, TaskCoordination

_SIZE = 25
_COUNTED = 1001
_MOST_IN_A_LIST = 15
STATES = (
    ("", "Mọi trạng thái"),
    ("attention", "Cần chú ý"),
    ("open", "Chưa xong"),
    ("finished", "Đã xong"),
    ("live", "Trừ nhiệm vụ đã thu hồi"),
    ("late", "Quá hạn"),
    ("back", "Bị trả lại"),
    ("soon", "Sắp đến hạn"),
    ("go", "Trong hạn"),
    ("none", "Không có hạn"),
    ("wait", "Chờ xác nhận"),
    ("done", "Hoàn thành đúng hạn"),
    ("donelate", "Hoàn thành quá hạn"),
    ("paused", "Tạm dừng"),
    ("withdrawn", "Đã thu hồi"),
)


def task_list(request: HttpRequest) -> HttpResponse:
    """25 rows and a count that stops at 1,000; the filter form above."""
    on = timezone.localdate()
    state = request.GET.get("state", "")
    tasks: QuerySet[Task] = Task.objects.select_related("lead_agency", "agreement")
    if state == "late":
        tasks = tasks.filter(
            withdrawn_on=None, suspended_on=None, done_on=None, submitted_on=None, due_on__lt=on
        )
    found = list(tasks.order_by("due_sort", "pk")[: _SIZE + 1])
    total = tasks.order_by()[:_COUNTED].count()
    rows = rows_of(found[:_SIZE], on)
    partners = _partners([row["pk"] for row in rows])
    for row in rows:
        row["partners"] = partners.get(row["pk"], 0)
        updated = row["task"].updated_at
        row["updated"] = f"{timezone.localtime(updated):%d/%m/%Y}" if updated else ""
    last = found[_SIZE - 1] if len(found) > _SIZE else None
    context = {
        "rows": rows,
        "total": f"{min(total, _COUNTED - 1):,}".replace(",", "."),
        "more": total == _COUNTED,
        "next": f"?state={state}&after={last.due_sort}.{last.pk}" if last else "",
        "state": state,
        "states": STATES,
        **_choices(),
    }
    return render(request, "plain/list.html", context)


def _partners(tasks: list[int]) -> dict[int, int]:
    rows = TaskCoordination.objects.filter(task__in=tasks).values_list("task")
    return dict(rows.annotate(n=Count("pk")))


def _choices() -> dict[str, Any]:
    leading = Task.objects.filter(lead_agency=OuterRef("pk"))
    giving = Task.objects.filter(assigner=OuterRef("pk"))
    agencies = Agency.objects.values_list("pk", "name")
    signed = Agreement.objects.filter(signed_at__isnull=False)
    return {
        "leads": _short(agencies.filter(Exists(leading))),
        "assigners": _short(agencies.filter(Exists(giving))),
        "programmes": _short(signed.values_list("pk", "code", "title")),
    }


def _short(choices: "QuerySet[Any, Any]") -> list[Any]:
    """The choices of a list, none where it would be long: then a name is typed."""
    found = list(choices[: _MOST_IN_A_LIST + 1])
    return found if len(found) <= _MOST_IN_A_LIST else []
