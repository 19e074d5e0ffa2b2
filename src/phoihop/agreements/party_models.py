"""Who the parties are, on which documents the paper is based, who signed it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.models import Agency, Official
from phoihop.documents.models import Document


class Party(models.Model):
    """A bên ký: an agency, or words for several that must be replaced before signing."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="parties")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="party_rows"
    )
    # "12 cơ quan, đơn vị trong khối": a collective as a text names it.
    collective_name = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    # What the agency was called when it signed, where `reading.parties_then` looked it up.
    name_then = ""

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"],
                name="party_once",
                violation_error_message=_("This agency is a party already."),
            ),
            models.CheckConstraint(
                name="party_agency_or_collective",
                condition=Q(agency__isnull=False, collective_name="")
                | (Q(agency=None) & ~Q(collective_name="")),
            ),
        ]

    def __str__(self) -> str:
        if self.name_then:
            return self.name_then
        return str(self.agency) if self.agency_id else self.collective_name


class PartySuccessor(models.Model):
    """From a day on, `agency` stands in for a party that has ended; the signed text stays."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="successors")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from (day)"))
    paper = models.CharField(_("decided by"), max_length=250, blank=True)

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "agency"], name="party_successor_once")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class LegalBasis(models.Model):
    """A căn cứ, in the order in which the paper lists them."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.CASCADE, related_name="legal_bases"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document"],
                name="legal_basis_once",
                violation_error_message=_("This document is a legal basis already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class Signatory(models.Model):
    """Who signed for a party, with position and authority mark as printed."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.CASCADE, related_name="signatories"
    )
    party = models.OneToOneField(Party, models.CASCADE, related_name="signatory")
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    name = models.CharField(_("full name"), max_length=120)
    title = models.CharField(_("position as printed"), max_length=200)
    authority_mark = models.CharField(_("authority mark"), max_length=120, blank=True)
    # Why a deputy signs without KT.
    mark_reason = models.CharField(_("reason"), max_length=500, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signatory_has_name_and_title", condition=~Q(name="") & ~Q(title="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}"
