"""The list of tasks with its filters."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.tasks import beside, filters
from phoihop.tasks.changes import Changes, changes_of
from phoihop.tasks.holding import inherited
from phoihop.tasks.models import Task, TaskCoordination, TaskViewer
from phoihop.tasks.states import State, nearly_days, state_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.ui.templatetags.ui import day

_NAMED = ("lead", "assigner", "programme")
# What an address without any condition shows; with `?state=` it is everything.
_AT_FIRST = "state=open"
_EVERYTHING = "?state="
TABS = (
    ("?state=open", gettext_lazy("Not finished")),
    ("?state=attention", gettext_lazy("Needs attention")),
    ("?mine=owed", gettext_lazy("We owe")),
    ("?mine=waiting", gettext_lazy("Awaiting my confirmation")),
    ("?mine=led", gettext_lazy("We lead")),
    ("?mine=assigned", gettext_lazy("We assigned")),
    ("?mine=partner", gettext_lazy("We coordinate")),
    (_EVERYTHING, gettext_lazy("All")),
)


@dataclass(frozen=True)
class Line:
    """One row of the list, ready to be shown."""

    task: Task
    state: State
    partners: str
    gap: str
    # Another agency held it on its due day: the delay is not the lead agency's.
    is_inherited: bool = False
    # What was done on it since the day that was asked for.
    changes: Changes | None = None


@audience("member")
def task_list(request: SignedInRequest) -> HttpResponse:
    """Every task whose state one may see, filtered by the address; at first the unfinished."""
    on, nearly = clock.today(), nearly_days()
    asked = asked_of(request)
    form = filters.FilterForm(asked, user=request.user)
    valid = form.is_valid()
    tasks = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    tasks = filters.apply(form, tasks, request.user, on, nearly)
    page = page_by_key(
        tasks.for_rows(),
        order=["due_sort", "pk"],
        request_params=asked,
    )
    since = form.cleaned_data.get("changed")
    context = {
        "form": form,
        "at_first": not request.GET,
        "today": on,  # once, not in every row
        "page": page,
        "lines": lines_of(page.rows, on, nearly, since),
        "chips": filters.chips_of(form, asked),
        "urge_query": query_of(asked) if asked.get("state") == "late" else "",
        "tabs": [(query, words, query == place_of(asked)) for query, words in TABS],
        "query": query_of(asked),
        "since": since,
    }
    context["beside"] = {
        place: beside.pieces(place, request, asked=asked, total=page, **context)
        for place in beside.LIST_PLACES
    }
    template = "tasks/_list.html" if request.htmx else "tasks/task_list.html"
    return render(request, template, context, status=200 if valid else 422)


@audience("member")
def offers(request: SignedInRequest) -> HttpResponse:
    """Names for a field of the filter, by what was typed in it: `?lead=giao duc`."""
    name = next((name for name in request.GET if name in _NAMED), None)
    if name is None:
        raise Http404
    found = filters.offers(name, request.GET[name], request.user)
    return render(request, "tasks/_offers.html", {"offers": found})


def asked_of(request: SignedInRequest, given: QueryDict | None = None) -> QueryDict:
    """The conditions in the address; those of the first look where it has none.

    given: what is left of the address without what is no condition.
    """
    asked = request.GET if given is None else given
    return asked or QueryDict(beside.first_look(request) or _AT_FIRST)


def query_of(asked: QueryDict) -> str:
    """The conditions without the page, as other views of the same list take them."""
    kept = asked.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode() or "state="


def lines_of(tasks: list[Task], on: date, nearly: int, since: date | None) -> list[Line]:
    """Rows ready to be shown; a fixed number of queries for all of them."""
    partners = _partners(tasks)
    keys = [task.pk for task in tasks]
    taken_over = set(Task.objects.filter(inherited(), pk__in=keys).values_list("pk", flat=True))
    changes = changes_of(keys, since) if since else {}
    return [
        replace(
            line_of(task, state_of(task, on, nearly), partners.get(task.pk, 0)),
            is_inherited=task.pk in taken_over and task.inherited_on is None,  # else it is marked
            changes=changes.get(task.pk),
        )
        for task in tasks
    ]


def _partners(tasks: list[Task]) -> dict[int, int]:
    """How many agencies coordinate each of these tasks."""
    rows = TaskCoordination.objects.filter(task__in=[task.pk for task in tasks])
    return dict(rows.values_list("task").annotate(n=Count("pk")))


def line_of(task: Task, state: State, partners: int) -> Line:
    """A row; partners: how many agencies coordinate."""
    words = ngettext("%(n)s coordinating agency", "%(n)s coordinating agencies", partners)
    return Line(task, state, words % {"n": partners} if partners else "", gap_of(task, state))


def gap_of(task: Task, state: State) -> str:
    """What stands under the due date in place of the days left."""
    if state.is_open:
        return ""
    if task.submitted_on is not None and state.key == "wait":
        return _("submitted %(day)s") % {"day": day(task.submitted_on)}
    return "-"


def place_of(params: QueryDict) -> str:
    """The address of the list without its page, as the tabs write it."""
    asked = {name: value for name, value in params.items() if value}
    for name in ("after", "before"):
        asked.pop(name, None)
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"?{words}" if words else _EVERYTHING
