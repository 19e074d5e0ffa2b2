"""Many tasks assigned at once, as from a list that an office kept before."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskSource
from phoihop.tasks.people import assignable_agencies, working_among
from phoihop.tasks.services.assigning import Act, TaskFacts, create_tasks, new_task, problems_of
from phoihop.tasks.services.common import day_of
from phoihop.tasks.services.naming import hold


@dataclass(frozen=True)
class ListedTask:
    """The facts of a task, and the day on which it was assigned where that is over."""

    facts: TaskFacts
    assigned_on: date | None = None


def problems_of_many(
    listed: Sequence[ListedTask], agency: Agency, on: date
) -> Iterator[list[errors.TaskRefused]]:
    """For each task what stands against it; three queries for all.

    agency: who assigns them, on that day.
    """
    pairs = [
        (one.facts.person_in_charge.pk, one.facts.lead_agency.pk)
        for one in listed
        if one.facts.person_in_charge is not None
    ]
    workers = working_among(pairs, on)
    leads = {one.facts.lead_agency.pk for one in listed}
    may = assignable_agencies(agency, on).filter(pk__in=leads)
    allowed = set(may.values_list("pk", flat=True))
    for one in listed:
        began = one.assigned_on or on
        found = list(problems_of(one.facts, began, None, workers))
        if one.facts.lead_agency.pk not in allowed:
            found.append(errors.LeadNotAllowed())
        if began > on:
            found.append(errors.AssignedInFuture())
        yield found


@transaction.atomic
def assign_many(listed: Sequence[ListedTask], *, by: User, at: datetime) -> list[Task]:
    """Assign all of them, or none.

    The number of statements grows with the hundreds of tasks, not with each. Raises
    PermissionDenied, and the first error of `problems_of_many` with its `row`.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm("tasks.assign_task"):
        raise PermissionDenied
    on = day_of(at)
    hold([agency, *(one.facts.lead_agency for one in listed)])
    for row, problems in enumerate(problems_of_many(listed, agency, on)):
        for problem in problems:
            problem.row = row
            raise problem
    act = Act(agency, by, at)
    made = []
    for one in listed:
        task = new_task(one.facts, act, uuid.uuid4().hex, TaskSource.DIRECT)
        task.assigned_on = one.assigned_on or on
        made.append((task, one.facts))
    return create_tasks(made, by=by, at=at)
