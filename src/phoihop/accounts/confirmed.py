"""Before what protects an account is changed, its owner proves again to be there."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

from phoihop.ui.requests import SignedInRequest

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def confirmed_first(view: View[P]) -> View[P]:
    """Ask for password, code or passkey unless it was given a few minutes ago."""
    guarded: View[P] = reauthentication_required(app="allauth.mfa")(view)
    return guarded
