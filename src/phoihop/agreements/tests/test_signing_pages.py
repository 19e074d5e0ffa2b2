"""The page of the signing, and what pages cost of a paper that many sign."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, Position, Tenure
from phoihop.agencies.tests.factories import OfficialFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.services import mark_ready
from phoihop.agreements.tests import story
from phoihop.agreements.tests.pages import draft, page, url
from phoihop.agreements.tests.story import PDF, SIGNED, Story
from phoihop.documents.models import Document


@pytest.fixture
def told(cast: Cast) -> Story:
    told = story.start(cast.issuer)
    mark_ready(
        told.agreement,
        without_opinions="Đã thống nhất tại cuộc họp",
        by=cast.issuer,
        at=story.DRAFTED,
    )
    return told


def upload(name: str = "đã ký.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def signing_form(told: Story, **changes: object) -> dict[str, Any]:
    data: dict[str, Any] = {
        "signed_on": "28/02/2019",
        "place": "An Lạc",
        "series": told.series.pk,
        "code": "",
        "kept": "",
    }
    for party in told.agreement.parties.all():
        data[f"p{party.pk}-title"] = "TRƯỞNG PHÒNG"
        data[f"p{party.pk}-name"] = f"Nguyễn Văn Ký {party.order}"
    return data | changes


def absent(told: Story, number: int) -> dict[str, object]:
    pk = told.party(number).pk
    return {f"p{pk}-title": "", f"p{pk}-name": ""}


def test_thirteen_sign_and_the_page_says_so(mai: Client, told: Story) -> None:
    page_of = url("signing", told.agreement.pk)
    with time_machine.travel(SIGNED, tick=False):
        body = page(mai, page_of)
        assert "CTr/BTGHU: số tiếp theo 05-CTr/BTGHU" in body
        assert "Xác nhận đã ký" in body
        assert "ký số" not in body.lower()

        response = mai.post(page_of, signing_form(told, **absent(told, 6)))
        assert "Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng" in response.content.decode()
        assert "Hãy đính kèm bản quét" in response.content.decode()

        data = signing_form(told, scan=upload(), **absent(told, 6))
        response = mai.post(page_of, data)
        body = response.content.decode()
        assert response.status_code == 422
        assert "Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng" in body
        assert "Nguyễn Văn Ký 3" in body
        assert "đã ký.pdf" in body
        told.series.refresh_from_db()
        assert told.series.last_number == 4

        token = response.context["kept"]
        six = told.party(6).pk
        again = signing_form(told, kept=token) | {
            f"p{six}-authority_mark": "KT. TRƯỞNG PHÒNG",
            f"p{six}-title": "PHÓ TRƯỞNG PHÒNG",
            f"p{six}-name": "Nguyễn Văn Thuận",
        }
        first, second = (mai.post(page_of, again) for _ in range(2))
        assert first.status_code == second.status_code == 302

        body = page(mai, page_of)
    assert "Đã ký, 13/13" in body
    assert "KT. TRƯỞNG PHÒNG" in body
    agreement = Agreement.objects.get(pk=told.agreement.pk)
    assert agreement.code == "05-CTr/BTGHU"
    assert agreement.scan is not None
    assert agreement.scan.sha256 in body
    assert Document.objects.count() == 1
    answer = mai.get(url("scan", agreement.pk))
    assert b"".join(answer) == PDF
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: {"signed_on": "31/02/2019"}, "Ngày không hợp lệ"),
        (lambda told: {"signed_on": ""}, "Bắt buộc nhập"),
        (lambda told: {"signed_on": "01/03/2019"}, "Ngày ký chưa đến"),
        (lambda told: {"scan": upload("ghi.pdf", b"MZ" + b"\0" * 200)}, "PDF"),
        (lambda told: {"scan": ""}, "Hãy đính kèm bản quét"),
        (lambda told: {"series": ""}, "Hãy chọn sổ số hoặc nhập số, ký hiệu"),
        (lambda told: {"code": "06-CTr/BTGHU"}, "Chỉ chọn một cách"),
        (lambda told: {f"p{told.party(6).pk}-title": ""}, "Bắt buộc nhập"),
        (lambda told: {"kept": "giả", "scan": ""}, "Hãy đính kèm bản quét"),
    ],
)
def test_a_bad_signing_is_refused_and_keeps_what_was_typed(
    mai: Client, told: Story, change: Callable[[Story], dict[str, object]], said: str
) -> None:
    data = signing_form(told, scan=upload()) | change(told)

    with time_machine.travel(SIGNED, tick=False):
        response = mai.post(url("signing", told.agreement.pk), data)

    assert response.status_code == 422
    body = response.content.decode()
    assert said in body
    assert "Nguyễn Văn Ký 12" in body
    told.agreement.refresh_from_db()
    assert not told.agreement.is_signed


def test_heads_are_proposed_and_a_chosen_official_fills_the_row(mai: Client, told: Story) -> None:
    agency = told.agencies[5]
    head = hold(agency, "Vũ Văn Đứng Đầu", "Trưởng phòng", 60)
    deputy = hold(agency, "Nguyễn Văn Thuận", "Phó Trưởng phòng", 50)
    row = f"p{told.party(6).pk}"
    page_of = url("signing", told.agreement.pk)
    with time_machine.travel(SIGNED, tick=False):
        assert 'value="Vũ Văn Đứng Đầu"' in page(mai, page_of)

        data = signing_form(told) | {f"{row}-official": str(deputy.official_id), "fill": "1"}
        response = mai.post(page_of, data)
        assert response.status_code == 200
        filled_in = response.content.decode()
        assert "Phó Trưởng phòng</textarea>" in filled_in

        cleared = signing_form(told, scan=upload()) | absent(told, 6)
        response = mai.post(page_of, cleared)
        assert "Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng" in response.content.decode()

        del data["fill"]
        data |= {f"{row}-title": "", f"{row}-name": "", "scan": upload()}
        # The form proposed it with the deputy's position.
        assert "KT. TRƯỞNG PHÒNG" in filled_in
        data |= {f"{row}-authority_mark": "KT. TRƯỞNG PHÒNG"}
        assert mai.post(page_of, data).status_code == 302
    signatory = told.party(6).signatory
    assert signatory.official == deputy.official
    assert signatory.title == "Phó Trưởng phòng"
    assert head.official != signatory.official


def hold(agency: Agency, name: str, title: str, weight: int) -> Tenure:
    return Tenure.objects.create(
        official=OfficialFactory.create(full_name=name),
        agency=agency,
        position=Position.objects.create(name=title, weight=weight),
        title=title,
    )


def test_a_scan_kept_for_one_paper_serves_no_other(mai: Client, told: Story, cast: Cast) -> None:
    with time_machine.travel(SIGNED, tick=False):
        data = signing_form(told, scan=upload()) | absent(told, 1)
        token = mai.post(url("signing", told.agreement.pk), data).context["kept"]
        other = draft(cast, ready_at=NOW, ready_by=cast.issuer)
        data = {"kept": token, "signed_on": "28/02/2019", "code": "1-CTr/BTGHU"}
        for party in other.parties.all():
            data |= {f"p{party.pk}-title": "TRƯỞNG BAN", f"p{party.pk}-name": "Vũ Văn Ký"}
        response = mai.post(url("signing", other.pk), data)

    assert response.status_code == 422
    assert "Hãy đính kèm bản quét" in response.content.decode()


@pytest.mark.parametrize("name", ["detail", "text", "parties", "signing"])
def test_the_pages_of_a_record_cost_the_same_for_any_number_of_parties(
    mai: Client, cast: Cast, name: str, django_assert_max_num_queries: Any
) -> None:
    told = story.start(cast.issuer)
    mark_ready(
        told.agreement,
        without_opinions="Đã thống nhất tại cuộc họp",
        by=cast.issuer,
        at=story.DRAFTED,
    )
    mai.get(url(name, told.agreement.pk))

    with django_assert_max_num_queries(21):
        page(mai, url(name, told.agreement.pk))
