from django.apps import AppConfig


class UrgingConfig(AppConfig):
    name = "phoihop.urging"
    label = "urging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions and what it does with tasks known."""
        from phoihop.urging import course, many, permissions  # noqa: F401, PLC0415 -- they register
