"""What the lead and coordinating agencies do: accept, report progress, hand in the result."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.audit import services as audit
from phoihop.inbox import services as inbox
from phoihop.tasks import errors
from phoihop.tasks.models import ResultSubmission, Task, Update
from phoihop.tasks.notices import tell_assigner, tell_followers, tell_lead
from phoihop.tasks.people import works_in
from phoihop.tasks.services.common import (
    NamedFile,
    attach,
    day_of,
    locked,
    refuse_stopped,
    sent_before,
)


@dataclass(frozen=True)
class UpdateFacts:
    """A progress report: percent is the lead agency's word alone; None keeps the last one."""

    words: str = ""
    percent: int | None = None
    nothing_arose: bool = False
    files: Sequence[NamedFile] = ()


@dataclass(frozen=True)
class ResultFacts:
    """What is handed in: the result in words, its evidence, the review report it names."""

    result: str
    files: Sequence[NamedFile] = ()
    report_code: str = ""


@transaction.atomic
def accept_task(task: Task, *, by: User, at: datetime) -> Task:
    """The lead agency takes the task on. Raises PermissionDenied, AlreadyAccepted, TaskClosed."""
    task = locked(task, by, "tasks.accept_task")
    refuse_stopped(task)
    if task.accepted_at is not None:
        raise errors.AlreadyAccepted
    _accept(task, by, at)
    audit.record("task.accepted", task, by=by, at=at)
    tell_followers(task, "tasks.accepted", by=by, at=at)
    return task


def _accept(task: Task, by: User, at: datetime) -> None:
    task.accepted_at, task.accepted_by = at, by
    task.save(update_fields=["accepted_at", "accepted_by"])


@transaction.atomic
def post_update(
    task: Task, facts: UpdateFacts, *, by: User, at: datetime, form_key: str = ""
) -> Update:
    """Report progress: the lead agency with a percentage, a coordinating one in words only.

    Raises PermissionDenied, WordsRequired, PercentRequired, AlreadyWaiting, TaskClosed,
    TaskSuspended. The same form_key a second time gives the update of the first time.
    """
    form_key = form_key or uuid.uuid4().hex
    task = locked(task, by, "tasks.update_task")
    sent = list(Update.objects.filter(form_key=form_key))
    if sent_before(sent, task, by):
        return sent[0]
    refuse_stopped(task)
    is_lead = by.has_perm("tasks.set_percent", task)
    if is_lead and task.submitted_on is not None:
        raise errors.AlreadyWaiting
    _check_update(facts, is_lead=is_lead)
    agency = by.acting_agency
    if agency is None:  # has_perm said otherwise; said for the type
        raise PermissionDenied
    percent = facts.percent if is_lead else None
    update = Update.objects.create(
        task=task,
        agency=agency,
        by=by,
        at=at,
        percent=percent,
        words=vntext.nfc(facts.words).strip(),
        nothing_arose=facts.nothing_arose,
        form_key=form_key,
    )
    files = attach(update, facts.files)
    changes = _take_percent(task, update, by, at)
    said: dict[str, object] = {"words": update.words} if update.words else {"nothing_arose": True}
    if files:
        said["evidence"] = [file.name for file in files]
    changes |= {name: (None, value) for name, value in said.items()}
    audit.record("task.updated", task, by=by, at=at, changes=changes)
    tell_followers(task, "tasks.updated", by=by, at=at, words=update.words)
    return update


def _check_update(facts: UpdateFacts, *, is_lead: bool) -> None:
    if not facts.nothing_arose and not facts.words.strip():
        raise errors.WordsRequired
    if is_lead and not facts.nothing_arose and facts.percent is None:
        raise errors.PercentRequired


def _take_percent(
    task: Task, update: Update, by: User, at: datetime
) -> dict[str, tuple[object, object]]:
    """The task's current percentage follows the lead's last update; reporting is accepting."""
    changes: dict[str, tuple[object, object]] = {}
    fields = ["updated_at"]
    task.updated_at = at
    if update.percent is not None and update.percent != task.percent:
        changes["percent"] = (task.percent, update.percent)
        task.percent = update.percent
        fields.append("percent")
    task.save(update_fields=fields)
    if update.agency_id == task.lead_agency_id and task.accepted_at is None:
        _accept(task, by, at)
        changes["accepted_at"] = (None, at)
    return changes


