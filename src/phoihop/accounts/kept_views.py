"""After the idle lock: what was typed, to be sent again or put away."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from phoihop.accounts import kept_input
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


@audience("signed_in")
@never_cache
def show(request: SignedInRequest) -> HttpResponse:
    """Show it to its owner; a POST puts it away. It is sent from here to where it was going."""
    if request.method == "POST":
        kept_input.drop(request.user)
        messages.success(request, _("It is put away."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    kept = kept_input.kept_for(request.user, real_at=clock.real_now())
    if kept is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"kept": kept, "again": kept_input.AGAIN}
    return render(request, "accounts/kept_input.html", context)
