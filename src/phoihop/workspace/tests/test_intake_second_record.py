"""A second record of a paper that the register holds is made only when a person says so."""

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.audit.history import history_of
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.workspace.errors import FactsOpen, PaperHeldAlready
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import CONCLUSION

TICK = 'name="although_held"'
ALL_THE_SAME = "Vẫn tạo hồ sơ thứ hai"


def looked_at(text: str, name: str, cast: Cast) -> Intake:
    """A text of which only the paper itself is kept."""
    intake = receive_text(text, name=name, by=cast.issuer, at=NOW)
    for fact in intake.facts.all():
        decision = Decision.NEW if fact.kind == FactKind.HEADER else Decision.DROPPED
        decide(fact, decision, by=cast.issuer, at=NOW)
    return intake


@pytest.fixture
def held(cast: Cast) -> Document:
    return create_records(looked_at(CONCLUSION, "Bản một", cast), by=cast.issuer, at=NOW)


@pytest.fixture
def second(cast: Cast, held: Document) -> Intake:
    assert held.pk
    return looked_at(f"{CONCLUSION}\nGhi thêm.", "Bản hai", cast)


def test_a_second_record_is_refused_until_a_person_wants_it(
    cast: Cast, held: Document, second: Intake
) -> None:
    with pytest.raises(PaperHeldAlready):
        create_records(second, by=cast.issuer, at=NOW)

    second.refresh_from_db()
    assert second.is_open
    assert list(Document.objects.all()) == [held]

    paper = create_records(second, by=cast.issuer, at=NOW, although_held=[held.pk])

    assert set(Document.objects.all()) == {held, paper}
    told = {change.field: change.new for change in history_of(second)[0].changes}
    assert told["tạo thêm, đã có văn bản"] == held.code


def test_a_paper_the_user_may_not_see_holds_nothing_up(cast: Cast, held: Document) -> None:
    theirs = receive_text(CONCLUSION, name="Bản hai", by=cast.outsider, at=NOW)
    for fact in theirs.facts.all():
        decision = Decision.NEW if fact.kind == FactKind.HEADER else Decision.DROPPED
        decide(fact, decision, by=cast.outsider, at=NOW)

    assert create_records(theirs, by=cast.outsider, at=NOW) != held


def test_another_number_needs_no_tick(cast: Cast, second: Intake) -> None:
    header = second.facts.get(kind=FactKind.HEADER)
    code = {"code": "13-KL/BTGHU", "number": 13}
    decide(header, Decision.NEW, by=cast.issuer, at=NOW, value=code)

    paper = create_records(second, by=cast.issuer, at=NOW)

    assert paper.number == 13
    assert len(history_of(second)[0].changes) == 1


def test_the_page_asks_for_the_tick_and_says_where_it_is_missing(
    client: Client, cast: Cast, held: Document, second: Intake
) -> None:
    client.force_login(cast.issuer)
    place = second.get_absolute_url()
    assert ALL_THE_SAME in client.get(place).content.decode()

    refused = client.post(f"{place}tao/")

    said = refused.content.decode()
    assert refused.status_code == 422
    assert "Chưa tạo được hồ sơ" in said
    assert f"đánh dấu “{ALL_THE_SAME}”" in said
    assert "checked" not in said[said.index(TICK) :].partition(">")[0]
    assert list(Document.objects.all()) == [held]

    made = client.post(f"{place}tao/", {"although_held": str(held.pk)}, follow=True)

    assert made.status_code == 200
    assert Document.objects.count() == 2
    assert TICK not in made.content.decode()


def test_the_tick_is_kept_when_something_else_is_missing(
    client: Client, cast: Cast, held: Document, second: Intake
) -> None:
    decide(second.facts.all()[1], Decision.OPEN, by=cast.issuer, at=NOW)
    with pytest.raises(FactsOpen):
        create_records(second, by=cast.issuer, at=NOW, although_held=[held.pk])
    client.force_login(cast.issuer)

    answer = client.post(f"{second.get_absolute_url()}tao/", {"although_held": str(held.pk)})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#f2">Còn 1 dữ kiện chưa xem' in said
    assert "checked" in said[said.index(TICK) :].partition(">")[0]


def test_without_such_a_paper_nothing_is_asked(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    intake = looked_at(CONCLUSION, "Bản một", cast)

    assert TICK not in client.get(intake.get_absolute_url()).content.decode()
    assert client.post(f"{intake.get_absolute_url()}tao/").status_code == 302


def test_a_tick_for_one_paper_says_nothing_of_another(
    client: Client, cast: Cast, held: Document, second: Intake
) -> None:
    other = DocumentFactory.create(
        owner=cast.issuer_agency, kind="KL", number=13, symbol="KL/BTGHU", issued_on="2019-02-12",
        issuer_name="Ban Tuyên giáo",
    )  # fmt: skip
    header = second.facts.get(kind=FactKind.HEADER)
    code = {"code": "13-KL/BTGHU", "number": 13}
    decide(header, Decision.NEW, by=cast.issuer, at=NOW, value=code)
    client.force_login(cast.issuer)

    answer = client.post(f"{second.get_absolute_url()}tao/", {"although_held": str(held.pk)})

    said = answer.content.decode()
    assert answer.status_code == 422
    tick = said[said.index(TICK) :].partition(">")[0]
    assert f'value="{other.pk}"' in tick
    assert "checked" not in tick


@pytest.mark.parametrize("wrong", ["", "x", "x1,,2x", "9" * 40])
def test_a_tick_that_says_no_paper_is_none(
    client: Client, cast: Cast, held: Document, second: Intake, wrong: str
) -> None:
    assert held.pk
    client.force_login(cast.issuer)

    answer = client.post(f"{second.get_absolute_url()}tao/", {"although_held": wrong})

    assert answer.status_code == 422
