"""A text belongs to its day: names of that day, agencies that ended, citations left open."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, FormerName, SuccessionKind
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import AgreementKind, YearPlan
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.models import Citation, Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.workspace.intake.accepting import accept_all_sure
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.matching import Suggestions, suggest
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake

pytestmark = pytest.mark.django_db

NEWS = (
    "HUYỆN ỦY BÌNH AN TỔ CHỨC HỘI NGHỊ SƠ KẾT CÔNG TÁC PHỐI HỢP\n\n"
    "Ngày {day}, Huyện ủy Bình An tổ chức hội nghị sơ kết công tác phối hợp. "
    "Đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì hội nghị.\n"
)
REVIEW = (
    "HỘI NGHỊ SƠ KẾT CÔNG TÁC TUYÊN TRUYỀN\n\n"
    "Ngày 06/01/2023, Huyện ủy Bình An tổ chức hội nghị sơ kết. Hội nghị đánh giá việc thực hiện "
    "Chỉ thị số 20-CT/TW ngày 05/11/2012 của Bộ Chính trị; báo cáo sơ kết 5 năm thực hiện chỉ thị "
    "số 07 của Ban Bí thư Trung ương Đảng về đẩy mạnh công tác thông tin cơ sở.\n"
)


def ended_committee() -> tuple[Agency, Agency]:
    """Huyện ủy Bình An, which ended on 30/06/2025, and the commune that took over."""
    old = AgencyFactory.create(name="Huyện ủy Bình An")
    heir = AgencyFactory.create(name="Đảng ủy xã Tân Hòa")
    agencies.close_agency(
        old,
        on=date(2025, 6, 30),
        successors=[agencies.Successor(heir, SuccessionKind.SPLIT)],
        paper="9999/NQ",
        by=None,
        at=NOW,
    )
    return old, heir


def offered(intake: Intake, cast: Cast, kind: str = FactKind.AGENCY) -> Suggestions:
    fact = intake.facts.filter(kind=kind).first()
    assert fact is not None
    return suggest([fact], cast.issuer)[fact.pk]


@pytest.mark.parametrize(
    ("day", "warning"), [("05/08/2025", "30/06/2025"), ("30/06/2025", ""), ("12/05/2025", "")]
)
def test_an_ended_agency_is_linked_and_said_to_have_ended_if_the_text_is_later(
    cast: Cast, day: str, warning: str
) -> None:
    old, heir = ended_committee()
    intake = receive_text(NEWS.format(day=day), name="tin", by=cast.issuer, at=NOW)

    found = offered(intake, cast)

    assert found.sure is not None
    assert found.sure.pk == old.pk
    assert warning in found.sure.warning
    assert bool(found.sure.warning) == bool(warning)
    assert "30/06/2025" in found.sure.detail
    # Who took over is offered behind it, never in its place.
    assert [one.pk for one in found.candidates] == [old.pk, heir.pk]


def test_an_agency_is_known_by_the_name_of_the_day(cast: Cast) -> None:
    court = AgencyFactory.create(name="Ban Tuyên giáo khu vực 5")
    FormerName.objects.create(agency=court, name="Huyện ủy Bình An", valid_to=date(2025, 6, 30))
    intake = receive_text(NEWS.format(day="12/05/2025"), name="tin", by=cast.issuer, at=NOW)

    found = offered(intake, cast)

    assert found.sure is not None
    assert (found.sure.pk, found.sure.label) == (court.pk, "Huyện ủy Bình An")


def test_a_document_named_too_loosely_stays_an_open_citation(cast: Cast, client: Client) -> None:
    known = DocumentFactory.create(
        owner=cast.issuer_agency, kind="CT", number=20, symbol="CT/TW", issued_on="2012-11-05"
    )
    intake = receive_text(REVIEW, name="tin", by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    page = client.get(reverse("workspace:intake_detail", args=[intake.pk])).content.decode()
    assert "Chưa có văn bản phù hợp" in page

    accept_all_sure(intake, by=cast.issuer, at=NOW)
    for fact in intake.facts.filter(decision=Decision.OPEN):
        decide(fact, Decision.NEW, by=cast.issuer, at=NOW)
    paper = create_records(intake, by=cast.issuer, at=NOW)

    assert Citation.objects.filter(source=paper, target=known).count() == 1
    left = Citation.objects.get(source=paper, target=None)
    # Issuer and subject go with it: by them the right one is found later.
    assert left.as_printed.startswith("chỉ thị số 07 của Ban Bí thư")
    assert left.as_printed.endswith("thông tin cơ sở")
    assert paper.text[left.start : left.end] == left.as_printed
    assert not Document.objects.filter(kind="CT").exclude(pk=known.pk).exists()


def test_contents_of_a_year_are_those_of_the_regulation_that_has_them(cast: Cast) -> None:
    regulation = AgreementFactory.create(
        kind=AgreementKind.REGULATION,
        owner=cast.issuer_agency,
        signed=True,
        valid_from=date(2021, 1, 20),
        valid_to=None,
        created_by=cast.issuer,
    )
    YearPlan.objects.filter(agreement=regulation).update(year=2022)
    intake = receive_text(REVIEW, name="tin", by=cast.issuer, at=NOW)
    fact = intake.facts.create(
        order=90,
        kind=FactKind.AGREEMENT,
        label="nội dung năm 2022",
        read={},
        value={
            "kind": "contents",
            "title": "nội dung năm 2022",
            "parties": [{"name": "Ban Tuyên giáo Huyện ủy", "collective": False}],
            "from": 2022,
            "to": 2022,
        },
    )

    found = suggest([fact], cast.issuer)[fact.pk]

    assert found.sure is not None
    assert found.sure.pk == regulation.pk
    fact.value = fact.value | {"from": 2023, "to": 2023}
    assert suggest([fact], cast.issuer)[fact.pk].sure is None
