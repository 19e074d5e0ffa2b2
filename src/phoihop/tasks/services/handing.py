"""Who leaves hands over the tasks in his or her charge."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.audit import services as audit
from phoihop.inbox.services import Telling, follow_in_charge, notify_many
from phoihop.tasks import errors
from phoihop.tasks.asked import person_left
from phoihop.tasks.models import Task
from phoihop.tasks.people import works_in
from phoihop.tasks.services.common import day_of


@dataclass(frozen=True)
class TaskReceivers:
    """Who takes the tasks over: all of them, but for those named by their keys."""

    all_else: Official | None = None
    by_task: Mapping[int, Official] = field(default_factory=dict)

    def of(self, task: Task) -> Official | None:
        """Who takes this one; None: nobody was named."""
        return self.by_task.get(task.pk, self.all_else)


def open_tasks_of(official: Official, agency: Agency) -> QuerySet[Task]:
    """Tasks that the agency leads and this official is in charge of, neither done nor withdrawn."""
    return Task.objects.filter(
        lead_agency=agency, person_in_charge=official, done_on=None, withdrawn_on=None
    ).order_by("due_sort", "pk")


@transaction.atomic
def hand_over_tasks(  # noqa: PLR0913 -- from whom, where, to whom; who, when and why
    official: Official,
    agency: Agency,
    to: TaskReceivers,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> list[Task]:
    """Put others in charge of this official's open tasks; one without a receiver stays.

    Returns those handed over. The number of statements grows with the receivers, not with the
    tasks. Raises PermissionDenied, ReasonRequired, PersonElsewhere.
    """
    if not by.has_perm("tasks.hand_over_tasks"):
        raise PermissionDenied
    reason = vntext.nfc(reason).strip()
    if not reason:
        raise errors.ReasonRequired
    # Of this table alone: PostgreSQL locks no joined rows here.
    tasks = list(open_tasks_of(official, agency).select_for_update(of=("self",)))
    given: dict[Official, list[Task]] = defaultdict(list)
    for task in tasks:
        if (receiver := to.of(task)) is not None:
            given[receiver].append(task)
    for receiver, theirs in given.items():
        if receiver == official or not works_in(receiver, agency, day_of(at)):
            raise errors.PersonElsewhere
        keys = [task.pk for task in theirs]
        Task.objects.filter(pk__in=keys).update(person_in_charge=receiver, person_left_on=None)
        changes = {"person_in_charge": (official, receiver), "reason": (None, reason)}
        entries = [audit.Entry("task.person_changed", task, changes) for task in theirs]
        audit.record_many(entries, by=by, at=at)
    passed = [(task, receiver) for receiver, theirs in given.items() for task in theirs]
    told = [Telling(record=task, words=reason, officials={one.pk}) for task, one in passed]
    notify_many("tasks.person_changed", told, by=by, at=at)
    follow_in_charge([(task, one.pk, agency.pk) for task, one in passed], at)
    return [task for task, _receiver in passed]


@transaction.atomic
def notice_departed(on: date, *, at: datetime, at_most: int = 200) -> int:
    """Note which open tasks have a person in charge who works there no more; tell the lead agency.

    Each task once, until another person is in charge. Returns how many were found; at most
    `at_most`, so that the caller goes on until there are none.
    """
    rows = Task.objects.filter(person_left(on), person_left_on=None).order_by("pk")
    tasks = list(rows.select_for_update(of=("self",)).select_related("person_in_charge")[:at_most])
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(person_left_on=on)
    audit.record_many(
        [
            audit.Entry(
                "task.person_left",
                task,
                {"person_in_charge": (task.person_in_charge, None), "person_left_on": (None, on)},
            )
            for task in tasks
        ],
        by=None,
        at=at,
    )
    told = [
        Telling(record=task, words=str(task.person_in_charge), agencies={task.lead_agency_id})
        for task in tasks
    ]
    notify_many("tasks.person_left", told, by=None, at=at)
    return len(tasks)