@transaction.atomic
def submit_result(
    task: Task, facts: ResultFacts, *, by: User, at: datetime, form_key: str = ""
) -> ResultSubmission:
    """The lead agency reports the task done and waits for an answer.

    Raises PermissionDenied, ResultRequired, AlreadyWaiting, TaskClosed, TaskSuspended. The
    percentage stays that of the last update until the result is confirmed.
    """
    form_key = form_key or uuid.uuid4().hex
    task = locked(task, by, "tasks.submit_task")
    sent = list(ResultSubmission.objects.filter(form_key=form_key))
    if sent_before(sent, task, by):
        return sent[0]
    refuse_stopped(task)
    if task.submitted_on is not None:
        raise errors.AlreadyWaiting
    if not facts.result.strip():
        raise errors.ResultRequired
    submission = ResultSubmission.objects.create(
        task=task,
        on=day_of(at),
        at=at,
        by=by,
        result=vntext.nfc(facts.result).strip(),
        report_code=vntext.nfc(facts.report_code).strip()[:90],
        form_key=form_key,
    )
    evidence = attach(submission, facts.files)
    task.submitted_on, task.returned_on, task.updated_at = submission.on, None, at
    task.save(update_fields=["submitted_on", "returned_on", "updated_at"])
    if task.accepted_at is None:
        _accept(task, by, at)
    said: dict[str, object] = {"result": submission.result, "submitted_on": submission.on}
    if submission.report_code:
        said["report"] = submission.report_code
    if evidence:
        said["evidence"] = [file.name for file in evidence]
    changes = {name: (None, value) for name, value in said.items()}
    audit.record("task.submitted", task, by=by, at=at, changes=changes)
    tell_assigner(task, "tasks.submitted", by=by, at=at, words=submission.result)
    return submission


@transaction.atomic
def take_back_submission(task: Task, *, by: User, at: datetime) -> Task:
    """Who handed in the result takes it back before it is answered; it stays readable.

    Raises NothingWaits, PermissionDenied.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
    if not by.has_perm("tasks.submit_task", task):
        raise PermissionDenied
    if task.submitted_on is None:
        raise errors.NothingWaits
    if not by.has_perm("tasks.take_back_submission", task):
        raise PermissionDenied
    refuse_stopped(task)
    submission = task.submissions.get(confirmed_at=None, returned_at=None, taken_back_at=None)
    submission.taken_back_at = at
    submission.save(update_fields=["taken_back_at"])
    returned = task.submissions.filter(returned_at__isnull=False).order_by("-returned_at").first()
    old = task.submitted_on
    task.submitted_on = None
    if returned is not None and returned.returned_at is not None:
        task.returned_on = day_of(returned.returned_at)
    task.save(update_fields=["submitted_on", "returned_on"])
    audit.record("submission.taken_back", task, by=by, at=at, changes={"submitted_on": (old, None)})
    tell_assigner(task, "tasks.taken_back", by=by, at=at)
    return task


@transaction.atomic
def change_person(task: Task, person: Official | None, *, by: User, at: datetime) -> Task:
    """The lead agency puts another of its officials in charge.

    Raises PermissionDenied, PersonRequired, PersonElsewhere, TaskClosed.
    """
    task = locked(task, by, "tasks.change_person")
    if task.done_on is not None or task.withdrawn_on is not None:
        raise errors.TaskClosed
    if person is None:
        raise errors.PersonRequired
    if not works_in(person, task.lead_agency, day_of(at)):
        raise errors.PersonElsewhere
    if audit.save_changes(
        task, {"person_in_charge": person}, verb="task.person_changed", by=by, at=at
    ):
        tell_lead(task, "tasks.person_changed", by=by, at=at)
        inbox.follow_in_charge([(task, person.pk, task.lead_agency_id)], at)
    return task
