"""The pages of a redaction: ask, see, confirm by typing, be told what was done."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from conftest import NOW, Cast
from phoihop.documents import files
from phoihop.documents.models import Document
from phoihop.documents.services import add_file
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.inbox.models import Notice
from phoihop.jobs import worker
from phoihop.workspace.models import Redaction

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/quan-tri-du-lieu/go-noi-dung/"
ASKED = {"words": "Bùi Thị Lá", "basis": "Luật 91/2025/QH15", "reason": "Đơn", "form_key": "k"}


@pytest.fixture
def administrator(client: Client, cast: Cast, settings: Settings, tmp_path: Path) -> Client:
    settings.BACKUP_DIR = tmp_path / "backups"
    client.force_login(cast.administrator)
    return client


@pytest.fixture
def paper(cast: Cast) -> Document:
    return DocumentFactory.create(owner=cast.issuer_agency, subject="Ý kiến của Bùi Thị Lá")


def test_the_pages_are_the_administrator_s(client: Client, cast: Cast) -> None:
    for user in (cast.issuer_leader, cast.inspector, cast.outsider):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, ASKED).status_code == 404
        assert client.post(f"{PAGE}1/go/").status_code == 404
    assert not Redaction.objects.exists()


def test_from_the_question_to_the_end(
    administrator: Client, cast: Cast, paper: Document, settings: Settings
) -> None:
    kept = Path(settings.BACKUP_DIR) / "phoihop-20190401-020000"
    kept.mkdir(parents=True)
    answer = administrator.post(PAGE, ASKED)
    address = answer["Location"]
    assert "Có thể rời trang này" in administrator.get(address).content.decode()
    worker.run_waiting()
    page = administrator.get(address).content.decode()
    assert "Ý kiến của Bùi Thị Lá" in page
    assert kept.name in page
    assert 'name="forms_" value="Bùi Thị Lá" checked' in page

    refused = administrator.post(f"{address}go/", {"forms_": "Bùi Thị Lá", "typed": "gỡ"})
    assert refused.status_code == 422
    assert "Gõ đúng như sau" in refused.content.decode()
    empty = administrator.post(f"{address}go/", {"typed": "bùi thị lá"})
    assert "ít nhất một cách viết" in empty.content.decode()

    done = administrator.post(f"{address}go/", {"forms_": "Bùi Thị Lá", "typed": "bùi thị lá"})
    assert done["Location"] == address
    worker.run_waiting()
    page = administrator.get(address).content.decode()
    assert "Đã gỡ ở mọi nơi" in page
    assert "Bùi" not in page
    assert kept.name in page
    paper.refresh_from_db()
    assert paper.subject == "Ý kiến của [đã gỡ theo Luật 91/2025/QH15]"
    part = administrator.get(address, headers={"hx-request": "true"})
    assert part["HX-Refresh"] == "true"


def test_other_administrators_are_told_without_the_words(
    administrator: Client, cast: Cast, paper: Document
) -> None:
    from phoihop.accounts.models import Role  # noqa: PLC0415
    from phoihop.accounts.tests.factories import UserFactory  # noqa: PLC0415

    other = UserFactory.create(agency=cast.issuer_agency, role=Role.ADMINISTRATOR)
    address = administrator.post(PAGE, ASKED)["Location"]
    worker.run_waiting()
    administrator.post(f"{address}go/", {"forms_": "Bùi Thị Lá", "typed": "Bùi Thị Lá"})
    worker.run_waiting()
    notice = Notice.objects.get()
    assert (notice.user, notice.is_duty) == (other, True)
    assert "Bùi" not in str(notice.said)


def test_a_file_is_named_by_its_own_bytes(
    administrator: Client, cast: Cast, paper: Document
) -> None:
    data = b"Noi dung phai go."
    stored = files.store(data, "a.txt", accept=files.TEXT)
    held = add_file(paper, stored, "a.txt", by=cast.issuer, at=NOW)
    other = SimpleUploadedFile("b.txt", b"khac")
    assert administrator.post(PAGE, ASKED | {"words": "", "file": other}).status_code == 422

    upload = SimpleUploadedFile("b.txt", data)
    address = administrator.post(PAGE, ASKED | {"words": "", "file": upload})["Location"]
    worker.run_waiting()
    assert stored.sha256 in administrator.get(address).content.decode()
    administrator.post(f"{address}go/", {"typed": "gỡ tệp"})
    worker.run_waiting()
    administrator.force_login(cast.issuer)
    answer = administrator.get(held.get_absolute_url())
    assert answer.status_code == 410
    assert "đã được gỡ" in answer.content.decode()
    assert "đã gỡ nội dung" in administrator.get(paper.get_absolute_url()).content.decode()
    preview = administrator.get(f"/van-ban/{paper.pk}/tep/{held.pk}/xem/")
    assert preview.status_code in {200, 404}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({"words": ""}, "Nhập từ ngữ hoặc chọn tệp", id="nothing to look for"),
        pytest.param({"words": "a"}, "ít nhất ba chữ", id="too short"),
        pytest.param({"reason": ""}, "Đơn vị", id="no reason"),
        pytest.param({"reason": "đơn của bui thi la"}, "không được chứa", id="words in the reason"),
        pytest.param({"basis": ""}, "Đơn", id="no ground"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    administrator: Client, facts: dict[str, str], said: str
) -> None:
    typed = ASKED | {"reason": "Đơn vị"} | facts
    answer = administrator.post(PAGE, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    if facts != {"reason": ""}:
        assert said in page
        assert typed["reason"] in page
    assert not Redaction.objects.exists()


def test_dropping_forgets_the_words(administrator: Client, paper: Document) -> None:
    address = administrator.post(PAGE, ASKED)["Location"]
    worker.run_waiting()
    assert administrator.post(f"{address}thoi/").status_code == 302
    assert "không gỡ gì" in administrator.get(address).content.decode()
    assert Redaction.objects.get().words == ""
    assert administrator.post(f"{address}thoi/").status_code == 422
    paper.refresh_from_db()
    assert "Bùi Thị Lá" in paper.subject


def test_words_that_stand_nowhere(administrator: Client) -> None:
    address = administrator.post(PAGE, ASKED)["Location"]
    worker.run_waiting()
    assert "Không nơi nào có những từ này" in administrator.get(address).content.decode()


def test_the_list_costs_the_same_for_many(
    administrator: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    facts = {"basis": "Luật", "reason": "Đơn", "asked_at": NOW, "asked_by": cast.administrator}
    Redaction.objects.create(form_key="a", **facts)
    administrator.get(PAGE)
    with django_assert_num_queries(7) as few:
        administrator.get(PAGE)
    for n in range(30):
        Redaction.objects.create(form_key=f"b{n}", **facts)
    with django_assert_num_queries(len(few)):
        assert "after=" in administrator.get(PAGE).content.decode()
