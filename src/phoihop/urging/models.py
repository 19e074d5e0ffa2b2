"""Đôn đốc: the office's thresholds, what was told when, letters, and the mail that went out."""

import uuid
from datetime import time

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Office
from phoihop.documents.models import Document
from phoihop.tasks.models import Task

MOST_DAYS = 365
FIRST_HOUR = time(7)


def _new_key() -> str:
    """A key that no form has."""
    return uuid.uuid4().hex


class Habits(models.Model):
    """When the office is reminded; a number of days that is None switches its reminder off.

    From how many days a task is nearly due is a habit of the Office itself: states ask for it.
    """

    office = models.OneToOneField(Office, models.CASCADE, related_name="habits")
    runs_at = models.TimeField(_("reminders go out at"), default=FIRST_HOUR)
    quiet_days = models.PositiveSmallIntegerField(
        _("days without an update"), null=True, blank=True, default=15
    )
    escalate_days = models.PositiveSmallIntegerField(
        _("days overdue until the leader is told"), null=True, blank=True, default=3
    )
    untaken_days = models.PositiveSmallIntegerField(
        _("days without acceptance"), null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=f"habits_{name}_in_range",
                condition=Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lte": MOST_DAYS}),
            )
            for name in ("quiet_days", "escalate_days", "untaken_days")
        ]

    def __str__(self) -> str:
        return str(_("Reminders"))


class Told(models.Model):
    """A reminder that stands in inboxes: of this record, to this agency, because of this day, once.

    `day` is what the matter hangs on: the due date, the last update, the day from which the agency
    has it. When it changes, or another agency takes the matter over, it is a new one.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    day = models.DateField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "day", "agency"], name="told_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.day}"


class Letter(models.Model):
    """A công văn đôn đốc to one agency, drafted from overdue tasks; the paper is the document."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="urging_letter")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    # The day whose figures it says.
    on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.document)

    def get_absolute_url(self) -> str:
        return reverse("urging:letter", args=[self.pk])


class Urging(models.Model):
    """A task was urged: in a letter, or by words alone. How it stood then is kept."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="urgings")
    letter = models.ForeignKey(Letter, models.CASCADE, null=True, related_name="urgings")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    days_late = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    # The form's own key: posting the same form twice urges once.
    form_key = models.CharField(max_length=60, unique=True, default=_new_key)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "task"], name="urging_once_in_a_letter"),
            models.CheckConstraint(
                name="urging_by_letter_or_words", condition=Q(letter__isnull=False) | ~Q(words="")
            ),
            models.CheckConstraint(name="urging_percent_in_range", condition=Q(percent__lte=100)),
        ]

    def __str__(self) -> str:
        return self.words[:80] or str(self.letter)


class MailKind(models.TextChoices):
    """Why a mail was written."""

    DIGEST = "digest", _("What is to be done today")
    URGED = "urged", _("A task is urged")


class MailState(models.TextChoices):
    """Where a mail stands; derived from the moments below."""

    QUEUED = "queued", pgettext_lazy("mail", "Waiting")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Not sent")


class Mail(models.Model):
    """One mail to one person; the same key is never written twice.

    `body` holds the parts that text and HTML are made of, in the receiver's language. `queued_at`
    is the office's clock; sending is a matter of the real one.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=6, choices=MailKind)
    key = models.CharField(max_length=60, unique=True)
    day = models.DateField()
    address = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # Who sends it has it until then: another takes over after that.
    taken_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="mail_of_user"),
            models.Index(
                fields=["id"], condition=Q(sent_at=None, failed_at=None), name="mail_waiting"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_or_failed", condition=Q(sent_at=None) | Q(failed_at=None)
            ),
            models.CheckConstraint(
                name="mail_failed_says_why", condition=Q(failed_at=None) | ~Q(error="")
            ),
            models.CheckConstraint(
                name="mail_sent_was_tried", condition=Q(sent_at=None) | Q(attempts__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("urging:own_mail", args=[self.pk])

    @property
    def state(self) -> MailState:
        """Waiting, sent or given up."""
        if self.sent_at is not None:
            return MailState.SENT
        return MailState.FAILED if self.failed_at is not None else MailState.QUEUED


class MailChoice(models.Model):
    """A person wants mail about duties only; without a row, about everything."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="mail_choice")
    only_duties = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.only_duties}"
