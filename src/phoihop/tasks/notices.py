"""Who is told of which act on a task, in the transaction of the act.

Duties go to who has to do something: the person in charge and the contact persons of the lead
agency, the contact persons of coordinating ones, who assigned it. Followers hear of every act.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from phoihop.accounts.models import Membership, User
from phoihop.agencies.models import Agency
from phoihop.inbox.services import Telling, following, notify_many
from phoihop.tasks.models import Task, TaskCoordination


def tell_followers(task: Task, verb: str, *, by: User, at: datetime, words: str = "") -> None:
    """Tell those who follow the task."""
    notify_many(verb, [Telling(record=task, words=words, followers=True)], by=by, at=at)


def tell_lead(  # noqa: PLR0913 -- the facts of a notice, all by name
    task: Task,
    verb: str,
    *,
    by: User,
    at: datetime,
    words: str = "",
    also: Collection[int] = (),
    coordinating: bool = False,
) -> None:
    """Tell the lead agency and followers; also: ids of users; with `coordinating` all agencies."""
    agencies = {task.lead_agency_id}
    if coordinating:
        agencies |= set(task.coordinations.values_list("agency", flat=True))
    telling = Telling(
        record=task,
        words=words,
        users=also,
        officials={task.person_in_charge_id},
        agencies=agencies,
        followers=True,
    )
    notify_many(verb, [telling], by=by, at=at)


@dataclass(frozen=True)
class Word:
    """What is told of one task among many; also: ids of users."""

    task: Task
    words: str = ""
    also: Collection[int] = ()


def tell_leads(
    told: Sequence[Word], verb: str, *, by: User, at: datetime, coordinating: bool = False
) -> None:
    """As `tell_lead`, of many tasks in as many statements as of one."""
    agencies: dict[int, set[int]] = defaultdict(set)
    if coordinating:
        rows = TaskCoordination.objects.filter(task__in=[word.task.pk for word in told])
        for task, agency in rows.values_list("task", "agency"):
            agencies[task].add(agency)
    tellings = [
        Telling(
            record=word.task,
            words=word.words,
            users=set(word.also),
            officials={word.task.person_in_charge_id},
            agencies={word.task.lead_agency_id} | agencies[word.task.pk],
            followers=True,
        )
        for word in told
    ]
    if tellings:
        notify_many(verb, tellings, by=by, at=at)


def tell_assigner(task: Task, verb: str, *, by: User, at: datetime, words: str = "") -> None:
    """Tell who assigned the task, the contact persons of that agency, and followers."""
    telling = Telling(
        record=task,
        words=words,
        users={task.assigned_by_id},
        agencies={task.assigner_id},
        followers=True,
    )
    notify_many(verb, [telling], by=by, at=at)


def tell_deciders(task: Task, verb: str, *, by: User, at: datetime, words: str = "") -> None:
    """Tell who decides on extensions of the assigning agency, and followers."""
    approvers = Membership.objects.current().filter(
        agency=task.assigner_id, may_approve_extensions=True, user__is_active=True
    )
    telling = Telling(
        record=task,
        words=words,
        users=set(approvers.values_list("user", flat=True)) | {task.assigned_by_id},
        agencies={task.assigner_id},
        followers=True,
    )
    notify_many(verb, [telling], by=by, at=at)


def tell_assigned(tasks: Mapping[Task, Collection[Agency]], *, by: User, at: datetime) -> None:
    """Tell lead and coordinating agencies of new tasks; who assigns and who is in charge follow.

    tasks: {task: its coordinating agencies}. The number of statements does not depend on how
    many tasks there are.
    """
    lead = [
        Telling(record=task, officials={task.person_in_charge_id}, agencies={task.lead_agency_id})
        for task in tasks
    ]
    notify_many("tasks.assigned", lead, by=by, at=at)
    parts = [
        Telling(record=task, agencies={agency.pk for agency in agencies})
        for task, agencies in tasks.items()
        if agencies
    ]
    if parts:
        notify_many("tasks.coordinating", parts, by=by, at=at)
    mine = [(by.pk, task.assigner_id) for task in tasks]
    following.follow_quietly(following.ASSIGNED, mine, tasks, at)
    following.follow_in_charge(
        [(task, task.person_in_charge_id, task.lead_agency_id) for task in tasks], at
    )
