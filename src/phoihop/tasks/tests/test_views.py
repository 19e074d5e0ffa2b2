"""The pages of a task: who reads and acts, what a refused form keeps, what it costs."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.tasks import services
from phoihop.tasks.models import Task, Update
from phoihop.tasks.services import ResultFacts, UpdateFacts
from phoihop.tasks.tests.addresses import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


TASK_PAGES = (
    "detail", "evidence_list", "history", "edit", "update", "accept", "submit", "take_back",
    "confirm", "return", "suspend", "resume", "withdraw", "person",
)  # fmt: skip


POSTS = {
    "edit": {},
    "update": {"words": "Chen vào", "percent": "90", "arose": "new"},
    "accept": {},
    "submit": {"result": "Chen vào"},
    "take_back": {},
    "confirm": {},
    "return": {"reason": "Chen vào"},
    "suspend": {"reason": "Chen vào"},
    "resume": {},
    "withdraw": {"reason": "Chen vào"},
    "person": {"person_in_charge": "1"},
}


def fetched(client: Client, address: str) -> bytes:
    """The bytes of a download; read to the end, the test client closes the file."""
    response: Any = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_an_outsider_finds_no_page_of_the_task_and_changes_nothing(
    task: Task, cast: Cast, client: Client
) -> None:
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    client.force_login(cast.outsider)
    agreement = task.agreement
    assert agreement is not None
    before = Event.objects.count()

    pages = [url(name, task.pk) for name in TASK_PAGES]
    pages += [url("programme", agreement.pk), url("assign_items", agreement.pk)]
    pages += [url("evidence", task.pk, 1)]
    for page in pages:
        assert client.get(page).status_code == 404, page
        assert client.post(page, {"reason": "x"}).status_code in {404, 405}, page
    assert task.title not in client.get(url("list")).content.decode()
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", POSTS)
def test_a_party_that_only_sees_gets_403_for_forged_posts(
    task: Task, cast: Cast, client: Client, name: str
) -> None:
    task.viewers.create(agency=cast.outside_agency, level=2)
    client.force_login(cast.outsider)

    assert client.get(task.get_absolute_url()).status_code == 200
    response = client.post(url(name, task.pk), POSTS[name])

    assert response.status_code == 403
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", POSTS)
def test_an_inspector_reads_and_changes_nothing(
    task: Task, cast: Cast, client: Client, name: str
) -> None:
    client.force_login(cast.inspector)

    assert client.get(url("history", task.pk)).status_code == 200
    assert client.post(url(name, task.pk), POSTS[name]).status_code == 403
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("partner", "confirm"),
        ("partner", "return"),
        ("partner", "submit"),
        ("lead", "confirm"),
        ("lead", "withdraw"),
        ("issuer", "submit"),
        ("issuer", "update"),
        ("administrator", "confirm"),
    ],
)
def test_taking_part_is_not_deciding(
    task: Task, cast: Cast, client: Client, who: str, name: str
) -> None:
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    client.force_login(getattr(cast, who))

    assert client.post(url(name, task.pk), POSTS[name]).status_code == 403


def test_a_task_goes_from_accepted_to_confirmed_through_its_pages(
    task: Task, cast: Cast, client: Client
) -> None:
    here = task.get_absolute_url()
    client.force_login(cast.lead)
    assert "Tiếp nhận" in client.get(here).content.decode()
    assert client.post(url("accept", task.pk)).status_code == 302
    upload = SimpleUploadedFile("lich-phat-song.pdf", PDF)
    sent = {"arose": "new", "percent": "40", "words": "Đã mở 1 lớp", "evidence": upload}
    assert client.post(url("update", task.pk), sent).status_code == 302
    file = task.evidence.get()
    assert fetched(client, url("evidence", task.pk, file.pk)) == PDF

    client.force_login(cast.partner)
    page = client.get(here).content.decode()
    assert 'name="percent"' not in page
    assert url("submit", task.pk) not in page
    sent = {"arose": "new", "percent": "99", "words": "Đã phát 6 chuyên mục"}
    client.post(url("update", task.pk), sent)
    assert fetched(client, url("evidence", task.pk, file.pk)) == PDF

    client.force_login(cast.lead)
    assert client.post(url("submit", task.pk), {"result": "Đã xong"}).status_code == 302
    page = client.get(here).content.decode()
    assert "Thu lại" in page

    client.force_login(cast.issuer)
    assert "Xác nhận kết quả này?" in client.get(here).content.decode()
    assert client.post(url("confirm", task.pk), {"remark": ""}).status_code == 302
    task.refresh_from_db()
    assert (task.percent, task.done_on) == (100, NOW.date())
    page = client.get(here).content.decode()
    assert "Hoàn thành đúng hạn" in page
    assert "Đã phát 6 chuyên mục" in page
    history = client.get(url("history", task.pk)).content.decode()
    assert "Xác nhận kết quả" in history


def test_a_refused_update_keeps_what_was_typed_and_the_files(
    task: Task, cast: Cast, client: Client
) -> None:
    client.force_login(cast.lead)
    good = SimpleUploadedFile("lich.pdf", PDF)
    bad = SimpleUploadedFile("ghi.pdf", b"MZ" + b"\0" * 200)
    sent = {"arose": "new", "percent": "101", "words": "Đã <b>làm</b>", "evidence": [good, bad]}

    response = client.post(url("update", task.pk), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Nhập số từ 0 đến 100" in page
    assert "Đã &lt;b&gt;làm&lt;/b&gt;" in page
    assert "ghi.pdf: " in page
    assert not Update.objects.exists()
    token = page.split('name="kept" value="')[1].split('"')[0]
    sent = {"arose": "new", "percent": "75", "words": "Đã làm", "kept": token}
    assert client.post(url("update", task.pk), sent).status_code == 302
    assert task.evidence.get().name == "lich.pdf"


def test_nothing_arose_leaves_the_percentage_alone(task: Task, cast: Cast, client: Client) -> None:
    services.post_update(task, UpdateFacts("Đã làm", 40), by=cast.lead, at=NOW)
    client.force_login(cast.lead)

    client.post(url("update", task.pk), {"arose": "nothing", "percent": "40", "words": ""})

    assert task.updates.get(nothing_arose=True).percent is None
    assert "Không phát sinh" in client.get(task.get_absolute_url()).content.decode()


def test_kept_files_of_another_user_are_not_taken(task: Task, cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    sent = {"arose": "new", "percent": "101", "evidence": SimpleUploadedFile("lich.pdf", PDF)}
    page = client.post(url("update", task.pk), sent).content.decode()
    token = page.split('name="kept" value="')[1].split('"')[0]
    client.force_login(cast.partner)

    client.post(url("update", task.pk), {"arose": "new", "words": "Đã phát", "kept": [token, "x"]})

    assert not task.evidence.exists()


def test_the_same_update_sent_twice_is_one(task: Task, cast: Cast, client: Client) -> None:
    client.force_login(cast.lead)
    services.accept_task(task, by=cast.lead, at=NOW)
    page = client.get(task.get_absolute_url()).content.decode()
    key = page.split('name="form_key" value="')[1].split('"')[0]
    sent = {"form_key": key, "arose": "new", "percent": "40", "words": "Đã làm"}

    for _ in range(2):
        assert client.post(url("update", task.pk), sent).status_code == 302

    assert task.updates.count() == 1


@pytest.mark.parametrize(
    ("name", "who", "field", "words"),
    [
        ("return", "issuer", "reason", "Bắt buộc nhập"),
        ("suspend", "issuer", "reason", "Bắt buộc nhập"),
        ("withdraw", "issuer", "reason", "Bắt buộc nhập"),
        ("submit", "lead", "result", "Bắt buộc nhập"),
        ("person", "lead", "person_in_charge", "Rõ người: bắt buộc nhập"),
    ],
)
def test_empty_forms_are_refused_in_words(  # noqa: PLR0913, PLR0917 -- the table above
    task: Task, cast: Cast, client: Client, name: str, who: str, field: str, words: str
) -> None:
    if name == "return":
        services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    client.force_login(getattr(cast, who))

    response = client.post(url(name, task.pk), {field: ""})

    assert response.status_code == 422
    assert words in response.content.decode()


def test_an_act_that_no_longer_fits_says_so(task: Task, cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)

    response = client.post(url("confirm", task.pk), {"remark": "Tốt lắm"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Không có kết quả nào đang chờ trả lời" in page
    assert "Tốt lắm" in page


def test_html_in_every_text_is_shown_as_text(task: Task, cast: Cast, client: Client) -> None:
    evil = "<script>alert(1)</script>"
    Task.objects.filter(pk=task.pk).update(title=evil, product=evil, detail=evil, authority=evil)
    services.post_update(task, UpdateFacts(evil, 10), by=cast.lead, at=NOW)
    services.submit_result(task, ResultFacts(evil), by=cast.lead, at=NOW)
    client.force_login(cast.issuer)

    for page in (task.get_absolute_url(), url("list"), url("history", task.pk)):
        assert evil not in client.get(page).content.decode()


def test_the_task_page_costs_the_same_with_many_updates(
    task: Task, cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            services.post_update(task, UpdateFacts("Đã làm", 10), by=cast.lead, at=NOW)

    add(2)
    client.force_login(cast.issuer)
    client.get(task.get_absolute_url())
    with django_assert_num_queries(TASK_QUERIES):
        client.get(task.get_absolute_url())
    add(28)
    with django_assert_num_queries(TASK_QUERIES):
        page = client.get(task.get_absolute_url())
    assert len(page.context["entries"]) == 20
    assert len(client.get(f"{task.get_absolute_url()}?all=1").context["entries"]) == 32


TASK_QUERIES = 27
