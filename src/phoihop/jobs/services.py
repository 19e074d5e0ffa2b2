"""Queue jobs, carry one out, bring back those whose worker died."""

import logging
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from phoihop.jobs.models import Job, JobState
from phoihop.jobs.progress import write_beside
from phoihop.jobs.registry import after_given_up, function_of, timetable

if TYPE_CHECKING:
    from phoihop.accounts.models import User

MOST_ATTEMPTS = 3
_PROGRESS_EVERY_SECONDS = 0.5
_RETRY_AFTER = timedelta(seconds=10)
_LONGEST_ERROR = 2000

logger = logging.getLogger(__name__)


class JobStopped(Exception):
    """A person stopped this job: what it did so far stands, and it does no more."""


def lost_after() -> timedelta:
    """How long a job may be silent before it counts as lost."""
    return timedelta(seconds=settings.JOB_LOST_AFTER_SECONDS)


@transaction.atomic
def enqueue(  # noqa: PLR0913 -- what, for whom and when, all but the first three by name
    kind: str,
    key: str,
    payload: dict[str, Any],
    *,
    by: "User | None",
    at: datetime,
    wait: timedelta = timedelta(),
) -> Job:
    """Queue a job once the transaction commits, or return the one that has this key already.

    wait: how long, by the real clock, nobody takes it. Raises KeyError for a kind that no room
    declares.
    """
    if function_of(kind) is None:
        raise KeyError(kind)
    job, is_new = Job.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={"payload": payload, "by": by, "queued_at": at, "heartbeat_at": timezone.now()},
    )
    if is_new:
        later = run_job.using(run_after=timezone.now() + wait) if wait else run_job
        later.enqueue(job.pk)
    return job


@transaction.atomic
def try_again(job: Job) -> Job:
    """Put a failed job back into the queue with its attempts forgotten."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state == JobState.FAILED:
        job.attempts = 0
        _queue_again(job, job.error, timedelta())
    return job


@transaction.atomic
def stop(job: Job) -> Job:
    """Let a job that waits or runs come to nothing more; one that is over stays as it is.

    What runs ends the next time it tells how far it is, with `JobStopped`.
    """
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.is_finished:
        job.state, job.finished_at = JobState.STOPPED, timezone.now()
        job.save(update_fields=["state", "finished_at"])
    return job


@transaction.atomic
def run_again(job: Job, payload: dict[str, Any]) -> Job:
    """Queue a job that is over once more, with what is left to do."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.is_finished:
        job.payload, job.attempts, job.done = payload, 0, 0
        job.save(update_fields=["payload", "done"])
        _queue_again(job, "", timedelta())
    return job


def hold(job: Job) -> None:
    """Lock the row of a job that runs, for this transaction; what is written to it then stands.

    Raises JobStopped where somebody has stopped it, or another process has taken it over.
    """
    if _as_claimed(job).select_for_update().first() is None:
        raise JobStopped(job)


def _as_claimed(job: Job) -> "QuerySet[Job]":
    """The job while it runs as this process has taken it: it may be stopped, and begun anew."""
    return Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, attempts=job.attempts, started_at=job.started_at
    )


def enqueue_daily(now: datetime) -> None:
    """Queue the jobs of this day whose hour has come; more workers than one do no harm."""
    day = now.date().isoformat()
    for kind, hour in timetable().items():
        waits = now.time() >= hour and not Job.objects.filter(kind=kind, key=day).exists()
        if waits:
            enqueue(kind, day, {"day": day}, by=None, at=now)


@transaction.atomic
def return_lost(at: datetime) -> list[Job]:
    """Queue again, or give up after three attempts, the jobs that died with their worker.

    at: the real moment. Lost is what shows no sign of life for two minutes (a setting) and stands
    in no queue; a worker may die between taking a job from the queue and marking it as running.
    """
    silent = Job.objects.filter(
        state__in=[JobState.QUEUED, JobState.RUNNING], heartbeat_at__lt=at - lost_after()
    )
    if not silent.exists():
        return []
    tasks = DBTaskResult.objects.filter(task_path=run_job.module_path)
    waiting = {
        facts["args"][0]
        for facts in tasks.filter(status=TaskResultStatus.READY).values_list(
            "args_kwargs", flat=True
        )
    }
    lost = [job for job in silent.select_for_update() if job.pk not in waiting]
    for job in lost:
        tasks.filter(
            status=TaskResultStatus.RUNNING, args_kwargs={"args": [job.pk], "kwargs": {}}
        ).delete()
        _after_failure(job, "The process that carried it out ended without a word.", timedelta())
    return lost


@task()
def run_job(job_id: int) -> None:
    """Carry out one job; the only task that the queue of django-tasks ever holds."""
    job = _claim(job_id)
    if job is None:
        return
    function = function_of(job.kind)
    try:
        if function is None:
            raise KeyError(f"no room declares jobs of kind {job.kind!r}")
        function(job, job.payload, _Progress(job))
    except JobStopped:
        return
    # Whatever a job raises is kept with it, and logged.
    except Exception as error:
        logger.exception("Job %s failed", job)
        with transaction.atomic():
            if _as_claimed(job).select_for_update().first() is not None:
                said = f"{type(error).__name__}: {error}"
                _after_failure(job, said, _RETRY_AFTER * job.attempts)
        return
    _finish(job)


def _finish(job: Job) -> None:
    """Mark it as done; who was taken for lost and yet goes on does not speak for the next one."""
    _as_claimed(job).update(state=JobState.DONE, error="", finished_at=timezone.now())


@transaction.atomic
def _claim(job_id: int) -> Job | None:
    job = Job.objects.select_for_update().filter(pk=job_id, state=JobState.QUEUED).first()
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.attempts += 1
    job.started_at = job.heartbeat_at = timezone.now()
    job.save(update_fields=["state", "attempts", "started_at", "heartbeat_at"])
    return job


def _after_failure(job: Job, error: str, wait: timedelta) -> None:
    if job.attempts < MOST_ATTEMPTS:
        _queue_again(job, error, wait)
        return
    job.state, job.error, job.finished_at = JobState.FAILED, error[:_LONGEST_ERROR], timezone.now()
    job.save(update_fields=["state", "error", "finished_at"])
    after_given_up(job)


def _queue_again(job: Job, error: str, wait: timedelta) -> None:
    job.state, job.error, job.finished_at = JobState.QUEUED, error[:_LONGEST_ERROR], None
    job.heartbeat_at = timezone.now()
    job.save(update_fields=["state", "error", "finished_at", "heartbeat_at", "attempts"])
    later = run_job.using(run_after=timezone.now() + wait) if wait else run_job
    later.enqueue(job.pk)


class _Progress:
    """Writes how far a job is, at most twice a second."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.written_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        at = time.monotonic()
        if done < total and at - self.written_at < _PROGRESS_EVERY_SECONDS:
            return
        self.written_at = at
        self.job.done, self.job.total, self.job.heartbeat_at = done, total, timezone.now()
        if transaction.get_connection().in_atomic_block:  # nobody would see it before the end
            write_beside(self.job)
        else:
            self._write()

    def _write(self) -> None:
        job = self.job
        said = {"done": job.done, "total": job.total, "heartbeat_at": job.heartbeat_at}
        if not _as_claimed(job).update(**said):
            raise JobStopped(job)
