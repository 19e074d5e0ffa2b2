"""Officials from a sheet: offices, namesakes, and what is there already."""

from collections.abc import Mapping

import pytest

from conftest import NOW, Cast
from phoihop.agencies.models import Official, Tenure
from phoihop.agencies.tests.factories import OfficialFactory, PositionFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.imports import errors, services
from phoihop.imports.findings import Told, What
from phoihop.imports.models import SheetUpload
from phoihop.imports.tests.books import handed_in
from phoihop.search.models import SearchEntry

NOTHING = services.Decision({})


def handed(cast: Cast, *rows: Mapping[str, object]) -> SheetUpload:
    return services.hand_in(handed_in("officials", *rows), by=cast.administrator, at=NOW)


def told(upload: SheetUpload) -> dict[int, Told]:
    return {one.line: one for one in services.told_of(upload)}


def confirm(cast: Cast, upload: SheetUpload, answers: dict[int, str] | None = None) -> None:
    services.confirm(upload, services.Decision(answers or {}), by=cast.administrator, at=NOW)


def test_an_official_comes_with_position_agency_and_days(cast: Cast) -> None:
    position = PositionFactory.create(name="Phó Trưởng ban", weight=40)
    upload = handed(
        cast,
        {
            "full_name": "Nguyễn Thị Mẫu",
            "title": "Phó Trưởng ban Thường trực",
            "position": "phó trưởng ban",
            "agency": "BTG",
            "valid_from": "1/7/2018",
            "phone": "+84 1",
        },
    )

    confirm(cast, upload)

    official = Official.objects.get(full_name="Nguyễn Thị Mẫu")
    tenure = official.tenures.get()
    assert (tenure.position, tenure.agency) == (position, cast.issuer_agency)
    assert str(tenure.valid_from) == "2018-07-01"
    assert official.phone == "+84 1"
    verbs = Event.objects.filter(kind="agencies.official", object_id=official.pk)
    assert set(verbs.values_list("verb", flat=True)) == {"official.created", "tenure.added"}
    entry = SearchEntry.objects.get(kind="agencies.official", object_id=official.pk)
    assert entry.hint == "Phó Trưởng ban Thường trực"


def test_the_same_file_again_says_that_everyone_is_there(cast: Cast) -> None:
    PositionFactory.create(name="Trưởng ban")
    rows = (
        {"full_name": "Nguyễn Văn Một", "position": "Trưởng ban", "agency": "BTG"},
        {"full_name": "Trần Thị Hai", "title": "Chuyên viên", "agency": "GDĐT"},
        {"full_name": "Lê Văn Ba"},
    )
    confirm(cast, handed(cast, *rows))

    again = handed(cast, *rows)

    assert [one.what for one in services.told_of(again)] == [What.KNOWN, What.KNOWN, What.ASKED]
    third = Official.objects.get(full_name="Lê Văn Ba")
    with pytest.raises(errors.NothingToImport):
        confirm(cast, again, {4: f"o{third.pk}"})
    assert Official.objects.filter(full_name="Lê Văn Ba").count() == 1


def test_a_namesake_elsewhere_needs_a_word(cast: Cast) -> None:
    there = TenureFactory.create(
        official=OfficialFactory.create(full_name="Nguyễn Văn Nam"), agency=cast.lead_agency
    ).official
    rows = [{"full_name": "Nguyễn Văn Nam", "title": "Chuyên viên", "agency": "BTG"}]
    upload = handed(cast, *rows)
    assert told(upload)[2].what == What.ASKED
    assert [choice.value for choice in told(upload)[2].choices] == ["new", f"o{there.pk}"]

    with pytest.raises(errors.AnswersMissing):
        confirm(cast, upload)
    assert Official.objects.filter(full_name="Nguyễn Văn Nam").count() == 1
    confirm(cast, upload, {2: "new"})

    assert Official.objects.filter(full_name="Nguyễn Văn Nam").count() == 2


