"""Việc theo kỳ: a duty that comes back each period, and the task that was made for each."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.models import Agreement, ContentLine

if TYPE_CHECKING:
    from phoihop.tasks.models import Task


class RecurringTaskQuerySet(models.QuerySet["RecurringTask"]):
    """Seen by who assigns and who leads."""

    def visible_to(self, user: User) -> Self:
        """What the acting agency assigns or leads anew each period."""
        agency = user.acting_agency
        if agency is None or not user.is_active:
            return self.none()
        return self.filter(Q(assigner=agency) | Q(lead_agency=agency))


class RecurringTask(models.Model):
    """The six clear items of a task that is assigned anew for each period.

    `rule` as in periods.due_rules: monthly:25, quarterly:20, half_yearly:15. Nothing is made for
    a day after `ends_on`, after the end of the agreement, or once it was stopped.
    """

    title = models.CharField(_("what is to be done"), max_length=440)
    detail = models.TextField(_("in detail"), blank=True)
    product = models.CharField(_("product"), max_length=300)
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="led_recurring")
    person_in_charge = models.ForeignKey(Official, models.PROTECT, related_name="+")
    assigner = models.ForeignKey(Agency, models.PROTECT, related_name="assigned_recurring")
    authority = models.CharField(_("on whose authority"), max_length=200, blank=True)
    rule = models.CharField(_("due rule"), max_length=20)
    starts_on = models.DateField(_("from (day)"))
    ends_on = models.DateField(_("to (day)"), null=True, blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="recurring_tasks"
    )
    content_line = models.ForeignKey(
        ContentLine, models.PROTECT, null=True, blank=True, related_name="recurring_tasks"
    )
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    stopped_at = models.DateTimeField(null=True, editable=False)
    stopped_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # The first period for which nobody could be put in charge; told once.
    stuck_on = models.DateField(null=True, editable=False)
    form_key = models.CharField(max_length=40, unique=True, editable=False)

    objects = RecurringTaskQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="recurring_six_clear_items", condition=~Q(title="") & ~Q(product="")
            ),
            models.CheckConstraint(
                name="recurring_rule_comes_back",
                condition=Q(rule__startswith="monthly:")
                | Q(rule__startswith="quarterly:")
                | Q(rule__startswith="half_yearly:"),
            ),
            models.CheckConstraint(
                name="recurring_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                name="recurring_stopped_at_and_by_together",
                condition=Q(stopped_at=None, stopped_by=None)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
            ),
            models.CheckConstraint(
                name="recurring_line_of_agreement",
                condition=Q(content_line=None) | Q(agreement__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tasks:recurring_detail", args=[self.pk])

    @property
    def code(self) -> str:
        """Names it for those who may not read its words; VTK: việc theo kỳ."""
        return f"VTK-{self.pk}"


class RecurringPartner(models.Model):
    """An agency that coordinates in each of the tasks."""

    recurring = models.ForeignKey(RecurringTask, models.CASCADE, related_name="partners")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    part = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recurring", "agency"], name="recurring_partner_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class Occurrence(models.Model):
    """The task of one period; `day` is the rule's own day, whatever day off moved the due date."""

    recurring = models.ForeignKey(RecurringTask, models.PROTECT, related_name="occurrences")
    task: "models.OneToOneField[Task, Task]" = models.OneToOneField(
        "tasks.Task", models.CASCADE, related_name="occurrence"
    )
    day = models.DateField()

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["recurring", "day"], name="occurrence_once")]

    def __str__(self) -> str:
        return f"{self.recurring_id} {self.day}"
