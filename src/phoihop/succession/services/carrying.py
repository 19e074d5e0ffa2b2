"""Carry an act out, and undo it: each one transaction, done by the worker."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies import ending
from phoihop.agencies.estates import Fate, Handing
from phoihop.agencies.journal import Journal, Trace, put_back
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.jobs.services import enqueue
from phoihop.succession import errors
from phoihop.succession.dependents import dependents_of, refuse_dependents
from phoihop.succession.models import Act, How, RowTrace, Run
from phoihop.succession.plan import Plan, passings_of, plan_of
from phoihop.succession.records import present, records_of, settle_all
from phoihop.succession.services.drafting import check, draft_only, locked
from phoihop.succession.telling import tell_receivers, tell_undone
from phoihop.ui.errors import Refused

CARRY_OUT, UNDO = "succession.carry_out", "succession.undo"
_AT_ONCE = 500
Tell = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Nobody wants to know."""


@transaction.atomic
def ask(act: Act, *, by: User, at: datetime) -> Run:
    """Leave the act to the worker, once nothing is undecided.

    Raises PermissionDenied, CarriedOut, UnderWay, NotYet, NothingToDo, Undecided, PaperInFuture.
    """
    act = locked(act, by)
    draft_only(act)
    _refuse_unready(act, plan_of(act, by, _day(at)), _day(at))
    run = Run.objects.create(act=act, asked_at=at, asked_by=by)
    _queue(CARRY_OUT, run, by=by, at=at)
    return run


def _refuse_unready(act: Act, plan: Plan, today: date) -> None:
    if not plan.lines:
        raise errors.NothingToDo
    if faults := plan.faults:
        raise errors.Undecided(faults)
    if today < act.paper_on:
        raise errors.PaperInFuture
    if today < act.on:
        words = _("This act takes effect on %(day)s and can be carried out from that day on.")
        raise errors.NotYet(words % {"day": f"{act.on:%d/%m/%Y}"})


def _queue(kind: str, run: Run, *, by: User, at: datetime) -> None:
    payload = {"run": run.pk, "acting": by.acting_id, "at": at.isoformat()}
    enqueue(kind, f"{run.pk}-{uuid.uuid4().hex}", payload, by=by, at=at)


def carry_out(run: Run, *, by: User, at: datetime, tell: Tell = _silent) -> Run:
    """Do all of it in one transaction; a refusal is kept with the run, and nothing was done.

    Done twice, it is done once. Raises what refused it.
    """
    try:
        return _carried_out(run, by=by, at=at, tell=tell)
    except (Refused, PermissionDenied) as refusal:
        Run.objects.filter(pk=run.pk, done_at=None).update(refusal=str(refusal), failed_at=at)
        raise


def give_up(run: Run, *, at: datetime) -> None:
    """Say that the work broke off for good by a fault of the program, and set the act free again.

    What was to be carried out is a draft again; what was to be undone stays carried out.
    """
    words = _(
        "A fault of the program broke this off; nothing was changed. The list of background work "
        "names the fault."
    )
    waiting = Run.objects.filter(pk=run.pk, failed_at=None, undone_at=None)
    waiting.filter(done_at=None).update(refusal=words, failed_at=at)
    waiting.filter(done_at__isnull=False, undo_asked_at__isnull=False).update(
        refusal=words, undo_asked_at=None, undo_asked_by=None
    )


