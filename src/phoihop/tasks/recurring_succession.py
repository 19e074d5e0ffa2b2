"""Recurring tasks of an agency that ends: who leads, coordinates in and assigns each period."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing
from phoihop.agreements.due_words import due_words
from phoihop.tasks.in_charge import put_in_charge
from phoihop.tasks.models import RecurringPartner, RecurringTask

_LED, _PARTS, _ASSIGNED = "tasks.recurring_led", "tasks.recurring_parts", "tasks.recurring_assigned"


def running(on: date) -> "QuerySet[RecurringTask]":
    """Those of which periods are still to come on that day."""
    return RecurringTask.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), stopped_at=None)


def _seen(user: User, rows: Collection[int]) -> set[int]:
    visible = RecurringTask.objects.visible_to(user).filter(pk__in=rows)
    return set(visible.values_list("pk", flat=True))


def _item(
    row: RecurringTask,
    agency: int,
    seen: bool,
    *,
    pk: int | None = None,
    follows: tuple[str, int] | None = None,
) -> Item:
    return Item(
        pk=pk or row.pk,
        agency=agency,
        label=row.code,
        detail=due_words(row.rule),
        words=row.title if seen else "",
        url=row.get_absolute_url() if seen else "",
        follows=follows,
        else_to=row.lead_agency_id if follows else None,
    )


def _led(agencies: Collection[int], user: User, on: date) -> list[Item]:
    rows = list(running(on).filter(lead_agency__in=agencies).order_by("pk"))
    seen = _seen(user, [row.pk for row in rows])
    return [_item(row, row.lead_agency_id, row.pk in seen) for row in rows]


def _assigned(agencies: Collection[int], user: User, on: date) -> list[Item]:
    rows = list(running(on).filter(assigner__in=agencies).order_by("pk"))
    seen = _seen(user, [row.pk for row in rows])
    return [_item(row, row.assigner_id, row.pk in seen, follows=(_LED, row.pk)) for row in rows]


def _parts(agencies: Collection[int], user: User, on: date) -> list[Item]:
    rows = list(
        RecurringPartner.objects.filter(agency__in=agencies, recurring__in=running(on))
        .select_related("recurring")
        .order_by("recurring", "pk")
    )
    seen = _seen(user, [row.recurring_id for row in rows])
    return [
        _item(
            row.recurring,
            row.agency_id,
            row.recurring_id in seen,
            pk=row.pk,
            follows=(_LED, row.recurring_id),
        )
        for row in rows
    ]


def _locked(keys: Collection[int]) -> dict[int, RecurringTask]:
    rows = RecurringTask.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return {row.pk: row for row in rows.order_by("pk")}


def _given(
    passings: Sequence[Passing], rows: dict[int, RecurringTask]
) -> dict[tuple[int, int], list[RecurringTask]]:
    """{(from, to): what passes}."""
    found: defaultdict[tuple[int, int], list[RecurringTask]] = defaultdict(list)
    for passing in passings:
        if passing.fate == Fate.MOVE and passing.to is not None and passing.pk in rows:
            found[passing.agency, passing.to].append(rows[passing.pk])
    return dict(found)


def _led_passes(passings: Sequence[Passing], handing: Handing) -> None:
    """The periods to come are led by the successor; one that ends is stopped."""
    rows, journal = _locked([passing.pk for passing in passings]), handing.journal
    stopped = [rows[one.pk] for one in passings if one.fate == Fate.END and one.pk in rows]
    journal.change(stopped, {"stopped_at": handing.at, "stopped_by_id": handing.by.pk})
    for row in stopped:
        journal.tell("recurring.stopped", row, {"paper": (None, handing.paper)})
    for (agency, to), theirs in _given(passings, rows).items():
        put_in_charge(theirs, to, handing)
        journal.change(theirs, {"lead_agency_id": to})
        # Who leads does not coordinate as well.
        doubled = RecurringPartner.objects.filter(recurring__in=theirs, agency=to)
        journal.take_away(list(doubled.order_by("pk")))
        facts = {
            "lead_agency": (handing.names[agency], handing.names[to]),
            "predecessor": (None, handing.names[agency]),
            "paper": (None, handing.paper),
        }
        for row in theirs:
            journal.tell("recurring.inherited", row, facts)


def _assigned_passes(passings: Sequence[Passing], handing: Handing) -> None:
    rows = _locked([passing.pk for passing in passings])
    for (agency, to), theirs in _given(passings, rows).items():
        handing.journal.change(theirs, {"assigner_id": to})
        facts = {
            "assigner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in theirs:
            handing.journal.tell("recurring.assigner_changed", row, facts)


def _parts_pass(passings: Sequence[Passing], handing: Handing) -> None:
    """The part passes on; where the successor leads or coordinates already, it is done."""
    chosen = {passing.pk: passing for passing in passings}
    rows = list(RecurringPartner.objects.filter(pk__in=chosen).order_by("pk"))
    above = _locked([row.recurring_id for row in rows])
    there = set(
        RecurringPartner.objects.filter(recurring__in=above).values_list("recurring", "agency")
    ) | {(one.pk, one.lead_agency_id) for one in above.values()}
    gone: list[RecurringPartner] = []
    kept: defaultdict[int, list[RecurringPartner]] = defaultdict(list)
    for row in rows:
        passing = chosen[row.pk]
        to = passing.to if passing.fate == Fate.MOVE else None
        after = handing.names[to] if to is not None else None
        facts = {
            "coordinating_agencies": (handing.names[row.agency_id], after),
            "paper": (None, handing.paper),
        }
        handing.journal.tell("recurring.part_passed", above[row.recurring_id], facts)
        if to is None or (row.recurring_id, to) in there:
            gone.append(row)
        else:
            there.add((row.recurring_id, to))
            kept[to].append(row)
    handing.journal.take_away(gone)
    for to, theirs in kept.items():
        handing.journal.change(theirs, {"agency_id": to})


def _lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d recurring task is not decided yet: %(what)s",
        "%(n)d recurring tasks are not decided yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


ESTATES = (
    Estate(
        key=_LED,
        words=gettext_lazy("Recurring tasks"),
        effect=gettext_lazy("The periods to come are led by the receiving agency, or none comes."),
        model=RecurringTask,
        items=_led,
        hand_over=_led_passes,
        fates=(Fate.MOVE, Fate.END),
        lacking=_lacking,
    ),
    Estate(
        key=_PARTS,
        words=gettext_lazy("Coordinating parts of recurring tasks"),
        effect=gettext_lazy("The part in the periods to come passes on as it is."),
        model=RecurringTask,
        items=_parts,
        hand_over=_parts_pass,
        fates=(Fate.MOVE, Fate.END),
        lacking=_lacking,
    ),
    Estate(
        key=_ASSIGNED,
        words=gettext_lazy("Recurring tasks assigned by them"),
        effect=gettext_lazy("Who takes over assigns the periods to come and confirms the results."),
        model=RecurringTask,
        items=_assigned,
        hand_over=_assigned_passes,
        lacking=_lacking,
    ),
)
