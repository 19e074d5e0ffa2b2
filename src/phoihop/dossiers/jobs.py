"""Jobs of the dossiers."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import Role
from phoihop.dossiers import exports
from phoihop.dossiers.models import Dossier, Export
from phoihop.inbox.services import Telling, notify_many
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, job

_AT_A_TIME = 200
_FOLDERS_KEPT = timedelta(days=7)


@job(exports.KIND, _("Write the folder of a dossier"))
def make_export(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Write the folder of a large dossier; begun again from the start after a crash."""
    export = Export.objects.select_related("dossier__owner", "dossier__keeper", "asked_by")
    exports.make(export.get(pk=payload["export"]), at=this.queued_at, progress=progress)


@daily("dossiers.remind", at=time(7), words=_("Remind of dossiers due at the archive"))
def remind(_job: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Tell keepers and clerks which closed dossiers are soon due at the archive; once each."""
    on = date.fromisoformat(payload["day"])
    at = datetime.combine(on, time(7), timezone.get_default_timezone())
    while True:
        with transaction.atomic():
            due = Dossier.objects.due_to_hand_over(on).filter(reminded_on=None).order_by("pk")
            rows = list(due.select_for_update(of=("self",))[:_AT_A_TIME])
            if not rows:
                return
            tellings = [
                Telling(
                    record=dossier,
                    users=[dossier.keeper_id],
                    agencies=[dossier.owner_id],
                    roles=(Role.CLERK,),
                    contacts=False,
                )
                for dossier in rows
            ]
            notify_many("dossiers.hand_over_due", tellings, by=None, at=at)
            Dossier.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_on=on)


@daily("dossiers.forget_exports", at=time(3, 20), words=_("Forget old exports"))
def forget_exports(_job: Job, _payload: dict[str, Any], _progress: Progress) -> None:
    """Delete exported folders after a week."""
    exports.forget_old(timezone.now() - _FOLDERS_KEPT)
