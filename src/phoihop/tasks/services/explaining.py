"""Yêu cầu giải trình: who assigned asks why it is late or was returned; who leads answers."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.tasks import errors
from phoihop.tasks.asking_models import OPEN_EXPLANATION
from phoihop.tasks.models import Explanation, Task
from phoihop.tasks.notices import tell_assigner, tell_lead
from phoihop.tasks.services.common import asked_before, day_of, locked, refuse_stopped
from phoihop.tasks.states import key_of


@dataclass(frozen=True)
class ExplanationFacts:
    """What is to be explained, and by when."""

    question: str
    answer_by: date


@transaction.atomic
def ask_explanation(
    task: Task, facts: ExplanationFacts, *, by: User, at: datetime, form_key: str = ""
) -> Explanation:
    """Ask the lead agency to explain an overdue or returned task.

    Raises PermissionDenied, TaskClosed, TaskSuspended, NothingToExplain, QuestionRequired,
    AnswerByPast, ExplanationAsked. The same form_key a second time gives the first request.
    """
    form_key = form_key or uuid.uuid4().hex
    task = locked(task, by, "tasks.ask_explanation")
    sent = list(Explanation.objects.filter(form_key=form_key))
    if asked_before(sent, task, by):
        return sent[0]
    refuse_stopped(task)
    if key_of(task, day_of(at), 0) not in {"late", "back"}:
        raise errors.NothingToExplain
    question = vntext.nfc(facts.question).strip()[:1000]
    if not question:
        raise errors.QuestionRequired
    if facts.answer_by < day_of(at):
        raise errors.AnswerByPast
    if task.explanations.filter(OPEN_EXPLANATION).exists():
        raise errors.ExplanationAsked
    asked = Explanation.objects.create(
        task=task,
        question=question,
        answer_by=facts.answer_by,
        asked_at=at,
        asked_by=by,
        agency_id=task.lead_agency_id,
        form_key=form_key,
    )
    said: dict[str, object] = {"question": question, "answer_by": asked.answer_by}
    audit.record("explanation.asked", task, by=by, at=at, changes=None, **said)
    tell_lead(task, "tasks.explanation_asked", by=by, at=at, words=question)
    return asked


@transaction.atomic
def answer_explanation(
    explanation: Explanation, *, answer: str, by: User, at: datetime
) -> Explanation:
    """The lead agency explains; the state of the task stays what it is.

    Raises PermissionDenied, NoExplanationOpen, AnswerRequired.
    """
    task = locked(explanation.task, by, "tasks.answer_explanation")
    explanation = _open(explanation)
    answer = vntext.nfc(answer).strip()
    if not answer:
        raise errors.AnswerRequired
    explanation.answer, explanation.answered_at, explanation.answered_by = answer, at, by
    explanation.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record("explanation.answered", task, by=by, at=at, answer=answer)
    tell_assigner(task, "tasks.explanation_answered", by=by, at=at, words=answer)
    return explanation


@transaction.atomic
def cancel_explanation(explanation: Explanation, *, by: User, at: datetime) -> Task:
    """Who assigned needs no answer any more. Raises PermissionDenied, NoExplanationOpen."""
    task = locked(explanation.task, by, "tasks.cancel_explanation")
    explanation = _open(explanation)
    _cancel(explanation, task, by, at)
    tell_lead(task, "tasks.explanation_cancelled", by=by, at=at)
    return task


def drop_explanation(task: Task, *, by: User, at: datetime) -> None:
    """Nobody is asked any more: the task is withdrawn, or passed to another agency."""
    explanation = task.explanations.select_for_update().filter(OPEN_EXPLANATION).first()
    if explanation is not None:
        _cancel(explanation, task, by, at)


def _cancel(explanation: Explanation, task: Task, by: User, at: datetime) -> None:
    explanation.cancelled_at = at
    explanation.save(update_fields=["cancelled_at"])
    changes = {"question": (explanation.question, None)}
    audit.record("explanation.cancelled", task, by=by, at=at, changes=changes)


def _open(explanation: Explanation) -> Explanation:
    rows = Explanation.objects.select_for_update(of=("self",)).filter(OPEN_EXPLANATION)
    found = rows.filter(pk=explanation.pk).first()
    if found is None:
        raise errors.NoExplanationOpen
    return found
