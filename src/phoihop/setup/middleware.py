"""An installation without accounts leads to its first page: nobody could log in anyway."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from phoihop.setup.services import is_empty

GetResponse = Callable[[HttpRequest], HttpResponse]


def first_day(get_response: GetResponse) -> GetResponse:
    """Send `/` and the log-in page of an empty installation to the page that says how to begin."""

    def middleware(request: HttpRequest) -> HttpResponse:
        doors = {reverse(settings.LOGIN_REDIRECT_URL), resolve_url(settings.LOGIN_URL)}
        at_a_door = request.method == "GET" and request.path in doors
        if at_a_door and not request.user.is_authenticated and is_empty():
            return HttpResponseRedirect(reverse("setup:begin"))
        return get_response(request)

    return middleware
