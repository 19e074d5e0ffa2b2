"""Tasks that a confirmed text proposes: nobody owes them until a person assigns them.

A proposal is a fact of the text that was accepted; the task made from it is what it is linked to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.documents.spans import link_source_span
from phoihop.periods import format_day
from phoihop.tasks import services as tasks
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.people import assignable_agencies
from phoihop.workspace.errors import NotAProposal, NotConfirmed
from phoihop.workspace.intake.further_words import when_words, who_words
from phoihop.workspace.intake.matching import agencies_called
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.intake.steps import called, name_in_history
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact

_RHYTHMS: Final[Mapping[str, Rhythm]] = {
    "monthly": Rhythm.MONTHLY,
    "quarterly": Rhythm.QUARTERLY,
    "half-yearly": Rhythm.HALF_YEARLY,
    "yearly": Rhythm.YEARLY,
}
_CLAUSE: Final = 500


@dataclass(frozen=True)
class Proposal:
    """One row of the list: `task` once it was assigned and where the user may see it."""

    fact: IntakeFact
    who: str
    when: str
    task: Task | None

    @property
    def is_open(self) -> bool:
        """Waits for a person."""
        return self.fact.is_open_proposal

    @property
    def is_aside(self) -> bool:
        """Somebody said that no task comes of it, or left it out when the text was gone through."""
        return self.fact.aside_at is not None or self.fact.decision == Decision.DROPPED


def proposals_of(facts: Sequence[IntakeFact], user: User) -> list[Proposal]:
    """The proposals among the facts of a confirmed text; one query, none without any."""
    own = [fact for fact in facts if fact.kind == FactKind.TASK]
    assigned = [fact.linked_id for fact in own if fact.linked_id is not None]
    seen = Task.objects.visible_to(user).in_bulk(assigned) if assigned else {}
    return [
        Proposal(
            fact,
            who_words(fact.value["who"]),
            when_words(fact.value),
            seen.get(fact.linked_id) if fact.linked_id is not None else None,
        )
        for fact in own
    ]


@dataclass(frozen=True)
class FirstValues:
    """What the form of the task shows at first: a person looks at each of it.

    why: of a field in which what the text says would be refused, so that it is left empty.
    """

    values: dict[str, Any]
    why: dict[str, str]


def first_values(fact: IntakeFact, paper: Document, user: User, on: date) -> FirstValues:
    """What the text says, as far as the task could be assigned so on that day."""
    value = fact.value
    lead, why_no_lead = _lead_of(fact, user, on)
    due = date.fromisoformat(value["due"]) if value["due"] else None
    why = {"lead_agency": why_no_lead} if why_no_lead else {}
    if due is not None and due < on:
        said = _("The text says %(day)s, and that day is over: choose another due date.")
        why["due_on"] = said % {"day": format_day(due)}
    values = {
        "title": value["what"],
        "product": value["product"],
        "lead_agency": lead,
        "due_on": None if "due_on" in why else due,
        "rhythm": "" if value["due"] else _RHYTHMS.get(value["period"], ""),
        "document": paper,
        "document_code": paper.code,
        "clause": fact.label[:_CLAUSE],
    }
    return FirstValues(values, why)


def _lead_of(fact: IntakeFact, user: User, on: date) -> tuple[int | None, str]:
    """The agency that the first body named fits beyond doubt, or why none is proposed."""
    if not fact.value["who"] or user.acting_agency is None:
        return None, ""
    name = fact.value["who"][0]["name"]
    sure = agencies_called(fact.intake_id, [name], user).get(name)
    if sure is None:
        said = _("The text says “%(name)s”: no agency of the register fits it beyond doubt.")
        return None, said % {"name": name}
    if not assignable_agencies(user.acting_agency, on).filter(pk=sure.pk).exists():
        said = _("The text says “%(name)s”, to which your agency cannot assign: choose another.")
        return None, said % {"name": sure.name}
    return sure.pk, ""


@transaction.atomic
def assign_proposal(
    fact: IntakeFact, facts: tasks.TaskFacts, *, by: User, at: datetime, form_key: str = ""
) -> Task:
    """Make the task that a person has filled in from the proposal; a second time gives the first.

    Raises PermissionDenied, NotConfirmed, NotAProposal and what `tasks.assign_task` raises.
    """
    intake, fact, paper = _locked(fact, by)
    made = Task.objects.filter(pk=fact.linked_id).first() if fact.linked_id else None
    if made is not None:
        return made
    if not fact.is_open_proposal:
        raise NotAProposal
    # Without a number of its own the text is found by nothing typed: it is the source all the same.
    facts = replace(facts, document=facts.document or paper)
    task = tasks.assign_task(facts, by=by, at=at, form_key=form_key)
    fact.decision, fact.linked_id = Decision.LINKED, task.pk
    fact.save(update_fields=["decision", "linked_id"])
    if fact.start is not None and fact.end is not None:
        link_source_span(task, paper, fact.start, fact.end, by=by, at=at)
    audit.record(
        "intake.task_assigned", intake, by=by, at=at, changes={name_in_history(fact): (None, task)}
    )
    return task


@transaction.atomic
def set_aside(fact: IntakeFact, *, by: User, at: datetime) -> None:
    """Say that no task comes of it; that it was read rightly stands.

    Raises PermissionDenied, NotConfirmed, NotAProposal.
    """
    intake, fact, _paper = _locked(fact, by)
    if fact.aside_at is not None:  # the same form sent twice
        return
    if fact.decision != Decision.NEW:
        raise NotAProposal
    fact.aside_at = at
    fact.save(update_fields=["aside_at"])
    audit.record("intake.task_aside", intake, by=by, at=at, task=called(fact))


@transaction.atomic
def take_up(fact: IntakeFact, *, by: User, at: datetime) -> None:
    """Propose it again, also what was left out. Raises as `set_aside`."""
    intake, fact, _paper = _locked(fact, by)
    if fact.is_open_proposal:  # the same form sent twice
        return
    if fact.decision not in {Decision.NEW, Decision.DROPPED}:
        raise NotAProposal
    fact.decision, fact.aside_at = Decision.NEW, None
    fact.save(update_fields=["decision", "aside_at"])
    audit.record("intake.task_up", intake, by=by, at=at, task=called(fact))


def _locked(fact: IntakeFact, by: User) -> tuple[Intake, IntakeFact, Document]:
    """The text, the fact and the text's document. Raises as `set_aside`."""
    intake = Intake.objects.select_for_update().get(pk=fact.intake_id)
    if not may_hand_in(by) or intake.owner != by.acting_agency:
        raise PermissionDenied
    if intake.document is None:
        raise NotConfirmed
    fact = IntakeFact.objects.select_for_update().get(pk=fact.pk, intake=intake)
    if fact.kind != FactKind.TASK:
        raise NotAProposal
    return intake, fact, intake.document
