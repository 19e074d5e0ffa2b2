"""The room of agencies and officials."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "phoihop.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Permissions are registered when they are imported."""
        from phoihop.agencies import permissions  # noqa: F401, PLC0415 -- see above