def test_a_namesake_that_is_the_same_person_gets_one_more_office(cast: Cast) -> None:
    there = TenureFactory.create(
        official=OfficialFactory.create(full_name="Nguyễn Văn Nam"), agency=cast.lead_agency
    ).official
    upload = handed(cast, {"full_name": "Nguyễn Văn Nam", "title": "Phó ban", "agency": "BTG"})

    confirm(cast, upload, {2: f"o{there.pk}"})

    assert Official.objects.filter(full_name="Nguyễn Văn Nam").count() == 1
    assert set(there.tenures.values_list("title", flat=True)) == {"Trưởng phòng", "Phó ban"}


def test_a_note_tells_namesakes_apart_and_joins_lines_of_one_person(cast: Cast) -> None:
    OfficialFactory.create(full_name="Nguyễn Văn Nam", note="sinh năm 1970")
    rows = (
        {"full_name": "Nguyễn Văn Nam", "title": "A", "note": "Trường THPT"},
        {"full_name": "Nguyễn Văn Nam", "title": "B", "note": "trường THPT"},
    )

    confirm(cast, handed(cast, *rows))

    made = Official.objects.get(full_name="Nguyễn Văn Nam", note="Trường THPT")
    assert set(made.tenures.values_list("title", flat=True)) == {"A", "B"}
    assert {one.what for one in services.told_of(handed(cast, *rows))} == {What.KNOWN}


def test_two_lines_of_one_name_without_a_note_are_asked_about(cast: Cast) -> None:
    rows = (
        {"full_name": "Phạm Thị Bốn", "title": "A", "agency": "BTG"},
        {"full_name": "Phạm Thị Bốn", "title": "B", "agency": "GDĐT"},
    )
    upload = handed(cast, *rows)
    assert [one.what for one in services.told_of(upload)] == [What.NEW, What.ASKED]

    confirm(cast, upload, {3: "l2"})

    assert Official.objects.get(full_name="Phạm Thị Bốn").tenures.count() == 2


def test_a_last_day_is_brought_up_to_date_only_if_asked_for(cast: Cast) -> None:
    tenure = TenureFactory.create(
        official=OfficialFactory.create(full_name="Hồ Văn Năm"),
        agency=cast.lead_agency,
        title="Trưởng phòng",
    )
    rows = [
        {
            "full_name": "Hồ Văn Năm",
            "title": "Trưởng phòng",
            "agency": "GDĐT",
            "valid_to": "31/03/2019",
        }
    ]
    upload = handed(cast, *rows)
    assert told(upload)[2].what == What.CHANGED

    services.confirm(upload, services.Decision({}, updates=True), by=cast.administrator, at=NOW)

    tenure.refresh_from_db()
    assert str(tenure.valid_to) == "2019-03-31"
    assert Event.objects.filter(verb="tenure.ended").count() == 1


def test_faults_of_a_line(cast: Cast) -> None:
    upload = handed(
        cast,
        {"full_name": "A", "position": "Không có", "agency": "Không đâu", "email": "x"},
        {"full_name": "B", "agency": "BTG"},
        {"full_name": "C", "title": "T", "valid_from": "02/01/2019", "valid_to": "01/01/2019"},
    )

    found = told(upload)
    assert {mark.column for mark in found[2].faults} == {"position", "agency", "email"}
    assert [mark.column for mark in found[3].faults] == ["title"]
    assert [mark.column for mark in found[4].faults] == ["valid_to"]
    assert not Tenure.objects.exists()


def test_queries_do_not_grow_with_the_lines(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    rows = [{"full_name": f"Người {n}", "title": "CV", "agency": "BTG"} for n in range(200)]

    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture
        upload = handed(cast, *rows)
    with django_assert_max_num_queries(80):  # type: ignore[operator]  # a fixture
        confirm(cast, upload)

    assert Official.objects.count() == 200
