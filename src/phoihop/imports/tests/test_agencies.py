"""Agencies from a sheet: the tree, what is there already, and who may."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, AgencyAncestor, AgencyLink
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Event
from phoihop.imports import errors, services
from phoihop.imports.findings import Told, What
from phoihop.imports.models import SheetUpload, UploadState
from phoihop.imports.tests.books import handed_in
from phoihop.search.models import SearchEntry

BASE = {"kind": "Cơ quan nhà nước", "level": "Xã"}
NOTHING = services.Decision({})


def row(name: str, **facts: object) -> dict[str, object]:
    return {"name": name, **BASE, **facts}


def handed(cast: Cast, *rows: dict[str, object]) -> SheetUpload:
    return services.hand_in(handed_in("agencies", *rows), by=cast.administrator, at=NOW)


def told(upload: SheetUpload) -> dict[int, Told]:
    return {one.line: one for one in services.told_of(upload)}


def test_a_superior_may_stand_further_down(cast: Cast) -> None:
    upload = handed(
        cast,
        row("Phòng Kinh tế xã Mới", parent="UBND xã Mới"),
        row("UBND xã Mới", code="H1.2", kind="Ủy ban nhân dân", valid_from="01/07/2025"),
        row("Tổ Kế toán", parent="h1.2"),
    )

    services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)

    council = Agency.objects.get(name="UBND xã Mới")
    links = AgencyLink.objects.filter(parent=council).values_list("child__name", flat=True)
    assert set(links) == {"Phòng Kinh tế xã Mới", "Tổ Kế toán"}
    below = AgencyAncestor.objects.filter(ancestor=council, depth=1)
    assert below.count() == 2
    assert council.kind == "state_committee"
    assert str(council.valid_from) == "2025-07-01"


def test_every_record_is_found_and_has_its_history(cast: Cast) -> None:
    upload = handed(cast, row("Trạm Khuyến nông xã Mới"))

    services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)

    made = Agency.objects.get(name="Trạm Khuyến nông xã Mới")
    event = Event.objects.get(kind="agencies.agency", object_id=made.pk)
    assert (event.verb, event.by) == ("agency.created", cast.administrator)
    whole = Event.objects.get(verb="import.carried_out")
    facts = dict(whole.changes.values_list("field", "new"))
    assert (facts["file"], facts["lines"], facts["created"]) == ("tep.xlsx", 1, 1)
    assert SearchEntry.objects.get(kind="agencies.agency", object_id=made.pk).everyone


def test_faults_name_line_and_column_and_nothing_is_saved(cast: Cast) -> None:
    before = Agency.objects.count()
    upload = handed(
        cast,
        row("Cơ quan tốt"),
        row("", level="Tổng"),
        row("Cơ quan ba", valid_from="31/02/2026", email="không phải thư"),
        row("Cơ quan bốn", parent="Không có đâu"),
        row("Cơ quan tốt"),
    )

    with pytest.raises(errors.LinesAtFault):
        services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)

    found = told(upload)
    assert found[2].what == What.NEW
    assert {mark.column for mark in found[3].faults} == {"name", "level"}
    assert {mark.column for mark in found[4].faults} == {"valid_from", "email"}
    assert "“31/02/2026” không phải là ngày" in found[4].faults[0].sentence
    assert {mark.column for mark in found[5].faults} == {"parent"}
    assert "dòng 2" in found[6].faults[0].sentence
    assert Agency.objects.count() == before
    assert upload.state == UploadState.CHECKED


def test_the_same_file_again_says_that_everything_is_there(cast: Cast) -> None:
    rows = (
        row("UBND xã Mới", code="H1"),
        row("Phòng Kinh tế", parent="UBND xã Mới"),
        row("Phòng Kinh tế", parent="H2", code="K2"),
        row("UBND xã Cũ", code="H2"),
    )
    services.confirm(handed(cast, *rows), NOTHING, by=cast.administrator, at=NOW)
    again = handed(cast, *rows)

    assert [one.what for one in services.told_of(again)] == [What.KNOWN] * 4
    with pytest.raises(errors.NothingToImport):
        services.confirm(again, NOTHING, by=cast.administrator, at=NOW)


def test_confirmed_twice_is_imported_once(cast: Cast) -> None:
    upload = handed(cast, row("Cơ quan một lần"))
    stale = SheetUpload.objects.get(pk=upload.pk)

    services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)
    services.confirm(stale, NOTHING, by=cast.administrator, at=NOW)

    assert Agency.objects.filter(name="Cơ quan một lần").count() == 1
    assert stale.state == UploadState.DONE
    assert (stale.lines, stale.findings) == ([], [])


def test_facts_that_differ_are_changed_only_if_asked_for(cast: Cast) -> None:
    AgencyFactory.create(name="Trạm Y tế", kind="health", level="commune", phone="1")
    rows = [row("Trạm Y tế", kind="Cơ sở y tế", phone="02"), row("Cơ quan mới")]
    upload = handed(cast, *rows)
    assert told(upload)[2].what == What.CHANGED
    assert "“1”" in told(upload)[2].notes[0]

    services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)
    assert Agency.objects.get(name="Trạm Y tế").phone == "1"
    decision = services.Decision({}, updates=True)
    services.confirm(handed(cast, *rows), decision, by=cast.administrator, at=NOW)

    assert Agency.objects.get(name="Trạm Y tế").phone == "02"


def test_an_ambiguous_superior_is_a_fault_with_the_candidates(cast: Cast) -> None:
    first, second = AgencyFactory.create_batch(2, name="Văn phòng")

    upload = handed(cast, row("Tổ Lái xe", parent="Văn phòng"))

    sentence = told(upload)[2].faults[0].sentence
    assert f"#{first.pk}" in sentence
    assert f"#{second.pk}" in sentence
    meant = handed(cast, row("Tổ Lái xe", parent=f"Văn phòng #{second.pk}"))
    assert told(meant)[2].what == What.NEW


def test_a_namesake_that_may_be_the_same_is_asked_about(cast: Cast) -> None:
    there = AgencyFactory.create(name="Hội Khuyến học")
    top = AgencyFactory.create(name="Đảng ủy xã Mới")
    rows = [row("Hội Khuyến học", parent=top.name)]
    upload = handed(cast, *rows)
    assert told(upload)[2].what == What.ASKED

    with pytest.raises(errors.AnswersMissing):
        services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)
    services.confirm(upload, services.Decision({2: "new"}), by=cast.administrator, at=NOW)

    assert Agency.objects.filter(name="Hội Khuyến học").count() == 2
    same = handed(cast, *rows)
    assert told(same)[2].what == What.KNOWN
    assert there.pk


def test_circles_in_the_file_are_a_fault(cast: Cast) -> None:
    upload = handed(
        cast, row("Cơ quan A", parent="Cơ quan B"), row("Cơ quan B", parent="Cơ quan A")
    )

    assert {one.what for one in services.told_of(upload)} == {What.WRONG}


def test_only_an_administrator_imports_agencies(cast: Cast) -> None:
    sheet = handed_in("agencies", row("Cơ quan"))
    with pytest.raises(PermissionDenied):
        services.hand_in(sheet, by=cast.issuer, at=NOW)

    upload = handed(cast, row("Cơ quan"))
    with pytest.raises(PermissionDenied):
        services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)
    assert not Agency.objects.filter(name="Cơ quan").exists()


@pytest.mark.differs
def test_a_refusal_of_the_last_line_undoes_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = handed(cast, row("Cơ quan một"), row("Cơ quan hai", code="C9"))
    before = Event.objects.count()
    monkeypatch.setattr("phoihop.agencies.services.many._codes_are_free", lambda _made: None)
    AgencyFactory.create(code="C9", name="Khác hẳn")
    monkeypatch.setattr("phoihop.imports.naming.AgencyNames.with_code", lambda _self, _code: [])

    with pytest.raises(errors.ChangedMeanwhile):
        services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)

    assert not Agency.objects.filter(name="Cơ quan một").exists()
    assert Event.objects.count() == before


def test_checking_costs_the_same_for_many_lines(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    few = [row(f"Cơ quan {n}") for n in range(3)]
    many = [row(f"Cơ quan {n}", parent="Cơ quan 0" if n else "") for n in range(120)]

    for rows in (few, many):
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture
            handed(cast, *rows)


def test_importing_costs_nearly_the_same_for_many_lines(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    top = [row("Cơ quan 0")]
    rest = [row(f"Cơ quan {n}", parent=f"Cơ quan {n // 9}") for n in range(1, 299)]
    upload = handed(cast, *rest, *top)

    with django_assert_max_num_queries(90):  # type: ignore[operator]  # a fixture
        services.confirm(upload, NOTHING, by=cast.administrator, at=NOW)

    assert Agency.objects.filter(name__startswith="Cơ quan").count() == 299


def test_another_superior_is_said_and_moves_nothing(cast: Cast) -> None:
    council, party = row("UBND xã Mới", code="H1"), row("Đảng ủy xã Mới", code="H2")
    office = row("Văn phòng xã Mới", code="V1", parent="H1")
    alone = row("Tổ Kế toán xã Mới", code="V2")
    services.confirm(
        handed(cast, council, party, office, alone), NOTHING, by=cast.administrator, at=NOW
    )

    rows = [office | {"parent": "H2", "phone": "02"}, alone | {"parent": "H2"}]
    found = told(handed(cast, *rows))

    assert (found[2].what, found[3].what) == (What.CHANGED, What.KNOWN)
    assert "ở đây là “UBND xã Mới”, trong tệp là “Đảng ủy xã Mới”" in found[2].notes[-1]
    assert "ở đây là “–”, trong tệp là “Đảng ủy xã Mới”" in found[3].notes[-1]
    same = told(handed(cast, office, alone))
    assert [one.notes for one in same.values()] == [[], []]
