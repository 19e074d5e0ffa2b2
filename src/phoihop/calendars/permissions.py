"""Who keeps a weekly schedule: who reads it is said by its queryset."""

from typing import TYPE_CHECKING

import rules

from phoihop.documents.permissions import WRITERS

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.calendars.week_models import WeekEntry


def _keeps_week(user: "User", entry: "WeekEntry | None") -> bool:
    """Clerks, specialists and leaders keep the schedule of the agency they act for."""
    agency = user.acting_agency
    if not user.is_active or agency is None or not user.has_role(*WRITERS):
        return False
    return entry is None or entry.agency_id == agency.pk


# Called, not used as a decorator, which has no types.
rules.add_perm("calendars.keep_week", rules.predicate(_keeps_week))
