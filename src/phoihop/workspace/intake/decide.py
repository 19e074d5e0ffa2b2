"""What a person says of each fact of the draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Prefetch, Q

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, AgencyLink, Official
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.workspace.errors import FactChanged, NotThatRecord
from phoihop.workspace.intake.becoming import said_of
from phoihop.workspace.intake.matching import SAME_NAME, suggest
from phoihop.workspace.intake.opening import open_intake
from phoihop.workspace.intake.siblings import corrections, spread
from phoihop.workspace.intake.steps import (
    mark_of,
    remember,
    state_of,
    told,
    words_in_history,
)
from phoihop.workspace.models import (
    FURTHER,
    Decision,
    FactKind,
    Intake,
    IntakeFact,
    IntakeStep,
)


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


def told_apart(kind: str, rows: models.QuerySet[Any], on: date) -> models.QuerySet[Any]:
    """Rows of `linkable` with what tells two of one name apart.

    Of a person the offices held; of an agency `above`, the one above it on that day.
    """
    if kind == FactKind.PERSON:
        return rows.with_titles()  # type: ignore[no-any-return, attr-defined]  # officials
    if kind == FactKind.AGENCY:
        begun = Q(valid_from=None) | Q(valid_from__lte=on)
        links = AgencyLink.objects.filter(begun, Q(valid_to=None) | Q(valid_to__gte=on))
        above = links.select_related("parent").order_by("pk")
        return rows.prefetch_related(Prefetch("parent_links", above, to_attr="above"))
    return rows


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
    shown: str = "",
) -> int:
    """Record what `by` says of the fact; `value` when the words were corrected.

    A correction goes on to the other facts that speak of the same thing. Returns how many facts
    were changed: none where the same form was sent twice. A fact that is given the name of a record
    we have stays open, for the person to choose. shown: `mark_of` the fact as the person
    saw it, by default as `fact` says it; nobody undoes unseen what another wrote or decided
    meanwhile.
    Raises PermissionDenied, IntakeClosed, NotThatRecord, FactChanged.
    """
    intake, shown = open_intake(fact.intake_id, by), shown or mark_of(fact)
    fact = IntakeFact.objects.select_for_update().get(pk=fact.pk, intake=intake)
    if decision == Decision.LINKED and not linkable(fact.kind, by).filter(pk=linked_id).exists():
        raise NotThatRecord
    said = _Said(decision, linked_id, by, at)
    corrected = {**fact.value, **(value or {})}
    if corrected == fact.value:
        if (fact.decision, fact.linked_id) == (decision, linked_id):
            return 0
        what = _WHAT[Decision(decision)]
    else:
        what = IntakeStep.What.CORRECTED
    if shown != mark_of(fact):
        raise FactChanged
    named_anew = corrected.get("name") != fact.value.get("name")
    before, changes = _correct(intake, fact, corrected)
    if named_anew and decision == Decision.NEW and _bears_known_name(fact, by):
        said = replace(said, decision=Decision.OPEN)  # or there would be a second of that name
    _record(intake, fact, said, changes)
    remember(intake, fact, before, what=what, by=by, at=at)
    return len(before)


_WHAT = {
    Decision.OPEN: IntakeStep.What.REOPENED,
    Decision.NEW: IntakeStep.What.ACCEPTED,
    Decision.LINKED: IntakeStep.What.LINKED,
    Decision.DROPPED: IntakeStep.What.DROPPED,
}


@dataclass(frozen=True)
class _Said:
    """What was said of a fact, by whom and when."""

    decision: str
    linked_id: int | None
    by: User
    at: datetime


def _bears_known_name(fact: IntakeFact, by: User) -> bool:
    found = suggest([fact], by).get(fact.pk)
    return found is not None and any(one.score >= SAME_NAME for one in found.candidates)


def _correct(
    intake: Intake, fact: IntakeFact, value: dict[str, Any]
) -> tuple[list[dict[str, Any]], dict[str, tuple[str, str]]]:
    """Set the value here and where else the same thing is named.

    Returns how each of them stood before, and the fields that said something else.
    """
    made = corrections(fact.kind, fact.value, value)
    others = list(intake.facts.select_for_update().exclude(pk=fact.pk)) if made else []
    before = {one.pk: state_of(one) for one in (fact, *others)}
    changed = spread(made, others)
    for other in changed:
        other.save(update_fields=["value"])
    fact.value = value
    words: dict[str, tuple[str, str]] = {}
    for one in (fact, *changed):
        words |= words_in_history(one, before[one.pk]["value"])
    return [before[one.pk] for one in (fact, *changed)], words


def _record(
    intake: Intake, fact: IntakeFact, said: _Said, words: Mapping[str, tuple[str, str]]
) -> None:
    """words: what the corrected fields said and say now."""
    is_open = said.decision == Decision.OPEN
    before = said_of(fact)
    fact.decision = said.decision
    fact.linked_id = said.linked_id if said.decision == Decision.LINKED else None
    fact.decided_at, fact.decided_by = (None, None) if is_open else (said.at, said.by)
    fact.save(update_fields=["decision", "linked_id", "value", "decided_at", "decided_by"])
    # Kept with the text, so that its history reads as one.
    changes = {**told(fact, before), **words}
    audit.record("intake.decided", intake, by=said.by, at=said.at, changes=changes)


@transaction.atomic
def accept_all_sure(intake: Intake, *, by: User, at: datetime) -> int:
    """Link every open fact that one record fits beyond doubt; returns how many.

    A person with two candidates is never among them. All of it is one act to be taken back.
    """
    intake = open_intake(intake.pk, by)
    facts = {fact.pk: fact for fact in intake.facts.filter(decision=Decision.OPEN)}
    sure = {pk: found.sure for pk, found in suggest(list(facts.values()), by).items()}
    linked = [(facts[pk], one) for pk, one in sorted(sure.items()) if one is not None]
    before = [state_of(fact) for fact, _one in linked]
    for fact, one in linked:
        _record(intake, fact, _Said(Decision.LINKED, one.pk, by, at), {})
    if linked:
        all_sure = IntakeStep.What.ALL_SURE
        remember(intake, linked[0][0], before, what=all_sure, by=by, at=at)
    return len(linked)


@transaction.atomic
def accept_rest(intake: Intake, kind: str, *, by: User, at: datetime) -> int:
    """Say that all open facts of one of the further kinds are right; returns how many.

    All of it is one act to be taken back. Raises PermissionDenied, IntakeClosed.
    """
    intake = open_intake(intake.pk, by)
    if kind not in FURTHER:
        raise PermissionDenied
    rows = intake.facts.select_for_update().filter(kind=kind, decision=Decision.OPEN)
    facts = list(rows)
    if not facts:
        return 0
    before = [state_of(fact) for fact in facts]
    said = said_of(facts[0])
    rows.update(decision=Decision.NEW, decided_at=at, decided_by=by)
    remember(intake, facts[0], before, what=IntakeStep.What.REST, by=by, at=at)
    changes: dict[str, tuple[str, str]] = {}
    for fact in facts:
        fact.decision = Decision.NEW
        changes |= told(fact, said)
    audit.record("intake.decided", intake, by=by, at=at, changes=changes)
    return len(facts)


@transaction.atomic
def discard(intake: Intake, *, by: User, at: datetime) -> Intake:
    """Put the text away without making records. Raises PermissionDenied, IntakeClosed."""
    intake = open_intake(intake.pk, by)
    audit.save_changes(intake, {"discarded_at": at}, verb="intake.discarded", by=by, at=at)
    return intake
