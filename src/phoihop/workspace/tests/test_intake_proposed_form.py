"""The form of a proposed task begins with nothing that saving it would refuse."""

from datetime import date

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.documents.models import Document
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.proposals import FirstValues, first_values
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.proposing import confirmed, task_fact
from phoihop.workspace.tests.texts import CONCLUSION

SCHOOL = "Phòng Giáo dục và Đào tạo huyện"


@pytest.fixture
def fact(cast: Cast) -> IntakeFact:
    """Of a text whose first task is for `lead_agency`, due on 30/11/2019."""
    cast.lead_agency.name = SCHOOL
    cast.lead_agency.save(update_fields=["name"])
    text = receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)
    return task_fact(confirmed(text, cast))


def begun(fact: IntakeFact, cast: Cast, on: date) -> FirstValues:
    assert isinstance(fact.intake.document, Document)
    return first_values(fact, fact.intake.document, cast.issuer, on)


def test_what_the_text_says_and_may_be_stands_in_the_form(fact: IntakeFact, cast: Cast) -> None:
    first = begun(fact, cast, date(2019, 11, 30))

    assert first.values["lead_agency"] == cast.lead_agency.pk
    assert first.values["due_on"] == date(2019, 11, 30)
    assert first.why == {}


def test_a_day_that_is_over_is_not_proposed(fact: IntakeFact, cast: Cast) -> None:
    first = begun(fact, cast, date(2019, 12, 1))

    assert first.values["due_on"] is None
    assert first.why == {
        "due_on": "Văn bản ghi thời hạn 30/11/2019, nay đã qua: xin chọn thời hạn khác."
    }


def test_an_agency_that_may_be_given_nothing_is_not_proposed(fact: IntakeFact, cast: Cast) -> None:
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(kind=AgencyKind.OTHER)
    cast.issuer_agency.refresh_from_db()
    name = cast.outside_agency.name
    fact.value = {**fact.value, "who": [{"name": name, "collective": False}]}

    first = begun(fact, cast, date(2019, 5, 1))

    assert first.values["lead_agency"] is None
    assert f"Văn bản ghi “{name}”" in first.why["lead_agency"]
    assert "không giao việc được" in first.why["lead_agency"]


def test_a_body_that_fits_no_agency_is_named_beside_the_field(
    client: Client, fact: IntakeFact, cast: Cast
) -> None:
    fact.value = {**fact.value, "who": [{"name": "Tổ công nghệ số", "collective": False}]}
    fact.save(update_fields=["value"])
    client.force_login(cast.issuer)

    page = client.get(f"{fact.intake.get_absolute_url()}{fact.number}/giao/").content.decode()

    assert "Văn bản ghi “Tổ công nghệ số”" in page


def test_a_body_that_a_person_linked_leads(cast: Cast) -> None:
    text = CONCLUSION.replace("Giao Phòng", "Giao Ban Tuyên giáo, Phòng")
    intake: Intake = receive_text(text, name="Kết luận", by=cast.issuer, at=NOW)
    body = intake.facts.filter(kind=FactKind.AGENCY).first()
    assert body is not None
    decide(body, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=cast.partner_agency.pk)
    fact = task_fact(confirmed(intake, cast))
    fact.value = {**fact.value, "who": [{"name": body.value["name"], "collective": False}]}

    assert begun(fact, cast, NOW.date()).values["lead_agency"] == cast.partner_agency.pk
