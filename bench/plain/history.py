"""The history of a task, by hand."""

import re
from collections import defaultdict
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.task_frame import frame
from phoihop.accounts.models import User
from phoihop.audit.models import Change, Event

_MOST = 300
_LONGEST = 2000
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_VERBS = {
    "task.assigned": "Giao nhiệm vụ",
    "task.corrected": "Sửa sáu rõ",
    "task.accepted": "Tiếp nhận",
    "task.updated": "Cập nhật tiến độ",
    "task.submitted": "Gửi kết quả",
    "submission.taken_back": "Thu lại kết quả",
    "task.confirmed": "Xác nhận kết quả",
    "task.returned": "Trả lại kết quả",
    "task.suspended": "Tạm dừng",
    "task.resumed": "Tiếp tục",
    "task.withdrawn": "Thu hồi",
    "task.person_changed": "Chuyển người phụ trách",
    "task.due_moved": "Đổi hạn",
    "extension.asked": "Xin gia hạn",
    "extension.approved": "Đồng ý gia hạn",
    "extension.refused": "Không đồng ý gia hạn",
    "explanation.asked": "Yêu cầu giải trình",
    "explanation.answered": "Giải trình",
}
_FIELDS = {
    "title": "Việc phải làm",
    "detail": "Nói rõ thêm",
    "product": "Sản phẩm",
    "lead_agency": "Cơ quan chủ trì",
    "person_in_charge": "Người phụ trách",
    "coordinating_agencies": "Cơ quan phối hợp",
    "due_on": "Thời hạn",
    "percent": "Tiến độ (%)",
    "words": "Đã làm gì",
    "evidence": "Minh chứng",
    "result": "Kết quả",
    "remark": "Nhận xét",
    "reason": "Lý do",
    "accepted_at": "Tiếp nhận",
    "submitted_on": "Đã gửi",
    "returned_on": "Trả lại",
    "done_on": "Hoàn thành",
    "suspended_on": "Tạm dừng từ",
    "withdrawn_on": "Thu hồi ngày",
    "stop_reason": "Lý do",
}


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what when, the newest first."""
    context = frame(request, cast(User, request.user), pk)
    rows = Event.objects.filter(kind="tasks.task", object_id=pk)
    people = rows.select_related("by", "on_behalf_of", "acting_agency")
    events = list(people.order_by("-pk")[:_MOST])
    changes: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for one in Change.objects.filter(event__in=events).order_by("pk"):
        old, new = (_words(one.old), _words(one.new)) if one.salt else ("đã gỡ", "đã gỡ")
        changes[one.event_id].append((_FIELDS.get(one.field, one.field), old, new))
    context["entries"] = [
        {
            "verb": _VERBS.get(event.verb, event.verb),
            "iso": event.at.isoformat(),
            "at": f"{timezone.localtime(event.at):%d/%m/%Y %H:%M}",
            "who": _who(event),
            "agency": event.acting_agency.name if event.acting_agency else "",
            "changes": changes[event.pk],
            "real": f"{timezone.localtime(event.real_at):%d/%m/%Y %H:%M}" if event.real_at else "",
        }
        for event in events
    ]
    return render(request, "plain/task_history.html", context)


def _who(event: Event) -> str:
    if event.by is None or event.on_behalf_of is None:
        return str(event.by or "Phối Hợp")
    return f"{event.by}, thay mặt {event.on_behalf_of}"


def _words(value: Any) -> str:
    """As a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    text = str(value)
    if day := _DAY.match(text):
        return "/".join(reversed(day.groups()))
    if _MOMENT.match(text):
        return f"{timezone.localtime(datetime.fromisoformat(text)):%d/%m/%Y %H:%M}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
