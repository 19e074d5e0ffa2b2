"""A text pasted beside chosen files: none of the two is passed over."""

from html import unescape
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import Cast
from phoihop.jobs.models import Job
from phoihop.jobs.worker import run_waiting
from phoihop.workspace.intake.titles import name_of
from phoihop.workspace.models import Intake
from phoihop.workspace.tests.texts import CONCLUSION, PROGRAMME, SIGNING

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]
LIST = "/nhap-van-ban/"


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("many", [False, True], ids=["one file", "two files"])
def test_both_are_read(client: Client, cast: Cast, *, many: bool) -> None:
    client.force_login(cast.issuer)
    files = [file("mot.txt", SIGNING), *([file("hai.txt", PROGRAMME)] if many else [])]

    answer = client.post(LIST, {"text": CONCLUSION, "files": files})
    run_waiting()

    page = client.get(answer.headers["Location"]).content.decode()
    assert Intake.objects.count() == len(files) + 1
    assert page.count("Đã đọc") == len(files) + 1
    pasted = Intake.objects.exclude(name__in=["mot.txt", "hai.txt"]).get()
    assert pasted.text.strip() == CONCLUSION.strip()
    assert pasted.name == name_of(CONCLUSION)
    assert pasted.name in page
    kept = client.get(f"{pasted.get_absolute_url()}tep/")
    kept.close()
    assert unquote(kept.headers["Content-Disposition"]).endswith("khoa giáo quý I năm 2019.txt")


def test_a_long_text_goes_by_its_title_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    text = CONCLUSION + "\nCác chi bộ tiếp tục thực hiện.\n" * 8000

    client.post(LIST, {"text": text})
    run_waiting()

    assert Intake.objects.get().name == name_of(CONCLUSION)


def test_the_words_of_the_file_pasted_too_are_one_text(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)

    answer = client.post(LIST, {"text": SIGNING, "files": [file("mot.txt", SIGNING)]})
    run_waiting()

    assert Intake.objects.get().name == "mot.txt"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Mở văn bản ấy" in page


@pytest.mark.parametrize("pasted", ["", "   \n "])
def test_an_empty_field_beside_a_file_is_no_text(client: Client, cast: Cast, pasted: str) -> None:
    client.force_login(cast.issuer)

    answer = client.post(LIST, {"text": pasted, "files": [file("mot.txt", SIGNING)]})

    assert answer.headers["Location"] == Intake.objects.get().get_absolute_url()


def test_a_refused_file_says_why_and_the_typed_text_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    program = file("ghi.pdf", b"MZ\x90\x00\x03" + bytes(2000))

    answer = client.post(LIST, {"text": "Bản nháp đang gõ dở", "files": [program]})

    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "không đúng định dạng PDF" in page
    assert "Bản nháp đang gõ dở</textarea>" in page
    assert not Intake.objects.exists()
    assert not Job.objects.exists()


def test_files_of_which_none_can_be_read_are_named_one_by_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    files = [file("rong.txt", b""), file("ghi.pdf", b"MZ\x90\x00\x03" + bytes(2000))]

    answer = client.post(LIST, {"text": "", "files": files})

    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“rong.txt”: " in page
    assert page.count("ghi.pdf") == 1  # beside the field, where the summary leads
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "first",
    ["%PDF-1.7 là dòng đầu", "{\\rtf1 chép nhầm", "<html><b>Tin</b>", "MZ ghi ở đầu", "#!ghi chú"],
)
def test_what_is_pasted_is_a_text_whatever_it_begins_with(
    client: Client, cast: Cast, first: str
) -> None:
    """As the same words are that were pasted alone."""
    client.force_login(cast.issuer)
    text = f"{first}\nSáng 05/3/2019, UBND xã Bình An họp bàn về trường mới."

    client.post(LIST, {"text": text, "files": [file("mot.txt", SIGNING)]})
    run_waiting()

    pasted = Intake.objects.exclude(name="mot.txt").get()
    assert pasted.text == text
    kept = client.get(f"{pasted.get_absolute_url()}tep/")
    assert kept.getvalue().decode() == text
    assert kept.headers["Content-Type"].startswith("text/plain")
    assert kept.headers["Content-Disposition"].startswith("attachment")
