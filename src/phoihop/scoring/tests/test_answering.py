"""Objections that wait for an answer: listed for just those who may answer them."""

import pytest

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.scoring.answering import to_answer
from phoihop.scoring.models import Evaluation, EvaluationDispute, Grade, RowDispute
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
ON = NOW.date()


def _asked_again(task: Task, by: User, *, answered: bool = False) -> RowDispute:
    agency = by.acting_agency
    assert agency is not None
    answer = {"is_accepted": False, "answer": "Không", "answered_by": by, "answered_at": NOW}
    made: RowDispute = RowDispute.objects.create(
        task=task,
        agency=agency,
        deadline="current",
        words="Xem lại",
        by=by,
        at=NOW,
        **(answer if answered else {}),
    )
    return made


def _objected(task: Task, by: User, judge: User) -> EvaluationDispute:
    grade = Grade.objects.create(words=f"Mức {task.pk}", order=1, valid_from=ON)
    evaluation = Evaluation.objects.create(
        task=task, grade=grade, agency=task.assigner, by=judge, at=NOW, open_until=ON
    )
    made: EvaluationDispute = EvaluationDispute.objects.create(
        evaluation=evaluation, agency=task.lead_agency, words="Không đúng", by=by, at=NOW
    )
    return made


def test_the_list_holds_what_one_may_answer_and_nothing_else(cast: Cast) -> None:
    office = cast.issuer_agency
    leader = UserFactory.create(agency=office, role=Role.LEADER)
    viewer = UserFactory.create(agency=office, role=Role.VIEWER)
    given, own, told = (
        TaskFactory.create(assigner=office, lead_agency=agency)
        for agency in (cast.lead_agency, office, cast.lead_agency)
    )
    elsewhere = TaskFactory.create(assigner=cast.lead_agency, lead_agency=cast.partner_agency)
    settled = TaskFactory.create(assigner=office, lead_agency=cast.lead_agency)
    rows = [
        _asked_again(given, cast.lead),
        _asked_again(own, cast.issuer),
        _asked_again(elsewhere, cast.partner),
    ]
    _asked_again(settled, cast.lead, answered=True)
    objections = [_objected(told, cast.lead, cast.issuer)]

    for user in (leader, viewer, cast.issuer, cast.lead, cast.partner, cast.inspector):
        assert user.acting_agency is not None
        listed = set(Task.objects.filter(to_answer(user, user.acting_agency, ON)))
        may = {row.task for row in rows if user.has_perm("scoring.answer_row", row)}
        may |= {
            row.evaluation.task
            for row in objections
            if user.has_perm("scoring.answer_evaluation", row)
        }
        assert listed == may, user
    assert set(Task.objects.filter(to_answer(leader, office, ON))) == {given, own, told}
    assert set(Task.objects.filter(to_answer(cast.issuer, office, ON))) == {given, told}
