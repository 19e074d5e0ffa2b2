"""Nhiệm vụ: one product owed by one lead agency, and every fact of it that changes with time."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.models import Agreement, ContentLine, YearPlan
from phoihop.documents.models import Document
from phoihop.tasks.asking_models import Explanation, ExtensionRequest
from phoihop.tasks.course_models import Evidence, ResultSubmission, Update
from phoihop.tasks.duty_models import TaskDuty
from phoihop.tasks.plan_models import TaskPlan  # noqa: F401 -- a model of this room
from phoihop.tasks.querysets import TaskQuerySet
from phoihop.tasks.recurring_models import Occurrence, RecurringPartner, RecurringTask
from phoihop.tasks.review_models import TaskMilestone

__all__ = [
    "Evidence",
    "Explanation",
    "ExtensionRequest",
    "Occurrence",
    "RecurringPartner",
    "RecurringTask",
    "ResultSubmission",
    "Rhythm",
    "Task",
    "TaskCoordination",
    "TaskDue",
    "TaskDuty",
    "TaskHolding",
    "TaskLine",
    "TaskMilestone",
    "TaskSource",
    "TaskViewer",
    "Update",
]
NO_DUE_DATE = date(9999, 12, 31)
# Rows that the lists people live in are made of; few of all there are after some years.
_OWED = Q(done_on=None, withdrawn_on=None, suspended_on=None, submitted_on=None)
_WAITING = Q(done_on=None, withdrawn_on=None, suspended_on=None, submitted_on__isnull=False)


def _new_key() -> str:
    """A key that no form has: for tasks that came from none."""
    return uuid.uuid4().hex


class TaskSource(models.TextChoices):
    """Where the duty comes from."""

    ITEM = "item", _("Content of an agreement")
    CLAUSE = "clause", _("Clause of a document")
    DIRECT = "direct", _("Assigned directly")
    PART = "part", _("Part of a task")


class Rhythm(models.TextChoices):
    """How often a standing task is reported (docs/decisions: D9)."""

    NONE = "", _("Not standing")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every six months")
    YEARLY = "yearly", _("Every year")


class Task(models.Model):
    """A nhiệm vụ with its six clear items (226-KL/TW).

    Columns that repeat the newest of the rows below (`lead_agency`, `due_on`, `submitted_on`,
    `returned_on`, `percent`) are the current values; the rows are the facts.
    """

    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    source = models.CharField(max_length=6, choices=TaskSource, default=TaskSource.DIRECT)
    # Rõ việc.
    title = models.CharField(_("what is to be done"), max_length=500)
    detail = models.TextField(_("in detail"), blank=True)
    # Rõ sản phẩm.
    product = models.CharField(_("product"), max_length=300)
    # Rõ người.
    lead_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="led_tasks", verbose_name=_("lead agency")
    )
    person_in_charge = models.ForeignKey(
        Official, models.PROTECT, related_name="tasks", verbose_name=_("person in charge")
    )
    # Rõ trách nhiệm.
    coordinating_agencies = models.ManyToManyField(
        Agency, through="TaskCoordination", related_name="coordinated_tasks"
    )
    # Rõ thẩm quyền: the agency that assigns is the one that confirms.
    assigner = models.ForeignKey(
        Agency, models.PROTECT, related_name="assigned_tasks", verbose_name=_("assigned by")
    )
    authority = models.CharField(_("on whose authority"), max_length=200, blank=True)
    assigned_on = models.DateField(_("assigned on"))
    assigned_at = models.DateTimeField(editable=False)
    assigned_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    # Rõ thời gian; null: thường xuyên, with a reporting rhythm.
    due_on = models.DateField(_("due date"), null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True, editable=False)
    rhythm = models.CharField(_("reported"), max_length=11, choices=Rhythm, blank=True)
    due_sort = models.GeneratedField(
        expression=Coalesce("due_on", NO_DUE_DATE), output_field=models.DateField(), db_persist=True
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    clause = models.CharField(_("clause of the document"), max_length=500, blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, editable=False, related_name="tasks"
    )
    # A phần việc: what the lead agency of the task above passed on.
    parent: "models.ForeignKey[Task | None, Task | None]" = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="parts",
        # See the index of parts below.
        db_index=False,
    )
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    percent = models.PositiveSmallIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)
    # The day of the lead agency's last update.
    reported_on = models.DateField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # The day of the submission that waits for an answer.
    submitted_on = models.DateField(null=True, editable=False)
    # The day of the newest return, until the next submission.
    returned_on = models.DateField(null=True, editable=False)
    # The day of the submission that was confirmed (R8).
    done_on = models.DateField(null=True, editable=False)
    suspended_on = models.DateField(null=True, editable=False)
    withdrawn_on = models.DateField(null=True, editable=False)
    # The day from which the lead agency has it by a succession: repeats the newest holding.
    inherited_on = models.DateField(null=True, editable=False)
    # Why it was suspended or withdrawn, for as long as it is.
    stop_reason = models.CharField(max_length=500, blank=True, editable=False)
    # Suspended by the act on the task above: goes on with it.
    stopped_with_parent = models.BooleanField(default=False, editable=False)
    # Since when the person in charge was seen to work there no more; told once.
    person_left_on = models.DateField(null=True, editable=False)
    # The form's own key: posting the same form twice makes one task.
    form_key = models.CharField(max_length=60, unique=True, default=_new_key, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_sort", "pk"]
        indexes = [
            models.Index(fields=["due_sort", "id"], name="task_by_due"),
            # Few tasks are parts. Over all rows SQLite took the column for one value and read the
            # whole table to find that a task has none.
            models.Index(fields=["parent"], condition=Q(parent__isnull=False), name="task_parts"),
            models.Index(
                fields=["lead_agency", "due_on"], condition=_OWED, name="task_open_by_lead"
            ),
            models.Index(
                fields=["assigner", "due_on"], condition=_OWED, name="task_open_by_assigner"
            ),
            models.Index(fields=["due_sort", "id"], condition=_OWED, name="task_open_by_due"),
            models.Index(
                fields=["assigner", "submitted_on"], condition=_WAITING, name="task_waiting"
            ),
            models.Index(fields=["agreement", "lead_agency"], name="task_by_agreement"),
        ]
        constraints = [
            models.CheckConstraint(
                name="task_six_clear_items", condition=~Q(title="") & ~Q(product="")
            ),
            models.CheckConstraint(
                name="task_due_not_before_assigned",
                condition=Q(due_on=None) | Q(due_on__gte=F("assigned_on")),
                violation_error_message=_("The due date is before the day of assignment."),
            ),
            models.CheckConstraint(
                name="task_due_or_standing",
                condition=Q(due_on__isnull=False, first_due_on__isnull=False, rhythm="")
                | (Q(due_on=None, first_due_on=None) & ~Q(rhythm="")),
                violation_error_message=_("Give a due date, or a rhythm for a standing task."),
            ),
            models.CheckConstraint(
                name="task_percent_in_range",
                condition=Q(percent__lte=100),
                violation_error_message=_("Enter a number from 0 to 100."),
            ),
            models.CheckConstraint(
                name="task_accepted_at_and_by_together",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="task_done_is_whole",
                condition=Q(done_on=None)
                | Q(percent=100, submitted_on=None, returned_on=None, withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="task_stopped_with_reason",
                condition=Q(suspended_on=None, withdrawn_on=None) | ~Q(stop_reason=""),
            ),
            # Contents of an agreement are counted by their top tasks alone.
            models.CheckConstraint(
                name="task_part_of_no_agreement", condition=Q(parent=None) | Q(agreement=None)
            ),
            models.CheckConstraint(name="task_weighs_something", condition=Q(weight__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("tasks:detail", args=[self.pk])


class TaskCoordination(models.Model):
    """A phần phối hợp: an agency coordinates; `part` says what it contributes, `due_on` by when."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="coordinations")
    agency = models.ForeignKey(Agency, models.PROTECT)
    part = models.CharField(_("its part"), max_length=300, blank=True)
    # None: by the due day of the task.
    due_on = models.DateField(_("due date of its part"), null=True, blank=True)
    done_on = models.DateField(null=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_coordination_done_on_and_by_together",
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["task", "agency"],
                name="task_coordination_once",
                violation_error_message=_("This agency coordinates already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency)


class TaskLine(models.Model):
    """The task carries out a content line, in the contents of a year."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="line")
    content_line = models.ForeignKey(ContentLine, models.PROTECT, related_name="task_lines")
    year_plan = models.ForeignKey(YearPlan, models.PROTECT, null=True, related_name="task_lines")
    # The day by which planning knows the due of the item that the task answers to (Planned.day):
    # no day off moves it, whatever day was then assigned.
    planned_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.task_id} → {self.content_line_id}"


class TaskHolding(models.Model):
    """Who led the task when; lateness belongs to who held it on the due day."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="holdings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(valid_to=None), name="task_one_holder"
            ),
            models.CheckConstraint(
                name="task_holding_ends_after_start",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.valid_from}"


class TaskDue(models.Model):
    """A due date the task had: the first row is the first, the last row the current one."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="dues")
    due_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Whose right was used, where it was not one's own ("thay mặt").
    decided_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.due_on}"


class TaskViewer(models.Model):
    """Derived: how much members of `agency` may read of `task`. Kept by the services.

    Levels: 1 title, product, due · 2 state, percent, dates · 3 words and evidence.
    """

    TITLE, STATE, WORDS = 1, 2, 3

    pk = models.CompositePrimaryKey("agency_id", "task_id")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, related_name="viewers")
    level = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["task"], name="task_viewer_task")]
        constraints = [
            models.CheckConstraint(
                name="task_viewer_level", condition=Q(level__gte=1, level__lte=3)
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.task_id} {self.level}"
