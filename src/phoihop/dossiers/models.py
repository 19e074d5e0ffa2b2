"""Hồ sơ: what one matter left behind, in the order of the work, on its way to the archive."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop import vntext
from phoihop.accounts.models import Membership, User
from phoihop.agencies.models import Agency
from phoihop.dossiers.querysets import DossierQuerySet
from phoihop.dossiers.retention import hand_over_due, retention_words
from phoihop.jobs.models import Job


class Dossier(models.Model):
    """An entry of an agency's yearly list (danh mục hồ sơ); opened, filled, closed, handed over.

    Who hands what over when stands in HandOver; what was done stands in the history.
    """

    owner = models.ForeignKey(Agency, models.PROTECT, related_name="dossiers")
    year = models.PositiveSmallIntegerField(_("year"))
    # Số và ký hiệu hồ sơ (NĐ 30/2020/NĐ-CP, Phụ lục VI: FileNotation).
    code = models.CharField(_("number and symbol of the dossier"), max_length=20)
    title = models.CharField(_("title of the dossier"), max_length=500)
    # Null: for ever. Kept here as given; the list of values may change later.
    retention_years = models.PositiveSmallIntegerField(_("kept for (years)"), null=True, blank=True)
    retention_source = models.CharField(max_length=200, blank=True, editable=False)
    keeper = models.ForeignKey(
        User, models.PROTECT, related_name="kept_dossiers", verbose_name=_("keeper")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    work_ended_on = models.DateField(_("work ended on"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    listed_at = models.DateTimeField(editable=False)
    listed_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    # The day on which the keeper was told that the hand-over draws near.
    reminded_on = models.DateField(null=True, editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    # The words the list is filtered by, as vntext.search_folded writes them.
    words = models.TextField(blank=True, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "code", "pk"]
        indexes = [
            models.Index(fields=["owner", "-year", "code"], name="dossier_list"),
            models.Index(
                fields=["work_ended_on"],
                condition=Q(closed_at__isnull=False, reminded_on=None),
                name="dossier_to_remind",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "year", "code"],
                name="dossier_code_once",
                violation_error_message=_("This code is in the list of this year already."),
            ),
            models.CheckConstraint(
                name="dossier_has_code_and_title", condition=~Q(code="") & ~Q(title="")
            ),
            models.CheckConstraint(
                name="dossier_closed_whole",
                condition=Q(closed_at=None, closed_by=None, work_ended_on=None)
                | Q(
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    work_ended_on__isnull=False,
                    opened_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="dossier_ends_after_it_opened",
                condition=Q(work_ended_on=None) | Q(work_ended_on__gte=F("opened_on")),
                violation_error_message=_("The work cannot end before the dossier was opened."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.words = vntext.search_folded(f"{self.code} {self.title}")
        fields = kwargs.get("update_fields")
        if isinstance(fields, list):
            kwargs["update_fields"] = [*fields, "words"]
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments

    def get_absolute_url(self) -> str:
        return reverse("dossiers:detail", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        """Nothing is put in or taken out any more."""
        return self.closed_at is not None

    @property
    def retention(self) -> str:
        """How long it is kept, in words."""
        return retention_words(self.retention_years)

    @property
    def hand_over_due(self) -> date | None:
        """The last day for the current archive; None while the work goes on."""
        return hand_over_due(self.work_ended_on) if self.work_ended_on else None


class DossierItem(models.Model):
    """A record in a dossier; one record may lie in several. `kind` as the audit names it."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    position = models.PositiveIntegerField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["kind", "object_id"], name="dossier_item_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "object_id"], name="dossier_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Archive(models.TextChoices):
    """To which archive; the historical one takes what is kept for ever."""

    CURRENT = "current", _("Current archive of the agency")
    HISTORICAL = "historical", _("Historical archive")


class HandOver(models.Model):
    """A closed dossier was given to an archive, under minutes."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="hand_overs")
    archive = models.CharField(_("archive"), max_length=10, choices=Archive)
    archive_name = models.CharField(_("name of the archive"), max_length=250)
    on = models.DateField(_("handed over on"))
    minutes = models.CharField(_("number of the minutes"), max_length=60)
    received_by = models.CharField(_("received by"), max_length=120, blank=True)
    handed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "archive"],
                name="hand_over_once",
                violation_error_message=_("It was handed over to this archive already."),
            ),
            models.CheckConstraint(
                name="hand_over_says_where",
                condition=~Q(archive_name="") & ~Q(minutes=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.archive_name} {self.minutes}"


class Export(models.Model):
    """A folder made of a dossier for one person: what that person may see, and no more.

    The folder itself is derived: it lies in settings.DERIVED_DIR for a week.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="exports")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    acting = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    items = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="export_made_whole",
                condition=Q(made_at=None, sha256="") | (Q(made_at__isnull=False) & ~Q(sha256="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("dossiers:export", args=[self.dossier_id, self.pk])

    @property
    def is_finished(self) -> bool:
        """Made, or refused for good."""
        return self.made_at is not None or bool(self.refusal)
