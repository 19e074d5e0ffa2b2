"""What is done to a plan and its checks, each on a page of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.inspections import correcting, services
from phoihop.inspections.errors import InspectionRefused
from phoihop.inspections.forms import CheckForm, VisitForm, WordsForm
from phoihop.inspections.models import Check, Finding, Plan
from phoihop.inspections.views.plans import plan_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


def changeable(request: SignedInRequest, pk: int) -> Plan:
    """The plan, for who may change it."""
    plan = plan_or_404(request, pk)
    if not request.user.has_perm("inspections.change_plan", plan):
        raise PermissionDenied
    return plan


def check_or_404(request: SignedInRequest, pk: int) -> Check:
    """The check of a plan that this user sees, for who may change it."""
    plans = Plan.objects.visible_to(request.user)
    rows = Check.objects.filter(plan__in=plans.values("pk"))
    check = get_object_or_404(rows.select_related("plan__owner", "agency"), pk=pk)
    if not request.user.has_perm("inspections.change_plan", check.plan):
        raise PermissionDenied
    return check


def act(  # noqa: PLR0913 -- what one page of an act shows
    request: SignedInRequest,
    plan: Plan,
    form: Any,
    title: str | Promise,
    do: Callable[[], object],
    *,
    lede: str = "",
) -> HttpResponse:
    """Ask, then do it; a refusal stands on the form with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except InspectionRefused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(
                "words" if "words" in form.fields and refusal.field else field, str(refusal)
            )
        else:
            messages.success(request, _("Saved."))
            return redirect(plan)
    context = {"form": form, "plan": plan, "title": title, "lede": lede}
    status = 422 if form.errors else 200
    return render(request, "inspections/form.html", context, status=status)


@audience("member")
@require_http_methods(["GET", "POST"])
def add_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more check."""
    plan = changeable(request, pk)
    form = CheckForm(request.POST or None, initial={"planned_on": plan.first_day})

    def do() -> object:
        by, at = request.user, clock.now()
        return services.add_check(plan, form.facts(), by=by, at=at, form_key=form.key)

    return act(request, plan, form, gettext_lazy("Add a check"), do)


@audience("member")
@require_http_methods(["GET", "POST"])
def visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was seen."""
    check = check_or_404(request, pk)
    form = VisitForm(request.POST or None, initial={"visited_on": check.planned_on})

    def do() -> object:
        given = form.cleaned_data
        by, at = request.user, clock.now()
        return services.enter_visit(check, given["visited_on"], given["seen"], by=by, at=at)

    title = gettext_lazy("Enter the visit")
    return act(request, check.plan, form, title, do, lede=str(check))


@audience("member")
@require_http_methods(["GET", "POST"])
def correct_visit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put right what was entered of a visit."""
    check = check_or_404(request, pk)
    initial = {"visited_on": check.visited_on, "seen": check.seen}
    form = VisitForm(request.POST or None, initial=initial)

    def do() -> object:
        given = form.cleaned_data
        by, at = request.user, clock.now()
        return correcting.correct_visit(check, given["visited_on"], given["seen"], by=by, at=at)

    title = gettext_lazy("Correct the visit")
    return act(request, check.plan, form, title, do, lede=str(check))


@audience("member")
@require_http_methods(["GET", "POST"])
def call_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """A check does not take place."""
    check = check_or_404(request, pk)
    form = WordsForm(request.POST or None, label=gettext_lazy("Reason"))

    def do() -> object:
        words = form.cleaned_data["words"]
        return services.call_off(check, words[:500], by=request.user, at=clock.now())

    title = gettext_lazy("Call the check off")
    return act(request, check.plan, form, title, do, lede=str(check))


@audience("member")
@require_http_methods(["GET", "POST"])
def conclude(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the plan."""
    plan = changeable(request, pk)
    form = WordsForm(request.POST or None, label=gettext_lazy("Conclusion"))
    unmended = Finding.objects.filter(check_made__plan=plan, task=None).count()
    lede = ngettext(
        "%(n)d finding is no task yet. It may still be made one after the conclusion.",
        "%(n)d findings are no tasks yet. They may still be made ones after the conclusion.",
        unmended,
    ) % {"n": unmended}

    def do() -> object:
        words = form.cleaned_data["words"]
        return services.conclude(plan, words, by=request.user, at=clock.now())

    title = gettext_lazy("Conclude the inspection")
    return act(request, plan, form, title, do, lede=lede if unmended else "")


@audience("member")
@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the findings to the agency they are about."""
    check = check_or_404(request, pk)
    try:
        services.send_findings(check, by=request.user, at=clock.now())
    except InspectionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The findings were sent to %(agency)s.") % {"agency": check.agency}
        )
    return redirect(check.plan)
