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
from phoihop.tasks.services.contributing import finish_contribution
from phoihop.tasks.services.rolling import has_parts, roll_up


@dataclass(frozen=True)
class UpdateFacts:
    """A progress report: percent is the lead agency's word alone; None keeps the last one.

    Of a task with parts the percentage is that of its parts, and nobody says one.
    """

    words: str = ""
    percent: int | None = None
    nothing_arose: bool = False
    files: Sequence[NamedFile] = ()
    # Of a coordinating agency: with this update its part is done.
    part_done: bool = False


@dataclass(frozen=True)
class ResultFacts:
    """What is handed in: the result in words, its evidence, the review report it names."""

    result: str
    files: Sequence[NamedFile] = ()
    report_code: str = ""
    # Said by who hands it in: parts of it are not finished.
    despite_parts: bool = False


@transaction.atomic
def accept_task(task: Task, *, by: User, at: datetime) -> Task:
    """The lead agency takes the task on. Raises PermissionDenied, AlreadyAccepted, TaskClosed."""
    task = locked(task, by, "tasks.accept_task")
    refuse_stopped(task)
    if task.accepted_at is not None:
        raise errors.AlreadyAccepted
    accept(task, by, at)
    audit.record("task.accepted", task, by=by, at=at)
    tell_followers(task, "tasks.accepted", by=by, at=at)
    return task


def accept(task: Task, by: User, at: datetime) -> None:
    """Whatever the lead agency does with a task accepts it."""
    task.accepted_at, task.accepted_by = at, by
    task.save(update_fields=["accepted_at", "accepted_by"])


@transaction.atomic
def post_update(
    task: Task, facts: UpdateFacts, *, by: User, at: datetime, form_key: str = ""
) -> Update:
    """Report progress: the lead agency with a percentage, a coordinating one in words only.

    Raises PermissionDenied, WordsRequired, PercentRequired, PercentOfParts, AlreadyWaiting,
    TaskClosed, TaskSuspended. The same form_key a second time gives the update of the first time.
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
    says_percent = is_lead and not has_parts(task)
    _check_update(facts, is_lead=is_lead, says_percent=says_percent)
    agency = by.acting_agency
    if agency is None:  # has_perm said otherwise; said for the type
        raise PermissionDenied
    percent = facts.percent if says_percent else None
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
    if facts.part_done and not is_lead:
        changes |= finish_contribution(task, agency, by=by, at=at)
    said: dict[str, object] = {"words": update.words} if update.words else {"nothing_arose": True}
    if files:
        said["evidence"] = [file.name for file in files]
    changes |= {name: (None, value) for name, value in said.items()}
    audit.record("task.updated", task, by=by, at=at, changes=changes)
    roll_up(task, by=by, at=at)
    if "part_done_on" in changes:
        tell_lead(task, "tasks.contribution_done", by=by, at=at, words=update.words)
    else:
        tell_followers(task, "tasks.updated", by=by, at=at, words=update.words)
    return update


def _check_update(facts: UpdateFacts, *, is_lead: bool, says_percent: bool) -> None:
    if not facts.nothing_arose and not facts.words.strip():
        raise errors.WordsRequired
    if says_percent and not facts.nothing_arose and facts.percent is None:
        raise errors.PercentRequired
    if is_lead and not says_percent and facts.percent is not None:
        raise errors.PercentOfParts


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
    if update.agency_id == task.lead_agency_id:
        task.reported_on = day_of(at)
        fields.append("reported_on")
    task.save(update_fields=fields)
    if update.agency_id == task.lead_agency_id and task.accepted_at is None:
        accept(task, by, at)
        changes["accepted_at"] = (None, at)
    return changes


@transaction.atomic
def submit_result(
    task: Task, facts: ResultFacts, *, by: User, at: datetime, form_key: str = ""
) -> ResultSubmission:
    """The lead agency reports the task done and waits for an answer.

    Raises PermissionDenied, ResultRequired, PartsOpen, AlreadyWaiting, TaskClosed, TaskSuspended.
    The percentage stays that of the last update until the result is confirmed.
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
    unfinished = task.parts.filter(done_on=None, withdrawn_on=None).count()
    if unfinished and not facts.despite_parts:
        raise errors.PartsOpen
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
        accept(task, by, at)
    said: dict[str, object] = {"result": submission.result, "submitted_on": submission.on}
    if submission.report_code:
        said["report"] = submission.report_code
    if unfinished:
        said["open_parts"] = unfinished
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
    task = locked(task, by, "tasks.submit_task")
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
        task.person_left_on = None
        task.save(update_fields=["person_left_on"])
        tell_lead(task, "tasks.person_changed", by=by, at=at)
        inbox.follow_in_charge([(task, person.pk, task.lead_agency_id)], at)
    return task
