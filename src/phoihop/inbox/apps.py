from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class InboxConfig(AppConfig):
    name = "phoihop.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every room's `talk.py` say which of its records are talked about and followed."""
        from phoihop.inbox import absences, permissions  # noqa: F401, PLC0415 -- they register

        autodiscover_modules("talk")
