"""Tasks that a confirmed text proposes: nobody owes them until a person assigns them.

A proposal is a fact of the text that was accepted; the task made from it is what it is linked to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.documents.spans import link_source_span
from phoihop.tasks import services as tasks
from phoihop.tasks.models import Rhythm, Task
from phoihop.workspace.errors import NotAProposal, NotConfirmed
from phoihop.workspace.intake.further_words import when_words, who_words
from phoihop.workspace.intake.matching import suggest
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


def first_values(fact: IntakeFact, paper: Document, user: User) -> dict[str, Any]:
    """What the form of the task shows at first: a person looks at each of it."""
    value = fact.value
    lead = _agency_of(fact, user)
    return {
        "title": value["what"],
        "product": value["product"],
        "lead_agency": lead,
        "due_on": date.fromisoformat(value["due"]) if value["due"] else None,
        "rhythm": "" if value["due"] else _RHYTHMS.get(value["period"], ""),
        "document": paper,
        "document_code": paper.code,
        "clause": fact.label[:_CLAUSE],
    }


def _agency_of(fact: IntakeFact, user: User) -> int | None:
    """The one agency of the register that the first body named fits beyond doubt."""
    if not fact.value["who"]:
        return None
    named = IntakeFact(
        pk=fact.pk,
        intake_id=fact.intake_id,
        order=fact.order,
        kind=FactKind.AGENCY,
        value={"name": fact.value["who"][0]["name"], "also": []},
    )
    found = suggest([named], user).get(fact.pk)
    sure = found.sure if found is not None else None
    return sure.pk if sure is not None else None


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
