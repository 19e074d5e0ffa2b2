"""Dossiers of an agency that ends: they stay together, as its own archive."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.dossiers.models import Dossier


def _kept(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Those that no archive has yet."""
    rows = list(Dossier.objects.not_handed_over().filter(owner__in=agencies).order_by("pk"))
    visible = Dossier.objects.visible_to(user).filter(pk__in=[row.pk for row in rows])
    seen = set(visible.values_list("pk", flat=True))
    return [
        Item(
            pk=row.pk,
            agency=row.owner_id,
            label=f"{row.code}/{row.year}",
            words=row.title if row.pk in seen else "",
            url=row.get_absolute_url() if row.pk in seen else "",
        )
        for row in rows
    ]


def _nothing(_passings: Sequence[Passing], _handing: Handing) -> None:
    """They stay as they are."""


declare(
    Estate(
        key="dossiers.kept",
        words=gettext_lazy("Dossiers not handed over to an archive"),
        effect=gettext_lazy(
            "Stay together under the old name, as its archive: close them and hand them over first."
        ),
        model=Dossier,
        items=_kept,
        hand_over=_nothing,
        by_itself=Fate.STAY,
    )
)
