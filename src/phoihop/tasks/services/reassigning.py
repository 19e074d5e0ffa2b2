"""Chuyển cơ quan chủ trì: another agency goes on with the task; who held it before is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.audit import services as audit
from phoihop.inbox import services as inbox
from phoihop.inbox.services import Telling, notify_many
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskHolding
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.people import assignable_agencies, works_in
from phoihop.tasks.services.common import day_of, locked, put_in_search, refuse_stopped
from phoihop.tasks.services.dues import lapse_extension
from phoihop.tasks.services.explaining import drop_explanation
from phoihop.tasks.services.naming import hold
from phoihop.tasks.services.parts import open_parts
from phoihop.tasks.viewers import reindex_viewers


@dataclass(frozen=True)
class LeadFacts:
    """Who goes on with it, and why."""

    lead_agency: Agency
    person_in_charge: Official | None
    reason: str


@transaction.atomic
def change_lead(task: Task, facts: LeadFacts, *, by: User, at: datetime) -> Task:
    """Pass a task to another lead agency, with its facts and both due days.

    A delay up to this day stays with who held it then (tasks.holding). The new lead has not
    accepted it yet; what the old one asked for or was asked lapses; its open parts are from now on
    the new lead's to confirm. Raises PermissionDenied, TaskClosed, TaskSuspended, AlreadyWaiting,
    SameLead, LeadNotAllowed, PersonRequired, PersonElsewhere, ReasonRequired.
    """
    hold([facts.lead_agency])
    task = locked(task, by, "tasks.change_lead")
    refuse_stopped(task)
    if task.submitted_on is not None:
        raise errors.AlreadyWaiting
    reason = _check(task, facts, at)
    old = task.lead_agency
    lapse_extension(task, by=by, at=at)
    drop_explanation(task, by=by, at=at)
    changes: dict[str, tuple[object, object]] = {
        "lead_agency": (old, facts.lead_agency),
        "person_in_charge": (task.person_in_charge, facts.person_in_charge),
    }
    if task.coordinations.filter(agency=facts.lead_agency).delete()[0]:
        changes["coordinating_agencies"] = ([str(facts.lead_agency)], None)
    _pass_on(task, facts, reason, at)
    audit.record("task.lead_changed", task, by=by, at=at, changes=changes, reason=reason)
    parts = _pass_parts_on(task, by, at)
    put_in_search([task, *parts])
    reindex_viewers([task.pk])
    notify_many(
        "tasks.lead_taken", [Telling(record=task, words=reason, agencies={old.pk})], by=by, at=at
    )
    tell_lead(task, "tasks.lead_changed", by=by, at=at, words=reason, coordinating=True)
    inbox.follow_in_charge([(task, task.person_in_charge_id, task.lead_agency_id)], at)
    return task


def _check(task: Task, facts: LeadFacts, at: datetime) -> str:
    """The reason, once everything else fits."""
    if facts.lead_agency.pk == task.lead_agency_id:
        raise errors.SameLead
    allowed = assignable_agencies(task.assigner, day_of(at))
    if not allowed.filter(pk=facts.lead_agency.pk).exists():
        raise errors.LeadNotAllowed
    if facts.person_in_charge is None:
        raise errors.PersonRequired
    if not works_in(facts.person_in_charge, facts.lead_agency, day_of(at)):
        raise errors.PersonElsewhere
    reason = vntext.nfc(facts.reason).strip()
    if not reason:
        raise errors.ReasonRequired
    return reason


def _pass_on(task: Task, facts: LeadFacts, reason: str, at: datetime) -> None:
    if facts.person_in_charge is None:  # _check came first; said for the type
        raise errors.PersonRequired
    put_holder(task, facts.lead_agency, reason, at)
    task.lead_agency, task.person_in_charge = facts.lead_agency, facts.person_in_charge
    task.accepted_at = task.accepted_by = task.person_left_on = None
    task.save(
        update_fields=[
            "lead_agency",
            "person_in_charge",
            "accepted_at",
            "accepted_by",
            "person_left_on",
        ]
    )


def put_holder(task: Task, agency: Agency, why: str, at: datetime) -> None:
    """From this day on the agency holds the task; who began to hold it today never did."""
    on = day_of(at)
    held = task.holdings.get(valid_to=None)
    if held.valid_from >= on:
        held.agency, held.why = agency, why[:300]
        held.save(update_fields=["agency", "why"])
        return
    held.valid_to = on - timedelta(days=1)
    held.save(update_fields=["valid_to"])
    TaskHolding.objects.create(task=task, agency=agency, valid_from=on, why=why[:300])


def _pass_parts_on(task: Task, by: User, at: datetime) -> list[Task]:
    """Its open parts are the new lead's from now on: as they stand then."""
    parts = open_parts(task)
    entries = [
        audit.Entry("task.assigner_changed", part, {"assigner": (part.assigner, task.lead_agency)})
        for part in parts
    ]
    Task.objects.filter(pk__in=[part.pk for part in parts]).update(assigner=task.lead_agency)
    audit.record_many(entries, by=by, at=at)
    for part in parts:
        part.assigner = task.lead_agency
    return parts
