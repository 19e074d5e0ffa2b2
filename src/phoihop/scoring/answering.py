"""Objections and second looks that wait for an answer: of which tasks, and whose."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency
from phoihop.scoring.models import EvaluationDispute, RowDispute
from phoihop.tasks.people import acts_for_work

# The filter of the list of tasks, which Today and the daily mail count.
OBJECTED = "objected"
_EVALUATED = "evaluation__task"


def open_looks() -> "QuerySet[RowDispute]":
    """Requests for a second look at a figure that nobody has answered."""
    return RowDispute.objects.filter(answered_at=None)


def open_objections() -> "QuerySet[EvaluationDispute]":
    """Objections to evaluations that nobody has answered."""
    return EvaluationDispute.objects.filter(answered_at=None)


def to_answer(user: User, agency: Agency, _on: date) -> Q:
    """Tasks of which this user may answer one; the same rule as permissions: who judges the task,
    of the own agency's work its leader alone, and never who made the objection.
    """
    if not acts_for_work(user):
        return Q(pk__in=[])
    judged = Q(assigner=agency)
    if not user.has_role(Role.LEADER):
        judged &= ~Q(lead_agency=agency)
    return judged & (_of(open_looks(), "task", user) | _of(open_objections(), _EVALUATED, user))


def _of(rows: "QuerySet[Any]", way: str, user: User) -> Q:
    return Q(pk__in=rows.exclude(by=user).order_by().values(way))
