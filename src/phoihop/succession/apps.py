"""The room of acts by which agencies merge, split, are renamed or end."""

from django.apps import AppConfig


class SuccessionConfig(AppConfig):
    name = "phoihop.succession"
    label = "succession"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Permissions are registered when they are imported."""
        from phoihop.succession import permissions  # noqa: F401, PLC0415 -- see above
