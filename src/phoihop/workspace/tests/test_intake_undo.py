"""A correction goes on to what speaks of the same thing; the last act can be taken back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Event
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.workspace.errors import IntakeClosed, NothingToUndo
from phoihop.workspace.intake.accepting import accept_all_sure
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import last_step, mark_of, undo_last
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.texts import SIGNING

BOARD = "Ban Tuyên giáo Huyện ủy An Lạc"
RIGHT = "Ban Tuyên giáo và Dân vận Huyện ủy An Lạc"


@pytest.fixture
def intake(cast: Cast) -> Intake:
    made = receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)
    set_value(made, FactKind.HEADER, issuer=BOARD.upper())
    set_value(made, FactKind.EVENT, host=BOARD, chair=["Vũ Quang Hòa"])
    set_value(made, FactKind.AGREEMENT, parties=[{"name": BOARD, "collective": False}])
    return made


def set_value(intake: Intake, kind: str, **value: Any) -> None:
    fact = intake.facts.filter(kind=kind).first()
    assert fact is not None
    fact.value |= value
    fact.save(update_fields=["value"])


def of(intake: Intake, kind: str) -> IntakeFact:
    fact = intake.facts.filter(kind=kind).first()
    assert fact is not None
    return fact


def states(intake: Intake) -> list[tuple[Any, ...]]:
    names = ("number", "decision", "linked_id", "value", "decided_at", "decided_by_id")
    return [tuple(getattr(fact, name) for name in names) for fact in intake.facts.all()]


def test_a_corrected_body_is_one_of_several_hosts(cast: Cast) -> None:
    text = f"Sáng ngày 12/3/2019, {BOARD} và Công an huyện An Lạc tổ chức hội nghị giao ban quý I."
    intake = receive_text(text, name="Giao ban", by=cast.issuer, at=NOW)
    event = of(intake, FactKind.EVENT)
    assert event.value["hosts"] == [BOARD, "Công an huyện An Lạc"]
    board = intake.facts.get(kind=FactKind.AGENCY, value__name=BOARD)

    decide(board, Decision.NEW, by=cast.issuer, at=NOW, value={"name": RIGHT})

    event.refresh_from_db()
    assert event.value["host"] == f"{RIGHT} và Công an huyện An Lạc"
    assert event.value["hosts"] == [RIGHT, "Công an huyện An Lạc"]
    undo_last(intake, by=cast.issuer, at=NOW)
    event.refresh_from_db()
    assert event.value["host"] == f"{BOARD} và Công an huyện An Lạc"


def test_the_name_of_an_agency_is_corrected_wherever_it_stands(intake: Intake, cast: Cast) -> None:
    before = states(intake)
    board = intake.facts.get(kind=FactKind.AGENCY, value__name=BOARD)

    places = decide(board, Decision.NEW, by=cast.issuer, at=NOW, value={"name": RIGHT})

    assert of(intake, FactKind.HEADER).value["issuer"] == RIGHT
    assert of(intake, FactKind.EVENT).value["host"] == RIGHT
    assert of(intake, FactKind.AGREEMENT).value["parties"][0]["name"] == RIGHT
    assert places >= 4
    assert of(intake, FactKind.HEADER).decision == Decision.OPEN  # only the words, not the consent
    step = last_step(intake)
    assert step is not None
    assert (step.what, step.places) == ("corrected", places)

    undo_last(intake, by=cast.issuer, at=NOW)

    assert states(intake) == before
    assert last_step(intake) is None


def test_titles_stay_as_the_paper_prints_them(intake: Intake, cast: Cast) -> None:
    chair = intake.facts.get(kind=FactKind.PERSON, label="Vũ Quang Hòa")
    board = intake.facts.get(kind=FactKind.AGENCY, value__name=BOARD)

    decide(board, Decision.NEW, by=cast.issuer, at=NOW, value={"name": RIGHT})

    positions = chair.value["positions"]
    chair.refresh_from_db()
    assert chair.value["positions"] == positions


def test_the_name_of_a_person_is_corrected_in_the_event(intake: Intake, cast: Cast) -> None:
    chair = intake.facts.get(kind=FactKind.PERSON, label="Vũ Quang Hòa")

    decide(chair, Decision.NEW, by=cast.issuer, at=NOW, value={"name": "Vũ Quang Hoà Bình"})

    assert of(intake, FactKind.EVENT).value["chair"] == ["Vũ Quang Hoà Bình"]


def test_a_number_is_corrected_in_the_other_mention(intake: Intake, cast: Cast) -> None:
    plan = of(intake, FactKind.DOCUMENT)
    again = intake.facts.create(
        order=90, kind=FactKind.DOCUMENT, label="x", read=plan.value, value=plan.value
    )
    right = {"code": "15-KH/HU", "number": 15, "symbol": "KH/HU", "regime": "party"}

    decide(plan, Decision.NEW, by=cast.issuer, at=NOW, value=right)

    again.refresh_from_db()
    assert {key: again.value[key] for key in right} == right


def test_a_corrected_party_is_corrected_as_an_agency(intake: Intake, cast: Cast) -> None:
    value = {"parties": [{"name": RIGHT, "collective": False}]}

    decide(of(intake, FactKind.AGREEMENT), Decision.NEW, by=cast.issuer, at=NOW, value=value)

    assert intake.facts.filter(kind=FactKind.AGENCY, value__name=RIGHT).exists()
    assert of(intake, FactKind.EVENT).value["host"] == RIGHT


def test_what_was_left_out_or_linked_is_not_touched(intake: Intake, cast: Cast) -> None:
    decide(of(intake, FactKind.EVENT), Decision.DROPPED, by=cast.issuer, at=NOW)
    board = intake.facts.get(kind=FactKind.AGENCY, value__name=BOARD)

    decide(board, Decision.NEW, by=cast.issuer, at=NOW, value={"name": RIGHT})

    assert of(intake, FactKind.EVENT).value["host"] == BOARD


def test_acts_are_taken_back_one_after_the_other(intake: Intake, cast: Cast) -> None:
    first, second = intake.facts.all()[:2]
    before = states(intake)
    decide(first, Decision.NEW, by=cast.issuer, at=NOW)
    between = states(intake)
    decide(second, Decision.DROPPED, by=cast.issuer, at=NOW)

    assert undo_last(intake, by=cast.issuer, at=NOW) == second.number
    assert states(intake) == between
    assert undo_last(intake, by=cast.issuer, at=NOW) == first.number
    assert states(intake) == before
    with pytest.raises(NothingToUndo):
        undo_last(intake, by=cast.issuer, at=NOW)


def test_all_that_fitted_is_taken_back_at_once(intake: Intake, cast: Cast) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency, kind="KH", number=14, symbol="KH/HU", issued_on="2019-01-30"
    )
    before = states(intake)
    assert accept_all_sure(intake, by=cast.issuer, at=NOW) >= 1
    assert states(intake) != before

    undo_last(intake, by=cast.issuer, at=NOW)

    assert states(intake) == before


def test_after_records_were_made_no_decision_is_taken_back(intake: Intake, cast: Cast) -> None:
    for fact in intake.facts.filter(decision=Decision.OPEN):
        decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    create_records(intake, by=cast.issuer, at=NOW)

    with pytest.raises(IntakeClosed):
        undo_last(intake, by=cast.issuer, at=NOW)
    assert not intake.facts.filter(decision=Decision.OPEN).exists()


@pytest.mark.parametrize("who", ["outsider", "partner", "inspector", "administrator"])
def test_only_the_agency_that_handed_it_in_undoes(intake: Intake, cast: Cast, who: str) -> None:
    decide(of(intake, FactKind.HEADER), Decision.NEW, by=cast.issuer, at=NOW)

    with pytest.raises(PermissionDenied):
        undo_last(intake, by=getattr(cast, who), at=NOW)
    assert of(intake, FactKind.HEADER).decision == Decision.NEW


def test_the_page_offers_to_undo_and_goes_back_to_the_fact(
    client: Client, cast: Cast, intake: Intake
) -> None:
    client.force_login(cast.issuer)
    client.post(
        f"{intake.get_absolute_url()}2/",
        {"decision": "dropped", "shown": mark_of(intake.facts.get(order=1))},
    )
    assert "Hoàn tác" in client.get(intake.get_absolute_url()).content.decode()

    answer = client.post(f"{intake.get_absolute_url()}hoan-tac/?lo=7")

    assert answer.headers["Location"] == f"{intake.get_absolute_url()}?lo=7#f2"
    again = client.post(f"{intake.get_absolute_url()}hoan-tac/")
    assert again.status_code == 422
    assert "Không có gì để hoàn tác" in again.content.decode()
    client.force_login(cast.outsider)
    assert client.post(f"{intake.get_absolute_url()}hoan-tac/").status_code == 404


@pytest.mark.parametrize("decision", [Decision.NEW, Decision.DROPPED])
def test_the_same_form_sent_again_is_one_act(
    intake: Intake, cast: Cast, decision: Decision
) -> None:
    before = states(intake)
    fact = of(intake, FactKind.HEADER)
    events = Event.objects.filter(verb="intake.decided").count()

    changed = [decide(fact, decision, by=cast.issuer, at=NOW) for _time in range(3)]

    assert changed == [1, 0, 0]
    assert intake.steps.count() == 1
    assert Event.objects.filter(verb="intake.decided").count() == events + 1
    undo_last(intake, by=cast.issuer, at=NOW)
    assert states(intake) == before


def test_the_same_correction_sent_again_is_one_act(intake: Intake, cast: Cast) -> None:
    before = states(intake)
    typed = {"subject": "về việc trồng cây đầu xuân"}

    for _time in range(3):
        decide(of(intake, FactKind.HEADER), Decision.NEW, by=cast.issuer, at=NOW, value=typed)

    assert intake.steps.count() == 1
    undo_last(intake, by=cast.issuer, at=NOW)
    assert states(intake) == before


def test_who_may_only_read_is_not_offered_to_undo(
    client: Client, cast: Cast, intake: Intake
) -> None:
    decide(of(intake, FactKind.HEADER), Decision.NEW, by=cast.issuer, at=NOW)
    reader = UserFactory.create(agency=cast.issuer.acting_agency, role=Role.VIEWER)
    client.force_login(reader)

    page = client.get(intake.get_absolute_url())

    assert page.status_code == 200
    assert "Hoàn tác" not in page.content.decode()
