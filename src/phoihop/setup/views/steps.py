"""The steps of the set-up, what is missing, and the steps that have forms of their own."""

from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agencies.models import Agency, AgencyLink, Office
from phoihop.agencies.querysets import alive_on
from phoihop.audit.history import history_of
from phoihop.documents.models import NumberSeries
from phoihop.documents.numbers import Run
from phoihop.setup import services
from phoihop.setup.forms import OfficeForm, RunForm, RunFormSet, RunsForm
from phoihop.setup.missing import what_is_missing
from phoihop.setup.proposals import proposed_runs
from phoihop.setup.steps import steps_for
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest

_RUNS_SHOWN = 200


@audience("administrator")
def home(request: SignedInRequest) -> HttpResponse:
    """All steps with their state, and the list of what is missing."""
    lacks = what_is_missing(clock.today())
    return render(
        request, "setup/home.html", {"lacks": lacks, "steps": steps_for(lacks, clock.today())}
    )


@audience("administrator")
@require_POST
def put_aside(request: SignedInRequest, key: str) -> HttpResponse:
    """Not needed here."""
    try:
        services.put_aside(key, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Put aside. It can be taken up again below."))
    return redirect("setup:home")


@audience("administrator")
@require_POST
def take_up(request: SignedInRequest, key: str) -> HttpResponse:
    """Needed after all."""
    try:
        services.take_up(key, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("setup:home")


@audience("administrator")
def office(request: SignedInRequest) -> HttpResponse:
    """Name, superior and habits of the office, with its history."""
    row = Office.objects.select_related("agency").first()
    if row is None:
        return render(request, "setup/office.html", {"row": None})
    form = OfficeForm(request.POST or None, instance=row, superior=_superior_of(row.agency))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_office(form.facts(), by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("setup:home")
    context = {"row": row, "form": form, "entries": history_of(row)}
    return render(request, "setup/office.html", context, status=422 if form.errors else 200)


def _superior_of(agency: Agency | None) -> Agency | None:
    links = AgencyLink.objects.filter(alive_on(clock.today()), child=agency)
    link = links.select_related("parent").first()
    return link.parent if link else None


@audience("administrator")
def series(request: SignedInRequest) -> HttpResponse:
    """Open the series of the agency one works for, each after the last number used on paper."""
    agency = request.user.acting_agency
    proposed = proposed_runs(agency, clock.today())
    common = RunsForm(request.POST or None, initial=proposed.common, prefix="all")
    rows = RunFormSet(request.POST or None, initial=proposed.rows, prefix="run")
    if request.method == "POST" and _opened(request, common, rows):
        return redirect("setup:home")
    runs = NumberSeries.objects.filter(owner=agency).order_by("symbol", "-first_day")
    context = {
        "form": common,
        "rows": rows,
        "runs": runs[:_RUNS_SHOWN],
        "agency": agency,
        # Series belong to the agency one acts for, which may be another than the office's own.
        "elsewhere": Office.objects.exclude(agency=agency).select_related("agency").first(),
    }
    return render(
        request, "setup/series.html", context, status=422 if request.method == "POST" else 200
    )


def _opened(request: SignedInRequest, common: RunsForm, rows: "BaseFormSet[RunForm]") -> bool:
    """Whether all wanted rows were opened; if not, the forms say why."""
    right = [common.is_valid(), rows.is_valid()]
    if not all(right):
        return False
    runs = _runs(common.cleaned_data, rows)
    if runs is None:
        return False
    if not runs:
        common.add_error(None, _("Write the last number used beside at least one symbol, or 0."))
        return False
    try:
        services.open_many(runs, by=request.user, at=clock.now())
    except Refused as refusal:
        common.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(count)d series of numbers are open.") % {"count": len(runs)})
    return True


def _runs(common: dict[str, Any], rows: "BaseFormSet[RunForm]") -> list[Run] | None:
    """The runs of the rows that are filled in; None when one of them has no right symbol."""
    made = [row.run(common) for row in rows if row.is_wanted()]
    return None if None in made else [run for run in made if run is not None]
