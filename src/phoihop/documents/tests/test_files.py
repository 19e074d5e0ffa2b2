"""Files: judged by content, kept once, handed out safely."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from pytest_django import Settings

from phoihop.documents.errors import (
    FileEmpty,
    FileRefused,
    FileTooLarge,
    FileUnpacksTooLarge,
    WrongFileFormat,
)
from phoihop.documents.files import EVIDENCE, SCAN, TEXT, download, safe_name, store
from phoihop.documents.models import StoredFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
EXE = b"MZ\x90\0" + b"\0" * 200
pytestmark = pytest.mark.django_db


def office_file(**parts: bytes) -> bytes:
    """A DOCX with the given further parts, packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_bytes_are_kept_as_they_came_under_their_hash() -> None:
    stored = store(SimpleUploadedFile("ký.pdf", PDF), "ký.pdf", accept=SCAN)

    sha = hashlib.sha256(PDF).hexdigest()
    assert (stored.sha256, stored.size, stored.format) == (sha, len(PDF), "pdf")
    assert stored.path == f"{sha[:2]}/{sha}"
    with default_storage.open(stored.path) as kept:
        assert kept.read() == PDF


def test_the_same_bytes_are_kept_once_whatever_their_name() -> None:
    first = store(PDF, "mot.pdf", accept=SCAN)
    before = Path(default_storage.path(first.path)).stat().st_mtime_ns

    second = store(SimpleUploadedFile("hai.pdf", PDF), "hai.pdf", accept=EVIDENCE)

    assert second == first
    assert StoredFile.objects.count() == 1
    assert Path(default_storage.path(first.path)).stat().st_mtime_ns == before


def test_lost_bytes_are_put_back_when_they_come_again() -> None:
    stored = store(PDF, "mot.pdf", accept=SCAN)
    default_storage.delete(stored.path)

    assert store(PDF, "mot.pdf", accept=SCAN) == stored
    assert default_storage.exists(stored.path)


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        pytest.param("ghi.pdf", EXE, WrongFileFormat, "Tệp không đúng định dạng PDF", id="exe-pdf"),
        pytest.param("ghi.pdf", EXE, WrongFileFormat, "là chương trình (EXE)", id="exe-said"),
        pytest.param("ghi.exe", EXE, WrongFileFormat, "là chương trình", id="exe"),
        pytest.param(
            "ghi.exe", PDF, WrongFileFormat, "đuôi của tệp chương trình", id="pdf-named-exe"
        ),
        pytest.param(
            "anh.png",
            PDF,
            WrongFileFormat,
            "PNG: nội dung là PDF. Hãy đổi đuôi tên tệp thành .pdf",
            id="pdf-png",
        ),
        pytest.param(
            "anh.png",
            b"\x00\x01\x02",
            WrongFileFormat,
            "định dạng PNG. Hãy thử một bản khác",
            id="nothing-known-png",
        ),
        pytest.param("a.pdf", b"<html>", WrongFileFormat, "không đúng định dạng PDF", id="html"),
        pytest.param("a.pdf", b"", FileEmpty, "Tệp rỗng", id="empty"),
        pytest.param("a.docx", office_file(), WrongFileFormat, "Chỉ nhận: JPEG", id="not-a-scan"),
    ],
)
def test_what_is_refused_says_why(
    name: str, data: bytes, error: type[FileRefused], says: str
) -> None:
    with pytest.raises(error) as caught:
        store(data, name, accept=SCAN)

    assert says in str(caught.value)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.docx", office_file(), "docx"),
        ("a.txt", "Tiên Lữ".encode(), "txt"),
        ("a.txt", "Tiên Lữ".encode("utf-16"), "txt"),
        ("a.PDF", PDF, "pdf"),
        ("khong-duoi", PDF, "pdf"),
    ],
)
def test_texts_are_known_by_their_bytes(name: str, data: bytes, form: str) -> None:
    assert store(data, name, accept=TEXT).format == form


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(office_file(**{"word/a.xml": b"\0" * 60_000_000}), id="one-swollen-part"),
        pytest.param(office_file(**{"word/a.zip": b"PK\x03\x04"}), id="archive-in-archive"),
        pytest.param(office_file(**{f"word/{n}.xml": b"" for n in range(6000)}), id="many-parts"),
    ],
)
def test_a_zip_bomb_is_refused_without_unpacking(bomb: bytes) -> None:
    with pytest.raises(FileUnpacksTooLarge) as caught:
        store(bomb, "bao-cao.docx", accept=TEXT)

    assert "ZIP" in str(caught.value)


def test_a_file_above_the_limit_is_refused(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 20

    with pytest.raises(FileTooLarge):
        store(PDF, "to.pdf", accept=SCAN)


def test_sixty_megabytes_are_refused_by_their_length() -> None:
    with TemporaryUploadedFile("to.pdf", "application/pdf", 60 * 1024 * 1024, None) as large:
        large.truncate(60 * 1024 * 1024)

        with pytest.raises(FileTooLarge) as caught:
            store(large, "to.pdf", accept=SCAN)

    assert str(caught.value) == "Tệp quá lớn: tối đa 50 MB."


def test_a_length_that_lies_does_not_help(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 20
    lying = SimpleUploadedFile("to.pdf", PDF)
    lying.size = 3

    with pytest.raises(FileTooLarge):
        store(lying, "to.pdf", accept=SCAN)


def test_a_download_is_saved_under_its_own_name_and_cannot_run() -> None:
    response = download(store(PDF, "x.pdf", accept=SCAN), "Chương trình ký.pdf")

    assert b"".join(response) == PDF
    response.close()
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''Ch%C6%B0%C6%A1ng%20tr%C3%ACnh")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(("name", "data", "shown"), [("a.png", PNG, True), ("a.txt", b"a", False)])
def test_only_pictures_and_pdf_are_shown_in_place(name: str, data: bytes, shown: bool) -> None:
    response = download(store(data, name, accept=EVIDENCE), name, inline=True)

    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    response.close()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Tài liệu\\ký.pdf", "ký.pdf"),
        ("a\r\nb\0.pdf", "ab.pdf"),
        ("", "tep"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
    ],
)
def test_names_lose_folders_and_tricks(given: str, kept: str) -> None:
    assert safe_name(given) == kept
