"""Which records a fact may be about: by day, place, tree and number; a person always decides."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop import vntext
from phoihop.agencies.models import Agency, AgencyAncestor, FormerName, Level, Succession
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.workspace.intake.matching import Suggestions, suggest
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import mark_of
from phoihop.workspace.models import FactKind, Intake
from phoihop.workspace.tests.texts import SIGNING

HELD = date(2024, 2, 5)


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """A text of 05/02/2024 whose facts the tests write themselves."""
    made = receive_text(SIGNING, name="Ký kết", by=cast.issuer, at=NOW)
    made.facts.exclude(kind__in=[FactKind.HEADER, FactKind.EVENT]).delete()
    for fact in made.facts.all():
        fact.value = {**fact.value, "date": HELD.isoformat(), "host": "", "issuer": ""}
        fact.save(update_fields=["value"])
    return made


def offers(intake: Intake, cast: Cast, of: str, **value: Any) -> Suggestions:
    """What is offered for one more fact of the text."""
    order = 100 + intake.facts.count()
    fact = intake.facts.create(order=order, kind=of, label="x", read=value, value=value)
    return suggest([fact], cast.issuer).get(fact.pk, Suggestions())


def person(intake: Intake, cast: Cast, name: str, *titles: str) -> Suggestions:
    positions = [{"title": title, "start": 0, "end": 5} for title in titles]
    return offers(intake, cast, FactKind.PERSON, name=name, positions=positions, roles=[])


def body(intake: Intake, cast: Cast, name: str) -> Suggestions:
    return offers(intake, cast, FactKind.AGENCY, name=name, also=[])


def paper(intake: Intake, cast: Cast, **value: Any) -> Suggestions:
    whole = {"kind": "KH", "number": None, "symbol": "", "code": "", "ordinal": "", "date": None}
    return offers(
        intake, cast, FactKind.DOCUMENT, **{**whole, "issuer": "", "subject": "", **value}
    )


def district(place: str, *names: str) -> tuple[Agency, list[Agency]]:
    """A district committee and its boards in the tree."""
    root = AgencyFactory.create(name=f"Huyện ủy {place}", level=Level.DISTRICT)
    boards = [AgencyFactory.create(name=f"{n} {place}", level=Level.DISTRICT) for n in names]
    for agency in (root, *boards):
        AgencyAncestor.objects.get_or_create(ancestor=agency, agency=agency, depth=0)
        if agency != root:
            AgencyAncestor.objects.create(ancestor=root, agency=agency, depth=1)
    return root, boards


def set_home(cast: Cast, root: Agency) -> None:
    """The agency that hands in stands under this committee."""
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(level=Level.DISTRICT)
    cast.issuer_agency.refresh_from_db()
    AgencyAncestor.objects.create(ancestor=root, agency=cast.issuer_agency, depth=1)


def test_an_office_of_a_body_that_has_ended_is_held_by_nobody(intake: Intake, cast: Cast) -> None:
    body = AgencyFactory.create(name="Ban Tuyên giáo Huyện ủy", valid_to=date(2023, 6, 30))
    held = TenureFactory.create(
        official__full_name="Lương Văn Khải",
        title="Trưởng Ban Tuyên giáo Huyện ủy",
        agency=body,
        valid_from=date(2020, 1, 1),
    )

    found = person(intake, cast, "Lương Văn Khải", "Trưởng Ban Tuyên giáo Huyện ủy")

    assert [one.pk for one in found.candidates] == [held.official_id]
    assert found.sure is None
    assert "30/06/2023" in found.candidates[0].reason


def test_an_office_is_asked_for_on_the_day_of_the_text(intake: Intake, cast: Cast) -> None:
    official = OfficialFactory.create(full_name="Lương Văn Khải")
    TenureFactory.create(
        official=official,
        agency=None,
        title="Trưởng Ban Tuyên giáo Huyện ủy",
        valid_from=date(2021, 1, 1),
        valid_to=date(2024, 6, 30),  # ended long before today, held on the day
    )

    found = person(intake, cast, "Lương Văn Khải", "Trưởng Ban Tuyên giáo Huyện ủy")

    assert found.sure is not None
    assert found.sure.reason == "cùng họ tên, chức vụ; đương nhiệm ngày 05/02/2024"


def test_an_ended_office_is_offered_with_its_last_day(intake: Intake, cast: Cast) -> None:
    TenureFactory.create(
        official=OfficialFactory.create(full_name="Lương Văn Khải"),
        agency=None,
        title="Trưởng Ban Tuyên giáo Huyện ủy",
        valid_to=date(2023, 6, 30),
    )

    found = person(intake, cast, "Lương Văn Khải", "Trưởng Ban Tuyên giáo Huyện ủy")

    assert found.sure is None
    assert "30/06/2023" in found.candidates[0].reason


def test_of_namesakes_the_one_in_office_comes_first_and_none_is_sure(
    intake: Intake, cast: Cast
) -> None:
    before, now = (OfficialFactory.create(full_name="Trần Thị Hoa") for _n in range(2))
    title = "Phó Chủ tịch UBND huyện"
    TenureFactory.create(official=before, agency=None, title=title, valid_to=date(2022, 1, 1))
    TenureFactory.create(official=now, agency=None, title=title, valid_from=date(2022, 1, 2))

    found = person(intake, cast, "Trần Thị Hoa", "Phó Chủ tịch Ủy ban nhân dân huyện")

    assert [one.pk for one in found.candidates] == [now.pk, before.pk]
    assert found.sure is None


def test_a_title_is_looked_for_in_the_text_s_own_district(intake: Intake, cast: Cast) -> None:
    home, [ours] = district("An Lạc", "Ban Dân vận Huyện ủy")
    _other, [theirs] = district("Bình Minh", "Ban Dân vận Huyện ủy")
    set_home(cast, home)
    for agency in (theirs, ours):
        official = OfficialFactory.create(full_name="Trần Thị Hoa")
        TenureFactory.create(official=official, agency=agency, title="Trưởng Ban")

    found = person(intake, cast, "Trần Thị Hoa", "Trưởng Ban Dân vận Huyện ủy")

    first, second = found.candidates
    assert "Trưởng Ban" in first.detail
    assert first.score > second.score
    assert "địa bàn khác" in second.reason


def test_a_board_without_its_place_is_that_of_the_text_s_own_district(
    intake: Intake, cast: Cast
) -> None:
    home, [ours] = district("An Lạc", "Ban Dân vận Huyện ủy")
    district("Bình Minh", "Ban Dân vận Huyện ủy")
    set_home(cast, home)

    found = body(intake, cast, "Ban Dân vận Huyện ủy")

    assert found.sure is not None
    assert found.sure.pk == ours.pk
    assert len(found.candidates) == 2


def test_the_place_in_the_head_of_the_text_outweighs_who_handed_it_in(
    intake: Intake, cast: Cast
) -> None:
    home, _boards = district("An Lạc", "Ban Dân vận Huyện ủy")
    _other, [theirs] = district("Bình Minh", "Ban Dân vận Huyện ủy")
    set_home(cast, home)
    head = intake.facts.get(kind=FactKind.HEADER)
    head.value["place"] = "Bình Minh"
    head.save()

    found = body(intake, cast, "Ban Dân vận Huyện ủy")

    assert found.candidates[0].pk == theirs.pk
    assert "địa danh này" in found.candidates[0].reason
    assert found.sure is not None


def test_a_place_that_the_register_does_not_know_makes_nothing_sure(
    intake: Intake, cast: Cast
) -> None:
    home, _boards = district("An Lạc", "Ban Dân vận Huyện ủy")
    set_home(cast, home)
    head = intake.facts.get(kind=FactKind.HEADER)
    head.value["place"] = "Hòa Thịnh"
    head.save()

    assert body(intake, cast, "Ban Dân vận Huyện ủy").sure is None


def test_letters_and_words_of_a_name_are_one(intake: Intake, cast: Cast) -> None:
    committee = AgencyFactory.create(name="Ủy ban nhân dân huyện Bình An")

    found = body(intake, cast, "UBND huyện Bình An")

    assert found.sure is not None
    assert found.sure.pk == committee.pk


def test_a_former_name_counts_as_long_as_it_was_borne(intake: Intake, cast: Cast) -> None:
    agency = AgencyFactory.create(name="Phòng Văn hóa - Xã hội")
    FormerName.objects.create(
        agency=agency, name="Phòng Văn hóa và Thông tin", valid_to=date(2025, 6, 30)
    )

    found = body(intake, cast, "Phòng Văn hóa và Thông tin")

    assert found.sure is not None
    assert found.sure.reason == "tên gọi đến hết ngày 30/06/2025"


def test_who_took_over_is_offered_behind_with_the_reason(intake: Intake, cast: Cast) -> None:
    on = date(2023, 3, 1)
    old = AgencyFactory.create(name="Ban Dân vận Tỉnh ủy", valid_to=date(2023, 2, 28))
    new = AgencyFactory.create(name="Ban Tuyên giáo và Dân vận Tỉnh ủy", valid_from=on)
    Succession.objects.create(predecessor=old, successor=new, on=on, kind="merged")

    found = body(intake, cast, "Ban Dân vận Tỉnh ủy")

    assert [one.pk for one in found.candidates] == [old.pk, new.pk]
    assert "28/02/2023" in found.candidates[0].warning
    taken = found.candidates[1].reason
    assert "kế thừa Ban Dân vận Tỉnh ủy từ ngày 01/03/2023" in taken


def test_a_number_given_again_in_another_year_is_not_the_same_paper(
    intake: Intake, cast: Cast
) -> None:
    def plan(day: str) -> int:
        return DocumentFactory.create(
            owner=cast.issuer_agency,
            regime="state",
            kind="KH",
            number=14,
            symbol="KH-UBND",
            code="14/KH-UBND",
            issued_on=date.fromisoformat(day),
        ).pk

    plan("2023-01-30")
    wanted = plan("2024-01-30")
    said = {"number": 14, "symbol": "KH-UBND", "code": "14/KH-UBND"}

    undated = paper(intake, cast, **said)
    dated = paper(intake, cast, **said, date="2024-01-30")
    other_day = paper(intake, cast, **said, date="2024-01-31")

    assert undated.candidates[0].pk == wanted
    assert undated.sure is None  # one of each year: a person picks
    assert dated.sure is not None
    assert dated.sure.pk == wanted
    assert other_day.sure is None
    assert other_day.candidates[0].reason == "cùng số, ký hiệu và năm; ngày khác nhau"


def test_a_session_of_the_central_committee_is_found_and_left_to_a_person(
    intake: Intake, cast: Cast
) -> None:
    wanted = DocumentFactory.create(
        owner=cast.issuer_agency,
        kind="NQ",
        number=None,
        symbol="",
        code="",
        ordinal="4/XII",
        issued_on=date(2016, 10, 30),
        subject="về tăng cường xây dựng, chỉnh đốn Đảng",
    )

    found = paper(
        intake,
        cast,
        kind="NQ",
        ordinal="4/XII",
        subject="Nghị quyết Trung ương 4 khóa XII về tăng cường xây dựng, chỉnh đốn Đảng",
    )

    assert [one.pk for one in found.candidates] == [wanted.pk]
    assert "cùng kỳ hội nghị" in found.candidates[0].reason
    assert found.sure is None


def test_a_paper_that_may_not_be_seen_is_not_offered(intake: Intake, cast: Cast) -> None:
    DocumentFactory.create(
        owner=cast.outside_agency, kind="KH", number=14, symbol="KH/HU", issued_on=HELD
    )

    found = paper(intake, cast, number=14, symbol="KH/HU", code="14-KH/HU", date="2024-02-05")

    assert not found.candidates


def test_as_many_queries_for_many_facts_as_for_few(
    intake: Intake, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def add(count: int) -> None:
        for n in range(count):
            name = f"Trần Thị Hoa {n}"
            TenureFactory.create(official=OfficialFactory.create(full_name=name))
            person(intake, cast, name, "Trưởng phòng")
            AgencyFactory.create(name=f"Phòng Số Một {n}")
            body(intake, cast, f"Phòng Số Một {n}")
            paper(intake, cast, number=n, symbol="KH/HU", code=f"{n}-KH/HU")

    add(2)
    with django_assert_max_num_queries(13) as few:
        suggest(list(intake.facts.all()), cast.issuer)
    add(20)
    with django_assert_max_num_queries(13) as many:
        suggest(list(intake.facts.all()), cast.issuer)

    assert len(few) == len(many)


def test_a_paper_of_a_number_given_twice_has_to_be_chosen(
    client: Client, intake: Intake, cast: Cast
) -> None:
    """A new record by default would be a third of the same number."""
    for year in (2019, 2022):
        DocumentFactory.create(
            owner=cast.issuer_agency, kind="KH", number=14, symbol="KH/HU", code="14-KH/HU",
            regime="party", issued_on=date(year, 1, 30),
        )  # fmt: skip
    paper(intake, cast, number=14, symbol="KH/HU", code="14-KH/HU")
    fact = intake.facts.get(kind=FactKind.DOCUMENT)
    client.force_login(cast.issuer)

    page = client.get(intake.get_absolute_url()).content.decode()
    answer = client.post(
        f"{intake.get_absolute_url()}{fact.number}/", {"decision": "choice", "shown": mark_of(fact)}
    )

    assert "Cần chọn" in page
    assert answer.status_code == 422
    assert "Hãy chọn một trong các hồ sơ" in answer.content.decode()
    fact.refresh_from_db()
    assert fact.decision == "open"


def test_namesakes_are_told_apart_by_their_bodies(intake: Intake, cast: Cast) -> None:
    for name in ("Phòng Nội vụ huyện", "Phòng Y tế huyện"):
        TenureFactory.create(
            official=OfficialFactory.create(full_name="Trần Thị Hoa"),
            agency=AgencyFactory.create(name=name),
            title="Trưởng phòng",
        )

    found = person(intake, cast, "Trần Thị Hoa")

    assert {one.detail for one in found.candidates} == {
        "Trưởng phòng, Phòng Nội vụ huyện", "Trưởng phòng, Phòng Y tế huyện",
    }  # fmt: skip


@pytest.mark.parametrize(
    "said",
    ["BAN XÂY DỰNG ĐẢNG", "Ban Xây dựng Đảng Đảng ủy xã An Lạc", "Ban Xây dựng Đảng Đảng ủy xã"],
)
def test_a_board_is_known_however_its_committee_is_written(
    intake: Intake, cast: Cast, said: str
) -> None:
    """The head of a paper names the board alone; the register sets the committee off by a comma."""
    name = "Ban Xây dựng Đảng, Đảng ủy xã An Lạc"
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(
        name=name, name_folded=vntext.fold(name), level=Level.COMMUNE
    )
    cast.issuer_agency.refresh_from_db()

    found = body(intake, cast, said)

    assert found.sure is not None
    assert found.sure.pk == cast.issuer_agency.pk


def test_the_place_behind_a_committee_is_seen(intake: Intake, cast: Cast) -> None:
    """Of two districts' boards the one whose place the head names comes first."""
    _here, [_own] = district("Bình Minh", "Ban Dân vận Huyện ủy")
    _there, [theirs] = district("Hòa Thịnh", "Ban Dân vận Huyện ủy")
    head = intake.facts.get(kind=FactKind.HEADER)
    head.value["place"] = "Hòa Thịnh"
    head.save()

    found = body(intake, cast, "BAN DÂN VẬN")

    assert found.candidates[0].pk == theirs.pk
    assert "địa danh này" in found.candidates[0].reason
