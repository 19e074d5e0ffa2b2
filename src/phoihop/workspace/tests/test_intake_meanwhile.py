"""Two people at one text: nobody undoes unseen what the other wrote."""

from typing import Any

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.workspace.errors import FactChanged
from phoihop.workspace.intake.decide import decide, mark_of
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, IntakeFact
from phoihop.workspace.tests.texts import SIGNING


@pytest.fixture
def agency(cast: Cast) -> IntakeFact:
    intake = receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)
    fact = intake.facts.filter(kind=FactKind.AGENCY).first()
    assert fact is not None
    return fact


def corrected(fact: IntakeFact, cast: Cast, name: str, shown: str) -> Any:
    value = {"name": name}
    return decide(fact, Decision.NEW, by=cast.issuer, at=NOW, value=value, shown=shown)


def test_the_words_of_another_are_not_written_over_unseen(agency: IntakeFact, cast: Cast) -> None:
    shown = mark_of(agency)
    corrected(agency, cast, "Ban của người thứ nhất", shown)

    with pytest.raises(FactChanged):
        corrected(agency, cast, "Ban của người thứ hai", shown)

    agency.refresh_from_db()
    assert agency.value["name"] == "Ban của người thứ nhất"
    corrected(agency, cast, "Ban của người thứ hai", mark_of(agency))
    agency.refresh_from_db()
    assert agency.value["name"] == "Ban của người thứ hai"


def test_the_same_words_twice_are_no_quarrel(agency: IntakeFact, cast: Cast) -> None:
    shown = mark_of(agency)
    corrected(agency, cast, "Ban chung", shown)

    corrected(agency, cast, "Ban chung", shown)


def test_what_another_left_out_is_not_brought_back_unseen(
    client: Client, cast: Cast, agency: IntakeFact
) -> None:
    client.force_login(cast.issuer)
    place = f"{agency.intake.get_absolute_url()}{agency.number}/sua/"
    page = client.get(place)
    typed = {name: page.context["form"].initial[name] for name in ("kind", "level", "name")}
    decide(agency, Decision.DROPPED, by=cast.issuer, at=NOW)

    answer = client.post(place, typed | {"shown": page.context["shown"]})

    assert answer.status_code == 422
    assert "Hiện nay dữ kiện ghi: Đã bỏ." in answer.content.decode()
    agency.refresh_from_db()
    assert agency.decision == Decision.DROPPED


def test_the_form_says_what_differs_and_saves_when_meant(
    client: Client, cast: Cast, agency: IntakeFact
) -> None:
    client.force_login(cast.issuer)
    place = f"{agency.intake.get_absolute_url()}{agency.number}/sua/"
    page = client.get(place)
    typed = {name: page.context["form"].initial[name] for name in ("kind", "level")}
    typed |= {"name": "Ban của người thứ nhất", "shown": page.context["shown"]}
    assert client.post(place, typed).status_code == 302
    typed |= {"name": "Ban của người thứ hai"}

    answer = client.post(place, typed)

    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Dữ kiện này vừa được sửa hoặc xét lại" in words
    assert "Khác nhau ở: Tên." in words
    assert 'value="Ban của người thứ hai"' in words
    again = client.post(place, typed | {"shown": answer.context["shown"]})
    assert again.status_code == 302
    agency.refresh_from_db()
    assert agency.value["name"] == "Ban của người thứ hai"
