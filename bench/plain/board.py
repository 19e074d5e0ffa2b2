"""The board of the tasks, by hand: six lanes, the five most urgent of each."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import quote_plus

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.acts import Beside, acts_of
from bench.plain.marks import marks_of
from bench.plain.rows import NEARLY, row_of
from bench.plain.seen import shown_to
from phoihop.accounts.models import User
from phoihop.tasks.asking_models import OPEN_EXPLANATION, OPEN_EXTENSION
from phoihop.tasks.models import (
    Explanation,
    ExtensionRequest,
    ResultSubmission,
    Task,
    TaskCoordination,
)

_SHOWN = 5
_LANES = {
    "late": "Quá hạn",
    "back": "Bị trả lại",
    "soon": "Sắp đến hạn",
    "go": "Trong hạn",
    "none": "Không có hạn",
    "wait": "Chờ xác nhận",
}
# Act: words, the end of its address.
_ACTS = {
    "accept": ("Tiếp nhận", "tiep-nhan"),
    "update": ("Cập nhật tiến độ", "cap-nhat"),
    "submit": ("Gửi kết quả", "gui-ket-qua"),
    "confirm": ("Xác nhận", "xac-nhan"),
    "return": ("Trả lại", "tra-lai"),
    "take_back": ("Thu lại kết quả", "thu-lai-ket-qua"),
    "extend": ("Xin gia hạn", "gia-han"),
    "move_due": ("Đổi hạn", "doi-han"),
    "explain": ("Yêu cầu giải trình", "giai-trinh"),
    "person": ("Chuyển người phụ trách", "nguoi-phu-trach"),
    "suspend": ("Tạm dừng", "tam-dung"),
    "withdraw": ("Thu hồi", "thu-hoi"),
}


def board(request: HttpRequest) -> HttpResponse:
    """What is not done; an inspector's board is everybody's, another's of the tasks shown."""
    user = cast(User, request.user)
    on = timezone.localdate()
    tasks = shown_to(user).filter(withdrawn_on=None, suspended_on=None, done_on=None)
    lanes = _conditions(on)
    counts = tasks.aggregate(**{key: Count("pk", filter=lane) for key, lane in lanes.items()})
    rows = tasks.select_related("lead_agency", "parent").order_by("due_sort", "pk")
    found = {
        key: list(rows.filter(lane)[:_SHOWN]) if counts[key] else [] for key, lane in lanes.items()
    }
    beside = _beside([task for lane in found.values() for task in lane], user)
    context = {
        "count": _number(sum(counts.values())),
        "lanes": [
            {
                "key": key,
                "words": _LANES[key],
                "count": _number(counts[key]),
                "more": _number(counts[key] - len(tasks)) if counts[key] > len(tasks) else "",
                "cards": [_card(task, user, on, beside[task.pk]) for task in tasks],
            }
            for key, tasks in found.items()
            if tasks
        ],
    }
    return render(request, "plain/board.html", context)


def _conditions(on: date) -> dict[str, Q]:
    owed = Q(submitted_on=None)
    fresh = owed & Q(returned_on=None)
    last = on + timedelta(days=NEARLY)
    return {
        "late": owed & Q(due_sort__lt=on),
        "back": owed & Q(returned_on__isnull=False, due_sort__gte=on),
        "soon": fresh & Q(due_sort__gte=on, due_sort__lte=last),
        "go": fresh & Q(due_on__gt=last),
        "none": fresh & Q(due_on=None),
        "wait": Q(submitted_on__isnull=False),
    }


def _beside(tasks: Sequence[Task], user: User) -> dict[int, Beside]:
    """{task: what stands beside it}, in four questions."""
    joined = set(
        TaskCoordination.objects.filter(task__in=tasks, agency=user.acting_agency).values_list(
            "task", flat=True
        )
    )
    unanswered = ResultSubmission.objects.filter(
        task__in=tasks, confirmed_at=None, returned_at=None, taken_back_at=None
    )
    waiting = {row.task_id: row for row in unanswered}
    asked = {
        row.task_id: row for row in ExtensionRequest.objects.filter(OPEN_EXTENSION, task__in=tasks)
    }
    explained = {
        row.task_id: row for row in Explanation.objects.filter(OPEN_EXPLANATION, task__in=tasks)
    }
    return {
        task.pk: Beside(
            task.pk in joined,
            waiting.get(task.pk),
            asked.get(task.pk),
            explained.get(task.pk),
        )
        for task in tasks
    }


def _card(task: Task, user: User, on: date, beside: Beside) -> dict[str, Any]:
    row = row_of(task, on)
    acts = acts_of(task, user, on, beside)
    back = quote_plus(f"/nhiem-vu/bang/#t-{task.pk}")
    row["marks"] = marks_of(task, row["key"], on)
    row["acts"] = [
        (words, f"/nhiem-vu/{task.pk}/{place}/?next={back}")
        for name, (words, place) in _ACTS.items()
        if name in acts
    ]
    return row


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
