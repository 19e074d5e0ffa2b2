"""Two people at one text: nobody undoes unseen what the other wrote."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.workspace.errors import FactChanged
from phoihop.workspace.forms import form_class
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import mark_of
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
    assert "Hiện nay ghi: “Ban của người thứ nhất”." in words
    assert 'value="Ban của người thứ hai"' in words
    again = client.post(place, typed | {"shown": answer.context["shown"]})
    assert again.status_code == 302
    agency.refresh_from_db()
    assert agency.value["name"] == "Ban của người thứ hai"


def test_a_decision_on_words_that_changed_meanwhile_is_asked_again(
    client: Client, cast: Cast, agency: IntakeFact
) -> None:
    """One button decides: whoever presses it has seen the words of before."""
    client.force_login(cast.issuer)
    place = f"{agency.intake.get_absolute_url()}{agency.number}/"
    seen = {"decision": "dropped", "shown": mark_of(agency)}
    corrected(agency, cast, "Ban của người thứ nhất", mark_of(agency))

    answer = client.post(place, seen)

    agency.refresh_from_db()
    page = answer.content.decode()
    assert answer.status_code == 422
    assert agency.decision == Decision.NEW
    assert "Hiện nay dữ kiện ghi: Đúng" in page
    assert f'name="shown" value="{mark_of(agency)}"' in page  # pressed once more, it is meant
    assert client.post(place, seen | {"shown": mark_of(agency)}).status_code == 302
    agency.refresh_from_db()
    assert agency.decision == Decision.DROPPED


@pytest.mark.parametrize("part", ["", "sua/"], ids=["decided", "corrected"])
def test_who_does_not_say_what_was_seen_decides_nothing(
    client: Client, cast: Cast, agency: IntakeFact, part: str
) -> None:
    client.force_login(cast.issuer)
    typed = {"decision": "new", "name": "Ban khác", "kind": "party", "level": "district"}

    answer = client.post(f"{agency.intake.get_absolute_url()}{agency.number}/{part}", typed)

    agency.refresh_from_db()
    assert answer.status_code == 422
    assert agency.decision == Decision.OPEN


def test_a_fact_loaded_before_another_decided_is_not_written_over(
    agency: IntakeFact, cast: Cast
) -> None:
    loaded = IntakeFact.objects.get(pk=agency.pk)
    corrected(agency, cast, "Ban của người thứ nhất", mark_of(agency))

    with pytest.raises(FactChanged):
        decide(loaded, Decision.DROPPED, by=cast.issuer, at=NOW)


def test_another_record_is_not_linked_over_the_first_unseen(
    client: Client, cast: Cast, agency: IntakeFact
) -> None:
    client.force_login(cast.issuer)
    place = f"{agency.intake.get_absolute_url()}{agency.number}/"
    shown = client.get(f"{place}noi/").context["shown"]
    link = {"decision": "linked", "shown": shown}

    first = client.post(place, link | {"linked_id": cast.lead_agency.pk})
    second = client.post(place, link | {"linked_id": cast.partner_agency.pk})
    twice = client.post(place, link | {"linked_id": cast.lead_agency.pk})

    assert (first.status_code, second.status_code, twice.status_code) == (302, 422, 302)
    agency.refresh_from_db()
    assert agency.linked_id == cast.lead_agency.pk


def test_the_words_of_the_other_stand_beside_each_field(client: Client, cast: Cast) -> None:
    """Choices by their names, days as they are written, and what is empty."""
    intake = receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)
    fact = intake.facts.get(kind=FactKind.DOCUMENT)
    client.force_login(cast.issuer)
    place = f"{intake.get_absolute_url()}{fact.number}/sua/"
    page = client.get(place)
    mine = {
        "kind": "CV", "code": "15-KH/HU", "date": "30/01/2019", "subject": "của tôi",
        "issuer": "Ban A", "relation": "mentions", "shown": page.context["shown"],
    }  # fmt: skip
    theirs = {
        "kind": "KH", "code": "14-KH/HU", "number": 14, "date": "2019-01-31",
        "subject": "của họ", "issuer": "",
    }  # fmt: skip
    decide(fact, Decision.NEW, by=cast.issuer_leader, at=NOW, value=theirs)

    answer = client.post(place, mine)

    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert errors["kind"] == ["Hiện nay ghi: “Kế hoạch”."]
    assert errors["date"] == ["Hiện nay ghi: “31/01/2019”."]
    assert errors["subject"] == ["Hiện nay ghi: “của họ”."]
    assert errors["issuer"] == ["Hiện nay để trống."]
    assert "của tôi" in answer.content.decode()


def _sent(page: Any, **typed: str) -> dict[str, Any]:
    """What a browser sends of the form: every field, as it began, and what was typed over it."""
    sent: dict[str, Any] = {"shown": page.context["shown"]}
    for bound in page.context["form"]:
        shown = bound.field.widget.format_value(bound.value())
        sent[bound.name] = (shown[0] if isinstance(shown, list) else shown) or ""
    for tag in re.findall(r"<input[^>]+name=.initial-[^>]+>", page.content.decode()):
        said = dict(re.findall(r'(name|value)="([^"]*)"', tag))
        sent[said["name"]] = unescape(said.get("value", ""))
    return sent | typed


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (FactKind.HEADER, ({"subject": "Tin về lễ ký"}, {"date": "2019-03-01", "kind": "BC"})),
        (FactKind.AGENCY, ({"name": "Ban khác"}, {"level": "commune"})),
        (FactKind.DOCUMENT, ({"date": "02/02/2019"}, {"subject": "Kế hoạch năm"})),
        (FactKind.AGREEMENT, ({"from_year": "2018"}, {"title": "Chương trình của người khác"})),
        (FactKind.EVENT, ({"period": "2019"}, {"host": "Huyện ủy An Lạc", "date": None})),
    ],
)
def test_a_field_that_only_the_other_changed_stays_theirs(
    client: Client, cast: Cast, agency: IntakeFact, kind: str, changes: tuple[Any, Any]
) -> None:
    mine, theirs = changes
    fact = agency.intake.facts.filter(kind=kind).first()
    assert fact is not None
    client.force_login(cast.issuer)
    place = f"{fact.intake.get_absolute_url()}{fact.number}/sua/"
    sent = _sent(client.get(place), **mine)
    decide(fact, Decision.NEW, by=cast.issuer, at=NOW, value=theirs)

    asked = client.post(place, sent)
    words = asked.content.decode()
    again = client.post(place, _sent(asked))

    assert (asked.status_code, again.status_code) == (422, 302)
    assert words.count("Người khác vừa sửa ô này") >= len(theirs)
    fact.refresh_from_db()
    assert {name: fact.value[name] for name in theirs} == theirs
    own = form_class(kind).initial_of(fact.value)
    name, typed = next(iter(mine.items()))
    assert not form_class(kind).base_fields[name].has_changed(own[name], typed)


def test_a_field_that_both_changed_is_the_second_ones_when_meant(
    client: Client, cast: Cast, agency: IntakeFact
) -> None:
    client.force_login(cast.issuer)
    place = f"{agency.intake.get_absolute_url()}{agency.number}/sua/"
    sent = _sent(client.get(place), name="Ban của tôi")
    theirs = {"name": "Ban của họ", "level": "commune"}
    decide(agency, Decision.NEW, by=cast.issuer, at=NOW, value=theirs)

    asked = client.post(place, sent)
    client.post(place, _sent(asked))

    assert "Hiện nay ghi: “Ban của họ”." in asked.content.decode()
    agency.refresh_from_db()
    assert (agency.value["name"], agency.value["level"]) == ("Ban của tôi", "commune")
