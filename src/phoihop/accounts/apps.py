"""The room of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "phoihop.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Permissions and receivers are registered when they are imported."""
        from phoihop.accounts import permissions, receivers  # noqa: F401, PLC0415 -- see above
