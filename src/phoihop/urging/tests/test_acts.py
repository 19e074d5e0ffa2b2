"""Urging by letter and by words: who may, what is kept, and what the other agency sees when."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from conftest import Cast
from phoihop.documents.errors import NotADraft
from phoihop.documents.issuing import IssueFacts, issue_document
from phoihop.documents.models import Document
from phoihop.inbox.models import Notice
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.timeline import timeline_of
from phoihop.urging import errors
from phoihop.urging.acts import draft_letters, urge_task
from phoihop.urging.models import Letter, Mail, Urging

pytestmark = pytest.mark.django_db

AT = datetime(2019, 11, 22, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def late(cast: Cast, **facts: object) -> Task:
    return TaskFactory.create(
        **{
            "assigner": cast.issuer_agency,
            "lead_agency": cast.lead_agency,
            "due_on": date(2019, 11, 15),
            "percent": 60,
            "title": "Tuyên truyền thu gom rác thải",
            "product": "=12 tin, bài",
            **facts,
        }
    )


def test_a_letter_says_what_is_owed_and_has_no_number(cast: Cast) -> None:
    task = late(cast)

    (letter,) = draft_letters([task.pk], by=cast.issuer, at=AT)

    paper = letter.document
    assert (paper.is_draft, paper.code, paper.kind) == (True, "", "CV")
    assert list(paper.recipients.all()) == [cast.lead_agency]
    assert (
        "1. Tuyên truyền thu gom rác thải; sản phẩm: =12 tin, bài; thời hạn 15/11/2019,"
        " quá hạn 7 ngày; tiến độ 60 %." in paper.text
    )
    kept = letter.urgings.get()
    assert (kept.due_on, kept.days_late, kept.percent) == (date(2019, 11, 15), 7, 60)


def test_one_letter_to_each_agency(cast: Cast) -> None:
    keys = [late(cast).pk, late(cast).pk, late(cast, lead_agency=cast.partner_agency).pk]

    letters = draft_letters(keys, by=cast.issuer, at=AT)

    assert [(letter.agency, letter.urgings.count()) for letter in letters] == [
        (cast.partner_agency, 1),
        (cast.lead_agency, 2),
    ]


def test_the_letter_stands_in_the_course_once_it_is_issued(cast: Cast) -> None:
    task = late(cast)
    (letter,) = draft_letters([task.pk], by=cast.issuer, at=AT)
    assert "urge" not in {entry.icon for entry in timeline_of(task, 3, cast.lead)}
    facts = IssueFacts(issued_on=AT.date(), signer_name="Vũ Quang Hòa", code="31-CV/BTGHU")

    issue_document(letter.document, facts, by=cast.issuer, at=AT)

    (entry,) = [entry for entry in timeline_of(task, 3, cast.lead) if entry.icon == "urge"]
    assert entry.title == "Đôn đốc lần 1"
    assert "31-CV/BTGHU" in entry.words
    assert entry.url == letter.get_absolute_url()
    with pytest.raises(NotADraft):
        issue_document(letter.document, facts, by=cast.issuer, at=AT)


def test_a_draft_that_stands_is_not_made_a_second_time(cast: Cast) -> None:
    task = late(cast)
    draft_letters([task.pk], by=cast.issuer, at=AT)

    with pytest.raises(errors.DraftStands):
        draft_letters([task.pk], by=cast.issuer, at=AT)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("who", ["lead", "partner", "outsider", "inspector", "administrator"])
def test_only_the_assigning_agency_drafts(cast: Cast, who: str) -> None:
    task = late(cast)

    with pytest.raises((PermissionDenied, errors.NothingOverdue)):
        draft_letters([task.pk], by=getattr(cast, who), at=AT)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"due_on": date(2019, 11, 22)},
        {"submitted_on": date(2019, 11, 20)},
        {"suspended_on": date(2019, 11, 20), "stop_reason": "Chờ"},
    ],
    ids=["due today", "waits for an answer", "suspended"],
)
def test_what_is_not_overdue_is_in_no_letter(cast: Cast, facts: dict[str, object]) -> None:
    with pytest.raises(errors.NothingOverdue):
        draft_letters([late(cast, **facts).pk], by=cast.issuer, at=AT)


def test_words_reach_inbox_and_mail_and_are_counted(cast: Cast) -> None:
    cast.lead.email = "ha@an-lac.example"
    cast.lead.save(update_fields=["email"])
    task = late(cast)

    urge_task(task, "Đề nghị gửi báo cáo trước 25/11", by=cast.issuer, at=AT)
    urge_task(task, "Đề nghị gửi ngay", by=cast.issuer, at=AT)

    titles = [e.title for e in timeline_of(task, 3, cast.lead) if e.icon == "urge"]
    assert sorted(titles) == ["Đôn đốc lần 1", "Đôn đốc lần 2"]
    assert Notice.objects.get(user=cast.lead).is_duty
    assert [mail.user for mail in Mail.objects.all()] == [cast.lead, cast.lead]
    assert not Notice.objects.filter(user=cast.outsider).exists()


def test_the_same_form_twice_urges_once(cast: Cast) -> None:
    task = late(cast)

    for _time in range(2):
        urge_task(task, "Gửi ngay", by=cast.issuer, at=AT, form_key="k" * 32)

    assert Urging.objects.count() == 1


def test_nothing_to_urge_where_nothing_is_owed(cast: Cast) -> None:
    with pytest.raises(errors.NotOwed):
        urge_task(late(cast, submitted_on=AT.date()), "Gửi ngay", by=cast.issuer, at=AT)
    with pytest.raises(errors.WordsRequired):
        urge_task(late(cast), "  ", by=cast.issuer, at=AT)


@pytest.mark.parametrize("who", ["lead", "partner", "inspector"])
def test_who_sees_the_task_but_did_not_assign_it_may_not_urge(
    client: Client, cast: Cast, who: str
) -> None:
    task = late(cast, coordinating=[cast.partner_agency])
    client.force_login(getattr(cast, who))
    path = reverse("urging:urge", args=[task.pk])

    assert client.get(path).status_code == 403
    assert client.post(path, {"words": "Gửi ngay"}).status_code == 403
    assert not Urging.objects.exists()


def test_an_outsider_finds_neither_task_nor_letter(client: Client, cast: Cast) -> None:
    task = late(cast)
    (letter,) = draft_letters([task.pk], by=cast.issuer, at=AT)

    for user in (cast.outsider, cast.lead):  # the lead agency not before it is issued
        client.force_login(user)
        assert client.get(letter.get_absolute_url()).status_code == 404
    client.force_login(cast.outsider)
    assert client.get(reverse("urging:urge", args=[task.pk])).status_code == 404


def test_the_page_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    task = late(cast, submitted_on=AT.date())
    client.force_login(cast.issuer)

    answer = client.post(reverse("urging:urge", args=[task.pk]), {"words": "<b>Gửi</b>"})

    assert answer.status_code == 422
    assert "&lt;b&gt;Gửi&lt;/b&gt;" in answer.content.decode()


def test_from_the_list_of_overdue_rows_to_the_draft(client: Client, cast: Cast) -> None:
    task = late(cast)
    client.force_login(cast.issuer)

    page = client.get(reverse("tasks:list"), {"state": "late"}).content.decode()
    assert "/don-doc/cong-van/soan/?state=late" in page
    draft = reverse("urging:draft")
    assert task.title in client.get(draft, {"state": "late"}).content.decode()
    assert task.title not in client.get(draft, {"state": "late", "q": "hội thảo"}).content.decode()
    answer = client.post(f"{draft}?state=late", {"task": [task.pk]}, follow=True)

    assert "quá hạn" in answer.content.decode()
    assert Letter.objects.get().agency == cast.lead_agency
    assert client.post(f"{draft}?state=late", {"task": [task.pk]}).status_code == 422


def test_the_page_names_the_letter_that_holds_a_task(client: Client, cast: Cast) -> None:
    held, free = late(cast, title="Việc đã đôn đốc"), late(cast, title="Việc chưa đôn đốc")
    (letter,) = draft_letters([held.pk], by=cast.issuer, at=AT)
    client.force_login(cast.issuer)
    path = reverse("urging:draft") + "?state=late"

    with time_machine.travel(AT, tick=False):
        page = client.get(path).content.decode()
        assert f'value="{free.pk}"' in page
        assert f'value="{held.pk}"' not in page
        assert letter.get_absolute_url() in page

        facts = IssueFacts(issued_on=AT.date(), signer_name="Vũ Quang Hòa", code="31-CV/BTGHU")
        issue_document(letter.document, facts, by=cast.issuer, at=AT)
        page = client.get(path).content.decode()
        assert f'value="{held.pk}"' not in page  # a letter of the same day
        assert "31-CV/BTGHU" in page
        with pytest.raises(errors.DraftStands):
            draft_letters([held.pk], by=cast.issuer, at=AT)
        draft_letters([free.pk], by=cast.issuer, at=AT)
        page = client.get(path).content.decode()
        assert "Mọi nhiệm vụ trong danh sách này" in page

    with time_machine.travel(AT + timedelta(days=7), tick=False):
        assert f'value="{held.pk}"' in client.get(path).content.decode()


def test_a_form_that_urged_one_task_does_not_urge_another(cast: Cast) -> None:
    urge_task(late(cast), "Gửi ngay", by=cast.issuer, at=AT, form_key="k" * 32)
    with pytest.raises(errors.FormUsed):
        urge_task(late(cast), "Gửi ngay", by=cast.issuer, at=AT, form_key="k" * 32)
    assert Urging.objects.count() == 1
