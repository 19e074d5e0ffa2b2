"""After an act: one task that went to the wrong agency passes on by a dated transfer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.estates import Handing
from phoihop.agencies.journal import Journal
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.succession import errors
from phoihop.succession.models import Run
from phoihop.succession.services.drafting import locked
from phoihop.tasks.models import Task
from phoihop.tasks.succession import open_tasks, settle, take_over


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """To which agency, from which day on, and why."""

    to: Agency
    on: date
    reason: str


@transaction.atomic
def transfer(run: Run, task: Task, facts: Transfer, *, by: User, at: datetime) -> Task:
    """The task passes on once more, from a day on; what the act wrote stays as it is.

    Raises PermissionDenied, NotCarriedOut, NotOfThisAct, SameHolder, TransferTooEarly,
    ReasonRequired, SuccessorEnds.
    """
    act = locked(run.act, by)
    if run.done_at is None or run.undone_at is not None:
        raise errors.NotCarriedOut
    held = open_tasks().select_for_update(of=("self",)).filter(pk=task.pk).first()
    if held is None or [Task._meta.label_lower, task.pk] not in run.records:
        raise errors.NotOfThisAct
    before = held.lead_agency
    _check(act.on, held, facts, timezone.localtime(at).date())
    reason = vntext.nfc(" ".join(facts.reason.split()))
    if not reason:
        raise errors.ReasonRequired
    journal = Journal()
    handing = Handing(
        on=facts.on,
        paper=act.paper,
        by=by,
        at=at,
        journal=journal,
        names={before.pk: before.name, facts.to.pk: facts.to.name},
    )
    take_over([held], facts.to.pk, {held.pk: reason}, facts.on, handing)
    changes: dict[str, tuple[object, object]] = {
        "lead_agency": (before, facts.to),
        "on": (None, facts.on),
        "reason": (None, reason),
    }
    audit.record("task.transferred", held, by=by, at=at, changes=changes)
    settle([held.pk])
    return held


def _check(act_on: date, task: Task, facts: Transfer, today: date) -> None:
    if facts.to.pk == task.lead_agency_id:
        raise errors.SameHolder
    if not act_on <= facts.on <= today:
        raise errors.TransferTooEarly(
            _("Choose a day from %(first)s to today.") % {"first": f"{act_on:%d/%m/%Y}"}
        )
    if not facts.to.exists_on(facts.on):
        raise errors.SuccessorEnds(
            _("%(name)s does not exist on %(day)s, so it takes over nothing.")
            % {"name": facts.to, "day": f"{facts.on:%d/%m/%Y}"}
        )
