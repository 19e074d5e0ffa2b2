"""Going through the real log-in in tests."""

from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import PASSWORD, SECRET


def is_signed_in(client: Client) -> bool:
    """Whether the session of this client belongs to somebody."""
    return "_auth_user_id" in client.session


def give_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> str:
    """Post the log-in form; returns the page, or the address one is sent to."""
    facts = {"login": user.username, "password": password, **more}
    answer = client.post(reverse("account_login"), facts)
    return str(answer.get("Location") or answer.content.decode())


def confirm_password(client: Client) -> None:
    """The password once more, as before what protects an account is changed."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_now(secret: str = SECRET) -> str:
    """The code an app shows at this moment; it holds for half a minute more."""
    counters = list(auth.yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]  # before and after it: what the tolerance lets pass
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))
