"""Work that takes longer than a page may: what runs, how far it is, how often it was tried."""

from datetime import date, timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

KEPT: Final = timedelta(days=90)


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")
    STOPPED = "stopped", pgettext_lazy("job", "Stopped")


class Job(models.Model):
    """One piece of work under a key: the same key is never queued twice.

    `queued_at` is the office's clock; the other moments are the real one, since they tell
    whether a process still lives.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    # The last sign of life, from the moment it entered the queue.
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="job_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_finished(self) -> bool:
        """Done, given up or stopped."""
        return self.state not in {JobState.QUEUED, JobState.RUNNING}

    @property
    def kept_until(self) -> date:
        """The last day on which what it holds is surely there."""
        return timezone.localdate(self.queued_at + KEPT)


class WorkerProcess(models.Model):
    """A process that carries out jobs, and its last sign of life (real clock)."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
