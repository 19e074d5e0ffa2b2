"""The room of agencies and officials."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AgenciesConfig(AppConfig):
    name = "phoihop.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Permissions are registered when they are imported; every room's `succession.py` says
        what passes on when an agency ends."""
        from phoihop.agencies import permissions  # noqa: F401, PLC0415 -- see above

        autodiscover_modules("succession")
