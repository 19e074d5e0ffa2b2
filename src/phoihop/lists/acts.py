"""The acts that ticked rows offer; rooms above declare theirs, as the urging room does."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.delegating import held_by
from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.lists.forms import ConfirmManyForm, MoveDueForm, ReasonManyForm, person_form, plain
from phoihop.tasks import services
from phoihop.tasks.people import acts_for_work
from phoihop.tasks.permissions import EXTENDING
from phoihop.tasks.services import Outcome
from phoihop.ui import clock

# Among the facts that an undoing gets: the day of the act, as 2019-04-16.
ACTED_ON: Final = "acted_on"
Words = str | Promise
Facts = Mapping[str, Any]
Doer = Callable[[Collection[int], Facts, User, datetime], Outcome]
Undoer = Callable[[list[int], Mapping[int, int], Facts, User, datetime], Outcome]
FormMaker = Callable[[User, date, Any], forms.Form]


@dataclass(frozen=True)
class ManyAct:
    """An act on many tasks.

    asks: the question above the form, done: what is said afterwards; both with %(count)s.
    means: the consequence in a sentence. do: a service of the room of the records; it is called
    in a transaction, with what the form said as plain values, and leaves alone what may not be.
    undo: gets what was done, what stood before, and under ACTED_ON among the facts the day of the
    act. stop: the button warns. offers: whose list shows it.
    """

    key: str
    icon: str
    verb: Words
    asks: Words
    done: Words
    means: Words
    make: FormMaker
    do: Doer
    undo: Undoer | None = None
    stop: bool = False
    # Whom it is offered to; the service asks again, of each task.
    offers: Callable[[User], bool] = acts_for_work


_ACTS: dict[str, ManyAct] = {}


def declare(act: ManyAct) -> None:
    """Offer an act; a second one of the same key is an error."""
    if _ACTS.get(act.key, act) is not act:
        raise ValueError(f"two acts of the key {act.key!r}")
    _ACTS[act.key] = act


def act_of(key: str) -> ManyAct | None:
    """The act of that key, None where nobody declared it."""
    return _ACTS.get(key)


def offered(user: User) -> list[ManyAct]:
    """Those this user may do with some task, in the order of their declaration."""
    return [act for act in _ACTS.values() if act.offers(user)]


def _moves_dues(user: User) -> bool:
    """Approves extensions, or stands in for who does."""
    member, day = user.acting, clock.today()
    own = member is not None and member.may_approve_extensions
    return own or any(EXTENDING in held.rights for held in held_by(user, day))


def _confirm(keys: Collection[int], facts: Facts, by: User, at: datetime) -> Outcome:
    return services.confirm_many(keys, by=by, at=at, remark=facts["remark"])


def _return(keys: Collection[int], facts: Facts, by: User, at: datetime) -> Outcome:
    return services.return_many(keys, reason=facts["reason"], by=by, at=at)


def _move(keys: Collection[int], facts: Facts, by: User, at: datetime) -> Outcome:
    due_on = date.fromisoformat(facts["due_on"])
    return services.move_due_many(keys, due_on=due_on, reason=facts["reason"], by=by, at=at)


def _suspend(keys: Collection[int], facts: Facts, by: User, at: datetime) -> Outcome:
    return services.suspend_many(keys, reason=facts["reason"], by=by, at=at)


def _resume(
    done: list[int], _before: Mapping[int, int], facts: Facts, by: User, at: datetime
) -> Outcome:
    halted = services.Halted(date.fromisoformat(facts[ACTED_ON]), facts["reason"])
    return services.resume_many(done, by=by, at=at, halted=halted)


def _withdraw(keys: Collection[int], facts: Facts, by: User, at: datetime) -> Outcome:
    return services.withdraw_many(keys, reason=facts["reason"], by=by, at=at)


def _person(keys: Collection[int], facts: Facts, by: User, at: datetime) -> Outcome:
    person = Official.objects.get(pk=facts["person_in_charge"])
    return services.change_person_many(keys, person, by=by, at=at)


def _person_back(
    _done: list[int], before: Mapping[int, int], facts: Facts, by: User, at: datetime
) -> Outcome:
    return services.give_back_many(before, given=facts["person_in_charge"], by=by, at=at)


_OWN: Final = (
    ManyAct(
        key="confirm",
        icon="check",
        verb=_("Confirm"),
        asks=_("Confirm the results of %(count)s tasks?"),
        done=_("%(count)s results confirmed."),
        means=_("They are locked and count in the figures, each on the day it was submitted."),
        make=plain(ConfirmManyForm),
        do=_confirm,
    ),
    ManyAct(
        key="return",
        icon="back",
        verb=_("Return"),
        asks=_("Return the results of %(count)s tasks?"),
        done=_("%(count)s results returned."),
        means=_("Every lead agency reads the reason word for word. Say what is missing."),
        make=plain(ReasonManyForm),
        do=_return,
    ),
    ManyAct(
        key="due",
        icon="extend",
        verb=_("Move the due date"),
        asks=_("Move the due date of %(count)s tasks?"),
        done=_("Due date of %(count)s tasks moved."),
        means=_("The first due date stays and counts in its own figure. All agencies are told."),
        make=plain(MoveDueForm),
        do=_move,
        offers=_moves_dues,
    ),
    ManyAct(
        key="person",
        icon="swap",
        verb=_("Reassign"),
        asks=_("Put another person in charge of %(count)s tasks?"),
        done=_("%(count)s tasks have another person in charge."),
        means=_("Of the tasks that your agency leads. Who takes over is told."),
        make=person_form,
        do=_person,
        undo=_person_back,
    ),
    ManyAct(
        key="suspend",
        icon="off",
        verb=_("Suspend"),
        asks=_("Suspend %(count)s tasks?"),
        done=_("%(count)s tasks suspended."),
        means=_("They are in no figure until they are resumed."),
        make=plain(ReasonManyForm),
        do=_suspend,
        undo=_resume,
    ),
    ManyAct(
        key="withdraw",
        icon="out",
        verb=_("Withdraw"),
        asks=_("Withdraw %(count)s tasks?"),
        done=_("%(count)s tasks withdrawn."),
        means=_("This cannot be undone. They stay readable and count nowhere."),
        make=plain(ReasonManyForm),
        do=_withdraw,
        stop=True,
    ),
)


def declare_own() -> None:
    """The acts of this room, first of all."""
    for act in _OWN:
        declare(act)
