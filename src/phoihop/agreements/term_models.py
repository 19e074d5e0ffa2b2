"""What becomes of an agreement after it was signed: years, reviews, its end.

Year versions (YearPlan, PlanItem) are working contents under a signed text and are kept apart from
it: the database freezes the text, and lets a version change until it is fixed.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.due_words import due_words
from phoihop.documents.models import Document

if TYPE_CHECKING:
    from phoihop.agreements.models import Agreement


class YearPlan(models.Model):
    """The contents of one year under an agreement ("phiên bản năm").

    Without `created_at` it came with the signing: its contents are those of the agreement itself.
    """

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="year_plans")
    year = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # The text that its contents were taken from, or the amendment carried out in it last.
    follows = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, null=True, editable=False, related_name="+"
    )
    # The conference or the approval of the parties that fixed it (docs/decisions: D14).
    fixed_on = models.DateField(_("fixed on"), null=True)
    fixed_words = models.CharField(_("how it was fixed"), max_length=500, blank=True)
    fixed_document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    fixed_at = models.DateTimeField(null=True, editable=False)
    fixed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year"], name="year_plan_once"),
            models.CheckConstraint(
                name="year_plan_fixed_whole",
                condition=Q(fixed_at=None, fixed_by=None, fixed_on=None, fixed_words="")
                | (
                    Q(fixed_at__isnull=False, fixed_by__isnull=False, fixed_on__isnull=False)
                    & ~Q(fixed_words="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"

    def get_absolute_url(self) -> str:
        return reverse("terms:version", args=[self.pk])

    @property
    def is_version(self) -> bool:
        """Has contents of its own, derived from the agreement's."""
        return self.created_at is not None

    @property
    def is_in_force(self) -> bool:
        """Tasks may be made from it."""
        return self.fixed_at is not None or not self.is_version


class ItemOrigin(models.TextChoices):
    """How a content came into the version of a year."""

    PARENT = "parent", _("From the agreement")
    CARRIED = "carried", _("Carried over")
    RENEWED = "renewed", _("Continued")
    NEW = "new", _("Arose")


