"""Django tells of a log-in by a signal; the idle lock counts from it."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from phoihop.accounts.middleware import note_activity
from phoihop.accounts.models import User


@receiver(user_logged_in, dispatch_uid="accounts.start_idle_lock")
def start_idle_lock(*, request: HttpRequest, user: User, **_others: Any) -> None:
    """A session begins with the log-in as its last activity."""
    note_activity(request, user)
