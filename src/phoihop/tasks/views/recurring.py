"""Việc theo kỳ: what comes back each period, who enters it, what was made of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.agencies.calendar import office_calendar
from phoihop.periods import parse_due_rule
from phoihop.tasks import services
from phoihop.tasks.errors import AlreadyStopped, TaskRefused
from phoihop.tasks.forms import key_from
from phoihop.tasks.models import RecurringTask, Task, TaskViewer
from phoihop.tasks.part_forms import RULES, RecurringForm
from phoihop.tasks.people import assignable_agencies
from phoihop.tasks.services.recurring import last_day, periods_of, waiting_periods
from phoihop.tasks.states import nearly_days, state_of
from phoihop.tasks.views.acts import add_refusal
from phoihop.tasks.windows import window_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest

_COMING = 4


def rule_words(recurring: RecurringTask) -> str:
    """How often, and on which day."""
    rule = parse_due_rule(recurring.rule)
    return _("%(often)s, on day %(day)d") % {
        "often": dict(RULES)[rule.kind],
        "day": rule.number or 1,
    }


@audience("member")
@require_GET
def recurring_list(request: SignedInRequest) -> HttpResponse:
    """What the own agency assigns or leads anew each period."""
    rows = RecurringTask.objects.visible_to(request.user).select_related("lead_agency", "agreement")
    page = page_by_key(rows, order=["title", "pk"], request_params=request.GET)
    context = {
        "page": page,
        "lines": [(row, rule_words(row), last_day(row)) for row in page.rows],
        "may_add": request.user.has_perm("tasks.assign_task"),
    }
    return render(request, "tasks/recurring_list.html", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def recurring_add(request: SignedInRequest) -> HttpResponse:
    """Enter a duty that comes back."""
    agency = request.user.acting_agency
    if agency is None or not request.user.has_perm("tasks.assign_task"):
        raise PermissionDenied
    on = clock.today()
    form = RecurringForm(
        request.POST or None,
        initial={"starts_on": on},
        user=request.user,
        on=on,
        agencies=assignable_agencies(agency, on),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_recurring(
                form.facts(), by=request.user, at=clock.now(), form_key=key_from(form)
            )
        except TaskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Entered. The task of each period is assigned by itself."))
            return redirect(made)
    status = 422 if form.errors else 200
    return render(request, "tasks/recurring_form.html", {"form": form}, status=status)


@audience("member")
@require_GET
def recurring_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its items, the tasks that were made, the periods to come with their windows."""
    recurring = _recurring_or_404(request, pk)
    on, nearly = clock.today(), nearly_days()
    tasks = Task.objects.visible_to(
        request.user, TaskViewer.STATE, within={"occurrence__recurring": recurring}
    )
    made = tasks.for_rows().prefetch_related("occurrence").order_by("-occurrence__day")[:40]
    context = {
        "recurring": recurring,
        "rule": rule_words(recurring),
        "ends_on": last_day(recurring),
        "made": [(task, state_of(task, on, nearly), _window(recurring, task)) for task in made],
        "missed": _missed(recurring, on),
        "coming": _coming(recurring, on),
        "partners": recurring.partners.select_related("agency").order_by("pk"),
        "may_stop": recurring.stopped_at is None
        and request.user.has_perm("tasks.stop_recurring", recurring),
    }
    return render(request, "tasks/recurring_detail.html", context)


@audience("member")
@require_POST
def recurring_stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing more is assigned from it."""
    recurring = _recurring_or_404(request, pk)
    try:
        services.stop_recurring(recurring, by=request.user, at=clock.now())
    except AlreadyStopped as error:
        messages.info(request, str(error))
    else:
        messages.success(request, _("Stopped: the tasks there are go on, none are assigned anew."))
    return redirect(recurring)


def _recurring_or_404(request: SignedInRequest, pk: int) -> RecurringTask:
    rows = RecurringTask.objects.visible_to(request.user).select_related(
        "lead_agency", "assigner", "person_in_charge", "agreement"
    )
    return get_object_or_404(rows, pk=pk)


def _window(recurring: RecurringTask, task: Task) -> Any:
    return window_of(parse_due_rule(recurring.rule).kind, task.occurrence.day)


def _missed(recurring: RecurringTask, on: Any) -> list[Any]:
    """(due, window) of the periods of which no task could be assigned, and which are due."""
    kind = parse_due_rule(recurring.rule).kind
    waiting = waiting_periods(recurring, on)
    return [(due.on, window_of(kind, day)) for day, due in waiting if due.on < on]


def _coming(recurring: RecurringTask, on: Any) -> list[Any]:
    """(due, window) of the next periods that have no task yet; none once it was stopped."""
    if recurring.stopped_at is not None:
        return []
    made = set(recurring.occurrences.values_list("day", flat=True))
    kind = parse_due_rule(recurring.rule).kind
    last = on.replace(year=on.year + 2, day=1)
    dues = periods_of(recurring, on, last, office_calendar())
    coming = [(due.on, window_of(kind, day)) for day, due in dues if day not in made]
    return coming[:_COMING]
