"""Acts on many tasks are carried out by the worker."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import Membership, User
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, job
from phoihop.lists import running
from phoihop.lists.models import ManyActRun


@job(running.JOB, _("Act on many tasks"))
def carry_out(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Go on with a run as the person who began it, in that person's language."""
    run = ManyActRun.objects.get(pk=payload["run"])
    by = User.objects.get(pk=run.by_id)
    members = Membership.objects.current().select_related("agency")
    by.acting = members.filter(user=by, pk=payload["acting"]).first()
    with translation.override(by.language):
        running.go_on(run, by=by, at=datetime.fromisoformat(payload["at"]), progress=progress)
