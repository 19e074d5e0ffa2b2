"""The office's scale: its marks, and the days to object."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.scoring import errors
from phoihop.scoring.models import Evaluation, Grade, ScoringRules


@dataclass(frozen=True)
class GradeFacts:
    """One mark: its words, its place (the best first), points if the office gives any."""

    words: str
    order: int
    points: int | None
    valid_from: date
    valid_to: date | None = None


def in_use(on: date) -> "QuerySet[Grade]":
    """The marks that may be given that day, the best first."""
    return Grade.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def dispute_days() -> int:
    """For how many days after an evaluation the lead agency may object."""
    days = ScoringRules.objects.values_list("dispute_days", flat=True).first()
    return ScoringRules.DAYS if days is None else days


@transaction.atomic
def add_grade(facts: GradeFacts, *, by: User, at: datetime) -> Grade:
    """One more mark. Raises PermissionDenied, WordsNeeded, WordsTaken, EndedBeforeBegun."""
    _checked(facts, None, by)
    grade = Grade.objects.create(**_values(facts))
    said = {name: (None, value) for name, value in _values(facts).items() if value is not None}
    audit.record("grade.added", grade, by=by, at=at, changes=said)
    return grade


@transaction.atomic
def change_grade(grade: Grade, facts: GradeFacts, *, by: User, at: datetime) -> Grade:
    """Correct a mark, or end its use; what was evaluated with it keeps it.

    Raises as add_grade, and GradeGiven for other words or points of a mark that was given: with
    them every evaluation that bears it would say something else.
    """
    grade = Grade.objects.select_for_update().get(pk=grade.pk)
    _checked(facts, grade, by)
    values = _values(facts)
    says = ("words", "points")
    if any(values[name] != getattr(grade, name) for name in says) and was_given(grade):
        raise errors.GradeGiven
    audit.save_changes(grade, values, verb="grade.changed", by=by, at=at)
    return grade


def was_given(grade: Grade) -> bool:
    """Whether an evaluation bears it."""
    return Evaluation.objects.filter(grade=grade).exists()


@transaction.atomic
def set_dispute_days(days: int, *, by: User, at: datetime) -> None:
    """From the next evaluation on. Raises PermissionDenied."""
    if not by.has_perm("scoring.manage_scale"):
        raise PermissionDenied
    own, _made = ScoringRules.objects.select_for_update().get_or_create(pk=1)
    audit.save_changes(own, {"dispute_days": days}, verb="scoring.rules_changed", by=by, at=at)


def _checked(facts: GradeFacts, grade: Grade | None, by: User) -> None:
    if not by.has_perm("scoring.manage_scale"):
        raise PermissionDenied
    words = _values(facts)["words"]
    if not words:
        raise errors.WordsNeeded
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        raise errors.EndedBeforeBegun
    others = Grade.objects.filter(valid_to=None)
    if grade is not None:
        others = others.exclude(pk=grade.pk)
    if facts.valid_to is None and any(vntext.same(other.words, str(words)) for other in others):
        raise errors.WordsTaken


def _values(facts: GradeFacts) -> dict[str, object]:
    return {
        "words": " ".join(vntext.nfc(facts.words).split()),
        "order": facts.order,
        "points": facts.points,
        "valid_from": facts.valid_from,
        "valid_to": facts.valid_to,
    }
