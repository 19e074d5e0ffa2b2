"""Who sees which document: derived rows, kept in the transaction of the change (D29).

The agency that registered it; of what is no draft, the one that issued it and those it was sent
to; and those whom a leader's instruction on it names; who keeps its milestones for one that ended.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from phoihop.documents.milestone_models import MilestoneKeeper
from phoihop.documents.models import Document, DocumentViewer, Duty, Instruction, Recipient
from phoihop.inbox.index import reindex_discussions
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
    reindex_discussions(Document, changed)


def viewers_by_rule(document_ids: Collection[int]) -> dict[int, set[int]]:
    """Agency ids for each document, as the rule says; compared with the rows by a nightly check."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for pk, owner, issuer, is_draft in Document.objects.filter(pk__in=document_ids).values_list(
        "pk", "owner_id", "issuer_id", "is_draft"
    ):
        wanted[pk] = {owner} | ({issuer} if issuer and not is_draft else set())
    sent = Recipient.objects.filter(document__in=document_ids, document__is_draft=False)
    for document, agency in sent.values_list("document_id", "agency_id"):
        wanted[document].add(agency)
    keepers = MilestoneKeeper.objects.filter(document__in=document_ids)
    for document, agency in keepers.values_list("document_id", "agency_id"):
        wanted[document].add(agency)
    for document, agency in _named_in_instructions(document_ids):
        wanted[document].add(agency)
    return wanted


def _named_in_instructions(document_ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Who leads, coordinates or is to know, by an instruction that stands.

    Of one that was replaced, those whose duty had become a task: they need the paper still.
    """
    stands = Q(instruction__replaced_by=None)
    duties = Duty.objects.filter(
        stands | Q(assigned_at__isnull=False), instruction__document__in=document_ids
    )
    yield from duties.values_list("instruction__document_id", "lead_agency_id")
    partners = Duty.coordinating.through.objects.filter(duty__in=duties)
    yield from partners.values_list("duty__instruction__document_id", "agency_id")
    told = Instruction.informed.through.objects.filter(
        stands, instruction__document__in=document_ids
    )
    yield from told.values_list("instruction__document_id", "agency_id")
