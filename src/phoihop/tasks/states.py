"""The state of a task is derived, here and only here: for display, for filters and for counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, DateField, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.agencies.models import Office
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.windows import current_window

# In the order in which they are tried; the first that fits is shown (docs/domain: states).
LABELS = {
    "withdrawn": gettext_lazy("Withdrawn"),
    "paused": gettext_lazy("Suspended"),
    "done": gettext_lazy("Done on time"),
    "donelate": gettext_lazy("Done late"),
    "wait": gettext_lazy("Awaiting confirmation"),
    "late": gettext_lazy("Overdue"),
    "back": gettext_lazy("Returned"),
    "soon": gettext_lazy("Due soon"),
    "go": gettext_lazy("On track"),
    "none": gettext_lazy("No due date"),
}
KEYS = tuple(LABELS)
# States a list may ask for together.
GROUPS = {
    "attention": ("late", "back", "soon", "wait"),
    "open": ("late", "back", "soon", "go", "none", "wait"),
    "finished": ("done", "donelate"),
    "live": tuple(key for key in KEYS if key != "withdrawn"),
}


@dataclass(frozen=True)
class State:
    """What is shown of a task: key (colour and icon), words, extra marks, days late or 0."""

    key: str
    words: str
    marks: tuple[str, ...] = ()
    days_late: int = 0

    @property
    def is_open(self) -> bool:
        """The lead agency still owes it: not done, not stopped, not waiting for an answer."""
        return self.key in {"late", "back", "soon", "go", "none"}


def nearly_days() -> int:
    """From how many days before its due date a task is nearly due; the office's own setting."""
    days = Office.objects.values_list("nearly_due_days", flat=True).first()
    return settings.NEARLY_DUE_DAYS if days is None else days


def key_of(task: Task, on: date, nearly: int) -> str:
    """The key of the state that day; nearly: see `nearly_days`."""
    due = task.due_on
    tries = (
        ("withdrawn", task.withdrawn_on is not None),
        ("paused", task.suspended_on is not None),
        ("donelate", task.done_on is not None and due is not None and task.done_on > due),
        ("done", task.done_on is not None),
        ("wait", task.submitted_on is not None),
        ("late", due is not None and due < on),
        ("back", task.returned_on is not None),
        ("soon", due is not None and due <= on + timedelta(days=nearly)),
        ("go", due is not None),
    )
    return next((key for key, fits in tries if fits), "none")


def state_of(task: Task, on: date, nearly: int) -> State:
    """The state of a loaded task that day, in the words that are shown."""
    key = key_of(task, on, nearly)
    days_late = _days_late(task, key, on)
    return State(key, _words(task, key, on, days_late), _marks(task, key, on), days_late)


def _days_late(task: Task, key: str, on: date) -> int:
    if task.due_on is None or key not in {"late", "wait", "donelate"}:
        return 0
    until = task.done_on or task.submitted_on or on
    return max(0, (until - task.due_on).days)


def _words(task: Task, key: str, on: date, days_late: int) -> str:
    if key == "late":
        return ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days_late) % {
            "days": days_late
        }
    if key == "donelate":
        return ngettext("Done late, %(days)d day", "Done late, %(days)d days", days_late) % {
            "days": days_late
        }
    if key == "wait" and days_late:
        return _("Awaiting confirmation (overdue)")
    if key == "soon" and task.due_on is not None:
        left = (task.due_on - on).days
        return ngettext("Due soon (%(days)d day)", "Due soon (%(days)d days)", left) % {
            "days": left
        }
    return str(LABELS[key])


def _marks(task: Task, key: str, on: date) -> tuple[str, ...]:
    marks = []
    if days := first_days_late(task, key, on):
        words = ngettext(
            "%(days)d day late by the first due date",
            "%(days)d days late by the first due date",
            days,
        )
        marks.append(words % {"days": days})
    if key == "late" and task.returned_on is not None:
        marks.append(_("was returned"))
    if key in {"late", "back", "soon", "go", "none"} and task.accepted_at is None:
        marks.append(_("not yet accepted"))
    if key == "none" and is_unreported(task, on):
        marks.append(_("not reported this period"))
    if task.inherited_on is not None and key != "withdrawn":
        marks.append(_("inherited"))
    return tuple(marks)


