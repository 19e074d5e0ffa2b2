from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "phoihop.terms"
    label = "terms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the signing of a renewal move the tasks that were carried over into it."""
        from phoihop.agreements import after_signing  # noqa: PLC0415 -- models come first
        from phoihop.terms.ending import take_effect  # noqa: PLC0415 -- likewise

        after_signing.declare(take_effect)
