"""The jobs room's own daily job."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from phoihop.jobs.models import KEPT, Job, JobState
from phoihop.jobs.registry import Progress, before_forgotten, daily, holding

_QUEUE_ROWS_KEPT = timedelta(days=7)


@daily("jobs.prune", at=time(3), words=_("Forget finished work"))
def prune(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Forget finished rows of the queue after a week, and finished jobs after three months.

    What is to be tried by an administrator stays; what it holds goes all the same.
    """
    day = datetime.combine(
        date.fromisoformat(payload["day"]), time(), timezone.get_default_timezone()
    )
    DBTaskResult.objects.finished().filter(finished_at__lt=day - _QUEUE_ROWS_KEPT).delete()
    done = [JobState.DONE, JobState.STOPPED]
    old = Job.objects.filter(queued_at__lt=day - KEPT)
    over = old.filter(kind__in=holding(), state__in=[*done, JobState.FAILED])
    for pk in over.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            job = over.select_for_update().filter(pk=pk).first()
            if job is not None:  # it may have been begun anew meanwhile
                before_forgotten(job)
                if job.state in done:
                    job.delete()
    # One that came to its end meanwhile still holds what is its own: it goes the next day.
    old.filter(state__in=done).exclude(kind__in=holding()).delete()
