"""What everyone does with the own account."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.accounts import forms, services
from phoihop.accounts.models import Membership, Role
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("signed_in")
def acting(request: SignedInRequest) -> HttpResponse:
    """Choose the agency to work for from now on."""
    refusal = ""
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
            return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"members": request.user.current_memberships, "refusal": refusal}
    return render(request, "accounts/acting.html", context, status=422 if refusal else 200)


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
def security(request: SignedInRequest) -> HttpResponse:
    """Password, second step, recovery codes, and the last log-ins."""
    kept = Authenticator.objects.filter(user=request.user)
    by_type = {authenticator.type: authenticator for authenticator in kept}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "totp": by_type.get(Authenticator.Type.TOTP),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "required": request.user.has_role(Role.ADMINISTRATOR),
        "idle_minutes": settings.IDLE_LOCK_MINUTES_ADMINISTRATOR
        if request.user.has_role(Role.ADMINISTRATOR)
        else settings.IDLE_LOCK_MINUTES,
    }
    return render(request, "accounts/security.html", context)


@audience("signed_in")
@require_POST
def still_here(request: SignedInRequest) -> HttpResponse:
    """Typing in a long form is activity too: the page tells so, the idle lock takes note."""
    return HttpResponse(status=204)
