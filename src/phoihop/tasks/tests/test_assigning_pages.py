"""The forms that assign: one task, and the contents of an agreement."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import Cast
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks.models import Task
from phoihop.tasks.tests import story
from phoihop.tasks.tests.addresses import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]


def form_of(cast: Cast, **other: Any) -> dict[str, Any]:
    person = OfficialFactory.create(full_name="Lê Thu Hà")
    TenureFactory.create(official=person, agency=cast.lead_agency, title="Chuyên viên")
    return {
        "title": "Tuyên truyền về học tập suốt đời",
        "product": "Báo cáo",
        "lead_agency": cast.lead_agency.pk,
        "person_in_charge": person.pk,
        "coordinating": [cast.partner_agency.pk],
        f"part-{cast.partner_agency.pk}": "Phát trên đài",
        "due_on": "31/05/2019",
        "rhythm": "",
    } | other


def test_assigning_through_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    assert client.get(url("create")).status_code == 200

    response = client.post(url("create"), form_of(cast))

    task = Task.objects.get()
    assert response.headers["Location"] == task.get_absolute_url()
    assert task.coordinations.get().part == "Phát trên đài"
    client.force_login(cast.inspector)
    assert client.get(url("create")).status_code == 403


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"due_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"due_on": "15/04/2019"}, "Thời hạn trước ngày giao"),
        ({"due_on": ""}, "Rõ thời gian"),
        ({"person_in_charge": ""}, "Rõ người: bắt buộc nhập"),
        ({"product": ""}, "Bắt buộc nhập"),
        ({"title": ""}, "Bắt buộc nhập"),
        ({"rhythm": "monthly"}, "Việc thường xuyên không có thời hạn"),
        ({"document_code": "99-CT/TW"}, "Không tìm thấy văn bản"),
        ({"lead_agency": "999999"}, "không giao nhiệm vụ được"),
    ],
)
def test_bad_input_keeps_what_was_typed(
    cast: Cast, client: Client, other: dict[str, Any], words: str
) -> None:
    client.force_login(cast.issuer)
    sent = form_of(cast, detail="Chữ đã gõ") | other

    response = client.post(url("create"), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Chữ đã gõ" in page
    assert "Phát trên đài" in page
    assert not Task.objects.exists()


def test_the_same_form_sent_twice_makes_one_task(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    page = client.get(url("create")).content.decode()
    sent = form_of(cast, form_key=page.split('name="form_key" value="')[1].split('"')[0])

    for _ in range(2):
        assert client.post(url("create"), sent).status_code == 302

    assert Task.objects.count() == 1


def test_correcting_before_it_is_accepted(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    client.post(url("create"), form_of(cast))
    task = Task.objects.get()
    page = client.get(url("edit", task.pk)).content.decode()
    assert "Phát trên đài" in page
    assert "31/05/2019" in page

    sent = form_of(cast, due_on="10/06/2019", coordinating=[])
    assert client.post(url("edit", task.pk), sent).status_code == 302

    task.refresh_from_db()
    assert task.due_on == date(2019, 6, 10)
    assert not task.coordinations.exists()


def test_the_field_of_persons_follows_the_lead_agency(cast: Cast, client: Client) -> None:
    form_of(cast)
    client.force_login(cast.issuer)

    page = client.get(url("people"), {"lead_agency": cast.lead_agency.pk}).content.decode()

    assert "Lê Thu Hà, Chuyên viên" in page
    assert "selected" not in page.split("Lê Thu Hà")[0].rsplit("<option", 1)[1]
    contact = OfficialFactory.create(full_name="Trần Văn Đầu Mối")
    UserFactory.create(agency=cast.lead_agency, is_contact=True, official=contact)
    page = client.get(url("people"), {"lead_agency": cast.lead_agency.pk}).content.decode()
    assert f'<option value="{contact.pk}" selected>' in page
    assert client.get(url("people"), {"lead_agency": "x"}).status_code == 404


@time_machine.travel(story.at("2019-03-01"), tick=False)
def test_assigning_the_contents_through_the_page(client: Client) -> None:
    year = story.signed_year()
    client.force_login(year.specialist)
    page = client.get(url("assign_items", year.programme.pk))
    rows = page.context["rows"]
    sent = {"form_key": page.context["form"]["form_key"].value()}
    for row in rows:
        for field in row:
            value = field.value()
            shown = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
            sent[field.html_name] = "on" if value is True else shown
    assert len(rows) == 11
    a5, t1 = rows[4].add_prefix("person_in_charge"), rows[0].add_prefix("due_on")

    bad = sent | {a5: "", t1: "28/02/2019"}
    response = client.post(url("assign_items", year.programme.pk), bad)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Rõ người: bắt buộc nhập" in text
    assert "Thời hạn trước ngày giao" in text
    assert 'value="28/02/2019"' in text
    assert not Task.objects.exists()

    for _ in range(2):
        response = client.post(url("assign_items", year.programme.pk), sent)
        assert response.status_code == 302
    assert Task.objects.count() == 11
    shown = client.get(url("programme", year.programme.pk)).content.decode()
    assert "<b>0/11</b>" in shown
    nothing = {"form_key": ""}
    assert client.post(url("assign_items", year.programme.pk), nothing).status_code == 422


@time_machine.travel(story.at("2019-03-01"), tick=False)
def test_what_is_due_later_or_assigned_is_folded_away_until_it_is_chosen(client: Client) -> None:
    agency = AgencyFactory.create()
    user = UserFactory.create(agency=agency, role="leader")
    lead = AgencyFactory.create()
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=lead, title="Trưởng phòng")
    agreement = AgreementFactory.create(
        owner=agency,
        parties=[lead],
        valid_from=date(2019, 1, 1),
        valid_to=date(2023, 12, 31),
        signed=True,
    )
    for rule in ("on:2019-06-30", "on:2022-06-30"):
        ContentItemFactory.create(agreement=agreement, lead_agency=lead, due_rule=rule)
    client.force_login(user)
    address = url("assign_items", agreement.pk)

    page = client.get(address)
    first, later = page.context["first_rows"], page.context["later_rows"]
    assert [row.planned.due_on.year for row in (*first, *later)] == [2019, 2022]
    shown = page.content.decode()
    assert '<details class="fold"><summary>' in shown
    assert "1 nhiệm vụ khác" in shown
    far = later[0]
    sent = {
        far.add_prefix("chosen"): "on",
        far.add_prefix("product"): "",
        far.add_prefix("due_on"): "30/06/2022",
        "form_key": "",
    }

    refused = client.post(address, sent)

    assert refused.status_code == 422
    assert '<details class="fold" open><summary>' in refused.content.decode()
    sent |= {far.add_prefix("product"): "Báo cáo", far.add_prefix("person_in_charge"): person.pk}
    assert client.post(address, sent).status_code == 302
    assert Task.objects.get().due_on == date(2022, 6, 30)
    again = client.get(address).context
    assert [row.planned.due_on.year for row in again["first_rows"]] == [2019]
