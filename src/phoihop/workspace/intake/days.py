"""The day of which a text speaks: names and offices in it are those of that day."""

from collections.abc import Iterable
from datetime import date

from phoihop.workspace.models import Decision, FactKind, IntakeFact


def day_of_text(intake: int) -> date | None:
    """Of its event, else of the paper itself; None where neither is said. One query."""
    facts = IntakeFact.objects.filter(intake=intake, kind__in=[FactKind.EVENT, FactKind.HEADER])
    return day_among(facts)


def day_among(facts: Iterable[IntakeFact]) -> date | None:
    """The same, of facts that are at hand."""
    days = {
        fact.kind: date.fromisoformat(fact.value["date"])
        for fact in facts
        if fact.kind in {FactKind.EVENT, FactKind.HEADER}
        and fact.decision != Decision.DROPPED
        and fact.value["date"]
    }
    return days.get(FactKind.EVENT) or days.get(FactKind.HEADER)
