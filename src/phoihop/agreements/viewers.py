"""Who sees which agreement: derived rows, kept in the transaction of the change (D29).

A draft is its owner's alone; once sent for opinions, ready or signed, every party sees it (R15),
who stands in for a party that has ended, and who drafts its renewal. A paper is also seen by the
parties of its signed amendments: they are bound by it from then on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from phoihop.agreements.models import Agreement, AgreementViewer, ContentItem, Party
from phoihop.inbox.index import reindex_discussions
from phoihop.search import services as search


def reindex_viewers(agreement_ids: Iterable[int]) -> None:
    """Write the rows anew where they differ from the rule, and tell the search index.

    Seven queries and the writes, whatever the number of agreements.
    """
    ids = set(agreement_ids)
    wanted = viewers_by_rule(ids)
    held: dict[int, set[int]] = defaultdict(set)
    rows = AgreementViewer.objects.filter(agreement__in=ids)
    for agreement, agency in rows.values_list("agreement_id", "agency_id"):
        held[agreement].add(agency)
    AgreementViewer.objects.bulk_create(
        (
            AgreementViewer(agreement_id=agreement, agency_id=agency)
            for agreement, agencies in wanted.items()
            for agency in agencies - held[agreement]
        ),
        ignore_conflicts=True,
    )
    for agreement, agencies in held.items():
        if gone := agencies - wanted[agreement]:
            AgreementViewer.objects.filter(agreement=agreement, agency__in=gone).delete()
    changed = [pk for pk in ids if wanted[pk] != held[pk]]
    _tell_search(wanted, changed)
    reindex_discussions(Agreement, changed)


def viewers_by_rule(agreement_ids: Collection[int]) -> dict[int, set[int]]:
    """Agency ids for each agreement, as the rule says; a nightly check compares them."""
    wanted: dict[int, set[int]] = defaultdict(set)
    shared: set[int] = set()
    for pk, owner, ready_at, sent_at in Agreement.objects.filter(pk__in=agreement_ids).values_list(
        "pk", "owner_id", "ready_at", "sent_at"
    ):
        wanted[pk].add(owner)
        if ready_at is not None or sent_at is not None:
            shared.add(pk)
    parties = Party.objects.filter(agreement__in=shared, agency__isnull=False)
    rows = parties.values_list("agreement_id", "agency_id", "successors__agency")
    for agreement, party, successor in rows:
        agencies: tuple[int | None, ...] = (party, successor)
        wanted[agreement] |= {agency for agency in agencies if agency is not None}
    amending = Party.objects.filter(
        agreement__amends__in=shared, agreement__signed_at__isnull=False, agency__isnull=False
    )
    bound = amending.values_list("agreement__amends_id", "agency_id", "successors__agency")
    for original, party, successor in bound:
        joining: tuple[int | None, ...] = (party, successor)
        wanted[original or 0] |= {agency for agency in joining if agency is not None}
    # Who drafts what continues a paper reads that paper.
    renewals = Agreement.objects.filter(renews__in=shared, hidden_at=None)
    for agreement, drafter in renewals.values_list("renews_id", "owner_id"):
        wanted[agreement or 0].add(drafter)
    return wanted


def _tell_search(wanted: dict[int, set[int]], changed: Collection[int]) -> None:
    agreements = Agreement.objects.filter(pk__in=changed, hidden_at=None)
    items = ContentItem.objects.filter(agreement__in=changed, agreement__hidden_at=None)
    search.set_viewers_many(
        [
            *((agreement, wanted[agreement.pk]) for agreement in agreements),
            *((item, wanted[item.agreement_id]) for item in items),
        ]
    )
