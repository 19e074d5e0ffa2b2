"""Absences: who stands in for whom, when and with which rights."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.accounts import absence, absence_forms, errors
from phoihop.accounts.delegating import names_of, rights_of
from phoihop.accounts.models import Delegation, Membership
from phoihop.audit.history import acts_on_behalf, history_of
from phoihop.audit.models import Event
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest


@audience("member")
@require_GET
def absence_list(request: SignedInRequest) -> HttpResponse:
    """One's own absences and those one stands in for; of administrators: everybody's."""
    rows = Delegation.objects.visible_to(request.user).with_people()
    page = page_by_key(rows, order=["-first_day", "-pk"], request_params=request.GET)
    on = clock.today()
    own = request.user.acting
    context = {
        "page": page,
        "rows": [_row(delegation, on) for delegation in page.rows],
        "manages": request.user.has_perm("accounts.manage_users"),
        "may_delegate": own is not None and bool(rights_of(own)),
    }
    return render(request, "accounts/absences.html", context)


def _row(delegation: Delegation, on: date) -> dict[str, Any]:
    keys = [row.right for row in delegation.rights.all()]
    return {"delegation": delegation, "rights": names_of(keys), "state": _state(delegation, on)}


def _state(delegation: Delegation, on: date) -> tuple[str, str]:
    """The icon of a state and its words."""
    if delegation.is_void:
        return "withdrawn", _("Ended early")
    if delegation.last_day < on:
        return "done", _("Over")
    if on < delegation.first_day:
        return "soon", _("Begins later")
    return "go", _("In force")


@audience("member")
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """Write down an absence: one's own, or as an administrator that of a member (`vang`)."""
    giver = _who_is_away(request)
    if not request.user.has_perm("accounts.delegate", giver):
        raise PermissionDenied
    form = absence_forms.AbsenceForm(
        request.POST or None, giver=giver, initial={"first_day": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        key = facts.pop("form_key")
        try:
            made = absence.delegate(
                absence.Absence(giver=giver, **facts),
                by=request.user,
                at=clock.now(),
                form_key=key.hex if key else "",
            )
        except errors.DelegationRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down. It begins and ends by itself."))
            return redirect(made)
    context = {
        "form": form,
        "giver": giver,
        "own": giver.user_id == request.user.pk,
        "rights": rights_of(giver),
        "alone": not Membership.objects.who_may_stand_in_for(giver).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/absence_form.html", context, status=status)


def _who_is_away(request: SignedInRequest) -> Membership:
    """The seat of the person away; of others only administrators know."""
    named = request.GET.get("vang", "")
    if not named:
        if request.user.acting is None:  # the audience says otherwise; said for the type
            raise Http404
        return request.user.acting
    seats = Membership.objects.current().select_related("user", "agency")
    if not request.user.has_perm("accounts.manage_users"):
        seats = seats.filter(user=request.user)
    return get_object_or_404(seats, pk=key_in(named))


@audience("member")
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One delegation: its days, its rights, its history."""
    delegation = _delegation(request, pk)
    on = clock.today()
    open_still = not delegation.is_void and delegation.last_day >= on
    context = _row(delegation, on) | {
        "acts": _acts(request, delegation),
        "entries": history_of(delegation),
        "may_end": open_still and request.user.has_perm("accounts.end_delegation", delegation),
    }
    return render(request, "accounts/absence.html", context)


def _acts(request: SignedInRequest, delegation: Delegation) -> list[tuple[Event, str]]:
    """What was done on behalf; for those who act for the agency whose matters these are."""
    people = {delegation.giver.user_id, delegation.receiver.user_id}
    if request.user.pk not in people or request.user.acting_agency != delegation.giver.agency:
        return []
    first = datetime.combine(delegation.first_day, time.min)
    last = datetime.combine(delegation.last_day, time.max)
    return acts_on_behalf(
        delegation.receiver.user,
        delegation.giver.user,
        timezone.make_aware(first),
        timezone.make_aware(last),
    )


@audience("member")
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the rights back before the last day."""
    delegation = _delegation(request, pk)
    if not request.user.has_perm("accounts.end_delegation", delegation):
        raise PermissionDenied
    form = absence_forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            absence.end_delegation(
                delegation, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ended: the rights are back with their owner."))
            return redirect(delegation)
    context = {"form": form, "delegation": delegation}
    status = 422 if form.errors else 200
    return render(request, "accounts/absence_end.html", context, status=status)


def _delegation(request: SignedInRequest, pk: int) -> Delegation:
    return get_object_or_404(Delegation.objects.visible_to(request.user).with_people(), pk=pk)
