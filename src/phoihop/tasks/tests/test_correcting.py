"""Correcting a task before it is accepted, and what comes in from keyboards of every kind."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies.models import AgencyAncestor, Official
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory, StoredFileFactory
from phoihop.inbox.models import Notice
from phoihop.tasks import errors, services
from phoihop.tasks.asking_models import OPEN_EXPLANATION
from phoihop.tasks.models import Explanation, Task, TaskSource
from phoihop.tasks.services import ExplanationFacts, ResultFacts, TaskFacts, UpdateFacts

pytestmark = pytest.mark.django_db
NO_KEY = "9" * 30


def facts(cast: Cast, **other: Any) -> TaskFacts:
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=cast.lead_agency, title="Chuyên viên")
    values: dict[str, Any] = {
        "title": "Mở 2 lớp bồi dưỡng",
        "product": "2 lớp",
        "lead_agency": cast.lead_agency,
        "person_in_charge": person,
        "due_on": date(2019, 5, 31),
    }
    return TaskFacts(**(values | other))


def assigned(cast: Cast, **other: Any) -> Task:
    return services.assign_task(facts(cast, **other), by=cast.issuer, at=NOW)


def typed(task: Task, **other: str) -> dict[str, str]:
    """The form of the correction as it is sent when nothing was touched."""
    values = {
        "title": task.title,
        "product": task.product,
        "lead_agency": str(task.lead_agency_id),
        "person_in_charge": str(task.person_in_charge_id),
        "due_on": "31/05/2019",
        "document_code": task.document.code if task.document else "",
        "clause": task.clause,
    }
    return values | other


def of_issuer(cast: Cast, code: str, day: date) -> Document:
    return DocumentFactory.create(
        owner=cast.issuer_agency, issuer=cast.issuer_agency, code=code, issued_on=day
    )


def test_a_stopped_task_is_not_corrected(cast: Cast) -> None:
    withdrawn, suspended = assigned(cast), assigned(cast)
    services.withdraw_task(withdrawn, reason="Giao nhầm", by=cast.issuer, at=NOW)
    services.suspend_task(suspended, reason="Chờ kinh phí", by=cast.issuer, at=NOW)
    before = Event.objects.count()

    with pytest.raises(errors.TaskClosed):
        services.edit_task(withdrawn, facts(cast, title="Việc khác"), by=cast.issuer, at=NOW)
    with pytest.raises(errors.TaskSuspended):
        services.edit_task(suspended, facts(cast, title="Việc khác"), by=cast.issuer, at=NOW)

    assert not Task.objects.filter(title="Việc khác").exists()
    assert Event.objects.count() == before


def test_another_document_typed_in_a_correction_is_kept(cast: Cast, client: Client) -> None:
    old = of_issuer(cast, "11-KH/BTG", date(2019, 1, 10))
    new = of_issuer(cast, "14-KH/BTG", date(2019, 2, 20))
    task = assigned(cast, document=old)
    client.force_login(cast.issuer)

    answer = client.post(
        reverse("tasks:edit", args=[task.pk]), typed(task, document_code="14-KH/BTG")
    )

    assert answer.status_code == 302
    task.refresh_from_db()
    assert task.document == new
    client.post(reverse("tasks:edit", args=[task.pk]), typed(task, document_code=""))
    cleared = Task.objects.get(pk=task.pk)
    assert cleared.document is None
    assert cleared.source == TaskSource.DIRECT


def test_a_correction_of_something_else_leaves_the_document(cast: Cast, client: Client) -> None:
    meant = of_issuer(cast, "11-KH/BTG", date(2018, 1, 10))
    of_issuer(cast, "11-KH/BTG", date(2019, 1, 10))  # the number of another year
    task = assigned(cast, document=meant)
    client.force_login(cast.issuer)

    client.post(reverse("tasks:edit", args=[task.pk]), typed(task, title="Mở 3 lớp"))

    task.refresh_from_db()
    assert (task.title, task.document) == ("Mở 3 lớp", meant)


def test_words_are_kept_in_one_form_of_unicode(cast: Cast) -> None:
    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    task = assigned(cast, title=apart("Tuyên truyền"), product=apart("Báo cáo"))
    update = services.post_update(task, UpdateFacts(apart("Đã mở lớp"), 40), by=cast.lead, at=NOW)
    sent = services.submit_result(task, ResultFacts(apart("Đã xong")), by=cast.lead, at=NOW)
    services.return_task(task, reason=apart("Thiếu ảnh"), by=cast.issuer, at=NOW)

    sent.refresh_from_db()
    kept = [task.title, task.product, update.words, sent.result, sent.reason]
    assert kept == ["Tuyên truyền", "Báo cáo", "Đã mở lớp", "Đã xong", "Thiếu ảnh"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nhiem-vu/giao/nguoi-phu-trach/?lead_agency=", 404),
        ("/nhiem-vu/giao/?lead=", 200),
        ("/nhiem-vu/giao/?document=", 200),
        ("/nhiem-vu/?line=", 422),
        ("/nhiem-vu/?partner=", 422),
    ],
)
def test_a_number_too_large_for_any_record_is_no_error(
    cast: Cast, client: Client, address: str, status: int
) -> None:
    client.force_login(cast.issuer)

    assert client.get(address + NO_KEY).status_code == status


@pytest.mark.parametrize("field", ["lead_agency", "coordinating", "person_in_charge"])
def test_a_choice_too_large_for_any_record_is_a_wrong_choice(
    cast: Cast, client: Client, field: str
) -> None:
    client.force_login(cast.issuer)

    answer = client.post(reverse("tasks:create"), {"title": "Mở lớp", field: NO_KEY})

    assert answer.status_code == 422
    assert "Mở lớp" in answer.content.decode()


@pytest.mark.parametrize(("name", "field"), [("update", "words"), ("submit", "result")])
def test_a_book_is_no_report(cast: Cast, client: Client, name: str, field: str) -> None:
    task = assigned(cast)
    client.force_login(cast.lead)
    sent = {"percent": "40", field: "chữ " * 5_000 + "cuối cùng"}

    answer = client.post(reverse(f"tasks:{name}", args=[task.pk]), sent)

    assert answer.status_code == 422
    assert "Nhập không quá 20000 ký tự" in answer.content.decode()
    assert "chữ cuối cùng" in answer.content.decode()


def test_a_file_is_for_those_who_read_the_words(cast: Cast, client: Client) -> None:
    task = assigned(cast)
    shown = UpdateFacts("Đã mở lớp", 40, files=[(StoredFileFactory.create(), "anh.pdf")])
    services.post_update(task, shown, by=cast.lead, at=NOW)
    task.viewers.create(agency=cast.partner_agency, level=2)
    file = reverse("tasks:evidence", args=[task.pk, task.evidence.get().pk])

    for user in (cast.outsider, cast.partner):
        client.force_login(user)
        assert client.get(file).status_code == 404
    client.force_login(cast.partner)
    page = client.get(task.get_absolute_url())
    assert page.status_code == 200
    assert "anh.pdf" not in page.content.decode()
    assert "Đã mở lớp" not in page.content.decode()


def test_assigned_to_others_leaves_out_what_one_does_oneself(cast: Cast, client: Client) -> None:
    other = assigned(cast, title="Của phòng")
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=cast.issuer_agency, title="Chuyên viên")
    own = assigned(cast, title="Của ban", lead_agency=cast.issuer_agency, person_in_charge=person)
    client.force_login(cast.issuer)

    page = client.get(reverse("tasks:list"), {"mine": "elsewhere"}).content.decode()

    assert other.get_absolute_url() in page
    assert own.get_absolute_url() not in page


def test_a_due_date_that_was_moved_keeps_its_first_one(cast: Cast) -> None:
    task = assigned(cast)
    later = date(2019, 7, 31)
    services.move_due(task, later, reason="Trùng đợt thi", by=cast.issuer_leader, at=NOW)
    same = {"person_in_charge": task.person_in_charge, "due_on": later}

    services.edit_task(task, facts(cast, title="Tên đúng", **same), by=cast.issuer, at=NOW)

    task.refresh_from_db()
    assert (task.title, task.due_on, task.first_due_on) == ("Tên đúng", later, date(2019, 5, 31))
    assert [row.due_on for row in task.dues.all()] == [date(2019, 5, 31), later]
    with pytest.raises(errors.DueHasHistory):
        services.edit_task(
            task, facts(cast, **same | {"due_on": date(2019, 12, 31)}), by=cast.issuer, at=NOW
        )


def test_the_first_due_date_is_corrected_while_nothing_happened(cast: Cast) -> None:
    task = assigned(cast)
    right = date(2019, 6, 30)

    services.edit_task(task, facts(cast, due_on=right), by=cast.issuer, at=NOW)

    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (right, right)
    assert [row.due_on for row in task.dues.all()] == [right]


OVERDUE = NOW.replace(month=6, day=10)


def below(cast: Cast) -> Official:
    """Somebody in another agency that may be given the task."""
    AgencyAncestor.objects.create(ancestor=cast.issuer_agency, agency=cast.outside_agency, depth=1)
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=cast.outside_agency)
    return person


def test_what_fell_due_is_no_longer_corrected(cast: Cast) -> None:
    """Neither its due date, nor who was late with it: 31/05 is over on 10/06."""
    task = assigned(cast)
    person = below(cast)
    same = {"person_in_charge": task.person_in_charge}
    other = {"person_in_charge": person, "lead_agency": cast.outside_agency}

    later, elsewhere = facts(cast, due_on=date(2019, 7, 31), **same), facts(cast, **other)
    with pytest.raises(errors.DueReached):
        services.edit_task(task, later, by=cast.issuer, at=OVERDUE)
    with pytest.raises(errors.LeadHasHistory):
        services.edit_task(task, elsewhere, by=cast.issuer, at=OVERDUE)

    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2019, 5, 31), date(2019, 5, 31))
    assert [row.agency for row in task.holdings.all()] == [cast.lead_agency]
    services.edit_task(task, facts(cast, title="Tên đúng", **same), by=cast.issuer, at=OVERDUE)


def test_a_due_date_is_not_corrected_into_the_past(cast: Cast) -> None:
    task = assigned(cast)
    past = facts(cast, due_on=date(2019, 5, 2), person_in_charge=task.person_in_charge)
    with pytest.raises(errors.NewDuePast):
        services.edit_task(task, past, by=cast.issuer, at=NOW.replace(month=5, day=20))


def test_what_was_typed_wrong_today_is_put_right_whatever_the_dates(cast: Cast) -> None:
    """A task entered later than it was given: the slip of the pen is mended the same day."""
    task = assigned(cast)
    Task.objects.filter(pk=task.pk).update(assigned_at=OVERDUE)
    right = facts(cast, due_on=date(2019, 5, 30), person_in_charge=task.person_in_charge)
    services.edit_task(task, right, by=cast.issuer, at=OVERDUE)
    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2019, 5, 30), date(2019, 5, 30))


def test_a_lead_named_by_mistake_is_told_and_keeps_its_days(cast: Cast) -> None:
    task = assigned(cast)
    person = below(cast)
    other = facts(cast, lead_agency=cast.outside_agency, person_in_charge=person)
    at = NOW.replace(month=5, day=10)

    services.edit_task(task, other, by=cast.issuer, at=at)

    assert [(one.agency, one.valid_from, one.valid_to) for one in task.holdings.order_by("pk")] == [
        (cast.lead_agency, date(2019, 4, 16), date(2019, 5, 9)),
        (cast.outside_agency, date(2019, 5, 10), None),
    ]
    (told,) = Notice.objects.filter(user=cast.lead, object_id=task.pk)
    assert "tasks.lead_taken" in str(told.said)


def test_a_wrong_lead_of_today_never_held_it_and_owes_no_explanation(cast: Cast) -> None:
    task = assigned(cast)
    Task.objects.filter(pk=task.pk).update(assigned_at=OVERDUE)  # entered late, wrong agency
    task.holdings.update(valid_from=OVERDUE.date())
    asked = ExplanationFacts("Vì sao chậm?", date(2019, 6, 20))
    services.ask_explanation(task, asked, by=cast.issuer, at=OVERDUE)
    person = below(cast)
    other = facts(cast, lead_agency=cast.outside_agency, person_in_charge=person)

    services.edit_task(task, other, by=cast.issuer, at=OVERDUE)

    assert not Explanation.objects.filter(OPEN_EXPLANATION).exists()
    assert [one.agency for one in task.holdings.all()] == [cast.outside_agency]


def test_the_person_in_charge_works_there_now_not_when_it_was_given(cast: Cast) -> None:
    task = assigned(cast)
    newly = OfficialFactory.create()
    TenureFactory.create(official=newly, agency=cast.lead_agency, valid_from=date(2019, 5, 1))
    at = NOW.replace(month=5, day=10)
    services.edit_task(task, facts(cast, person_in_charge=newly), by=cast.issuer, at=at)
    task.refresh_from_db()
    assert task.person_in_charge == newly
    gone = OfficialFactory.create()
    TenureFactory.create(
        official=gone,
        agency=cast.lead_agency,
        valid_from=date(2018, 1, 1),
        valid_to=date(2019, 4, 30),
    )
    with pytest.raises(errors.PersonElsewhere):
        services.edit_task(task, facts(cast, person_in_charge=gone), by=cast.issuer, at=at)
