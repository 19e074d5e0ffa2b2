"""What a user may do with a task as it stands: the buttons of its page."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from phoihop.accounts.models import User
from phoihop.tasks.asking_models import OPEN_EXPLANATION, OPEN_EXTENSION
from phoihop.tasks.models import Explanation, ExtensionRequest, ResultSubmission, Task
from phoihop.tasks.states import key_of

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
    "part": "tasks.assign_part",
    "lead": "tasks.change_lead",
    "contribution": "tasks.set_contribution",
    "move_due": "tasks.move_due",
    "extend": "tasks.ask_extension",
    "extend_back": "tasks.take_back_extension",
    "extend_decide": "tasks.decide_extension",
    "explain": "tasks.ask_explanation",
}
_NOT_WHILE_WAITING = {"submit", "part", "lead", "move_due", "extend"}


def possible_acts(user: User, task: Task, on: date) -> frozenset[str]:
    """Names of the acts that this user may do and the state of the task allows that day."""
    answering = _explaining(user, task)
    if task.done_on is not None or task.withdrawn_on is not None:
        return answering
    possible = {
        name
        for name, permission in {
            "withdraw": "tasks.withdraw_task",
            "person": "tasks.change_person",
        }.items()
        if user.has_perm(permission, task)
    }
    possible |= answering
    if task.suspended_on is not None:
        return frozenset(possible | _if(user.has_perm("tasks.resume_task", task), "resume"))
    asked = any(row.is_open for row in task.extensions.all())
    allowed = {
        name
        for name, permission in _NEEDS_RUNNING.items()
        if _is_time(name, task, on, asked=asked) and _fits(name, task, user, permission)
    }
    return frozenset(possible | (allowed - ({"explain"} if answering else set())))


def _explaining(user: User, task: Task) -> frozenset[str]:
    """Answering an explanation that is asked for, or asking no more; done tasks as well."""
    if not any(row.is_open for row in task.explanations.all()):
        return frozenset()
    acts = {
        "explain_answer": "tasks.answer_explanation",
        "explain_cancel": "tasks.cancel_explanation",
    }
    return frozenset(name for name, perm in acts.items() if user.has_perm(perm, task))


def _is_time(name: str, task: Task, on: date, *, asked: bool) -> bool:
    """Whether the task as it stands that day asks for the act; asked: an extension is open."""
    if name in {"extend_back", "extend_decide"}:
        return asked
    if name == "extend" and asked:
        return False
    if name in {"extend", "move_due"} and task.due_on is None:
        return False
    if name == "extend" and _ends_with_parent(task):
        return False
    if name == "explain":
        return key_of(task, on, 0) in {"late", "back"}
    return True


def _ends_with_parent(task: Task) -> bool:
    """A part that is due with the task above it has no later day to ask for."""
    last = task.parent.due_on if task.parent is not None else None
    return last is not None and task.due_on is not None and task.due_on >= last


def _fits(name: str, task: Task, user: User, permission: str) -> bool:
    waits = task.submitted_on is not None
    if name in {"confirm", "return", "take_back"} and not waits:
        return False
    if name in _NOT_WHILE_WAITING and waits:
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


def load_what_acts_need(tasks: Sequence[Task]) -> None:
    """Load, in four queries, what `possible_acts` asks of these tasks beside themselves.

    The task above each must be loaded with it.
    """
    waiting = ResultSubmission.objects.filter(
        confirmed_at=None, returned_at=None, taken_back_at=None
    ).only("task", "by", "confirmed_at", "returned_at", "taken_back_at")
    prefetch_related_objects(
        tasks,
        "coordinations",
        Prefetch("submissions", waiting),
        Prefetch("extensions", ExtensionRequest.objects.filter(OPEN_EXTENSION)),
        Prefetch("explanations", Explanation.objects.filter(OPEN_EXPLANATION)),
    )
