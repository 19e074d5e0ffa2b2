"""The month of the tasks, by hand: whole weeks, the first four tasks of each day."""

import calendar
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bench.plain.rows import STATES, state_key
from bench.plain.seen import shown_to
from phoihop.accounts.models import User
from phoihop.agencies.calendar import office_calendar
from phoihop.periods import is_working_day

_SHOWN = 4
_WEEK = 7


def month(request: HttpRequest) -> HttpResponse:
    """This month of all that is not withdrawn."""
    on = timezone.localdate()
    first = on.replace(day=1)
    last = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    start = first - timedelta(days=first.weekday())
    end = last + timedelta(days=_WEEK - 1 - last.weekday())
    seen = shown_to(cast(User, request.user))
    due = seen.filter(withdrawn_on=None, due_on__gte=start, due_on__lte=end)
    counts = dict(due.order_by().values_list("due_on").annotate(n=Count("pk")))
    shown = _shown(due, on)
    off = office_calendar()
    days = [
        {
            "on": day,
            "iso": day.isoformat(),
            "written": f"{day:%d/%m/%Y}",
            "inside": first <= day <= last,
            "off": not is_working_day(day, off),
            "today": day == on,
            "count": counts.get(day, 0),
            "tasks": shown[day],
            "more": counts.get(day, 0) - len(shown[day]),
        }
        for day in (start + timedelta(days=n) for n in range((end - start).days + 1))
    ]
    inside = [day for day in days if day["inside"] and day["count"]]
    context = {
        "month": f"{first:%m/%Y}",
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "weeks": [days[n : n + _WEEK] for n in range(0, len(days), _WEEK)],
        "days": inside,
        "total": f"{sum(day['count'] for day in inside):,}".replace(",", "."),
    }
    return render(request, "plain/month.html", context)


def _shown(due: Any, on: date) -> defaultdict[date, list[dict[str, Any]]]:
    place = Window(RowNumber(), partition_by=[F("due_on")], order_by=["pk"])
    rows = due.annotate(place=place).filter(place__lte=_SHOWN).select_related("lead_agency")
    found: defaultdict[date, list[dict[str, Any]]] = defaultdict(list)
    for task in rows.order_by("due_on", "pk"):
        css, icon, words = STATES[state_key(task, on)]
        found[task.due_on].append({"task": task, "css": css, "icon": icon, "words": words})
    return found
