"""Acts are carried out, and undone, by the worker."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import Membership, User
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, given_up, job
from phoihop.succession import services
from phoihop.succession.models import Run
from phoihop.succession.services.carrying import CARRY_OUT, UNDO
from phoihop.ui.errors import Refused


@job(CARRY_OUT, _("Carry out a succession of agencies"))
def carry_out(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """All of it, or nothing; why not stands on the page of the act."""
    _do(services.carry_out, this, payload, progress)


@job(UNDO, _("Undo a succession of agencies"))
def undo(this: Job, payload: dict[str, Any], progress: Progress) -> None:
    """Put everything back, or nothing; why not stands on the page of the act."""
    _do(services.undo, this, payload, progress)


def _do(service: Any, this: Job, payload: dict[str, Any], progress: Progress) -> None:
    run = Run.objects.select_related("act").get(pk=payload["run"])
    by = _hands(this, payload)
    with translation.override(by.language):
        try:
            service(run, by=by, at=datetime.fromisoformat(payload["at"]), tell=progress)
        except (Refused, PermissionDenied):
            return  # said on the page of the act


@given_up(CARRY_OUT)
@given_up(UNDO)
def let_go(this: Job) -> None:
    """Whatever went wrong, also a process that was killed: the act does not wait for ever."""
    run = Run.objects.filter(pk=this.payload["run"]).first()
    if run is not None:
        with translation.override(this.by.language if this.by else settings.LANGUAGE_CODE):
            services.give_up(run, at=timezone.now())


def _hands(this: Job, payload: dict[str, Any]) -> User:
    """Who asked for it, acting for the agency of that moment, if that still holds."""
    if this.by is None:
        raise LookupError(f"{this} was asked for by nobody")
    user = User.objects.get(pk=this.by.pk)
    members = Membership.objects.current().select_related("agency")
    user.acting = members.filter(user=user, pk=payload["acting"]).first()
    return user
