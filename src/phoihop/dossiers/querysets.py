"""Questions about many dossiers."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phoihop import vntext
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.dossiers.retention import ended_before
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.dossiers.models import Dossier


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Visibility is decided here and only here."""

    def visible_to(self, user: "User") -> Self:
        """Dossiers of the acting agency, and those in its scope; their records: records.py."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        allowed = Q(owner=user.acting_agency)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(owner__in=scope.values("agency"))
        return self.filter(allowed)

    def said_like(self, words: str) -> Self:
        """Those with all these words in code and title."""
        rows = self
        for word in vntext.search_folded(words).split()[:12]:
            rows = rows.filter(words__contains=word)
        return rows

    def open(self) -> Self:
        """Those that still take records."""
        return self.filter(closed_at=None)

    def with_item_count(self) -> Self:
        """Each with `item_count`."""
        from phoihop.dossiers.models import DossierItem  # noqa: PLC0415 -- models import us

        items = DossierItem.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
        return self.annotate(
            item_count=Coalesce(Subquery(items.annotate(n=Count("pk")).values("n")), 0)
        )

    def handed_over(self) -> Self:
        """Those that some archive has."""
        return self.filter(Exists(_hand_overs()))

    def not_handed_over(self) -> Self:
        """Open and closed ones that no archive has yet."""
        return self.filter(~Exists(_hand_overs()))

    def kept_here(self) -> Self:
        """Closed ones that no archive has yet."""
        return self.not_handed_over().filter(closed_at__isnull=False)

    def due_to_hand_over(self, on: date) -> Self:
        """Closed ones whose last day for the current archive is near or past that day."""
        return self.kept_here().filter(work_ended_on__lte=ended_before(on))


def _hand_overs() -> "models.QuerySet[models.Model]":
    from phoihop.dossiers.models import HandOver  # noqa: PLC0415 -- models import us

    return HandOver.objects.filter(dossier=OuterRef("pk"))
