"""Correct a task before the lead agency has accepted it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.inbox import services as inbox
from phoihop.inbox.services import Telling, notify_many
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskCoordination, TaskDue, TaskDuty, TaskSource
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.people import assignable_agencies, works_in
from phoihop.tasks.services.assigning import TaskFacts, check_facts
from phoihop.tasks.services.common import day_of, locked, put_in_search, refuse_stopped
from phoihop.tasks.services.duties import is_after_leader
from phoihop.tasks.services.explaining import drop_explanation
from phoihop.tasks.services.naming import hold, hold_living
from phoihop.tasks.services.parts import check_within
from phoihop.tasks.services.reassigning import put_holder
from phoihop.tasks.viewers import reindex_viewers


@transaction.atomic
def edit_task(task: Task, facts: TaskFacts, *, by: User, at: datetime) -> Task:
    """Correct the six clear items before the lead agency has accepted them.

    Raises PermissionDenied, TaskClosed, TaskSuspended, AcceptedCannotEdit, DueHasHistory,
    DueReached, LeadHasHistory, NewDuePast, PartsDueLater and the errors of `assign_task`. The due
    date of a task that nobody accepted yet is corrected, not extended: the first one changes with
    it. Where the due date was set anew, another agency led the task before, or the due day is over,
    neither is corrected any more: who was late is a fact by then. What was typed wrong the same day
    may still be put right. A task from the contents of an agreement stays one.
    """
    hold([facts.lead_agency, *facts.coordinating])
    task = locked(task, by, "tasks.edit_task")
    refuse_stopped(task)
    if task.accepted_at is not None:
        raise errors.AcceptedCannotEdit
    check_facts(facts, task.assigned_on, workers=_workers(task, facts, day_of(at)))
    _check_bounds(task, facts, day_of(at))
    redated = (facts.due_on, facts.rhythm) != (task.due_on, task.rhythm)
    if redated:
        _refuse_redating(task, facts, day_of(at))
    old_lead = task.lead_agency if facts.lead_agency.pk != task.lead_agency_id else None
    if old_lead is not None:
        _refuse_new_lead(task, facts, day_of(at))
    rows = list(task.coordinations.select_related("agency"))
    before = {row.agency: row.part for row in rows}
    dues = {row.agency: row.due_on for row in rows if row.due_on}
    values = {
        "title": facts.title,
        "detail": facts.detail,
        "product": facts.product,
        "lead_agency": facts.lead_agency,
        "person_in_charge": facts.person_in_charge,
        "authority": facts.authority,
        "due_on": facts.due_on,
        "rhythm": facts.rhythm,
        "document": facts.document,
        "clause": facts.clause,
    }
    changes: dict[str, tuple[object, object]] = {
        name: (getattr(task, name), new)
        for name, new in values.items()
        if getattr(task, name) != new
    }
    if before != dict(facts.coordinating) or dues != dict(facts.part_dues):
        changes["coordinating_agencies"] = (
            _parts(before, dues),
            _parts(facts.coordinating, facts.part_dues),
        )
    if not changes:
        return task
    newly = {facts.lead_agency, *facts.coordinating} - {task.lead_agency, *before}
    hold_living(newly, day_of(at))
    _correct(task, values, facts)
    if old_lead is not None:
        put_holder(task, facts.lead_agency, "", at)
    if redated:
        _redate(task, by, at)
    audit.record("task.corrected", task, by=by, at=at, changes=changes)
    put_in_search([task])
    reindex_viewers([task.pk])
    if old_lead is not None:
        drop_explanation(task, by=by, at=at)
        left = Telling(record=task, agencies={old_lead.pk})
        notify_many("tasks.lead_taken", [left], by=by, at=at)
    tell_lead(task, "tasks.corrected", by=by, at=at, coordinating=True)
    inbox.follow_in_charge([(task, task.person_in_charge_id, task.lead_agency_id)], at)
    return task


def _check_bounds(task: Task, facts: TaskFacts, on: date) -> None:
    """A part is due within the task above it, what a leader ordered within the leader's day."""
    if facts.due_on is not None:
        later = task.parts.filter(done_on=None, withdrawn_on=None, due_on__gt=facts.due_on)
        if later.exists():
            raise errors.PartsDueLater
    if task.parent is not None and facts.due_on != task.due_on:
        check_within(task.parent, facts.due_on, overdue_on=on)
    link = TaskDuty.objects.select_related("duty").filter(task=task).first()
    if link is not None and is_after_leader(link.duty, facts.due_on, on):
        raise errors.DueAfterLeader


