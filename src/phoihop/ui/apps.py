from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "phoihop.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
