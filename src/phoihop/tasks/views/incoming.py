"""Incoming papers: the list by how far they are, one paper from arrival to answer, its tasks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.accounts.models import User
from phoihop.documents.handling import Handling, handling_of
from phoihop.documents.instruct_views import instructs
from phoihop.documents.models import Document, Duty, Register
from phoihop.inbox.reading import open_record
from phoihop.tasks import services
from phoihop.tasks.duty_forms import DutiesForm, DutyForm, planned_duties
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.forms import key_from
from phoihop.tasks.incoming import TABS, arrivals, lines_of, tasks_of
from phoihop.tasks.models import Task
from phoihop.tasks.states import State
from phoihop.tasks.views.acts import add_refusal
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_COUNTED = 1001


@audience("member")
@require_GET
def incoming_list(request: SignedInRequest) -> HttpResponse:
    """Our incoming register by how far its papers are; newest first, or the longest waiting."""
    asked = request.GET.get("state", "")
    tab = asked if asked in TABS else ""
    page = page_by_key(
        arrivals(request.user, tab).defer("text", "words"),
        order=["-arrived_on", "-pk"],
        request_params=request.GET,
    )
    context = {
        "page": page,
        "lines": lines_of(page.rows, request.user, clock.today()),
        "tab": tab,
        "tabs": _tabs(request.user),
        "today": clock.today(),
    }
    return render(request, "tasks/incoming_list.html", context)


def _tabs(user: User) -> list[dict[str, Any]]:
    """Each with its count, which stops at a thousand."""
    tabs = []
    for key, label in TABS.items():
        count = arrivals(user, key).order_by().values("pk")[:_COUNTED].count()
        tabs.append({"key": key, "label": label, "count": count, "many": count == _COUNTED})
    return tabs


@audience("member")
@require_GET
def route(request: SignedInRequest, pk: int) -> HttpResponse:
    """One paper: registered, instructed, its tasks with their states, answered."""
    document = _paper_or_404(request, pk)
    handling = handling_of(document, request.user)
    on = clock.today()
    tasks = tasks_of(document, request.user, on)
    may_change = request.user.has_perm("documents.change_document", document)
    context = {
        "document": document,
        "beside": open_record(request.user, document, clock.now()),
        "handling": handling,
        "tasks": tasks,
        "today": on,
        "steps": _steps(document, handling, tasks),
        "may_change": may_change,
        "may_edit": may_change and document.frozen_at is None,
        "may_instruct": instructs(request.user, document),
        "may_assign": request.user.has_perm("tasks.assign_duties", document),
    }
    return render(request, "tasks/incoming_route.html", context)


def _steps(
    document: Document, handling: Handling | None, tasks: list[tuple[Task, State]]
) -> list[tuple[str, bool]]:
    """(step, done) of the way; what this paper does not need is left out."""
    instructed = bool(handling and handling.current)
    answered = bool(handling and handling.answer)
    steps = [("registered", True)]
    if document.for_instruction or instructed:
        steps.append(("instructed", instructed))
    if tasks or (handling and handling.duties):
        finished = bool(tasks) and all(not _is_running(task) for task, _state in tasks)
        steps.append(("tasks", finished and not (handling and handling.unassigned)))
    if document.answer_wanted or answered:
        steps.append(("answered", answered))
    return steps


def _is_running(task: Task) -> bool:
    return task.done_on is None and task.withdrawn_on is None


@audience("member")
@require_http_methods(["GET", "POST"])
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make tasks of the duties that leaders named on this paper, in one act."""
    document = _paper_or_404(request, pk)
    if not request.user.has_perm("tasks.assign_duties", document):
        raise PermissionDenied
    on = clock.today()
    data = request.POST if request.method == "POST" else None
    form = DutiesForm(data)
    rows = [DutyForm(planned, on, data) for planned in planned_duties(_free(document), on)]
    if data is not None and form.is_valid() and _valid(rows):
        tasks = _made(request, document, form, rows)
        if tasks is not None:
            words = ngettext("%(count)d task assigned.", "%(count)d tasks assigned.", len(tasks))
            messages.success(request, words % {"count": len(tasks)})
            return redirect("incoming:route", pk=document.pk)
    wrong = [row for row in rows if data is not None and row.is_chosen and row.errors]
    context = {"document": document, "form": form, "rows": rows, "wrong": wrong}
    status = 422 if wrong or form.errors else 200
    return render(request, "tasks/assign_duties.html", context, status=status)


def _free(document: Document) -> list[Duty]:
    """Duties of instructions that stand, not assigned yet."""
    free = Duty.objects.filter(
        instruction__document=document, instruction__replaced_by=None, assigned_at=None
    )
    return list(
        free.select_related("instruction", "lead_agency")
        .prefetch_related("coordinating")
        .order_by("instruction", "order")
    )


def _valid(rows: list[DutyForm]) -> bool:
    """Every chosen row is checked, so that all problems show at once."""
    return not [row for row in rows if row.is_chosen and not row.is_valid()]


def _made(
    request: SignedInRequest, document: Document, form: DutiesForm, rows: list[DutyForm]
) -> list[Task] | None:
    chosen = [row for row in rows if row.is_chosen]
    try:
        return services.assign_duties(
            document,
            [row.assignment() for row in chosen],
            by=request.user,
            at=clock.now(),
            form_key=key_from(form),
        )
    except TaskRefused as error:
        add_refusal(form if error.row is None else chosen[error.row], error)
        return None


def _paper_or_404(request: SignedInRequest, pk: int) -> Document:
    visible = Document.objects.visible_to(request.user).select_related("owner", "issuer")
    document = get_object_or_404(visible, pk=pk)
    if document.register != Register.INCOMING:
        raise Http404
    return document
