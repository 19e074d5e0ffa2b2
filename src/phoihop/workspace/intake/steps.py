"""What was decided last, and taking it back until records are made."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.dateparse import parse_datetime

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.workspace.errors import NothingToUndo, StepGone
from phoihop.workspace.intake.becoming import said_of
from phoihop.workspace.intake.opening import open_intake
from phoihop.workspace.intake.wording import changed_words
from phoihop.workspace.models import Intake, IntakeFact, IntakeStep

_SHORT: Final = 60
_NAME: Final = 60  # letters that a name in the history has at most
_FIELDS: Final = ("decision", "linked_id", "value", "decided_at", "decided_by")


def state_of(fact: IntakeFact) -> dict[str, Any]:
    """All that an act may change of a fact."""
    return {
        "fact": fact.pk,
        "decision": fact.decision,
        "linked_id": fact.linked_id,
        "value": fact.value,
        "decided_at": fact.decided_at.isoformat() if fact.decided_at else None,
        "decided_by": fact.decided_by_id,
    }


def mark_of(fact: IntakeFact) -> str:
    """Tell one state of a fact, its words and what was decided, from another."""
    words = json.dumps([fact.value, fact.decision, fact.linked_id], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def name_in_history(fact: IntakeFact) -> str:
    """Under which the history tells of a fact: number and kind, as its card has them.

    Words of the text stand in the values alone, where a redaction reaches them.
    """
    return f"{fact.number} {fact.get_kind_display()}"[:_NAME]


def called(fact: IntakeFact) -> str:
    """Number and first words of a fact."""
    return f"{fact.number}. {_first_words(fact.label)}"


def told(fact: IntakeFact, before: str, how: str = "") -> dict[str, tuple[object, object]]:
    """What was said of a fact before and is said now, for the history of the text.

    how: of a fact that was not decided alone, in which act: a key of words.CHOICES.
    """
    now = f"{said_of(fact)} · “{_first_words(fact.label)}”"
    return {name_in_history(fact): (before, [now, how] if how else now)}


def words_in_history(fact: IntakeFact, before: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The fields of a fact that said something else before, for the history of the text."""
    changed = changed_words(fact.kind, before, fact.value)
    name = name_in_history(fact)
    return {f"{name}, {label.lower()}"[:_NAME]: words for label, words in changed.items()}


def _first_words(label: str) -> str:
    return label if len(label) <= _SHORT else f"{label[:_SHORT].rsplit(' ', 1)[0]} …"


def remember(  # noqa: PLR0913 -- one row: what, of which fact, how it was before, who and when
    intake: Intake,
    fact: IntakeFact,
    before: Sequence[dict[str, Any]],
    *,
    what: str,
    by: User,
    at: datetime,
) -> IntakeStep:
    """Keep how the facts stood before an act; `fact` is the one it was done on."""
    return IntakeStep.objects.create(
        intake=intake, number=fact.number, what=what, before=list(before), by=by, at=at
    )


def last_step(intake: Intake) -> IntakeStep | None:
    """The act that can be taken back; None when there is none."""
    return intake.steps.order_by("-pk").first() if intake.is_open else None


@transaction.atomic
def undo_last(intake: Intake, *, by: User, at: datetime, step: int | None = None) -> int:
    """Put the facts back as they stood before the last act; return the number of its fact.

    step: the act that the page showed as the last one; pressed twice, or in two windows, it is
    undone once. Raises PermissionDenied, IntakeClosed, NothingToUndo, StepGone.
    """
    intake = open_intake(intake.pk, by)
    last = last_step(intake)
    if last is None:
        raise NothingToUndo
    if step is not None and last.pk != step:
        raise StepGone
    kept = {state["fact"]: state for state in last.before}
    facts = list(intake.facts.select_for_update().filter(pk__in=kept))
    changes: dict[str, tuple[object, object]] = {}
    for fact in facts:
        now, words = said_of(fact), fact.value
        _put_back(fact, kept[fact.pk])
        changes |= told(fact, now)
        changes |= words_in_history(fact, words)
    IntakeFact.objects.bulk_update(facts, _FIELDS)
    last.delete()
    audit.record("intake.undone", intake, by=by, at=at, changes=changes)
    return last.number


def _put_back(fact: IntakeFact, state: dict[str, Any]) -> None:
    fact.decision, fact.linked_id, fact.value = (
        state["decision"],
        state["linked_id"],
        state["value"],
    )
    fact.decided_at = parse_datetime(state["decided_at"]) if state["decided_at"] else None
    fact.decided_by_id = state["decided_by"]
