"""What agencies hold in the tree: those that stand under one that ends."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.agencies.models import Agency, AgencyAncestor, AgencyLink

if TYPE_CHECKING:
    from phoihop.accounts.models import User


def _below(agencies: Collection[int], _user: "User", on: date) -> list[Item]:
    """Agencies that stand under these and do not end with them."""
    links = AgencyLink.objects.filter(parent__in=agencies, valid_to=None)
    alive = Q(child__valid_to=None) | Q(child__valid_to__gte=on)
    links = links.filter(alive).exclude(child__in=agencies).select_related("child")
    return [
        Item(
            pk=link.child_id,
            agency=link.parent_id,
            label=link.child.name,
            words=link.child.name,
            url=link.child.get_absolute_url(),
        )
        for link in links.order_by("child__name_key", "pk")
    ]


def _place(passings: Sequence[Passing], handing: Handing) -> None:
    """Place them under the successor; their old places ended with the agency above them."""
    moved = {one.pk: (one.agency, one.to) for one in passings if one.to is not None}
    # One that the act itself placed elsewhere, with its new name, stands there.
    placed = AgencyLink.objects.filter(child__in=moved, valid_to=None).values("child")
    found = Agency.objects.filter(pk__in=moved).exclude(pk__in=placed).order_by("pk")
    children = [child for child in found if not _stands_over(child, moved[child.pk][1])]
    handing.journal.make(
        AgencyLink(child=child, parent_id=moved[child.pk][1], valid_from=handing.on)
        for child in children
    )
    for child in children:
        before, after = moved[child.pk]
        parents = (handing.names[before], handing.names[after])
        facts = {"parent": parents, "paper": (None, handing.paper)}
        handing.journal.tell("agency.placed", child, facts)


def _stands_over(child: Agency, to: int) -> bool:
    """The receiver is the child itself or stands below it: then it stands under nothing."""
    return AgencyAncestor.objects.filter(ancestor=child, agency=to).exists()


declare(
    Estate(
        key="agencies.below",
        words=_("Agencies that stand under them"),
        effect=_("Stand under the receiving agency from that day, else under none."),
        model=Agency,
        items=_below,
        hand_over=_place,
        fates=(Fate.MOVE, Fate.END),
        left=Fate.END,
    )
)
