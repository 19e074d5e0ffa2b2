"""One act on many tasks: the rules of the single act, in as many statements as for a few.

What may not be done with a task leaves it as it is, and says why; the others are done together.
The rules stand where the single acts have them: their permissions, and the errors they raise.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, prefetch_related_objects

from phoihop import vntext
from phoihop.accounts.delegating import authorised, held_by
from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.audit import services as audit
from phoihop.inbox.services import follow_in_charge
from phoihop.tasks import errors
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.home import waiting_for
from phoihop.tasks.models import ResultSubmission, Task, TaskDue
from phoihop.tasks.notices import Word, tell_leads
from phoihop.tasks.people import working_among
from phoihop.tasks.services.common import day_of, lock_many, refuse_stopped
from phoihop.tasks.services.deciding import (
    confirm_task,
    resume_task,
    suspend_task,
    withdraw_task,
)
from phoihop.tasks.services.dues import move_due
from phoihop.tasks.services.halting import LONGEST_REASON, Halted
from phoihop.tasks.services.knotted import set_apart, singly


@dataclass
class Outcome:
    """The tasks it was done to, and why it was not done to the others: [(task, sentence)].

    before: what stood there, {task: value}, where the act can be undone.
    """

    done: list[Task] = field(default_factory=list)
    skipped: list[tuple[Task, str]] = field(default_factory=list)
    before: dict[int, int] = field(default_factory=dict)

    def with_single(self, tasks: Sequence[Task], act: Callable[[Task], object]) -> "Outcome":
        """And the single act on those that reach further (see services.knotted)."""
        done, skipped = singly(tasks, act)
        self.done += done
        self.skipped += skipped
        return self


def _sorted_out(tasks: Sequence[Task], refusal: Callable[[Task], TaskRefused | None]) -> Outcome:
    outcome = Outcome()
    for task in tasks:
        refused = refusal(task)
        if refused is None:
            outcome.done.append(task)
        else:
            outcome.skipped.append((task, str(refused)))
    return outcome


def _stopped(task: Task) -> TaskRefused | None:
    try:
        refuse_stopped(task)
    except TaskRefused as refused:
        return refused
    return None


def _closed(task: Task) -> TaskRefused | None:
    closed = task.done_on is not None or task.withdrawn_on is not None
    return errors.TaskClosed() if closed else None


def _needed(reason: str) -> str:
    """The reason as it is kept. Raises ReasonRequired."""
    kept = vntext.nfc(reason).strip()
    if not kept:
        raise errors.ReasonRequired
    return kept


@dataclass(frozen=True)
class _Answering:
    """Results that wait, and who may answer them: by the own right or for who is away."""

    waiting: Mapping[int, ResultSubmission]
    whom: Mapping[int, User]

    def refusal(self, task: Task) -> TaskRefused | None:
        """Why this result cannot be answered."""
        if task.pk not in self.waiting:
            return _stopped(task) or errors.NothingWaits()
        return _stopped(task) or (None if task.pk in self.whom else errors.NotYours())


def _answering(tasks: Sequence[Task], permission: str, by: User, on: date) -> _Answering:
    keys = [task.pk for task in tasks]
    rows = ResultSubmission.objects.select_for_update().filter(
        task__in=keys, confirmed_at=None, returned_at=None, taken_back_at=None
    )
    waiting = {row.task_id: row for row in rows}
    allowed = set(waiting_for(by, on).order_by().filter(pk__in=keys).values_list("pk", flat=True))
    # Who stands in for somebody acts for one on some of them, and alone on others.
    lent = bool(held_by(by, on))
    whom = {
        task.pk: authorised(by, permission, task, on) if lent else by
        for task in tasks
        if task.pk in allowed
    }
    return _Answering(waiting, whom)


def _by_whom(tasks: Sequence[Task], whom: Mapping[int, User]) -> list[tuple[User, list[Task]]]:
    groups: dict[int | None, tuple[User, list[Task]]] = {}
    for task in tasks:
        user = whom[task.pk]
        giver = user.on_behalf_of.pk if user.on_behalf_of else None
        groups.setdefault(giver, (user, []))[1].append(task)
    return list(groups.values())


@transaction.atomic
def confirm_many(keys: Collection[int], *, by: User, at: datetime, remark: str = "") -> Outcome:
    """Confirm the results that wait: done on the day of each submission."""
    tasks, apart = set_apart(lock_many(keys))
    answering = _answering(tasks, "tasks.confirm_task", by, day_of(at))
    outcome = _sorted_out(tasks, answering.refusal)
    remark = vntext.nfc(remark).strip()
    for user, theirs in _by_whom(outcome.done, answering.whom):
        done = [task.pk for task in theirs]
        _waiting_rows(answering, theirs).update(
            confirmed_at=at, confirmed_by=user, answered_for=user.on_behalf_of, remark=remark
        )
        Task.objects.filter(pk__in=done).update(
            done_on=F("submitted_on"), submitted_on=None, percent=100, updated_at=at
        )
        said: dict[str, tuple[object, object]] = {"remark": (None, remark)} if remark else {}
        _record(
            "task.confirmed",
            theirs,
            lambda task: {"done_on": (None, task.submitted_on), "percent": (task.percent, 100)},
            said,
            by=user,
            at=at,
        )
        words = _to_who_handed_in(theirs, answering, remark)
        tell_leads(words, "tasks.confirmed", by=user, at=at)
    return outcome.with_single(apart, lambda task: confirm_task(task, by=by, at=at, remark=remark))


@transaction.atomic
def return_many(keys: Collection[int], *, reason: str, by: User, at: datetime) -> Outcome:
    """Give the results back with one reason. Raises ReasonRequired."""
    reason, on = _needed(reason), day_of(at)
    tasks = lock_many(keys)
    answering = _answering(tasks, "tasks.return_task", by, on)
    outcome = _sorted_out(tasks, answering.refusal)
    for user, theirs in _by_whom(outcome.done, answering.whom):
        _waiting_rows(answering, theirs).update(
            returned_at=at, returned_by=user, answered_for=user.on_behalf_of, reason=reason
        )
        Task.objects.filter(pk__in=[task.pk for task in theirs]).update(
            submitted_on=None, returned_on=on, updated_at=at
        )
        _record(
            "task.returned",
            theirs,
            lambda task: {"submitted_on": (task.submitted_on, None), "returned_on": (None, on)},
            {"reason": (None, reason)},
            by=user,
            at=at,
        )
        words = _to_who_handed_in(theirs, answering, reason)
        tell_leads(words, "tasks.returned", by=user, at=at)
    return outcome


def _waiting_rows(answering: _Answering, tasks: Sequence[Task]) -> Any:
    keys = [answering.waiting[task.pk].pk for task in tasks]
    return ResultSubmission.objects.filter(pk__in=keys)


def _to_who_handed_in(tasks: Sequence[Task], answering: _Answering, words: str) -> list[Word]:
    return [Word(task, words, (answering.waiting[task.pk].by_id,)) for task in tasks]


def _record(  # noqa: PLR0913 -- the facts of the events, and whose they are
    verb: str,
    tasks: Sequence[Task],
    changes: Callable[[Task], Mapping[str, tuple[object, object]]],
    said: Mapping[str, tuple[object, object]],
    *,
    by: User,
    at: datetime,
) -> None:
    entries = [audit.Entry(verb, task, {**changes(task), **said}) for task in tasks]
    audit.record_many(entries, by=by, at=at)


@transaction.atomic
def suspend_many(keys: Collection[int], *, reason: str, by: User, at: datetime) -> Outcome:
    """Halt tasks for a time. Raises ReasonRequired."""
    values = {"suspended_on": day_of(at), "stop_reason": _needed(reason)[:LONGEST_REASON]}
    tasks, apart = set_apart(lock_many(keys))
    outcome = _sorted_out(tasks, _unless(by, "tasks.suspend_task", _stopped))
    _stop(outcome, values, "suspended", by=by, at=at)
    return outcome.with_single(apart, lambda task: suspend_task(task, reason=reason, by=by, at=at))


@transaction.atomic
def withdraw_many(keys: Collection[int], *, reason: str, by: User, at: datetime) -> Outcome:
    """Take tasks back for good. Raises ReasonRequired."""
    values = {"withdrawn_on": day_of(at), "stop_reason": _needed(reason)[:LONGEST_REASON]}
    tasks, apart = set_apart(lock_many(keys))
    outcome = _sorted_out(tasks, _unless(by, "tasks.withdraw_task", _closed))
    _stop(outcome, values, "withdrawn", by=by, at=at)
    return outcome.with_single(apart, lambda task: withdraw_task(task, reason=reason, by=by, at=at))


@transaction.atomic
def resume_many(
    keys: Collection[int], *, by: User, at: datetime, halted: Halted | None = None
) -> Outcome:
    """Let suspended tasks go on; halted: only those that are still suspended by that very act."""

    def state(task: Task) -> TaskRefused | None:
        running = None if task.suspended_on is not None else errors.NotSuspended()
        return _closed(task) or running or (halted.refusal(task) if halted else None)

    def resume(task: Task) -> None:
        if refused := state(task):
            raise refused
        resume_task(task, by=by, at=at)

    values = {"suspended_on": None, "stop_reason": ""}
    tasks, apart = set_apart(lock_many(keys))
    outcome = _sorted_out(tasks, _unless(by, "tasks.resume_task", state))
    _stop(outcome, values, "resumed", by=by, at=at)
    return outcome.with_single(apart, resume)


def _unless(
    by: User, permission: str, state: Callable[[Task], TaskRefused | None]
) -> Callable[[Task], TaskRefused | None]:
    """Refused who may not, then by what its state does not allow."""

    def refusal(task: Task) -> TaskRefused | None:
        return state(task) if by.has_perm(permission, task) else errors.NotYours()

    return refusal


def _stop(
    outcome: Outcome, values: Mapping[str, object], act: str, *, by: User, at: datetime
) -> None:
    """Set the same values on all, record and tell."""
    if not outcome.done:
        return
    Task.objects.filter(pk__in=[task.pk for task in outcome.done]).update(**values)
    _record(
        f"task.{act}",
        outcome.done,
        lambda task: {
            name: (getattr(task, name), value)
            for name, value in values.items()
            if getattr(task, name) != value
        },
        {},
        by=by,
        at=at,
    )
    reason = str(values["stop_reason"])
    words = [Word(task, reason) for task in outcome.done]
    tell_leads(words, f"tasks.{act}", by=by, at=at, coordinating=True)


@transaction.atomic
def move_due_many(
    keys: Collection[int], *, due_on: date, reason: str, by: User, at: datetime
) -> Outcome:
    """Give tasks another current due date; the first stays. Raises ReasonRequired.

    For who decides about extensions in the assigning agency. The day must be after the current
    one: what was set cannot be made shorter in passing.
    """
    reason = _needed(reason)[:LONGEST_REASON]

    def state(task: Task) -> TaskRefused | None:
        if task.due_on is None:
            return errors.NoDueToMove()
        if task.submitted_on is not None:
            return errors.AlreadyWaiting()
        if due_on < day_of(at):
            return errors.NewDuePast()
        later = None if due_on > task.due_on else errors.DueNotLater()
        return _stopped(task) or later

    def move(task: Task) -> None:
        if refused := state(task):
            raise refused
        move_due(task, due_on, reason=reason, by=by, at=at)

    tasks, apart = set_apart(lock_many(keys))
    if held_by(by, day_of(at)):  # on whose behalf is said of each
        tasks, apart = [], [*tasks, *apart]
    # Whether somebody asked for it is part of the permission.
    prefetch_related_objects(tasks, "extensions")
    outcome = _sorted_out(tasks, _unless(by, "tasks.move_due", state))
    outcome.with_single(apart, move)
    moved = [task for task in outcome.done if task not in apart]
    if not moved:
        return outcome
    Task.objects.filter(pk__in=[task.pk for task in moved]).update(due_on=due_on)
    TaskDue.objects.bulk_create(
        TaskDue(task=task, due_on=due_on, decided_at=at, decided_by=by, reason=reason)
        for task in moved
    )
    _record(
        "task.due_moved",
        moved,
        lambda task: {"due_on": (task.due_on, due_on)},
        {"reason": (None, reason)},
        by=by,
        at=at,
    )
    words = [Word(task, reason) for task in moved]
    tell_leads(words, "tasks.due_moved", by=by, at=at, coordinating=True)
    return outcome


@transaction.atomic
def change_person_many(
    keys: Collection[int], person: Official, *, by: User, at: datetime
) -> Outcome:
    """The lead agency puts one of its officials in charge of many of its tasks."""
    return _put_in_charge(keys, lambda _task: person.pk, by=by, at=at)


@transaction.atomic
def give_back_many(before: Mapping[int, int], *, given: int, by: User, at: datetime) -> Outcome:
    """Put those in charge who were before, {task: official}, where `given` still is.

    The undoing of `change_person_many`; given: whom that put in charge.
    """
    return _put_in_charge(before.keys(), lambda task: before[task.pk], by=by, at=at, given=given)


def _put_in_charge(
    keys: Collection[int],
    chosen: Callable[[Task], int],
    *,
    by: User,
    at: datetime,
    given: int | None = None,
) -> Outcome:
    tasks = lock_many(keys)
    pairs = {(chosen(task), task.lead_agency_id) for task in tasks}
    workers = working_among(pairs, day_of(at))

    def state(task: Task) -> TaskRefused | None:
        if task.person_in_charge_id == chosen(task):
            return errors.InChargeAlready()
        if given is not None and task.person_in_charge_id != given:
            return errors.PersonChangedAgain()
        works = (chosen(task), task.lead_agency_id) in workers
        return _closed(task) or (None if works else errors.PersonElsewhere())

    outcome = _sorted_out(tasks, _unless(by, "tasks.change_person", state))
    outcome.before = {task.pk: task.person_in_charge_id for task in outcome.done}
    people = Official.objects.in_bulk(
        {person for task in outcome.done for person in (task.person_in_charge_id, chosen(task))}
    )
    for person in {chosen(task) for task in outcome.done}:
        theirs = [task.pk for task in outcome.done if chosen(task) == person]
        Task.objects.filter(pk__in=theirs).update(person_in_charge=person, person_left_on=None)
    _record(
        "task.person_changed",
        outcome.done,
        lambda task: {"person_in_charge": (people[task.person_in_charge_id], people[chosen(task)])},
        {},
        by=by,
        at=at,
    )
    for task in outcome.done:  # the notices go to who is in charge from now on
        task.person_in_charge = people[chosen(task)]
    tell_leads([Word(task) for task in outcome.done], "tasks.person_changed", by=by, at=at)
    passed = [(task, task.person_in_charge_id, task.lead_agency_id) for task in outcome.done]
    follow_in_charge(passed, at)
    return outcome
