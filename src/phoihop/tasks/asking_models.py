"""What is asked about a task: more time by who leads it, an explanation by who assigned it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency

if TYPE_CHECKING:
    from phoihop.tasks.models import Task

# Neither decided, nor taken back, nor left without an object by what became of the task.
OPEN_EXTENSION = Q(decided_at=None, taken_back_at=None, lapsed_at=None)
OPEN_EXPLANATION = Q(answered_at=None, cancelled_at=None)


class ExtensionRequest(models.Model):
    """A xin gia hạn: another due day is asked for, then granted or refused with a reason.

    What was granted stands in TaskDue, with this request's reason.
    """

    task: "models.ForeignKey[Task, Task]" = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="extensions"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due_on = models.DateField(_("new due date"))
    # The due day it is to replace.
    from_due_on = models.DateField()
    reason = models.CharField(_("reason"), max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Whose right was used for the decision, where it was not one's own ("thay mặt").
    decided_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    is_granted = models.BooleanField(null=True)
    answer = models.CharField(_("reason"), max_length=500, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    # Confirmed, withdrawn or passed to another agency before anybody decided.
    lapsed_at = models.DateTimeField(null=True)
    # The form's own key: posting the same form twice makes one request.
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=OPEN_EXTENSION,
                name="extension_one_open",
                violation_error_message=_("An extension was asked for already."),
            ),
            models.CheckConstraint(
                name="extension_after_current_due",
                condition=Q(due_on__gt=F("from_due_on")),
                violation_error_message=_("The new due date must be after the current one."),
            ),
            models.CheckConstraint(
                name="extension_asked_with_reason",
                condition=~Q(reason=""),
            ),
            models.CheckConstraint(
                name="extension_decided_whole",
                condition=Q(decided_at=None, decided_by=None, is_granted=None, decided_for=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_refused_with_reason",
                condition=Q(is_granted=None) | Q(is_granted=True) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="extension_ended_once",
                condition=Q(decided_at=None, taken_back_at=None)
                | Q(decided_at=None, lapsed_at=None)
                | Q(taken_back_at=None, lapsed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.due_on}"

    @property
    def is_open(self) -> bool:
        """Waits for a decision, as OPEN_EXTENSION."""
        return self.decided_at is None and self.taken_back_at is None and self.lapsed_at is None


class Explanation(models.Model):
    """A yêu cầu giải trình on a task that is overdue or was returned, and its answer."""

    task: "models.ForeignKey[Task, Task]" = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="explanations"
    )
    question = models.CharField(_("what is to be explained"), max_length=1000)
    answer_by = models.DateField(_("answer by"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Who has to answer: who led the task when it was asked.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="explanations")
    answer = models.TextField(_("explanation"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["agency", "answer_by"],
                condition=OPEN_EXPLANATION,
                name="explanation_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=OPEN_EXPLANATION,
                name="explanation_one_open",
                violation_error_message=_("An explanation was asked for already."),
            ),
            models.CheckConstraint(name="explanation_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="explanation_answered_whole",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="explanation_ended_once",
                condition=Q(answered_at=None) | Q(cancelled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]

    @property
    def is_open(self) -> bool:
        """Waits for an answer, as OPEN_EXPLANATION."""
        return self.answered_at is None and self.cancelled_at is None
