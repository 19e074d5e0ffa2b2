"""What services of this room ask first."""

from django.core.exceptions import PermissionDenied

from phoihop.accounts.models import User


def check_administrator(by: User | None) -> None:
    """Raise PermissionDenied unless `by` acts as an administrator; None is the command line."""
    if by is not None and not by.has_perm("accounts.manage_users"):
        raise PermissionDenied


def locked(user: User) -> User:
    """The account as it stands now, nobody else's to change until the transaction ends."""
    return User.objects.select_for_update().get(pk=user.pk)
