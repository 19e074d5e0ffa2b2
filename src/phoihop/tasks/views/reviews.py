"""Sơ kết, tổng kết: what is due in a year, what is left from before, and giving it out."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.documents.models import Milestone
from phoihop.sheets import Cell, Heading
from phoihop.tasks import services
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.forms import key_from
from phoihop.tasks.models import Task, TaskMilestone
from phoihop.tasks.review_forms import (
    ReviewForm,
    ReviewsForm,
    offer_for,
    planned_reviews,
)
from phoihop.tasks.review_picture import timeline_of
from phoihop.tasks.reviews import (
    Line,
    lines_of,
    milestones_of,
    read_filter,
    shown_of,
    summary_of,
    years_of,
)
from phoihop.tasks.views.acts import add_refusal
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.downloads import FORMATS, table_answer
from phoihop.ui.keys import key_in
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_ORDER = ("current_on", "document__code_key", "pk")
_LEFT_SHOWN = 25
_MOST_AT_ONCE = 25
_MOST_EXPORTED = 20_000
_AT_ONCE = 200


@audience("member")
@require_GET
def review_list(request: SignedInRequest) -> HttpResponse:
    """Milestones due in a year, filtered by the address; those left over stand below, uncounted."""
    user, on = request.user, clock.today()
    asked = read_filter(request.GET, on)
    fitting = milestones_of(asked, user, on)
    due, left = fitting.due_in(asked.year), fitting.left_over(asked.year)
    shown = shown_of(asked, fitting, on)
    page = page_by_key(_for_rows(shown), order=list(_ORDER), request_params=request.GET)
    before = [] if asked.is_apart else list(_ordered(left)[: _LEFT_SHOWN + 1])
    lines = lines_of([*page.rows, *before[:_LEFT_SHOWN]], user, on)
    context = {
        "asked": asked,
        "page": page,
        "lines": lines[: len(page.rows)],
        "left": lines[len(page.rows) :],
        "left_count": left.order_by().count() if before else 0,
        "summary": summary_of(due, on),
        "years": years_of(fitting, asked.year),
        "timeline": timeline_of(shown, on),
        "today": on,
        "may_assign": user.has_perm("tasks.assign_task"),
    }
    template = "tasks/_review_list.html" if request.htmx else "tasks/review_list.html"
    return render(request, template, context)


def _ordered(rows: Any) -> Any:
    return _for_rows(rows).order_by(*_ORDER)


def _for_rows(rows: Any) -> Any:
    """With their papers, but without the texts of these."""
    return rows.select_related("document").defer("document__text", "document__words")


@audience("member")
@require_GET
def export(request: SignedInRequest, form: str) -> HttpResponseBase:
    """The rows of the list as a table, all pages of it."""
    if form not in FORMATS:
        raise Http404
    user, on = request.user, clock.today()
    asked = read_filter(request.GET, on)
    fitting = milestones_of(asked, user, on)
    found = list(_ordered(shown_of(asked, fitting, on))[:_MOST_EXPORTED])
    lines = (
        line
        for start in range(0, len(found), _AT_ONCE)
        for line in lines_of(found[start : start + _AT_ONCE], user, on)
    )
    title = (
        _("Reviews to assign")
        if asked.given.get("pressing")
        else _("Interim and final reviews %(year)d") % {"year": asked.year}
    )
    return table_answer(form, title, _headings(), list(_cells(lines)), on)


def _headings() -> list[Heading]:
    return [
        Heading(_("Number, symbol")),
        Heading(_("Date of issue")),
        Heading(_("Subject"), 50),
        Heading(_("Milestone"), 24),
        Heading(_("First day")),
        Heading(_("Current day")),
        Heading(_("State"), 28),
        Heading(_("Task"), 30),
        Heading(_("Review report"), 18),
        Heading(_("Date of the report")),
    ]


def _cells(lines: Iterator[Line]) -> Iterator[list[Cell]]:
    for line in lines:
        one, paper = line.milestone, line.milestone.document
        yield [
            paper.code or paper.get_kind_display(),
            paper.issued_on,
            paper.subject,
            one.name,
            one.first_on,
            one.current_on,
            line.standing.words,
            f"{line.task.code}, {line.task.lead_agency}" if line.task else "",
            line.report.name if line.report else "",
            one.closed_on,
        ]


@audience("member")
@require_http_methods(["GET", "POST"])
def assign(request: SignedInRequest) -> HttpResponse:
    """Make tasks of the ticked milestones by one act: lead agency and date for each."""
    if not request.user.has_perm("tasks.assign_task"):
        raise PermissionDenied
    on = clock.today()
    data = request.POST if request.method == "POST" else None
    planned = planned_reviews(_ticked(request), on)
    offer = offer_for(request.user, on, data, [f"m{one.milestone.pk}" for one in planned])
    form = ReviewsForm(data)
    rows = [ReviewForm(one, offer, on, data) for one in planned]
    if data is not None and rows and form.is_valid() and not [r for r in rows if not r.is_valid()]:
        tasks = _made(request, form, rows)
        if tasks is not None:
            words = ngettext("%(count)d task assigned.", "%(count)d tasks assigned.", len(tasks))
            messages.success(request, words % {"count": len(tasks)})
            if left := _given(request) - len(planned):
                messages.warning(request, _left_out(left))
            year = planned[0].milestone.current_on.year
            return redirect(f"{reverse('reviews:list')}?year={year}")
    wrong = [row for row in rows if data is not None and row.errors]
    left = _given(request) - len(planned)
    context = {
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "left_out": _left_out(left) if left and rows else "",
    }
    status = 422 if wrong or form.errors else 200
    return render(request, "tasks/assign_reviews.html", context, status=status)


def _ticked(request: SignedInRequest) -> list[Milestone]:
    """The milestones named in the address or form that may be given out; others are passed over."""
    given = request.POST if request.method == "POST" else request.GET
    keys = [key for text in given.getlist("m") if (key := key_in(text)) is not None]
    rows = Milestone.objects.visible_to(request.user).of_register(request.user).live()
    found = rows.filter(pk__in=keys[:_MOST_AT_ONCE], closed_at=None)
    if request.method == "GET":
        found = found.exclude(task_links__in=TaskMilestone.objects.filter(task__withdrawn_on=None))
    return list(_ordered(found))


def _given(request: SignedInRequest) -> int:
    """How many different milestones were ticked."""
    given = request.POST if request.method == "POST" else request.GET
    return len({key for text in given.getlist("m") if (key := key_in(text)) is not None})


def _left_out(count: int) -> str:
    """Ticked, but not on the page: beyond the most at once, or closed or assigned meanwhile."""
    words = ngettext(
        "%(count)d ticked milestone is left out: at most %(most)d are assigned at once, and none"
        " that is closed or assigned already.",
        "%(count)d ticked milestones are left out: at most %(most)d are assigned at once, and none"
        " that is closed or assigned already.",
        count,
    )
    return words % {"count": count, "most": _MOST_AT_ONCE}


def _made(request: SignedInRequest, form: ReviewsForm, rows: list[ReviewForm]) -> list[Task] | None:
    try:
        return services.assign_reviews(
            [row.assignment() for row in rows],
            by=request.user,
            at=clock.now(),
            form_key=key_from(form),
        )
    except TaskRefused as error:
        add_refusal(form if error.row is None else rows[error.row], error)
        return None
