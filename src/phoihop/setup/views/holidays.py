"""Days off of a year: looked at, put right, confirmed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.agencies import services
from phoihop.agencies.calendar import in_reach, year_of_days
from phoihop.agencies.models import DayKind
from phoihop.agencies.services import DayFacts
from phoihop.audit.history import history_of
from phoihop.periods import holidays_of
from phoihop.setup.forms import DayForm, OneDayForm, SwapForm
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("administrator")
@require_GET
def this_year(request: SignedInRequest) -> HttpResponse:
    """The year of today."""
    return redirect("setup:holidays", clock.today().year)


@audience("administrator")
@require_GET
def year(request: SignedInRequest, year: int) -> HttpResponse:
    """The days of a year with the source of each, and the ways to put them right."""
    return _page(request, year)


@audience("administrator")
@require_POST
def confirm(request: SignedInRequest, year: int) -> HttpResponse:
    """These are the days."""

    def act() -> str:
        services.confirm_year(year, by=request.user, at=clock.now())
        return _("The days off of %(year)s are confirmed; due dates follow them.") % {"year": year}

    return _done(request, year, act)


@audience("administrator")
@require_POST
def add(request: SignedInRequest, year: int) -> HttpResponse:
    """One more day."""
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            services.add_day(year, form.facts(), by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The day is added."))
            return redirect("setup:holidays", year)
    return _page(request, year, day_form=form)


@audience("administrator")
@require_POST
def swap(request: SignedInRequest, year: int) -> HttpResponse:
    """A weekday off for a weekend day."""
    form = SwapForm(request.POST, auto_id="swap_%s")
    if form.is_valid():
        try:
            services.swap_days(year, form.swap(), by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The two days are swapped."))
            return redirect("setup:holidays", year)
    return _page(request, year, swap_form=form)


@audience("administrator")
@require_POST
def remove(request: SignedInRequest, year: int) -> HttpResponse:
    """Not a day off here."""
    form = OneDayForm(request.POST)
    if not form.is_valid():
        raise Http404

    def act() -> str:
        services.remove_day(year, form.cleaned_data["on"], by=request.user, at=clock.now())
        return _("The day is removed. What the law proposed can be taken back below the list.")

    return _done(request, year, act)


@audience("administrator")
@require_POST
def take_back(request: SignedInRequest, year: int) -> HttpResponse:
    """A day of the program's proposal that was removed, as it was proposed."""
    form = OneDayForm(request.POST)
    if not form.is_valid() or not in_reach(year):
        raise Http404
    proposed = {day.on: day for day in holidays_of(year)}.get(form.cleaned_data["on"])
    if proposed is None:
        raise Http404

    def act() -> str:
        facts = DayFacts(proposed.on, proposed.name, proposed.kind, proposed.source)
        services.add_day(year, facts, by=request.user, at=clock.now())
        return _("The day is added.")

    return _done(request, year, act)


def _done(request: SignedInRequest, year: int, act: Callable[[], str]) -> HttpResponse:
    """Do it and go back to the year, which says what was done or refused."""
    if not in_reach(year):
        raise Http404
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("setup:holidays", year)


def _page(
    request: SignedInRequest,
    year: int,
    *,
    day_form: DayForm | None = None,
    swap_form: SwapForm | None = None,
) -> HttpResponse:
    if not in_reach(year):
        raise Http404
    days = year_of_days(year)
    form = day_form or swap_form
    context = {
        "year": year,
        "years": [near for near in range(year - 1, year + 2) if in_reach(near)],
        "days": days,
        "rows": [(day, DayKind(day.kind).label) for day in days.days],
        "day_form": day_form or DayForm(),
        "swap_form": swap_form or SwapForm(auto_id="swap_%s"),
        "form": form,
        "entries": history_of(days.record) if days.record else [],
    }
    return render(request, "setup/holidays.html", context, status=422 if form else 200)
