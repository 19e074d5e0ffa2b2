"""The list of tasks with its filters."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.tasks import filters
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


@audience("member")
def task_list(request: SignedInRequest) -> HttpResponse:
    """Every task whose state one may see, filtered by the address; at first the unfinished."""
    on, nearly = clock.today(), nearly_days()
    asked = request.GET or QueryDict(_AT_FIRST)
    form = filters.FilterForm(asked, user=request.user)
    valid = form.is_valid()
    tasks = Task.objects.visible_to(request.user, level=TaskViewer.STATE)
    tasks = filters.apply(form, tasks, request.user, on, nearly)
    page = page_by_key(
        tasks.for_rows(),
        order=["due_sort", "pk"],
        request_params=asked,
    )
    partners = _partners(page.rows)
    context = {
        "form": form,
        "at_first": not request.GET,
        "today": on,  # once, not in every row
        "page": page,
        "lines": [
            line_of(task, state_of(task, on, nearly), partners.get(task.pk, 0))
            for task in page.rows
        ],
        "chips": filters.chips_of(form, asked),
        "urge_query": _urged(asked) if asked.get("state") == "late" else "",
        "tabs": [(query, words, query == _place(asked)) for query, words in TABS],
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


def _urged(params: QueryDict) -> str:
    """The conditions of the list, whatever its page."""
    rest = params.copy()
    for name in ("after", "before"):
        rest.pop(name, None)
    return rest.urlencode()


def _place(params: QueryDict) -> str:
    """The address of the list without its page, as the tabs write it."""
    asked = {name: value for name, value in params.items() if value}
    for name in ("after", "before"):
        asked.pop(name, None)
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"?{words}" if words else _EVERYTHING