def first_days_late(task: Task, key: str, on: date) -> int:
    """Days late by the first due date, where it is not the current one; 0 for what is stopped."""
    first = task.first_due_on
    if first is None or first == task.due_on or key in {"withdrawn", "paused"}:
        return 0
    return max(0, ((task.done_on or task.submitted_on or on) - first).days)


def is_unreported(task: Task, on: date) -> bool:
    """A standing task whose lead agency has reported nothing in the period of that day."""
    if not task.rhythm:
        return False
    begun = current_window(task.rhythm, on)[0]
    return task.reported_on is None or task.reported_on < begun


def unreported(on: date) -> Q:
    """Running standing tasks that are not reported in the period of that day."""
    wanted = Q()
    for rhythm in (one for one in Rhythm if one):
        begun = current_window(rhythm, on)[0]
        wanted |= Q(rhythm=rhythm) & (Q(reported_on=None) | Q(reported_on__lt=begun))
    return wanted & Q(withdrawn_on=None, suspended_on=None, done_on=None, submitted_on=None)


def period_ends_by(last: date, on: date) -> Q:
    """Standing tasks whose period of the day `on` ends on the day `last` or before."""
    ending = [one for one in Rhythm if one and current_window(one, on)[1] <= last]
    return Q(rhythm__in=ending)


def period_end(on: date) -> Case:
    """The last day of the period of the day `on`, of standing tasks; to annotate rows."""
    ends = [
        When(rhythm=one, then=Value(current_window(one, on)[1], output_field=DateField()))
        for one in Rhythm
        if one
    ]
    return Case(*ends, output_field=DateField())


def punctuality_words(task: Task) -> str:
    """Of a confirmed task by both due dates: "on time (current); 14 days late (first)"."""
    if task.done_on is None or task.due_on is None or task.first_due_on is None:
        return ""
    now, first = (max(0, (task.done_on - day).days) for day in (task.due_on, task.first_due_on))
    return _("%(now)s (current); %(first)s (first)") % {
        "now": _punctual(now),
        "first": _punctual(first),
    }


def _punctual(days: int) -> str:
    if not days:
        return _("on time")
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def condition(key: str, on: date, nearly: int, prefix: str = "") -> Q:
    """The same rule as `key_of`, as a condition on rows; prefix: a path to the task, "task__"."""

    def q(**facts: object) -> Q:
        return Q(**{prefix + name: value for name, value in facts.items()})

    running = q(withdrawn_on=None, suspended_on=None)
    due, done = F(prefix + "due_on"), q(done_on__isnull=False)
    owed = running & q(done_on=None, submitted_on=None)
    not_back = owed & q(returned_on=None)
    last = on + timedelta(days=nearly)
    # due_sort is due_on with a last day of days for none: lists are ordered by it. One alone is
    # made: pages ask for many of them, each by its key.
    return {
        "withdrawn": lambda: q(withdrawn_on__isnull=False),
        "paused": lambda: q(withdrawn_on=None, suspended_on__isnull=False),
        "done": lambda: running & done & (q(due_on=None) | q(done_on__lte=due)),
        "donelate": lambda: running & q(done_on__gt=due),
        "wait": lambda: running & q(done_on=None, submitted_on__isnull=False),
        "late": lambda: owed & q(due_sort__lt=on),
        "back": lambda: owed & q(returned_on__isnull=False) & (q(due_on=None) | q(due_on__gte=on)),
        "soon": lambda: not_back & q(due_sort__gte=on, due_sort__lte=last),
        "go": lambda: not_back & q(due_on__gt=last),
        "none": lambda: not_back & q(due_on=None),
    }[key]()


def in_state(queryset: "QuerySet[Task]", key: str, on: date, nearly: int) -> "QuerySet[Task]":
    """Tasks whose shown state is `key`, or one of a group of GROUPS. Raises KeyError."""
    wanted = _of_group(key, on, nearly) if key in GROUPS else condition(key, on, nearly)
    return queryset.filter(wanted)


def _of_group(key: str, on: date, nearly: int) -> Q:
    """The states of a group together, in fewer words than one by one: it is asked of each row."""
    running = Q(withdrawn_on=None, suspended_on=None)
    pressing = Q(submitted_on__isnull=False) | Q(returned_on__isnull=False)
    return {
        "attention": running
        & Q(done_on=None)
        & (pressing | Q(due_sort__lte=on + timedelta(days=nearly))),
        "open": running & Q(done_on=None),
        "finished": running & Q(done_on__isnull=False),
        "live": Q(withdrawn_on=None),
    }[key]
