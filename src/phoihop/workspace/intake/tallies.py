"""How well the reader reads, by what people made of it: counts only, and of nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from phoihop.accounts.models import User
from phoihop.accounts.permissions import is_administrator
from phoihop.workspace.intake.receive import may_hand_in
from phoihop.workspace.models import Decision, FactKind, IntakeFact


@dataclass(frozen=True)
class Tally:
    """Facts of one kind that people went through in one month; `read` is the sum of the three."""

    month: datetime
    kind: FactKind
    read: int
    as_read: int
    corrected: int
    dropped: int


def may_see_tallies(user: User) -> bool:
    """Administrators, and who hands texts in."""
    return is_administrator(user) or may_hand_in(user)


def tallies(user: User) -> list[Tally]:
    """By month, the latest first, and kind; one query.

    Of the texts of the acting agency; an administrator gets the counts of all agencies.
    """
    facts = IntakeFact.objects.exclude(decided_at=None)
    if not is_administrator(user):
        facts = facts.filter(intake__owner=user.acting_agency)
    return [
        Tally(
            month=row["month"],
            kind=FactKind(row["kind"]),
            read=row["n"],
            as_read=row["as_read"],
            corrected=row["used"] - row["as_read"],
            dropped=row["dropped"],
        )
        for row in _counted(facts)
    ]


def _counted(facts: "QuerySet[IntakeFact]") -> Iterable[Mapping[str, Any]]:
    """One row for each month and kind."""
    used = Q(decision__in=[Decision.NEW, Decision.LINKED])
    rows = facts.annotate(month=TruncMonth("decided_at")).order_by("-month", "kind")
    return rows.values("month", "kind").annotate(
        n=Count("pk"),
        as_read=Count("pk", filter=used & Q(value=F("read"))),
        used=Count("pk", filter=used),
        dropped=Count("pk", filter=Q(decision=Decision.DROPPED)),
    )


def summed(rows: Iterable[Tally]) -> dict[str, int]:
    """The sums of all rows, by the name of the column."""
    names = ("read", "as_read", "corrected", "dropped")
    rows = list(rows)
    return {name: sum(getattr(row, name) for row in rows) for name in names}
