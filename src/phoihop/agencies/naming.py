"""What an agency was called on a day: papers keep the names of their time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from phoihop.agencies.models import Agency, FormerName, Succession


class Names:
    """The former names of some agencies, read once."""

    def __init__(self, agencies: Collection[int]) -> None:
        self._former: defaultdict[int, list[FormerName]] = defaultdict(list)
        for row in FormerName.objects.filter(agency__in=agencies).order_by("valid_to", "pk"):
            self._former[row.agency_id].append(row)

    def on(self, agency: Agency, day: date | None) -> str:
        """The name on that day; today's where no day is known."""
        if day is None:
            return agency.name
        former = self._former.get(agency.pk, ())
        return next((row.name for row in former if day <= row.valid_to), agency.name)


def name_on(agency: Agency, day: date | None) -> str:
    """What one agency was called that day."""
    return Names([agency.pk]).on(agency, day)


def ended_words(agency: Agency) -> str:
    """That an agency has ended, or begins only later, and which agencies stand in for it now."""
    if agency.valid_to is None:
        return _("%(name)s does not exist on that day.") % {"name": agency}
    said = {"name": agency.name, "day": f"{agency.valid_to:%d/%m/%Y}"}
    heirs = ", ".join(heir.name for heir in living_heirs(agency))
    if not heirs:
        return _("%(name)s ended on %(day)s; no agency took over from it.") % said
    return _("%(name)s ended on %(day)s; now it is: %(heirs)s.") % (said | {"heirs": heirs})


def living_heirs(agency: Agency) -> list[Agency]:
    """Who took over from it, and from those in turn, as far as they have not ended."""
    return living_heirs_of([agency.pk]).get(agency.pk, [])


def living_heirs_of(agencies: Collection[int]) -> dict[int, list[Agency]]:
    """The same of each of them; those without any are left out.

    One query for each step of succession, however many there are.
    """
    living: defaultdict[int, dict[int, Agency]] = defaultdict(dict)
    # Of each agency still to be asked: those that it stands for.
    asked: dict[int, set[int]] = {pk: {pk} for pk in agencies}
    seen: defaultdict[int, set[int]] = defaultdict(set)
    while asked:
        rows = Succession.objects.filter(predecessor__in=asked).select_related("successor")
        after: defaultdict[int, set[int]] = defaultdict(set)
        for row in rows.order_by("successor__name_key", "successor"):
            heir = row.successor
            for first in asked[row.predecessor_id]:
                if heir.valid_to is None:
                    living[first][heir.pk] = heir
                elif heir.pk != first and heir.pk not in seen[first]:
                    seen[first].add(heir.pk)
                    after[heir.pk].add(first)
        asked = dict(after)
    return {first: list(heirs.values()) for first, heirs in living.items()}
