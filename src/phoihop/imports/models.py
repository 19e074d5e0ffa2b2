"""Sheets handed in, and what was found in them until a person confirms."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.imports.querysets import SheetUploadQuerySet


class UploadState(models.TextChoices):
    """Where a handed-in sheet stands."""

    READING = "reading", pgettext_lazy("sheet", "Being checked")
    CHECKED = "checked", pgettext_lazy("sheet", "Waits for you")
    RUNNING = "running", pgettext_lazy("sheet", "Being imported")
    DONE = "done", pgettext_lazy("sheet", "Imported")
    REFUSED = "refused", pgettext_lazy("sheet", "Not taken")


class SheetUpload(models.Model):
    """One handed-in sheet. Nothing of it is a record before `imported_at`.

    `lines`, `findings` and `data` are emptied once the sheet is imported or put away: the records
    themselves, and their history, are what stays.
    """

    kind = models.CharField(_("kind of records"), max_length=20)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(max_length=10, choices=UploadState)
    # The bytes, only until the worker has read them.
    data = models.BinaryField(null=True)
    # [number of the row, {column: as typed}, {column: why it cannot be read}]
    lines = models.JSONField(default=list)
    unknown_columns = models.JSONField(default=list)
    # imports.findings.to_json for every line.
    findings = models.JSONField(default=list)
    # {number of the row: what the person answered}
    answers = models.JSONField(default=dict)
    # Bring what is there already up to what the sheet says.
    updates = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    # Of accounts: their ids, so that codes can be made for them.
    made = models.JSONField(default=list)
    refusal = models.TextField(blank=True)
    handed_in_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    # Of the form that handed it in: the same form posted twice makes one.
    form_key = models.UUIDField(unique=True, editable=False)

    objects = SheetUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        indexes = [models.Index(fields=["by", "kind", "-handed_in_at"], name="sheet_of_user")]
        constraints = [
            models.CheckConstraint(
                name="sheet_done_has_time",
                condition=Q(state="done", imported_at__isnull=False)
                | (~Q(state="done") & Q(imported_at=None)),
            ),
            models.CheckConstraint(
                name="sheet_data_only_while_reading",
                condition=Q(data=None) | Q(state="reading"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("imports:check", args=[self.pk])
