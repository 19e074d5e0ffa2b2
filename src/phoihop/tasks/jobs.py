"""Jobs of the tasks."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.documents import texts
from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, job
from phoihop.tasks.evidence_index import put_evidence_in_search
from phoihop.tasks.models import Evidence, RecurringTask
from phoihop.tasks.services.common import READ_EVIDENCE, take_off_marked
from phoihop.tasks.services.handing import notice_departed
from phoihop.tasks.services.recurring import make_periods
from phoihop.ui import clock


@job(READ_EVIDENCE, _("Read the words of evidence"))
def read_evidence(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Read the words of a file and let the evidence be found by them.

    A file whose head bears a mark of secrecy is taken away.
    """
    stored = StoredFile.objects.get(pk=payload["file"])
    texts.read(stored)
    if texts.is_marked(stored):
        take_off_marked(stored, at=clock.now())
    else:
        put_evidence_in_search(Evidence.objects.filter(file=stored))
    progress(1, 1)


@daily("tasks.recurring", at=time(6, 15), words=_("Assign the recurring tasks of new periods"))
def assign_recurring(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """The tasks of the periods that begin; each recurring task in its own transaction."""
    on = date.fromisoformat(payload["day"])
    running = RecurringTask.objects.filter(stopped_at=None, starts_on__year__lte=on.year + 1)
    keys = list(running.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(keys, start=1):
        make_periods(RecurringTask(pk=pk), on, at=_morning(on))
        progress(number, len(keys))


@daily("tasks.departed", at=time(6, 30), words=_("Look who in charge works there no more"))
def look_for_departed(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Tell lead agencies of tasks whose person in charge has left; once for each person."""
    on = date.fromisoformat(payload["day"])
    while notice_departed(on, at=_morning(on)):
        pass


def _morning(on: date) -> datetime:
    return datetime.combine(on, time(6, 30), timezone.get_default_timezone())
