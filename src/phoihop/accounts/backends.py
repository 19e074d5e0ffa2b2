"""The one way from a user name and a password, or from a session, to an account."""

from allauth.account.auth_backends import AuthenticationBackend

from phoihop.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """allauth's backend, loading the acting membership with its agency in the same query."""

    def get_user(self, user_id: int) -> User | None:
        """The active account of a session; a deactivated one is signed out at its next request."""
        user = User.objects.select_related("acting__agency").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
