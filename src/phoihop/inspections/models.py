"""Kiểm tra: a plan of checks, what was seen on a visit, and what has to be mended."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.documents.models import StoredFile
from phoihop.inspections.querysets import FindingQuerySet, PlanQuerySet
from phoihop.tasks.models import Task


def _new_key() -> str:
    """A key that no form has."""
    return uuid.uuid4().hex


class PlanState(models.TextChoices):
    """Where a plan stands; derived."""

    PLANNED = "planned", pgettext_lazy("inspection", "Planned")
    RUNNING = "running", pgettext_lazy("inspection", "Being carried out")
    CONCLUDED = "concluded", pgettext_lazy("inspection", "Concluded")


class CheckState(models.TextChoices):
    """Where one check stands on a day; derived."""

    PLANNED = "planned", pgettext_lazy("inspection", "Planned")
    MISSED = "missed", pgettext_lazy("inspection", "Day passed, not visited")
    VISITED = "visited", pgettext_lazy("inspection", "Visited")
    CALLED_OFF = "called_off", pgettext_lazy("inspection", "Called off")


class Plan(models.Model):
    """A kế hoạch kiểm tra of one agency, on agencies or on a programme."""

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="inspection_plans")
    title = models.CharField(_("title of the plan"), max_length=300)
    purpose = models.TextField(_("purpose and basis"), blank=True)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspection_plans",
        verbose_name=_("programme"),
    )
    first_day = models.DateField(_("from (day)"))
    last_day = models.DateField(_("to (day)"))
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    concluded_on = models.DateField(null=True, editable=False)
    concluded_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    conclusion = models.TextField(blank=True, editable=False)
    # The form's own key: posting the same form twice makes one plan.
    form_key = models.CharField(max_length=60, unique=True, default=_new_key, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        indexes = [models.Index(fields=["owner", "-first_day", "-id"], name="plan_of_owner")]
        constraints = [
            models.CheckConstraint(name="plan_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="plan_ends_after_start", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="plan_concluded_whole",
                condition=Q(concluded_on=None, concluded_by=None, conclusion="")
                | (Q(concluded_on__isnull=False, concluded_by__isnull=False) & ~Q(conclusion="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:plan", args=[self.pk])


class Check(models.Model):
    """One check of a plan: who goes where, when, to see what."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="checks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="checks_of_it")
    planned_on = models.DateField(_("day"))
    inspectors = models.CharField(_("who checks"), max_length=300)
    what = models.CharField(_("what is checked"), max_length=500)
    visited_on = models.DateField(null=True, editable=False)
    visited_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    seen = models.TextField(_("what was seen"), blank=True, editable=False)
    called_off_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, editable=False)
    # The form's own key: posting the same form twice plans one check.
    form_key = models.CharField(max_length=60, unique=True, default=_new_key, editable=False)

    class Meta:
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="check_says_who_and_what", condition=~Q(inspectors="") & ~Q(what="")
            ),
            models.CheckConstraint(
                name="check_visited_whole",
                condition=Q(visited_on=None, visited_by=None, seen="")
                | (Q(visited_on__isnull=False, visited_by__isnull=False) & ~Q(seen="")),
            ),
            models.CheckConstraint(
                name="check_called_off_with_reason",
                condition=Q(called_off_at=None) | (~Q(reason="") & Q(visited_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.what}"

    def state(self, on: date) -> CheckState:
        """Where it stands that day."""
        if self.called_off_at is not None:
            return CheckState.CALLED_OFF
        if self.visited_on is not None:
            return CheckState.VISITED
        return CheckState.MISSED if self.planned_on < on else CheckState.PLANNED


class Finding(models.Model):
    """What was found and must be mended: by whom, what, until when; seen there once sent."""

    check_made = models.ForeignKey(Check, models.CASCADE, related_name="findings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="findings_about_it")
    text = models.TextField(_("what was found"))
    asked = models.CharField(_("what must be done"), max_length=300)
    due_on = models.DateField(_("until"), null=True, blank=True)
    made_at = models.DateTimeField(editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    task = models.OneToOneField(
        Task, models.PROTECT, null=True, editable=False, related_name="finding"
    )
    # The form's own key: posting the same form twice makes one finding.
    form_key = models.CharField(max_length=60, unique=True, default=_new_key, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["agency", "-id"], condition=Q(sent_at__isnull=False), name="finding_sent"
            )
        ]
        constraints = [
            models.CheckConstraint(name="finding_says_what", condition=~Q(text="") & ~Q(asked="")),
            models.CheckConstraint(
                name="finding_sent_at_and_by_together",
                condition=Q(sent_at=None, sent_by=None)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_task_once_sent", condition=Q(task=None) | Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("inspections:finding", args=[self.pk])


class FindingFile(models.Model):
    """Evidence of a finding."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
