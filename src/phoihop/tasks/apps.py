from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "phoihop.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from phoihop.tasks import permissions, turns  # noqa: F401, PLC0415 -- these declare themselves
