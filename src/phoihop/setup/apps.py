"""The room of the first day."""

from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "phoihop.setup"
    label = "setup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Permissions are registered when they are imported."""
        from phoihop.setup import permissions  # noqa: F401, PLC0415 -- see above
