"""Places: the list, one place with what it was and became, and the office's corrections."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from phoihop.agencies import services
from phoihop.agencies.area_forms import AreaCorrectionForm, AreaFilterForm, AreaForm, initial_of
from phoihop.agencies.errors import AgenciesRefused
from phoihop.agencies.models import Area
from phoihop.agencies.pages import form_page
from phoihop.agencies.querysets import AreaQuerySet, alive_on
from phoihop.audit.history import history_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_PARTS_SHOWN = 200


@audience("signed_in")
def area_list(request: SignedInRequest) -> HttpResponse:
    """Provinces, districts and communes: today's, or as the filters say."""
    form = AreaFilterForm(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    root = Area.objects.filter(pk=chosen["inside"]).first() if "inside" in chosen else None
    rows = _filtered(Area.objects.visible_to(request.user), chosen, root)
    page = page_by_key(rows.with_place(), order=["name_key", "pk"], request_params=request.GET)
    context = {
        "form": form,
        "page": page,
        "root": root,
        "is_filtered": bool(chosen),
        "may_manage": request.user.has_perm("agencies.manage"),
    }
    return render(request, "agencies/area_list.html", context)


def _filtered(rows: AreaQuerySet, chosen: dict[str, Any], root: Area | None) -> AreaQuerySet:
    if root is not None:
        rows = rows.filter(parent=root)
    if words := chosen.get("words"):
        rows = rows.named_like(words)
    if "level" in chosen:
        rows = rows.filter(level=chosen["level"])
    if "corrected" in chosen:
        rows = rows.filter(corrected_at__isnull=False)
    today = clock.today()
    if chosen.get("time") == "before":
        return rows.filter(valid_to__lt=today)
    # Inside a place of earlier times stand places of earlier times.
    return rows if "time" in chosen or root is not None else rows.filter(alive_on(today))


@audience("signed_in")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place: what it lies in, its parts, what it was and what it became."""
    area = get_object_or_404(Area.objects.visible_to(request.user).with_place(), pk=pk)
    parts = list(area.children.order_by("name_key", "pk")[: _PARTS_SHOWN + 1])
    context = {
        "area": area,
        "alive": (area.valid_to is None or area.valid_to >= clock.today()),
        "parts": parts[:_PARTS_SHOWN],
        "more_parts": len(parts) > _PARTS_SHOWN,
        "became": area.becomes.with_place().order_by("name_key", "pk"),
        "was": area.was.with_place().order_by("name_key", "pk"),
        "entries": history_of(area),
        "may_manage": request.user.has_perm("agencies.manage"),
    }
    return render(request, "agencies/area_detail.html", context)


@audience("administrator")
def add(request: SignedInRequest) -> HttpResponse:
    """Add a place that the national list lacks."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        paper = facts.pop("paper")
        try:
            area = services.add_area(facts, paper=paper, by=request.user, at=clock.now())
        except AgenciesRefused as error:
            form.add_error(error.field or None, str(error))
        else:
            return redirect(area)
    return form_page(request, form, _("Add a place"), "agencies:areas")


@audience("administrator")
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a place; loading the list again leaves it as it stands then."""
    area = get_object_or_404(Area.objects.visible_to(request.user).with_place(), pk=pk)
    form = AreaCorrectionForm(request.POST or None, initial=initial_of(area, area.becomes.all()))
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        paper, becomes = facts.pop("paper"), facts.pop("becomes")
        try:
            services.correct_area(
                area, facts, becomes=becomes, paper=paper, by=request.user, at=clock.now()
            )
        except AgenciesRefused as error:
            form.add_error(error.field or None, str(error))
        else:
            return redirect(area)
    return form_page(request, form, _("Correct the place"), "agencies:areas", area)
