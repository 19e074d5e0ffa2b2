"""Mốc sơ kết, tổng kết: the days on which what a document began is reviewed."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.documents.milestone_querysets import MilestoneQuerySet

if TYPE_CHECKING:
    from phoihop.documents.models import Document

MOST_YEARS = 50


class ReviewKind(models.TextChoices):
    """Interim reviews come before the final one."""

    INTERIM = "interim", _("Interim review")
    FINAL = "final", _("Final review")


class MilestoneRule(models.Model):
    """Which milestones a registered document of one kind gets, where the office said so itself.

    A kind without a row gets what `milestones.rules_by_kind` begins with.
    interim_years, final_years: whole years after the date of issue, as [1, 3, 5] and [10].
    """

    # One of documents.models.Kind.
    kind = models.CharField(_("kind"), max_length=5, unique=True)
    interim_years = models.JSONField(_("interim review after (years)"), default=list)
    final_years = models.JSONField(_("final review after (years)"), default=list)
    # An interim review in each other year up to the last of those above.
    every_year = models.BooleanField(_("also every year"), default=False)
    # Of State bodies and of Party bodies below the centre such papers get none.
    central_party_only = models.BooleanField(_("only of central Party bodies"), default=False)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(name="milestone_rule_has_kind", condition=~Q(kind="")),
        ]

    def __str__(self) -> str:
        return self.kind


class Milestone(models.Model):
    """One review of one document: when it is due, and the report that closed it.

    `current_on` repeats the newest row of `days`; a task made from it moves off days off, the
    milestone never does.
    """

    document: "models.ForeignKey[Document, Document]" = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="milestones"
    )
    kind = models.CharField(_("kind of review"), max_length=7, choices=ReviewKind)
    # Whole years after the date of issue; null: a day that the office set itself.
    years = models.PositiveSmallIntegerField(_("years after issue"), null=True, blank=True)
    # What a day of the office's own is called: "giữa nhiệm kỳ".
    label = models.CharField(_("name"), max_length=120, blank=True)
    by_rule = models.BooleanField(default=False, editable=False)
    first_on = models.DateField(_("first day"))
    current_on = models.DateField(_("current day"))
    # From this day the office owes it: what fell due before the document stood in the register,
    # or before the program kept milestones, is no arrear.
    owed_from = models.DateField(editable=False)
    made_at = models.DateTimeField(editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    report: "models.ForeignKey[Document | None, Document | None]" = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="closes"
    )
    # The date of the report.
    closed_on = models.DateField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    # Not to be held: kept to be read, in no list and no figure.
    dropped_at = models.DateTimeField(null=True, editable=False)
    drop_reason = models.CharField(max_length=300, blank=True, editable=False)
    # Of the form that added it: sent twice it adds once.
    form_key = models.CharField(max_length=40, blank=True, editable=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["current_on", "pk"]
        indexes = [
            models.Index(fields=["current_on", "id"], name="milestone_by_day"),
            models.Index(
                fields=["current_on"],
                condition=Q(closed_at=None, dropped_at=None),
                name="milestone_open_by_day",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "years"],
                condition=Q(by_rule=True),
                name="milestone_of_rule_once",
            ),
            models.UniqueConstraint(
                fields=["document", "form_key", "first_on"],
                condition=~Q(form_key=""),
                name="milestone_form_key_once",
            ),
            models.CheckConstraint(
                name="milestone_years_in_range",
                condition=Q(years=None) | Q(years__gte=1, years__lte=MOST_YEARS),
            ),
            models.CheckConstraint(
                name="milestone_rule_says_years",
                condition=Q(by_rule=False) | Q(years__isnull=False),
            ),
            models.CheckConstraint(
                name="milestone_closed_whole",
                condition=Q(report=None, closed_on=None, closed_at=None, closed_by=None)
                | Q(
                    report__isnull=False,
                    closed_on__isnull=False,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="milestone_not_closed_by_itself",
                condition=Q(report=None) | ~Q(report=F("document")),
            ),
            models.CheckConstraint(
                name="milestone_dropped_with_reason",
                condition=Q(dropped_at=None, drop_reason="")
                | Q(dropped_at__isnull=False, closed_at=None) & ~Q(drop_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.document_id}"

    def get_absolute_url(self) -> str:
        return reverse("documents:milestone", args=[self.document_id, self.pk])

    @property
    def name(self) -> str:
        """As papers say it: "Sơ kết 3 năm", "Tổng kết 10 năm", "Sơ kết giữa nhiệm kỳ"."""
        kind = str(ReviewKind(self.kind).label)
        if self.years is None:
            return f"{kind} {self.label}".strip()
        said = ngettext(
            "%(kind)s after %(years)d year", "%(kind)s after %(years)d years", self.years
        )
        return said % {"kind": kind, "years": self.years}

    @property
    def is_open(self) -> bool:
        """Still to be held."""
        return self.closed_at is None and self.dropped_at is None

    @property
    def days_late(self) -> int:
        """Days between the current day and the report; 0 in time or still open."""
        return max(0, (self.closed_on - self.current_on).days) if self.closed_on else 0

    @property
    def closed_words(self) -> str:
        """How it was closed: in time, or how late."""
        if self.closed_on is None:
            return ""
        done = (
            gettext("Final review held")
            if self.kind == ReviewKind.FINAL
            else gettext("Review held")
        )
        if not self.days_late:
            return gettext("%(done)s, on time") % {"done": done}
        late = ngettext(
            "%(done)s, %(days)d day late", "%(done)s, %(days)d days late", self.days_late
        )
        return late % {"done": done, "days": self.days_late}


class MilestoneDay(models.Model):
    """A day the milestone had: the first row is the anniversary, the last row the current day."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="days")
    on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    # The paper that set another day: a superior's schedule.
    source: "models.ForeignKey[Document | None, Document | None]" = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.on}"


class MilestoneKeeper(models.Model):
    """From a day on `agency` keeps the milestones of a paper; its register ended with the owner.

    The paper itself stays in the register in which it was entered.
    """

    document: "models.OneToOneField[Document, Document]" = models.OneToOneField(
        "documents.Document", models.CASCADE, related_name="milestone_keeper"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    paper = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.agency)
