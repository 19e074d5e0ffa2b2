"""The marks of a task beside its state, by hand."""

from datetime import date

from phoihop.tasks.models import Task
from phoihop.tasks.windows import current_window

_OWED = frozenset({"late", "back", "soon", "go", "none"})


def marks_of(task: Task, key: str, on: date) -> list[str]:
    """In the words of the screen; key: of its state."""
    marks = []
    first = task.first_due_on
    if first and first != task.due_on and key not in {"withdrawn", "paused"}:
        days = ((task.done_on or task.submitted_on or on) - first).days
        if days > 0:
            marks.append(f"quá hạn {days} ngày (ban đầu)")
    if key == "late" and task.returned_on:
        marks.append("đã bị trả lại")
    if key in _OWED and task.accepted_at is None:
        marks.append("chưa tiếp nhận")
    if key == "none" and task.rhythm:
        begun = current_window(task.rhythm, on)[0]
        if task.reported_on is None or task.reported_on < begun:
            marks.append("chưa báo cáo kỳ này")
    if task.inherited_on and key != "withdrawn":
        marks.append("nhận kế thừa")
    return marks
