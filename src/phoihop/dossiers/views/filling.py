"""Putting records into a dossier, and their order and notes there."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.dossiers import services
from phoihop.dossiers.errors import DossierRefused
from phoihop.dossiers.forms import NoteForm, PutInForm, add_refusal
from phoihop.dossiers.models import Dossier, DossierItem
from phoihop.dossiers.records import KINDS, name_of, record_named
from phoihop.dossiers.views.listing import dossier_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_OFFERED = 15


@audience("member")
def put_in(request: SignedInRequest) -> HttpResponse:
    """Ask into which open dossier a record goes; `record` in the address names it."""
    user = request.user
    record = record_named(request.GET.get("record", ""), user)
    if record is None:
        raise Http404
    if not user.has_perm("dossiers.add_dossier"):
        raise PermissionDenied
    ours = Dossier.objects.filter(owner=user.acting_agency)
    form = PutInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        dossier = get_object_or_404(ours, pk=form.cleaned_data["dossier"])
        try:
            services.put_in(
                dossier, record, by=user, at=clock.now(), note=form.cleaned_data["note"]
            )
        except DossierRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The record lies in the dossier."))
            return redirect(dossier)
    words = request.GET.get("words", "").strip()[:200]
    found = ours.open().said_like(words).order_by("-year", "code", "pk")[: _OFFERED + 1]
    context = {
        "record": record,
        "record_name": name_of(record),
        "kind": KINDS[record._meta.label_lower],
        "holders": ours.filter(
            items__kind=record._meta.label_lower, items__object_id=record.pk
        ).order_by("-year", "code", "pk")[:_OFFERED],
        "offered": list(found[:_OFFERED]),
        "more": len(found) > _OFFERED,
        "words": words,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/put_in.html", context, status=status)


@audience("member")
def annotate(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """Write a note on a record, on a page of its own."""
    item = _changeable(request, pk, item_pk)
    form = NoteForm(request.POST or None, initial={"note": item.note})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        return _done(
            request, item, lambda: services.annotate(item, note, by=request.user, at=clock.now())
        )
    context = {"dossier": item.dossier, "item": item, "form": form}
    status = 422 if form.errors else 200
    return render(request, "dossiers/note.html", context, status=status)


@audience("member")
@require_POST
def take_out(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """Take a record out; the record itself stays."""
    item = _changeable(request, pk, item_pk)
    return _done(request, item, lambda: services.take_out(item, by=request.user, at=clock.now()))


@audience("member")
@require_POST
def move_up(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """One place up."""
    item = _changeable(request, pk, item_pk)
    return _done(
        request, item, lambda: services.move(item, up=True, by=request.user, at=clock.now())
    )


@audience("member")
@require_POST
def move_down(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """One place down."""
    item = _changeable(request, pk, item_pk)
    return _done(
        request, item, lambda: services.move(item, up=False, by=request.user, at=clock.now())
    )


@audience("member")
@require_POST
def order_by_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """All records in the order of their days."""
    dossier = dossier_or_404(request, pk)
    try:
        services.order_by_day(dossier, by=request.user, at=clock.now())
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(dossier)


def _changeable(request: SignedInRequest, pk: int, item_pk: int) -> DossierItem:
    """The item: 404 for who may not see the dossier, 403 for who may not change it."""
    dossier = dossier_or_404(request, pk)
    if not request.user.has_perm("dossiers.change_dossier", dossier):
        raise PermissionDenied
    return get_object_or_404(dossier.items.select_related("dossier"), pk=item_pk)


def _done(request: SignedInRequest, item: DossierItem, act: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the page, which says what was refused."""
    dossier = item.dossier
    try:
        act()
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(dossier)
