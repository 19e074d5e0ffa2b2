"""The owner's second step on the pages: renaming and removing."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from phoihop.accounts import errors, own_steps
from phoihop.accounts.confirmed import confirmed_first
from phoihop.accounts.passkey_forms import PasskeyNameForm
from phoihop.accounts.second_step import passkeys_of, steps_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("signed_in")
@confirmed_first
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call a passkey otherwise."""
    passkey = get_object_or_404(passkeys_of(request.user), pk=pk)
    form = PasskeyNameForm(request.POST or None, initial={"name": passkey.data["name"]})
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            own_steps.rename_passkey(passkey, name, by=request.user, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("accounts:security")
    context = {"form": form, "title": _("Rename the passkey"), "verb": _("Save")}
    status = 422 if form.errors else 200
    return render(request, "accounts/own_form.html", context, status=status)


@audience("signed_in")
@confirmed_first
def remove_passkey(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a passkey away."""
    passkey = get_object_or_404(passkeys_of(request.user), pk=pk)
    title = _("Remove the passkey “%(name)s”?") % {"name": passkey.data["name"]}
    return _remove(request, passkey, title, _("Remove"))


@audience("signed_in")
@confirmed_first
def remove_app(request: SignedInRequest) -> HttpResponse:
    """Forget the app on the phone."""
    app = get_object_or_404(steps_of(request.user), type=Authenticator.Type.TOTP)
    return _remove(request, app, _("Switch the app off?"), _("Switch off"))


def _remove(request: SignedInRequest, step: Authenticator, title: str, verb: str) -> HttpResponse:
    is_last = not steps_of(request.user).exclude(pk=step.pk).exists()
    refusal = ""
    if request.method == "POST":
        try:
            own_steps.remove_step(step, by=request.user, at=clock.now())
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, _("It is removed."))
            return redirect("accounts:security")
    elif is_last and own_steps.needs_second_step(request.user):
        refusal = str(errors.LastSecondStep.message)
    context = {"title": title, "verb": verb, "refusal": refusal, "is_last": is_last}
    status = 422 if refusal and request.method == "POST" else 200
    return render(request, "accounts/own_remove.html", context, status=status)
