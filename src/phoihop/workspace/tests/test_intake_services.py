"""From a text to records: nothing unconfirmed, nobody merged silently, all or nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, Official
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.models import Agreement
from phoihop.audit.models import Event
from phoihop.documents import files
from phoihop.documents.models import Document, StoredFile
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.jobs.models import Job
from phoihop.reader.tests.scans import PLAN, scan
from phoihop.workspace import jobs
from phoihop.workspace.errors import (
    AlreadyReceived,
    FactsOpen,
    FileNotReadable,
    IntakeClosed,
    MarkedSecretText,
    NeedsRecognition,
    NothingToRead,
    NotThatRecord,
)
from phoihop.workspace.intake.accepting import accept_all_sure
from phoihop.workspace.intake.confirm import create_records, records_made
from phoihop.workspace.intake.decide import decide, discard
from phoihop.workspace.intake.draft import facts_of
from phoihop.workspace.intake.matching import suggest
from phoihop.workspace.intake.receive import receive_file, receive_text
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import SIGNING


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)


def decide_all(intake: Intake, cast: Cast, decision: str = Decision.NEW) -> None:
    for fact in intake.facts.filter(decision=Decision.OPEN):
        decide(fact, decision, by=cast.issuer, at=NOW)


def test_a_text_is_read_and_nothing_is_created(intake: Intake) -> None:
    kinds = set(intake.facts.values_list("kind", flat=True))

    assert {FactKind.PERSON, FactKind.DOCUMENT, FactKind.AGREEMENT, FactKind.EVENT} <= kinds
    assert not Official.objects.exists()
    assert not Document.objects.exists()
    assert not Agreement.objects.exists()


def test_every_fact_stands_where_it_says(intake: Intake) -> None:
    for fact in intake.facts.exclude(start=None):
        assert fact.start is not None
        assert intake.text[fact.start : fact.end].strip()
    names = intake.facts.filter(kind=FactKind.PERSON)
    assert "Vũ Quang Hòa" in {fact.value["name"] for fact in names}


def test_records_are_made_with_their_sentences(intake: Intake, cast: Cast) -> None:
    decide_all(intake, cast)

    paper = create_records(intake, by=cast.issuer, at=NOW)

    chair = Official.objects.get(full_name="Vũ Quang Hòa")
    assert {tenure.title for tenure in chair.tenures.all()} == {
        "Ủy viên Ban Thường vụ Huyện ủy",
        "Trưởng Ban Tuyên giáo Huyện ủy",
    }
    agreement = Agreement.objects.get()
    assert "12 cơ quan, đơn vị trong khối" in {str(party) for party in agreement.parties.all()}
    assert Document.objects.get(code="14-KH/HU").issued_on is not None
    span = paper.spans.get(kind="agencies.official", object_id=chair.pk)
    assert paper.text[span.start : span.end] == span.text
    assert span.text in span.sentence
    assert chair in records_made(Intake.objects.get())


def test_an_open_fact_stops_everything(intake: Intake, cast: Cast) -> None:
    with pytest.raises(FactsOpen):
        create_records(intake, by=cast.issuer, at=NOW)

    assert not Document.objects.exists()
    assert Intake.objects.get().is_open


def test_dropped_facts_make_nothing(intake: Intake, cast: Cast) -> None:
    for fact in intake.facts.exclude(kind=FactKind.HEADER):
        decide(fact, Decision.DROPPED, by=cast.issuer, at=NOW)
    decide_all(intake, cast)
    agencies = Agency.objects.count()

    create_records(intake, by=cast.issuer, at=NOW)

    assert Document.objects.count() == 1
    assert not Official.objects.exists()
    assert not Agreement.objects.exists()
    assert Agency.objects.count() == agencies


def test_a_failure_half_way_leaves_nothing(
    intake: Intake, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide_all(intake, cast)

    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("phoihop.workspace.intake.drafting.agreements.create_agreement", broken)
    with pytest.raises(DatabaseError):
        create_records(intake, by=cast.issuer, at=NOW)

    assert not Official.objects.exists()
    assert not Document.objects.exists()
    assert Intake.objects.get().is_open


def test_namesakes_are_offered_and_never_merged(intake: Intake, cast: Cast) -> None:
    OfficialFactory.create(full_name="Vũ Quang Hòa")
    TenureFactory.create(
        official=OfficialFactory.create(full_name="Vũ Quang Hòa"),
        title="Trưởng Ban Tuyên giáo Huyện ủy",
    )
    fact = intake.facts.get(kind=FactKind.PERSON, label="Vũ Quang Hòa")

    found = suggest([fact], cast.issuer)[fact.pk]
    accept_all_sure(intake, by=cast.issuer, at=NOW)

    assert len(found.candidates) == 2
    assert found.candidates[0].score > found.candidates[1].score
    assert found.sure is None
    fact.refresh_from_db()
    assert fact.decision == Decision.OPEN


def test_what_fits_beyond_doubt_is_linked_by_one_act(intake: Intake, cast: Cast) -> None:
    plan = DocumentFactory.create(
        owner=cast.issuer_agency,
        kind="KH",
        number=14,
        symbol="KH/HU",
        issued_on="2019-01-30",
        issuer_name="Huyện ủy An Lạc",
    )
    fact = intake.facts.get(kind=FactKind.DOCUMENT)

    count = accept_all_sure(intake, by=cast.issuer, at=NOW)

    fact.refresh_from_db()
    assert (fact.decision, fact.linked_id) == (Decision.LINKED, plan.pk)
    assert count >= 1


def test_a_linked_document_is_not_made_again(intake: Intake, cast: Cast) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency,
        kind="KH",
        number=14,
        symbol="KH/HU",
        issued_on="2019-01-30",
        issuer_name="Huyện ủy An Lạc",
    )
    accept_all_sure(intake, by=cast.issuer, at=NOW)
    decide_all(intake, cast)

    paper = create_records(intake, by=cast.issuer, at=NOW)

    assert Document.objects.filter(code="14-KH/HU").count() == 1
    assert paper.cites.count() == 1


def test_a_record_that_may_not_be_seen_cannot_be_linked(intake: Intake, cast: Cast) -> None:
    hidden = DocumentFactory.create(owner=cast.outside_agency)
    fact = intake.facts.get(kind=FactKind.DOCUMENT)

    with pytest.raises(NotThatRecord):
        decide(fact, Decision.LINKED, by=cast.issuer, at=NOW, linked_id=hidden.pk)


def test_the_same_text_twice_is_refused_with_its_day(intake: Intake, cast: Cast) -> None:
    with pytest.raises(AlreadyReceived, match="16/04/2019"):
        receive_text(SIGNING, name="lần hai", by=cast.issuer, at=NOW)

    assert Intake.objects.count() == 1


def test_a_text_put_away_may_be_handed_in_again(intake: Intake, cast: Cast) -> None:
    discard(intake, by=cast.issuer, at=NOW)

    assert receive_text(SIGNING, name="lại", by=cast.issuer, at=NOW).is_open


def test_a_confirmed_text_is_closed(intake: Intake, cast: Cast) -> None:
    decide_all(intake, cast)
    create_records(intake, by=cast.issuer, at=NOW)

    with pytest.raises(IntakeClosed):
        create_records(intake, by=cast.issuer, at=NOW)

    assert Document.objects.filter(kind="TIN").count() == 1


@pytest.mark.parametrize("who", ["outsider", "partner", "inspector", "administrator"])
def test_only_the_agency_that_handed_it_in_decides(intake: Intake, cast: Cast, who: str) -> None:
    fact = intake.facts.first()
    assert fact is not None

    with pytest.raises(PermissionDenied):
        decide(fact, Decision.NEW, by=getattr(cast, who), at=NOW)

    fact.refresh_from_db()
    assert fact.decision == Decision.OPEN


def test_readers_cannot_hand_in(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        receive_text(SIGNING, name="x", by=cast.inspector, at=NOW)

    assert not Event.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n ", "123 456", "...---..."])
def test_a_text_without_words_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(NothingToRead):
        receive_text(text, name="x", by=cast.issuer, at=NOW)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ghi.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("ghi.docx", b"MZ\x90\x00" + b"\x00" * 200),
        ("rong.pdf", b""),
    ],
)
def test_files_that_are_not_what_they_say_are_refused(cast: Cast, name: str, data: bytes) -> None:
    with pytest.raises((FileNotReadable, NothingToRead)):
        receive_file(data, name=name, by=cast.issuer, at=NOW)

    assert not Intake.objects.exists()


def test_a_legacy_encoding_is_converted_and_said(cast: Cast) -> None:
    # "Hội nghị ký kết chương trình phối hợp" in TCVN3 (ABC).
    data = b"H\xe9i ngh\xde k\xfd k\xd5t ch\xad\xacng tr\xd7nh ph\xe8i h\xeep. "

    received = receive_file(data * 3, name="cu.txt", by=cast.issuer, at=NOW)

    assert "Hội nghị ký kết" in received.text
    assert received.notes


@pytest.mark.differs
def test_what_runs_on_over_a_whole_paragraph_still_becomes_records(
    intake: Intake, cast: Cast
) -> None:
    long = "Ban Tuyên giáo " + "Huyện ủy An Lạc " * 40
    here = {"start": 0, "end": 20, "text": long}
    reading = {
        "kind": "agreement",
        "header": {"number": 5, "symbol": "CTr-" + "X" * 90, "issuer": long, "place": long},
        "people": [{**here, "name": long, "positions": [{**here, "title": long}]}],
        "documents": [
            {**here, "kind": "KH", "number": 7, "symbol": "KH-" + "Y" * 90, "issuer": long,
             "ordinal": long}
        ],
        "agreements": [{**here, "kind": "programme", "parties": [{**here, "name": long}]}],
    }  # fmt: skip
    intake.facts.all().delete()
    for order, fact in enumerate(facts_of(reading, SIGNING)):
        facts = {"kind": fact.kind, "label": fact.label, "start": fact.start, "end": fact.end}
        intake.facts.create(order=order, read=fact.value, value=fact.value, **facts)
    decide_all(intake, cast)

    paper = create_records(intake, by=cast.issuer, at=NOW)

    made = [paper, *Agency.objects.all(), *Official.objects.all(), *Document.objects.all()]
    for record in [*made, *Agreement.objects.all()]:
        record.clean_fields()
    assert Agency.objects.filter(
        name__startswith="Ban Tuyên giáo Huyện ủy An Lạc Huyện ủy"
    ).exists()


def test_the_same_text_in_another_form_is_known(intake: Intake, cast: Cast) -> None:
    as_file = SIGNING.replace("\n", "\r\n").encode("utf-16")

    with pytest.raises(AlreadyReceived, match="Ký kết 2019"):
        receive_file(as_file, name="lan-hai.txt", by=cast.issuer, at=NOW)


STAMPED = "TỈNH ỦY ĐÔNG CHÂU\n*\nSố 05-CV/TU\nTỐI MẬT\nVề việc chuẩn bị hội nghị ngày 5/3/2019."


def test_a_text_that_bears_a_mark_of_secrecy_is_not_kept(cast: Cast) -> None:
    with pytest.raises(MarkedSecretText):
        receive_text(STAMPED, name="dán", by=cast.issuer, at=NOW)
    with pytest.raises(MarkedSecretText):
        receive_file(STAMPED.encode(), name="mat.txt", by=cast.issuer, at=NOW)

    assert not Intake.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_scan_is_left_to_the_worker(cast: Cast) -> None:
    with pytest.raises(NeedsRecognition):
        receive_file(scan(PLAN), name="quet.pdf", by=cast.issuer, at=NOW)
    assert not Intake.objects.exists()


def test_a_scan_where_nothing_recognises_it_is_refused_in_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phoihop.workspace.intake.receive.program", lambda: None)
    monkeypatch.setattr("phoihop.reader.ocr.program", lambda: None)

    with pytest.raises(FileNotReadable, match="tesseract-ocr-vie"):
        receive_file(scan(PLAN), name="quet.pdf", by=cast.issuer, at=NOW)


def test_a_secret_text_of_a_batch_leaves_no_bytes_behind(cast: Cast) -> None:
    stored = files.store(STAMPED.encode(), "mat.txt", accept=files.TEXT)
    row = {"name": "mat.txt", "file": stored.pk, "error": ""}

    batch = Job(payload={"files": [row]})
    jobs._keep(batch, row, jobs._opened(row, lambda _done, _pages: None), cast.issuer, NOW)

    assert "dấu chỉ độ mật" in str(row["error"])
    assert row["file"] is None
    assert not StoredFile.objects.exists()
