"""A calendar feed, by hand: with the same library, for nobody writes the folding of lines anew."""

from datetime import date, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from bench.plain.rows import row_of
from phoihop.calendars.models import Feed
from phoihop.tasks.models import Task

_MOST = 2_000


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The open tasks with a due day: of the programme, or those that the agency leads."""
    digest = salted_hmac("phoihop.calendars", token, algorithm="sha256").hexdigest()
    feeds = Feed.objects.select_related("member__user", "agreement")
    found = feeds.filter(digest=digest, revoked_at=None, member__ended_on=None).first()
    if found is None or not found.member.user.is_active:
        raise Http404
    on = timezone.localdate()
    content = bytes(_calendar(found, request.build_absolute_uri("/").rstrip("/"), on).to_ical())
    if found.last_read_on != on:
        Feed.objects.filter(pk=found.pk).update(last_read_on=on)
    tag = f'"{sha256(content).hexdigest()}"'
    status = 304 if request.headers.get("If-None-Match") == tag else 200
    return HttpResponse(
        content if status == 200 else b"",  # noqa: PLR2004 -- the status above
        status=status,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="phoi-hop.ics"',
            "ETag": tag,
            "Cache-Control": "private, no-cache",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
        },
    )


def _calendar(found: Feed, base: str, on: date) -> Calendar:
    of_whom = (
        {"agreement": found.agreement}
        if found.agreement
        else {"lead_agency": found.member.agency_id}
    )
    tasks = (
        Task.objects.filter(
            done_on=None, withdrawn_on=None, suspended_on=None, due_on__isnull=False, **of_whom
        )
        .select_related("lead_agency")
        .annotate(dates=Count("dues"), decided_at=Max("dues__decided_at"))
        .order_by("due_sort", "pk")
    )
    calendar = Calendar()
    calendar.add("prodid", "-//Phối Hợp//vi")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = str(found.agreement) if found.agreement else "Việc cơ quan tôi phải làm"
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for task in tasks[:_MOST]:
        calendar.add_component(_event(task, base, on))
    return calendar


def _event(task: Task, base: str, on: date) -> Event:
    row = row_of(task, on)
    words = (
        f"Sản phẩm: {task.product}\nChủ trì: {row['lead']}\n"
        f"Trạng thái: {row['words']}, {task.percent} %"
    )
    if row["first"]:
        words += f"\nThời hạn ban đầu: {row['first']}"
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'task:{task.form_key}')}@phoihop")
    event.add("dtstamp", task.decided_at)  # type: ignore[attr-defined]  # annotated
    event.add("last-modified", task.decided_at)  # type: ignore[attr-defined]  # annotated
    event.add("sequence", task.dates - 1)  # type: ignore[attr-defined]  # annotated
    event.add("dtstart", task.due_on)
    event.add("dtend", (task.due_on or on) + timedelta(days=1))
    event.add("summary", f"Hạn: {task.title}")
    event.add("description", words)
    event.add("categories", [row["lead"]])
    event.add("url", f"{base}/nhiem-vu/{task.pk}/")
    event.add("transp", "TRANSPARENT")
    return event
