"""Who may evaluate, object and answer."""

import rules

from phoihop.accounts.models import User
from phoihop.accounts.permissions import is_administrator
from phoihop.scoring.models import Evaluation, EvaluationDispute, RowDispute
from phoihop.tasks.models import Task
from phoihop.tasks.people import acts_for_work


def _works_for(user: User, agency_id: int) -> bool:
    agency = user.acting_agency
    return acts_for_work(user) and agency is not None and agency.pk == agency_id


def _judges(user: User, task: Task | None) -> bool:
    """Works for the agency that assigned it; of the own agency's work its leader alone."""
    if task is None or not _works_for(user, task.assigner_id):
        return False
    return task.assigner_id != task.lead_agency_id or user.has_role("leader")


def _was_judged(user: User, evaluation: Evaluation | None) -> bool:
    return evaluation is not None and _works_for(user, evaluation.task.lead_agency_id)


def _answers_evaluation(user: User, dispute: EvaluationDispute | None) -> bool:
    """Judges the task, and did not make the objection: nobody answers the own one."""
    if dispute is None or dispute.by_id == user.pk:
        return False
    return _judges(user, dispute.evaluation.task)


def _answers_row(user: User, dispute: RowDispute | None) -> bool:
    """Judges the task, and did not ask for the second look."""
    return dispute is not None and dispute.by_id != user.pk and _judges(user, dispute.task)


def _works(user: User) -> bool:
    return acts_for_work(user)


rules.add_perm("scoring.manage_scale", is_administrator)
rules.add_perm("scoring.evaluate", rules.predicate(_judges))
rules.add_perm("scoring.dispute_evaluation", rules.predicate(_was_judged))
rules.add_perm("scoring.answer_evaluation", rules.predicate(_answers_evaluation))
rules.add_perm("scoring.dispute_row", rules.predicate(_works))
rules.add_perm("scoring.answer_row", rules.predicate(_answers_row))
