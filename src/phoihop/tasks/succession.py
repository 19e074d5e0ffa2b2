"""What an agency owes: the tasks it leads, its parts in those of others, and what it assigned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.agencies.models import Official
from phoihop.tasks.asking_models import OPEN_EXPLANATION
from phoihop.tasks.in_charge import put_in_charge
from phoihop.tasks.models import Explanation, Task, TaskCoordination, TaskHolding
from phoihop.tasks.recurring_succession import ESTATES
from phoihop.tasks.services.common import put_in_search
from phoihop.tasks.states import nearly_days, state_of
from phoihop.tasks.viewers import reindex_viewers
from phoihop.ui.templatetags.ui import day

_AT_ONCE = 500
# What a preview says of a task: its code and title, whose it is, and how it stands.
_SHOWN = (
    *("code", "title", "lead_agency", "assigner", "due_on", "first_due_on", "rhythm"),
    *("reported_on", "accepted_at", "submitted_on", "returned_on", "done_on"),
    *("suspended_on", "withdrawn_on", "inherited_on"),
)


def open_tasks() -> "QuerySet[Task]":
    """Neither done nor withdrawn: somebody owes them."""
    return Task.objects.filter(done_on=None, withdrawn_on=None)


def _seen(tasks: Iterable[int], user: User) -> set[int]:
    """Those of the tasks whose words this user may read at all."""
    seen = Task.objects.visible_to(user, within={"pk__in": list(tasks)})
    return set(seen.values_list("pk", flat=True))


def _led(agencies: Collection[int], user: User, on: date) -> list[Item]:
    held = open_tasks().filter(lead_agency__in=agencies).only(*_SHOWN)
    rows = list(held.order_by("due_sort", "pk"))
    seen, nearly = _seen([task.pk for task in rows], user), nearly_days()
    return [_item(task, task.lead_agency_id, task.pk in seen, on, nearly) for task in rows]


def _item(task: Task, agency: int, seen: bool, on: date, nearly: int, **more: Any) -> Item:
    state = state_of(task, on, nearly)
    due = day(task.due_on) if task.due_on else _("standing")
    return Item(
        pk=more.pop("pk", task.pk),
        agency=agency,
        label=task.code,
        detail=f"{due} · {state.words}",
        words=task.title if seen else "",
        url=task.get_absolute_url() if seen else "",
        marks=frozenset({state.key}),
        **more,
    )


def _assigned(agencies: Collection[int], user: User, on: date) -> list[Item]:
    given = open_tasks().filter(assigner__in=agencies).only(*_SHOWN)
    rows = list(given.order_by("due_sort", "pk"))
    seen, nearly = _seen([task.pk for task in rows], user), nearly_days()
    return [
        _item(
            task,
            task.assigner_id,
            task.pk in seen,
            on,
            nearly,
            follows=("tasks.led", task.pk),
            else_to=task.lead_agency_id,
        )
        for task in rows
    ]


def _coordinated(agencies: Collection[int], user: User, on: date) -> list[Item]:
    rows = list(
        TaskCoordination.objects.filter(agency__in=agencies, task__in=open_tasks())
        .select_related("task")
        .only("agency", *(f"task__{name}" for name in _SHOWN))
        .order_by("task__due_sort", "pk")
    )
    seen, nearly = _seen([row.task_id for row in rows], user), nearly_days()
    return [
        _item(
            row.task,
            row.agency_id,
            row.task_id in seen,
            on,
            nearly,
            pk=row.pk,
            follows=("tasks.led", row.task_id),
            else_to=row.task.lead_agency_id,
        )
        for row in rows
    ]


def take_over(
    tasks: Sequence[Task], to: int, why: Mapping[int, str], first: date, handing: Handing
) -> None:
    """The tasks pass to another lead agency from that day on, with both due dates.

    tasks: locked, of one predecessor or several. why: {task: in words}. The holding rows say who
    answers for which due day. who is in charge: as before where that person works there too, else
    the contact. Who leads answers what is still to be explained.
    """
    journal = handing.journal
    keys = [task.pk for task in tasks]
    held = list(TaskHolding.objects.filter(task__in=keys, valid_to=None).order_by("pk"))
    last = first - timedelta(days=1)
    ends: defaultdict[date, list[TaskHolding]] = defaultdict(list)
    for row in held:
        ends[max(row.valid_from, last)].append(row)
    for until, rows in ends.items():
        journal.change(rows, {"valid_to": until})
    begins = {row.task_id: row.valid_to + timedelta(days=1) for row in held if row.valid_to}
    journal.make(
        TaskHolding(
            task=task,
            agency_id=to,
            valid_from=begins.get(task.pk, first),
            why=why[task.pk][:300],
        )
        for task in tasks
    )
    put_in_charge(tasks, to, handing)
    journal.change(tasks, {"lead_agency_id": to, "inherited_on": first})
    owed = Explanation.objects.filter(OPEN_EXPLANATION, task__in=keys).exclude(agency=to)
    journal.change(list(owed.order_by("pk")), {"agency_id": to})
    # Who leads does not coordinate as well.
    doubled = TaskCoordination.objects.filter(task__in=keys, agency=to)
    journal.take_away(list(doubled.order_by("pk")))


def _led_passes(passings: Sequence[Passing], handing: Handing) -> None:
    tasks = _locked([passing.pk for passing in passings])
    before = {passing.pk: handing.names[passing.agency] for passing in passings}
    # All that one agency receives at once, whoever held it: a few statements each.
    given: defaultdict[int, list[Task]] = defaultdict(list)
    for passing in passings:
        if passing.to is not None and passing.pk in tasks:
            given[passing.to].append(tasks[passing.pk])
    held_by = {task.pk: task.person_in_charge_id for task in tasks.values()}
    words = _("Inherited from %(agency)s under %(paper)s")
    why = {pk: words % {"agency": name, "paper": handing.paper} for pk, name in before.items()}
    for to, theirs in given.items():
        take_over(theirs, to, why, handing.on, handing)
    named = {*held_by.values(), *(task.person_in_charge_id for task in tasks.values())}
    officials = Official.objects.in_bulk(named)
    for to, theirs in given.items():
        for task in theirs:
            facts: dict[str, tuple[object, object]] = {
                "lead_agency": (before[task.pk], handing.names[to]),
                "predecessor": (None, before[task.pk]),
                "paper": (None, handing.paper),
            }
            if held_by[task.pk] != task.person_in_charge_id:
                people = officials[held_by[task.pk]], officials[task.person_in_charge_id]
                facts["person_in_charge"] = people
            handing.journal.tell("task.inherited", task, facts)


def _assigned_passes(passings: Sequence[Passing], handing: Handing) -> None:
    """Who assigned confirms: that passes on too."""
    pass_assigner(_locked([passing.pk for passing in passings]), passings, handing)


def pass_assigner(tasks: Mapping[int, Task], passings: Sequence[Passing], handing: Handing) -> None:
    """Put who takes over in the place of who assigned these locked tasks, {key: task}."""
    given: defaultdict[tuple[int, int], list[Task]] = defaultdict(list)
    for passing in passings:
        if passing.to is not None and passing.pk in tasks:
            given[passing.agency, passing.to].append(tasks[passing.pk])
    for (agency, to), theirs in given.items():
        handing.journal.change(theirs, {"assigner_id": to})
        facts = {
            "assigner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for task in theirs:
            handing.journal.tell("task.assigner_changed", task, facts)


def _coordinated_passes(passings: Sequence[Passing], handing: Handing) -> None:
    """The part passes to the successor; where that one leads or coordinates already, it is done."""
    chosen = {passing.pk: passing for passing in passings}
    rows = list(
        TaskCoordination.objects.filter(pk__in=chosen).select_related("task").order_by("pk")
    )
    tasks = _locked([row.task_id for row in rows])
    there = set(TaskCoordination.objects.filter(task__in=tasks).values_list("task", "agency")) | {
        (task.pk, task.lead_agency_id) for task in tasks.values()
    }
    gone: list[TaskCoordination] = []
    kept: defaultdict[int, list[TaskCoordination]] = defaultdict(list)
    for row in rows:
        passing = chosen[row.pk]
        to = passing.to if passing.fate == Fate.MOVE else None
        facts = {
            "coordinating_agencies": (
                handing.names[row.agency_id],
                handing.names[to] if to is not None else None,
            ),
            "paper": (None, handing.paper),
        }
        handing.journal.tell("task.part_passed", tasks[row.task_id], facts)
        if to is None or (row.task_id, to) in there:
            gone.append(row)
        else:
            there.add((row.task_id, to))
            kept[to].append(row)
    handing.journal.take_away(gone)
    for to, theirs in kept.items():
        handing.journal.change(theirs, {"agency_id": to})


def _locked(keys: Sequence[int]) -> dict[int, Task]:
    """The open ones of these tasks, locked."""
    found: dict[int, Task] = {}
    for start in range(0, len(keys), _AT_ONCE):
        rows = open_tasks().filter(pk__in=keys[start : start + _AT_ONCE])
        # Of this table alone: PostgreSQL locks no joined rows here.
        found |= {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("pk")}
    return found


def settle(keys: Collection[int]) -> None:
    """Let the tasks be seen and found by those whose they are now."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        rows = Task.objects.filter(pk__in=ordered[start : start + _AT_ONCE])
        put_in_search(rows.select_related("lead_agency", "assigner"))
    reindex_viewers(ordered)


