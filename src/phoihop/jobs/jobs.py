"""The jobs room's own daily job."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from phoihop.jobs.models import Job, JobState
from phoihop.jobs.registry import Progress, daily

_QUEUE_ROWS_KEPT = timedelta(days=7)
_JOBS_KEPT = timedelta(days=90)


@daily("jobs.prune", at=time(3), words=_("Forget finished work"))
def prune(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Forget finished rows of the queue after a week, and finished jobs after three months."""
    day = datetime.combine(
        date.fromisoformat(payload["day"]), time(), timezone.get_default_timezone()
    )
    DBTaskResult.objects.finished().filter(finished_at__lt=day - _QUEUE_ROWS_KEPT).delete()
    over = Job.objects.filter(state__in=[JobState.DONE, JobState.STOPPED])
    over.filter(queued_at__lt=day - _JOBS_KEPT).delete()
