from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "phoihop.calendars"
    label = "calendars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions known."""
        from phoihop.calendars import permissions  # noqa: F401, PLC0415 -- it registers
