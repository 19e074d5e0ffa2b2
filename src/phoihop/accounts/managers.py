"""Making accounts; screens and commands go through services.create_user."""

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import BaseUserManager

from phoihop.accounts.querysets import UserQuerySet

if TYPE_CHECKING:
    from phoihop.accounts.models import User


class UserManager(BaseUserManager["User"]):
    """Finds accounts by user name without regard to case."""

    def get_queryset(self) -> UserQuerySet:
        """Accounts with the questions of UserQuerySet."""
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: "User") -> UserQuerySet:
        """See UserQuerySet."""
        return self.get_queryset().visible_to(user)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)