def _led_lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d task has no receiving agency yet: %(what)s",
        "%(n)d tasks have no receiving agency yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


def _assigned_lacking(count: int, names: str) -> str:
    return ngettext(
        "Nobody would confirm %(n)d task: %(what)s",
        "Nobody would confirm %(n)d tasks: %(what)s",
        count,
    ) % {"n": count, "what": names}


def _coordinated_lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d coordinating part has no agency yet: %(what)s",
        "%(n)d coordinating parts have no agency yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


_MARKS = {"late": gettext_lazy("overdue"), "none": gettext_lazy("without a due date")}
_SAID = {"task.updated": gettext_lazy("updated"), "task.submitted": gettext_lazy("submitted")}

declare(
    Estate(
        key="tasks.led",
        words=gettext_lazy("Open tasks"),
        effect=gettext_lazy(
            "Keep both due dates, history and what was asked; a delay until then counts for the old"
            " agency."
        ),
        model=Task,
        items=_led,
        hand_over=_led_passes,
        lacking=_led_lacking,
        with_renamed=True,
        marks=_MARKS,
        settle=settle,
        said=_SAID,
    )
)
declare(
    Estate(
        key="tasks.coordinated",
        words=gettext_lazy("Coordinating parts of open tasks"),
        effect=gettext_lazy("The part passes on as it is; the task stays with its lead agency."),
        model=Task,
        items=_coordinated,
        hand_over=_coordinated_passes,
        fates=(Fate.MOVE, Fate.END),
        lacking=_coordinated_lacking,
        marks=_MARKS,
        settle=settle,
        said=_SAID,
    )
)
declare(
    Estate(
        key="tasks.assigned",
        words=gettext_lazy("Open tasks assigned by them"),
        effect=gettext_lazy("Who takes over confirms the results."),
        model=Task,
        items=_assigned,
        hand_over=_assigned_passes,
        lacking=_assigned_lacking,
        marks=_MARKS,
        settle=settle,
        said=_SAID,
    )
)
for estate in ESTATES:
    declare(estate)
