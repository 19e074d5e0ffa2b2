from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "phoihop.terms"
    label = "terms"
    default_auto_field = "django.db.models.BigAutoField"
