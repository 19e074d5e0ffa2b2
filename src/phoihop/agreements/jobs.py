"""Jobs of the agreements."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.agreements.reminding import remind_of_ends
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily


@daily("agreements.remind", at=time(7), words=_("Remind of terms that end soon"))
def remind(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Tell the parties of agreements whose term ends soon; once each."""
    on = date.fromisoformat(payload["day"])
    remind_of_ends(on, datetime.combine(on, time(7), timezone.get_default_timezone()))
