from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "phoihop.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions and what it tells of tasks known."""
        from phoihop.inspections import course, permissions  # noqa: F401, PLC0415 -- they register
