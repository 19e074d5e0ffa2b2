"""One task: its six items, its course, who does what, by hand."""

import uuid
from datetime import date, timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.course import course_of
from bench.plain.marks import marks_of
from bench.plain.rows import NEARLY, row_of
from bench.plain.task_frame import frame, quote_of
from phoihop.accounts.models import Role, User
from phoihop.periods import InvalidDueRule, parse_due_rule
from phoihop.scoring.models import Evaluation, RowDispute
from phoihop.tasks.models import Occurrence, Task, TaskHolding
from phoihop.tasks.windows import current_window, window_of

_SHOWN = 20
_DEEPEST = 4
_MOST_PARTS = 300
_DECIDED = ("confirm", "resume", "extend_decide", "explain_answer", "take_back", "accept", "update")


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """With what the reader decides on top."""
    user = cast(User, request.user)
    context = frame(request, user, pk)
    found, on, acts = context["task"], context["on"], context["acts"]
    rows = (context[name] for name in ("submissions", "extensions", "explanations"))
    entries = course_of(found, *rows)
    leads = user.acting_agency is not None and user.acting_agency.pk == found.lead_agency_id
    parts = _parts(found, on)
    context |= {
        "decision": next((name for name in _DECIDED if name in acts), ""),
        "leads": leads,
        "says_percent": leads and not parts,
        "entries": entries[:_SHOWN],
        "more": max(0, len(entries) - _SHOWN),
        "parts": parts,
        "partners": [_partner(found, row, on) for row in context["partners"]],
        "quote": quote_of(found, context["item"]),
        "window": _window(found, context["item"], on),
        "punctual": _punctual(found),
        "newest_due": _newest_due(found),
        "days": {
            name: _written(getattr(found, name))
            for name in ("submitted_on", "done_on", "withdrawn_on", "suspended_on")
        },
        "accepted": _written(found.accepted_at and timezone.localtime(found.accepted_at)),
        "form_key": uuid.uuid4(),
        "score": _score(found, user, on),
    }
    return render(request, "plain/task.html", context)


def _written(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _parts(of: Task, on: date) -> list[dict[str, Any]]:
    """Each part followed by its own; one question a level."""
    below: dict[int, list[Task]] = {}
    level = [of.pk]
    for _depth in range(_DEEPEST):
        # By their keys: with the order beside it SQLite walks all tasks by due date.
        keys = list(Task.objects.filter(parent__in=level).order_by().values_list("pk", flat=True))
        if not keys:
            break
        rows = Task.objects.filter(pk__in=keys).select_related("lead_agency", "person_in_charge")
        level = []
        for row in rows.order_by("due_sort", "pk")[:_MOST_PARTS]:
            below.setdefault(row.parent_id or 0, []).append(row)
            level.append(row.pk)
    return _in_order(below, of.pk, 1, on)


def _in_order(below: dict[int, list[Task]], of: int, depth: int, on: date) -> list[dict[str, Any]]:
    rows = []
    for part in below.get(of, []):
        row = row_of(part, on)
        rows.append(row | {"depth": depth, "marks": marks_of(part, row["key"], on)})
        rows += _in_order(below, part.pk, depth + 1, on)
    return rows


def _partner(of: Task, row: Any, on: date) -> dict[str, Any]:
    due = row.due_on or of.due_on
    key, words = _standing(of, row.done_on, due, on)
    return {"row": row, "due": _written(due), "iso": due and due.isoformat(), "key": key} | {
        "css": "off" if key in {"paused", "withdrawn"} else key,
        "words": words,
        "done": _written(row.done_on),
    }


def _standing(of: Task, done: date | None, due: date | None, on: date) -> tuple[str, str]:  # noqa: PLR0911 -- one line a state
    if done:
        if due is None or done <= due:
            return "done", "Hoàn thành đúng hạn"
        return "donelate", f"Hoàn thành quá hạn, {(done - due).days} ngày"
    if of.withdrawn_on:
        return "withdrawn", "Đã thu hồi"
    if of.suspended_on:
        return "paused", "Tạm dừng"
    if of.done_on:
        return "none", "Chưa báo xong"
    if due is None:
        return "none", "Không có hạn"
    if due < on:
        return "late", f"Quá hạn {(on - due).days} ngày"
    return ("soon", "Sắp đến hạn") if due <= on + timedelta(days=NEARLY) else ("go", "Trong hạn")


def _window(of: Any, item: dict[str, Any] | None, on: date) -> str:
    """Of which days its report gives figures."""
    found = None
    if of.rhythm:
        found = current_window(of.rhythm, on)
    else:
        made = Occurrence.objects.filter(task=of).select_related("recurring").first()
        rule = made.recurring.rule if made else item["item"].due_rule if item else ""
        day = made.day if made else item and (of.line.planned_on or of.first_due_on)
        if rule and day:
            try:
                found = window_of(parse_due_rule(rule).kind, day)
            except InvalidDueRule:
                found = None
    return f"Số liệu từ {_written(found[0])} đến {_written(found[1])}" if found else ""


def _punctual(of: Task) -> str:
    if not (of.done_on and of.due_on and of.first_due_on):
        return ""
    now, first = (
        f"quá hạn {(of.done_on - day).days} ngày" if of.done_on > day else "đúng hạn"
        for day in (of.due_on, of.first_due_on)
    )
    return f"{now} (hiện tại); {first} (ban đầu)"


def _newest_due(of: Any) -> Any:
    if of.due_on is None or of.due_on == of.first_due_on:
        return None
    return of.dues.select_related("decided_by").order_by("pk").last()


def _score(of: Task, user: User, on: date) -> dict[str, Any] | None:
    """Its evaluation and the second looks at it; None where there is nothing to say."""
    agency, member = user.acting_agency, user.acting
    rows = list(RowDispute.objects.filter(task=of).select_related("agency", "by", "answered_by"))
    people = ("grade", "by", "task")
    marked = Evaluation.objects.filter(task=of).select_related(*people)
    found = marked.prefetch_related("disputes__by", "disputes__answered_by").first()
    if agency is None or member is None:
        return None
    works = member.role in {Role.SPECIALIST, Role.LEADER}
    judges = works and agency.pk == of.assigner_id
    if of.lead_agency_id == of.assigner_id:
        judges = judges and member.role == Role.LEADER
    open_still = found is None or not (found.disputes.all() or found.is_frozen(on))
    score = {
        "evaluation": found,
        "rows": rows,
        "may_evaluate": judges and of.done_on is not None and open_still,
        "late_by": _late_by(of, agency.pk, on) if works else [],
    }
    return score if found or rows or score["may_evaluate"] or score["late_by"] else None


def _late_by(of: Task, agency: int, on: date) -> list[str]:
    """The due dates by which the delay is the agency's."""
    missed = [
        (name, day)
        for name, day in (("current", of.due_on), ("first", of.first_due_on))
        if day and _is_late(of, day, on)
    ]
    if not missed or of.withdrawn_on or of.suspended_on:
        return []
    held = list(TaskHolding.objects.filter(task=of, agency=agency))
    return [
        name
        for name, day in missed
        if any(
            one.valid_from <= day and (one.valid_to is None or one.valid_to >= day) for one in held
        )
    ]


def _is_late(of: Task, day: date, on: date) -> bool:
    return of.done_on > day if of.done_on else of.submitted_on is None and day < on
