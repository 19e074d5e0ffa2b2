"""A dossier as a folder, read back: files byte for byte, lists, metadata, digests."""

import hashlib
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement, Party, Signatory
from phoihop.agreements.tests.factories import AgreementFactory, thawed
from phoihop.audit.models import Event
from phoihop.documents import files
from phoihop.documents.bytes_gone import remove_bytes
from phoihop.documents.models import Document, StoredFile
from phoihop.documents.services import add_file
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.tests.test_previews import docx_of, pdf_of
from phoihop.dossiers import exports, services
from phoihop.dossiers.export.names import Names, safe
from phoihop.dossiers.models import Dossier, Export
from phoihop.dossiers.tests.factories import DossierFactory, closed
from phoihop.jobs import worker
from phoihop.jobs.models import Job
from phoihop.reader import extract
from phoihop.sheets import escaped
from phoihop.tasks.models import Evidence, Task, Update

PLAN = pdf_of("Ke hoach", "Trang hai")


@pytest.fixture(autouse=True)
def fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DERIVED_DIR", tmp_path / "derived")


def attach(document: Document, data: bytes, name: str, by: User) -> StoredFile:
    stored = files.store(data, name, accept=files.EVIDENCE)
    add_file(document, stored, name, by=by, at=NOW)
    return stored


def show(task: Task, data: bytes, name: str, by: User) -> None:
    """An update with evidence, as the lead agency wrote it."""
    agency = by.acting_agency
    assert agency is not None
    update = Update.objects.create(
        task=task, agency=agency, by=by, at=NOW, words="Đã tiêm 120 cháu", form_key=name
    )
    stored = files.store(data, name, accept=files.EVIDENCE)
    Evidence.objects.create(
        task=task, update=update, file=stored, name=name, added_at=NOW, added_by=by
    )


def exported(dossier: Dossier, by: User) -> zipfile.ZipFile:
    export = exports.ask_for_export(dossier, by=by, at=NOW)
    made = exports.make(export, at=NOW)
    assert made.made_at is not None, made.refusal
    return zipfile.ZipFile(exports.place_of(made))


def parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part by its path inside the one folder."""
    names = archive.namelist()
    assert len({name.split("/")[0] for name in names}) == 1
    return {name.partition("/")[2]: archive.read(name) for name in names}


def cells_of(sheet: bytes) -> list[list[Any]]:
    """The cells of the only page of a workbook."""
    [page] = load_workbook(io.BytesIO(sheet)).worksheets
    return [list(row) for row in page.iter_rows()]


def text_of(found: Any, path: str) -> str:
    return str(found.findtext(path))


@pytest.fixture
def full(
    cast: Cast, dossier: Dossier, document: Document, agreement: Agreement, task: Task
) -> Dossier:
    """A document with a PDF, a signed paper, a task with evidence; closed."""
    Document.objects.filter(pk=document.pk).update(
        signer_name="Trần Văn A", signer_title="Phó Bí thư", urgency="very_urgent"
    )
    attach(document, PLAN, "kế hoạch.pdf", cast.issuer)
    signed = files.store(pdf_of("Ban ky"), "ban-ky.pdf", accept=files.SCAN)
    Agreement.objects.filter(pk=agreement.pk).update(scan=signed, scan_name="bản ký.pdf")
    show(task, docx_of("Danh sách tiêm chủng"), "danh-sach.docx", cast.lead)
    for record, note in ((document, "Bản chính"), (agreement, ""), (task, "")):
        services.put_in(dossier, record, by=cast.issuer, at=NOW, note=note)
    return closed(dossier, cast.issuer)


@pytest.mark.differs
def test_the_folder_holds_the_files_byte_for_byte_with_their_digests(
    cast: Cast, full: Dossier, document: Document
) -> None:
    held = parts(exported(full, cast.issuer))

    assert held[f"tai-lieu/001 {document.code.replace('/', '-')}/kế hoạch.pdf"] == PLAN
    lines = [line.split("  ", 1) for line in held["SHA256SUMS"].decode().splitlines()]
    sums = {path: digest for digest, path in lines}
    assert sums.keys() == held.keys() - {"SHA256SUMS"}
    for path, digest in sums.items():
        assert hashlib.sha256(held[path]).hexdigest() == digest
    assert {"index.html", "index.xlsx", "index.pdf", "metadata.xml"} < held.keys()


def test_the_metadata_follow_the_decree(cast: Cast, full: Dossier, document: Document) -> None:
    root = fromstring(parts(exported(full, cast.issuer))["metadata.xml"])

    assert text_of(root, "FileCode/FileCatalog") == "2019"
    assert text_of(root, "FileCode/FileNotation") == full.code
    assert (text_of(root, "Title"), text_of(root, "Maintenance")) == (full.title, "10 năm")
    assert (text_of(root, "StartDate"), text_of(root, "EndDate")) == ("01/04/2019", "10/04/2019")
    assert (text_of(root, "DocTotal"), text_of(root, "Creator")) == ("3", "Đỗ Thị Mai")
    one = root.findall("Documents/Document")[0]
    assert text_of(one, "DocOrdinal") == "1"
    assert text_of(one, "TypeName") == "Chỉ thị"
    assert text_of(one, "CodeNumber") == str(document.number)
    assert text_of(one, "CodeNotation") == "CT/TW"
    assert text_of(one, "IssuedDate") == "05/11/2018"
    assert text_of(one, "OrganName") == "Ban Bí thư"
    assert text_of(one, "Subject") == document.subject
    assert (text_of(one, "Language"), text_of(one, "PageAmount")) == ("Tiếng Việt", "2")
    assert text_of(one, "SignerInfo/Position") == "Phó Bí thư"
    assert text_of(one, "SignerInfo/FullName") == "Trần Văn A"
    assert (text_of(one, "Priority"), text_of(one, "Description")) == ("2", "Bản chính")
    [file] = one.findall("Files/File")
    assert file.get("sha256") == hashlib.sha256(PLAN).hexdigest()
    assert file.get("size") == str(len(PLAN))


def test_who_signed_a_joint_paper_stands_with_the_title_held(
    cast: Cast, dossier: Dossier, agreement: Agreement
) -> None:
    agencies = AgencyFactory.create_batch(3)
    scan = files.store(pdf_of("Ban ky"), "ban-ky.pdf", accept=files.SCAN)
    Agreement.objects.filter(pk=agreement.pk).update(scan=scan)
    with thawed(agreement):
        for order, agency in enumerate(agencies, 10):
            Party.objects.create(agreement=agreement, agency=agency, order=order)
        for number, party in enumerate(agreement.parties.order_by("order", "pk"), 1):
            Signatory.objects.create(
                agreement=agreement, party=party, title=f"Trưởng {number}", name=f"Ông {number}"
            )
    services.put_in(dossier, agreement, by=cast.issuer, at=NOW)

    held = parts(exported(closed(dossier, cast.issuer), cast.issuer))

    signers = fromstring(held["metadata.xml"]).findall("Documents/Document/SignerInfo")
    count = agreement.parties.count()
    assert [(text_of(one, "Position"), text_of(one, "FullName")) for one in signers] == [
        (f"Trưởng {number}", f"Ông {number}") for number in range(1, count + 1)
    ]
    page = held["index.html"].decode()
    assert "Trưởng 1, Ông 1; Trưởng 2, Ông 2; Trưởng 3, Ông 3; và" in page


def test_values_are_cut_to_the_lengths_of_the_decree_and_xml_can_carry_them(
    cast: Cast, dossier: Dossier
) -> None:
    paper = DocumentFactory.create(
        owner=cast.issuer_agency, subject="Văn bản <b>&\x0b " + "ă" * 450, signer_name="Y" * 90
    )
    services.put_in(dossier, paper, by=cast.issuer, at=NOW)

    [one] = fromstring(parts(exported(dossier, cast.issuer))["metadata.xml"]).findall(
        "Documents/Document"
    )

    assert text_of(one, "Subject").startswith("Văn bản <b>& ă")
    assert len(text_of(one, "SignerInfo/FullName")) == 50


def test_the_index_says_the_same_as_page_sheet_and_pdf(
    cast: Cast, full: Dossier, document: Document, task: Task
) -> None:
    held = parts(exported(full, cast.issuer))

    page = held["index.html"].decode()
    cells = [[cell.value for cell in row] for row in cells_of(held["index.xlsx"])]
    printed = extract(held["index.pdf"], "index.pdf").text
    assert 'href="tai-lieu/001%20' in page
    for words in (document.subject, task.title, full.title):
        assert words in page
        assert any(words in str(value) for row in cells for value in row)
        assert " ".join(words.split()) in " ".join(printed.split())
    assert cells[-3][0] == "1"
    assert cells[-3][2] == "05/11/2018"


@pytest.mark.parametrize("subject", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1"])
def test_no_cell_of_the_sheet_is_a_formula(cast: Cast, dossier: Dossier, subject: str) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency, code=subject[:60], subject=subject)
    services.put_in(dossier, paper, by=cast.issuer, at=NOW, note=subject)

    sheet = parts(exported(dossier, cast.issuer))["index.xlsx"]

    row = cells_of(sheet)[-1]
    assert {cell.data_type for cell in row if cell.value is not None} == {"s"}
    written = [str(cell.value) for cell in row if subject.strip() in str(cell.value)]
    assert escaped(subject) in written
    assert not any(value[0] in "=+-@\t\r" for value in written)


def test_the_longest_entries_still_make_a_pdf(cast: Cast, dossier: Dossier) -> None:
    paper = DocumentFactory.create(
        owner=cast.issuer_agency,
        subject="Rất dài " * 62,
        signer_name="<b>W" * 30,
        signer_title="W" * 200,
        issuer_name="Ủ" * 250,
    )
    services.put_in(dossier, paper, by=cast.issuer, at=NOW, note="&W" * 150)
    for number in range(60):
        attach(paper, pdf_of(f"{number}"), f"{'tệp rất dài ' * 8}{number}.pdf", cast.issuer)

    held = parts(exported(dossier, cast.issuer))

    printed = extract(held["index.pdf"], "index.pdf").text
    assert "…" in printed
    assert held["index.html"].decode().count("<a href=") == 60


def test_words_and_evidence_of_a_task_go_out_at_the_level_of_who_exports(
    cast: Cast, full: Dossier, task: Task
) -> None:
    task.viewers.filter(agency=cast.issuer_agency).update(level=3)
    held = parts(exported(full, cast.issuer))
    [sheet] = [path for path in held if path.endswith("nhiem-vu.txt")]
    assert "Đã tiêm 120 cháu" in held[sheet].decode()
    assert any(path.endswith("danh-sach.docx") for path in held)

    for level, done in ((2, True), (1, False)):
        task.viewers.filter(agency=cast.issuer_agency).update(level=level)
        held = parts(exported(full, cast.issuer))
        assert "Đã tiêm" not in held[sheet].decode()
        assert ("Hoàn thành ngày" in held[sheet].decode()) is done
        assert not any(path.endswith("danh-sach.docx") for path in held)


def test_a_record_one_may_not_see_is_left_out_with_its_name(
    cast: Cast, full: Dossier, task: Task
) -> None:
    task.viewers.all().delete()

    export = exports.make(exports.ask_for_export(full, by=cast.issuer, at=NOW), at=NOW)

    assert (export.items, export.left_out) == (2, 1)
    held = parts(zipfile.ZipFile(exports.place_of(export)))
    for path, data in held.items():
        if path.endswith(".xlsx"):
            said = str([[cell.value for cell in row] for row in cells_of(data)])
        else:
            said = data.decode("utf-8", "replace")
        assert task.title not in said, path
    assert "(không được xem)" in held["index.html"].decode()
    root = fromstring(held["metadata.xml"])
    assert root.findall("Documents/Document")[2].get("withheld") == "true"


def test_a_text_without_a_file_goes_out_as_a_text(cast: Cast, dossier: Dossier) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency, text="Toàn văn của chỉ thị")
    services.put_in(dossier, paper, by=cast.issuer, at=NOW)

    held = parts(exported(dossier, cast.issuer))

    [path] = [path for path in held if path.endswith("toan-van.txt")]
    assert held[path].decode() == "Toàn văn của chỉ thị"


def test_names_are_safe_and_no_two_alike(cast: Cast, dossier: Dossier) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency, code="../../etc/pass\\wd")
    names = ["a.pdf", "A.PDF", "..\\..\\x.pdf", "con.pdf", "index.html.pdf", "é.pdf"]
    for number, name in enumerate(names):
        data = pdf_of(f"Tep {number}")
        stored = files.store(data, "x.pdf", accept=files.EVIDENCE)
        held = add_file(paper, stored, "x.pdf", by=cast.issuer, at=NOW)
        type(held).objects.filter(pk=held.pk).update(name=name)
    services.put_in(dossier, paper, by=cast.issuer, at=NOW)

    archive = exported(dossier, cast.issuer)

    listed = archive.namelist()
    assert len({name.casefold() for name in listed}) == len(listed)
    assert sum(name.lower().endswith(".pdf") for name in listed) == len(names) + 1
    for name in listed:
        assert ".." not in name.split("/")
        assert "\\" not in name
        assert not name.startswith("/")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("05-CTr/BTGHU", "05-CTr-BTGHU"),
        ("../../x", "-.-x"),
        ("a\0b\nc.pdf", "a b c.pdf"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("...", "_"),
        ("", "_"),
        ("x" * 200 + ".pdf", "x" * 77 + ".pdf"),
        ("Kế hoạch. " + "y" * 200, ("Kế hoạch. " + "y" * 200)[:80]),
        ("\u202efdp.exe", "fdp.exe"),
    ],
)
def test_one_name(wanted: str, name: str) -> None:
    assert safe(wanted) == name


def test_the_second_of_two_names_gets_a_number() -> None:
    names = Names()

    assert [names.take(one) for one in ("a.pdf", "A.pdf", "a.pdf", "b", "b")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "b",
        "b (2)",
    ]


@pytest.mark.parametrize("harm", ["altered", "lost"])
def test_a_file_that_is_no_longer_itself_stops_the_export_by_its_name(
    cast: Cast, dossier: Dossier, document: Document, harm: str
) -> None:
    stored = attach(document, PLAN, "ke-hoach.pdf", cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    place = Path(default_storage.path(stored.path))
    if harm == "altered":
        place.write_bytes(PLAN + b"x")
    else:
        place.unlink()
    try:
        export = exports.make(exports.ask_for_export(dossier, by=cast.issuer, at=NOW), at=NOW)
    finally:
        place.unlink(missing_ok=True)

    assert "ke-hoach.pdf" in export.refusal
    assert export.made_at is None
    assert not exports.place_of(export).exists()


def test_a_file_that_was_removed_by_order_is_passed_by_and_told(
    cast: Cast, dossier: Dossier, document: Document
) -> None:
    attach(document, PLAN, "ke-hoach.pdf", cast.issuer)
    stored = attach(document, docx_of("Lời riêng tư"), "rieng-tu.docx", cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW, note="Bản chính")
    remove_bytes(stored, NOW)

    held = parts(exported(dossier, cast.issuer))

    assert any(path.endswith("ke-hoach.pdf") for path in held)
    assert not any(path.endswith("rieng-tu.docx") for path in held)
    assert "Bản chính; 1 tệp đã gỡ theo quyết định" in held["index.html"].decode()


def test_who_exported_stands_in_the_history(cast: Cast, full: Dossier) -> None:
    exported(full, cast.issuer)

    event = Event.objects.get(verb="dossier.exported")
    assert (event.by, event.object_id) == (cast.issuer, full.pk)
    assert Export.objects.get().asked_by == cast.issuer


@pytest.mark.parametrize("who", ["lead", "outsider", "inspector", "administrator"])
def test_only_writers_of_the_agency_export(cast: Cast, full: Dossier, who: str) -> None:
    with pytest.raises(PermissionDenied):
        exports.ask_for_export(full, by=getattr(cast, who), at=NOW)
    assert not Export.objects.exists()


def test_who_left_the_agency_meanwhile_gets_nothing(cast: Cast, full: Dossier) -> None:
    export = exports.ask_for_export(full, by=cast.issuer, at=NOW)
    member = export.acting
    member.ended_on = date(2019, 4, 16)
    member.save()

    made = exports.make(Export.objects.get(pk=export.pk), at=NOW)

    assert made.made_at is None
    assert made.refusal


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_a_large_dossier_is_made_by_the_worker_with_progress(
    cast: Cast, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        paper = DocumentFactory.create(owner=cast.issuer_agency)
        attach(paper, pdf_of(f"Trang {number}"), "a.pdf", cast.issuer)
        services.put_in(dossier, paper, by=cast.issuer, at=NOW)
    Job.objects.all().delete()
    monkeypatch.setattr(exports, "_ITEMS_AT_ONCE", 2)

    export = exports.ask_for_export(dossier, by=cast.issuer, at=NOW)
    assert export.job is not None
    worker.run_waiting()

    export.refresh_from_db()
    job = Job.objects.get(kind="dossiers.export")
    assert (job.state, job.done, job.total) == ("done", 4, 4)
    assert export.items == 3
    assert zipfile.ZipFile(exports.place_of(export)).testzip() is None


def test_many_files_and_scans_of_agreements_are_left_to_the_worker(
    cast: Cast, dossier: Dossier, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        attach(document, pdf_of(f"Trang {number}"), f"{number}.pdf", cast.issuer)
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is None

    monkeypatch.setattr(exports, "_FILES_AT_ONCE", 2)
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is not None
    monkeypatch.undo()
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is None

    signed = AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer, signed=True)
    assert signed.scan is not None
    StoredFile.objects.filter(pk=signed.scan.pk).update(size=30 * 1024 * 1024)
    services.put_in(dossier, signed, by=cast.issuer, at=NOW)
    assert exports.ask_for_export(dossier, by=cast.issuer, at=NOW).job is not None


def test_folders_are_deleted_after_a_while_and_their_record_stays(
    cast: Cast, full: Dossier
) -> None:
    exported(full, cast.issuer)
    real = Path(exports.place_of(Export.objects.get())).stat().st_mtime

    assert exports.forget_old(NOW) == 0
    assert exports.forget_old(NOW.fromtimestamp(real, NOW.tzinfo) + timedelta(days=1)) == 1
    assert Export.objects.get().sha256


def test_an_export_costs_few_queries_more_for_each_record(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    small, large = DossierFactory.create_batch(2, owner=cast.issuer_agency, keeper=cast.issuer)
    for dossier, count in ((small, 2), (large, 12)):
        for _ in range(count):
            paper = DocumentFactory.create(owner=cast.issuer_agency, text="x")
            services.put_in(dossier, paper, by=cast.issuer, at=NOW)

    with django_assert_max_num_queries(60):  # two for each document: its files, its recipients
        exported(large, cast.issuer)
