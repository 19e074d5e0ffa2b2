"""The room of safekeeping."""

from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "phoihop.safekeeping"
    label = "safekeeping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the permissions."""
        from phoihop.safekeeping import permissions  # noqa: F401, PLC0415 -- models are needed
