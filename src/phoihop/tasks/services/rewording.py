"""What an amendment of its agreement changes in a task that is under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskCoordination
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.services.common import day_of, locked, put_in_search, refuse_stopped
from phoihop.tasks.services.naming import hold_living
from phoihop.tasks.viewers import reindex_viewers


@dataclass(frozen=True)
class Rewording:
    """What the task says from now on; "" and None: as before. coordinating: all of them."""

    title: str = ""
    product: str = ""
    coordinating: Sequence[Agency] | None = None


@transaction.atomic
def reword_task(task: Task, wording: Rewording, *, reason: str, by: User, at: datetime) -> Task:
    """Let an open task say what the amended text says, also after it was accepted.

    Lead agency and due dates have acts of their own. A part that is done stays on record. Raises
    PermissionDenied, TaskClosed, TaskSuspended, AlreadyWaiting, ReasonRequired, LeadCoordinates,
    AgencyEnded.
    """
    hold_living(wording.coordinating or (), day_of(at))
    task = locked(task, by, "tasks.change_lead")
    refuse_stopped(task)
    if task.submitted_on is not None:
        raise errors.AlreadyWaiting
    reason = vntext.nfc(reason).strip()
    if not reason:
        raise errors.ReasonRequired
    changes: dict[str, tuple[object, object]] = {}
    for name in ("title", "product"):
        old, new = getattr(task, name), getattr(wording, name)
        if new and new != old:
            changes[name] = (old, new)
            setattr(task, name, new)
    changes |= _coordinate(task, wording.coordinating)
    if not changes:
        return task
    task.save(update_fields=["title", "product"])
    audit.record("task.corrected", task, by=by, at=at, changes=changes, reason=reason)
    put_in_search([task])
    reindex_viewers([task.pk])
    tell_lead(task, "tasks.corrected", by=by, at=at, words=reason, coordinating=True)
    return task


def _coordinate(task: Task, agencies: Sequence[Agency] | None) -> dict[str, tuple[object, object]]:
    if agencies is None:
        return {}
    if task.lead_agency in agencies:
        raise errors.LeadCoordinates
    rows = list(task.coordinations.select_related("agency"))
    held = {row.agency_id for row in rows}
    wanted = {agency.pk for agency in agencies}
    going = [row for row in rows if row.agency_id not in wanted and row.done_on is None]
    coming = [agency for agency in agencies if agency.pk not in held]
    if not going and not coming:
        return {}
    TaskCoordination.objects.filter(pk__in=[row.pk for row in going]).delete()
    TaskCoordination.objects.bulk_create(
        TaskCoordination(task=task, agency=agency) for agency in coming
    )
    left = [row.agency for row in rows if row not in going]
    before = [str(row.agency) for row in rows]
    return {"coordinating_agencies": (before, [str(one) for one in (*left, *coming)])}
