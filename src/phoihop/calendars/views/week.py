"""The weekly schedule: the week itself, and copying the lines of the week before."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.agencies.models import Agency
from phoihop.calendars.week import NoSuchWeek, Week, week_in, week_of
from phoihop.calendars.week_acts import copy_week_entries
from phoihop.calendars.week_errors import WeekRefused
from phoihop.calendars.week_forms import CopyForm
from phoihop.calendars.week_models import WeekEntry
from phoihop.calendars.week_page import ON_PAPER, week_page
from phoihop.calendars.week_querysets import agencies_read_by
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

WEEK, AGENCY = "tuan", "co-quan"


def address_of(week: Week) -> str:
    """The page of this week of one's own agency."""
    return f"{reverse('calendars:week')}?{WEEK}={week.key}"


@audience("member")
@require_GET
def week(request: SignedInRequest) -> HttpResponse:
    """A week, by `?tuan=2019-W08` or a date; who inspects opens others by `?co-quan=`."""
    agency, on = _agency(request), clock.today()
    typed = request.GET.get(WEEK, "")
    try:
        wanted, unread = week_in(typed, on), ""
    except NoSuchWeek:
        wanted, unread = week_of(on), typed[:40]
    is_own = agency == request.user.acting_agency
    context = {
        "page": week_page(request.user, agency, wanted, on),
        "today": on,
        "this_week": week_of(on),
        "unread": unread,
        "is_own": is_own,
        "keeps": is_own and request.user.has_perm("calendars.keep_week"),
        "on_paper": ON_PAPER,
    }
    return render(request, "calendars/week.html", context, status=422 if unread else 200)


def _agency(request: SignedInRequest) -> Agency:
    """The agency of the address, as far as it may be read, or one's own."""
    own = request.user.acting_agency
    typed = request.GET.get(AGENCY, "")
    if own is None:  # a member; said for the type
        raise Http404
    if not typed:
        return own
    return get_object_or_404(agencies_read_by(request.user), pk=key_in(typed) or 0)


@audience("member")
@require_http_methods(["GET", "POST"])
def copy(request: SignedInRequest) -> HttpResponse:
    """Tick lines of the week before; they come on the same weekdays of this one."""
    agency, sent = request.user.acting_agency, request.POST
    if agency is None or not request.user.has_perm("calendars.keep_week"):
        raise PermissionDenied
    try:
        target = week_in(request.GET.get(WEEK, ""), clock.today())
    except NoSuchWeek as error:
        raise Http404 from error
    chosen = {key for text in sent.getlist("entry") if (key := key_in(text)) is not None}
    refusal = ""
    if request.method == "POST":
        form = CopyForm(sent)
        form_key: UUID = form.cleaned_data["form_key"] if form.is_valid() else uuid.uuid4()
        try:
            made = copy_week_entries(
                chosen, target, by=request.user, at=clock.now(), form_key=form_key
            )
        except WeekRefused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _copied(len(made)))
            return redirect(address_of(target))
    context: dict[str, Any] = {
        "week": target,
        "rows": _offered(agency, target, chosen if request.method == "POST" else None),
        "form_key": sent.get("form_key") or uuid.uuid4(),
        "refusal": refusal,
    }
    return render(request, "calendars/week_copy.html", context, status=422 if refusal else 200)


def _copied(count: int) -> str:
    if not count:
        return _("These entries were copied already.")
    said = ngettext("%(count)d entry is copied.", "%(count)d entries are copied.", count)
    return said % {"count": count}


def _offered(
    agency: Agency, target: Week, chosen: set[int] | None
) -> list[tuple[WeekEntry, bool, bool]]:
    """Lines of the week before, whether each is ticked, and whether the week has it already.

    Cancelled ones and those the week has are not ticked beforehand.
    """
    if target.before is None:
        return []
    lines = WeekEntry.objects.filter(agency=agency).standing()
    there = {(row.day.weekday(), row.words) for row in lines.within(target)}
    rows = []
    for row in lines.within(target.before).select_related("chair"):
        has = (row.day.weekday(), row.words) in there
        ticked = row.pk in chosen if chosen is not None else not (has or row.is_cancelled)
        rows.append((row, ticked, has))
    return rows
