"""Putting a dossier into the list, and correcting its facts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.dossiers import services
from phoihop.dossiers.errors import DossierRefused
from phoihop.dossiers.forms import DossierForm, add_refusal, initial_of, initial_on
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.records import record_named
from phoihop.dossiers.retention import retentions_on
from phoihop.dossiers.views.listing import dossier_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


@audience("member")
def create(request: SignedInRequest) -> HttpResponse:
    """Open a dossier or plan one; with `record` in the address, that record goes in at once."""
    user, on = request.user, clock.today()
    agency = user.acting_agency
    if agency is None or not user.has_perm("dossiers.add_dossier"):
        raise PermissionDenied
    form = _form(request, agency, initial_on(on, user))
    record = record_named(request.GET.get("record", ""), user)
    if request.method == "POST" and form.is_valid():
        try:
            made = _listed(form, record, user)
        except DossierRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The dossier stands in the list."))
            return redirect(made)
    return _answer(request, form, {"record": record})


@audience("member")
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the facts of an open dossier."""
    dossier = dossier_or_404(request, pk)
    if not request.user.has_perm("dossiers.change_dossier", dossier):
        raise PermissionDenied
    form = _form(request, dossier.owner, initial_of(dossier))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_dossier(dossier, form.facts(), by=request.user, at=clock.now())
        except DossierRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The facts of the dossier are corrected."))
            return redirect(dossier)
    return _answer(request, form, {"dossier": dossier})


@transaction.atomic
def _listed(form: DossierForm, record: Any | None, by: User) -> Dossier:
    key, at = form.cleaned_data["form_key"], clock.now()
    made = services.list_dossier(form.facts(), by=by, at=at, form_key=key)
    if record is not None and not made.items.exists():
        services.put_in(made, record, by=by, at=at)
    return made


def _form(request: SignedInRequest, agency: Agency, initial: dict[str, Any]) -> DossierForm:
    return DossierForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        keepers=list(services.keepers_of(agency)),
        retentions=retentions_on(clock.today()),
    )


def _answer(
    request: SignedInRequest, form: DossierForm, more: dict[str, Dossier | Any]
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "dossiers/dossier_form.html", {"form": form} | more, status=status)
