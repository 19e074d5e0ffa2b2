"""Closing, opening again, handing over: each asks on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.dossiers import services
from phoihop.dossiers.errors import DossierRefused
from phoihop.dossiers.forms import CloseForm, HandOverForm, ReasonForm, add_refusal
from phoihop.dossiers.models import Archive, Dossier
from phoihop.dossiers.views.listing import dossier_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_DONE: dict[str, str | Promise] = {
    "close": gettext_lazy("The dossier is closed."),
    "reopen": gettext_lazy("The dossier is open again."),
    "hand_over": gettext_lazy("The hand-over is noted."),
}


@audience("member")
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a dossier: say when the work was over."""
    dossier = _allowed(request, pk, "dossiers.close_dossier")
    form = CloseForm(request.POST or None, initial={"work_ended_on": clock.today()})
    return _act(
        request,
        dossier,
        form,
        "close",
        lambda: services.close_dossier(
            dossier,
            work_ended_on=form.cleaned_data["work_ended_on"],
            by=request.user,
            at=clock.now(),
        ),
    )


@audience("member")
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed dossier again: say why."""
    dossier = _allowed(request, pk, "dossiers.reopen_dossier")
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        dossier,
        form,
        "reopen",
        lambda: services.reopen_dossier(
            dossier, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
        ),
    )


@audience("member")
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that an archive took it."""
    dossier = _allowed(request, pk, "dossiers.close_dossier")
    form = HandOverForm(request.POST or None, initial=_next_archive(dossier))
    return _act(
        request,
        dossier,
        form,
        "hand_over",
        lambda: services.hand_over(dossier, form.facts(), by=request.user, at=clock.now()),
    )


def _next_archive(dossier: Dossier) -> dict[str, Any]:
    first = {"on": clock.today()}
    if dossier.hand_overs.filter(archive=Archive.CURRENT).exists():
        return first | {"archive": Archive.HISTORICAL}
    name = _("Archive of %(agency)s") % {"agency": dossier.owner}
    return first | {"archive": Archive.CURRENT, "archive_name": name}


def _allowed(request: SignedInRequest, pk: int, permission: str) -> Dossier:
    dossier = dossier_or_404(request, pk)
    if not request.user.has_perm(permission, dossier):
        raise PermissionDenied
    return dossier


def _act(
    request: SignedInRequest,
    dossier: Dossier,
    form: forms.Form,
    act: str,
    do: Callable[[], object],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except DossierRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, str(_DONE[act]))
            return redirect(dossier)
    context = {"dossier": dossier, "form": form, "act": act}
    status = 422 if form.errors else 200
    return render(request, "dossiers/dossier_act.html", context, status=status)
