"""Accept many facts in one act, which each of them tells in the history of the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.workspace.intake.becoming import said_of
from phoihop.workspace.intake.matching import suggest
from phoihop.workspace.intake.opening import open_intake
from phoihop.workspace.intake.steps import remember, state_of, told
from phoihop.workspace.models import FURTHER, Decision, Intake, IntakeFact, IntakeStep


@dataclass(frozen=True)
class _Act:
    """Which act it was, the verb of its event, and what the history says of each of its facts.

    how: a key of words.CHOICES, so that each reader has it in their own language.
    """

    what: IntakeStep.What
    verb: str
    how: str


_SURE: Final = _Act(IntakeStep.What.ALL_SURE, "intake.accepted_sure", "with:sure")
_REST: Final = _Act(IntakeStep.What.REST, "intake.accepted_rest", "with:rest")


@transaction.atomic
def accept_all_sure(intake: Intake, *, by: User, at: datetime) -> int:
    """Link every open fact that one record fits beyond doubt; returns how many.

    A person with two candidates is never among them. All of it is one act to be taken back.
    Raises PermissionDenied, IntakeClosed.
    """
    intake = open_intake(intake.pk, by)
    rows = intake.facts.select_for_update().filter(decision=Decision.OPEN)
    facts = {fact.pk: fact for fact in rows}
    sure = {pk: found.sure for pk, found in suggest(list(facts.values()), by).items()}
    linked = [(facts[pk], one.pk) for pk, one in sorted(sure.items()) if one is not None]
    return _accept(intake, _SURE, linked, by=by, at=at)


@transaction.atomic
def accept_rest(intake: Intake, kind: str, *, by: User, at: datetime) -> int:
    """Say that all open facts of one of the further kinds are right; returns how many.

    All of it is one act to be taken back. Raises PermissionDenied, IntakeClosed.
    """
    intake = open_intake(intake.pk, by)
    if kind not in FURTHER:
        raise PermissionDenied
    rows = intake.facts.select_for_update().filter(kind=kind, decision=Decision.OPEN)
    return _accept(intake, _REST, [(fact, None) for fact in rows], by=by, at=at)


def _accept(
    intake: Intake,
    act: _Act,
    accepted: Sequence[tuple[IntakeFact, int | None]],
    *,
    by: User,
    at: datetime,
) -> int:
    """Each fact is right: a new record, or the one of this id."""
    if not accepted:
        return 0
    facts = [fact for fact, _record in accepted]
    before = [state_of(fact) for fact in facts]
    changes: dict[str, tuple[object, object]] = {}
    for fact, record in accepted:
        said = said_of(fact)
        fact.decision = Decision.NEW if record is None else Decision.LINKED
        fact.linked_id, fact.decided_at, fact.decided_by = record, at, by
        changes |= told(fact, said, act.how)
    IntakeFact.objects.bulk_update(facts, ["decision", "linked_id", "decided_at", "decided_by"])
    remember(intake, facts[0], before, what=act.what, by=by, at=at)
    audit.record(act.verb, intake, by=by, at=at, changes=changes)
    return len(facts)
