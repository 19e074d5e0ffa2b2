from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "phoihop.workspace"
    label = "workspace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions known."""
        from phoihop.workspace import permissions  # noqa: F401, PLC0415 -- registers its rules
