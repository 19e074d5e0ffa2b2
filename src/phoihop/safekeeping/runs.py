"""Do the work of safekeeping, write down what came of it, tell the administrators of failures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop.accounts.models import Membership, Role, User
from phoihop.audit import ledger
from phoihop.inbox import services as inbox
from phoihop.safekeeping import drill
from phoihop.safekeeping.backup import Made, Order, make_backup
from phoihop.safekeeping.errors import AnotherIsRunning, BackupDamaged, SafekeepingRefused
from phoihop.safekeeping.folder import Backup
from phoihop.safekeeping.manifest import Progress
from phoihop.safekeeping.models import Run, RunKind
from phoihop.ui import clock

# Longer without a backup that succeeded, and the administrators are told.
LATE_AFTER = timedelta(days=2)
_LONGEST_WORDS = 4000


@dataclass
class _Outcome:
    """Filled in by the work that runs."""

    name: str = ""
    size: int = 0
    words: str = ""


def backup(order: Order, *, by: User | None, tell: Progress) -> Made:
    """Make a backup and note it. Raises as make_backup; a failure is noted and told as well."""
    with _noted(RunKind.BACKUP, by) as outcome:
        made = make_backup(order, at=timezone.now(), tell=tell)
        outcome.name, outcome.size = made.backup.name, made.size
        if made.manifest.missing:
            raise BackupDamaged(
                _("The backup was made, but the office itself lacks stored files: %(names)s")
                % {"names": ", ".join(made.manifest.missing[:5])}
            )
    return made


def try_newest(*, identity: Path | None, by: User | None) -> tuple[Backup, str]:
    """Restore the newest backup elsewhere and note what came of it."""
    with _noted(RunKind.DRILL, by) as outcome:
        newest = drill.newest()
        outcome.name = newest.name
        outcome.words = drill.drill(newest, identity=identity)
    return newest, outcome.words


def check_ledger(*, by: User | None, tell: Progress) -> ledger.Report:
    """Seal what is new and look at the whole chain. Raises LedgerBroken."""
    with _noted(RunKind.LEDGER, by) as outcome:
        ledger.seal_events(timezone.now())
        report = ledger.verify(progress=tell)
        outcome.words = " ".join(str(fault) for fault in report.faults) or report.last
        if not report.holds:
            raise LedgerBroken(outcome.words)
    return report


class LedgerBroken(SafekeepingRefused):
    """The history was altered past the program."""


def watch() -> None:
    """Tell the administrators when no backup succeeded for two days."""
    now = timezone.now()
    if (words := backup_is_late(now)) is not None:
        _note(RunKind.WATCH, _Outcome(words=words), now, succeeded=False, by=None)


def administrators() -> QuerySet[User]:
    """Who is told."""
    seats = Membership.objects.current().filter(role=Role.ADMINISTRATOR)
    return User.objects.filter(is_active=True, pk__in=seats.values("user"))


def last(kind: RunKind) -> Run | None:
    """What came of the newest run of a kind."""
    return Run.objects.filter(kind=kind).first()


def trouble(at: datetime) -> list[str]:
    """What administrators must look at now, in sentences: the last failures, a backup too old."""
    found = [
        f"{run.get_kind_display()}: {run.words}"
        for kind in (RunKind.BACKUP, RunKind.DRILL, RunKind.LEDGER)
        if (run := last(kind)) is not None and not run.succeeded
    ]
    if (late := backup_is_late(at)) is not None:
        found.append(late)
    return found


def backup_is_late(at: datetime) -> str | None:
    """A sentence when none succeeded for two days; an office younger than that is not late."""
    done = Run.objects.filter(kind=RunKind.BACKUP, succeeded=True).first()
    if done is not None:
        if at - done.finished_at <= LATE_AFTER:
            return None
        return _("The last backup that succeeded is of %(day)s.") % {
            "day": f"{timezone.localtime(done.finished_at):%d/%m/%Y %H:%M}"
        }
    oldest = User.objects.order_by("created_at").first()
    if oldest is None or at - oldest.created_at <= LATE_AFTER:
        return None
    return _("No backup has succeeded yet.")


@contextmanager
def _noted(kind: RunKind, by: User | None) -> Iterator[_Outcome]:
    """Write the row whatever happens; an error goes on to whoever asked for the work.

    That another backup is under way is no failure: it will be noted itself.
    """
    outcome, started_at = _Outcome(), timezone.now()
    try:
        yield outcome
    except AnotherIsRunning:
        raise
    except Exception as error:
        outcome.words = str(error) or type(error).__name__
        _note(kind, outcome, started_at, succeeded=False, by=by)
        raise
    _note(kind, outcome, started_at, succeeded=True, by=by)


def _note(
    kind: RunKind, outcome: _Outcome, started_at: datetime, *, succeeded: bool, by: User | None
) -> None:
    with transaction.atomic():
        run = Run.objects.create(
            kind=kind,
            name=outcome.name,
            started_at=started_at,
            finished_at=timezone.now(),
            succeeded=succeeded,
            size=outcome.size,
            words=outcome.words[:_LONGEST_WORDS],
            by=by,
        )
        if not succeeded:
            inbox.notify(
                run,
                "safekeeping.failed",
                to=administrators(),
                by=None,
                at=clock.now(),
                words=outcome.words,
            )
