"""Findings: entered by who inspects, read by the agency once sent, made tasks by one act."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.agencies.models import Official
from phoihop.audit.history import history_of
from phoihop.documents import files
from phoihop.inspections import correcting, services
from phoihop.inspections.errors import InspectionRefused
from phoihop.inspections.forms import FindingForm, TaskForm, WordsForm
from phoihop.inspections.models import Check, Finding, FindingFile, Plan
from phoihop.inspections.services import FindingFacts
from phoihop.inspections.views.acts import act, check_or_404
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.evidence import named, take_files
from phoihop.tasks.models import Task
from phoihop.tasks.people import contact_of, people_of
from phoihop.tasks.states import nearly_days, state_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest


def finding_or_404(request: SignedInRequest, pk: int) -> Finding:
    """The finding if this user may see it."""
    rows = Finding.objects.visible_to(request.user).select_related(
        "check_made__plan__owner", "agency", "task", "sent_by"
    )
    return get_object_or_404(rows, pk=pk)


@audience("member")
@require_GET
def about_us(request: SignedInRequest) -> HttpResponse:
    """What inspections found at the agency and sent to it."""
    rows = Finding.objects.visible_to(request.user).filter(
        agency=request.user.acting_agency, sent_at__isnull=False
    )
    page = page_by_key(
        rows.select_related("check_made__plan__owner", "task"),
        order=["-pk"],
        request_params=request.GET,
    )
    on, nearly = clock.today(), nearly_days()
    lines = [
        (row, state_of(row.task, on, nearly) if row.task is not None else None) for row in page.rows
    ]
    return render(request, "inspections/about_us.html", {"page": page, "lines": lines})


@audience("member")
@require_GET
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """One finding with its evidence, its task, and for who inspects its history."""
    row = finding_or_404(request, pk)
    plan = row.check_made.plan
    inspects = plan.owner_id == getattr(request.user.acting_agency, "pk", None)
    may = request.user.has_perm("inspections.change_plan", plan)
    task = row.task
    seen = task is not None and Task.objects.visible_to(request.user).filter(pk=task.pk).exists()
    context = {
        "finding": row,
        "check": row.check_made,
        "plan": plan,
        "files": list(row.files.select_related("file")),
        "task": task if seen else None,
        "state": state_of(task, clock.today(), nearly_days()) if task and seen else None,
        "may_make": may and row.sent_at is not None and task is None,
        "may_change": may and row.sent_at is None and plan.concluded_on is None,
        "inspects": inspects,
        "entries": history_of(row) if inspects else [],
    }
    return render(request, "inspections/finding.html", context)


@audience("member")
@require_GET
def file(request: SignedInRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A file of evidence, for who sees the finding."""
    row = finding_or_404(request, pk)
    found = get_object_or_404(FindingFile.objects.select_related("file"), finding=row, pk=file_pk)
    return files.download(found.file, found.name, inline=True)


@audience("member")
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter what was found."""
    check = check_or_404(request, pk)
    form = FindingForm(request.POST or None, request.FILES or None)

    def do(facts: FindingFacts) -> Plan:
        by, at = request.user, clock.now()
        services.enter_finding(check, facts, by=by, at=at, form_key=form.key)
        return check.plan

    return _ask(request, check, form, _("Enter a finding"), do)


@audience("member")
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a finding before it is sent."""
    row = _changeable(request, pk)
    initial = {"text": row.text, "asked": row.asked, "due_on": row.due_on}
    form = FindingForm(request.POST or None, request.FILES or None, initial=initial)

    def do(facts: FindingFacts) -> Finding:
        return correcting.change_finding(row, facts, by=request.user, at=clock.now())

    return _ask(request, row.check_made, form, _("Correct the finding"), do)


def _ask(
    request: SignedInRequest,
    check: Check,
    form: FindingForm,
    title: str,
    do: Callable[[FindingFacts], Plan | Finding],
) -> HttpResponse:
    """Ask what was found; a refusal stands on the form with all that was typed and sent."""
    kept = []
    if request.method == "POST":
        valid = form.is_valid()
        kept = take_files(form, request.user)
        if valid and not form.errors:
            try:
                shown = do(form.facts(named(kept)))
            except InspectionRefused as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect(shown)
    context = {"form": form, "plan": check.plan, "title": title, "lede": str(check), "kept": kept}
    status = 422 if form.errors else 200
    return render(request, "inspections/form.html", context, status=status)


@audience("member")
@require_http_methods(["GET", "POST"])
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take away a finding that was entered by mistake."""
    row = _changeable(request, pk)
    form = WordsForm(request.POST or None, label=gettext_lazy("Reason"))

    def do() -> object:
        words = form.cleaned_data["words"]
        correcting.remove_finding(row, words, by=request.user, at=clock.now())
        return None

    title = gettext_lazy("Remove the finding")
    return act(request, row.check_made.plan, form, title, do, lede=str(row))


def _changeable(request: SignedInRequest, pk: int) -> Finding:
    """The finding, for who may change its plan."""
    row = finding_or_404(request, pk)
    if not request.user.has_perm("inspections.change_plan", row.check_made.plan):
        raise PermissionDenied
    return row


@audience("member")
@require_http_methods(["GET", "POST"])
def task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a task of it."""
    row = finding_or_404(request, pk)
    plan = row.check_made.plan
    if not request.user.has_perm("inspections.change_plan", plan):
        raise PermissionDenied
    people = people_of([row.agency_id], clock.today())[row.agency_id]
    contact = contact_of(people)
    initial = {"due_on": row.due_on, "person": contact.pk if contact else ""}
    form = TaskForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.make_task(
                row,
                product=given["product"],
                due_on=given["due_on"],
                person=Official.objects.filter(pk=given["person"]).first(),
                by=request.user,
                at=clock.now(),
            )
        except (InspectionRefused, TaskRefused) as refusal:
            names = {"person_in_charge": "person", "due_on": "due_on", "product": "product"}
            form.add_error(names.get(refusal.field), str(refusal))
        else:
            messages.success(request, _("The task is assigned."))
            return redirect(made)
    context = {
        "form": form,
        "plan": plan,
        "title": _("Make a task of the finding"),
        "lede": f"{row.agency}: {row.asked}",
    }
    status = 422 if form.errors else 200
    return render(request, "inspections/form.html", context, status=status)
