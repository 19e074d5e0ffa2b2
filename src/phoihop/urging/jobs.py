"""What the worker does for this room: the reminders of a day, and mail on its way."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, job
from phoihop.jobs.services import enqueue
from phoihop.ui import clock
from phoihop.urging.acts import SENDING
from phoihop.urging.digest import write_digests
from phoihop.urging.habits import day_of, habits, hour
from phoihop.urging.mailing import RETRY_AFTER, send_waiting
from phoihop.urging.models import Mail
from phoihop.urging.telling import tell

_KEPT = timedelta(days=90)


@daily("urging.remind", at=hour, words=_("Remind of what is due, overdue or unanswered"))
def remind(_job: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Notices every day, mail on working days; nothing is written twice."""
    on = date.fromisoformat(payload["day"])
    at = timezone.make_aware(datetime.combine(on, habits().runs_at))
    day, works = day_of(on)
    tell(day, at, progress)
    if works:
        write_digests(day, at)
    # Also what a run that was broken off has written and not queued.
    if Mail.objects.filter(sent_at=None, failed_at=None).exists():
        enqueue(SENDING, f"digest-{on.isoformat()}", {}, by=None, at=at)
    Mail.objects.filter(day__lt=on - _KEPT).delete()


@job(SENDING, _("Send mail"))
def send(_job: Job, _payload: dict[str, Any], progress: Progress) -> None:
    """Send what waits; what could not be sent is tried again after a while."""
    if send_waiting(clock.now(), clock.real_now(), progress):
        again = clock.real_now() + RETRY_AFTER[0]
        key = f"again-{again:%Y%m%d%H%M}"
        enqueue(SENDING, key, {}, by=None, at=clock.now(), wait=RETRY_AFTER[0])
