"""What the page of a task and its history share, by hand: chain, head, acts, tabs."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bench.plain.acts import Beside, acts_of
from bench.plain.marks import marks_of
from bench.plain.rows import row_of
from phoihop.accounts.models import User
from phoihop.documents.models import SourceSpan
from phoihop.inbox.models import Comment, Follow, Notice
from phoihop.tasks.models import Task

_KIND = "tasks.task"
_LOADED = (
    "lead_agency",
    "assigner",
    "person_in_charge",
    "assigned_by",
    "accepted_by",
    "agreement",
    "document",
    "line",
    "review__milestone__document",
    "parent",
)
# Act: icon, words, the end of its address; in the order of the menu.
_MENU = {
    "edit": ("update", "Sửa sáu rõ", "sua"),
    "person": ("swap", "Chuyển người phụ trách", "nguoi-phu-trach"),
    "part": ("item", "Giao phần việc", "phan-viec/giao"),
    "extend": ("extend", "Xin gia hạn", "gia-han"),
    "move_due": ("extend", "Đổi hạn", "doi-han"),
    "explain": ("warn", "Yêu cầu giải trình", "giai-trinh"),
    "lead": ("swap", "Chuyển cơ quan chủ trì", "co-quan-chu-tri"),
    "suspend": ("off", "Tạm dừng", "tam-dung"),
    "withdraw": ("out", "Thu hồi", "thu-hoi"),
}


def frame(request: HttpRequest, user: User, pk: int) -> dict[str, Any]:
    """The task as everybody with a right to its words sees it; what was told of it is seen."""
    task: Any = get_object_or_404(Task.objects.select_related(*_LOADED), pk=pk)
    on = timezone.localdate()
    agency = user.acting_agency
    place = {"kind": _KIND, "object_id": pk}
    mine = {**place, "user": user, "agency": agency}
    if Notice.objects.filter(**mine, seen_at=None).exists():
        Notice.objects.filter(**mine, seen_at=None).update(seen_at=timezone.now())
    parts = {
        "partners": list(task.coordinations.select_related("agency").order_by("pk")),
        "submissions": list(
            task.submissions.select_related("by", "confirmed_by", "returned_by").prefetch_related(
                "evidence__file"
            )
        ),
        "extensions": list(task.extensions.select_related("asked_by", "agency", "decided_by")),
        "explanations": list(task.explanations.select_related("asked_by", "agency", "answered_by")),
    }
    beside = Beside(
        any(row.agency == agency for row in parts["partners"]),
        next((row for row in parts["submissions"] if row.waits), None),
        next((row for row in parts["extensions"] if row.is_open), None),
        next((row for row in parts["explanations"] if row.is_open), None),
    )
    acts = acts_of(task, user, on, beside)
    row = row_of(task, on)
    return {
        **parts,
        "task": task,
        "on": on,
        "row": row,
        "marks": marks_of(task, row["key"], on),
        "assigned": f"{task.assigned_on:%d/%m/%Y}",
        "beside": beside,
        "acts": acts,
        "menu": [one for name, one in _MENU.items() if name in acts],
        "item": _item(task),
        "milestone": getattr(getattr(task, "review", None), "milestone", None),
        "follows": Follow.objects.filter(**mine, stopped_at=None).exists(),
        "comments": Comment.objects.filter(**place, withdrawn_at=None).count(),
        "evidence_count": task.evidence.count(),
    }


def _item(task: Any) -> dict[str, Any] | None:
    """The content of the agreement that the task carries out, with its number."""
    line = getattr(task, "line", None)
    if line is None or task.agreement is None:
        return None
    for number, item in enumerate(task.agreement.items.all(), start=1):
        if item.line_id == line.content_line_id:
            return {"number": number, "item": item}
    return None


def quote_of(task: Any, item: dict[str, Any] | None) -> dict[str, str] | None:
    """The sentence it was read in, else the words of the content, else of the clause."""
    spans = SourceSpan.objects.filter(kind=_KIND, object_id=task.pk)
    if item is not None:
        of_item = {"kind": "agreements.contentitem", "object_id": item["item"].pk}
        spans |= SourceSpan.objects.filter(**of_item)
    span = spans.select_related("document").order_by("-kind", "start").first()
    if span is not None:
        before, marked, after = span.sentence.partition(span.text)
        if not marked:
            before, marked = "", span.sentence
        label, url = str(span.document), span.get_absolute_url()
        return {"before": before, "marked": marked, "after": after, "label": label, "url": url}
    if item is not None:
        label = task.agreement.code or task.agreement.title
        url = f"/nhiem-vu/chuong-trinh/{task.agreement_id}/"
        return {"marked": item["item"].text, "label": label, "url": url}
    return {"marked": task.clause} if task.clause else None
