"""Who sees which document: derived rows, kept in the transaction of the change (D29).

The agency that registered it, the one that issued it and those it was sent to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from phoihop.documents.models import Document, DocumentViewer, Recipient
from phoihop.search import services as search


def reindex_viewers(document_ids: Iterable[int]) -> None:
    """Write the rows anew where they differ from the rule, and tell the search index."""
    ids = set(document_ids)
    wanted = viewers_by_rule(ids)
    held: dict[int, set[int]] = defaultdict(set)
    for document, agency in DocumentViewer.objects.filter(document__in=ids).values_list(
        "document_id", "agency_id"
    ):
        held[document].add(agency)
    DocumentViewer.objects.bulk_create(
        (
            DocumentViewer(document_id=document, agency_id=agency)
            for document, agencies in wanted.items()
            for agency in agencies - held[document]
        ),
        ignore_conflicts=True,
    )
    for document, agencies in held.items():
        if gone := agencies - wanted[document]:
            DocumentViewer.objects.filter(document=document, agency__in=gone).delete()
    changed = [pk for pk in ids if wanted[pk] != held[pk]]
    search.set_viewers_many(
        (found, sorted(wanted[found.pk])) for found in Document.objects.filter(pk__in=changed)
    )


def viewers_by_rule(document_ids: Collection[int]) -> dict[int, set[int]]:
    """Agency ids for each document, as the rule says; compared with the rows by a nightly check."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for pk, owner, issuer in Document.objects.filter(pk__in=document_ids).values_list(
        "pk", "owner_id", "issuer_id"
    ):
        wanted[pk] = {owner} | ({issuer} if issuer else set())
    for document, agency in Recipient.objects.filter(document__in=document_ids).values_list(
        "document_id", "agency_id"
    ):
        wanted[document].add(agency)
    return wanted
