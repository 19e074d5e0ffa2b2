"""What a user may do with a task as it stands: the buttons of its page."""

from django.db.models import Prefetch, QuerySet

from phoihop.accounts.models import User
from phoihop.tasks.models import ResultSubmission, Task

_NEEDS_RUNNING = {
    "accept": "tasks.accept_task",
    "update": "tasks.update_task",
    "submit": "tasks.submit_task",
    "confirm": "tasks.confirm_task",
    "return": "tasks.return_task",
    "take_back": "tasks.take_back_submission",
    "suspend": "tasks.suspend_task",
    "edit": "tasks.edit_task",
    "urge": "tasks.urge_task",
}


def possible_acts(user: User, task: Task) -> frozenset[str]:
    """Names of the acts that this user may do and the state of the task allows."""
    if task.done_on is not None or task.withdrawn_on is not None:
        return frozenset()
    possible = {
        name
        for name, permission in {
            "withdraw": "tasks.withdraw_task",
            "person": "tasks.change_person",
        }.items()
        if user.has_perm(permission, task)
    }
    if task.suspended_on is not None:
        return frozenset(possible | _if(user.has_perm("tasks.resume_task", task), "resume"))
    allowed = {name for name, perm in _NEEDS_RUNNING.items() if _fits(name, task, user, perm)}
    return frozenset(possible | allowed)


def _fits(name: str, task: Task, user: User, permission: str) -> bool:
    waits = task.submitted_on is not None
    if name in {"confirm", "return", "take_back"} and not waits:
        return False
    if name == "submit" and waits:
        return False
    if name in {"accept", "edit"} and task.accepted_at is not None:
        return False
    if name == "urge" and waits:
        return False
    if name == "update" and waits and user.has_perm("tasks.set_percent", task):
        return False
    return user.has_perm(permission, task)


def _if(condition: bool, name: str) -> set[str]:
    return {name} if condition else set()


def with_what_acts_need(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Tasks loaded so that `possible_acts` asks nothing more of any of them."""
    waiting = ResultSubmission.objects.filter(
        confirmed_at=None, returned_at=None, taken_back_at=None
    ).only("task", "by", "confirmed_at", "returned_at", "taken_back_at")
    return tasks.prefetch_related("coordinations", Prefetch("submissions", waiting))
