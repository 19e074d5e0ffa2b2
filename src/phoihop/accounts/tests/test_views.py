"""The pages of administrators and of everyone's own account."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts import services
from phoihop.accounts.links import for_agency
from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.accounts.tests.doors import confirm_password
from phoihop.accounts.tests.factories import MembershipFactory
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory
from phoihop.audit.models import Event

pytestmark = pytest.mark.django_db
NEW = {
    "username": "mai.do",
    "full_name": "Đỗ Thị Mai",
    "email": "",
    "official": "",
    "agency": "Phòng Giáo dục và Đào tạo",
    "role": Role.SPECIALIST,
}


def administrators_pages(cast: Cast) -> list[str]:
    """Every address only administrators reach."""
    person, member = cast.lead.pk, cast.lead.memberships.get().pk
    names = ("user", "user_change", "user_code", "user_deactivate")
    more = ("user_reactivate", "membership_add")
    return [
        reverse("accounts:users"),
        reverse("accounts:user_create"),
        reverse("accounts:scopes"),
        reverse("accounts:scope_end", args=[ReadScope.objects.get().pk]),
        reverse("accounts:membership_rights", args=[member]),
        *(reverse(f"accounts:{name}", args=[person]) for name in names + more),
    ]


@pytest.mark.parametrize("who", ["issuer", "issuer_leader", "inspector", "outsider", "lead"])
def test_others_find_no_page_of_administration(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    for address in administrators_pages(cast):
        assert client.get(address).status_code == 404, address
        assert client.post(address, NEW).status_code == 404, address

    assert User.objects.count() == 8
    assert not Event.objects.exists()


def test_an_administrator_reads_every_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    confirm_password(client)
    for address in administrators_pages(cast):
        assert client.get(address).status_code == 200, address


def test_making_an_account_shows_the_code_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    answer = client.post(reverse("accounts:user_create"), NEW)
    person = User.objects.get(username="mai.do")
    [sheet] = answer.context["sheets"]

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not person.has_usable_password()
    assert sheet.code in answer.content.decode()
    assert sheet.code not in client.get(person.get_absolute_url()).content.decode()


def test_the_same_form_twice_makes_one_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    client.post(reverse("accounts:user_create"), NEW)
    answer = client.post(reverse("accounts:user_create"), NEW)

    assert answer.status_code == 422
    assert "đã có người dùng" in answer.content.decode()
    assert User.objects.filter(username="mai.do").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("username", "Mai Đỗ", "Chỉ dùng chữ thường không dấu", id="accents"),
        pytest.param("full_name", "", "Bắt buộc nhập", id="empty"),
        pytest.param("agency", "Phòng Không Có", "Không có cơ quan nào", id="no-agency"),
        pytest.param("official", "Ai Đó", "Không có cán bộ nào", id="no-official"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(
    client: Client, cast: Cast, field: str, value: str, words: str
) -> None:
    client.force_login(cast.administrator)
    answer = client.post(reverse("accounts:user_create"), NEW | {field: value})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    typed = "mai.do" if field != "username" else "Mai Đỗ"
    assert f'value="{typed}"' in page
    assert not User.objects.filter(full_name="Đỗ Thị Mai", username="mai.do").exists()


def test_namesakes_among_officials_are_never_guessed(client: Client, cast: Cast) -> None:
    first, _second = OfficialFactory.create_batch(2, full_name="Đỗ Thị Mai")
    client.force_login(cast.administrator)
    answer = client.post(reverse("accounts:user_create"), NEW | {"official": "Đỗ Thị Mai"})
    assert "Có nhiều cán bộ trùng tên" in answer.content.decode()

    client.post(reverse("accounts:user_create"), NEW | {"official": f"Đỗ Thị Mai #{first.pk}"})
    assert User.objects.get(username="mai.do").official == first


def test_markup_in_a_name_is_text(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    name = "<script>alert(1)</script>"
    client.post(reverse("accounts:user_create"), NEW | {"full_name": name})
    page = client.get(reverse("accounts:users")).content.decode()

    assert name not in page
    assert "&lt;script&gt;" in page


def test_membership_and_rights_through_the_pages(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    facts = {"agency": cast.partner_agency.name, "role": Role.VIEWER, "started_on": "1/4/2019"}
    client.post(reverse("accounts:membership_add", args=[cast.lead.pk]), facts)
    member = cast.lead.memberships.get(agency=cast.partner_agency)
    client.post(reverse("accounts:membership_rights", args=[member.pk]), {"may_release": "on"})
    member.refresh_from_db()
    assert member.may_release


def test_a_right_to_read_is_granted_and_ended(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    facts = {
        "agency": cast.outside_agency.name,
        "root": cast.lead_agency.name,
        "valid_from": "16/04/2019",
        "inspectors_only": "on",
    }
    client.post(reverse("accounts:scopes"), facts)
    assert client.post(reverse("accounts:scopes"), facts).status_code == 422
    scope = ReadScope.objects.get(agency=cast.outside_agency)
    client.post(reverse("accounts:scope_end", args=[scope.pk]), {"on": "20/04/2019"})
    scope.refresh_from_db()
    assert scope.valid_to == date(2019, 4, 20)


def test_filters_find_accounts_without_accents(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    page = client.get(reverse("accounts:users"), {"words": "hoang van"}).content.decode()

    assert "Hoàng Văn Nam" in page
    assert "Tạ Minh Quân" not in page
    page = client.get(reverse("accounts:users"), {"role": Role.INSPECTOR}).content.decode()
    assert "Lương Thị Hòa" in page
    assert "Hoàng Văn Nam" not in page


def test_the_history_of_an_account_is_readable(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    member = cast.lead.memberships.get()
    services.end_membership(member, on=date(2019, 4, 16), by=cast.administrator, at=NOW)
    page = client.get(cast.lead.get_absolute_url()).content.decode()

    assert "Kết thúc vai trò" in page
    assert "16/04/2019" in page
    assert "Chuyên viên" in page


def test_working_for_another_agency(client: Client, cast: Cast) -> None:
    other = MembershipFactory.create(user=cast.lead, agency=cast.partner_agency, role=Role.VIEWER)
    foreign = cast.outsider.memberships.get()
    client.force_login(cast.lead)
    assert client.post(reverse("accounts:acting"), {"membership": foreign.pk}).status_code == 404

    client.post(reverse("accounts:acting"), {"membership": other.pk})
    assert User.objects.get(pk=cast.lead.pk).acting == other
    assert "Đài Truyền thanh huyện" in client.get(reverse("accounts:acting")).content.decode()


def test_preferences_are_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    facts = {"theme": "dark", "language": "vi", "address_form": "chi"}
    client.post(reverse("accounts:preferences"), facts)
    person = User.objects.get(pk=cast.lead.pk)

    assert (person.theme, person.address_form) == ("dark", "chi")
    assert 'data-theme="dark"' in client.get(reverse("accounts:preferences")).content.decode()
    assert client.post(reverse("accounts:preferences"), facts | {"theme": "x"}).status_code == 422


def add_accounts(first: int, last: int) -> None:
    """Accounts with a membership each."""
    agency = AgencyFactory.create()
    people = User.objects.bulk_create(
        User(
            username=f"u{n}",
            full_name=f"Trần Văn Nam {n}",
            name_key=f"nam {n:05}",
            name_folded=f"tran van nam {n}",
            created_at=NOW,
        )
        for n in range(first, last)
    )
    Membership.objects.bulk_create(
        Membership(user=person, agency=agency, role=Role.VIEWER, started_on=NOW.date())
        for person in people
    )


@pytest.mark.parametrize("query", ["", "?words=nam&role=viewer", "?state=without"])
def test_the_list_costs_the_same_at_10_and_1000_rows(
    client: Client, cast: Cast, query: str
) -> None:
    client.force_login(cast.administrator)
    costs = []
    for first, last in ((0, 10), (10, 1000)):
        add_accounts(first, last)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("accounts:users") + query).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_link_says_for_which_agency_it_is(client: Client, cast: Cast) -> None:
    """Opened it changes nothing; one press, and the page is opened for that agency."""
    other = MembershipFactory.create(user=cast.lead, agency=cast.partner_agency, role=Role.VIEWER)
    client.force_login(cast.lead)
    target = reverse("tasks:list") + "?mine=owed&state=late"
    here = for_agency(target, cast.lead_agency.pk)
    there = for_agency(target, cast.partner_agency.pk)

    assert client.get(here)["Location"] == target
    asked = client.get(there)
    assert asked.status_code == 200
    assert "Làm việc cho Đài Truyền thanh huyện?" in asked.content.decode()
    assert User.objects.get(pk=cast.lead.pk).acting != other

    done = client.post(reverse("accounts:acting"), {"membership": other.pk, "next": target})
    assert done["Location"] == target
    assert User.objects.get(pk=cast.lead.pk).acting == other
    assert client.get(there)["Location"] == target


@pytest.mark.parametrize("agency", ["", "x", "999999", "-1", "9" * 40])
def test_a_link_for_nobody_or_elsewhere_leads_nowhere(
    client: Client, cast: Cast, agency: str
) -> None:
    client.force_login(cast.lead)
    page = client.get(reverse("accounts:acting"), {"agency": agency, "next": "//evil.example/"})
    assert page.status_code == 200
    assert page.context["next"] == ""
    assert "Làm việc cho cơ quan này và mở" not in page.content.decode()
