"""Plans of checks: the list, one plan with its checks and findings, its history."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.audit.history import history_of
from phoihop.inspections import services
from phoihop.inspections.errors import InspectionRefused
from phoihop.inspections.forms import PlanForm
from phoihop.inspections.models import CheckState, Finding, Plan, PlanState
from phoihop.tasks.states import nearly_days, state_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

MARKS = {
    PlanState.PLANNED: "none",
    PlanState.RUNNING: "go",
    PlanState.CONCLUDED: "done",
    CheckState.PLANNED: "none",
    CheckState.MISSED: "late",
    CheckState.VISITED: "done",
    CheckState.CALLED_OFF: "withdrawn",
}


@audience("member")
@require_GET
def plan_list(request: SignedInRequest) -> HttpResponse:
    """Plans of the agency, the newest first, with what was found."""
    page = page_by_key(
        Plan.objects.visible_to(request.user).select_related("owner", "agreement").counted(),
        order=["-first_day", "-pk"],
        request_params=request.GET,
    )
    plans: list[Any] = page.rows  # with their counts
    states = [state_of_plan(row, row.n_visited) for row in plans]
    rows = [(row, MARKS[state], state.label) for row, state in zip(plans, states, strict=True)]
    about = Finding.objects.filter(agency=request.user.acting_agency, sent_at__isnull=False)
    context = {
        "page": page,
        "rows": rows,
        "may_plan": request.user.has_perm("inspections.add_plan"),
        "about_us": about.exists(),
    }
    return render(request, "inspections/plan_list.html", context)


def state_of_plan(plan: Plan, visited: int) -> PlanState:
    """Where the plan stands; visited: how many of its checks were."""
    if plan.concluded_on is not None:
        return PlanState.CONCLUDED
    return PlanState.RUNNING if visited else PlanState.PLANNED


def plan_or_404(request: SignedInRequest, pk: int) -> Plan:
    """The plan if this user may see it."""
    rows = Plan.objects.visible_to(request.user).select_related("owner", "agreement")
    return get_object_or_404(rows, pk=pk)


@audience("member")
@require_GET
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan with its checks, and under each what was found and how far it is mended."""
    row = plan_or_404(request, pk)
    on, nearly = clock.today(), nearly_days()
    checks = list(row.checks.select_related("agency", "visited_by"))
    findings = Finding.objects.filter(check_made__in=checks).select_related("task")
    by_check: dict[int, list[tuple[Finding, object]]] = {check.pk: [] for check in checks}
    for finding in findings.order_by("pk"):
        mended = state_of(finding.task, on, nearly) if finding.task is not None else None
        by_check[finding.check_made_id].append((finding, mended))
    lines = [
        {
            "check": check,
            "mark": MARKS[check.state(on)],
            "words": check.state(on).label,
            "findings": by_check[check.pk],
            "unsent": sum(found.sent_at is None for found, _state in by_check[check.pk]),
            "sent": sum(found.sent_at is not None for found, _state in by_check[check.pk]),
        }
        for check in checks
    ]
    state = state_of_plan(row, sum(check.visited_on is not None for check in checks))
    may = request.user.has_perm("inspections.change_plan", row) and row.concluded_on is None
    context = {
        "plan": row,
        "lines": lines,
        "mark": MARKS[state],
        "words": state.label,
        "may": may,
        "tab": "plan",
    }
    return render(request, "inspections/plan.html", context)


@audience("member")
@require_GET
def history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who did what when."""
    row = plan_or_404(request, pk)
    context = {"plan": row, "entries": history_of(row), "tab": "history"}
    return render(request, "inspections/history.html", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """Enter a plan."""
    if not request.user.has_perm("inspections.add_plan"):
        raise PermissionDenied
    return _form(request, None)


@audience("member")
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a plan."""
    row = plan_or_404(request, pk)
    if not request.user.has_perm("inspections.change_plan", row):
        raise PermissionDenied
    return _form(request, row)


def _form(request: SignedInRequest, row: Plan | None) -> HttpResponse:
    form = PlanForm(request.POST or None, user=request.user, plan=row)
    if request.method == "POST" and form.is_valid():
        by, at = request.user, clock.now()
        try:
            if row is None:
                saved = services.make_plan(form.facts(), by=by, at=at, form_key=form.key)
            else:
                saved = services.change_plan(row, form.facts(), by=by, at=at)
        except InspectionRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {"form": form, "plan": row, "title": _("Plan an inspection")}
    status = 422 if form.errors else 200
    return render(request, "inspections/form.html", context, status=status)
