"""Signatures one after the other: no number and no task before all are there."""

import html
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agreements import errors, services
from phoihop.agreements.marks import needs_kt
from phoihop.agreements.models import Agreement, AgreementState, Signatory
from phoihop.agreements.tests import story
from phoihop.agreements.tests.story import DAY, DRAFTED, SIGNED, Story
from phoihop.tasks.errors import NotSignedByAll
from phoihop.tasks.services import assign_from_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> Story:
    told = story.start(cast.issuer)
    services.mark_ready(
        told.agreement, without_opinions="Đã họp thống nhất", by=cast.issuer, at=DRAFTED
    )
    return told


def one(told: Story, number: int, **facts: object) -> dict[int, services.SignatoryFacts]:
    given = {"name": "Nguyễn Văn Thuận", "title": "TRƯỞNG PHÒNG", "signed_on": DAY} | facts
    return {told.party(number).pk: services.SignatoryFacts(**given)}  # type: ignore[arg-type]  # facts of one


def fresh(told: Story) -> Agreement:
    return Agreement.objects.get(pk=told.agreement.pk)


def test_one_after_the_other_it_is_being_signed(told: Story, cast: Cast) -> None:
    assert services.record_signatures(told.agreement, one(told, 1), by=cast.issuer, at=SIGNED) == 1
    early = DAY - timedelta(days=2)
    second = one(told, 2, signed_on=early)
    assert services.record_signatures(told.agreement, second, by=cast.issuer, at=SIGNED) == 2

    agreement = fresh(told)
    assert agreement.state(DAY) == AgreementState.SIGNING
    assert (agreement.signing_from, agreement.code) == (early, "")
    with pytest.raises(NotSignedByAll):
        assign_from_items(agreement, [], by=cast.issuer, at=SIGNED)
    with pytest.raises(errors.SigningBegan):
        services.back_to_draft(agreement, by=cast.issuer, at=SIGNED)


def test_the_last_signature_makes_it_signed_and_days_stay(told: Story, cast: Cast) -> None:
    early = DAY - timedelta(days=2)
    services.record_signatures(
        told.agreement, one(told, 1, signed_on=early), by=cast.issuer, at=SIGNED
    )
    facts = story.signing(told)
    first = told.party(1).pk
    rest = {pk: given for pk, given in facts.signatories.items() if pk != first}
    given = services.SigningFacts(
        signed_on=DAY,
        signatories=rest,
        scan=facts.scan,
        scan_name=facts.scan_name,
        series=facts.series,
    )

    signed = services.sign_agreement(told.agreement, given, by=cast.issuer, at=SIGNED)

    assert signed.code == "05-CTr/BTGHU"
    assert Signatory.objects.filter(agreement=signed).count() == 13
    assert Signatory.objects.get(party=first).signed_on == early
    assert signed.state(DAY) == AgreementState.IN_FORCE


def test_a_signature_recorded_by_mistake_is_taken_out(told: Story, cast: Cast) -> None:
    services.record_signatures(told.agreement, one(told, 1), by=cast.issuer, at=SIGNED)
    row = Signatory.objects.get()
    with pytest.raises(PermissionDenied):
        services.remove_signature(row, by=cast.lead, at=SIGNED)

    services.remove_signature(row, by=cast.issuer, at=SIGNED)

    assert fresh(told).state(DAY) == AgreementState.READY
    services.back_to_draft(fresh(told), by=cast.issuer, at=SIGNED)


def test_a_deputy_needs_kt_or_a_reason(told: Story, cast: Cast) -> None:
    bare = one(told, 6, title="PHÓ TRƯỞNG PHÒNG")
    with pytest.raises(errors.DeputyNeedsMark):
        services.record_signatures(told.agreement, bare, by=cast.issuer, at=SIGNED)
    assert not Signatory.objects.exists()

    why = one(told, 6, title="PHÓ TRƯỞNG PHÒNG", mark_reason="Phụ trách phòng")
    services.record_signatures(told.agreement, why, by=cast.issuer, at=SIGNED)

    assert Signatory.objects.get().mark_reason == "Phụ trách phòng"


@pytest.mark.parametrize(
    ("title", "mark", "needed"),
    [
        ("TRƯỞNG PHÒNG", "", False),
        ("PHÓ CHỦ TỊCH", "", True),
        ("Phó Viện trưởng", "TM. VIỆN KIỂM SÁT", True),
        ("PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", False),
        ("PHÓ TRƯỞNG BAN", "K/T TRƯỞNG BAN", False),
        ("PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ", False),
        ("PHÓ GIÁM ĐỐC", "TUQ. GIÁM ĐỐC", False),
        ("PHỔ BIẾN VIÊN", "", False),
    ],
)
def test_who_signs_for_a_head_says_so(title: str, mark: str, needed: bool) -> None:
    assert needs_kt(title, mark) is needed


