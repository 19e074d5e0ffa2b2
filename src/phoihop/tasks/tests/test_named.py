"""The filters offer a short list, and where it would be long a name to type."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.models import Agency, FormerName, Succession, SuccessionKind
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock

LIST = reverse("tasks:list")
OFFERS = reverse("tasks:offers")


@pytest.fixture
def many(cast: Cast, client: Client) -> Cast:
    """Twenty agencies lead a task of the issuer each; the issuer is signed in."""
    for n in range(20):
        agency = AgencyFactory.create(name=f"Trường Tiểu học số {n}")
        TaskFactory.create(
            lead_agency=agency, assigner=cast.issuer_agency, title=f"Việc của trường {n} đây"
        )
    client.force_login(cast.issuer)
    return cast


def shown(page: str) -> set[str]:
    """The schools whose tasks stand in the list."""
    return set(re.findall(r"Việc của trường (\d+) đây", page))


def test_few_agencies_are_a_list(cast: Cast, client: Client) -> None:
    TaskFactory.create(lead_agency=cast.lead_agency, assigner=cast.issuer_agency)
    client.force_login(cast.issuer)

    page = client.get(LIST).content.decode()

    assert '<select name="lead"' in page
    assert f'<option value="{cast.lead_agency.pk}">{cast.lead_agency}</option>' in page


def test_many_agencies_are_typed_by_name_and_linked_by_key(many: Cast, client: Client) -> None:
    school = AgencyFactory._meta.model.objects.get(name="Trường Tiểu học số 7")

    empty = client.get(LIST).content.decode()
    typed = client.get(LIST, {"lead": "truong tieu hoc so 7"}).content.decode()
    linked = client.get(LIST, {"lead": str(school.pk)}).content.decode()

    assert '<select name="lead"' not in empty
    assert "Trường Tiểu học số 3" not in empty.split('id="list"')[0]
    assert shown(typed) == shown(linked) == {"7"}
    assert f'value="Trường Tiểu học số 7 #{school.pk}"' in linked


@pytest.mark.parametrize("look", ["lists:board", "lists:month", "urging:draft"])
def test_other_looks_at_the_list_know_what_was_typed(many: Cast, client: Client, look: str) -> None:
    Task.objects.update(due_on=clock.today() - timedelta(days=1))

    response = client.get(reverse(look), {"lead": "truong tieu hoc so 7"})

    assert response.status_code == 200
    assert shown(response.content.decode()) == {"7"}


def test_a_name_that_nobody_bears_is_said(many: Cast, client: Client) -> None:
    response = client.get(LIST, {"lead": "Trường nào đó"})

    assert response.status_code == 422
    assert 'value="Trường nào đó"' in response.content.decode()


def test_the_server_offers_names_by_what_was_typed(many: Cast, client: Client) -> None:
    page = client.get(OFFERS, {"lead": "hoc so 1"}).content.decode()

    assert "Trường Tiểu học số 15 #" in page
    assert "số 7" not in page
    assert client.get(OFFERS).status_code == 404


def test_programmes_are_offered_to_those_who_see_them(cast: Cast, client: Client) -> None:
    AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency], signed=True, title="Học tập 2019"
    )

    for user, seen in ((cast.lead, True), (cast.outsider, False)):
        client.force_login(user)
        page = client.get(OFFERS, {"programme": "hoc tap"}).content.decode()
        assert ("Học tập 2019" in page) is seen


def test_one_of_many_programmes_is_found_by_its_title(cast: Cast, client: Client) -> None:
    for n in range(16):
        AgreementFactory.create(owner=cast.issuer_agency, signed=True, title=f"Học tập lần {n}")
    client.force_login(cast.issuer)

    found = client.get(LIST, {"programme": "hoc tap lan 3"})
    unknown = client.get(LIST, {"programme": "hoc tap lan 99"})

    assert found.status_code == 200
    assert "Chương trình: Học tập lần 3" in found.content.decode()
    assert "Không có chương trình nào mang số, ký hiệu hoặc tên này." in unknown.content.decode()


def test_old_names_are_offered_to_filters(many: Cast, client: Client) -> None:
    """Renamed, or taken over by another: both are found, and lead to the agency of today."""
    renamed, heir = Agency.objects.filter(name__startswith="Trường").order_by("pk")[:2]
    FormerName.objects.create(
        agency=renamed, name="Trường Phổ thông cơ sở Lê Lợi", valid_to=date(2018, 8, 1)
    )
    ended = AgencyFactory.create(name="Trường Phổ thông cơ sở Trần Phú", valid_to=date(2019, 1, 1))
    Succession.objects.create(
        predecessor=ended, successor=heir, on=date(2019, 1, 2), kind=SuccessionKind.MERGED
    )

    page = client.get(OFFERS, {"lead": "pho thong co so"}).content.decode()

    assert f"{renamed.name} (tên cũ: Trường Phổ thông cơ sở Lê Lợi) #{renamed.pk}" in page
    offer = f"{heir.name} (tên cũ: Trường Phổ thông cơ sở Trần Phú) #{heir.pk}"
    assert offer in page
    chosen = client.get(LIST, {"lead": offer})
    assert shown(chosen.content.decode()) == {heir.name.rpartition(" ")[2]}
    assert client.get(OFFERS, {"lead": "khong co"}).status_code == 200


def test_the_long_optional_parts_of_the_form_are_folded_and_open_on_an_error(
    many: Cast, client: Client
) -> None:
    partner = many.partner_agency
    client.force_login(many.issuer)
    closed, opened = '<details class="fold"><summary>', '<details class="fold" open><summary>'
    page = client.get(reverse("tasks:create")).content.decode()
    assert page.count(closed) == 2
    assert "chưa chọn" in page
    typed = {
        "title": "Mở lớp",
        "coordinating": str(partner.pk),
        f"part-{partner.pk}": "Cử giảng viên",
        f"part-due-{partner.pk}": "31/02/2020",
        "document_code": "1/KHONG-CO",
    }

    refused = client.post(reverse("tasks:create"), typed)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert page.count(opened) == 2
    assert closed not in page
    for words in ("Cử giảng viên", "31/02/2020", "1/KHONG-CO"):
        assert words in page
    kept = client.post(reverse("tasks:create"), {**typed, f"part-due-{partner.pk}": ""})
    summary = kept.content.decode().partition(closed)[2].partition("</summary>")[0]
    assert str(partner) in summary


def test_old_names_are_no_choice_for_new_work(many: Cast, client: Client) -> None:
    renamed = Agency.objects.filter(name__startswith="Trường").order_by("pk")[0]
    FormerName.objects.create(agency=renamed, name="Trường Lê Lợi", valid_to=date(2018, 8, 1))
    page = client.get(reverse("tasks:create")).content.decode()
    assert "Trường Lê Lợi" not in page
    assert "tên cũ" not in page
