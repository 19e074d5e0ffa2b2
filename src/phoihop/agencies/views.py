"""Agencies: list, tree, page, and the acts of administrators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from phoihop.agencies import forms, services
from phoihop.agencies.models import Agency, AgencyLink, Succession, SuccessionKind, Tenure
from phoihop.agencies.pages import form_page
from phoihop.agencies.querysets import AgencyQuerySet, alive_on
from phoihop.agencies.trees import children_by_parent, way_down
from phoihop.audit.history import history_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_CHILDREN_SHOWN = 50
_STAFF_SHOWN = 12


@audience("signed_in")
def agency_list(request: SignedInRequest) -> HttpResponse:
    """Agencies at work today, or as the filters say."""
    form = forms.FilterForm(request.GET)
    chosen = forms.chosen(form)
    today = clock.today()
    root = Agency.objects.filter(pk=chosen["under"]).first() if "under" in chosen else None
    rows = _filtered(Agency.objects.visible_to(request.user), chosen, root)
    page = page_by_key(
        rows.with_present_place(today), order=["name_key", "pk"], request_params=request.GET
    )
    context = {
        "form": form,
        "page": page,
        "root": root,
        "chips": _chips(form, chosen),
        "may_manage": request.user.has_perm("agencies.manage"),
    }
    return render(request, "agencies/agency_list.html", context)


def _filtered(rows: AgencyQuerySet, chosen: dict[str, Any], root: Agency | None) -> AgencyQuerySet:
    today = clock.today()
    if root is not None:
        rows = rows.under(root, today)
    if words := chosen.get("words"):
        rows = rows.named_like(words)
    for name in ("level", "kind"):
        if name in chosen:
            rows = rows.filter(**{name: chosen[name]})
    alive = chosen.get("alive", "")
    if alive == "ended":
        return rows.filter(valid_to__lt=today)
    return rows if alive == "all" else rows.existing_on(today)


def _chips(form: forms.FilterForm, chosen: dict[str, Any]) -> list[tuple[str, str]]:
    """Name and words of each condition that is set, but the place, which has its own chip."""
    chips = []
    for name, value in chosen.items():
        if name == "under":
            continue
        choices = dict(getattr(form.fields[name], "choices", ()))
        chips.append((name, str(choices.get(value, value))))
    return chips


@audience("signed_in")
def tree(request: SignedInRequest) -> HttpResponse:
    """The agencies at work today by their place: two steps down from the top or from `?goc=`."""
    today = clock.today()
    number = request.GET.get("goc", "")
    root = get_object_or_404(Agency, pk=int(number)) if number.isdecimal() else None
    context = {
        "root": root,
        "way": way_down(root, today) if root else [],
        "branches": children_by_parent(root, today),
    }
    return render(request, "agencies/agency_tree.html", context)


@audience("signed_in")
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One agency: life span, before and after, place, officials, contacts."""
    return _tab(request, pk, "agencies/agency_detail.html", _overview)


@audience("signed_in")
def people(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everyone who holds or held an office there."""
    return _tab(request, pk, "agencies/agency_people.html", _everyone)


@audience("signed_in")
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done to the agency's record."""
    return _tab(request, pk, "agencies/agency_history.html", _events)


def _events(agency: Agency) -> dict[str, Any]:
    return {"entries": history_of(agency)}


def _tab(
    request: SignedInRequest, pk: int, template: str, gather: Callable[[Agency], dict[str, Any]]
) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    today = clock.today()
    context = {
        "agency": agency,
        "alive": agency.exists_on(today),
        "may_manage": request.user.has_perm("agencies.manage"),
        "people_count": Tenure.objects.filter(agency=agency).held_on(today).count(),
    }
    return render(request, template, context | gather(agency))


def _overview(agency: Agency) -> dict[str, Any]:
    today = clock.today()
    links = AgencyLink.objects.filter(child=agency).select_related("parent")
    below = AgencyLink.objects.filter(alive_on(today), parent=agency).select_related("child")
    children = [
        link.child for link in below.order_by("child__name_key", "pk")[: _CHILDREN_SHOWN + 1]
    ]
    before = Succession.objects.filter(successor=agency).select_related("predecessor")
    after = Succession.objects.filter(predecessor=agency).select_related("successor")
    return {
        "places": links.order_by("-valid_from", "-pk"),
        "children": children[:_CHILDREN_SHOWN],
        "more_children": len(children) > _CHILDREN_SHOWN,
        "before": before.order_by("on", "pk"),
        "after": after.order_by("on", "pk"),
        "staff": _present_staff(agency)[:_STAFF_SHOWN],
    }


def _present_staff(agency: Agency) -> list[Tenure]:
    held = Tenure.objects.filter(agency=agency).held_on(clock.today())
    rows = list(held.select_related("official", "position"))
    return sorted(
        rows,
        key=lambda row: (-(row.position.weight if row.position else 0), row.official.name_key),
    )


def _everyone(agency: Agency) -> dict[str, Any]:
    rows = Tenure.objects.filter(agency=agency).select_related("official", "position")
    today = clock.today()
    past = [row for row in rows.latest_first() if not row.holds_on(today)]
    return {"staff": _present_staff(agency), "past": past}


@audience("administrator")
def create(request: SignedInRequest) -> HttpResponse:
    """Register an agency."""
    form = forms.NewAgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        parent, key = facts.pop("parent"), facts.pop("form_key")
        try:
            agency = services.create_agency(
                facts, by=request.user, at=clock.now(), parent=parent, form_key=key
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is registered.") % {"name": agency})
            return redirect(agency)
    return form_page(request, form, _("Register an agency"), "agencies:list")


@audience("administrator")
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the facts of an agency."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    form = forms.AgencyForm(request.POST or None, instance=agency)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_agency(agency, form.cleaned_data, by=request.user, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("agencies:detail", pk)
    title = _("Correct the facts of the agency")
    return form_page(request, form, title, "agencies:detail", agency)


@audience("administrator")
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give an agency a new place in the tree."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    form = forms.PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.place_under(agency, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(agency)
    return form_page(request, form, _("Place in the tree"), "agencies:detail", agency)


@audience("administrator")
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down the last day of an agency, and one that takes over."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    form = forms.CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        heirs = (
            [services.Successor(facts["successor"], SuccessionKind(facts["kind"]))]
            if facts["successor"]
            else []
        )
        try:
            services.close_agency(
                agency,
                on=facts["on"],
                successors=heirs,
                paper=facts["paper"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(agency)
    return form_page(request, form, _("The agency ends"), "agencies:detail", agency)


@audience("administrator")
def succession(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record one more successor."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    form = forms.SuccessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        heir = services.Successor(facts["successor"], SuccessionKind(facts["kind"]))
        try:
            services.record_succession(
                agency, heir, on=facts["on"], paper=facts["paper"], by=request.user, at=clock.now()
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(agency)
    return form_page(request, form, _("Record a successor"), "agencies:detail", agency)
