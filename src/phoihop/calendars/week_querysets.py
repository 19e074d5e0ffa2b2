"""Which entries of weekly schedules somebody reads."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.agencies.models import Agency
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.calendars.week import Week
    from phoihop.calendars.week_models import WeekEntry


class WeekEntryQuerySet(models.QuerySet["WeekEntry"]):
    """A schedule is read by the members of its agency and by who inspects it."""

    def visible_to(self, user: "User") -> Self:
        """One's own agency's, removed ones too; of agencies in one's scope those that stand."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        allowed = Q(agency=user.acting_agency)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(agency__in=scope.values("agency"), removed_at=None)
        return self.filter(allowed)

    def standing(self) -> Self:
        """Those that were not removed; cancelled ones stand, with their reason."""
        return self.filter(removed_at=None)

    def within(self, week: "Week") -> Self:
        """Those of this week."""
        return self.filter(day__gte=week.monday, day__lte=week.sunday)


def agencies_read_by(user: "User") -> "models.QuerySet[Agency]":
    """The agencies whose schedules this user may open."""
    if not user.is_active or user.acting_agency is None:
        return Agency.objects.none()
    allowed = Q(pk=user.acting_agency.pk)
    scope = agencies_in_scope(user, clock.today())
    if scope is not None:
        allowed |= Q(pk__in=scope.values("agency"))
    return Agency.objects.filter(allowed)
