"""What the home screen asks: what is owed, what waits, what changed, what comes."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from phoihop.accounts.delegating import givers_of
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit.models import Event
from phoihop.tasks.counted import of_agency
from phoihop.tasks.models import ResultSubmission, Task, TaskCoordination, TaskViewer
from phoihop.tasks.people import acts_for_work
from phoihop.tasks.permissions import ANSWERING
from phoihop.tasks.states import condition

_FEW = 500
_NOT_STOPPED = Q(withdrawn_on=None, suspended_on=None)


def owed_by(agency: Agency, on: date) -> "QuerySet[Task]":
    """Tasks the agency owes, overdue ones first; the list shows them under "mine=owed"."""
    return Task.objects.filter(of_agency("owed", agency, on)).for_rows().order_by("due_sort", "pk")


def waiting_for(user: User, on: date) -> "QuerySet[Task]":
    """Submitted results that this user may confirm or return that day, oldest submission first.

    By the own right, or for someone who is away (accounts.delegating).
    """
    agency = user.acting_agency
    if agency is None or not user.is_active:
        return Task.objects.none()
    answered = [_answered_by(user)] if acts_for_work(user) else []
    for giver in givers_of(user, ANSWERING, on):
        answered.append(_answered_by(giver) & ~_handed_in_by(user))
    if not answered:
        return Task.objects.none()
    waiting = Task.objects.filter(
        _NOT_STOPPED, assigner=agency, done_on=None, submitted_on__isnull=False
    )
    return waiting.filter(reduce(or_, answered)).for_rows().order_by("submitted_on", "pk")


def _answered_by(user: User) -> Q:
    """As permissions._may_answer, of tasks that the user's agency assigned."""
    not_own = ~_handed_in_by(user)
    return not_own if user.has_role("leader") else ~Q(lead_agency=user.acting_agency) & not_own


def _handed_in_by(user: User) -> Q:
    own = ResultSubmission.objects.filter(
        by=user, confirmed_at=None, returned_at=None, taken_back_at=None
    )
    return Q(pk__in=own.values("task"))


def recently_changed(user: User, since: datetime, limit: int = 10) -> list[Event]:
    """The newest acts of others on tasks whose words this user may read; newest first.

    Each event has `task`, the task it is about. Of one who reads few tasks these are looked up;
    of one who reads many the newest events are, until there are enough.
    """
    few = Task.objects.visible_keys(user, TaskViewer.WORDS, most=_FEW)
    if few is not None:
        theirs = Q(object_id__in=few)
    else:
        one = {"pk": OuterRef("object_id")}
        theirs = Q(Exists(Task.objects.visible_to(user, TaskViewer.WORDS, within=one)))
    events = list(
        Event.objects.filter(theirs, kind="tasks.task", at__gte=since)
        .exclude(by=user)
        .select_related("by", "acting_agency")
        .order_by("-at", "-id")[:limit]
    )
    tasks = Task.objects.only("title").in_bulk({event.object_id for event in events})
    for event in events:
        event.task = tasks[event.object_id]  # type: ignore[attr-defined]  # for the template
    return events


def coming_up(user: User, on: date, days: int = 14) -> "QuerySet[Task]":
    """Open tasks of the acting agency (led, coordinated or assigned) due within `days` days."""
    agency = user.acting_agency
    if agency is None:
        return Task.objects.none()
    part = Q(lead_agency=agency) | Q(assigner=agency)
    part |= Q(pk__in=TaskCoordination.objects.filter(agency=agency).values("task"))
    return (
        Task.objects.filter(
            _NOT_STOPPED,
            part,
            done_on=None,
            submitted_on=None,
            due_on__gte=on,
            due_on__lte=on + timedelta(days=days),
        )
        .for_rows()
        .order_by("due_sort", "pk")
    )


def sent_by(agency: Agency) -> "QuerySet[Task]":
    """What the agency handed in and is not answered yet, the oldest first."""
    waiting = _NOT_STOPPED & Q(done_on=None, submitted_on__isnull=False)
    sent = Task.objects.filter(waiting, lead_agency=agency)
    return sent.for_rows().order_by("submitted_on", "pk")


def overdue_assigned_by(agency: Agency, on: date) -> "QuerySet[Task]":
    """Tasks the agency assigned to others that are overdue, the longest first."""
    late = of_agency("elsewhere", agency, on) & condition("late", on, 0)
    return Task.objects.filter(late).for_rows().order_by("due_sort", "pk")
