"""The room of the history."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "phoihop.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
