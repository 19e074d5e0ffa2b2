"""The entries of a feed: one for each due date that is still owed or waits for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from phoihop.accounts.models import User
from phoihop.audit.models import Event
from phoihop.calendars.models import Feed
from phoihop.tasks.models import Task, TaskCoordination, TaskViewer
from phoihop.tasks.querysets import TaskQuerySet
from phoihop.tasks.states import nearly_days, state_of

# A calendar program chokes on more, and nobody reads them there.
MOST_ENTRIES = 2_000
_PRODUCT = "-//Phối Hợp//vi"


@dataclass(frozen=True)
class Entry:
    """One all-day entry. moved: how often the date was changed; changed_at: when last."""

    uid: UUID
    day: date
    title: str
    words: str
    url: str
    agency: str
    moved: int
    changed_at: datetime


def entries_of(feed: Feed, user: User, on: date, base: str) -> list[Entry]:
    """What stands in the feed for its owner today; as many queries, however many there are.

    user: the owner, acting with the feed's membership; base: beginning of addresses.
    """
    nearly = nearly_days()
    found = [
        Entry(
            # Of the task's own key, which never changes and says nothing.
            uid=uuid5(NAMESPACE_URL, f"task:{task.form_key}"),
            day=task.due_on,
            title=_("Due: %(title)s") % {"title": task.title},
            words=_words(task, on, nearly),
            url=f"{base.rstrip('/')}{task.get_absolute_url()}",
            agency=task.lead_agency.name,
            moved=task.dates - 1,  # type: ignore[attr-defined]  # annotated
            changed_at=task.decided_at,  # type: ignore[attr-defined]  # annotated
        )
        for task in _tasks(feed, user)
        if task.due_on is not None
    ]
    if feed.with_parts and feed.agreement_id is None:
        found += _parts(feed, user, on, base)
        found.sort(key=lambda entry: entry.day)
    return found[:MOST_ENTRIES]


def _parts(feed: Feed, user: User, on: date, base: str) -> list[Entry]:
    """What the agency contributes to tasks of others, each by the day of its part."""
    nearly = nearly_days()
    agency = feed.member.agency
    helps = {"coordinations__agency": agency, "coordinations__done_on": None}
    seen = Task.objects.visible_to(user, TaskViewer.STATE, within=helps)
    tasks = (
        _open(seen)
        .select_related("lead_agency")
        .annotate(dates=Count("dues", distinct=True), decided_at=Max("dues__decided_at"))
        .order_by("due_sort", "pk")[:MOST_ENTRIES]
    )
    by_key: dict[int, Any] = {task.pk: task for task in tasks}  # with dates and decided_at
    changed = _changes(by_key)
    made = []
    owed = TaskCoordination.objects.filter(agency=agency, done_on=None, task__in=by_key)
    for row in owed.order_by("pk"):
        task = by_key[row.task_id]
        day = row.due_on or task.due_on
        if day is None:
            continue
        times, last = changed.get(task.pk, (0, task.decided_at))
        lines = [_("Our part: %(part)s") % {"part": row.part}] if row.part else []
        made.append(
            Entry(
                # The row stays the same when another agency takes the part over.
                uid=uuid5(NAMESPACE_URL, f"part:{task.form_key}:{row.pk}"),
                day=day,
                title=_("Due, our part: %(title)s") % {"title": task.title},
                words="\n".join([*lines, _words(task, on, nearly)]),
                url=f"{base.rstrip('/')}{task.get_absolute_url()}",
                agency=task.lead_agency.name,
                moved=task.dates - 1 + times,
                changed_at=max(last, task.decided_at),
            )
        )
    return made


def _changes(tasks: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """{task: how often the day of a part in it was changed, and when last}.

    Of whichever partner: the number only ever rises, also where an agency took a part over.
    """
    rows = Event.objects.filter(
        kind=Task._meta.label_lower,
        object_id__in=list(tasks),
        verb="contribution.set",
        changes__field="part_due_on",
    )
    counted = rows.order_by().values_list("object_id").annotate(Count("pk"), Max("at"))
    return {task: (times, last) for task, times, last in counted}


def _tasks(feed: Feed, user: User) -> "QuerySet[Task]":
    """Open tasks with a due date: of the programme, or those the member's agency leads."""
    wanted = (
        {"lead_agency": feed.member.agency}
        if feed.agreement is None
        else {"agreement": feed.agreement}
    )
    seen = Task.objects.visible_to(user, TaskViewer.STATE, within=wanted)
    return (
        _open(seen)
        .filter(due_on__isnull=False)
        .select_related("lead_agency")
        .annotate(dates=Count("dues"), decided_at=Max("dues__decided_at"))
        .order_by("due_sort", "pk")[:MOST_ENTRIES]
    )


def _open(tasks: TaskQuerySet) -> TaskQuerySet:
    """Neither done nor withdrawn nor suspended."""
    return tasks.filter(done_on=None, withdrawn_on=None, suspended_on=None)


def _words(task: Task, on: date, nearly: int) -> str:
    lines = [
        _("Product: %(product)s") % {"product": task.product},
        _("Lead: %(agency)s") % {"agency": task.lead_agency},
        _("State: %(state)s, %(percent)d %%")
        % {"state": state_of(task, on, nearly).words, "percent": task.percent},
    ]
    if task.first_due_on is not None and task.first_due_on != task.due_on:
        lines.append(_("First due date: %(day)s") % {"day": f"{task.first_due_on:%d/%m/%Y}"})
    return "\n".join(lines)


def calendar_of(name: str, entries: Iterable[Entry]) -> bytes:
    """The entries as iCalendar (RFC 5545); the same facts give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_component(entry))
    return bytes(calendar.to_ical())


def _component(entry: Entry) -> CalendarEvent:
    event = CalendarEvent()
    event.add("uid", f"{entry.uid}@phoihop")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.moved)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("categories", [entry.agency])
    event.add("url", entry.url)
    # A due date keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    return event
