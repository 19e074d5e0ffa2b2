"""What is asked about tasks, as lists and pages show it: extensions and explanations."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.delegating import givers_of
from phoihop.accounts.models import Membership, User
from phoihop.agencies.models import Agency, Tenure
from phoihop.tasks import beside
from phoihop.tasks.asking_models import OPEN_EXPLANATION, OPEN_EXTENSION
from phoihop.tasks.models import Explanation, ExtensionRequest
from phoihop.tasks.people import acts_for_work
from phoihop.tasks.permissions import EXTENDING
from phoihop.tasks.states import unreported


@dataclass(frozen=True)
class Asked:
    """An explanation with its state that day: key as of `tasks.states`, and words."""

    row: Explanation
    key: str
    words: str


def explanation_state(row: Explanation, on: date) -> tuple[str, str]:
    """Answered, late or not; waited for; overdue from the day after `answer_by`; cancelled."""
    if row.answered_at is not None:
        days = (timezone.localtime(row.answered_at).date() - row.answer_by).days
        if days > 0:
            late = ngettext("Explained, %(days)d day late", "Explained, %(days)d days late", days)
            return "donelate", late % {"days": days}
        return "done", _("Explained")
    if row.cancelled_at is not None:
        return "withdrawn", _("Cancelled")
    if on > row.answer_by:
        return "late", _("Explanation overdue")
    return "soon", _("Explanation awaited")


def asked_conditions(user: User, agency: Agency, on: date) -> dict[str, Q]:
    """{filter of the list: its tasks}: what needs this user beside what is owed; see filters."""
    return {
        "extend": extensions_to_decide(user, on),
        "explain": explanations_owed(agency),
        "left": Q(lead_agency=agency) & person_left(on),
        "unreported": Q(lead_agency=agency) & unreported(on),
        **{name: one.condition(user, agency, on) for name, one in beside.asked().items()},
    }


def explanations_owed(agency: Agency) -> Q:
    """Tasks of which the agency has to explain something."""
    rows = Explanation.objects.filter(OPEN_EXPLANATION, agency=agency)
    return Q(pk__in=rows.values("task"))


def extensions_to_decide(user: User, on: date) -> Q:
    """Running tasks whose open request for extension this user may decide on that day.

    As permissions._may_decide_due, by the own right or for someone who is away.
    """
    deciders = [*([user] if _approves(user) else []), *givers_of(user, EXTENDING, on)]
    if not deciders or user.acting_agency is None:
        return Q(pk__in=[])
    open_rows = open_requests().exclude(asked_by=user)
    by_each = [Q(pk__in=open_rows.exclude(asked_by=one).values("task")) for one in deciders]
    return Q(assigner=user.acting_agency) & reduce(or_, by_each)


def open_requests() -> "QuerySet[ExtensionRequest]":
    """Requests for extension that are to be decided, of all agencies: those of running tasks."""
    running = {"withdrawn_on": None, "suspended_on": None, "done_on": None}
    of_task = {f"task__{name}": value for name, value in running.items()}
    return ExtensionRequest.objects.filter(OPEN_EXTENSION, **of_task)


def _approves(user: User) -> bool:
    return acts_for_work(user) and user.acting is not None and user.acting.may_approve_extensions


def person_left(on: date) -> Q:
    """Open tasks whose person in charge neither holds an office nor has a seat in the lead agency.

    As people.working_among, the other way round.
    """
    there = {"agency": OuterRef("lead_agency")}
    tenures = Tenure.objects.held_on(on).filter(official=OuterRef("person_in_charge"), **there)
    seats = Membership.objects.current().filter(
        user__official=OuterRef("person_in_charge"), **there
    )
    return Q(done_on=None, withdrawn_on=None) & ~Exists(tenures) & ~Exists(seats)
