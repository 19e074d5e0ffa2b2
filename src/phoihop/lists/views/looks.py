"""The list of tasks as a board and as a month, and the counts of its tabs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from phoihop.lists.board import Reader, board_of
from phoihop.lists.month import month_in, month_of
from phoihop.lists.tabs import count_tabs, tabs_of
from phoihop.tasks import filters
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import nearly_days
from phoihop.tasks.views.listing import asked_of, query_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_MONTH = "thang"


@dataclass(frozen=True)
class _Look:
    """The filtered tasks, and what every look at them shows."""

    tasks: "QuerySet[Task]"
    on: date
    nearly: int
    context: dict[str, Any]
    status: int


def _look(request: SignedInRequest, asked: QueryDict, way: str) -> _Look:
    on, nearly = clock.today(), nearly_days()
    form = filters.FilterForm(asked, user=request.user, shown=False)
    valid = form.is_valid()
    tasks = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    tasks = filters.apply(form, tasks, request.user, on, nearly)
    query = query_of(asked)
    context = {
        "form": form,
        "chips": filters.chips_of(form, asked),
        "query": query,
        "way": way,
        "today": on,
    }
    return _Look(tasks, on, nearly, context, 200 if valid else 422)


@audience("member")
def board(request: SignedInRequest) -> HttpResponse:
    """The unfinished tasks of the filter in lanes by state."""
    asked = asked_of(request)
    look = _look(request, asked, "board")
    here = request.get_full_path()
    found = board_of(look.tasks, Reader(request.user, look.on, look.nearly, asked, here))
    context = look.context | {"board": found}
    return render(request, "lists/board.html", context, status=look.status)


@audience("member")
def month(request: SignedInRequest) -> HttpResponse:
    """The tasks of the filter on their due days; `?thang=2026-11` chooses the month."""
    given = request.GET.copy()
    wanted = given.pop(_MONTH, [""])[-1]
    asked = asked_of(request, given)
    look = _look(request, asked, "month")
    first = month_in(str(wanted), look.on)
    found = month_of(look.tasks, asked, first, look.on, look.nearly)
    context = look.context | {"month": found}
    return render(request, "lists/month.html", context, status=look.status)


@audience("member")
def counts(request: SignedInRequest) -> HttpResponse:
    """The tabs of the list with what each counts now; the list asks for them once it is shown."""
    here = asked_of(request)
    lists = tabs_of(request.user, here)
    count_tabs(lists, request.user, clock.today())
    context = {"lists": lists, "query": query_of(here), "counted": True}
    return render(request, "lists/_tabs.html", context)
