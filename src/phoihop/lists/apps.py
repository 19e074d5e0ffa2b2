from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "phoihop.lists"
    label = "lists"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what this room puts on the list of tasks, and which acts ticked rows offer."""
        from phoihop.lists import acts, parts  # noqa: PLC0415 -- models are ready only now

        acts.declare_own()
        parts.declare_own()
