from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "phoihop.dossiers"
    label = "dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions known."""
        from phoihop.dossiers import permissions  # noqa: F401, PLC0415 -- registers its rules
