"""One line of a weekly schedule: entering, correcting, cancelling, removing, its history."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.accounts.models import User
from phoihop.audit.history import history_of
from phoihop.calendars import week_acts as acts
from phoihop.calendars.views.week import address_of
from phoihop.calendars.week import week_of
from phoihop.calendars.week_errors import WeekRefused
from phoihop.calendars.week_forms import CancelForm, entry_form, initial_of
from phoihop.calendars.week_models import WeekEntry
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_KEEPS = "calendars.keep_week"


def entry_or_404(request: SignedInRequest, pk: int) -> WeekEntry:
    """A line that this user may read."""
    rows = WeekEntry.objects.visible_to(request.user).select_related("agency", "chair")
    return get_object_or_404(rows, pk=pk)


def _kept_or_403(request: SignedInRequest, pk: int) -> WeekEntry:
    entry = entry_or_404(request, pk)
    if not request.user.has_perm(_KEEPS, entry):
        raise PermissionDenied
    return entry


@audience("member")
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the line says, what may be done with it, and what was done."""
    entry = entry_or_404(request, pk)
    context = {
        "entry": entry,
        "week": week_of(entry.day),
        "keeps": request.user.has_perm(_KEEPS, entry),
        "entries": history_of(entry),
    }
    return render(request, "calendars/week_entry.html", context)


@audience("member")
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """Enter a line; `?ngay=` offers its day."""
    if not request.user.has_perm(_KEEPS):
        raise PermissionDenied
    initial = {"day": request.GET.get("ngay", "")[:20]}
    form = entry_form(request.user, request.POST if request.method == "POST" else None, initial)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["form_key"]
        try:
            entry = acts.enter_week_entry(
                form.facts(), by=request.user, at=clock.now(), form_key=key
            )
        except WeekRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It stands in the schedule."))
            return redirect(address_of(week_of(entry.day)))
    context = {"form": form, "week": None}
    return render(request, "calendars/week_form.html", context, status=422 if form.errors else 200)


@audience("member")
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a line."""
    entry = _kept_or_403(request, pk)
    data = request.POST if request.method == "POST" else None
    form = entry_form(request.user, data, initial_of(entry), entry)
    if request.method == "POST" and form.is_valid():
        try:
            entry = acts.correct_week_entry(entry, form.facts(), by=request.user, at=clock.now())
        except WeekRefused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(address_of(week_of(entry.day)))
    context = {"form": form, "entry": entry}
    return render(request, "calendars/week_form.html", context, status=422 if form.errors else 200)


@audience("member")
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it does not take place, and why."""
    entry = _kept_or_403(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            acts.cancel_week_entry(entry, reason=reason, by=request.user, at=clock.now())
        except WeekRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Cancelled: it stays in the schedule with the reason."))
            return redirect(address_of(week_of(entry.day)))
    context = {"form": form, "entry": entry}
    status = 422 if form.errors else 200
    return render(request, "calendars/week_cancel.html", context, status=status)


Act = Callable[..., WeekEntry]


def _at_once(do: Act, done: str | Promise) -> Callable[..., HttpResponseBase]:
    """The view of an act that asks nothing because another takes it back."""

    @audience("member")
    @require_POST
    def view(request: SignedInRequest, pk: int) -> HttpResponse:
        entry = _kept_or_403(request, pk)
        by: User = request.user
        try:
            do(entry, by=by, at=clock.now())
        except WeekRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, str(done))
        return redirect(address_of(week_of(entry.day)))

    return view


take_up = _at_once(acts.take_up_week_entry, gettext_lazy("It takes place after all."))
remove = _at_once(
    acts.remove_week_entry,
    gettext_lazy("Removed from the schedule. It can be put back at the foot of the week."),
)
restore = _at_once(acts.restore_week_entry, gettext_lazy("It is back in the schedule."))
