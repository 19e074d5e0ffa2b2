"""Gia hạn: who leads asks for another due day, who may decides; every day it had is kept."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.tasks import errors
from phoihop.tasks.asking_models import OPEN_EXTENSION
from phoihop.tasks.models import ExtensionRequest, Task, TaskDue
from phoihop.tasks.notices import tell_deciders, tell_lead
from phoihop.tasks.services.common import asked_before, day_of, lock, locked, refuse_stopped
from phoihop.tasks.services.parts import check_within


@dataclass(frozen=True)
class ExtensionFacts:
    """Until when, and why."""

    due_on: date
    reason: str


@transaction.atomic
def ask_extension(
    task: Task, facts: ExtensionFacts, *, by: User, at: datetime, form_key: str = ""
) -> ExtensionRequest:
    """The lead agency asks for a later due day.

    Raises PermissionDenied, TaskClosed, TaskSuspended, AlreadyWaiting, NoDueDate, NewDueNotLater,
    NewDuePast, DueAfterParent, ReasonRequired, ExtensionAsked. The same form_key a second time
    gives the request of the first time.
    """
    form_key = form_key or uuid.uuid4().hex
    task = locked(task, by, "tasks.ask_extension")
    sent = list(ExtensionRequest.objects.filter(form_key=form_key))
    if asked_before(sent, task, by):
        return sent[0]
    refuse_stopped(task)
    if task.submitted_on is not None:
        raise errors.AlreadyWaiting
    _check_later(task, facts.due_on, day_of(at))
    if facts.due_on < day_of(at):
        raise errors.NewDuePast
    reason = _reason(facts.reason)
    if task.extensions.filter(OPEN_EXTENSION).exists():
        raise errors.ExtensionAsked
    if by.acting_agency is None or task.due_on is None:  # locked() and _check_later came first
        raise PermissionDenied
    asked = ExtensionRequest.objects.create(
        task=task,
        agency=by.acting_agency,
        due_on=facts.due_on,
        from_due_on=task.due_on,
        reason=reason,
        asked_at=at,
        asked_by=by,
        form_key=form_key,
    )
    said: dict[str, object] = {"asked_due_on": asked.due_on, "reason": reason}
    audit.record("extension.asked", task, by=by, at=at, changes=None, **said)
    tell_deciders(task, "tasks.extension_asked", by=by, at=at, words=reason)
    return asked


@transaction.atomic
def take_back_extension(extension: ExtensionRequest, *, by: User, at: datetime) -> Task:
    """The lead agency wants no extension any more. Raises PermissionDenied, NoExtensionOpen."""
    task = locked(extension.task, by, "tasks.take_back_extension")
    extension = _open(extension)
    extension.taken_back_at = at
    extension.save(update_fields=["taken_back_at"])
    changes = {"asked_due_on": (extension.due_on, None)}
    audit.record("extension.taken_back", task, by=by, at=at, changes=changes)
    tell_deciders(task, "tasks.extension_taken_back", by=by, at=at)
    return task


@transaction.atomic
def approve_extension(
    extension: ExtensionRequest, *, by: User, at: datetime, answer: str = ""
) -> Task:
    """Grant the day that was asked for; the first due day stays.

    For the approver of extensions of the assigning agency, or who stands in. Raises
    PermissionDenied, NoExtensionOpen, TaskClosed, TaskSuspended, NewDueNotLater, DueAfterParent.
    """
    task = lock(extension.task)
    by = authorised(by, "tasks.decide_extension", task, day_of(at))
    extension = _open(extension)
    refuse_stopped(task)
    _check_later(task, extension.due_on, day_of(at))
    old = task.due_on
    _decide(extension, by, at, granted=True, answer=answer)
    put_due(task, extension.due_on, extension.reason, by=by, at=at)
    said = {"reason": extension.reason} | ({"answer": extension.answer} if answer.strip() else {})
    changes = {"due_on": (old, task.due_on)}
    audit.record("extension.approved", task, by=by, at=at, changes=changes, **said)
    also = {extension.asked_by_id}
    tell_lead(task, "tasks.extension_approved", by=by, at=at, words=extension.answer, also=also)
    return task


@transaction.atomic
def refuse_extension(extension: ExtensionRequest, *, reason: str, by: User, at: datetime) -> Task:
    """The due day stays. Raises PermissionDenied, NoExtensionOpen, ReasonRequired, TaskClosed,
    TaskSuspended.
    """
    task = lock(extension.task)
    by = authorised(by, "tasks.decide_extension", task, day_of(at))
    extension = _open(extension)
    refuse_stopped(task)
    _decide(extension, by, at, granted=False, answer=_reason(reason))
    changes = {"asked_due_on": (extension.due_on, None)}
    said = {"reason": extension.answer}
    audit.record("extension.refused", task, by=by, at=at, changes=changes, **said)
    also = {extension.asked_by_id}
    tell_lead(task, "tasks.extension_refused", by=by, at=at, words=extension.answer, also=also)
    return task


@transaction.atomic
def move_due(task: Task, due_on: date, *, reason: str, by: User, at: datetime) -> Task:
    """The assigning agency moves the due day itself, earlier or later; the first one stays.

    It is the same right as to decide extensions: else nobody would need to be asked. A request
    that is open has lost its object. Raises PermissionDenied, TaskClosed, TaskSuspended,
    AlreadyWaiting, NoDueDate, SameDue, NewDuePast, DueAfterParent, PartsDueLater, ReasonRequired.
    """
    task = lock(task)
    by = authorised(by, "tasks.move_due", task, day_of(at))
    refuse_stopped(task)
    if task.submitted_on is not None:
        raise errors.AlreadyWaiting
    if task.due_on is None:
        raise errors.NoDueDate
    if due_on == task.due_on:
        raise errors.SameDue
    if due_on < day_of(at):
        raise errors.NewDuePast
    if task.parent is not None:
        check_within(task.parent, due_on, overdue_on=day_of(at))
    if task.parts.filter(done_on=None, withdrawn_on=None, due_on__gt=due_on).exists():
        raise errors.PartsDueLater
    reason = _reason(reason)
    lapse_extension(task, by=by, at=at)
    changes = {"due_on": (task.due_on, due_on)}
    put_due(task, due_on, reason, by=by, at=at)
    audit.record("task.due_moved", task, by=by, at=at, changes=changes, reason=reason)
    tell_lead(task, "tasks.due_moved", by=by, at=at, words=reason, coordinating=True)
    return task


def put_due(task: Task, due_on: date, reason: str, *, by: User, at: datetime) -> None:
    """Give a locked task another current due day, with its row; the first one stays.

    The part of an act that says who may and leaves the trace, as a year's carry-over does.
    """
    TaskDue.objects.create(
        task=task,
        due_on=due_on,
        decided_at=at,
        decided_by=by,
        decided_for=by.on_behalf_of,
        reason=reason[:500],
    )
    task.due_on = due_on
    task.save(update_fields=["due_on"])


def lapse_extension(task: Task, *, by: User | None, at: datetime) -> None:
    """What is still asked for has lost its object: the task is done, withdrawn or passed on."""
    extension = task.extensions.select_for_update().filter(OPEN_EXTENSION).first()
    if extension is None:
        return
    extension.lapsed_at = at
    extension.save(update_fields=["lapsed_at"])
    changes = {"asked_due_on": (extension.due_on, None)}
    audit.record("extension.lapsed", task, by=by, at=at, changes=changes)


def _open(extension: ExtensionRequest) -> ExtensionRequest:
    rows = ExtensionRequest.objects.select_for_update(of=("self",)).filter(OPEN_EXTENSION)
    found = rows.filter(pk=extension.pk).first()
    if found is None:
        raise errors.NoExtensionOpen
    return found


def _decide(
    extension: ExtensionRequest, by: User, at: datetime, *, granted: bool, answer: str
) -> None:
    extension.decided_at, extension.decided_by = at, by
    extension.decided_for = by.on_behalf_of
    extension.is_granted, extension.answer = granted, vntext.nfc(answer).strip()[:500]
    extension.save(
        update_fields=["decided_at", "decided_by", "decided_for", "is_granted", "answer"]
    )


def _check_later(task: Task, due_on: date, on: date) -> None:
    if task.due_on is None:
        raise errors.NoDueDate
    if due_on <= task.due_on:
        raise errors.NewDueNotLater
    if task.parent is not None:
        check_within(task.parent, due_on, overdue_on=on)


def _reason(reason: str) -> str:
    reason = vntext.nfc(reason).strip()[:500]
    if not reason:
        raise errors.ReasonRequired
    return reason
