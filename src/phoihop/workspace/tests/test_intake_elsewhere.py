"""What is of another place, or of no place that is told, is never linked without being asked."""

from datetime import date
from typing import Any

import pytest

from conftest import NOW, Cast
from phoihop.agencies.models import Level
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.agreements.services import create_agreement
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.workspace.intake.accepting import accept_all_sure
from phoihop.workspace.intake.matching import SAME_NAME
from phoihop.workspace.intake.matching.naming import is_bare_post, place_named
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.test_intake_matching import (
    body,
    district,
    offers,
    paper,
    person,
    set_home,
)

NEWS = """Xã Hòa Thạnh ra quân làm sạch đường làng

Sáng 05/02/2024, UBND xã Hòa Thạnh tổ chức lễ ra quân. Ông Lê Văn Mít, Chủ tịch dự.
"""


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """A report of a commune that the register does not know."""
    return receive_text(NEWS, name="Hòa Thạnh", by=cast.issuer, at=NOW)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("UBND xã Hòa Thạnh", "hoa thanh"),
        ("HUYỆN ỦY AN LẠC", "an lac"),
        ("Đảng ủy xã Đồng Mơ, huyện Cây Me", "cay me"),
        ("Ban Tuyên giáo Huyện ủy", ""),
        ("Quân ủy Trung ương", ""),
        ("ỦY BAN NHÂN DÂN", ""),
        ("UBND xã và Hội CCB xã", ""),
    ],
)
def test_the_place_in_the_name_of_a_body(body: str, place: str) -> None:
    assert place_named(body) == place


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("CHỦ TỊCH", True),
        ("Phó Bí thư Thường trực", True),
        ("Trưởng phòng", True),
        ("Chủ tịch UBND xã", False),
        ("Trưởng Ban Tuyên giáo", False),
    ],
)
def test_a_post_that_says_nothing_of_its_body(title: str, *, bare: bool) -> None:
    assert is_bare_post(title) is bare


def test_a_bare_post_without_a_body_leaves_the_choice(intake: Intake, cast: Cast) -> None:
    official = OfficialFactory.create(full_name="Lê Văn Mít")
    TenureFactory.create(official=official, agency=None, title="Chủ tịch")

    accept_all_sure(intake, by=cast.issuer, at=NOW)

    fact = intake.facts.get(kind=FactKind.PERSON)
    assert (fact.value["name"], fact.decision) == ("Lê Văn Mít", Decision.OPEN)


def test_an_office_of_our_place_is_no_office_of_theirs(intake: Intake, cast: Cast) -> None:
    ours = AgencyFactory.create(name="UBND huyện An Lạc", level=Level.DISTRICT)
    official = OfficialFactory.create(full_name="Lê Thị Én")
    TenureFactory.create(official=official, agency=ours, title="Chủ tịch")

    theirs = person(intake, cast, "Lê Thị Én", "Chủ tịch UBND huyện")
    named = person(intake, cast, "Lê Thị Én", "Chủ tịch UBND huyện An Lạc")

    assert theirs.sure is None
    assert named.sure is not None
    assert named.sure.pk == official.pk


def test_a_body_without_its_place_is_not_the_one_of_our_own_tree(
    intake: Intake, cast: Cast
) -> None:
    root, (ours,) = district("An Lạc", "Phòng Giáo dục huyện")
    set_home(cast, root)
    home = receive_text(NEWS.replace("UBND xã Hòa Thạnh", root.name), by=cast.issuer, at=NOW)

    assert body(intake, cast, "Phòng Giáo dục huyện").sure is None
    found = body(home, cast, "Phòng Giáo dục huyện").sure
    assert found is not None
    assert found.pk == ours.pk


@pytest.mark.parametrize(
    ("symbol", "issuer", "sure"),
    [
        ("NQ/TU", "Đảng bộ tỉnh Tân Lộc", False),
        ("NQ/TU", "Đảng bộ tỉnh Long Sơn", True),
        ("NQ/TU", "Đảng bộ tỉnh", True),
        ("NQ/TU", "", False),  # of which province the text does not say
        ("NQ/TW", "Bộ Chính trị", True),  # one series for the whole country
    ],
)
def test_every_province_has_its_number_twelve(
    intake: Intake, cast: Cast, symbol: str, issuer: str, *, sure: bool
) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency, kind="NQ", number=12, symbol=symbol, issued_on="2024-01-15",
        issuer_name="Đảng bộ tỉnh Long Sơn" if symbol == "NQ/TU" else "Ban Bí thư",
    )  # fmt: skip
    found = paper(
        intake, cast, kind="NQ", number=12, symbol=symbol, code=f"12-{symbol}", date="2024-01-15",
        issuer=issuer,
    )  # fmt: skip

    assert (found.sure is not None) is sure


