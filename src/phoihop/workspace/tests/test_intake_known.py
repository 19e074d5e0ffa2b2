"""A text that was handed in before: the page leads to the first one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOW, Cast
from phoihop.jobs.worker import run_waiting
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Intake
from phoihop.workspace.tests.texts import CONCLUSION, SIGNING

LIST = "/nhap-van-ban/"


@pytest.fixture
def first(cast: Cast) -> Intake:
    return receive_text(SIGNING, name="Tin thứ nhất", by=cast.issuer, at=NOW)


@pytest.mark.parametrize("as_file", [False, True], ids=["pasted", "file"])
def test_the_form_leads_to_the_text_read_before(
    client: Client, cast: Cast, first: Intake, *, as_file: bool
) -> None:
    client.force_login(cast.issuer_leader)  # a colleague sees what the agency handed in
    file = SimpleUploadedFile("lai.txt", SIGNING.encode())

    answer = client.post(LIST, {"text": "", "files": [file]} if as_file else {"text": SIGNING})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Tin thứ nhất”" in page
    assert f'<a href="{first.get_absolute_url()}">Mở văn bản ấy</a>' in page
    assert "Chưa lưu được, xin sửa" not in page  # there is nothing to be mended
    assert as_file or SIGNING.strip()[:40] in page


@pytest.mark.django_db(transaction=True)
def test_a_file_of_many_leads_to_the_text_read_before(
    client: Client, cast: Cast, first: Intake
) -> None:
    client.force_login(cast.issuer)
    files = [
        SimpleUploadedFile("lai.txt", SIGNING.encode()),
        SimpleUploadedFile("moi.txt", CONCLUSION.encode()),
    ]

    answer = client.post(LIST, {"text": "", "files": files})
    run_waiting()

    page = client.get(answer.headers["Location"]).content.decode()
    assert page.count("Mở văn bản ấy") == 1
    assert f'<a href="{first.get_absolute_url()}">Mở văn bản ấy</a>' in page
    Intake.objects.filter(pk=first.pk).update(discarded_at=NOW)  # nothing to open any more
    assert "Mở văn bản ấy" not in client.get(answer.headers["Location"]).content.decode()


def test_the_text_of_another_agency_is_not_told_of(
    client: Client, cast: Cast, first: Intake
) -> None:
    client.force_login(cast.partner)

    answer = client.post(LIST, {"text": SIGNING}, follow=True)

    assert answer.status_code == 200
    assert "Mở văn bản ấy" not in answer.content.decode()
    assert Intake.objects.exclude(pk=first.pk).get().owner == cast.partner_agency
