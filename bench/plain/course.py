"""The course of a task, by hand: what happened to it, the newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from phoihop.inspections.models import Finding
from phoihop.tasks.models import Explanation, ExtensionRequest, ResultSubmission, Task

Entry = dict[str, Any]


def course_of(
    task: Task,
    submissions: Sequence[ResultSubmission],
    extensions: Sequence[ExtensionRequest],
    explanations: Sequence[Explanation],
) -> list[Entry]:
    """Every entry with its words ready; the rows given are loaded with their people."""
    entries = [
        *_updates(task),
        *_submissions(task, submissions),
        *_dues(task),
        *_beginning(task),
        *_asked(task, extensions, explanations),
        *_beside(task),
    ]
    entries.sort(key=lambda entry: entry["at"], reverse=True)
    for entry in entries:
        entry["iso"] = entry["at"].isoformat()
        entry["written"] = f"{timezone.localtime(entry['at']):%d/%m/%Y %H:%M}"
    return entries


def _entry(at: datetime, icon: str, title: str, who: str, **more: Any) -> Entry:
    return {"at": at, "icon": icon, "title": title, "who": who, **more}


def _updates(task: Task) -> Iterator[Entry]:
    rows = task.updates.select_related("by", "agency").prefetch_related("evidence__file")
    for row in rows:
        title = "Không phát sinh" if row.nothing_arose else "Cập nhật phần phối hợp"
        if row.percent is not None:
            title = f"{row.percent}\u202f%"  # as the screens write it
        who = f"{row.by}, {row.agency.name}"
        yield _entry(row.at, "update", title, who, words=row.words, files=row.evidence.all())


def _submissions(task: Task, rows: Sequence[ResultSubmission]) -> Iterator[Entry]:
    for row in rows:
        who, answerer = f"{row.by}, {task.lead_agency.name}", task.assigner.name
        words = row.result
        if row.report_code:
            words += f"\nBáo cáo sơ kết, tổng kết: {row.report_code}"
        files = row.evidence.all()
        yield _entry(row.at, "send", "Gửi kết quả", who, colour="mid", words=words, files=files)
        if row.confirmed_at:
            by = f"{row.confirmed_by}, {answerer}"
            remark = row.remark
            yield _entry(row.confirmed_at, "check", "Xác nhận", by, colour="ok", words=remark)
        if row.returned_at:
            by = f"{row.returned_by}, {answerer}"
            reason = row.reason
            yield _entry(row.returned_at, "back", "Bị trả lại", by, colour="no", words=reason)
        if row.taken_back_at:
            yield _entry(row.taken_back_at, "back", "Thu lại kết quả", who)


def _dues(task: Task) -> Iterator[Entry]:
    for row in list(task.dues.select_related("decided_by"))[1:]:
        title = f"Gia hạn đến {row.due_on:%d/%m/%Y}"
        who = str(row.decided_by)
        yield _entry(row.decided_at, "extend", title, who, colour="mid", words=row.reason)


def _beginning(task: Task) -> Iterator[Entry]:
    who = f"{task.assigned_by}, {task.assigner.name}"
    yield _entry(task.assigned_at, "tasks", "Giao nhiệm vụ", who)
    if task.accepted_at:
        by = f"{task.accepted_by}, {task.lead_agency.name}"
        yield _entry(task.accepted_at, "check", "Tiếp nhận", by, colour="ok")


def _asked(
    task: Task, extensions: Sequence[ExtensionRequest], explanations: Sequence[Explanation]
) -> Iterator[Entry]:
    assigner = task.assigner.name
    for one in extensions:
        title = f"Xin gia hạn đến {one.due_on:%d/%m/%Y}"
        who = f"{one.asked_by}, {one.agency.name}"
        yield _entry(one.asked_at, "extend", title, who, words=one.reason)
        if one.taken_back_at:
            yield _entry(one.taken_back_at, "back", "Rút đề nghị gia hạn", who)
        if one.decided_at and not one.is_granted:
            by = f"{one.decided_by}, {assigner}"
            refused = "Không đồng ý gia hạn"
            yield _entry(one.decided_at, "x", refused, by, colour="no", words=one.answer)
    for row in explanations:
        title = f"Yêu cầu giải trình, trước hết ngày {row.answer_by:%d/%m/%Y}"
        by = f"{row.asked_by}, {assigner}"
        yield _entry(row.asked_at, "warn", title, by, colour="mid", words=row.question)
        if row.answered_at:
            by = f"{row.answered_by}, {row.agency.name}"
            yield _entry(row.answered_at, "comment", "Giải trình", by, words=row.answer)


def _beside(task: Task) -> Iterator[Entry]:
    """Urgings, and the finding of an inspection that the task mends."""
    urgings = task.urgings.select_related("by", "letter__document")
    for number, row in enumerate(urgings.order_by("at"), start=1):
        words = str(row.letter.document) if row.letter else row.words
        who = f"{row.by}, {task.assigner.name}"
        yield _entry(row.at, "urge", f"Đôn đốc lần {number}", who, colour="mid", words=words)
    findings = Finding.objects.filter(task=task).select_related("check_made__plan__owner")
    for finding in findings:
        plan = finding.check_made.plan
        yield _entry(
            finding.sent_at or finding.made_at,
            "eye",
            f"Từ cuộc kiểm tra: {plan}",
            plan.owner.name,
            colour="mid",
            words=finding.text,
            url=f"/kiem-tra/phat-hien/{finding.pk}/",
        )
