"""After the idle lock: what was typed, to be sent again or put away."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from phoihop.accounts import kept_input, services
from phoihop.accounts.models import Membership, User
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


@audience("signed_in")
@never_cache
def show(request: SignedInRequest) -> HttpResponse:
    """Show it to its owner; a POST puts it away. It is sent from here to where it was going.

    Typed for another membership, it is sent only after going back to that one (`switch`).
    """
    kept = kept_input.kept_for(request.user, real_at=clock.real_now())
    member = _other_member(request.user, kept)
    if request.method == "POST" and "switch" in request.POST:
        if member is not None:
            services.act_for(request.user, member, at=clock.now())
            messages.success(request, _("You now work for %(agency)s.") % {"agency": member.agency})
        return redirect("accounts:kept_input")
    if request.method == "POST":
        kept_input.drop(request.user)
        messages.success(request, _("It is put away."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    if kept is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    here = kept.member == request.user.acting_id
    context = {"kept": kept, "again": kept_input.AGAIN, "here": here, "member": member}
    return render(request, "accounts/kept_input.html", context)


def _other_member(user: User, kept: kept_input.Kept | None) -> Membership | None:
    """The membership it was typed for, if that is another than the one acted for now."""
    if kept is None or kept.member == user.acting_id:
        return None
    return next((own for own in user.current_memberships if own.pk == kept.member), None)
