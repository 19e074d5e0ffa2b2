"""The office's scale, what was said of finished tasks, and what agencies object to."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.tasks.models import Task

LONGEST_WORDS = 2000


class Grade(models.Model):
    """A mark of the scale, as "Hoàn thành tốt"; the lower its order, the better."""

    words = models.CharField(_("words of the mark"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order, the best first"))
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    valid_from = models.DateField(_("used from"))
    valid_to = models.DateField(_("used to"), null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="grade_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="grade_ends_after_start",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.UniqueConstraint(
                fields=["words"],
                condition=Q(valid_to=None),
                name="grade_words_once",
                violation_error_message=_("A mark of these words is in use already."),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ScoringRules(models.Model):
    """The office's own days; one row at most."""

    DAYS = 10

    # Calendar days after the evaluation in which the lead agency may object to it.
    dispute_days = models.PositiveSmallIntegerField(
        _("days to object to an evaluation"), default=DAYS
    )

    class Meta:
        constraints = [models.CheckConstraint(name="scoring_rules_once", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.dispute_days}"


class Evaluation(models.Model):
    """What the assigning agency says of a confirmed task."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="evaluation")
    grade = models.ForeignKey(Grade, models.PROTECT, related_name="+")
    words = models.TextField(_("remarks of the evaluation"), blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The last day on which it may be objected to; after it the evaluation stands.
    open_until = models.DateField()

    def __str__(self) -> str:
        return f"{self.task}: {self.grade}"

    def get_absolute_url(self) -> str:
        """It stands on the page of its task."""
        return self.task.get_absolute_url()

    def is_frozen(self, on: date) -> bool:
        """Nothing of it changes any more: the days are over, or an objection was answered."""
        disputes = list(self.disputes.all())
        if any(dispute.is_open for dispute in disputes):
            return False
        return bool(disputes) or on > self.open_until

    @staticmethod
    def last_day(at: date, days: int) -> date:
        """The last day to object."""
        return at + timedelta(days=days)


class Objection(models.Model):
    """Common to what an agency objects to: its words, and the answer of who assigned the task."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    words = models.TextField(_("why"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    @property
    def is_open(self) -> bool:
        """Waits for an answer."""
        return self.answered_at is None

    @property
    def day(self) -> date:
        """The day it was made."""
        return timezone.localtime(self.at).date()


def _answered_whole(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(answered_at=None, answered_by=None, is_accepted=None, answer="")
        | (
            Q(answered_at__isnull=False, answered_by__isnull=False, is_accepted__isnull=False)
            & ~Q(answer="")
        ),
    )


class EvaluationDispute(Objection):
    """The lead agency does not agree with an evaluation."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="disputes")

    class Meta(Objection.Meta):
        constraints = [
            models.UniqueConstraint(fields=["evaluation"], name="evaluation_disputed_once"),
            _answered_whole("evaluation_dispute_answered_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}"


class Deadline(models.TextChoices):
    """Which of the two figures a row stands in."""

    CURRENT = "current", _("by the current due date")
    FIRST = "first", _("by the first due date")


class RowDispute(Objection):
    """An agency asks for a second look at a task that counts as late for it.

    The figure itself is never edited: what was accepted is put right by an act on the task.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="row_disputes")
    deadline = models.CharField(max_length=7, choices=Deadline)
    # With the answer: the current due date that was set, where that was the mend.
    due_on = models.DateField(null=True)

    class Meta(Objection.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["task", "agency", "deadline"],
                condition=Q(answered_at=None),
                name="row_dispute_one_open",
            ),
            _answered_whole("row_dispute_answered_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.get_deadline_display()})"

    def get_absolute_url(self) -> str:
        """It stands on the page of its task."""
        return self.task.get_absolute_url()
