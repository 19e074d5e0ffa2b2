"""The pages: who reaches them, what they do with bad input, what they cost."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.models import Event
from phoihop.tasks import services
from phoihop.tasks.models import Task, Update
from phoihop.tasks.services import ResultFacts, UpdateFacts
from phoihop.tasks.services.common import put_in_search
from phoihop.tasks.tests import story
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
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


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def task(cast: Cast) -> Task:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
        created_by=cast.issuer,
    )
    item = ContentItemFactory.create(agreement=agreement, lead_agency=cast.lead_agency)
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
        agreement=agreement,
        content_line=item.line,
    )


def url(name: str, *args: int) -> str:
    return reverse(f"tasks:{name}", args=args)


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


def form_of(cast: Cast, **other: Any) -> dict[str, Any]:
    person = OfficialFactory.create(full_name="Lê Thu Hà")
    TenureFactory.create(official=person, agency=cast.lead_agency, title="Chuyên viên")
    return {
        "title": "Tuyên truyền về học tập suốt đời",
        "product": "Báo cáo",
        "lead_agency": cast.lead_agency.pk,
        "person_in_charge": person.pk,
        "coordinating": [cast.partner_agency.pk],
        f"part-{cast.partner_agency.pk}": "Phát trên đài",
        "due_on": "31/05/2019",
        "rhythm": "",
    } | other


def test_assigning_through_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    assert client.get(url("create")).status_code == 200

    response = client.post(url("create"), form_of(cast))

    task = Task.objects.get()
    assert response.headers["Location"] == task.get_absolute_url()
    assert task.coordinations.get().part == "Phát trên đài"
    client.force_login(cast.inspector)
    assert client.get(url("create")).status_code == 403


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"due_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"due_on": "15/04/2019"}, "Thời hạn trước ngày giao"),
        ({"due_on": ""}, "Rõ thời gian"),
        ({"person_in_charge": ""}, "Rõ người: bắt buộc nhập"),
        ({"product": ""}, "Bắt buộc nhập"),
        ({"title": ""}, "Bắt buộc nhập"),
        ({"rhythm": "monthly"}, "Việc thường xuyên không có thời hạn"),
        ({"document_code": "99-CT/TW"}, "Không tìm thấy văn bản"),
        ({"lead_agency": "999999"}, "không giao nhiệm vụ được"),
    ],
)
def test_bad_input_keeps_what_was_typed(
    cast: Cast, client: Client, other: dict[str, Any], words: str
) -> None:
    client.force_login(cast.issuer)
    sent = form_of(cast, detail="Chữ đã gõ") | other

    response = client.post(url("create"), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Chữ đã gõ" in page
    assert "Phát trên đài" in page
    assert not Task.objects.exists()


def test_the_same_form_sent_twice_makes_one_task(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    page = client.get(url("create")).content.decode()
    sent = form_of(cast, form_key=page.split('name="form_key" value="')[1].split('"')[0])

    for _ in range(2):
        assert client.post(url("create"), sent).status_code == 302

    assert Task.objects.count() == 1


def test_correcting_before_it_is_accepted(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)
    client.post(url("create"), form_of(cast))
    task = Task.objects.get()
    page = client.get(url("edit", task.pk)).content.decode()
    assert "Phát trên đài" in page
    assert "31/05/2019" in page

    sent = form_of(cast, due_on="10/06/2019", coordinating=[])
    assert client.post(url("edit", task.pk), sent).status_code == 302

    task.refresh_from_db()
    assert task.due_on == date(2019, 6, 10)
    assert not task.coordinations.exists()


def test_the_field_of_persons_follows_the_lead_agency(cast: Cast, client: Client) -> None:
    form_of(cast)
    client.force_login(cast.issuer)

    page = client.get(url("people"), {"lead_agency": cast.lead_agency.pk}).content.decode()

    assert "Lê Thu Hà, Chuyên viên" in page
    assert "selected" not in page.split("Lê Thu Hà")[0].rsplit("<option", 1)[1]
    contact = OfficialFactory.create(full_name="Trần Văn Đầu Mối")
    UserFactory.create(agency=cast.lead_agency, is_contact=True, official=contact)
    page = client.get(url("people"), {"lead_agency": cast.lead_agency.pk}).content.decode()
    assert f'<option value="{contact.pk}" selected>' in page
    assert client.get(url("people"), {"lead_agency": "x"}).status_code == 404


@time_machine.travel(story.at("2019-03-01"), tick=False)
def test_assigning_the_contents_through_the_page(client: Client) -> None:
    year = story.signed_year()
    client.force_login(year.specialist)
    page = client.get(url("assign_items", year.programme.pk))
    rows = page.context["rows"]
    sent = {"form_key": page.context["form"]["form_key"].value()}
    for row in rows:
        for field in row:
            value = field.value()
            shown = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
            sent[field.html_name] = "on" if value is True else shown
    assert len(rows) == 11
    a5, t1 = rows[4].add_prefix("person_in_charge"), rows[0].add_prefix("due_on")

    bad = sent | {a5: "", t1: "28/02/2019"}
    response = client.post(url("assign_items", year.programme.pk), bad)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Rõ người: bắt buộc nhập" in text
    assert "Thời hạn trước ngày giao" in text
    assert 'value="28/02/2019"' in text
    assert not Task.objects.exists()

    for _ in range(2):
        response = client.post(url("assign_items", year.programme.pk), sent)
        assert response.status_code == 302
    assert Task.objects.count() == 11
    shown = client.get(url("programme", year.programme.pk)).content.decode()
    assert "<b>0/11</b>" in shown
    nothing = {"form_key": ""}
    assert client.post(url("assign_items", year.programme.pk), nothing).status_code == 422


@time_machine.travel(story.at("2019-12-20"), tick=False)
def test_every_number_of_the_programme_opens_as_many_rows(client: Client) -> None:
    year = story.assigned_year()
    story.live(year, "2019-12-20")
    client.force_login(year.specialist)
    page = client.get(url("programme", year.programme.pk)).content.decode()

    assert "6</a>/" in page
    assert "60,0\u202f%" in page
    assert "50,0\u202f%" in page
    assert "94\u202f%" in page
    assert page.count('data-role="lead"') == 8
    assert page.count('data-role="partner"') == 15
    assert page.count('data-role="none"') == 81
    assert "Không chủ trì nhiệm vụ nào" in page
    counts = {
        "state=live": 11, "state=finished": 9, "state=done": 6, "state=donelate": 3,
        "state=late": 1, "state=wait": 1, "figure=current": 10, "figure=current_met": 6,
        "figure=first": 10, "figure=first_met": 5,
    }  # fmt: skip
    for query, count in counts.items():
        listed = client.get(f"{url('list')}?programme={year.programme.pk}&{query}")
        assert listed.context["page"].total == count, query


def test_the_phones_view_shows_the_chosen_agency(client: Client) -> None:
    year = story.assigned_year()
    client.force_login(year.contacts[2])
    a8 = year.agencies[8]

    own = client.get(url("programme", year.programme.pk))
    asked = client.get(url("programme", year.programme.pk), {"agency": a8.pk})

    assert own.context["chosen"].agency == year.agencies[2]
    assert asked.context["chosen"].agency == a8
    assert len(asked.context["cells"]) == 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "late"}, {"quá hạn"}),
        ({"state": "attention"}, {"quá hạn"}),
        ({"state": "open"}, {"quá hạn", "trong hạn"}),
        ({"mine": "assigned"}, {"quá hạn", "trong hạn"}),
        ({"mine": "owed"}, set()),
        ({"mine": "led"}, set()),
        ({"mine": "partner"}, set()),
        ({"mine": "waiting"}, set()),
        ({"q": "kiem tra qua han"}, {"quá hạn"}),
        ({"q": "không có"}, set()),
        ({"q": "!!!"}, set()),
        ({"due_to": "15/04/2019"}, {"quá hạn"}),
        ({"due_from": "16/04/2019"}, {"trong hạn"}),
    ],
)
def test_filters(cast: Cast, client: Client, query: dict[str, str], found: set[str]) -> None:
    for name, due in (("quá hạn", "2019-04-10"), ("trong hạn", "2019-06-30")):
        task = TaskFactory.create(
            title=f"Kiểm tra {name}",
            assigner=cast.issuer_agency,
            due_on=date.fromisoformat(due),
        )
        put_in_search([task])
    client.force_login(cast.issuer)

    page = client.get(url("list"), query)

    shown = {line.task.title.removeprefix("Kiểm tra ") for line in page.context["lines"]}
    assert shown == found
    assert page.context["page"].total == len(found)


def test_a_wrong_filter_is_said_and_the_list_stays(cast: Cast, client: Client) -> None:
    TaskFactory.create(assigner=cast.issuer_agency)
    client.force_login(cast.issuer)

    response = client.get(url("list"), {"due_to": "31/02/2020"})

    assert response.status_code == 422
    assert "Ngày không hợp lệ" in response.content.decode()
    assert response.context["page"].total == 1


def test_htmx_gets_the_list_alone(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)

    page = client.get(f"{url('list')}?state=", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in page
    assert "Chưa có nhiệm vụ nào" in page


def test_the_list_begins_with_what_is_not_finished(cast: Cast, client: Client, task: Task) -> None:
    done = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        done_on=date(2019, 4, 1),
        percent=100,
    )
    client.force_login(cast.issuer)

    def shown(query: str) -> list[int]:
        return [row.pk for row in client.get(url("list") + query).context["page"].rows]

    assert shown("") == [task.pk]
    assert sorted(shown("?state=")) == sorted([task.pk, done.pk])
    assert shown("?state=finished") == [done.pk]
    page = client.get(url("list"))
    [chip] = page.context["chips"]
    assert chip.query == "?state="
    assert next(here for *_rest, here in page.context["tabs"])
    task.delete()
    assert "Không còn nhiệm vụ nào chưa hoàn thành" in client.get(url("list")).content.decode()


def test_the_list_costs_the_same_at_10_and_at_1000_rows(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    first = TaskFactory.create_batch(
        10, assigner=cast.issuer_agency, coordinating=[cast.partner_agency]
    )
    client.force_login(cast.issuer)
    client.get(url("list"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(url("list"))

    _copies(first[0], 990)

    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(url("list"))
    assert page.context["page"].total == 1000


LIST_QUERIES = 16


def _copies(task: Task, count: int) -> None:
    fields = [f.attname for f in Task._meta.concrete_fields if f.attname not in {"id", "due_sort"}]
    values = {name: getattr(task, name) for name in fields}
    made = Task.objects.bulk_create(
        Task(**(values | {"code": f"B-{n}", "form_key": f"b-{n}"})) for n in range(count)
    )
    viewer = task.viewers.model
    viewer.objects.bulk_create(
        viewer(task=copy, agency_id=task.assigner_id, level=3) for copy in made
    )


def test_the_matrix_costs_the_same_with_2_and_with_30_contents(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
        created_by=cast.issuer,
    )
    client.force_login(cast.issuer)

    def add(count: int) -> None:
        for _ in range(count):
            item = ContentItemFactory.create(
                agreement=agreement,
                lead_agency=cast.lead_agency,
                coordinating=[cast.partner_agency],
            )
            TaskFactory.create(
                assigner=cast.issuer_agency,
                lead_agency=cast.lead_agency,
                coordinating=[cast.partner_agency],
                agreement=agreement,
                content_line=item.line,
                due_on=date(2019, 4, 1),
            )

    add(2)
    client.get(url("programme", agreement.pk))
    with django_assert_num_queries(MATRIX_QUERIES):
        client.get(url("programme", agreement.pk))
    add(28)
    with django_assert_num_queries(MATRIX_QUERIES):
        page = client.get(url("programme", agreement.pk))
    assert len(page.context["matrix"].rows) == 30


MATRIX_QUERIES = 16


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
