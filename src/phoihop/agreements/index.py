"""What the search index keeps of agreements and of each of their contents."""

from collections.abc import Iterable, Sequence

from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement, Clause, ContentItem, Party
from phoihop.agreements.viewers import viewers_by_rule
from phoihop.search import services as search
from phoihop.search.services import Card


def index_agreement(agreement: Agreement) -> None:
    """Write the agreement and all its contents, whose hint is its name."""
    viewers = viewers_by_rule([agreement.pk])[agreement.pk]
    items = ContentItem.objects.filter(agreement=agreement).with_agencies()
    search.put_many(
        [
            _agreement_card(agreement, viewers),
            *(_item_card(agreement, item, viewers) for item in items),
        ]
    )


def index_items(agreement: Agreement, items: Sequence[ContentItem]) -> None:
    """Write these contents of the agreement."""
    viewers = viewers_by_rule([agreement.pk])[agreement.pk]
    search.put_many(_item_card(agreement, item, viewers) for item in items)


def forget_agreement(agreement: Agreement) -> None:
    """Take the agreement and its contents out of the index."""
    search.remove(agreement)
    for item in ContentItem.objects.filter(agreement=agreement):
        search.remove(item)


def _read_through(agreement: Agreement) -> Agency | None:
    """The agency in whose place inspectors find it; a draft is its owner's alone."""
    return None if agreement.ready_at is None else agreement.owner


def _agreement_card(agreement: Agreement, viewers: Iterable[int]) -> Card:
    parties = Party.objects.filter(agreement=agreement).select_related("agency")
    clauses = Clause.objects.filter(agreement=agreement).order_by("section__order", "order")
    texts = [text for pair in clauses.values_list("heading", "text") for text in pair]
    texts += [str(party) for party in parties]
    return Card(
        record=agreement,
        title=str(agreement),
        hint=str(agreement.owner),
        text="\n".join(text for text in texts if text),
        symbols=[agreement.code] if agreement.code else [],
        date=agreement.signed_on or agreement.valid_from,
        owner=_read_through(agreement),
        viewers=viewers,
    )


def _item_card(agreement: Agreement, item: ContentItem, viewers: Iterable[int]) -> Card:
    agencies = [str(agency) for agency in item.coordinating_agencies.all()]
    if item.lead_agency is not None:
        agencies.insert(0, str(item.lead_agency))
    return Card(
        record=item,
        title=item.text,
        hint=str(agreement),
        text="\n".join([item.product, item.period_text, *agencies]),
        date=agreement.signed_on or agreement.valid_from,
        owner=_read_through(agreement),
        viewers=viewers,
    )
