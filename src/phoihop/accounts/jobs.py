"""Jobs of the accounts."""

from datetime import time
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext_lazy as _

from phoihop.accounts import kept_input
from phoihop.accounts.sessions import forget_locked
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily
from phoihop.ui import clock


@daily("accounts.clear_sessions", at=time(3, 30), words=_("Forget sessions that are over"))
def clear_sessions(_job: Job, _payload: dict[str, Any], _progress: Progress) -> None:
    """Forget sessions that are over or locked long ago, and what nobody came back for."""
    SessionStore.clear_expired()
    now = clock.real_now()
    forget_locked(real_at=now)
    kept_input.forget_old(real_at=now)
