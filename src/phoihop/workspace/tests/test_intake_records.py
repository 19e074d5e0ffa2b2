"""What linking makes of the register, and what of it another agency never comes to see."""

from datetime import date

import pytest

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.workspace.errors import NotThatRecord
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide, linkable
from phoihop.workspace.intake.matching import suggest
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import SIGNING


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)


def test_an_office_on_record_apart_from_its_body_is_not_made_again(
    cast: Cast, intake: Intake
) -> None:
    body = AgencyFactory.create(name="Ban Tuyên giáo Huyện ủy")
    held = TenureFactory.create(
        official__full_name="Vũ Quang Hòa",
        title="Trưởng Ban",
        agency=body,
        valid_from=date(2018, 1, 1),
    )
    for fact in intake.facts.all():
        if fact.kind == FactKind.PERSON and fact.value["name"] == "Vũ Quang Hòa":
            decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=held.official_id)
        else:
            new = fact.kind in {FactKind.HEADER, FactKind.PERSON}
            decide(fact, Decision.NEW if new else Decision.DROPPED, by=cast.issuer, at=NOW)

    create_records(intake, by=cast.issuer, at=NOW)

    assert sorted(held.official.tenures.values_list("title", flat=True)) == [
        "Trưởng Ban",
        "Ủy viên Ban Thường vụ Huyện ủy",
    ]


def test_papers_and_agreements_of_others_are_neither_offered_nor_linked(
    cast: Cast, intake: Intake
) -> None:
    paper_fact = intake.facts.filter(kind=FactKind.DOCUMENT).exclude(value__number=None).first()
    pact_fact = intake.facts.get(kind=FactKind.AGREEMENT)
    assert paper_fact is not None
    value = paper_fact.value
    paper = DocumentFactory.create(
        owner=cast.outside_agency,
        kind=value["kind"],
        number=value["number"],
        symbol=value["symbol"],
        code=value["code"],
    )
    pact = AgreementFactory.create(owner=cast.outside_agency)

    offered = suggest([paper_fact, pact_fact], cast.issuer)

    shown = [one.pk for fact in offered.values() for one in fact.candidates]
    assert paper.pk not in shown
    assert pact.pk not in shown
    for fact, record in ((paper_fact, paper), (pact_fact, pact)):
        assert not linkable(fact.kind, cast.issuer).filter(pk=record.pk).exists()
        with pytest.raises(NotThatRecord):
            decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=record.pk)
    # the same papers are offered to who sees them
    ours = DocumentFactory.create(
        owner=cast.issuer_agency,
        kind=value["kind"],
        number=value["number"],
        symbol=value["symbol"],
        code=value["code"],
    )
    again = suggest([paper_fact], cast.issuer)[paper_fact.pk]
    assert ours.pk in [one.pk for one in again.candidates]
