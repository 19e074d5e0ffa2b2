"""The tour for a contact person: what one does here, each step ticked once it was done.

Nothing of a step is kept: whether it was done is asked of the history and of the notices.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.workspace.models import TourEnd

_ACCEPT, _UPDATE, _SUBMIT = "task.accepted", "task.updated", "task.submitted"

_HOW_TO_UPDATE = _(
    "Press “Update”: a percentage, a sentence, a photograph or a file if there is one."
    " Nothing new? Choose “Nothing arose”. It takes a minute, on a telephone too."
)
_HOW_TO_SUBMIT = _(
    "When it is done, press “Submit result”. It counts from that day. If it is"
    " returned, the reason stands at the task and at the bell."
)


@dataclass(frozen=True)
class Step:
    """One thing to do, where, and whether this person has done it."""

    title: str | Promise
    words: str | Promise
    url: str
    link: str | Promise
    done: bool


def steps_for(user: User) -> list[Step]:
    """The five steps; two queries."""
    verbs = set(
        Event.objects.filter(by=user, verb__in=(_ACCEPT, _UPDATE, _SUBMIT))
        .order_by()
        .values_list("verb", flat=True)
        .distinct()
    )
    return [
        Step(
            _("Look at what your agency owes"),
            _("“Today” says it in one sentence; every number opens its list. Red is late."),
            reverse("workspace:home"),
            _("Open Today"),
            bool(verbs),
        ),
        *_steps_of_a_task(verbs),
        Step(
            _("Look at the bell"),
            _("New duties, returned results, answers to you. What you have opened is seen."),
            reverse("workspace:inbox"),
            _("Open the bell"),
            Notice.objects.filter(user=user, seen_at__isnull=False).exists(),
        ),
    ]


def _steps_of_a_task(verbs: Collection[str]) -> list[Step]:
    """From its acceptance to its result; `verbs` are the acts of this person."""
    tasks = reverse("tasks:list")
    return [
        Step(
            _("Accept a task"),
            _("Open a task, read the six clear items, press “Accept”. Others see that you know."),
            f"{tasks}?mine=led&state=open",
            _("Tasks we lead"),
            _ACCEPT in verbs,
        ),
        Step(
            _("Report progress once a week"),
            _HOW_TO_UPDATE,
            f"{tasks}?mine=owed",
            _("Tasks we owe"),
            _UPDATE in verbs,
        ),
        Step(
            _("Hand in the result"),
            _HOW_TO_SUBMIT,
            f"{tasks}?mine=led&state=open",
            _("Tasks we lead"),
            _SUBMIT in verbs,
        ),
    ]


def wants_tour(user: User) -> bool:
    """A contact person who has not said that the tour is over."""
    acting = user.acting
    if acting is None or not acting.is_contact:
        return False
    return not TourEnd.objects.filter(user=user).exists()


def end_tour(user: User, at: datetime) -> None:
    """No longer offer the tour on Today; it stays in the user guide."""
    TourEnd.objects.get_or_create(user=user, defaults={"at": at})