@transaction.atomic
def _carried_out(run: Run, *, by: User, at: datetime, tell: Tell) -> Run:
    act = locked(run.act, by)
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.done_at is not None or run.failed_at is not None:
        return run
    keys = [line.agency_id for line in act.lines.all()]
    # Their keys stay: whoever writes a history meanwhile, which names its agency, need not wait
    # with a task in hand that this act is about to ask for.
    list(Agency.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    plan = plan_of(act, by, _day(at))
    _refuse_unready(act, plan, _day(at))
    journal = Journal()
    handing = Handing(
        on=act.on,
        paper=act.paper,
        by=by,
        at=at,
        journal=journal,
        names=plan.names,
        document=act.document_id,
        ended=frozenset(line.agency_id for line in plan.of(How.ENDS)),
        heirs={pk: [agency.pk for agency in heirs] for pk, heirs in plan.heirs.items()},
    )
    # Handing over is about half of the work; writing down and deriving anew is the other half.
    total = 2 * plan.total + len(plan.lines)
    owners = _agencies(plan, handing)
    done = len(plan.lines)
    tell(done, total)
    for part in plan.parts:
        part.estate.hand_over(passings_of(part), handing)
        owners += [part.estate.key] * (len(journal.traces) - len(owners))
        done += len(part.rows)
        tell(done, total)
    ending.settle([line.agency for line in plan.lines])
    _keep(run, journal, owners)
    run.rows = [list(row) for row in _passed(plan)]
    run.records = [list(pair) for pair in records_of(journal.entries)]
    tell(done + plan.total // 4, total)
    settle_all(run)
    tell(done + 3 * plan.total // 4, total)
    run.counts = {part.estate.key: len(part.rows) for part in plan.parts if not part.only_shown}
    audit.record_many(journal.entries, by=by, at=at)
    last = audit.record(
        "succession.carried_out",
        act,
        by=by,
        at=at,
        on=act.on,
        paper=act.paper,
        things=plan.total,
    )
    run.last_event = last.pk
    run.done_at = at
    run.save(update_fields=["records", "rows", "counts", "last_event", "done_at"])
    tell_receivers(run, by=by, at=at)
    return run


def _agencies(plan: Plan, handing: Handing) -> list[str]:
    """The agencies themselves: new names, last days, successors; returns whose rows they are."""
    for line in plan.of(How.RENAMED):
        ending.rename(
            ending.NewName(line.agency, line.new_name, line.new_short_name, line.new_parent),
            handing,
        )
    gone = [line.agency for line in plan.of(How.ENDS)]
    ending.end(gone, handing)
    ending.succeed({agency: plan.heirs[agency.pk] for agency in gone}, handing)
    return ["agencies"] * len(handing.journal.traces)


def _passed(plan: Plan) -> Iterator[tuple[str, int, int, int | None]]:
    """(estate, number, agency before, agency after or None) of everything touched."""
    for part in plan.parts:
        for row in part.rows:
            stays = row.passing is None or row.passing.fate == Fate.STAY
            after = row.item.agency if row.passing is None or stays else row.passing.to
            yield part.estate.key, row.item.pk, row.item.agency, after


def _keep(run: Run, journal: Journal, owners: Sequence[str]) -> None:
    rows = [
        RowTrace(
            run=run,
            estate=estate,
            model=trace.model,
            row=trace.pk,
            op=trace.op,
            before=dict(trace.before),
            after=dict(trace.after),
            loose=trace.loose,
        )
        for trace, estate in zip(journal.traces, owners, strict=True)
    ]
    RowTrace.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _traces(run: Run) -> list[Trace]:
    return [
        Trace(row.model, row.row, row.op, row.before, row.after, row.loose)
        for row in run.traces.order_by("pk")
    ]


@transaction.atomic
def ask_undo(run: Run, *, by: User, at: datetime) -> Run:
    """Leave the undoing to the worker, if nothing depends on the act.

    Raises PermissionDenied, NotCarriedOut, UnderWay, DependsOnIt.
    """
    locked(run.act, by)
    run = Run.objects.select_for_update().get(pk=run.pk)
    _undoable(run)
    if run.undo_asked_at is not None:
        raise errors.UnderWay
    refuse_dependents(dependents_of(run, _traces(run)))
    run.undo_asked_at, run.undo_asked_by, run.refusal = at, by, ""
    run.save(update_fields=["undo_asked_at", "undo_asked_by", "refusal"])
    _queue(UNDO, run, by=by, at=at)
    return run


def _undoable(run: Run) -> None:
    if run.done_at is None or run.undone_at is not None:
        raise errors.NotCarriedOut


def undo(run: Run, *, by: User, at: datetime, tell: Tell = _silent) -> Run:
    """Put every row back as it was; the act and its undoing stay in the histories.

    A refusal is kept with the run, which stays as it is. Raises what refused it.
    """
    try:
        return _undone(run, by=by, at=at, tell=tell)
    except (Refused, PermissionDenied) as refusal:
        Run.objects.filter(pk=run.pk, undone_at=None).update(
            refusal=str(refusal), undo_asked_at=None, undo_asked_by=None
        )
        raise


@transaction.atomic
def _undone(run: Run, *, by: User, at: datetime, tell: Tell) -> Run:
    check(by)
    act = locked(run.act, by)
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.undone_at is not None or run.undo_asked_at is None:
        return run
    _undoable(run)
    traces = _traces(run)
    total = len(traces) + len(run.records)
    refuse_dependents(dependents_of(run, traces))
    try:
        put_back(traces)
    except ProtectedError as error:  # a record that no history names rests on one of ours
        raise errors.DependsOnIt(_("Something new rests on this act.")) from error
    tell(len(traces), total)
    keys = [line.agency_id for line in act.lines.all()]
    ending.settle(Agency.objects.filter(pk__in=keys).order_by("pk"))
    settle_all(run)
    entries = [
        audit.Entry("succession.undone", record, {"paper": (None, act.paper)})
        for record in present(run)
    ]
    audit.record_many(entries, by=by, at=at)
    audit.record("succession.undone", act, by=by, at=at, on=act.on, paper=act.paper)
    run.undone_at = at
    run.save(update_fields=["undone_at"])
    tell_undone(run, by=by, at=at)
    tell(total, total)
    return run


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
