"""What documents say of each other, and where records were read in them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.documents.querysets import CitationQuerySet

if TYPE_CHECKING:
    from phoihop.documents.models import Document


class Relation(models.TextChoices):
    """What a document says of another."""

    BASED_ON = "based_on", _("Based on")
    CARRIES_OUT = "carries_out", _("Carries out")
    ANSWERS = "answers", _("Answers")
    AMENDS = "amends", _("Amends")
    REPLACES = "replaces", _("Replaces")
    REPEALS = "repeals", _("Repeals")
    REVIEWS = "reviews", _("Reviews")
    MENTIONS = "mentions", _("Mentions")


class Citation(models.Model):
    """`source` cites `target`, or words that no registered document answers to yet."""

    source: "models.ForeignKey[Document, Document]" = models.ForeignKey(
        "documents.Document", models.CASCADE, related_name="cites"
    )
    target: "models.ForeignKey[Document | None, Document | None]" = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="cited_by"
    )
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    as_printed = models.CharField(_("as printed"), max_length=500, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    # A person looked: the paper is not in the register.
    absent_at = models.DateTimeField(null=True, editable=False)
    absent_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    # When a paper that the words may mean was last registered.
    suggested_at = models.DateTimeField(null=True, editable=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="citation_absent_at_and_by_together",
                condition=Q(absent_at=None, absent_by=None)
                | Q(absent_at__isnull=False, absent_by__isnull=False, target=None),
            ),
            models.UniqueConstraint(fields=["source", "target", "relation"], name="citation_once"),
            models.CheckConstraint(
                name="citation_not_itself", condition=Q(target=None) | ~Q(source=F("target"))
            ),
            models.CheckConstraint(
                name="citation_says_something",
                condition=Q(target__isnull=False) | ~Q(as_printed=""),
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed or str(self.target)


class CitationClue(models.Model):
    """Derived: a key by which a paper registered later may be the one cited; see wording.py."""

    citation = models.ForeignKey(Citation, models.CASCADE, related_name="clues")
    key = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["key"], name="citation_clue_key")]
        constraints = [
            models.UniqueConstraint(fields=["citation", "key"], name="citation_clue_once")
        ]

    def __str__(self) -> str:
        return self.key


class SourceSpan(models.Model):
    """Where a record was read: the sentence of a document, with offsets in its text as it stands.

    `kind`, `object_id` name the record as the audit does ("agencies.official").
    """

    document: "models.ForeignKey[Document, Document]" = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="spans"
    )
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    sentence = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="source_span_record")]
        constraints = [
            models.CheckConstraint(name="source_span_not_empty", condition=Q(end__gt=F("start")))
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The document opened at these words, which it marks."""
        page = reverse("documents:detail", args=[self.document_id])
        return f"{page}?span={self.pk}#o-{self.start}"

    def stands(self) -> bool:
        """Whether the document still says these words there; it may have been corrected since."""
        return self.document.text[self.start : self.end] == self.text
