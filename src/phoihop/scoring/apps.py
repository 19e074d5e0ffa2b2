from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScoringConfig(AppConfig):
    name = "phoihop.scoring"
    label = "scoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the room's permissions known, and put its piece on the page of a task."""
        from phoihop.scoring import permissions  # noqa: F401, PLC0415 -- registers its rules
        from phoihop.scoring.answering import OBJECTED, to_answer  # noqa: PLC0415 -- as below
        from phoihop.scoring.panel import panel  # noqa: PLC0415 -- models are ready only now
        from phoihop.tasks import beside  # noqa: PLC0415 -- as above

        beside.declare(beside.TASK, panel)
        beside.declare_asked(OBJECTED, _("Objections and second looks to answer"), to_answer)
