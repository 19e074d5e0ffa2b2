"""An act of succession: its agencies, what was chosen, and each time it was carried out."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.estates import Fate
from phoihop.agencies.models import Agency
from phoihop.documents.models import Document


class Act(models.Model):
    """One dated act; a draft until it is carried out (see Run).

    `on` is the first day of the new state: what ends has its last day the day before.
    """

    title = models.CharField(_("what happens"), max_length=250)
    on = models.DateField(_("from (day)"))
    paper = models.CharField(_("decided by"), max_length=60)
    paper_on = models.DateField(_("date of the paper"))
    # The paper in the register, where it stands there.
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    form_key = models.CharField(max_length=36, unique=True, editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="succession_act_said", condition=~Q(title="") & ~Q(paper="")
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("succession:detail", args=[self.pk])


class How(models.TextChoices):
    """What happens to an agency."""

    ENDS = "ends", _("ends")
    RENAMED = "renamed", _("is renamed")
    NEW = "new", _("begins")


class Line(models.Model):
    """One agency of an act."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="lines")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    how = models.CharField(max_length=7, choices=How)
    new_name = models.CharField(_("new name"), max_length=250, blank=True)
    new_short_name = models.CharField(_("new letters"), max_length=20, blank=True)
    new_parent = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["act", "agency"], name="succession_line_once"),
            models.CheckConstraint(
                name="succession_renamed_has_name",
                condition=~Q(how=How.RENAMED) | ~Q(new_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_how_display()}"


class Heir(models.Model):
    """Who takes over from an agency that ends."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="heirs")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "agency"], name="succession_heir_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class Choice(models.Model):
    """What was chosen of one thing (`object_id`), or of all of a sort that an agency holds."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="choices")
    estate = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    object_id = models.BigIntegerField(null=True)
    fate = models.CharField(max_length=5, choices=Fate)
    to = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=15, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="succession_choice_of_one_or_all",
                condition=Q(agency=None, object_id__isnull=False)
                | Q(agency__isnull=False, object_id=None),
            ),
            models.CheckConstraint(
                name="succession_choice_to_somebody",
                condition=Q(fate__in=[Fate.MOVE, Fate.RENEW], to__isnull=False)
                | (~Q(fate__in=[Fate.MOVE, Fate.RENEW]) & Q(to=None)),
            ),
            models.UniqueConstraint(
                fields=["act", "estate", "object_id"],
                condition=Q(object_id__isnull=False),
                name="succession_choice_once",
            ),
            models.UniqueConstraint(
                fields=["act", "estate", "agency"],
                condition=Q(agency__isnull=False),
                name="succession_choice_of_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.object_id or self.agency_id}: {self.fate}"


class Run(models.Model):
    """The act was asked for, carried out, and perhaps undone: each with its moment and person."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="runs")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Why nothing was done, or why it was not undone, in words.
    refusal = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    # The last event of the act: what comes later depends on it.
    last_event = models.BigIntegerField(null=True)
    # {estate: how many things it touched}; each of them as [estate, number, agency before, agency
    # after]; and [kind, number] of the records concerned.
    counts = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    records = models.JSONField(default=list)
    undo_asked_at = models.DateTimeField(null=True)
    undo_asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(failed_at=None, undone_at=None),
                name="succession_one_run",
            ),
            models.CheckConstraint(
                name="succession_undone_was_done",
                condition=Q(undone_at=None) | Q(done_at__isnull=False, undo_asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="succession_failed_or_done", condition=Q(failed_at=None) | Q(done_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def is_working(self) -> bool:
        """The worker has it, to carry it out or to undo it."""
        asked = self.done_at is None or self.undo_asked_at is not None
        return asked and self.failed_at is None and self.undone_at is None


class RowTrace(models.Model):
    """One row that a run changed, made or took away, in order: see agencies.journal.Trace."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="traces")
    estate = models.CharField(max_length=40)
    model = models.CharField(max_length=60)
    row = models.BigIntegerField()
    op = models.CharField(max_length=6)
    before = models.JSONField()
    after = models.JSONField()
    loose = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "model", "row"], name="succession_trace_row")]

    def __str__(self) -> str:
        return f"{self.op} {self.model} {self.row}"
