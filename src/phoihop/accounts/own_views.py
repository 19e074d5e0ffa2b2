"""What everyone does with the own account."""

from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from phoihop.accounts import forms, services, sessions
from phoihop.accounts.devices import device_words
from phoihop.accounts.models import Membership, OpenSession
from phoihop.accounts.passkey_places import host_name, place_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("signed_in")
def acting(request: SignedInRequest) -> HttpResponse:
    """Choose the agency to work for from now on; a link may name it, and what is opened then."""
    refusal, target = "", _way_on(request)
    wanted = _asked_for(request)
    if request.method == "GET" and target and wanted and wanted.pk == request.user.acting_id:
        return redirect(target)
    if request.method == "POST":
        form = forms.ActingForm(request.POST)
        number = form.cleaned_data["membership"] if form.is_valid() else 0
        members = Membership.objects.filter(user=request.user).select_related("agency")
        member = get_object_or_404(members, pk=number)
        try:
            services.act_for(request.user, member, at=clock.now())
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, _("You now work for %(agency)s.") % {"agency": member.agency})
            return redirect(target or settings.LOGIN_REDIRECT_URL)
    context = {
        "members": request.user.current_memberships,
        "refusal": refusal,
        "next": target,
        "wanted": wanted,
    }
    return render(request, "accounts/acting.html", context, status=422 if refusal else 200)


def _way_on(request: SignedInRequest) -> str:
    """The page of ours that the link is about; "" for none."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    local = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if local else ""


def _asked_for(request: SignedInRequest) -> Membership | None:
    """The present membership in the agency that the link names; the one acted for first."""
    agency = request.GET.get("agency", "")
    here = [one for one in request.user.current_memberships if str(one.agency_id) == agency]
    acting = [one for one in here if one.pk == request.user.acting_id]
    return next(iter(acting or here), None)


@audience("signed_in")
def preferences(request: SignedInRequest) -> HttpResponse:
    """Colours, language, form of address."""
    form = forms.PreferencesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        services.set_preferences(request.user, form.cleaned_data, at=clock.now())
        messages.success(request, _("Saved."))
        response = redirect("accounts:preferences")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            form.cleaned_data["language"],
            max_age=settings.SESSION_COOKIE_AGE * 26,
            samesite="Lax",
        )
        return response
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "accounts/preferences.html", context, status=status)


@audience("signed_in")
@never_cache
def security(request: SignedInRequest) -> HttpResponse:
    """What keeps the account: password, second step, recovery codes, open sessions."""
    here_key = request.session.session_key
    kept = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    by_type = {authenticator.type: authenticator for authenticator in kept}
    here = sha256(host_name(request).encode()).digest()
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    codes_left = len(codes.wrap().get_unused_codes()) if codes else 0
    context = {
        "app": by_type.get(Authenticator.Type.TOTP),
        "passkeys": [
            (passkey, passkey.wrap().authenticator_data.rp_id_hash == here)
            for passkey in kept
            if passkey.type == Authenticator.Type.WEBAUTHN
        ],
        "codes": codes,
        "codes_left": codes_left,
        "codes_are_few": codes_left <= settings.RECOVERY_CODES_FEW,
        "place": place_of(request),
        "idle_minutes": sessions.idle_minutes(request.user),
        "sessions": [
            (one, device_words(one.browser, one.system), one.session_id == here_key)
            for one in sessions.open_sessions(request.user, real_at=clock.real_now())
        ],
    }
    return render(request, "accounts/security.html", context)


@audience("signed_in")
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """End one of the own sessions, on whatever device."""
    mine = OpenSession.objects.filter(user=request.user)
    sessions.end_session(get_object_or_404(mine, pk=pk), by=request.user, at=clock.now())
    messages.success(request, _("The session is ended: that device is logged out."))
    return redirect("accounts:security")


@audience("signed_in")
@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    """End every session but this one."""
    ended = sessions.end_sessions(
        request.user,
        by=request.user,
        at=clock.now(),
        keep=str(request.session.session_key),
    )
    said = ngettext("%(count)d session is ended.", "%(count)d sessions are ended.", ended)
    messages.success(request, said % {"count": ended})
    return redirect("accounts:security")


@audience("signed_in")
@require_POST
def still_here(request: SignedInRequest) -> HttpResponse:
    """Typing in a long form is activity too: the page tells so, the idle lock takes note."""
    return HttpResponse(status=204)
