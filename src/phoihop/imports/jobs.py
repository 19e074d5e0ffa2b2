"""Large sheets are checked and imported by the worker."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import Membership, User
from phoihop.imports import services
from phoihop.imports.models import SheetUpload
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, job
from phoihop.ui.errors import Refused

_LINES_SHOWN_AS = 20_000


@job(services.CHECK, _("Check an Excel file"))
def check(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Read and check a sheet; the lines read so far are told."""
    upload = SheetUpload.objects.filter(pk=payload["upload"]).first()
    if upload is None:  # put away meanwhile
        return
    by = _hands(this, payload)
    with translation.override(by.language):
        services.check_by_worker(
            upload,
            by=by,
            at=datetime.fromisoformat(payload["at"]),
            progress=lambda done: progress(done, _LINES_SHOWN_AS),
        )


@job(services.CARRY_OUT, _("Import an Excel file"))
def carry_out(this: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Import a sheet whole or not at all; why not stands on its page."""
    upload = SheetUpload.objects.filter(pk=payload["upload"]).first()
    if upload is None:
        return
    by = _hands(this, payload)
    with translation.override(by.language):
        try:
            services.carry_out(upload, by=by, at=datetime.fromisoformat(payload["at"]))
        except (Refused, PermissionDenied):
            return  # said on the page of the sheet


@daily("imports.forget", at=time(3), words=_("Forget Excel files that nobody imported"))
def forget(_this: Job, payload: dict[str, Any], _progress: Progress) -> None:
    """Sheets that nobody imported hold names of people: they are forgotten."""
    day = date.fromisoformat(payload["day"])
    services.forget_old(datetime.combine(day, time(), timezone.get_default_timezone()))


def _hands(this: Job, payload: dict[str, Any]) -> User:
    """Who handed the sheet in, acting for the agency of that moment, if that still holds."""
    if this.by is None:
        raise LookupError(f"{this} was handed in by nobody")
    user = User.objects.get(pk=this.by.pk)
    members = Membership.objects.current().select_related("agency")
    user.acting = members.filter(user=user, pk=payload["acting"]).first()
    return user
