"""The pages of the set-up: for administrators, and before there are any for who has the code."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.agencies.models import Office, OfficeDay, OfficeYear
from phoihop.audit.models import Event
from phoihop.documents.models import NumberSeries
from phoihop.setup import services
from phoihop.setup.models import OfficeLook, PutAside
from phoihop.setup.tests.pictures import png
from phoihop.ui import clock

BEGIN, FOUND = "/thiet-lap/bat-dau/", "/thiet-lap/bat-dau/co-quan/"
OFFICE = {
    "agency_name": "Đảng ủy xã Hòa An",
    "agency_kind": "party_committee",
    "agency_level": "commune",
    "short_name": "ĐU",
    "superior_name": "Tỉnh ủy Sông Lam",
    "superior_kind": "party_committee",
    "superior_level": "province",
    "full_name": "Lê Văn Quản",
    "username": "quantri",
    "password": "mot cau du dai 2026",
    "password_again": "mot cau du dai 2026",
}


@pytest.fixture
def admin(cast: Cast, office: Office, client: Client) -> Client:
    """Signed in as the administrator."""
    client.force_login(cast.administrator)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.django_db
def test_an_empty_installation_leads_to_its_first_page(client: Client) -> None:
    for door in ("/", "/dang-nhap/", "/dang-nhap/?next=/van-ban/"):
        answer = client.get(door)
        assert (answer.status_code, answer["Location"]) == (302, BEGIN)
    page = text(client.get(BEGIN))
    assert "phoihop setup --code" in page
    assert client.get(FOUND)["Location"] == BEGIN


def test_where_somebody_has_an_account_there_is_no_first_page(cast: Cast, client: Client) -> None:
    for path in (BEGIN, FOUND):
        assert client.get(path).status_code == 404
        assert client.post(path, OFFICE | {"code": "x"}).status_code == 404
    assert client.get("/dang-nhap/").status_code == 200
    assert not Office.objects.exists()


@pytest.mark.django_db
def test_an_address_is_slowed_down_and_others_are_not(client: Client) -> None:
    code = services.new_code(real_at=clock.real_now())
    for _number in range(10):
        assert client.post(BEGIN, {"code": "aaaa-bbbb-cccc-dddd"}).status_code == 422

    refused = client.post(BEGIN, {"code": code})
    other = client.post(BEGIN, {"code": code}, REMOTE_ADDR="10.0.0.9")

    assert refused.status_code == 422
    assert "Đã thử quá nhiều lần" in text(refused)
    assert other["Location"] == FOUND


@pytest.mark.django_db
def test_a_stranger_without_the_code_makes_no_office(client: Client) -> None:
    services.new_code(real_at=clock.real_now())
    assert client.post(FOUND, OFFICE)["Location"] == BEGIN
    refused = client.post(BEGIN, {"code": "aaaa-bbbb-cccc-dddd"})
    assert refused.status_code == 422
    assert "aaaa-bbbb-cccc-dddd" in text(refused)
    assert client.post(FOUND, OFFICE)["Location"] == BEGIN
    for nonsense in ("", "\0", "x" * 5000):
        assert client.post(BEGIN, {"code": nonsense}).status_code == 422
    assert not User.objects.exists()
    assert not Office.objects.exists()


@pytest.mark.django_db
def test_with_the_code_the_office_is_made_and_one_logs_in(client: Client) -> None:
    code = services.new_code(real_at=clock.real_now())
    assert client.post(BEGIN, {"code": code})["Location"] == FOUND
    made = client.post(FOUND, OFFICE)

    assert made.status_code == 302
    assert made["Location"].startswith("/dang-nhap/?next=")
    assert Office.objects.get().name == "Đảng ủy xã Hòa An"
    assert User.objects.get().check_password(OFFICE["password"])
    assert "quantri" in text(client.get(made["Location"]))
    assert client.get(BEGIN).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"agency_name": ""}, "agency_name"),
        ({"agency_kind": "club"}, "agency_kind"),
        ({"superior_kind": ""}, "superior_kind"),
        ({"superior_name": "đảng uỷ xã hoà an"}, "Cơ quan cấp trên không thể là"),
        ({"password": "ngan", "password_again": "ngan"}, "id_password_error"),
        ({"password_again": "khac hẳn đi 2026"}, "id_password_again_error"),
        ({"username": "Có Dấu"}, "không dấu"),
        ({"username": "a\0b"}, "id_username_error"),
    ],
)
def test_a_refused_office_keeps_what_was_typed(
    client: Client, wrong: dict[str, str], words: str
) -> None:
    client.post(BEGIN, {"code": services.new_code(real_at=clock.real_now())})
    refused = client.post(FOUND, OFFICE | wrong)

    assert refused.status_code == 422
    assert words in text(refused)
    assert 'value="Lê Văn Quản"' in text(refused)
    assert not Office.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_code_made_anew_sends_an_opened_browser_back(client: Client) -> None:
    client.post(BEGIN, {"code": services.new_code(real_at=clock.real_now())})
    services.new_code(real_at=clock.real_now())
    assert client.post(FOUND, OFFICE)["Location"] == BEGIN
    assert "không còn dùng được" in text(client.get(BEGIN))
    assert not Office.objects.exists()


def test_every_page_shows_itself_to_the_administrator(admin: Client) -> None:
    for name in ("home", "office", "look", "series"):
        assert admin.get(reverse(f"setup:{name}")).status_code == 200, name
    assert admin.get("/thiet-lap/ngay-nghi/")["Location"].endswith(f"/{clock.today().year}/")
    assert admin.get("/thiet-lap/ngay-nghi/2026/").status_code == 200
    assert admin.get("/thiet-lap/ngay-nghi/1950/").status_code == 404
    assert admin.get("/thiet-lap/ngay-nghi/99999999999999/").status_code == 404
    assert admin.post("/thiet-lap/ngay-nghi/1950/xac-nhan/").status_code == 404


def test_a_way_into_a_room_that_is_not_there_is_left_out(admin: Client) -> None:
    page = text(admin.get("/thiet-lap/"))
    assert reverse("agencies:create") in page
    assert 'href=""' not in page


def test_the_office_is_changed_from_its_page(admin: Client, cast: Cast) -> None:
    facts = {"name": "Tên mới", "nearly_due_days": "7", "default_due_days": "15"}
    done = admin.post("/thiet-lap/co-quan/", facts | {"superior": cast.outside_agency.name})
    assert done["Location"] == "/thiet-lap/"
    assert Office.objects.get().name == "Tên mới"
    assert "Tên mới" in text(admin.get("/thiet-lap/co-quan/"))
    for wrong in ({"nearly_due_days": "0"}, {"default_due_days": "999"}, {"superior": "Không có"}):
        refused = admin.post("/thiet-lap/co-quan/", facts | wrong)
        assert refused.status_code == 422
        assert "Tên mới" in text(refused)


def test_a_pale_colour_comes_back_with_figures_and_a_way_out(admin: Client) -> None:
    refused = admin.post("/thiet-lap/dien-mao/mau/", {"accent": "#ffcc00"})
    assert refused.status_code == 422
    page = text(refused)
    assert 'value="#ffcc00"' in page
    assert "1,51 : 1" in page
    mend = page.split('name="accent" value="#')[2][:6]
    assert admin.post("/thiet-lap/dien-mao/mau/", {"accent": f"#{mend}"}).status_code == 302
    assert OfficeLook.objects.get().accent == f"#{mend}"


def test_the_colour_is_served_as_a_stylesheet_to_everybody(admin: Client, client: Client) -> None:
    assert client.get("/thiet-lap/mau.css").status_code == 404
    admin.post("/thiet-lap/dien-mao/mau/", {"accent": "#1b6541"})
    page = text(admin.get("/thiet-lap/"))
    assert "/thiet-lap/mau.css?v=1b6541" in page
    admin.logout()
    assert "/thiet-lap/mau.css?v=1b6541" in text(admin.get("/dang-nhap/"))
    sheet = admin.get("/thiet-lap/mau.css?v=1b6541")
    assert sheet["Content-Type"].startswith("text/css")
    assert sheet["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in sheet["Cache-Control"]


def test_the_emblem_is_served_as_a_picture_and_nothing_else(admin: Client) -> None:
    assert admin.get("/thiet-lap/bieu-trung/").status_code == 404
    file = SimpleUploadedFile("huy-hieu.html", png(), content_type="text/html")
    assert admin.post("/thiet-lap/dien-mao/bieu-trung/", {"emblem": file}).status_code == 302
    page = text(admin.get("/"))
    assert page.count("/thiet-lap/bieu-trung/?v=") == 2  # on the bar and at the head of the print
    admin.logout()
    assert "/thiet-lap/bieu-trung/?v=" in text(admin.get("/dang-nhap/"))
    served = admin.get("/thiet-lap/bieu-trung/")
    assert served.content == png()
    assert served["Content-Type"] == "image/png"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served["Content-Security-Policy"]


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        SimpleUploadedFile("a.png", b"", "image/png"),
        SimpleUploadedFile("a.png", png() + b"\0" * 400_000, "image/png"),
        "",
    ],
    ids=["svg", "empty", "heavy", "none"],
)
def test_no_other_file_becomes_the_emblem(admin: Client, file: Any) -> None:
    refused = admin.post("/thiet-lap/dien-mao/bieu-trung/", {"emblem": file})
    assert refused.status_code == 422
    assert "id_emblem_error" in text(refused)
    assert not OfficeLook.objects.exclude(emblem=None).exists()


def test_series_begin_after_the_last_number_on_paper(admin: Client, cast: Cast) -> None:
    type(cast.issuer_agency).objects.filter(pk=cast.issuer_agency.pk).update(kind="party_board")
    page = text(admin.get("/thiet-lap/so-van-ban/"))
    assert "CTr/BTG" in page
    done = admin.post("/thiet-lap/so-van-ban/", runs(("CTr/BTG", "41"), ("KH/BTG", ""), ("", "")))
    assert done["Location"] == "/thiet-lap/"
    series = NumberSeries.objects.get()
    assert (series.symbol, series.last_number) == ("CTr/BTG", 41)
    assert "CTr/BTG" not in [
        row["symbol"].value() for row in admin.get("/thiet-lap/so-van-ban/").context["rows"]
    ]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ([("CTr/BTG", "")], {}),
        ([("CTr BTG !", "3")], {}),
        ([("", "3")], {}),
        ([("CTr/BTG", "-3")], {}),
        ([("CTr/BTG", "nhiều")], {}),
        ([("CTr/BTG", "1"), ("CTr/BTG", "2")], {}),
        ([("CTr/BTG", "3")], {"all-first_day": "31/02/2026"}),
        ([("CTr/BTG", "3")], {"all-last_day": "01/01/2020"}),
        ([("CTr/BTG", "3")], {"run-TOTAL_FORMS": "x"}),
        ([("CTr/BTG", "3")], {"run-TOTAL_FORMS": "100000"}),
    ],
)
def test_refused_series_keep_what_was_typed_and_open_none(
    admin: Client, rows: list[tuple[str, str]], more: dict[str, str]
) -> None:
    refused = admin.post("/thiet-lap/so-van-ban/", runs(*rows) | more)
    assert refused.status_code == 422
    assert not NumberSeries.objects.exists()


def runs(*rows: tuple[str, str]) -> dict[str, str]:
    posted = {
        "all-regime": "party",
        "all-first_day": "01/01/2025",
        "all-last_day": "",
        "run-TOTAL_FORMS": str(len(rows)),
        "run-INITIAL_FORMS": "0",
    }
    for number, (symbol, last) in enumerate(rows):
        posted |= {f"run-{number}-symbol": symbol, f"run-{number}-last_number": last}
    return posted


def test_days_off_are_put_right_and_confirmed(admin: Client) -> None:
    base = "/thiet-lap/ngay-nghi/2026/"
    day = {"name": "Ngày truyền thống", "source": "Công văn số 12"}
    swap = {"out_on": "31/08/2026", "in_on": "22/08/2026"} | day
    assert admin.post(f"{base}bo/", {"on": "2026-01-01"}).status_code == 302
    assert "Lấy lại" in text(admin.get(base))
    assert admin.post(f"{base}lay-lai/", {"on": "2026-01-01"}).status_code == 302
    assert admin.post(f"{base}them/", day | {"on": "19/8/26", "kind": "holiday"}).status_code == 302
    assert admin.post(f"{base}doi/", swap).status_code == 302
    assert admin.post(f"{base}xac-nhan/").status_code == 302
    page = text(admin.get(base))
    assert "Quản Trị Viên đã xác nhận lúc" in page
    assert OfficeDay.objects.filter(kind="swapped_in", on=date(2026, 8, 22)).exists()
    assert "đã được xác nhận rồi" in text(admin.post(f"{base}xac-nhan/", follow=True))


def test_a_refused_day_keeps_what_was_typed(admin: Client) -> None:
    base = "/thiet-lap/ngay-nghi/2026/"
    for path, facts in (
        ("them/", {"on": "31/02/2026", "name": "Dịp riêng", "kind": "holiday", "source": "x"}),
        ("them/", {"on": "01/01/2026", "name": "Dịp riêng", "kind": "holiday", "source": "x"}),
        ("them/", {"on": "01/03/2026", "name": "Dịp riêng", "kind": "??", "source": "x"}),
        ("doi/", {"out_on": "22/08/2026", "in_on": "31/08/2026", "name": "Dịp riêng"}),
    ):
        refused = admin.post(f"{base}{path}", facts)
        assert refused.status_code == 422
        assert 'value="Dịp riêng"' in text(refused)
    assert admin.post(f"{base}bo/", {"on": "hôm nào"}).status_code == 404
    assert admin.post(f"{base}lay-lai/", {"on": "2026-06-01"}).status_code == 404
    assert not OfficeYear.objects.exists()


def test_what_is_not_needed_is_put_aside_and_taken_up(admin: Client) -> None:
    admin.post("/thiet-lap/de-sau/look/")
    assert PutAside.objects.get().key == "look"
    assert "Lấy lại mục này" in text(admin.get("/thiet-lap/"))
    admin.post("/thiet-lap/lay-lai/look/")
    assert not PutAside.objects.exists()
    assert "cơ quan nào cũng cần" in text(admin.post("/thiet-lap/de-sau/second-step/", follow=True))


def test_today_reminds_the_administrator_and_nobody_else(
    admin: Client, cast: Cast, client: Client
) -> None:
    assert "Thiết lập cơ quan chưa xong" in text(admin.get("/"))
    client.force_login(cast.issuer)
    assert "Thiết lập" not in text(client.get("/"))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("who", ["issuer", "issuer_leader", "inspector", "outsider"])
def test_the_set_up_is_not_there_for_others(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    paths = ["", "co-quan/", "dien-mao/", "dien-mao/mau/", "dien-mao/bieu-trung/", "so-van-ban/"]
    paths += [
        f"ngay-nghi/2026/{act}" for act in ("", "xac-nhan/", "them/", "doi/", "bo/", "lay-lai/")
    ]
    paths += ["ngay-nghi/", "de-sau/look/", "lay-lai/look/", "bat-dau/", "bat-dau/co-quan/"]
    before = Event.objects.count()
    for path in paths:
        assert client.get(f"/thiet-lap/{path}").status_code == 404, path
        assert client.post(f"/thiet-lap/{path}", {"accent": "#21436a"}).status_code == 404, path
    assert Event.objects.count() == before
    assert not OfficeLook.objects.exists()


def test_the_pages_cost_the_same_with_few_and_many_records(
    admin: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for path in ("", "ngay-nghi/2026/", "so-van-ban/", "dien-mao/"):
        with django_assert_max_num_queries(24):
            admin.get(f"/thiet-lap/{path}")


def test_the_pages_speak_english_too(admin: Client) -> None:
    admin.cookies["phoihop_language"] = "en"
    for path, words in (
        ("", "What is missing"),
        ("co-quan/", "Name on the screens"),
        ("dien-mao/", "Use this picture"),
        ("so-van-ban/", "Last number used"),
        ("ngay-nghi/2026/", "Confirm these days"),
    ):
        assert words in text(admin.get(f"/thiet-lap/{path}"))
    refused = admin.post("/thiet-lap/dien-mao/mau/", {"accent": "#ffcc00"})
    assert "needed are at least 4.5 to 1" in text(refused)


def test_who_acts_for_another_agency_is_told_whose_series_these_are(
    admin: Client, cast: Cast
) -> None:
    assert "không phải sổ số của cơ quan sử dụng" not in text(admin.get("/thiet-lap/so-van-ban/"))
    Office.objects.update(agency=cast.lead_agency)
    assert "không phải sổ số của cơ quan sử dụng" in text(admin.get("/thiet-lap/so-van-ban/"))
