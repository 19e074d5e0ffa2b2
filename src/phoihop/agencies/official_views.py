"""Officials with the offices they hold, and the catalogue of positions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from phoihop.agencies import forms, services
from phoihop.agencies.models import Official, Position
from phoihop.agencies.pages import form_page
from phoihop.audit.history import history_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest


@audience("signed_in")
def official_list(request: SignedInRequest) -> HttpResponse:
    """Officials by given name, with the titles they hold today."""
    form = forms.NameForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    rows = Official.objects.visible_to(request.user)
    if words:
        rows = rows.named_like(words)
    page = page_by_key(rows.with_titles(), order=["name_key", "pk"], request_params=request.GET)
    today = clock.today()
    people = [(official, official.title_on(today)) for official in page.rows]
    context = {
        "page": page,
        "people": people,
        "words": words,
        "may_manage": request.user.has_perm("agencies.manage"),
    }
    return render(request, "agencies/official_list.html", context)


@audience("signed_in")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One official: every office held, latest first."""
    official = get_object_or_404(Official.objects.visible_to(request.user).with_titles(), pk=pk)
    context = _frame(request, official) | {"tenures": official.tenures.all()}
    return render(request, "agencies/official_detail.html", context)


@audience("signed_in")
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done to the official's record."""
    official = get_object_or_404(Official.objects.visible_to(request.user).with_titles(), pk=pk)
    context = _frame(request, official) | {"entries": history_of(official)}
    return render(request, "agencies/official_history.html", context)


def _frame(request: SignedInRequest, official: Official) -> dict[str, Any]:
    return {
        "official": official,
        "title_today": official.title_on(clock.today()),
        "may_manage": request.user.has_perm("agencies.manage"),
    }


@audience("administrator")
def create(request: SignedInRequest) -> HttpResponse:
    """Register an official. Namesakes are shown, and stay two people."""
    form = forms.OfficialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        key = facts.pop("form_key")
        official = services.create_official(facts, by=request.user, at=clock.now(), form_key=key)
        alike = Official.objects.filter(name_folded=official.name_folded).exclude(pk=official.pk)
        if alike.exists():
            messages.warning(
                request, _("There is another official of this name. They stay two people.")
            )
        return redirect(official)
    return form_page(request, form, _("Register an official"), "agencies:officials")


@audience("administrator")
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the facts of an official."""
    official = get_object_or_404(Official.objects.visible_to(request.user), pk=pk)
    form = forms.OfficialForm(request.POST or None, instance=official)
    if request.method == "POST" and form.is_valid():
        services.update_official(official, form.cleaned_data, by=request.user, at=clock.now())
        return redirect(official)
    title = _("Correct the facts of the official")
    return form_page(request, form, title, "agencies:official", official)


@audience("administrator")
def add_tenure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record an office held."""
    official = get_object_or_404(Official.objects.visible_to(request.user), pk=pk)
    form = forms.TenureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_tenure(official, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(official)
    return form_page(request, form, _("Record an office held"), "agencies:official", official)


@audience("signed_in")
def positions(request: SignedInRequest) -> HttpResponse:
    """The catalogue, the heaviest first."""
    page = page_by_key(
        Position.objects.all(),
        order=["-weight", "name", "pk"],
        request_params=request.GET,
        size=100,
    )
    context = {"page": page, "may_manage": request.user.has_perm("agencies.manage")}
    return render(request, "agencies/position_list.html", context)


@audience("administrator")
def create_position(request: SignedInRequest) -> HttpResponse:
    """Add a position."""
    return _position_form(request, None, _("Add a position"))


@audience("administrator")
def change_position(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a position."""
    position = get_object_or_404(Position, pk=pk)
    return _position_form(request, position, _("Correct the position"))


def _position_form(request: SignedInRequest, position: Position | None, title: str) -> HttpResponse:
    form = forms.PositionForm(request.POST or None, instance=position)
    if request.method == "POST" and form.is_valid():
        try:
            if position is None:
                services.create_position(form.cleaned_data, by=request.user, at=clock.now())
            else:
                services.update_position(
                    position, form.cleaned_data, by=request.user, at=clock.now()
                )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("agencies:positions")
    return form_page(request, form, title, "agencies:positions")
