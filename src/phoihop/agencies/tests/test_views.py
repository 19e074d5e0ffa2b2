"""The pages: everyone reads, administrators change, lists stay cheap, bad input is said."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies import services
from phoihop.agencies.models import Agency, AgencyLink, Official, Position, SuccessionKind, Tenure
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
NEW = {
    "name": "Đảng ủy xã Bình An",
    "kind": "party_committee",
    "level": "commune",
    "form_key": "one",
}


def pages_of(agency: Agency, official: Official) -> list[str]:
    """What everyone who signs in may read."""
    return [
        *(reverse(f"agencies:{name}") for name in ("list", "tree", "officials", "positions")),
        *(
            reverse(f"agencies:{name}", args=[agency.pk])
            for name in ("detail", "people", "history")
        ),
        reverse("agencies:official", args=[official.pk]),
        reverse("agencies:official_history", args=[official.pk]),
    ]


def acts_on(agency: Agency, tenure: Tenure) -> list[str]:
    """What only administrators reach."""
    position = Position.objects.create(name="Trưởng phòng")
    return [
        *(reverse(f"agencies:{name}") for name in ("create", "official_create", "position_create")),
        *(
            reverse(f"agencies:{name}", args=[agency.pk])
            for name in ("change", "place", "close", "succession")
        ),
        reverse("agencies:official_change", args=[tenure.official.pk]),
        reverse("agencies:tenure_add", args=[tenure.official.pk]),
        reverse("agencies:position_change", args=[position.pk]),
    ]


@pytest.mark.parametrize("who", ["outsider", "inspector", "issuer", "administrator"])
def test_everyone_who_signs_in_reads(client: Client, cast: Cast, who: str) -> None:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    client.force_login(getattr(cast, who))
    for address in pages_of(cast.lead_agency, tenure.official):
        assert client.get(address).status_code == 200, address


def test_a_stranger_reads_nothing(client: Client, cast: Cast) -> None:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    for address in pages_of(cast.lead_agency, tenure.official):
        assert client.get(address)["Location"].startswith(reverse("account_login")), address


@pytest.mark.parametrize("who", ["outsider", "inspector", "issuer", "issuer_leader"])
def test_others_find_no_form_and_change_nothing(client: Client, cast: Cast, who: str) -> None:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    client.force_login(getattr(cast, who))
    for address in acts_on(cast.lead_agency, tenure):
        assert client.get(address).status_code == 404, address
        assert client.post(address, NEW | {"on": "1/1/2020"}).status_code == 404, address

    assert not Event.objects.exists()
    page = client.get(cast.lead_agency.get_absolute_url()).content.decode()
    assert "Sửa thông tin" not in page


def test_an_administrator_opens_every_form(client: Client, cast: Cast) -> None:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    client.force_login(cast.administrator)
    for address in acts_on(cast.lead_agency, tenure):
        assert client.get(address).status_code == 200, address


def test_registering_an_agency(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    facts = NEW | {"parent": "ban tuyen giao huyen uy an lac", "valid_from": "1/7/2025"}
    client.post(reverse("agencies:create"), facts)
    client.post(reverse("agencies:create"), facts)
    agency = Agency.objects.get(name="Đảng ủy xã Bình An")

    assert agency.valid_from == date(2025, 7, 1)
    assert AgencyLink.objects.get(child=agency).parent == cast.issuer_agency


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("name", "", "Bắt buộc nhập", id="empty"),
        pytest.param("valid_from", "31/02/2020", "Ngày không hợp lệ", id="no-such-day"),
        pytest.param("valid_to", "1/1/1999", "Ngày cuối trước ngày đầu", id="ends-first"),
        pytest.param("parent", "Không Có", "Không có cơ quan nào tên như vậy", id="no-parent"),
        pytest.param("parent", "Trạm Y tế", "Có nhiều cơ quan như vậy", id="several"),
        pytest.param("code", "X1", "Mã này đã dùng", id="code-taken"),
        pytest.param("level", "kingdom", "danh sách", id="no-such-level"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(
    client: Client, cast: Cast, field: str, value: str, words: str
) -> None:
    AgencyFactory.create_batch(2, name="Trạm Y tế")
    AgencyFactory.create(code="X1")
    client.force_login(cast.administrator)
    facts = NEW | {"valid_from": "1/1/2000", "address": "Số 2 đường Kênh Tây", field: value}
    answer = client.post(reverse("agencies:create"), facts)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Số 2 đường Kênh Tây" in answer.content.decode()
    assert not Agency.objects.filter(name="Đảng ủy xã Bình An").exists()


def test_a_namesake_is_named_by_its_number(client: Client, cast: Cast) -> None:
    first, _second = AgencyFactory.create_batch(2, name="Trạm Y tế")
    client.force_login(cast.administrator)
    client.post(reverse("agencies:create"), NEW | {"parent": f"Trạm Y tế #{first.pk}"})

    assert AgencyLink.objects.get().parent == first


def test_markup_is_text_everywhere(client: Client, cast: Cast) -> None:
    name = "<script>alert(1)</script>"
    client.force_login(cast.administrator)
    client.post(reverse("agencies:create"), NEW | {"name": name, "note": name, "address": name})
    agency = Agency.objects.get(name=name)
    pages = ("detail", "history", "change")
    for address in [reverse(f"agencies:{page}", args=[agency.pk]) for page in pages]:
        page = client.get(address).content.decode()
        assert name not in page
        assert "&lt;script&gt;" in page


def test_before_and_after_are_shown(client: Client, cast: Cast) -> None:
    agency = cast.issuer_agency
    services.close_agency(
        agency,
        on=date(2025, 6, 30),
        successors=[services.Successor(cast.lead_agency, SuccessionKind.MERGED)],
        paper="305-QĐ/TU",
        by=None,
        at=NOW,
    )
    client.force_login(cast.outsider)
    old = client.get(agency.get_absolute_url()).content.decode()
    new = client.get(cast.lead_agency.get_absolute_url()).content.decode()

    assert "Đã kết thúc 30/06/2025" in old
    assert "Phòng Giáo dục và Đào tạo" in old
    assert "Hợp nhất, sáp nhập" in new
    assert "305-QĐ/TU" in new
    assert agency.name in new


def test_the_list_shows_those_at_work_and_the_ended_on_demand(client: Client, cast: Cast) -> None:
    AgencyFactory.create(name="Hội Khuyến học", level="district", valid_to=date(2025, 6, 30))
    client.force_login(cast.outsider)
    address = reverse("agencies:list")

    assert "Hội Khuyến học</a>" not in client.get(address).content.decode()
    ended = client.get(address, {"alive": "ended", "level": "district"}).content.decode()
    assert "Hội Khuyến học</a>" in ended
    assert "Phòng Giáo dục" not in ended
    assert "giao duc" not in ended
    found = client.get(address, {"words": "giao duc"}).content.decode()
    assert "Phòng Giáo dục và Đào tạo</a>" in found
    assert "Đài Truyền thanh" not in found
    under = client.get(address, {"under": cast.issuer_agency.pk}).content.decode()
    assert "Phòng Giáo dục và Đào tạo</a>" in under
    assert "Tài chính - Kế hoạch</a>" not in under


def test_nonsense_in_the_address_is_no_error(client: Client, cast: Cast) -> None:
    client.force_login(cast.outsider)
    for query in ("?level=x&kind=y", "?under=abc", "?under=99999999999999999999", "?alive=%00"):
        assert client.get(reverse("agencies:list") + query).status_code == 200, query
    assert client.get(reverse("agencies:officials") + "?words=a%00b").status_code == 200
    assert client.get(reverse("agencies:tree") + "?goc=999999").status_code == 404
    assert client.get(reverse("agencies:tree") + "?goc=99999999999999999999").status_code == 404


def test_the_tree_goes_two_steps_down_and_opens_further(client: Client, cast: Cast) -> None:
    top = services.create_agency(NEW | {"name": "Tỉnh ủy"}, by=None, at=NOW)
    agency = top
    for name in ("Huyện ủy", "Đảng ủy xã", "Chi bộ thôn"):
        agency = services.create_agency(NEW | {"name": name}, by=None, at=NOW, parent=agency)
    client.force_login(cast.outsider)
    page = client.get(reverse("agencies:tree")).content.decode()

    assert "Huyện ủy</a>" in page
    assert "Chi bộ thôn" not in page
    below = client.get(reverse("agencies:tree"), {"goc": top.pk}).content.decode()
    assert "Đảng ủy xã</a>" in below


def test_an_official_with_the_offices_of_the_time(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    answer = client.post(
        reverse("agencies:official_create"), {"full_name": "Lương Văn Khải", "form_key": "k"}
    )
    official = Official.objects.get(full_name="Lương Văn Khải")
    assert answer["Location"] == official.get_absolute_url()
    facts = {"title": "Trưởng Ban", "agency": cast.lead_agency.name, "valid_from": "01/07/2018"}
    client.post(reverse("agencies:tenure_add", args=[official.pk]), facts)
    tenure = official.tenures.get()
    services.end_tenure(tenure, on=date(2018, 12, 31), by=cast.administrator, at=NOW)
    page = client.get(official.get_absolute_url()).content.decode()

    assert "từ 01/07/2018 đến 31/12/2018" in page
    assert cast.lead_agency.name in page
    staff = client.get(reverse("agencies:people", args=[cast.lead_agency.pk])).content.decode()
    assert "Trước đây" in staff


def test_a_namesake_official_is_announced(client: Client, cast: Cast) -> None:
    OfficialFactory.create(full_name="Lương Văn Khải")
    client.force_login(cast.administrator)
    facts = {"full_name": "Lương Văn Khải", "form_key": "k"}
    page = client.post(reverse("agencies:official_create"), facts, follow=True).content.decode()

    assert "trùng tên" in page
    assert Official.objects.count() == 2


def add_agencies(first: int, last: int, parent: Agency) -> None:
    """Agencies under one parent with an official each."""
    agencies = Agency.objects.bulk_create(
        Agency(
            name=f"Trạm {n}", name_key=f"tram {n:05}", name_folded=f"tram {n}", kind="health",
            level="commune",
        )
        for n in range(first, last)
    )  # fmt: skip
    AgencyLink.objects.bulk_create(AgencyLink(child=agency, parent=parent) for agency in agencies)
    officials = Official.objects.bulk_create(
        Official(full_name=f"Trần Văn {n}", name_key=f"{n:05}", name_folded=f"tran van {n}")
        for n in range(first, last)
    )
    Tenure.objects.bulk_create(
        Tenure(official=official, agency=agency, title="Trạm trưởng")
        for official, agency in zip(officials, agencies, strict=True)
    )


@pytest.mark.parametrize(
    "address",
    ["/co-quan/", "/co-quan/?words=tram&kind=health", "/co-quan/cay/", "/co-quan/can-bo/"],
)
def test_lists_cost_the_same_at_10_and_1000_rows(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.outsider)
    costs = []
    for first, last in ((0, 10), (10, 1000)):
        add_agencies(first, last, cast.issuer_agency)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