class PlanItem(models.Model):
    """A content of one year: as the agreement has it, or changed for that year, or arisen."""

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="items")
    line = models.ForeignKey("agreements.ContentLine", models.PROTECT, related_name="plan_items")
    order = models.PositiveSmallIntegerField(default=0)
    origin = models.CharField(max_length=7, choices=ItemOrigin, default=ItemOrigin.PARENT)
    text = models.TextField(_("content"))
    lead_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    # Some contents are led in turn: this agency leads from July on, the other then coordinates.
    later_lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    coordinating_agencies = models.ManyToManyField(
        Agency, through="PlanCoordination", related_name="+"
    )
    period_text = models.CharField(_("period as written"), max_length=120, blank=True)
    product = models.CharField(_("product"), max_length=300, blank=True)
    due_rule = models.CharField(_("due"), max_length=40, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    # From this day on an amendment no longer has it: it stays to be read, no task is made of it.
    dropped_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="plan_item_line_once"),
            models.CheckConstraint(name="plan_item_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="plan_item_weight_positive", condition=Q(weight__gte=1)),
            models.CheckConstraint(
                name="plan_item_later_lead_is_another",
                condition=Q(later_lead=None) | ~Q(later_lead=models.F("lead_agency")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def agreement_id(self) -> int:
        """Of the agreement whose year it belongs to."""
        return self.plan.agreement_id

    @property
    def agreement(self) -> "Agreement":
        """The agreement whose year it belongs to."""
        return self.plan.agreement

    @property
    def due_words(self) -> str:
        """The due rule as the office says it; "" without one."""
        return due_words(self.due_rule)


class PlanCoordination(models.Model):
    """An agency coordinates in a content of a year."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="coordinations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "agency"], name="plan_coordination_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class ReviewKind(models.TextChoices):
    """Which review; those of a year and of the end also settle what comes next."""

    HALF_YEAR = "half_year", _("Half-year review")
    YEAR_INTERIM = "year_interim", _("Interim review of the year")
    YEAR = "year", _("Final review of the year")
    MID_TERM = "mid_term", _("Mid-term review")
    END = "end", _("Final review of the term")


class Decision(models.TextChoices):
    """What becomes of a content after the review."""

    CARRY = "carry", _("Carry over")
    RENEW = "renew", _("Continue")
    DROP = "drop", _("Do not continue")


class Review(models.Model):
    """A sơ kết or tổng kết of an agreement's year; once confirmed it is frozen.

    figures: the totals of the day `figures_on`, as stored at the confirmation.
    """

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="reviews")
    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="reviews")
    kind = models.CharField(_("sort of review"), max_length=12, choices=ReviewKind)
    assessment = models.TextField(_("assessment"), blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    saved_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    confirmed_words = models.CharField(_("how it was confirmed"), max_length=500, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    figures_on = models.DateField(null=True, editable=False)
    figures = models.JSONField(null=True, editable=False)
    # What it drafted: the version of the next year, or the agreement that continues this one.
    next_plan = models.ForeignKey(YearPlan, models.SET_NULL, null=True, related_name="+")
    renewal = models.ForeignKey(
        "agreements.Agreement", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(confirmed_at=None),
                name="review_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                name="review_confirmed_whole",
                condition=Q(confirmed_at=None, confirmed_by=None, figures_on=None)
                | (
                    Q(
                        confirmed_at__isnull=False,
                        confirmed_by__isnull=False,
                        figures_on__isnull=False,
                        figures__isnull=False,
                    )
                    & ~Q(confirmed_words="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.years}"

    def get_absolute_url(self) -> str:
        return reverse("terms:review", args=[self.pk])

    @property
    def is_of_term(self) -> bool:
        """It looks at all years so far, not at one."""
        return self.kind in {ReviewKind.MID_TERM, ReviewKind.END}

    @property
    def years(self) -> str:
        """What it looks at: "2023", of the whole term so far "2021–2023"."""
        begun = self.agreement.valid_from or self.agreement.signed_on
        if not self.is_of_term or begun is None or begun.year >= self.plan.year:
            return str(self.plan.year)
        return f"{begun.year}–{self.plan.year}"

    @property
    def settles(self) -> bool:
        """Whether it decides what comes next of each content."""
        return self.kind in {ReviewKind.YEAR, ReviewKind.YEAR_INTERIM, ReviewKind.END}


class ReviewLine(models.Model):
    """A content in a review: its assessment, what becomes of it, its figures once confirmed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines")
    line = models.ForeignKey("agreements.ContentLine", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    assessment = models.CharField(_("assessment"), max_length=500, blank=True)
    decision = models.CharField(max_length=5, choices=Decision, blank=True)
    new_due_on = models.DateField(_("new due date"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    figures = models.JSONField(null=True, editable=False)
    # The rows behind the figures: code, title, lead, state, dates and evidence of each task.
    tasks = models.JSONField(null=True, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "line"], name="review_line_once"),
            models.CheckConstraint(
                name="review_carried_with_due_and_reason",
                condition=~Q(decision="carry") | (Q(new_due_on__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ReviewNew(models.Model):
    """A content that the review adds to what comes next."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="news")
    text = models.TextField(_("content"))
    lead_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    product = models.CharField(_("product"), max_length=300, blank=True)
    due_rule = models.CharField(_("due"), max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="review_new_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


class Termination(models.Model):
    """Why and by what an agreement was ended before its time."""

    agreement = models.OneToOneField(
        "agreements.Agreement", models.PROTECT, related_name="termination"
    )
    on = models.DateField(_("terminated from"))
    reason = models.CharField(_("reason"), max_length=500)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="termination_with_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def last_day(self) -> date:
        """The last day on which the agreement was in force."""
        return self.on - timedelta(days=1)
