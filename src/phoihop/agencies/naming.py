"""What an agency was called on a day: papers keep the names of their time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from phoihop.agencies.models import Agency, FormerName


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
