from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "phoihop.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions known."""
        from phoihop.agreements import permissions  # noqa: F401, PLC0415 -- registers its rules
