"""A task as the templates show it: every word and day ready."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from phoihop.tasks.models import Task

# Key: class, icon, words.
STATES = {
    "late": ("late", "late", "Quá hạn"),
    "soon": ("soon", "soon", "Sắp đến hạn"),
    "go": ("go", "go", "Trong hạn"),
    "wait": ("wait", "wait", "Chờ xác nhận"),
    "back": ("back", "back", "Bị trả lại"),
    "done": ("done", "done", "Hoàn thành đúng hạn"),
    "donelate": ("donelate", "donelate", "Hoàn thành quá hạn"),
    "none": ("none", "none", "Không có hạn"),
    "paused": ("off", "off", "Tạm dừng"),
    "withdrawn": ("off", "out", "Đã thu hồi"),
}
NEARLY = 5


def state_key(task: Task, on: date) -> str:  # noqa: PLR0911 -- one line a state
    """The state that day."""
    due = task.due_on
    if task.withdrawn_on:
        return "withdrawn"
    if task.suspended_on:
        return "paused"
    if task.done_on:
        return "donelate" if due and task.done_on > due else "done"
    if task.submitted_on:
        return "wait"
    if due and due < on:
        return "late"
    if task.returned_on:
        return "back"
    if due is None:
        return "none"
    return "soon" if (due - on).days <= NEARLY else "go"


def rows_of(tasks: Iterable[Task], on: date) -> list[dict[str, Any]]:
    """Rows for the templates; lead_agency must be loaded."""
    return [row_of(task, on) for task in tasks]


def row_of(task: Task, on: date) -> dict[str, Any]:
    """One row."""
    key = state_key(task, on)
    css, icon, words = STATES[key]
    due, first = task.due_on, task.first_due_on
    left = (due - on).days if due else 0
    if key == "late":
        words = f"Quá hạn {-left} ngày"
    elif key == "soon":
        words = f"Sắp đến hạn ({left} ngày)"
    elif key == "donelate" and due and task.done_on:
        words = f"Hoàn thành quá hạn, {(task.done_on - due).days} ngày"
    elif key == "wait" and due and task.submitted_on and task.submitted_on > due:
        words = "Chờ xác nhận (quá hạn)"
    return {
        "task": task,
        "pk": task.pk,
        "key": key,
        "css": css,
        "icon": icon,
        "words": words,
        "lead": task.lead_agency.name,
        "due": f"{due:%d/%m/%Y}" if due else "",
        "due_iso": due.isoformat() if due else "",
        "first": f"{first:%d/%m/%Y}" if first and first != due else "",
        "first_iso": first.isoformat() if first else "",
        "gap": _gap(task, key, left) if due else "",
        "back_mark": key == "late" and task.returned_on is not None,
        "new_mark": key in {"late", "back", "soon", "go", "none"} and task.accepted_at is None,
    }


def _gap(task: Task, key: str, left: int) -> str:
    if key == "wait" and task.submitted_on:
        return f"gửi {task.submitted_on:%d/%m/%Y}"
    if key not in {"late", "back", "soon", "go"}:
        return ""
    if left < 0:
        return f"quá {-left} ngày"
    return f"còn {left} ngày" if left else "hạn hôm nay"
