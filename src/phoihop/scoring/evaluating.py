"""Evaluate a confirmed task; the lead agency may object once, and is answered."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.inbox.services import Telling, notify_many
from phoihop.scoring import errors
from phoihop.scoring.models import Evaluation, EvaluationDispute, Grade
from phoihop.scoring.scale import dispute_days, in_use
from phoihop.tasks.models import Task


@transaction.atomic
def evaluate(task: Task, grade: Grade, *, words: str, by: User, at: datetime) -> Evaluation:
    """Give a mark and words, or correct them while they may still change; the same twice is once.

    Raises PermissionDenied, NotFinished, GradeNotInUse, Frozen, DisputeOpen.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
    if not by.has_perm("scoring.evaluate", task):
        raise PermissionDenied
    if task.done_on is None:
        raise errors.NotFinished
    on = _day(at)
    _refuse_unused(grade, on)
    there = Evaluation.objects.select_for_update().filter(task=task).first()
    if there is not None:
        _refuse_settled(there, on)
    said = vntext.nfc(words).strip()
    if there is not None and (there.grade, there.words) == (grade, said):
        return there  # the same form again
    until = Evaluation.last_day(on, dispute_days())
    if there is None:
        there = Evaluation.objects.create(
            task=task,
            grade=grade,
            words=said,
            agency=task.assigner,
            by=by,
            at=at,
            open_until=until,
        )
        changes: dict[str, tuple[object, object]] = {"grade": (None, grade), "words": (None, said)}
        audit.record("task.evaluated", task, by=by, at=at, changes=changes)
    else:
        _correct(there, grade, said, by, at, until)
    _tell_lead(task, "scoring.evaluated", str(grade), by, at)
    return there


def _correct(  # noqa: PLR0913, PLR0917 -- the facts of the correction
    evaluation: Evaluation, grade: Grade, words: str, by: User, at: datetime, until: date
) -> None:
    changes: dict[str, tuple[object, object]] = {
        "grade": (evaluation.grade, grade),
        "words": (evaluation.words, words),
    }
    evaluation.grade, evaluation.words, evaluation.by, evaluation.at = grade, words, by, at
    evaluation.open_until = until
    evaluation.save(update_fields=["grade", "words", "by", "at", "open_until"])
    differing = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    audit.record("task.evaluated", evaluation.task, by=by, at=at, changes=differing)


def _refuse_unused(grade: Grade, on: date) -> None:
    if not in_use(on).filter(pk=grade.pk).exists():
        raise errors.GradeNotInUse


def _refuse_settled(evaluation: Evaluation, on: date) -> None:
    if any(dispute.is_open for dispute in evaluation.disputes.all()):
        raise errors.DisputeOpen
    if evaluation.is_frozen(on):
        raise errors.Frozen


@transaction.atomic
def dispute_evaluation(
    evaluation: Evaluation, *, words: str, by: User, at: datetime
) -> EvaluationDispute:
    """The lead agency says why it does not agree, once and in time.

    Raises PermissionDenied, DisputedAlready, Frozen, WordsNeeded.
    """
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if not by.has_perm("scoring.dispute_evaluation", evaluation):
        raise PermissionDenied
    if evaluation.disputes.exists():
        raise errors.DisputedAlready
    if evaluation.is_frozen(_day(at)):
        raise errors.Frozen
    said = vntext.nfc(words).strip()
    if not said:
        raise errors.WordsNeeded
    task = evaluation.task
    dispute = EvaluationDispute.objects.create(
        evaluation=evaluation, agency=task.lead_agency, words=said, by=by, at=at
    )
    audit.record("task.evaluation_disputed", task, by=by, at=at, words=said)
    telling = Telling(
        record=task, words=said, users={evaluation.by_id}, agencies={task.assigner_id}
    )
    notify_many("scoring.evaluation_disputed", [telling], by=by, at=at)
    return dispute


@transaction.atomic
def answer_dispute(  # noqa: PLR0913 -- the facts of the answer, all by name
    dispute: EvaluationDispute,
    *,
    is_accepted: bool,
    answer: str,
    grade: Grade | None = None,
    by: User,
    at: datetime,
) -> EvaluationDispute:
    """Accept, with another mark if wanted, or decline; the evaluation then stands.

    Raises PermissionDenied, AnsweredAlready, AnswerNeeded, GradeNotInUse.
    """
    dispute = EvaluationDispute.objects.select_for_update().get(pk=dispute.pk)
    if not by.has_perm("scoring.answer_evaluation", dispute):
        raise PermissionDenied
    if not dispute.is_open:
        raise errors.AnsweredAlready
    said = vntext.nfc(answer).strip()
    if not said:
        raise errors.AnswerNeeded
    evaluation = dispute.evaluation
    changes: dict[str, tuple[object, object]] = {"is_accepted": (None, is_accepted)}
    if is_accepted and grade is not None and grade != evaluation.grade:
        _refuse_unused(grade, _day(at))
        changes["grade"] = (evaluation.grade, grade)
        evaluation.grade = grade
        evaluation.save(update_fields=["grade"])
    dispute.is_accepted, dispute.answer = is_accepted, said
    dispute.answered_by, dispute.answered_at = by, at
    dispute.save(update_fields=["is_accepted", "answer", "answered_by", "answered_at"])
    task = evaluation.task
    audit.record("task.evaluation_answered", task, by=by, at=at, changes=changes, answer=said)
    _tell_lead(task, "scoring.evaluation_answered", said, by, at, {dispute.by_id})
    return dispute


def _tell_lead(  # noqa: PLR0913, PLR0917 -- whom, of what, by whom, when
    task: Task, verb: str, words: str, by: User, at: datetime, also: set[int] | None = None
) -> None:
    telling = Telling(
        record=task,
        words=words,
        users=also or set(),
        officials={task.person_in_charge_id},
        agencies={task.lead_agency_id},
    )
    notify_many(verb, [telling], by=by, at=at)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
