"""Lines of the weekly schedule of an agency that ends, for the days when it is no more."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.calendars.week_models import WeekEntry


def _to_come(agencies: Collection[int], user: User, on: date) -> list[Item]:
    """What stands in the schedules from this day on."""
    rows = list(WeekEntry.objects.standing().filter(agency__in=agencies, day__gte=on))
    visible = WeekEntry.objects.visible_to(user).filter(pk__in=[row.pk for row in rows])
    seen = set(visible.values_list("pk", flat=True))
    return [
        Item(
            pk=row.pk,
            agency=row.agency_id,
            label=f"{row.day:%d/%m/%Y} {row.hours}".strip(),
            detail=str(row.get_part_display()),
            words=row.words if row.pk in seen else "",
            url=row.get_absolute_url() if row.pk in seen else "",
        )
        for row in rows
    ]


def _pass(passings: Sequence[Passing], handing: Handing) -> None:
    """Lines from the day of the act on stand in the schedule of the receiving agency."""
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = WeekEntry.objects.select_for_update(of=("self",)).filter(
        pk__in=chosen, day__gte=handing.on
    )
    given: defaultdict[tuple[int, int], list[WeekEntry]] = defaultdict(list)
    for row in rows.order_by("pk"):
        given[row.agency_id, chosen[row.pk].to or row.agency_id].append(row)
    for (agency, to), entries in given.items():
        handing.journal.change(entries, {"agency_id": to})
        facts = {
            "agency": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in entries:
            handing.journal.tell("week.passed", row, facts)


declare(
    Estate(
        key="calendars.week",
        words=gettext_lazy("Lines of the weekly schedule to come"),
        effect=gettext_lazy(
            "Those from that day on stand in the schedule of the receiving agency; others stay."
        ),
        model=WeekEntry,
        items=_to_come,
        hand_over=_pass,
        fates=(Fate.MOVE, Fate.STAY),
        left=Fate.STAY,
    )
)
