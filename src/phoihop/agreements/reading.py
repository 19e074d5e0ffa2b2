"""What other rooms ask of one agreement."""

from django.db.models import QuerySet

from phoihop.accounts.models import User
from phoihop.agencies.naming import Names
from phoihop.agreements.models import Agreement, LegalBasis, Party
from phoihop.agreements.querysets import ContentItemQuerySet
from phoihop.audit import services as audit
from phoihop.documents.models import Document, SourceSpan


def current_items(agreement: Agreement) -> ContentItemQuerySet:
    """Its contents in order, with their agencies loaded."""
    return agreement.items.with_agencies().select_related("line").order_by("order", "pk")


def parties_of(agreement: Agreement) -> "QuerySet[Party]":
    """Its parties in order, with their agencies loaded; a collective one has no agency."""
    return agreement.parties.select_related("agency").order_by("order", "pk")


def parties_then(agreement: Agreement) -> list[Party]:
    """The same under the names they signed with: a paper keeps the names of its day."""
    parties = list(parties_of(agreement))
    if agreement.signed_on is None:
        return parties
    names = Names([party.agency_id for party in parties if party.agency_id is not None])
    for party in parties:
        if party.agency is not None:
            party.name_then = names.on(party.agency, agreement.signed_on)
    return parties


def legal_bases_of(agreement: Agreement) -> "QuerySet[LegalBasis]":
    """Its legal bases in order, with their documents loaded."""
    return agreement.legal_bases.select_related("document").order_by("order", "pk")


def sources_of(agreement: Agreement, user: User) -> "QuerySet[SourceSpan]":
    """Where it was read, in order; only in the documents that the user may open."""
    return (
        SourceSpan.objects.filter(
            kind=audit.kind_of(agreement),
            object_id=agreement.pk,
            document__in=Document.objects.visible_to(user).order_by().values("pk"),
        )
        .select_related("document")
        .defer("document__text", "document__words")
        .order_by("document", "start", "pk")
    )
