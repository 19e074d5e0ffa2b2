"""The pages of pictures: all at a glance, one programme, one agency."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Milestone
from phoihop.pictures.heat import heat_figure
from phoihop.pictures.load import load_figure
from phoihop.pictures.trend import BY, trend_figure
from phoihop.tasks.matrix import build_matrix
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.review_picture import timeline_of
from phoihop.tasks.states import nearly_days
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_MOST_PROGRAMMES = 20
_FIRST_YEAR, _LAST_YEAR = 1945, 2200


@audience("member")
@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    """The load of a year, the trend of one's own agency, the directives due this year."""
    user, on = request.user, clock.today()
    year = _year(request)
    tasks = _seen(request)
    own = user.acting_agency
    programmes = Agreement.objects.visible_to(user).filter(signed_at__isnull=False)
    milestones = Milestone.objects.visible_to(user).of_register(user).due_in(on.year)
    context = {
        "load": load_figure(tasks, year, on, nearly_days()),
        "trend": trend_figure(own, tasks, on, _by(request)) if own else None,
        "by": _by(request),
        "year": year,
        "agency": own,
        "timeline": timeline_of(milestones, on),
        "programmes": programmes.order_by("-signed_on", "-pk")[:_MOST_PROGRAMMES],
    }
    return render(request, "pictures/overview.html", context)


@audience("member")
@require_GET
def programme(request: SignedInRequest, pk: int) -> HttpResponse:
    """The heat map of a programme."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    matrix = build_matrix(agreement, request.user, clock.today(), nearly_days())
    context = {"agreement": agreement, "heat": heat_figure(matrix)}
    return render(request, "pictures/programme.html", context)


@audience("member")
@require_GET
def agency(request: SignedInRequest, pk: int) -> HttpResponse:
    """The trend and the load of an agency, of the tasks the reader sees."""
    found = get_object_or_404(Agency, pk=pk)
    on, by, year = clock.today(), _by(request), _year(request)
    tasks = _seen(request)
    context = {
        "agency": found,
        "by": by,
        "year": year,
        "trend": trend_figure(found, tasks, on, by),
        "load": load_figure(tasks.filter(lead_agency=found), year, on, nearly_days()),
    }
    return render(request, "pictures/agency.html", context)


def _seen(request: SignedInRequest) -> "QuerySet[Task]":
    """What the list of tasks shows, so that each number opens its rows."""
    return Task.objects.visible_to(request.user, TaskViewer.STATE)


def _by(request: SignedInRequest) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in BY else "quarter"


def _year(request: SignedInRequest) -> int:
    asked = key_in(request.GET.get("year", ""))
    return asked if asked and _FIRST_YEAR <= asked <= _LAST_YEAR else clock.today().year
