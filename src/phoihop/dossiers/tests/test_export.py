"""What an exported dossier holds: files, metadata, index, sheet."""

import hashlib
import io
import zipfile
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement, Party, Signatory
from phoihop.agreements.tests.factories import thawed
from phoihop.documents import files
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.tests.test_previews import pdf_of
from phoihop.dossiers import exports, services
from phoihop.dossiers.models import Dossier
from phoihop.dossiers.tests.exports import PLAN, attach, exported, parts
from phoihop.dossiers.tests.factories import closed
from phoihop.reader import extract
from phoihop.sheets import escaped
from phoihop.tasks.models import Task

pytestmark = pytest.mark.usefixtures("fresh_folder")


def cells_of(sheet: bytes) -> list[list[Any]]:
    """The cells of the only page of a workbook."""
    [page] = load_workbook(io.BytesIO(sheet)).worksheets
    return [list(row) for row in page.iter_rows()]


def text_of(found: Any, path: str) -> str:
    return str(found.findtext(path))


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
