"""Giao nhiệm vụ: one task, the correction of one, and the tasks of an agreement."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from phoihop.agreements.errors import AgreementRefused
from phoihop.agreements.models import Agreement, YearPlan
from phoihop.documents.models import Document
from phoihop.tasks import services
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.forms import ItemForm, ItemsForm, TaskForm, initial_of, key_from
from phoihop.tasks.models import Task
from phoihop.tasks.people import assignable_agencies
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.views.acts import add_refusal
from phoihop.tasks.views.detail import task_or_404
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest


@audience("member")
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """Assign one task, directly or from a clause of a document."""
    if not request.user.has_perm("tasks.assign_task"):
        raise PermissionDenied
    form = _task_form(request, initial=_from_address(request))
    if request.method == "POST" and form.is_valid():
        try:
            task = services.assign_task(
                form.facts(), by=request.user, at=clock.now(), form_key=key_from(form)
            )
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _assigned(1))
            return redirect(task)
    status = 422 if form.errors else 200
    return render(
        request, "tasks/task_form.html", {"form": form, "on": clock.today()}, status=status
    )


@audience("member")
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a task that the lead agency has not accepted yet."""
    task = task_or_404(request, pk)
    if not request.user.has_perm("tasks.edit_task", task):
        raise PermissionDenied
    form = _task_form(request, task=task, initial=initial_of(task))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_task(task, form.facts(), by=request.user, at=clock.now())
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            return redirect(task)
    context = {"form": form, "task": task, "on": task.assigned_on}
    return render(request, "tasks/task_form.html", context, status=422 if form.errors else 200)


def _task_form(
    request: SignedInRequest, *, task: Task | None = None, initial: dict[str, Any]
) -> TaskForm:
    on = clock.today()
    agency = task.assigner if task else request.user.acting_agency
    if agency is None:
        raise PermissionDenied
    return TaskForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        user=request.user,
        on=task.assigned_on if task else on,
        agencies=assignable_agencies(agency, on),
    )


def _from_address(request: SignedInRequest) -> dict[str, Any]:
    """What a link from a document or an agency fills in."""
    initial: dict[str, Any] = {}
    document = key_in(request.GET.get("document", ""))
    if document is not None:
        found = Document.objects.visible_to(request.user).filter(pk=document).first()
        initial["document"] = found
        initial["document_code"] = found.code if found else ""
    if (lead := key_in(request.GET.get("lead", ""))) is not None:
        initial["lead_agency"] = lead
    return initial


@audience("member")
@require_http_methods(["GET", "POST"])
def assign_items(request: SignedInRequest, pk: int) -> HttpResponse:
    """Assign the contents of a signed agreement: one task for each due date of each item.

    `?plan=` those of one year.
    """
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("tasks.assign_items", agreement):
        raise PermissionDenied
    if agreement.amends_id is not None:  # its contents are assigned from the paper it amends
        return redirect("tasks:assign_items", pk=agreement.amends_id)
    plan = _plan(request, agreement)
    on = clock.today()
    data = request.POST if request.method == "POST" else None
    form = ItemsForm(data)
    rows = [ItemForm(planned, on, data) for planned in planned_tasks(agreement, on, plan)]
    if data is not None and form.is_valid() and _rows_valid(rows):
        tasks = _assign(request, agreement, plan, form, rows)
        if tasks is not None:
            messages.success(request, _assigned(len(tasks)))
            return redirect(_back(agreement, plan))
    wrong = [row for row in rows if data is not None and row.is_chosen and row.errors]
    status = 422 if wrong or form.errors else 200
    first = [row for row in rows if row.stands_first]
    later = [row for row in rows if not row.stands_first]
    context = {
        "agreement": agreement,
        "plan": plan,
        "back": _back(agreement, plan),
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "open_rows": [row for row in rows if not row.planned.assigned],
        "first_rows": first,
        "later_rows": later,
        # What was chosen there, or is wrong, is not to be looked for.
        "later_open": not first or any(row.is_chosen for row in later),
    }
    return render(request, "tasks/assign_items.html", context, status=status)


def _plan(request: SignedInRequest, agreement: Agreement) -> YearPlan | None:
    """The version asked for; 404 for one of another agreement."""
    if "plan" not in request.GET:
        return None
    return get_object_or_404(agreement.year_plans, pk=key_in(request.GET["plan"]))


def _back(agreement: Agreement, plan: YearPlan | None) -> str:
    """Where one comes from: the version, else the programme."""
    if plan is not None and plan.is_version:
        return plan.get_absolute_url()
    return reverse("tasks:programme", args=[agreement.pk])


def _rows_valid(rows: list[ItemForm]) -> bool:
    """Every chosen row is checked, so that all problems show at once."""
    return not [row for row in rows if row.is_chosen and not row.is_valid()]


def _assign(
    request: SignedInRequest,
    agreement: Agreement,
    plan: YearPlan | None,
    form: ItemsForm,
    rows: list[ItemForm],
) -> list[Task] | None:
    chosen = [row for row in rows if row.is_chosen]
    try:
        return services.assign_from_items(
            agreement,
            [row.assignment() for row in chosen],
            by=request.user,
            at=clock.now(),
            form_key=key_from(form),
            plan=plan,
        )
    except AgreementRefused as error:
        form.add_error(None, str(error))
        return None
    except TaskRefused as error:
        add_refusal(form if error.row is None else chosen[error.row], error)
        return None


def _assigned(count: int) -> str:
    return ngettext("%(count)d task assigned.", "%(count)d tasks assigned.", count) % {
        "count": count
    }
