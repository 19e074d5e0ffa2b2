"""An empty installation is begun once, and only by whoever can use the server's console."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from phoihop.accounts.errors import WeakPassword
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.services import NewAccount
from phoihop.agencies.models import Agency, AgencyLink, Office, Position
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Event
from phoihop.setup import errors
from phoihop.setup.models import SetUpCode
from phoihop.setup.services import (
    AgencyFacts,
    Founding,
    check_code,
    found_office,
    found_with_code,
    is_empty,
    new_code,
)

pytestmark = [pytest.mark.differs, pytest.mark.django_db]

AT = datetime(2026, 8, 3, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FOUNDING = Founding(
    agency=AgencyFacts(
        name="Đảng ủy xã Hòa An", kind="party_committee", level="commune", short_name="ĐU"
    ),
    superior=AgencyFacts(name="Tỉnh ủy Sông Lam", kind="party_committee", level="province"),
    administrator=NewAccount(username="quantri", full_name="Lê Văn Quản"),
    password="mat khau du dai 2026",  # noqa: S106 -- of a test
)


def test_the_office_its_superior_positions_and_administrator_are_made_at_once() -> None:
    user = found_office(FOUNDING, at=AT)

    office = Office.objects.get()
    assert office.name == "Đảng ủy xã Hòa An"
    assert AgencyLink.objects.get(child=office.agency).parent.name == "Tỉnh ủy Sông Lam"
    member = Membership.objects.get(user=user)
    assert (member.agency, member.role) == (office.agency, Role.ADMINISTRATOR)
    assert Position.objects.count() > 50
    assert Event.objects.filter(verb="office.founded").count() == 1
    assert not is_empty()


def test_an_office_that_exists_is_left_alone() -> None:
    found_office(FOUNDING, at=AT)
    before = (User.objects.count(), Agency.objects.count(), Event.objects.count())

    with pytest.raises(errors.OfficeExists):
        found_office(replace(FOUNDING, office_name="Khác"), at=AT)
    with pytest.raises(errors.OfficeExists):
        new_code(real_at=AT)

    assert (User.objects.count(), Agency.objects.count(), Event.objects.count()) == before


def test_an_agency_that_is_registered_is_taken_as_it_is() -> None:
    known = AgencyFactory.create(name="Đảng uỷ xã Hoà An")  # the other place of the tone

    found_office(FOUNDING, at=AT)

    assert Office.objects.get().agency == known
    assert Agency.objects.count() == 2


@pytest.mark.parametrize(
    ("founding", "refusal"),
    [
        (replace(FOUNDING, superior=FOUNDING.agency), errors.SuperiorIsItself),
        (replace(FOUNDING, agency=replace(FOUNDING.agency, kind="club")), errors.FactWrong),
        (replace(FOUNDING, agency=replace(FOUNDING.agency, name="x" * 251)), errors.FactWrong),
        (replace(FOUNDING, password="12345678"), WeakPassword),  # noqa: S106 -- of a test
    ],
)
def test_a_refusal_leaves_nothing_behind(founding: Founding, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        found_office(founding, at=AT)

    assert is_empty()
    assert not Agency.objects.exists()
    assert not Event.objects.exists()


def test_the_code_opens_the_installation_once() -> None:
    code = new_code(real_at=AT)
    assert code not in str(SetUpCode.objects.values())
    digest = check_code(f" {code.upper().replace('-', ' ')} ", real_at=AT)

    found_with_code(FOUNDING, digest, at=AT, real_at=AT)

    assert not SetUpCode.objects.exists()
    with pytest.raises(errors.OfficeExists):
        check_code(code, real_at=AT)
    with pytest.raises(errors.OfficeExists):
        found_with_code(FOUNDING, digest, at=AT, real_at=AT)


def test_a_new_code_ends_the_one_before_even_in_an_opened_browser() -> None:
    digest = check_code(new_code(real_at=AT), real_at=AT)
    new_code(real_at=AT)

    with pytest.raises(errors.CodeWornOut):
        found_with_code(FOUNDING, digest, at=AT, real_at=AT)
    assert is_empty()


def test_a_code_lasts_a_day() -> None:
    code = new_code(real_at=AT)
    check_code(code, real_at=AT + timedelta(hours=23))
    with pytest.raises(errors.CodeWornOut):
        check_code(code, real_at=AT + timedelta(hours=24))


def test_wrong_tries_do_not_end_the_code_of_who_has_it() -> None:
    code = new_code(real_at=AT)
    for _number in range(20):
        with pytest.raises(errors.WrongCode):
            check_code("aaaa-bbbb-cccc-dddd", real_at=AT)

    check_code(code, real_at=AT)


def test_without_a_code_of_the_console_nothing_opens() -> None:
    with pytest.raises(errors.WrongCode):
        check_code("", real_at=AT)
    with pytest.raises(errors.CodeWornOut):
        found_with_code(FOUNDING, "", at=AT, real_at=AT)
