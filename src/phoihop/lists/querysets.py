"""Whose lists and acts these are."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.lists.models import KeptList, ManyActRun


class KeptListQuerySet(models.QuerySet["KeptList"]):
    """Lists are kept for an agency: acting for another, one has others."""

    def visible_to(self, user: "User") -> Self:
        """One's own, and those that colleagues of the agency acted for let one use."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        return self.filter(Q(owner=user) | Q(is_shared=True), agency=user.acting_agency)

    def owned_by(self, user: "User") -> Self:
        """One's own, which one may change."""
        return self.visible_to(user).filter(owner=user)


class ManyActRunQuerySet(models.QuerySet["ManyActRun"]):
    """What came of an act is for who did it."""

    def visible_to(self, user: "User") -> Self:
        """The own acts for the agency acted for."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        return self.filter(by=user, agency=user.acting_agency)
