"""What a person says of each fact of the draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

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
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact, IntakeStep


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
    we have stays open, for the person to choose. shown: `mark_of` the fact as the person saw it, by
    default as `fact` says it; nobody undoes unseen what another wrote or decided meanwhile. Raises
    PermissionDenied, IntakeClosed, NotThatRecord, FactChanged.
    """
    intake, shown = open_intake(fact.intake_id, by), shown or mark_of(fact)
    fact = IntakeFact.objects.select_for_update().get(pk=fact.pk, intake=intake)
    if decision == Decision.LINKED and not linkable(fact.kind, by).filter(pk=linked_id).exists():
        raise NotThatRecord
    corrected = {**fact.value, **(value or {})}
    says_the_same = corrected == fact.value
    if says_the_same and (fact.decision, fact.linked_id) == (decision, linked_id):
        return 0
    if shown != mark_of(fact):
        raise FactChanged
    what = _WHAT[Decision(decision)] if says_the_same else IntakeStep.What.CORRECTED
    return _settle(intake, fact, corrected, _Said(decision, linked_id, by, at), what)


def _settle(intake: Intake, fact: IntakeFact, value: dict[str, Any], said: _Said, what: str) -> int:
    """Write what was said of the fact and corrected in it; returns how many facts changed."""
    named_anew = value.get("name") != fact.value.get("name")
    before, changes = _correct(intake, fact, value)
    if named_anew and said.decision == Decision.NEW and _bears_known_name(fact, said.by):
        said = replace(said, decision=Decision.OPEN)  # or there would be a second of that name
    _record(intake, fact, said, changes)
    remember(intake, fact, before, what=what, by=said.by, at=said.at)
    return len(before)


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
def discard(intake: Intake, *, by: User, at: datetime) -> Intake:
    """Put the text away without making records. Raises PermissionDenied, IntakeClosed."""
    intake = open_intake(intake.pk, by)
    audit.save_changes(intake, {"discarded_at": at}, verb="intake.discarded", by=by, at=at)
    return intake