def _agreement(cast: Cast, *parties: str) -> Agreement:
    return create_agreement(
        by=cast.issuer,
        at=NOW,
        kind=AgreementKind.PROGRAMME,
        title="Chương trình",
        valid_from=date(2026, 1, 1),
        valid_to=date(2030, 12, 31),
        collective_parties=list(parties),
    )


@pytest.mark.parametrize(
    ("parties", "until", "offered"),
    [
        (("Sở Y tế", "Công an tỉnh"), 2030, (85, "trùng các bên, loại và thời hạn")),
        (("Sở Y tế", "Tỉnh đoàn"), 2030, (40, "trùng loại và thời hạn, khác các bên")),
        (("Sở Y tế", "Công an tỉnh"), 2028, (30, "cùng loại; khác các bên hoặc thời hạn")),
    ],
)
def test_an_agreement_of_the_same_parties_must_be_chosen(
    intake: Intake, cast: Cast, parties: tuple[str, ...], until: int, offered: tuple[int, str]
) -> None:
    _agreement(cast, "Sở Y tế", "Công an tỉnh")
    said: dict[str, Any] = {"parties": [{"name": name, "collective": False} for name in parties]}
    found = offers(
        intake, cast, FactKind.AGREEMENT, kind="programme", title="x", spans=[],
        **{"from": 2026, "to": until, **said},
    )  # fmt: skip

    (one,) = found.candidates
    assert (one.score, one.reason) == offered
    assert found.sure is None


HEAD = """ỦY BAN NHÂN DÂN TỈNH LONG SƠN
Số: 12/KH-UBND

Long Sơn, ngày 15 tháng 01 năm 2024

KẾ HOẠCH
Trồng cây năm 2024

Ủy ban nhân dân tỉnh Long Sơn giao Sở Nông nghiệp và Môi trường tỉnh trồng cây.

CHỦ TỊCH
Trần Thị Mận
"""


def test_a_body_and_a_post_in_capitals_are_proposed_in_small_letters(cast: Cast) -> None:
    facts = list(receive_text(HEAD, name="KH", by=cast.issuer, at=NOW).facts.all())

    def of(kind: str) -> IntakeFact:
        return next(fact for fact in facts if fact.kind == kind)

    issuer = of(FactKind.AGENCY)
    assert issuer.value["name"] == "Ủy ban nhân dân tỉnh Long Sơn"
    assert issuer.label == "ỦY BAN NHÂN DÂN TỈNH LONG SƠN"
    (post,) = of(FactKind.PERSON).value["positions"]
    assert post["title"] == "Chủ tịch"


def test_half_a_name_is_never_put_into_small_letters(cast: Cast) -> None:
    text = HEAD.replace("ỦY BAN NHÂN DÂN TỈNH LONG SƠN", "TRẠM KIỂM LÂM HÒN NHỌN")
    issuer = receive_text(text, name="KH", by=cast.issuer, at=NOW).facts.get(kind=FactKind.AGENCY)

    assert issuer.value["name"] == "TRẠM KIỂM LÂM HÒN NHỌN"


@pytest.mark.parametrize(
    ("names", "sure"),
    [
        (("Trạm Y tế xã Bình An",), True),
        ((), True),  # the text does not say between whom
        (("Phòng Văn hóa - Xã hội xã Bình An",), False),
        (("Trạm Y tế xã Bình An", "Công an xã Bình An"), False),
    ],
)
def test_a_programme_between_other_parties_must_be_chosen(
    intake: Intake, cast: Cast, names: tuple[str, ...], *, sure: bool
) -> None:
    _agreement(cast, "Trạm Y tế xã Bình An")
    parties = [{"name": name, "collective": False} for name in (cast.issuer_agency.name, *names)]
    found = offers(
        intake, cast, FactKind.AGREEMENT, kind="programme", title="x", spans=[], parties=parties,
        **{"from": 2026, "to": 2030},
    )  # fmt: skip

    (one,) = found.candidates
    differ = "trùng cơ quan chủ trì, loại và năm nhưng khác các bên"
    assert (found.sure is not None, one.reason == differ) == (sure, not sure)
    assert one.score >= SAME_NAME
