"""Figures per agency, with their rows and a way to ask for a second look."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.scoring import overview, reviewing
from phoihop.scoring.forms import (
    BY_LATE,
    BY_NAME,
    AgenciesForm,
    AnswerRowForm,
    ObjectForm,
    PeriodForm,
)
from phoihop.scoring.models import Deadline, RowDispute
from phoihop.scoring.overview import Asked
from phoihop.tasks.agency_figures import Period
from phoihop.tasks.figures import during
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import nearly_days
from phoihop.tasks.views.detail import task_or_404
from phoihop.tasks.views.listing import lines_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_SHOWN = 50
ORDERS = {BY_NAME: ["name_key", "pk"], BY_LATE: ["-late", "name_key", "pk"]}


def _asked(
    request: SignedInRequest, form_class: type[PeriodForm] = PeriodForm
) -> tuple[PeriodForm, Asked, Any]:
    """The form of the page, what it asks for, and the tasks it may be about."""
    signed = Agreement.objects.visible_to(request.user).filter(signed_at__isnull=False)
    form = form_class(request.GET, programmes=signed.only("code", "title"))
    form.is_valid()
    given = form.cleaned_data
    programme = given.get("programme")
    period = Period(given.get("tu"), given.get("den"))
    asked = Asked(clock.today(), nearly_days(), period, programme)
    tasks = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    return form, asked, tasks.filter(agreement=programme) if programme else tasks


@audience("member")
def agencies(request: SignedInRequest) -> HttpResponse:
    """The agencies that one sees tasks of, page by page, and all of them together."""
    form, asked, tasks = _asked(request, AgenciesForm)
    found = overview.agencies_of(tasks, asked)
    if named := form.cleaned_data.get("q"):
        found = found.named_like(named)
    by = form.cleaned_data.get("xep") or BY_NAME
    if by == BY_LATE:
        found = overview.with_late(found, tasks, asked)
    page = page_by_key(found, order=ORDERS[by], request_params=request.GET, size=_SHOWN)
    context = {
        "form": form,
        "page": page,
        "rows": overview.rows_of(tasks, page.rows, asked),
        "total": overview.total_of(tasks, asked),
        "asked": asked,
        "query": asked.shared_query(),
        "by_late": by == BY_LATE,
        "narrowed": bool(named),
    }
    status = 422 if form.errors else 200
    return render(request, "scoring/agencies.html", context, status=status)


@audience("member")
def agency(request: SignedInRequest, pk: int) -> HttpResponse:
    """One agency: states, rates, what counts as late for it, second looks."""
    found = get_object_or_404(Agency, pk=pk)
    form, asked, tasks = _asked(request)
    [row] = overview.rows_of(tasks, [found], asked)
    deadline = "first" if request.GET.get("theo") == "first" else "current"
    late = reviewing.late_for(tasks, found, deadline, asked.on)
    may_ask = request.user.acting_agency == found and request.user.has_perm("scoring.dispute_row")
    period = asked.period
    late = late.filter(during(deadline, period.first, period.last))
    page = page_by_key(late.for_rows(), order=["due_sort", "pk"], request_params=request.GET)
    context = {
        "agency": found,
        "form": form,
        "asked": asked,
        "row": row,
        "states": overview.states_of(found, row.figures, asked),
        "deadline": deadline,
        "page": page,
        "lines": lines_of(page.rows, asked.on, asked.nearly, None),
        "today": asked.on,
        "disputes": _disputes(request, found),
        "asked_again": _asked_again(found, deadline, page.rows) if may_ask else set(),
        "may_ask": may_ask,
    }
    status = 422 if form.errors else 200
    return render(request, "scoring/agency.html", context, status=status)


def _disputes(request: SignedInRequest, agency: Agency) -> list[RowDispute]:
    """The newest fifty second looks of this agency that the reader may read the words of.

    What the own agency asked it reads of every task that it sees, also of one it leads no more.
    """
    is_own = request.user.acting_agency == agency
    level = TaskViewer.STATE if is_own else TaskViewer.WORDS
    readable = Task.objects.visible_to(request.user, level)
    rows = RowDispute.objects.filter(agency=agency, task__in=readable)
    return list(rows.select_related("task", "by", "answered_by")[:50])


def _asked_again(agency: Agency, deadline: str, tasks: Sequence[Task]) -> set[int]:
    """Those of these tasks that the agency asked a second look for, by this deadline."""
    rows = RowDispute.objects.filter(agency=agency, deadline=deadline, task__in=tasks)
    return set(rows.values_list("task", flat=True))


@audience("member")
@require_http_methods(["GET", "POST"])
def ask_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a second look at a row that counts as late for one's agency."""
    task = task_or_404(request, pk, TaskViewer.STATE)
    if not request.user.has_perm("scoring.dispute_row"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    deadline = sent.get("theo", Deadline.CURRENT)
    if deadline not in Deadline.values:
        raise Http404
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            reviewing.ask_again(task, deadline, words=words, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(getattr(refused, "field", "") or None, str(refused))
        else:
            messages.success(request, _("Sent to the agency that assigned the task."))
            agency = request.user.acting_agency
            return redirect("scoring:agency", agency.pk) if agency else redirect(task)
    context = {
        "task": task,
        "form": form,
        "title": _("Ask for a second look"),
        "verb": _("Send"),
        "means": _(
            "The figure is not edited: the assigning agency answers, and puts right on the task"
            " what was wrong."
        ),
        "theo": deadline,
        "which": Deadline(deadline).label,
    }
    return render(request, "scoring/act.html", context, status=422 if form.errors else 200)


@audience("member")
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline a second look, and put the due date right if that was wrong."""
    readable = Task.objects.visible_to(request.user, TaskViewer.WORDS)
    found = get_object_or_404(
        RowDispute.objects.filter(task__in=readable).select_related("task", "agency", "by"), pk=pk
    )
    if not request.user.has_perm("scoring.answer_row", found):
        raise PermissionDenied
    may_move = found.deadline == Deadline.CURRENT and request.user.has_perm(
        "tasks.move_due", found.task
    )
    form = AnswerRowForm(request.POST if request.method == "POST" else None, may_move=may_move)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            reviewing.answer_row(
                found,
                is_accepted=given["decision"] == "yes",
                answer=given["answer"],
                due_on=given.get("due_on"),
                by=request.user,
                at=clock.now(),
            )
        except Refused as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(found.task)
    context = {
        "task": found.task,
        "form": form,
        "title": _("Answer the request for a second look"),
        "verb": _("Answer"),
        "means": _("The answer stays in the history of the task."),
        "quoted": found,
        "which": found.get_deadline_display(),
    }
    return render(request, "scoring/act.html", context, status=422 if form.errors else 200)
