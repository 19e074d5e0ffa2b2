"""Questions about many agencies, officials and tenures."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from phoihop import vntext

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.agencies.models import Agency, Area, Official, Tenure


def alive_on(on: date) -> Q:
    """Rows whose span holds that day; both ends included, an open end never ends."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gte=on))


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Public bodies: everyone who signs in sees them."""

    def visible_to(self, user: "User") -> Self:
        """All of them."""
        return self.all()

    def existing_on(self, on: date) -> Self:
        """Agencies alive that day."""
        return self.filter(alive_on(on))

    def with_present_place(self, on: date) -> Self:
        """Each with `present_links`: where it stands that day, with the parent; one query more."""
        from phoihop.agencies.models import AgencyLink  # noqa: PLC0415 -- models import us

        links = AgencyLink.objects.filter(alive_on(on)).select_related("parent")
        return self.prefetch_related(Prefetch("parent_links", links, to_attr="present_links"))

    def named_like(self, words: str) -> Self:
        """Name, letters or code hold these words, whatever their accents."""
        return self.filter(
            Q(name_folded__contains=vntext.fold(words))
            | Q(short_name__icontains=words)
            | Q(code__icontains=words)
        )

    def under(self, root: "Agency", on: date) -> Self:
        """`root` and all that stood below it that day."""
        from phoihop.agencies.models import AgencyAncestor  # noqa: PLC0415 -- models import us

        inside = AgencyAncestor.objects.filter(alive_on(on), ancestor=root)
        return self.filter(pk__in=inside.values("agency"))


class OfficialQuerySet(models.QuerySet["Official"]):
    """Officials in their public role: everyone who signs in sees them."""

    def visible_to(self, user: "User") -> Self:
        """All of them."""
        return self.all()

    def with_titles(self) -> Self:
        """Each with tenures, their positions and agencies, latest first; one query more."""
        from phoihop.agencies.models import Tenure  # noqa: PLC0415 -- models import us

        tenures = Tenure.objects.select_related("agency", "position").latest_first()
        return self.prefetch_related(Prefetch("tenures", tenures))

    def named_like(self, words: str) -> Self:
        """The name holds these words, whatever their accents."""
        return self.filter(name_folded__contains=vntext.fold(words))


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Offices held."""

    def held_on(self, on: date) -> Self:
        """Tenures that held that day."""
        return self.filter(alive_on(on))

    def latest_first(self) -> Self:
        """By the day it began, or was first seen in a paper."""
        began = Coalesce("valid_from", "seen_on")
        return self.order_by(began.desc(nulls_last=True), "-pk")


class AreaQuerySet(models.QuerySet["Area"]):
    """Places: everyone who signs in sees them."""

    def visible_to(self, user: "User") -> Self:
        """All of them."""
        return self.all()

    def named_like(self, words: str) -> Self:
        """The name holds these words, whatever their accents, or the code begins so."""
        return self.filter(
            Q(name_folded__contains=vntext.fold(words)) | Q(code__startswith=words.strip())
        )

    def with_place(self) -> Self:
        """Each with what it lies in, up to the province."""
        return self.select_related("parent__parent")
