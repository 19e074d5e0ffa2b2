"""What other rooms ask of one agreement."""

from django.db.models import QuerySet

from phoihop.agreements.models import Agreement, LegalBasis, Party
from phoihop.agreements.querysets import ContentItemQuerySet


def current_items(agreement: Agreement) -> ContentItemQuerySet:
    """Its contents in order, with their agencies loaded."""
    return agreement.items.with_agencies().order_by("order", "pk")


def parties_of(agreement: Agreement) -> "QuerySet[Party]":
    """Its parties in order, with their agencies loaded; a collective one has no agency."""
    return agreement.parties.select_related("agency").order_by("order", "pk")


def legal_bases_of(agreement: Agreement) -> "QuerySet[LegalBasis]":
    """Its legal bases in order, with their documents loaded."""
    return agreement.legal_bases.select_related("document").order_by("order", "pk")
