"""A draft passes to another agency, which stands in it wherever the drafter that ends stood."""

from collections import defaultdict
from collections.abc import Sequence

from phoihop.agencies.estates import Fate, Handing, Passing
from phoihop.agreements.models import (
    Agreement,
    ContentItem,
    ItemCoordination,
    OpinionRequest,
    Party,
)


def drafts_pass(passings: Sequence[Passing], handing: Handing) -> None:
    """Owner, party, lead and coordinating agency: the receiving agency instead of the old one."""
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = list(
        Agreement.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    )
    given: defaultdict[tuple[int, int], list[Agreement]] = defaultdict(list)
    for row in rows:
        given[row.owner_id, chosen[row.pk].to or row.owner_id].append(row)
    for (agency, to), theirs in given.items():
        handing.journal.change(theirs, {"owner_id": to})
        _parties(theirs, agency, to, handing)
        _contents(theirs, agency, to, handing)
        _questions(theirs, to, handing)
        facts = {
            "owner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in theirs:
            handing.journal.tell("agreement.owner_changed", row, facts)


def _parties(drafts: Sequence[Agreement], agency: int, to: int, handing: Handing) -> None:
    parties = Party.objects.filter(agreement__in=drafts)
    twice = set(parties.filter(agency=to).values_list("agreement", flat=True))
    old = list(parties.filter(agency=agency).order_by("pk"))
    handing.journal.take_away([row for row in old if row.agreement_id in twice])
    handing.journal.change([row for row in old if row.agreement_id not in twice], {"agency_id": to})


def _contents(drafts: Sequence[Agreement], agency: int, to: int, handing: Handing) -> None:
    """What the old agency led the new one leads; who leads does not coordinate as well."""
    items = ContentItem.objects.filter(agreement__in=drafts)
    handing.journal.change(
        list(items.filter(lead_agency=agency).order_by("pk")), {"lead_agency_id": to}
    )
    there = ItemCoordination.objects.filter(item__agreement__in=drafts)
    led = there.filter(item__lead_agency=to)
    handing.journal.take_away(list(led.filter(agency__in=[agency, to]).order_by("pk")))
    twice = set(there.filter(agency=to).values_list("item", flat=True))
    old = list(there.filter(agency=agency).order_by("pk"))
    handing.journal.take_away([row for row in old if row.item_id in twice])
    handing.journal.change([row for row in old if row.item_id not in twice], {"agency_id": to})


def _questions(drafts: Sequence[Agreement], to: int, handing: Handing) -> None:
    """Whoever drafts gives no opinion: what it was asked stands no longer in the round."""
    asked = OpinionRequest.objects.filter(
        round__agreement__in=drafts, round__closed_at=None, replaced_at=None, agency=to
    )
    handing.journal.change(list(asked.order_by("pk")), {"replaced_at": handing.at})
