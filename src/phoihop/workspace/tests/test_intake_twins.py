"""What we hold already: no second agency or document of the same by a slip."""

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.workspace.intake.confirm import papers_alike
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import CONCLUSION, SIGNING

TOLD = "Sổ văn bản đã có văn bản mang số, ký hiệu này."


@pytest.mark.parametrize(
    ("name", "decision"),
    [
        pytest.param("Đài Truyền thanh huyện", Decision.OPEN, id="a-record-we-have"),
        pytest.param("Đài chưa ai biết ở xã Đoài", Decision.NEW, id="nobody-we-know"),
    ],
)
def test_a_name_corrected_to_one_we_hold_is_left_to_choose(
    cast: Cast, name: str, decision: str
) -> None:
    intake = receive_text(SIGNING, name="Ký kết", by=cast.issuer, at=NOW)
    fact = intake.facts.filter(kind=FactKind.AGENCY)[0]

    decide(fact, Decision.NEW, by=cast.issuer, at=NOW, value={"name": name})

    fact.refresh_from_db()
    assert (fact.value["name"], fact.decision) == (name, decision)


@pytest.fixture
def registered(client: Client, cast: Cast) -> Intake:
    """A conclusion of which the document was made."""
    intake = receive_text(CONCLUSION, name="Bản một", by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    assert TOLD not in client.get(intake.get_absolute_url()).content.decode()
    for fact in intake.facts.all():
        decision = Decision.NEW if fact.kind == FactKind.HEADER else Decision.DROPPED
        decide(fact, decision, by=cast.issuer, at=NOW)
    client.post(f"{intake.get_absolute_url()}tao/")
    intake.refresh_from_db()
    return intake


def test_a_paper_whose_number_the_register_holds_is_told(
    client: Client, cast: Cast, registered: Intake
) -> None:
    second = receive_text(f"{CONCLUSION}\nGhi thêm.", name="Bản hai", by=cast.issuer, at=NOW)

    page = client.get(second.get_absolute_url()).content.decode()

    assert registered.document is not None
    assert TOLD in page
    assert registered.document.get_absolute_url() in page
    assert TOLD not in client.get(registered.get_absolute_url()).content.decode()


def test_a_paper_of_others_is_not_told_of(cast: Cast, registered: Intake) -> None:
    assert registered.document is not None
    second = receive_text(CONCLUSION, name="Bản hai", by=cast.outsider, at=NOW)

    assert papers_alike(second, [*second.facts.all()], cast.outsider) == []
