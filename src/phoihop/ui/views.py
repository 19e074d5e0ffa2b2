"""Error pages, the simulated clock and the gallery of components."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template import loader
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.ui import services
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.gallery import gallery_context
from phoihop.ui.requests import SignedInRequest


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in the office's words."""
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: visible, but not allowed."""
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not for this reader; the page never says which."""
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database, session or context: whatever failed must not fail again."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def _error(request: HttpRequest, status: int) -> HttpResponse:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    layout = "ui/base.html" if signed_in else "ui/bare.html"
    return render(request, f"{status}.html", {"layout": layout}, status=status)


@audience("administrator")
@require_POST
def move_clock(request: SignedInRequest) -> HttpResponse:
    """An administrator moves the simulated clock from the banner, or ends it."""
    at = _moment(request.POST.get("at", ""))
    try:
        if "end" in request.POST:
            services.end_simulation(by=request.user)
        elif at is None:
            messages.error(request, _("Write day and time as 18/11/2026 08:15."))
        else:
            services.set_simulated_now(at, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request)


def _moment(text: str) -> datetime | None:
    try:
        naive = datetime.strptime(text.strip(), "%d/%m/%Y %H:%M")  # noqa: DTZ007 -- made aware below
    except ValueError:
        return None
    return timezone.make_aware(naive)


def _back(request: SignedInRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    local = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if local else "/")


@audience("administrator")
def components(request: SignedInRequest) -> HttpResponse:
    """Every component in every state, for developers and for the accessibility test."""
    return render(request, "ui/components.html", gallery_context())
