"""Runs of numbers of an agency that ends: they are closed at their last number."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.documents.models import NumberSeries


def _series(agencies: Collection[int], _user: User, on: date) -> list[Item]:
    rows = NumberSeries.objects.filter(Q(last_day=None) | Q(last_day__gte=on), owner__in=agencies)
    return [
        Item(
            pk=row.pk,
            agency=row.owner_id,
            label=row.symbol,
            detail=_("last number used: %(number)02d") % {"number": row.last_number},
            words=row.symbol,
        )
        for row in rows.order_by("owner__name_key", "symbol", "pk")
    ]


def _close(passings: Sequence[Passing], handing: Handing) -> None:
    """Close each at its last number; the successor begins its own at 01."""
    keys = [passing.pk for passing in passings]
    rows = list(NumberSeries.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    by_last: defaultdict[date, list[NumberSeries]] = defaultdict(list)
    for row in rows:
        by_last[max(handing.last_day, row.first_day)].append(row)
        facts = {
            "last_day": (row.last_day, handing.last_day),
            "last_number": (None, row.last_number),
            "paper": (None, handing.paper),
        }
        handing.journal.tell("series.closed", row, facts)
    for last, theirs in by_last.items():
        handing.journal.change(theirs, {"last_day": last})


declare(
    Estate(
        key="documents.series",
        words=gettext_lazy("Runs of numbers"),
        effect=gettext_lazy("Closed at the last number; the successors begin their own at 01."),
        model=NumberSeries,
        items=_series,
        hand_over=_close,
        by_itself=Fate.END,
    )
)
