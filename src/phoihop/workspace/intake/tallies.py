"""How well the reader reads, by what people made of it: counts only, and of nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q
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
    used = Q(decision__in=[Decision.NEW, Decision.LINKED])
    as_read = Q(value=F("read"))
    rows = (
        facts.annotate(month=TruncMonth("decided_at"))
        .order_by("-month", "kind")
        .values("month", "kind")
        .annotate(
            n=Count("pk"),
            as_read=Count("pk", filter=used & as_read),
            used=Count("pk", filter=used),
            dropped=Count("pk", filter=Q(decision=Decision.DROPPED)),
        )
    )
    return [
        Tally(
            month=row["month"],
            kind=FactKind(row["kind"]),
            read=row["n"],
            as_read=row["as_read"],
            corrected=row["used"] - row["as_read"],
            dropped=row["dropped"],
        )
        for row in rows
    ]


def summed(rows: Iterable[Tally]) -> dict[str, int]:
    """The sums of all rows, by the name of the column."""
    names = ("read", "as_read", "corrected", "dropped")
    rows = list(rows)
    return {name: sum(getattr(row, name) for row in rows) for name in names}
