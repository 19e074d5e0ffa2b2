"""Questions about many runs."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.safekeeping.models import Run


class RunQuerySet(models.QuerySet["Run"]):
    """What came of the work is the matter of administrators."""

    def visible_to(self, user: "User") -> Self:
        """All for who acts as an administrator, none for anyone else."""
        return self if user.has_perm("safekeeping.manage") else self.none()
