"""What a restored office must not take over from the place it came from."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from phoihop.accounts.models import OneTimeCode, User
from phoihop.jobs.models import WorkerProcess
from phoihop.safekeeping.backup import key_fingerprint

# Their secrets are encrypted with a key made from the secret key; a passkey's are not.
_KEYED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


@dataclass(frozen=True)
class Forgotten:
    """How many sessions and unused codes ended; how many people set up the second step anew."""

    sessions: int
    codes: int
    second_steps: int


def forget_what_belongs_to_the_old_place(key: str) -> Forgotten:
    """End every session and unused code; under another secret key drop dead second steps too.

    key: the fingerprint of the backup's. A session that was stolen, or ended since, must not
    come back to life, nor a code that was used or taken back since. Whose second step is dropped
    chooses a new password at the next log-in, as the old one was allowed to be short beside it.
    """
    sessions, _rows = Session.objects.all().delete()
    if apps.is_installed("allauth.usersessions"):
        _user_sessions().delete()
    codes, _rows = OneTimeCode.objects.all().delete()
    codes += apps.get_model("setup", "SetUpCode")._default_manager.all().delete()[0]
    WorkerProcess.objects.all().delete()
    if key == key_fingerprint():
        return Forgotten(sessions, codes, 0)
    keyed = Authenticator.objects.filter(type__in=_KEYED)
    people = set(keyed.values_list("user", flat=True))
    keyed.delete()
    User.objects.filter(pk__in=people).update(must_change_password=True)
    return Forgotten(sessions, codes, len(people))


def _user_sessions() -> QuerySet[Any]:
    model: Any = apps.get_app_config("usersessions").get_model("UserSession")
    found: QuerySet[Any] = model.objects.all()
    return found
