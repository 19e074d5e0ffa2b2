"""What is done with the further facts of a text, and taking its records back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.forms import TaskForm, key_from
from phoihop.tasks.models import Task
from phoihop.tasks.people import assignable_agencies
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.errors import NotAProposal
from phoihop.workspace.intake.accepting import accept_rest
from phoihop.workspace.intake.proposals import assign_proposal, first_values, set_aside, take_up
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.intake.take_back import take_back
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.views.intake import draft_page, page_of


@audience("member")
@require_POST
def intake_accept_rest(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that all facts of one kind nobody looked at are right."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    kind = request.POST.get("kind", "")
    try:
        count = accept_rest(intake, kind, by=request.user, at=clock.now())
    except Refused as refusal:
        return draft_page(request, intake, refusal=str(refusal))
    said = ngettext("%(count)s fact was accepted.", "%(count)s facts were accepted.", count)
    messages.success(request, said % {"count": count})
    following = intake.facts.filter(decision=Decision.OPEN).first()
    return redirect(page_of(request, intake, f"#f{following.number}" if following else ""))


@audience("member")
@require_POST
def intake_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo the confirmation, while nothing rests on the records."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    try:
        take_back(intake, by=request.user, at=clock.now())
    except Refused as refusal:
        return draft_page(request, intake, refusal=str(refusal))
    messages.success(
        request, _("The records were taken back; the text is open again, decided as it was.")
    )
    return redirect(page_of(request, intake))


def _proposal(request: SignedInRequest, pk: int, number: int) -> IntakeFact:
    """A proposed task of a text that was confirmed; 404 for what may not be seen or is none."""
    intake = get_object_or_404(Intake.objects.visible_to(request.user), pk=pk)
    rows = IntakeFact.objects.select_related("intake__document")
    fact = get_object_or_404(rows, intake=intake, order=number - 1, kind=FactKind.TASK)
    if fact.intake.document is None:
        raise Http404
    if not may_hand_in(request.user):
        raise PermissionDenied
    return fact


@audience("member")
@require_http_methods(["GET", "POST"])
def intake_task(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Assign the task that a text proposes, in the form of every task."""
    fact = _proposal(request, pk, number)
    paper, agency = fact.intake.document, request.user.acting_agency
    if paper is None or agency is None or not request.user.has_perm("tasks.assign_task"):
        raise PermissionDenied
    if not fact.is_open_proposal:
        return _no_longer_open(request, fact)
    on = clock.today()
    first = first_values(fact, paper, request.user, on)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        initial=first.values,
        user=request.user,
        on=on,
        agencies=assignable_agencies(agency, on),
    )
    for name, why in first.why.items():
        form[name].help_text = why
    if request.method == "POST" and form.is_valid():
        task = _assigned(request, fact, form)
        if task is not None:
            messages.success(request, _("The task was assigned."))
            return redirect(task)
    back = f"{fact.intake.get_absolute_url()}#de-xuat"
    context: dict[str, Any] = {"form": form, "on": on, "quote": fact.label, "back": back}
    return render(request, "tasks/task_form.html", context, status=422 if form.errors else 200)


def _assigned(request: SignedInRequest, fact: IntakeFact, form: TaskForm) -> Task | None:
    """The task; where it is refused None, and the form says why."""
    facts, key = form.facts(), key_from(form)
    try:
        return assign_proposal(fact, facts, by=request.user, at=clock.now(), form_key=key)
    except TaskRefused as error:
        form.add_error(error.field or None, str(error))
    except NotAProposal as error:
        form.add_error(None, str(error))
    return None


def _no_longer_open(request: SignedInRequest, fact: IntakeFact) -> HttpResponse:
    """The text's page, which says why nothing is assigned: with a link to the task there is."""
    said: str = str(NotAProposal.message)
    if fact.linked_id is not None:
        task = Task.objects.visible_to(request.user).filter(pk=fact.linked_id).first()
        said = _("This task is assigned already.")
        if task is not None:
            link = format_html('<a href="{}">{}</a>', task.get_absolute_url(), task)
            said = format_html("{} {}", _("This task is assigned already:"), link)
    return draft_page(request, fact.intake, refusal=said)


@audience("member")
@require_POST
def intake_task_turn(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Set a proposal aside, or take it up again."""
    fact = _proposal(request, pk, number)
    act = take_up if request.POST.get("act") == "up" else set_aside
    try:
        act(fact, by=request.user, at=clock.now())
    except Refused as refusal:
        return draft_page(request, fact.intake, refusal=str(refusal))
    return redirect(page_of(request, fact.intake, "#de-xuat"))
