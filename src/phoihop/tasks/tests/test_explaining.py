"""Requests for explanation: on late or returned tasks only, answered by the lead agency."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.audit.models import Event
from phoihop.tasks import errors, services
from phoihop.tasks.asked import explanation_state, explanations_owed
from phoihop.tasks.models import Explanation, Task
from phoihop.tasks.services import ExplanationFacts, ResultFacts
from phoihop.tasks.states import key_of
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
ASKED = datetime(2019, 6, 5, 9, tzinfo=NOW.tzinfo)
ANSWER_BY = date(2019, 6, 9)


@pytest.fixture
def task(cast: Cast) -> Task:
    return TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)


def _by(by: User, at: datetime, other: dict[str, Any]) -> Any:
    """Who and when, as far as the case says nothing else."""
    return {"by": by, "at": at} | other


def ask(task: Task, cast: Cast, **other: Any) -> Explanation:
    facts = ExplanationFacts("Vì sao chưa xong?", ANSWER_BY)
    return services.ask_explanation(task, facts, **_by(cast.issuer, ASKED, other))


def test_an_answer_closes_the_request_and_not_the_task(cast: Cast, task: Task) -> None:
    asked = ask(task, cast, by=cast.issuer_leader)
    owed = Task.objects.filter(explanations_owed(cast.lead_agency))
    assert list(owed) == [task]
    assert explanation_state(asked, ANSWER_BY) == ("soon", "Chờ giải trình")
    assert explanation_state(asked, ANSWER_BY + timedelta(days=1)) == ("late", "Quá hạn giải trình")

    services.answer_explanation(
        asked, answer="Hoãn vì dịch bệnh", by=cast.lead, at=ASKED + timedelta(days=3)
    )

    asked.refresh_from_db()
    assert explanation_state(asked, date(2019, 12, 1)) == ("done", "Đã giải trình")
    task.refresh_from_db()
    assert key_of(task, date(2019, 6, 9), 5) == "late"
    assert not owed.all().exists()
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "explanation.asked",
        "explanation.answered",
    ]


def test_a_late_answer_is_marked(cast: Cast, task: Task) -> None:
    asked = services.answer_explanation(
        ask(task, cast), answer="Vì mưa", by=cast.lead, at=ASKED + timedelta(days=6)
    )
    assert explanation_state(asked, date(2019, 7, 1)) == (
        "donelate",
        "Đã giải trình, muộn 2 ngày",
    )


def test_only_a_late_or_returned_task_is_to_be_explained(cast: Cast, task: Task) -> None:
    with pytest.raises(errors.NothingToExplain):
        ask(task, cast, at=NOW)
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=ASKED)
    with pytest.raises(errors.NothingToExplain):
        ask(task, cast)
    assert not Explanation.objects.exists()

    fresh = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.submit_result(fresh, ResultFacts("Đã xong"), by=cast.lead, at=NOW)
    services.return_task(fresh, reason="Thiếu", by=cast.issuer, at=NOW)
    assert ask(fresh, cast, at=NOW).task == fresh


@pytest.mark.parametrize("who", ["lead", "lead_leader", "partner", "outsider", "inspector"])
def test_only_who_assigned_asks(cast: Cast, task: Task, who: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(task, cast, by=getattr(cast, who))


@pytest.mark.parametrize("who", ["issuer", "partner", "outsider", "inspector"])
def test_only_the_lead_agency_answers(cast: Cast, task: Task, who: str) -> None:
    asked = ask(task, cast)
    with pytest.raises(PermissionDenied):
        services.answer_explanation(asked, answer="Vì", by=getattr(cast, who), at=ASKED)


def test_what_is_asked_and_answered_is_not_empty(cast: Cast, task: Task) -> None:
    with pytest.raises(errors.QuestionRequired):
        services.ask_explanation(task, ExplanationFacts(" ", ANSWER_BY), by=cast.issuer, at=ASKED)
    with pytest.raises(errors.AnswerByPast):
        services.ask_explanation(
            task, ExplanationFacts("Vì sao?", date(2019, 6, 4)), by=cast.issuer, at=ASKED
        )
    asked = ask(task, cast)
    with pytest.raises(errors.ExplanationAsked):
        ask(task, cast)
    with pytest.raises(errors.AnswerRequired):
        services.answer_explanation(asked, answer="", by=cast.lead, at=ASKED)
    services.cancel_explanation(asked, by=cast.issuer, at=ASKED)
    with pytest.raises(errors.NoExplanationOpen):
        services.answer_explanation(asked, answer="Vì", by=cast.lead, at=ASKED)
    assert explanation_state(Explanation.objects.get(), ANSWER_BY) == ("withdrawn", "Đã hủy")


def test_a_withdrawn_task_needs_no_explanation(cast: Cast, task: Task) -> None:
    ask(task, cast)
    services.withdraw_task(task, reason="Không còn cần", by=cast.issuer, at=ASKED)
    assert not Task.objects.filter(explanations_owed(cast.lead_agency)).exists()
