"""The daily job of this room."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.inbox.services import forget_old
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily


@daily("inbox.tidy", at=time(3, 15), words=_("Forget old notices"))
def tidy(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Forget notices that were seen long ago, and those nobody has looked at for half a year."""
    day = datetime.combine(
        date.fromisoformat(payload["day"]), time(), timezone.get_default_timezone()
    )
    forget_old(
        unseen_before=day - timedelta(days=settings.NOTICE_DAYS_UNSEEN),
        seen_before=day - timedelta(days=settings.NOTICE_DAYS_SEEN),
    )
