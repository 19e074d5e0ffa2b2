"""Questions about many documents."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.documents.models import Document


class DocumentQuerySet(models.QuerySet["Document"]):
    """Visibility is decided here and only here."""

    def visible_to(self, user: "User") -> Self:
        """Documents the acting agency registered, issued or received, and those in its scope."""
        from phoihop.documents.models import DocumentViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        mine = DocumentViewer.objects.filter(agency=user.acting_agency).values("document")
        allowed = Q(pk__in=mine)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(owner__in=scope.values("agency"))
        return self.filter(allowed, hidden_at=None)
