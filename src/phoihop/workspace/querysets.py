"""Questions about many handed-in texts."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.workspace.models import Intake, Redaction, SavedSearch


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Drafts are the matter of the agency that handed the text in."""

    def visible_to(self, user: "User") -> Self:
        """Texts of the acting agency that were not discarded."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        return self.filter(owner=user.acting_agency, discarded_at=None)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Searches are their owner's alone."""

    def visible_to(self, user: "User") -> Self:
        """What this user saved, acting for whichever agency."""
        return self.filter(user=user) if user.is_active else self.none()


class RedactionQuerySet(models.QuerySet["Redaction"]):
    """Redactions are the matter of administrators."""

    def visible_to(self, user: "User") -> Self:
        """All for who acts as an administrator, none for anyone else."""
        return self if user.has_perm("workspace.redact") else self.none()
