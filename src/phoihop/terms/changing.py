"""An open task of a content whose lead, coordinating agencies, words or product were amended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.acting import Instead, in_place_of
from phoihop.agreements.leading import AnyItem, coordinating_of, lead_of
from phoihop.agreements.models import ContentItem, PlanItem
from phoihop.tasks.models import Task
from phoihop.tasks.people import contact_of, people_of
from phoihop.tasks.services import LeadFacts, Rewording, change_lead, reword_task

_LONGEST_TITLE = 500
# As planning.period_title cuts a text in front of the period.
_BEFORE_PERIOD = 460


@dataclass(frozen=True)
class Change:
    """What of a task becomes otherwise; lead None: it stays."""

    task: Task
    lead: Agency | None
    contact: Official | None
    wording: Rewording

    @property
    def words(self) -> str:
        """In a line: what there will be instead."""
        said = []
        if self.lead is not None:
            said.append(_("lead: %(agency)s") % {"agency": self.lead})
        if self.wording.coordinating is not None:
            named = ", ".join(str(one) for one in self.wording.coordinating) or _("nobody")
            said.append(_("coordinating: %(agencies)s") % {"agencies": named})
        if self.wording.product:
            said.append(_("product: %(product)s") % {"product": self.wording.product})
        if self.wording.title:
            said.append(_("words: %(title)s") % {"title": self.wording.title})
        return "; ".join(said)


def changes_of(
    tasks: Iterable[Task],
    texts: tuple[AnyItem, AnyItem, ContentItem],
    instead: Instead,
    on: date,
) -> list[Change]:
    """What the amended content changes in these tasks; texts: as it stood in the year, as it will
    stand in it, and as the amendment has it.

    Only what the amendment changes: who was given a task by another act keeps it.
    """
    old, row, wanted = texts
    found = []
    for task in tasks:
        day = task.line.planned_on or task.due_on
        before, after = lead_of(old, day, instead), lead_of(row, day, instead)
        lead = after if after not in {before, task.lead_agency} else None
        leading = lead or task.lead_agency
        partners = None
        now = [one for one in _partners(row, wanted, day, instead) if one != leading]
        if set(now) != set(coordinating_of(old, day, instead)) or lead is not None:
            there = {part.agency for part in task.coordinations.all()}
            partners = now if set(now) != there - {leading} else None
        wording = Rewording(
            title=_title(task.title, old.text, wanted.text),
            product=wanted.product if task.product == old.product != wanted.product else "",
            coordinating=partners,
        )
        if lead is not None or wording != Rewording():
            found.append(Change(task, lead, None, wording))
    people = people_of({one.lead.pk for one in found if one.lead is not None}, on)
    return [
        Change(
            one.task,
            one.lead,
            contact_of(people.get(one.lead.pk, [])) if one.lead is not None else None,
            one.wording,
        )
        for one in found
    ]


def carry_out(change: Change, *, reason: str, by: User, at: datetime) -> None:
    """Another lead first, then the words. Raises as `change_lead` and `reword_task`."""
    task = change.task
    if change.lead is not None:
        facts = LeadFacts(change.lead, change.contact, reason)
        task = change_lead(task, facts, by=by, at=at)
    if change.wording != Rewording():
        reword_task(task, change.wording, reason=reason, by=by, at=at)


def _partners(
    row: AnyItem, wanted: ContentItem, day: date | None, instead: Instead
) -> list[Agency]:
    """Who coordinates by the amendment; of a content led in turn also who leads the other half."""
    named: list[Agency | None] = [part.agency for part in wanted.coordinations.all()]
    if isinstance(row, PlanItem) and row.later_lead is not None:
        named += [row.lead_agency, row.later_lead]
    lead = lead_of(row, day, instead)
    now = dict.fromkeys(in_place_of(agency, instead) for agency in named)
    return [agency for agency in now if agency is not None and agency != lead]


def _title(title: str, old: str, new: str) -> str:
    """The title with the new words, where it still has the old ones; "" where nothing changes."""
    if old == new:
        return ""
    if title == old[:_LONGEST_TITLE]:
        return new[:_LONGEST_TITLE]
    begun = f"{old[:_BEFORE_PERIOD]}, "
    if title.startswith(begun):
        return f"{new[:_BEFORE_PERIOD]}, {title.removeprefix(begun)}"
    return ""
