"""Pages on which a task changes hands: parts, another lead agency, what partners contribute."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.tasks import services
from phoihop.tasks.course_forms import ContributionForm
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.forms import key_from
from phoihop.tasks.part_forms import LeadForm, PartForm
from phoihop.tasks.people import assignable_agencies
from phoihop.tasks.views.acts import add_refusal
from phoihop.tasks.views.detail import head, task_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


@audience("member")
@require_http_methods(["GET", "POST"])
def assign_part(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pass a part of the task on."""
    parent = task_or_404(request, pk)
    if not request.user.has_perm("tasks.assign_part", parent):
        raise PermissionDenied
    on = clock.today()
    form = PartForm(
        request.POST or None,
        initial={"due_on": max(parent.due_on, on) if parent.due_on else None},
        user=request.user,
        on=on,
        agencies=assignable_agencies(parent.lead_agency, on),
    )
    if request.method == "POST" and form.is_valid():
        try:
            part = services.assign_part(
                parent,
                form.facts(),
                weight=form.cleaned_data["weight"],
                by=request.user,
                at=clock.now(),
                form_key=key_from(form),
            )
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The part is passed on."))
            return redirect(part)
    first = parent.percent and not parent.parts.filter(withdrawn_on=None).exists()
    context = {"form": form, "parent": parent, "on": on, "percent_lost": first and parent.percent}
    return render(request, "tasks/task_form.html", context, status=422 if form.errors else 200)


@audience("member")
@require_http_methods(["GET", "POST"])
def change_lead(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pass the task to another lead agency."""
    task = task_or_404(request, pk)
    if not request.user.has_perm("tasks.change_lead", task):
        raise PermissionDenied
    on = clock.today()
    agencies = assignable_agencies(task.assigner, on).exclude(pk=task.lead_agency_id)
    form = LeadForm(request.POST or None, on=on, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_lead(task, form.facts(), by=request.user, at=clock.now())
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The lead agency is changed."))
            return redirect(task)
    return _page(request, "tasks/task_lead.html", task, {"form": form})


@audience("member")
@require_http_methods(["GET", "POST"])
def contribution(request: SignedInRequest, pk: int, agency_pk: int) -> HttpResponse:
    """What a coordinating agency contributes, and by when."""
    task = task_or_404(request, pk)
    if not request.user.has_perm("tasks.set_contribution", task):
        raise PermissionDenied
    row = get_object_or_404(task.coordinations.select_related("agency"), agency=agency_pk)
    initial = {"part": row.part, "due_on": row.due_on}
    form = ContributionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_contribution(
                task,
                row.agency,
                part=form.cleaned_data["part"],
                due_on=form.cleaned_data["due_on"],
                by=request.user,
                at=clock.now(),
            )
        except TaskRefused as error:
            form.add_error("due_on" if error.field else None, str(error))
        else:
            messages.success(request, _("The part of the agency is saved."))
            return redirect(task)
    return _page(request, "tasks/contribution.html", task, {"form": form, "row": row})


def _page(
    request: SignedInRequest, template: str, task: Any, extra: dict[str, Any]
) -> HttpResponse:
    status = 422 if extra["form"].errors else 200
    return render(request, template, head(request, task) | extra, status=status)
