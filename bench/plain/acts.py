"""What one may do with a task, by hand: the buttons of its page and the menu of its card."""

from dataclasses import dataclass
from datetime import date

from phoihop.accounts.models import Membership, Role, User
from phoihop.tasks.models import Explanation, ExtensionRequest, ResultSubmission, Task


@dataclass(frozen=True)
class Beside:
    """What stands beside a task: the result that waits and what is asked for, None for nothing.

    joins: the agency acted for coordinates.
    """

    joins: bool
    waiting: ResultSubmission | None
    extension: ExtensionRequest | None
    explanation: Explanation | None


def acts_of(task: Task, user: User, on: date, beside: Beside) -> set[str]:
    """Names of the acts; lent rights are left out."""
    member = user.acting
    if member is None or member.role not in {Role.SPECIALIST, Role.LEADER}:
        return set()
    leads, assigned = (key == member.agency_id for key in (task.lead_agency_id, task.assigner_id))
    acts = set()
    if beside.explanation:
        acts |= _if(leads, "explain_answer") | _if(assigned, "explain_cancel")
    if task.done_on or task.withdrawn_on:
        return acts
    acts |= _if(assigned, "withdraw") | _if(leads, "person")
    if task.suspended_on:
        return acts | _if(assigned, "resume")
    if leads:
        acts |= _of_lead(task, user, beside)
    elif beside.joins:
        acts.add("update")
    if assigned:
        acts |= _of_assigner(task, member, on, beside, leads=leads)
    return acts | _if(leads or assigned, "contribution")


def _of_lead(task: Task, user: User, beside: Beside) -> set[str]:
    acts = _if(task.accepted_at is None, "accept")
    if beside.extension:
        acts.add("extend_back")
    if task.submitted_on:
        own = beside.waiting is not None and beside.waiting.by_id == user.pk
        return acts | _if(own, "take_back")
    last = task.parent.due_on if task.parent else None
    later = task.due_on is not None and not (last and task.due_on >= last)
    return acts | {"submit", "part", "update"} | _if(later and not beside.extension, "extend")


def _of_assigner(
    task: Task, member: Membership, on: date, beside: Beside, *, leads: bool
) -> set[str]:
    acts = {"suspend"} | _if(task.accepted_at is None, "edit")
    asked = beside.extension
    decides = member.may_approve_extensions and not (asked and asked.asked_by_id == member.user_id)
    acts |= _if(bool(asked) and decides, "extend_decide")
    if task.submitted_on:
        handed = beside.waiting is not None and beside.waiting.by_id == member.user_id
        answers = not leads or (member.role == Role.LEADER and not handed)
        return acts | ({"confirm", "return"} if answers else set())
    late = bool(task.due_on and task.due_on < on) or task.returned_on is not None
    acts |= {"lead"} | _if(late and beside.explanation is None, "explain")
    return acts | _if(not leads, "urge") | _if(decides and task.due_on is not None, "move_due")


def _if(fits: bool, name: str) -> set[str]:
    return {name} if fits else set()
