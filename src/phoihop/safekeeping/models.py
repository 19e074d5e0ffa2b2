"""What came of backups, drills and looks at the ledger."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.safekeeping.querysets import RunQuerySet


class RunKind(models.TextChoices):
    """What was done."""

    BACKUP = "backup", pgettext_lazy("safekeeping", "Backup")
    DRILL = "drill", _("Restore drill")
    LEDGER = "ledger", _("Check of the ledger")
    WATCH = "watch", _("Look after the backups")


class Run(models.Model):
    """One backup, drill or check of the ledger that came to an end, well or not. Real clock.

    The backups themselves stand in their folder and say of themselves what is in them; these rows
    keep what came of the work, failures too.
    """

    kind = models.CharField(max_length=6, choices=RunKind)
    # Of the backup: "phoihop-20261127-030000". Empty where none was made.
    name = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    succeeded = models.BooleanField()
    size = models.PositiveBigIntegerField(default=0)
    # What was found, or why it failed.
    words = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "-id"], name="safekeeping_run_kind")]
        constraints = [
            models.CheckConstraint(
                name="safekeeping_run_ends_after_start",
                condition=Q(finished_at__gte=models.F("started_at")),
            ),
            models.CheckConstraint(
                name="safekeeping_failure_says_why", condition=Q(succeeded=True) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("safekeeping:backups")

    @property
    def took(self) -> timedelta:
        """How long it ran."""
        return self.finished_at - self.started_at
