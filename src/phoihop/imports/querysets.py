"""Questions about many handed-in sheets."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.imports.models import SheetUpload


class SheetUploadQuerySet(models.QuerySet["SheetUpload"]):
    """A sheet is the matter of who handed it in, while acting for the same agency."""

    def visible_to(self, user: "User") -> Self:
        """The user's own, of the agency acted for."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        return self.filter(by=user, agency=user.acting_agency)

    def waiting(self, at: datetime) -> Self:
        """Neither imported nor refused nor too old."""
        return self.filter(state__in=["reading", "checked", "running"], expires_at__gt=at)
