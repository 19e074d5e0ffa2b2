"""Who did what when: one append-only event for each act, with the values it changed."""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One act: `verb` on the record (`kind`, `object_id`)."""

    at = models.DateTimeField()
    # The real clock, kept only while a simulated day is shown (docs/decisions/0005).
    real_at = models.DateTimeField(null=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    # Whose right was used, where it was not the own one ("thay mặt").
    on_behalf_of = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    acting_agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    # The record's name at that moment: readable after it was renamed or hidden.
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="audit_event_record"),
            models.Index(fields=["acting_agency", "-id"], name="audit_event_agency"),
            models.Index(fields=["kind", "-at", "-id"], name="audit_event_newest"),
            # Few acts are done on behalf: the index holds just these.
            models.Index(
                fields=["on_behalf_of", "-id"],
                condition=Q(on_behalf_of__isnull=False),
                name="audit_event_on_behalf",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.object_id}"


class Change(models.Model):
    """One fact of an event: a field with its old and new value, or a word said with the act.

    `digest` covers salt, field and values; a redaction removes values and salt and the digest
    still stands in its place in the chain (docs/decisions/0004).
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="changes")
    field = models.CharField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_change_has_digest", condition=~Q(digest="")),
            models.UniqueConstraint(fields=["event", "field"], name="audit_change_field_once"),
        ]

    def __str__(self) -> str:
        return self.field


# The act of a redaction: only such an event takes values of others away.
REDACTION = "redaction.done"


class Removal(models.Model):
    """An authorised redaction took the values of this change away; `because` says who and why."""

    change = models.OneToOneField(Change, models.PROTECT, related_name="removal")
    because = models.ForeignKey(Event, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.change_id}"


class Seal(models.Model):
    """A run of committed events bound to the run before it, so that none can change unseen.

    It covers the ids from `first` to `last` without `gaps` (ids that no committed event bore:
    rolled back, or not committed yet), and `late`: ids that were gaps of an earlier seal and have
    been committed since. `leaves` holds 16 hexadecimal digits of each event's digest, in the order
    of their ids, and names the one that was altered. See docs/decisions/0021.
    """

    first = models.BigIntegerField()
    last = models.BigIntegerField()
    gaps = models.JSONField(default=list)
    late = models.JSONField(default=list)
    leaves = models.TextField()
    # Digest of the seal before, "" for the first: no two seals follow the same one.
    previous = models.CharField(max_length=64, blank=True, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_seal_not_backwards", condition=Q(last__gte=models.F("first"))
            ),
            models.CheckConstraint(name="audit_seal_has_digest", condition=~Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
