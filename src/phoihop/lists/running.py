"""Carry an act out on many tasks: at once, or by the worker, two hundred at a time.

Up to two hundred are one transaction with the record of the act. More go to the worker, each two
hundred with its part of the record in one transaction: after a crash it goes on where it stopped,
and nothing is done twice or half.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop.accounts.checks import locked
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.jobs.services import enqueue
from phoihop.lists import errors
from phoihop.lists.acts import ACTED_ON, ManyAct, act_of
from phoihop.lists.choosing import Chosen
from phoihop.lists.models import ManyActRun
from phoihop.tasks.models import Task
from phoihop.tasks.people import acts_for_work
from phoihop.tasks.services import Outcome

JOB: Final = "lists.many"
AT_ONCE: Final = 200


@dataclass(frozen=True)
class Asked:
    """What the form said: the act, its facts as plain values, the form's own key."""

    act: ManyAct
    facts: Mapping[str, Any]
    form_key: uuid.UUID


@transaction.atomic
def start(chosen: Chosen, asked: Asked, *, by: User, at: datetime) -> ManyActRun:
    """Do it to the chosen tasks, or leave them to the worker; what came of it is in the run.

    The same form_key a second time gives the run of the first. Raises PermissionDenied, and what
    the service refuses for all of them (a missing reason).
    """
    agency = by.acting_agency
    if agency is None or not acts_for_work(by):
        raise PermissionDenied
    locked(by)  # two posts of one form by one person wait for each other here
    sent = ManyActRun.objects.filter(form_key=asked.form_key).first()
    if sent is not None:
        if sent.by_id != by.pk:
            raise PermissionDenied
        return sent
    run = ManyActRun.objects.create(
        by=by,
        agency=agency,
        act=asked.act.key,
        facts=dict(asked.facts),
        keys=chosen.keys,
        query=chosen.query,
        started_at=at,
        form_key=asked.form_key,
    )
    audit.record("list.act_on_many", run, by=by, at=at, act=run.act, tasks=len(run.keys))
    if len(chosen.keys) > AT_ONCE:
        payload = {"run": run.pk, "acting": by.acting_id, "at": at.isoformat()}
        run.job = enqueue(JOB, str(run.pk), payload, by=by, at=at)
        run.save(update_fields=["job"])
        return run
    _do(run, chosen.keys, by=by, at=at)
    return run


def go_on(run: ManyActRun, *, by: User, at: datetime, progress: Callable[[int, int], None]) -> None:
    """Carry out what is left of a run, two hundred at a time."""
    total = len(run.keys)
    while not run.is_finished:
        with transaction.atomic():
            run = ManyActRun.objects.select_for_update().get(pk=run.pk)
            _do(run, run.keys[run.handled : run.handled + AT_ONCE], by=by, at=at)
        progress(run.handled, total)


def _do(run: ManyActRun, keys: list[int], *, by: User, at: datetime) -> None:
    act = act_of(run.act)
    if act is None:
        raise LookupError(f"no room declares the act {run.act!r}")
    outcome = act.do(keys, run.facts, by, at)
    run.done += [task.pk for task in outcome.done]
    run.skipped += [[task.pk, why] for task, why in outcome.skipped]
    run.before |= {str(task): value for task, value in outcome.before.items()}
    run.handled += len(keys)
    run.save(update_fields=["done", "skipped", "before", "handled"])


def can_undo(run: ManyActRun) -> bool:
    """It is over, did something, and there is a way back that nobody took yet."""
    act = act_of(run.act)
    offered = act is not None and act.undo is not None and run.undone_at is None
    return offered and run.is_finished and 0 < len(run.done) <= AT_ONCE


@transaction.atomic
def undo(run: ManyActRun, *, by: User, at: datetime) -> Outcome:
    """Take it back where the tasks still stand as the act left them.

    Raises CannotUndo, PermissionDenied.
    """
    run = ManyActRun.objects.select_for_update().get(pk=run.pk)
    if run.by_id != by.pk or run.agency != by.acting_agency:
        raise PermissionDenied
    act = act_of(run.act)
    if act is None or act.undo is None or not can_undo(run):
        raise errors.CannotUndo
    before = {int(task): value for task, value in run.before.items()}
    facts = {**run.facts, ACTED_ON: timezone.localtime(run.started_at).date().isoformat()}
    outcome = act.undo(run.done, before, facts, by, at)
    run.undone_at = at
    run.save(update_fields=["undone_at"])
    audit.record("list.undone", run, by=by, at=at, tasks=len(outcome.done))
    return outcome


@dataclass(frozen=True)
class Left:
    """A task to which it was not done, and why; None for one that may no longer be seen."""

    task: Task | None
    why: str


def left_of(run: ManyActRun, by: User) -> list[Left]:
    """The tasks that were left as they are; one query for their names."""
    keys = [key for key, _why in run.skipped]
    seen = Task.objects.visible_to(by).filter(pk__in=keys).only("code", "title").in_bulk()
    return [Left(seen.get(key), why) for key, why in run.skipped]
