"""Every view says for whom it is; a test walks the URLconf and fails for one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Literal

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

Audience = Literal["public", "signed_in", "member", "administrator"]
View = Callable[..., HttpResponseBase]


def audience(who: Audience) -> Callable[[View], View]:
    """Declare and enforce for whom a view is.

    public: no log-in; signed_in: any account; member: an account acting for an agency;
    administrator: acting as administrator. Others get 404: that the page exists is not
    their matter.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not _admits(who, request):
                raise Http404
            return view(request, *args, **kwargs)

        checked.audience = who  # type: ignore[attr-defined]  # read by the URL walk
        return login_not_required(checked) if who == "public" else checked

    return decorate


def _admits(who: Audience, request: HttpRequest) -> bool:
    if who in {"public", "signed_in"}:
        return True
    user = request.user
    if not user.is_authenticated or user.acting_agency is None:
        return False
    return who == "member" or user.has_role("administrator")
