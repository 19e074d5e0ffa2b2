"""Who may do what to a task. What its state allows is said by the services."""

import rules
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.delegating import Right, add_right
from phoihop.accounts.models import Membership, User
from phoihop.accounts.permissions import is_administrator
from phoihop.agreements.acting import acts_for_drafter
from phoihop.agreements.models import Agreement
from phoihop.documents.keepers import took_over
from phoihop.documents.models import Document
from phoihop.tasks.models import RecurringTask, ResultSubmission, Task
from phoihop.tasks.people import WORKING_ROLES, acts_for_work
from phoihop.ui import clock

ANSWERING = "tasks.answer"
EXTENDING = "tasks.approve_extensions"


def _works_for(user: User, agency_id: int) -> bool:
    agency = user.acting_agency
    return acts_for_work(user) and agency is not None and agency.pk == agency_id


def _may_assign(user: User, _obj: object) -> bool:
    """Specialists and leaders; to whom is a matter of `people.assignable_agencies`."""
    return acts_for_work(user)


def _may_assign_items(user: User, agreement: Agreement | None) -> bool:
    """The agency that drafted the agreement assigns its contents, or who stands in for it."""
    agency = user.acting_agency
    if agreement is None or agency is None or not acts_for_work(user):
        return False
    return acts_for_drafter(agreement, agency, clock.today())


def _may_assign_duties(user: User, document: Document | None) -> bool:
    """The agency in whose register the paper stands assigns what its leader wrote on it."""
    return document is not None and _works_for(user, document.owner_id)


def _may_assign_reviews(user: User, document: Document | None) -> bool:
    """Who keeps the milestones of the paper gives them out."""
    agency = user.acting_agency
    if document is None or agency is None or not acts_for_work(user):
        return False
    return document.owner_id == agency.pk or took_over(agency, document.pk)


def _leads(user: User, task: Task | None) -> bool:
    """Works for the lead agency."""
    return task is not None and _works_for(user, task.lead_agency_id)


def _coordinates(user: User, task: Task | None) -> bool:
    """Works for a coordinating agency."""
    if task is None or not acts_for_work(user):
        return False
    agency = user.acting_agency
    return any(row.agency_id == (agency and agency.pk) for row in task.coordinations.all())


def _assigned_it(user: User, task: Task | None) -> bool:
    """Works for the agency that assigned the task."""
    return task is not None and _works_for(user, task.assigner_id)


def _urges(user: User, task: Task | None) -> bool:
    """Works for the agency that assigned the task, to another one."""
    return _assigned_it(user, task) and task is not None and task.assigner_id != task.lead_agency_id


def _moves_due(user: User, task: Task | None) -> bool:
    """Decides about extensions in the agency that assigned the task."""
    member = user.acting
    return _assigned_it(user, task) and member is not None and member.may_approve_extensions


def _may_answer(user: User, task: Task | None) -> bool:
    """Confirms or returns: the assigning agency.

    Of a task that one's own agency leads: its leader. Never who submitted it, as who works for
    both agencies may have.
    """
    if task is None or not _works_for(user, task.assigner_id) or _handed_it_in(user, task):
        return False
    return task.assigner_id != task.lead_agency_id or user.has_role("leader")


def _handed_it_in(user: User, task: Task | None) -> bool:
    """Handed in the result that waits: no right of anybody lets one confirm the own work."""
    return task is not None and any(row.by_id == user.pk for row in _waiting(task))


def _answers(member: Membership) -> bool:
    """Confirms and returns by role."""
    return member.role in WORKING_ROLES


def _may_decide_due(user: User, task: Task | None) -> bool:
    """Approves extensions for the agency that assigned the task, and did not ask for this one."""
    if task is None or not _works_for(user, task.assigner_id) or user.acting is None:
        return False
    return user.acting.may_approve_extensions and not _asked_for_it(user, task)


def _asked_for_it(user: User, task: Task | None) -> bool:
    """Asked for the extension that is open."""
    if task is None:
        return False
    return any(row.is_open and row.asked_by_id == user.pk for row in task.extensions.all())


def _approves(member: Membership) -> bool:
    """Has the right beside a role that decides."""
    return member.may_approve_extensions and member.role in WORKING_ROLES


def _assigned_recurring(user: User, recurring: RecurringTask | None) -> bool:
    """Works for the agency that assigns it anew each period."""
    return recurring is not None and _works_for(user, recurring.assigner_id)


def _submitted_it(user: User, task: Task | None) -> bool:
    """Handed in, for the lead agency, the result that waits."""
    return _leads(user, task) and _handed_it_in(user, task)


def _waiting(task: Task) -> list[ResultSubmission]:
    """What awaits an answer; asked of all rows, which a list of tasks has loaded beforehand."""
    return [row for row in task.submissions.all() if row.waits]


# Called, not used as decorators, which have no types.
may_assign = rules.predicate(_may_assign)
may_assign_items = rules.predicate(_may_assign_items)
may_assign_duties = rules.predicate(_may_assign_duties)
leads = rules.predicate(_leads)
coordinates = rules.predicate(_coordinates)
assigned_it = rules.predicate(_assigned_it)
urges = rules.predicate(_urges)
submitted_it = rules.predicate(_submitted_it)
assigned_recurring = rules.predicate(_assigned_recurring)

rules.add_perm("tasks.assign_task", may_assign)
rules.add_perm("tasks.assign_items", may_assign_items)
rules.add_perm("tasks.assign_duties", may_assign_duties)
rules.add_perm("tasks.assign_reviews", rules.predicate(_may_assign_reviews))
rules.add_perm("tasks.accept_task", leads)
rules.add_perm("tasks.update_task", leads | coordinates)
rules.add_perm("tasks.set_percent", leads)
rules.add_perm("tasks.submit_task", leads)
rules.add_perm("tasks.take_back_submission", submitted_it)
rules.add_perm("tasks.change_person", leads)
add_right(
    Right(
        ANSWERING,
        _("Confirm and return results"),
        ("tasks.confirm_task", "tasks.return_task"),
        own=_may_answer,
        given_by=_answers,
        barred=_handed_it_in,
    )
)
# With the seat of who leaves; the lead agency itself changes a single one.
rules.add_perm("tasks.hand_over_tasks", is_administrator)
rules.add_perm("tasks.edit_task", assigned_it)
rules.add_perm("tasks.urge_task", urges)
rules.add_perm("tasks.suspend_task", assigned_it)
rules.add_perm("tasks.resume_task", assigned_it)
rules.add_perm("tasks.withdraw_task", assigned_it)
rules.add_perm("tasks.change_lead", assigned_it)
rules.add_perm("tasks.ask_extension", leads)
rules.add_perm("tasks.take_back_extension", leads)
add_right(
    Right(
        EXTENDING,
        _("Decide on extensions, move due dates"),
        ("tasks.decide_extension", "tasks.move_due"),
        own=_may_decide_due,
        given_by=_approves,
        barred=_asked_for_it,
    )
)
rules.add_perm("tasks.assign_part", leads)
rules.add_perm("tasks.set_contribution", leads | assigned_it)
rules.add_perm("tasks.finish_contribution", coordinates)
rules.add_perm("tasks.ask_explanation", assigned_it)
rules.add_perm("tasks.cancel_explanation", assigned_it)
rules.add_perm("tasks.answer_explanation", leads)
rules.add_perm("tasks.stop_recurring", assigned_recurring)
