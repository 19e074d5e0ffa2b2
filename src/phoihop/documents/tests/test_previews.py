"""Previews: pages as pictures, words of a DOCX, a kind word for what cannot be shown."""

import io
import os
import threading
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from docx import Document as NewDocument
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.documents import files, previews, services
from phoihop.documents.models import Document, DocumentFile
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.reader import pdf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def pdf_of(*pages: str, locked: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="khoa" if locked else None)
    for words in pages:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx_of(*lines: str) -> bytes:
    document = NewDocument()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _spoilt_docx() -> bytes:
    """A ZIP that says it is a DOCX; its document is no XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document")
    return out.getvalue()


def _sheet() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DERIVED_DIR", tmp_path / "derived")


def attach(document: Document, data: bytes, name: str, by: User) -> DocumentFile:
    stored = files.store(data, name, accept=files.EVIDENCE)
    return services.add_file(document, stored, name, by=by, at=NOW)


@pytest.fixture
def document(cast: Cast) -> Document:
    made: Document = DocumentFactory.create(owner=cast.issuer_agency)
    return made


def preview_of(held: DocumentFile) -> str:
    return f"/van-ban/{held.document_id}/tep/{held.pk}/xem/"


def page_of(held: DocumentFile, number: int) -> str:
    return f"/van-ban/{held.document_id}/tep/{held.pk}/trang/{number}.png"


def test_a_pdf_is_shown_page_by_page(client: Client, cast: Cast, document: Document) -> None:
    held = attach(document, pdf_of("Mot", "Hai", "Ba"), "ke-hoach.pdf", cast.issuer)
    client.force_login(cast.issuer)

    page = client.get(preview_of(held), {"page": "2"}).content.decode()

    assert "Trang 2 trên 3" in page
    assert f'src="{page_of(held, 2)}"' in page
    assert 'href="?page=1" rel="prev"' in page
    assert 'href="?page=3" rel="next"' in page
    assert f'href="{held.get_absolute_url()}"' in page


def test_the_picture_runs_nothing_and_is_guessed_at_by_nobody(
    client: Client, cast: Cast, document: Document
) -> None:
    held = attach(document, pdf_of("Mot"), "ke-hoach.pdf", cast.issuer)
    client.force_login(cast.issuer)

    answer = client.get(page_of(held, 1))

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("number", [0, 4, 10**15])
def test_a_page_that_is_not_there(
    client: Client, cast: Cast, document: Document, number: int
) -> None:
    held = attach(document, pdf_of("Mot", "Hai", "Ba"), "a.pdf", cast.issuer)
    client.force_login(cast.issuer)

    assert client.get(page_of(held, number)).status_code == 404
    if number:
        assert client.get(preview_of(held), {"page": number}).status_code == 404


def test_an_outsider_sees_neither_page_nor_picture(
    client: Client, cast: Cast, document: Document
) -> None:
    held = attach(document, pdf_of("Mot"), "a.pdf", cast.issuer)
    client.force_login(cast.outsider)

    assert client.get(preview_of(held)).status_code == 404
    assert client.get(page_of(held, 1)).status_code == 404


def test_a_page_is_drawn_once_and_again_when_its_picture_is_gone(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = attach(document, pdf_of("Mot", "Hai"), "a.pdf", cast.issuer).file
    first = previews.draw(stored, 2)
    drawn: list[int] = []
    real = pdf.picture

    def counted(data: bytes, number: int, **named: Any) -> pdf.Picture:
        drawn.append(number)
        return real(data, number, **named)

    monkeypatch.setattr(pdf, "picture", counted)

    assert previews.draw(stored, 2) == first
    assert drawn == []

    assert previews.forget_unused(datetime.now(UTC) + timedelta(days=1)) == 2
    assert previews.draw(stored, 2) == first
    assert drawn == [1]


def test_only_old_pictures_are_forgotten(cast: Cast, document: Document) -> None:
    stored = attach(document, pdf_of("Mot"), "a.pdf", cast.issuer).file
    previews.draw(stored, 1)

    assert previews.forget_unused(datetime.fromtimestamp(time.time() - 3600, UTC)) == 0


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(("a.pdf", pdf_of("Mot", locked=True), "khóa bằng mật khẩu"), id="locked"),
        pytest.param(("a.pdf", b"%PDF-1.7\n" + b"x" * 900, "bị hỏng"), id="broken-pdf"),
        pytest.param(("a.docx", _spoilt_docx(), "bị hỏng"), id="broken-docx"),
        pytest.param(("a.xlsx", _sheet(), "không xem được ngay tại đây"), id="sheet"),
    ],
)
def test_what_cannot_be_shown_says_so_and_can_be_downloaded(
    client: Client, cast: Cast, document: Document, sent: tuple[str, bytes, str]
) -> None:
    name, data, says = sent
    held = attach(document, data, name, cast.issuer)
    client.force_login(cast.issuer)

    for _again in range(2):
        answer = client.get(preview_of(held))

        assert answer.status_code == 200
        assert says in answer.content.decode()
        assert held.get_absolute_url() in answer.content.decode()
    assert client.get(page_of(held, 1)).status_code == 404
    downloaded = client.get(held.get_absolute_url())
    assert b"".join(downloaded.streaming_content) == data  # type: ignore[attr-defined]  # a file


def test_a_page_too_heavy_to_draw_may_be_drawn_another_time(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = attach(document, pdf_of("Mot"), "a.pdf", cast.issuer).file

    def heavy(*_args: object, **_named: object) -> pdf.Picture:
        raise pdf.Unreadable("too_heavy")

    with monkeypatch.context() as patched:
        patched.setattr(pdf, "picture", heavy)
        with pytest.raises(previews.TooHeavy):
            previews.draw(stored, 1)

    with pytest.raises(previews.TooHeavy):  # at once: nobody else waits for it
        previews.draw(stored, 1)
    [known] = Path(settings.DERIVED_DIR).glob(f"*/{stored.sha256}-1.heavy")
    hour_ago = time.time() - 3601
    os.utime(known, (hour_ago, hour_ago))
    assert previews.draw(stored, 1).pages == 1


def test_a_reader_does_not_wait_behind_others_for_long(
    client: Client, cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = attach(document, pdf_of("Mot"), "a.pdf", cast.issuer)
    client.force_login(cast.issuer)
    slots = threading.BoundedSemaphore(1)
    waits = []

    def acquire(blocking: bool = True, timeout: float | None = None) -> bool:
        waits.append(timeout)
        return slots.acquire(blocking, 0)

    with monkeypatch.context() as patched, slots:
        patched.setattr(pdf, "_slots", Mock(acquire=acquire, release=slots.release))
        assert "ít phút nữa" in client.get(preview_of(held)).content.decode()
    assert waits == [5]
    assert previews.draw(held.file, 1).pages == 1


def test_the_words_of_a_docx(client: Client, cast: Cast, document: Document) -> None:
    held = attach(
        document, docx_of("Kế hoạch tiêm chủng", "<script>x</script>"), "a.docx", cast.issuer
    )
    client.force_login(cast.issuer)

    page = client.get(preview_of(held)).content.decode()

    assert "<p>Kế hoạch tiêm chủng</p>" in page
    assert "<script>x" not in page


def test_a_picture_is_shown_by_its_own_bytes(
    client: Client, cast: Cast, document: Document
) -> None:
    held = attach(document, PNG, "anh.png", cast.issuer)
    client.force_login(cast.issuer)

    assert (
        f'src="{held.get_absolute_url()}?inline=1"' in client.get(preview_of(held)).content.decode()
    )
    assert page_of(held, 1) not in client.get(preview_of(held)).content.decode()


def test_a_full_disk_costs_only_the_time_of_drawing_again(
    cast: Cast, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = attach(document, pdf_of("Mot"), "a.pdf", cast.issuer).file
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", "utf-8")
    monkeypatch.setattr(settings, "DERIVED_DIR", blocked)

    assert previews.draw(stored, 1).pages == 1


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_file_that_is_lost_says_so(
    client: Client, cast: Cast, document: Document, name: str
) -> None:
    data = pdf_of("Bi mat") if name == "a.pdf" else docx_of("Bị mất")
    held = attach(document, data, name, cast.issuer)
    default_storage.delete(held.file.path)
    client.force_login(cast.issuer)

    answer = client.get(preview_of(held))

    assert answer.status_code == 200
    assert "Tệp này không còn trên đĩa" in answer.content.decode()


def test_the_original_is_never_altered(cast: Cast, document: Document) -> None:
    data = pdf_of("Mot")
    stored = attach(document, data, "a.pdf", cast.issuer).file
    previews.draw(stored, 1)

    with default_storage.open(stored.path) as kept:
        assert kept.read() == data


def test_the_number_of_pages_is_asked_without_drawing_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency)
    stored = attach(paper, pdf_of("Mot", "Hai"), "a.pdf", cast.issuer).file
    locked = attach(paper, pdf_of("Mot", locked=True), "b.pdf", cast.issuer).file
    monkeypatch.setattr(pdf, "picture", None)

    assert [previews.page_count(one) for one in (stored, locked)] == [2, None]
    monkeypatch.setattr(pdf, "page_count", None)
    assert previews.page_count(stored) == 2
