"""What an administrator asks for: a backup now, a drill now, failed work once more."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.audit import services as audit
from phoihop.jobs import services as jobs
from phoihop.jobs.models import Job, JobState
from phoihop.safekeeping.errors import JobNotFailed

BACKUP = "safekeeping.backup"
DRILL = "safekeeping.drill"
_VERBS = {BACKUP: "backup.ordered", DRILL: "drill.ordered"}


@transaction.atomic
def order(kind: str, form_key: str, *, by: User, at: datetime) -> Job:
    """Queue a backup or a drill; the same form posted twice, or one that waits, is one job.

    kind: BACKUP or DRILL. Raises PermissionDenied.
    """
    _check(by)
    under_way = Job.objects.filter(kind=kind, state__in=[JobState.QUEUED, JobState.RUNNING])
    if (running := under_way.first()) is not None:
        return running
    job = jobs.enqueue(kind, f"order-{form_key}", {}, by=by, at=at)
    if (office := Office.objects.first()) is not None:
        audit.record(_VERBS[kind], office, by=by, at=at)
    return job


@transaction.atomic
def retry(job: Job, *, by: User, at: datetime) -> Job:
    """Have failed work done once more from its start. Raises PermissionDenied, JobNotFailed."""
    _check(by)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != JobState.FAILED:
        raise JobNotFailed
    job = jobs.try_again(job)
    audit.record("job.retried", job, by=by, at=at, kind=job.kind)
    return job


def _check(by: User) -> None:
    if not by.has_perm("safekeeping.manage"):
        raise PermissionDenied