def test_a_mark_that_is_none_is_refused(client: Client, told: Story, cast: Cast) -> None:
    odd = one(told, 6, authority_mark="ABC")
    with pytest.raises(errors.UnknownMark, match="“ABC”: thể thức ký thay"):
        services.record_signatures(told.agreement, odd, by=cast.issuer, at=SIGNED)
    assert not Signatory.objects.exists()

    client.force_login(cast.issuer)
    row = f"p{told.party(6).pk}"
    data = {
        "save": "1",
        f"{row}-title": "TRƯỞNG PHÒNG",
        f"{row}-name": "Lê Thị Ký",
        f"{row}-authority_mark": "ABC TRƯỞNG PHÒNG",
        f"{row}-signed_on": "28/02/2019",
    }
    refused = client.post(reverse("agreements:signing", args=[told.agreement.pk]), data)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "thể thức ký thay bắt đầu bằng TM." in page
    assert "ABC TRƯỞNG PHÒNG" in page


def test_a_mark_of_the_other_sort_of_body_is_kept_and_pointed_out(
    client: Client, told: Story, cast: Cast
) -> None:
    state, dateless = told.party(6), told.party(7)
    Agency.objects.filter(pk=state.agency_id or 0).update(kind=AgencyKind.STATE_AGENCY)
    client.force_login(cast.issuer)
    data = {
        "save": "1",
        f"p{state.pk}-title": "TRƯỞNG PHÒNG",
        f"p{state.pk}-name": "Lê Thị Ký",
        f"p{state.pk}-authority_mark": "T/M PHÒNG",
        f"p{state.pk}-signed_on": "28/02/2019",
        f"p{dateless.pk}-authority_mark": "TM. PHÒNG",
    }

    page = client.post(reverse("agreements:signing", args=[told.agreement.pk]), data)

    assert Signatory.objects.get().authority_mark == "T/M PHÒNG"
    body = html.unescape(page.content.decode())
    assert f"xin xem lại: {state}: “T/M PHÒNG”" in body
    assert f"Chưa lưu vì chưa có ngày ký: {dateless}" in body


def test_a_signature_of_the_future_or_of_no_party_is_refused(told: Story, cast: Cast) -> None:
    late = one(told, 1, signed_on=DAY + timedelta(days=1))
    with pytest.raises(errors.SignedInFuture):
        services.record_signatures(told.agreement, late, by=cast.issuer, at=SIGNED)
    stranger = {999_999: services.SignatoryFacts("Ai", "TRƯỞNG PHÒNG", signed_on=DAY)}
    with pytest.raises(errors.NotAParty):
        services.record_signatures(told.agreement, stranger, by=cast.issuer, at=SIGNED)
    assert fresh(told).signing_from is None


def test_the_page_saves_rows_that_have_a_day(client: Client, told: Story, cast: Cast) -> None:
    client.force_login(cast.issuer)
    url = reverse("agreements:signing", args=[told.agreement.pk])
    row = f"p{told.party(1).pk}"
    data = {"save": "1", f"{row}-title": "TRƯỞNG PHÒNG", f"{row}-name": "Lê Thị Ký"}

    without = client.post(url, data)
    assert without.status_code == 422
    assert "Lê Thị Ký" in without.content.decode()
    saved = client.post(url, data | {f"{row}-signed_on": "28/02/2019"}, follow=True)

    assert "Đã ký 1/13" in saved.content.decode()
    assert Signatory.objects.get().signed_on == date(2019, 2, 28)
    client.force_login(cast.lead)
    drop = reverse("agreements:signature_remove", args=[told.agreement.pk, 1])
    assert client.post(drop).status_code == 404


def test_what_is_typed_for_those_who_have_not_signed_stays(
    client: Client, told: Story, cast: Cast
) -> None:
    client.force_login(cast.issuer)
    url = reverse("agreements:signing", args=[told.agreement.pk])
    signed, later = (f"p{told.party(number).pk}" for number in (1, 6))
    data = {
        "save": "1",
        f"{signed}-title": "TRƯỞNG PHÒNG",
        f"{signed}-name": "Lê Thị Ký",
        f"{signed}-signed_on": "28/02/2019",
        # A deputy without KT. yet: nobody has to be right who has not signed.
        f"{later}-title": "PHÓ TRƯỞNG PHÒNG",
        f"{later}-name": "Nguyễn Văn Thuận",
    }

    saved = client.post(url, data)

    page = saved.content.decode()
    assert (saved.status_code, "Đã ký 1/13" in page) == (200, True)
    assert "Nguyễn Văn Thuận" in page
    assert [row.name for row in Signatory.objects.all()] == ["Lê Thị Ký"]
