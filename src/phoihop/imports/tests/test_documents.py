"""A register of documents from a sheet: duplicates, numbers, and who may."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Event
from phoihop.documents.models import ArrivalBook, Document, DocumentViewer, NumberSeries
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.imports import errors, services
from phoihop.imports.findings import Told, What
from phoihop.imports.models import SheetUpload
from phoihop.imports.tests.books import handed_in
from phoihop.search.models import SearchEntry

NOTHING = services.Decision({})


def handed(cast: Cast, *rows: Mapping[str, object]) -> SheetUpload:
    return services.hand_in(handed_in("documents", *rows), by=cast.issuer, at=NOW)


def told(upload: SheetUpload) -> dict[int, Told]:
    return {one.line: one for one in services.told_of(upload)}


def incoming(number: int = 1, **facts: object) -> dict[str, object]:
    return {
        "register": "Văn bản đến",
        "code": f"{number:02}-KH/TU",
        "subject": f"Kế hoạch số {number}",
        "issuer": "Tỉnh ủy",
        "issued_on": "05/03/2019",
        "arrived_on": "07/03/2019",
        **facts,
    }


def test_papers_are_registered_as_the_old_register_says(cast: Cast) -> None:
    province = AgencyFactory.create(name="Tỉnh ủy")
    upload = handed(
        cast,
        incoming(arrival_number=12, signer_name="Nguyễn A", urgency="khẩn"),
        {
            "register": "Văn bản đi",
            "code": "3/UBND-VX",
            "subject": "Công văn",
            "issued_on": "01/02/2019",
        },
        {"register": "tham chiếu", "kind": "CT", "subject": "Chỉ thị", "issuer": "Ban Bí thư"},
    )

    services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)

    first = Document.objects.get(code="01-KH/TU")
    assert (first.kind, first.number, first.issuer) == ("KH", 1, province)
    assert (first.arrival_number, first.arrival_year, first.urgency) == (12, 2019, "urgent")
    assert first.owner == cast.issuer_agency
    own = Document.objects.get(code="3/UBND-VX")
    assert (own.issuer, own.kind, own.regime) == (cast.issuer_agency, "CV", "state")
    reference = Document.objects.get(subject="Chỉ thị")
    assert (reference.issuer, reference.issuer_name) == (None, "Ban Bí thư")
    seen = DocumentViewer.objects.filter(document=first).values_list("agency", flat=True)
    assert set(seen) == {cast.issuer_agency.pk, province.pk}
    entry = SearchEntry.objects.get(kind="documents.document", object_id=first.pk)
    assert entry.symbols.get().key == "1khtu"
    assert Event.objects.filter(verb="document.registered").count() == 3
    assert ArrivalBook.objects.get(owner=cast.issuer_agency, year=2019).last_number == 12


def test_arrivals_without_a_number_take_the_next_of_the_year(cast: Cast) -> None:
    upload = handed(cast, incoming(1), incoming(2, arrival_number=7), incoming(3))

    services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)

    numbers = dict(Document.objects.values_list("code", "arrival_number"))
    assert numbers == {"01-KH/TU": 8, "02-KH/TU": 7, "03-KH/TU": 9}


def test_the_same_file_again_says_that_everything_is_there(cast: Cast) -> None:
    rows = (
        incoming(1),
        {
            "register": "Văn bản đi",
            "kind": "Thông báo",
            "subject": "Không số",
            "issued_on": "1/2/2019",
        },
        {"register": "Văn bản đi", "kind": "Báo cáo", "subject": "Không số, không ngày"},
    )
    services.confirm(handed(cast, *rows), NOTHING, by=cast.issuer, at=NOW)

    again = handed(cast, *rows)

    assert {one.what for one in services.told_of(again)} == {What.KNOWN}
    with pytest.raises(errors.NothingToImport):
        services.confirm(again, NOTHING, by=cast.issuer, at=NOW)


def test_another_subject_under_a_known_number_is_asked_about(cast: Cast) -> None:
    services.confirm(handed(cast, incoming(1)), NOTHING, by=cast.issuer, at=NOW)
    upload = handed(cast, incoming(1, subject="Kế hoạch khác hẳn"))
    assert told(upload)[2].what == What.ASKED

    with pytest.raises(errors.AnswersMissing):
        services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)
    services.confirm(upload, services.Decision({2: "new"}), by=cast.issuer, at=NOW)

    assert Document.objects.filter(code="01-KH/TU").count() == 2


def test_faults_of_a_line(cast: Cast) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency,
        register="incoming",
        code="9-TB/TU",
        arrived_on=date(2019, 1, 9),
        arrival_number=5,
    )
    upload = handed(
        cast,
        incoming(1, arrived_on="04/03/2019"),
        incoming(2, arrival_number=5),
        incoming(3, code="số lạ", register="Văn bản đi"),
        incoming(4, register="Văn bản đi"),
        incoming(5),
        incoming(5),
        incoming(6, secrecy="tuyệt đối"),
    )

    faults = {line: {mark.column for mark in one.faults} for line, one in told(upload).items()}
    assert faults == {
        2: {"arrived_on"},
        3: {"arrival_number"},
        4: {"register", "kind"},
        5: {"register"},
        6: set(),
        7: {"code"},
        8: {"secrecy"},
    }


def test_a_series_is_not_moved_on_but_a_note_says_so(cast: Cast) -> None:
    series = NumberSeries.objects.create(
        owner=cast.issuer_agency,
        regime="state",
        symbol="UBND-VX",
        first_day=date(2019, 1, 1),
        last_day=date(2019, 12, 31),
        last_number=4,
    )
    rows = [
        {
            "register": "Văn bản đi",
            "code": f"{number}/UBND-VX",
            "subject": f"Công văn {number}",
            "issued_on": "01/02/2019",
        }
        for number in (3, 9, 7)
    ]
    upload = handed(cast, *rows)

    notes = {line: one.notes for line, one in told(upload).items()}
    assert [bool(notes[line]) for line in (2, 3, 4)] == [False, True, False]
    assert "UBND-VX" in notes[3][0]
    assert "9" in notes[3][0]
    services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)
    series.refresh_from_db()
    assert series.last_number == 4


def test_two_agencies_of_one_name_are_not_linked(cast: Cast) -> None:
    AgencyFactory.create_batch(2, name="Văn phòng HĐND")

    upload = handed(cast, incoming(issuer="Văn phòng HĐND"))
    services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)

    assert Document.objects.get().issuer is None


def test_who_only_reads_imports_nothing(cast: Cast) -> None:
    viewer = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)
    for user in (viewer, cast.administrator, cast.inspector):
        with pytest.raises(PermissionDenied):
            services.hand_in(handed_in("documents", incoming()), by=user, at=NOW)
    assert not SheetUpload.objects.exists()


def test_queries_do_not_grow_with_the_papers(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    few = [incoming(number) for number in range(1, 4)]
    many = [incoming(number) for number in range(10, 310)]

    for rows in (few, many):
        with django_assert_max_num_queries(16):
            upload = handed(cast, *rows)
        with django_assert_max_num_queries(110):
            services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)

    assert Document.objects.count() == 303
