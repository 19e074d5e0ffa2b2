"""Questions about many agencies, officials and tenures."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from phoihop.agencies.models import Agency, Official, Tenure


def alive_on(on: date) -> Q:
    """Rows whose span holds that day; both ends included, an open end never ends."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gte=on))


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Public bodies: everyone who signs in sees them."""

    def existing_on(self, on: date) -> Self:
        """Agencies alive that day."""
        return self.filter(alive_on(on))

    def under(self, root: "Agency", on: date) -> Self:
        """`root` and all that stood below it that day."""
        from phoihop.agencies.models import AgencyAncestor  # noqa: PLC0415 -- models import us

        inside = AgencyAncestor.objects.filter(alive_on(on), ancestor=root)
        return self.filter(pk__in=inside.values("agency"))


class OfficialQuerySet(models.QuerySet["Official"]):
    """Officials in their public role: everyone who signs in sees them."""


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Offices held."""

    def held_on(self, on: date) -> Self:
        """Tenures that held that day."""
        return self.filter(alive_on(on))
