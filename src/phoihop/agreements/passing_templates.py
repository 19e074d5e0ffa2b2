"""Templates of an agency that ends pass to the agency that goes on with its work."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing
from phoihop.agreements.models import AgreementKind, AgreementTemplate


def _offered(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Those that they still offer; what a template is called, its own agency alone reads."""
    rows = AgreementTemplate.objects.filter(owner__in=agencies, hidden_at=None)
    own = user.acting_agency.pk if user.acting_agency is not None else None
    kinds = dict(AgreementKind.choices)
    return [
        Item(
            pk=row.pk,
            agency=row.owner_id,
            label=str(kinds[row.kind]),
            detail=f"{row.created_at:%d/%m/%Y}",
            words=row.name if row.owner_id == own else "",
        )
        for row in rows.defer("body").order_by("owner", "name", "pk")
    ]


def _pass(passings: Sequence[Passing], handing: Handing) -> None:
    """The receiving agency offers them from now on; papers made from them stay as they are."""
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = AgreementTemplate.objects.select_for_update(of=("self",)).filter(
        pk__in=chosen, hidden_at=None
    )
    given: defaultdict[tuple[int, int], list[AgreementTemplate]] = defaultdict(list)
    for row in rows.order_by("pk"):
        given[row.owner_id, chosen[row.pk].to or row.owner_id].append(row)
    for (agency, to), theirs in given.items():
        handing.journal.change(theirs, {"owner_id": to})
        facts = {
            "owner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in theirs:
            handing.journal.tell("agreement.template_passed", row, facts)


TEMPLATES = Estate(
    key="agreements.templates",
    words=gettext_lazy("Templates of coordination papers"),
    effect=gettext_lazy("The receiving agency offers them; papers made from them stay."),
    model=AgreementTemplate,
    items=_offered,
    hand_over=_pass,
    fates=(Fate.MOVE, Fate.STAY),
    left=Fate.STAY,
)
