"""What a person says of each fact of the draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.workspace.errors import IntakeClosed, NotThatRecord
from phoihop.workspace.intake.matching import suggest
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact


def linkable(kind: str, user: User, words: str = "") -> models.QuerySet[Any]:
    """The records that a fact of this kind may be linked to by this user.

    words: only those that have each of them in the name, title or subject, with accents or
    without, or that bear this number and symbol.
    """
    if kind == FactKind.PERSON:
        return Official.objects.filter(_each(words, "name_folded"))
    if kind == FactKind.AGENCY:
        return Agency.objects.filter(_each(words, "name_folded"))
    if kind == FactKind.AGREEMENT:
        return Agreement.objects.visible_to(user).saying(words)
    if kind == FactKind.DOCUMENT:
        said = _each(words, "words")
        if key := vntext.symbol_key(words):
            said |= Q(code_key__startswith=key)
        return Document.objects.visible_to(user).filter(said)
    return Document.objects.none()


def _each(words: str, field: str) -> Q:
    """Each of the words stands in the folded field."""
    said = Q()
    for word in vntext.search_folded(words).split():
        said &= Q(**{f"{field}__contains": word})
    return said


@transaction.atomic
def decide(  # noqa: PLR0913 -- the facts of one decision, who and when
    fact: IntakeFact,
    decision: str,
    *,
    by: User,
    at: datetime,
    linked_id: int | None = None,
    value: Mapping[str, Any] | None = None,
) -> IntakeFact:
    """Record what `by` says of the fact; `value` when the words were corrected.

    Raises PermissionDenied, IntakeClosed, NotThatRecord.
    """
    intake = _open_intake(fact.intake_id, by)
    fact = IntakeFact.objects.select_for_update().get(pk=fact.pk, intake=intake)
    if decision == Decision.LINKED and not linkable(fact.kind, by).filter(pk=linked_id).exists():
        raise NotThatRecord
    is_open = decision == Decision.OPEN
    values: dict[str, object] = {
        "decision": decision,
        "linked_id": linked_id if decision == Decision.LINKED else None,
        "decided_at": None if is_open else at,
        "decided_by": None if is_open else by,
    }
    if value is not None:
        values["value"] = {**fact.value, **value}
    before = str(fact.get_decision_display())
    for field, new in values.items():
        setattr(fact, field, new)
    fact.save(update_fields=list(values))
    # Kept with the text, so that its history reads as one.
    name = f"{fact.number}. {fact.label[:40]}"
    after = str(fact.get_decision_display())
    audit.record("intake.decided", intake, by=by, at=at, changes={name: (before, after)})
    return fact


@transaction.atomic
def accept_all_sure(intake: Intake, *, by: User, at: datetime) -> int:
    """Link every open fact that one record fits beyond doubt; returns how many.

    A person with two candidates is never among them.
    """
    intake = _open_intake(intake.pk, by)
    facts = list(intake.facts.filter(decision=Decision.OPEN))
    count = 0
    for pk, found in suggest(facts, by).items():
        sure = found.sure
        if sure is not None:
            fact = next(one for one in facts if one.pk == pk)
            decide(fact, Decision.LINKED, by=by, at=at, linked_id=sure.pk)
            count += 1
    return count


@transaction.atomic
def discard(intake: Intake, *, by: User, at: datetime) -> Intake:
    """Put the text away without making records. Raises PermissionDenied, IntakeClosed."""
    intake = _open_intake(intake.pk, by)
    audit.save_changes(intake, {"discarded_at": at}, verb="intake.discarded", by=by, at=at)
    return intake


def _open_intake(pk: int, by: User) -> Intake:
    intake = Intake.objects.select_for_update().get(pk=pk)
    if not may_hand_in(by) or intake.owner != by.acting_agency:
        raise PermissionDenied
    if not intake.is_open:
        raise IntakeClosed
    return intake