def _workers(task: Task, facts: TaskFacts, on: date) -> set[tuple[int, int]] | None:
    """Who may be in charge: who is already, and whoever works there today. None: ask as usual."""
    person = facts.person_in_charge
    if person is None:
        return None
    kept = (person.pk, facts.lead_agency.pk) == (task.person_in_charge_id, task.lead_agency_id)
    fits = kept or works_in(person, facts.lead_agency, on)
    return {(person.pk, facts.lead_agency.pk)} if fits else set()


def _refuse_redating(task: Task, facts: TaskFacts, on: date) -> None:
    """Raise where the due date is a fact by now, or the new one would be over already."""
    if _has_history(task):
        raise errors.DueHasHistory
    if _typed_on(task) == on:
        return
    if _due_is_over(task, on):
        raise errors.DueReached
    if facts.due_on is not None and facts.due_on < on:
        raise errors.NewDuePast


def _refuse_new_lead(task: Task, facts: TaskFacts, on: date) -> None:
    """Raise where the agency may not be given the task, or the old one was late with it."""
    if not assignable_agencies(task.assigner, on).filter(pk=facts.lead_agency.pk).exists():
        raise errors.LeadNotAllowed
    if _due_is_over(task, on) and _typed_on(task) != on:
        raise errors.LeadHasHistory


def _due_is_over(task: Task, on: date) -> bool:
    return task.due_on is not None and task.due_on < on


def _typed_on(task: Task) -> date:
    """The day the task was entered, which may be later than the day it was given."""
    return day_of(task.assigned_at)


def _has_history(task: Task) -> bool:
    """Its due date or its lead agency is no longer the one it was assigned with."""
    return (
        task.inherited_on is not None
        or task.dues.count() > 1
        or task.holdings.count() > 1
        or task.extensions.exists()
    )


def _redate(task: Task, by: User, at: datetime) -> None:
    """The due date was a mistake: the right one stands as if it had been the first."""
    task.dues.all().delete()
    if task.due_on is not None:
        TaskDue.objects.create(task=task, due_on=task.due_on, decided_at=at, decided_by=by)


def _parts(coordinating: Mapping[Agency, str], dues: Mapping[Agency, date]) -> list[str]:
    said = []
    for agency, part in coordinating.items():
        due = dues.get(agency)
        more = "; ".join(words for words in (part, f"{due:%d/%m/%Y}" if due else "") if words)
        said.append(f"{agency}: {more}" if more else str(agency))
    return said


def _correct(task: Task, values: Mapping[str, object], facts: TaskFacts) -> None:
    for name, value in values.items():
        setattr(task, name, value)
    if not _has_history(task):  # together, as the table asks; see _redate
        task.first_due_on = facts.due_on
    if task.source not in {TaskSource.ITEM, TaskSource.PART}:
        task.source = TaskSource.CLAUSE if facts.document else TaskSource.DIRECT
    task.save(update_fields=[*values, "first_due_on", "source"])
    task.coordinations.exclude(agency__in=list(facts.coordinating)).delete()
    for agency, part in facts.coordinating.items():
        TaskCoordination.objects.update_or_create(
            task=task, agency=agency, defaults={"part": part, "due_on": facts.part_dues.get(agency)}
        )
