"""Phiên bản năm: make one, change its contents."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agreements import services
from phoihop.agreements.acting import acting_parties
from phoihop.agreements.models import Agreement, PlanItem, YearPlan
from phoihop.agreements.versions import items_of, text_of_year
from phoihop.agreements.year_contents import contents_of_text
from phoihop.terms.forms import FIRST_YEAR, LAST_YEAR, PlanItemForm, VersionForm
from phoihop.terms.pages import agreement_or_404, need, open_years, plan_or_404, posted, term_page
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


@audience("member")
def make(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the year and the contents that continue in it."""
    agreement = agreement_or_404(request, pk)
    need(request, "agreements.change_agreement", agreement)
    on = clock.today()
    years = open_years(agreement, on)
    year = _year_asked(request) or next(
        (one for one in years if one >= on.year), years[0] if years else on.year
    )
    text = text_of_year(agreement, year, on)
    form = VersionForm(
        posted(request),
        items=contents_of_text(text),
        text=text.pk,
        initial={"year": year},
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.make_version(
                agreement,
                form.cleaned_data["year"],
                lines=set(form.cleaned_data["lines"]),
                by=request.user,
                at=clock.now(),
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The version was drafted. Check it, then fix it."))
            return redirect(plan)
    status = 422 if form.errors else 200
    return term_page(
        request, "terms/version_form.html", agreement, "make", {"form": form}, status=status
    )


def _year_asked(request: SignedInRequest) -> int | None:
    """The year that was typed, or that a link proposes; the contents to choose from are its own."""
    typed = key_in(request.POST.get("year", "") or request.GET.get("nam", ""))
    return typed if typed is not None and FIRST_YEAR <= typed <= LAST_YEAR else None


@audience("member")
def item_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A content that arose, beside those of the programme."""
    plan = plan_or_404(request, pk)
    need(request, "agreements.change_agreement", plan.agreement)
    form = PlanItemForm(
        posted(request),
        agencies=agencies_of(plan.agreement),
        item=None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_plan_item(
                plan,
                by=request.user,
                at=clock.now(),
                arose=form.cleaned_data["arose"],
                form_key=form.cleaned_data["form_key"],
                **form.facts(),
            )
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The content was added to the year."))
            return redirect(plan)
    return _item_page(request, plan, form, None)


@audience("member")
def item_edit(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """Change a content for this year alone."""
    plan = plan_or_404(request, pk)
    need(request, "agreements.change_agreement", plan.agreement)
    item = get_object_or_404(items_of(plan), pk=item_pk)
    named = (item.lead_agency_id, item.later_lead_id)
    agencies = agencies_of(plan.agreement) | {one for one in named if one is not None}
    form = PlanItemForm(posted(request), agencies=agencies, item=item)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_plan_item(item, by=request.user, at=clock.now(), **form.facts())
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Saved for this year."))
            return redirect(plan)
    return _item_page(request, plan, form, item)


@audience("member")
@require_POST
def item_remove(request: SignedInRequest, pk: int, item_pk: int) -> HttpResponse:
    """Let a content not continue in this year."""
    plan = plan_or_404(request, pk)
    need(request, "agreements.change_agreement", plan.agreement)
    item = get_object_or_404(items_of(plan), pk=item_pk)
    try:
        services.remove_plan_item(item, by=request.user, at=clock.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The content does not continue in this year."))
    return redirect(plan)


def _item_page(
    request: SignedInRequest, plan: YearPlan, form: PlanItemForm, item: PlanItem | None
) -> HttpResponse:
    if request.method != "POST" and plan.is_in_force:
        messages.warning(request, _("The version of the year is fixed."))
        return redirect(plan)
    context = {"plan": plan, "form": form, "item": item}
    status = 422 if form.errors else 200
    return term_page(
        request, "terms/item_form.html", plan.agreement, "item", context, plan=plan, status=status
    )


def agencies_of(agreement: Agreement) -> set[int]:
    """Ids of those who act for the parties today: they may be chosen."""
    return {agency.pk for agency in acting_parties(agreement, clock.today())}


def add_refusal(form: Any, error: Refused) -> None:
    """What a service refused, at its field."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))
