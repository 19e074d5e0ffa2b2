"""Inspections of an agency that ends: those it carries out, and those it is to undergo."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.inspections.models import Check, Plan


def _plans(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Plans that are not concluded."""
    rows = list(Plan.objects.filter(owner__in=agencies, concluded_on=None).order_by("pk"))
    visible = Plan.objects.visible_to(user).filter(pk__in=[row.pk for row in rows])
    seen = set(visible.values_list("pk", flat=True))
    return [
        Item(
            pk=row.pk,
            agency=row.owner_id,
            label=f"{row.first_day:%d/%m/%Y}–{row.last_day:%d/%m/%Y}",
            words=row.title if row.pk in seen else "",
            url=row.get_absolute_url() if row.pk in seen else "",
        )
        for row in rows
    ]


def _pass(passings: Sequence[Passing], handing: Handing) -> None:
    """The receiving agency carries the plan out, and concludes it."""
    chosen = {one.pk: one for one in passings if one.fate == Fate.MOVE and one.to is not None}
    rows = Plan.objects.select_for_update(of=("self",)).filter(pk__in=chosen).order_by("pk")
    given: defaultdict[tuple[int, int], list[Plan]] = defaultdict(list)
    for row in rows:
        given[row.owner_id, chosen[row.pk].to or row.owner_id].append(row)
    for (agency, to), plans in given.items():
        handing.journal.change(plans, {"owner_id": to})
        facts = {
            "owner": (handing.names[agency], handing.names[to]),
            "paper": (None, handing.paper),
        }
        for row in plans:
            handing.journal.tell("plan.passed", row, facts)


def _undergone(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    """Checks of these agencies that were neither made nor called off."""
    rows = Check.objects.filter(agency__in=agencies, visited_on=None, called_off_at=None)
    found = list(rows.select_related("plan").order_by("planned_on", "pk"))
    visible = Plan.objects.visible_to(user).filter(pk__in={row.plan_id for row in found})
    seen = set(visible.values_list("pk", flat=True))
    return [
        Item(
            pk=row.pk,
            agency=row.agency_id,
            label=f"{row.planned_on:%d/%m/%Y}",
            words=row.what if row.plan_id in seen else "",
            url=row.plan.get_absolute_url() if row.plan_id in seen else "",
        )
        for row in found
    ]


def _nothing(_passings: Sequence[Passing], _handing: Handing) -> None:
    """They stay as they are."""


def _lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d inspection plan has no receiving agency yet: %(what)s",
        "%(n)d inspection plans have no receiving agency yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


declare(
    Estate(
        key="inspections.plans",
        words=gettext_lazy("Inspection plans under way"),
        effect=gettext_lazy("The receiving agency goes on with the plan and concludes it."),
        model=Plan,
        items=_plans,
        hand_over=_pass,
        lacking=_lacking,
    )
)
declare(
    Estate(
        key="inspections.checks",
        words=gettext_lazy("Checks to be made of them"),
        effect=gettext_lazy(
            "Stay: who inspects calls them off, or plans them for the receiving agency."
        ),
        model=Check,
        items=_undergone,
        hand_over=_nothing,
        by_itself=Fate.STAY,
    )
)
