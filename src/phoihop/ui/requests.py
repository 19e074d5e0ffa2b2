"""The request of a signed-in user, as views declare it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from phoihop.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view behind LoginRequiredMiddleware and HtmxMiddleware is given."""

    user: "User"  # nobody is anonymous here
    htmx: HtmxDetails
