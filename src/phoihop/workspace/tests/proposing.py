"""A conclusion that was gone through, and the task it proposes."""

from typing import Any

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.tasks.services import TaskFacts
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact


def confirmed(intake: Intake, cast: Cast) -> Intake:
    for fact in intake.facts.filter(decision=Decision.OPEN):
        decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    create_records(intake, by=cast.issuer, at=NOW)
    return Intake.objects.get(pk=intake.pk)


def task_fact(intake: Intake) -> IntakeFact:
    fact = intake.facts.filter(kind=FactKind.TASK).first()
    assert fact is not None
    return fact


def filled(fact: IntakeFact, cast: Cast, **other: Any) -> TaskFacts:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    values = {
        "title": fact.value["what"],
        "product": "kế hoạch",
        "lead_agency": cast.lead_agency,
        "person_in_charge": tenure.official,
        "due_on": NOW.date().replace(month=11),
    }
    return TaskFacts(**{**values, **other})
