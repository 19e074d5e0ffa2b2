"""The first page of an empty installation, and the form that ends its being empty."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from phoihop.setup import errors, services
from phoihop.setup.forms import CodeForm, FoundingForm
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused

_TRIES = {"code": "10/15m/ip"}
_OPENED = "set_up_opened_by"


@audience("public")
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Say how to begin, and ask for the code of the console."""
    _only_while_empty()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _slow_down(request)
            digest = services.check_code(form.cleaned_data["code"], real_at=clock.real_now())
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session[_OPENED] = digest
            return redirect("setup:found")
    return render(request, "setup/begin.html", {"form": form}, status=_status(form))


@audience("public")
@never_cache
def found(request: HttpRequest) -> HttpResponse:
    """The office, its superior and the first administrator, made in one act."""
    _only_while_empty()
    digest = request.session.get(_OPENED, "")
    if not digest:
        return redirect("setup:begin")
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.found_with_code(
                form.founding(), digest, at=clock.now(), real_at=clock.real_now()
            )
        except errors.CodeWornOut as refusal:
            del request.session[_OPENED]
            messages.error(request, str(refusal))
            return redirect("setup:begin")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session.flush()
            said = _("The office is made. Log in with the user name %(name)s and your password.")
            messages.success(request, said % {"name": user.username})
            target = urlencode({"next": reverse("setup:home")})
            return redirect(f"{reverse('account_login')}?{target}")
    return render(request, "setup/found.html", {"form": form}, status=_status(form))


def _slow_down(request: HttpRequest) -> None:
    """Let an address try ten times in a quarter of an hour."""
    if not ratelimit.consume(request, app="setup", action="code", config=_TRIES):
        raise errors.TooManyTries


def _only_while_empty() -> None:
    if not services.is_empty():
        raise Http404


def _status(form: CodeForm | FoundingForm) -> int:
    return 422 if form.errors else 200
