"""The course of a task: what was reported, handed in and answered, with its evidence."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.documents.models import StoredFile

if TYPE_CHECKING:
    from phoihop.tasks.models import Task


class Update(models.Model):
    """A cập nhật tiến độ in words; `percent` only when the lead agency says it."""

    task: "models.ForeignKey[Task, Task]" = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="updates"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField(_("progress (%)"), null=True, blank=True)
    words = models.TextField(_("what was done"), blank=True)
    nothing_arose = models.BooleanField(_("nothing arose"), default=False)
    # The form's own key: posting the same form twice makes one update.
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["task", "-at"], name="update_of_task")]
        constraints = [
            models.CheckConstraint(
                name="update_percent_in_range",
                condition=Q(percent=None) | Q(percent__lte=100),
                violation_error_message=_("Enter a number from 0 to 100."),
            ),
            models.CheckConstraint(
                name="update_says_something", condition=~Q(words="") | Q(nothing_arose=True)
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


class ResultSubmission(models.Model):
    """The lead agency hands in the result; it is then confirmed, or returned with a reason.

    Until it is answered, who handed it in may take it back.
    """

    task: "models.ForeignKey[Task, Task]" = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="submissions"
    )
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    result = models.TextField(_("result"))
    # Number and symbol of the review report that closes the milestone of the task.
    report_code = models.CharField(_("review report"), max_length=90, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    remark = models.TextField(_("remark"), blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    # Whose right was used for the answer, where it was not one's own ("thay mặt").
    answered_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    form_key = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(confirmed_at=None, returned_at=None, taken_back_at=None),
                name="submission_one_waiting",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(confirmed_at__isnull=False),
                name="submission_one_confirmed",
            ),
            models.CheckConstraint(
                name="submission_answered_once",
                condition=Q(confirmed_at=None, returned_at=None)
                | Q(confirmed_at=None, taken_back_at=None)
                | Q(returned_at=None, taken_back_at=None),
            ),
            models.CheckConstraint(
                name="submission_confirmed_at_and_by_together",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_returned_with_reason",
                condition=Q(returned_at=None, returned_by=None)
                | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="submission_answered_for_with_answer",
                condition=Q(answered_for=None)
                | Q(confirmed_at__isnull=False)
                | Q(returned_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.on}"

    @property
    def waits(self) -> bool:
        """Neither answered nor taken back."""
        return not (self.confirmed_at or self.returned_at or self.taken_back_at)


class Evidence(models.Model):
    """A minh chứng: a file shown with an update or a submission."""

    task: "models.ForeignKey[Task, Task]" = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="evidence"
    )
    update = models.ForeignKey(Update, models.CASCADE, null=True, related_name="evidence")
    submission = models.ForeignKey(
        ResultSubmission, models.CASCADE, null=True, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_of_update_or_submission",
                condition=Q(update__isnull=False, submission=None)
                | Q(update=None, submission__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page that shows the file."""
        return reverse("tasks:evidence_preview", args=[self.task_id, self.pk])
