"""Notices on their page, the bell, following and choices."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.documents.models import Document
from phoihop.inbox import services
from phoihop.inbox.forms import FOLLOW_WORDS
from phoihop.inbox.furniture import inbox_count
from phoihop.inbox.models import Follow, Notice, SwitchedOff
from phoihop.inbox.reading import open_record
from phoihop.inbox.tests.telling import INBOX, page_of, say, talk_url
from phoihop.inbox.verbs import groups
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.usefixtures("frozen")


def tell(task: Task, to: User, verb: str = "tasks.updated", **facts: Any) -> Notice:
    facts = {"by": None, "at": NOW} | facts
    services.notify(task, verb, to=[to], **facts)
    return Notice.objects.filter(user=to).latest("pk")


def bell(text: str) -> str:
    """The figure in the bell, "" where there is none."""
    link = text.partition(f'class="top-link" href="{INBOX}"')[2].partition("</a>")[0]
    return link.partition('<span class="n">')[2].partition("<")[0]


def test_the_bell_says_how_many_the_list_shows_as_unseen(
    client: Client, cast: Cast, task: Task
) -> None:
    other = TaskFactory.create(lead_agency=cast.lead_agency, assigner=cast.issuer_agency)
    for one in (task, task, other):
        tell(one, cast.lead)

    page = page_of(client, cast.lead, INBOX)

    assert bell(page) == "2"
    assert "Có 2 thông báo chưa xem." in page
    assert page.count('class="notice unseen"') == 2
    assert "2 cập nhật mới" in page


def test_opening_the_record_is_seeing_the_notice(client: Client, cast: Cast, task: Task) -> None:
    notice = tell(task, cast.lead)
    client.force_login(cast.lead)

    answer = client.get(reverse("inbox:open", args=[notice.pk]))
    assert answer.url == task.get_absolute_url()  # type: ignore[attr-defined]
    notice.refresh_from_db()
    assert notice.seen_at == NOW + timedelta(hours=3)

    tell(task, cast.lead)
    page = page_of(client, cast.lead, task.get_absolute_url())
    assert not Notice.objects.filter(seen_at=None).exists()
    assert bell(page) == ""


def test_a_notice_of_talk_opens_the_discussion(client: Client, cast: Cast, task: Task) -> None:
    say(task, cast.issuer, f"Nhờ @{cast.lead.username}")
    client.force_login(cast.lead)

    answer = client.get(reverse("inbox:open", args=[Notice.objects.get(user=cast.lead).pk]))

    assert answer.url == talk_url(task)  # type: ignore[attr-defined]


def test_marking_one_all_shown_and_undoing(client: Client, cast: Cast, task: Task) -> None:
    first = tell(task, cast.lead)
    second = tell(TaskFactory.create(lead_agency=cast.lead_agency), cast.lead)
    client.force_login(cast.lead)
    mark = reverse("inbox:mark")

    answer = client.post(mark, {"notice": f"{first.pk}.1", "next": INBOX})
    page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Đã đánh dấu 1 thông báo là đã xem." in page
    assert bell(page) == "1"

    client.post(mark, {"notice": [first.pk, f"{second.pk}.7"]})
    assert Notice.objects.get(seen_at=None) == second
    assert f'value="{second.pk}.1"' in client.get(INBOX).content.decode()
    client.post(mark, {"notice": [f"{first.pk}.1", f"{second.pk}.1"]})
    assert not Notice.objects.filter(seen_at=None).exists()

    client.post(mark, {"notice": [first.pk, second.pk], "undo": "1"})
    assert Notice.objects.filter(seen_at=None).count() == 2


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40, "1-2", "1.", ".1", "1.x", "1.1.1"])
def test_made_up_numbers_do_no_harm(client: Client, cast: Cast, task: Task, typed: str) -> None:
    tell(task, cast.lead)
    client.force_login(cast.lead)

    assert client.post(reverse("inbox:mark"), {"notice": typed}).status_code == 302
    for query in ({"just": typed}, {"kind": typed}, {"state": typed}, {"after": typed}):
        assert client.get(INBOX, query).status_code == 200
    assert Notice.objects.get().seen_at is None


def test_another_s_notices_are_not_there(client: Client, cast: Cast, task: Task) -> None:
    notice = tell(task, cast.lead)
    client.force_login(cast.lead_leader)

    assert client.get(reverse("inbox:open", args=[notice.pk])).status_code == 404
    client.post(reverse("inbox:mark"), {"notice": f"{notice.pk}.1"})
    page = client.get(INBOX, {"just": notice.pk}).content.decode()

    notice.refresh_from_db()
    assert notice.seen_at is None
    assert "Tổng kết chuyên đề" not in page


def test_a_record_that_is_no_longer_shown_keeps_its_secrets_and_still_counts(
    client: Client, cast: Cast, task: Task
) -> None:
    notice = tell(task, cast.lead, words="Lý do kín", by=cast.issuer)
    TaskViewer.objects.filter(agency=cast.lead_agency).delete()

    page = page_of(client, cast.lead, INBOX)

    assert bell(page) == "1"
    assert "Nội dung không còn được xem" in page
    assert "Tổng kết chuyên đề" not in page
    assert "Lý do kín" not in page
    assert client.get(reverse("inbox:open", args=[notice.pk])).status_code == 404


def test_filters_stand_in_the_address(
    client: Client, cast: Cast, task: Task, document: Document
) -> None:
    tell(task, cast.lead)
    services.notify(document, "documents.sent", to=[cast.lead], by=None, at=NOW)
    services.mark_seen(cast.lead, {Notice.objects.get(kind="tasks.task").pk: 1}, NOW)

    def shown(**query: str) -> tuple[bool, bool]:
        page = page_of(client, cast.lead, INBOX, **query)
        return "Tổng kết chuyên đề" in page, document.subject in page

    assert shown() == (True, True)
    assert shown(kind="tasks.task") == (True, False)
    assert shown(state="unseen") == (False, True)
    assert shown(state="seen") == (True, False)
    assert shown(state="duty") == (False, False)


def test_unseen_notices_come_first_under_their_days(client: Client, cast: Cast, task: Task) -> None:
    seen = tell(task, cast.lead, at=NOW)
    services.mark_seen(cast.lead, {seen.pk: 1}, NOW)
    older = TaskFactory.create(lead_agency=cast.lead_agency, title="Việc hôm trước")
    tell(older, cast.lead, at=NOW - timedelta(days=1))

    page = page_of(client, cast.lead, INBOX)

    heads = [part.partition("</h3>")[0] for part in page.split('<h3 class="day-head">')[1:]]
    assert [head.partition(" ·")[0] for head in heads] == ["Chưa xem", "Đã xem"]
    assert "15/04/2019" in heads[0]
    assert "16/04/2019" in heads[1]
    assert page.index("Việc hôm trước") < page.index("Tổng kết chuyên đề")


def test_who_works_for_two_agencies_is_told_where_the_rest_waits(
    client: Client, cast: Cast, task: Task
) -> None:
    MembershipFactory.create(user=cast.lead, agency=cast.outside_agency)
    tell(task, cast.lead)
    User.objects.filter(pk=cast.lead.pk).update(
        acting=cast.lead.memberships.get(agency=cast.outside_agency)
    )

    page = page_of(client, User.objects.get(pk=cast.lead.pk), INBOX)

    assert bell(page) == ""
    assert "1 thông báo chưa xem khi làm việc cho Phòng Giáo dục và Đào tạo." in page


def test_results_that_wait_stand_above_the_notices(client: Client, cast: Cast, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(submitted_on=NOW.date())

    page = page_of(client, cast.issuer, INBOX)

    assert "Chờ tôi xác nhận" in page
    assert "Tổng kết chuyên đề" in page_of(client, cast.issuer, "/cho-toi/xac-nhan/")


def test_the_list_costs_the_same_with_few_and_many(
    client: Client, cast: Cast, task: Task, document: Document
) -> None:
    client.force_login(cast.lead)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(INBOX)
        return len(queries)

    tell(task, cast.lead)
    services.notify(document, "documents.sent", to=[cast.lead], by=None, at=NOW)
    few = count()
    for one in TaskFactory.create_batch(20, lead_agency=cast.lead_agency):
        tell(one, cast.lead)

    assert count() == few


def test_the_bell_is_one_query(cast: Cast, task: Task, rf: Any) -> None:
    tell(task, cast.lead)
    request = rf.get("/")
    request.user = cast.lead
    with CaptureQueriesContext(connection) as queries:
        assert inbox_count(request) == 1

    assert len(queries) == 1


@pytest.mark.parametrize("name", ["task", "agreement", "document"])
def test_following_and_stopping(
    client: Client, cast: Cast, records: dict[str, Any], name: str
) -> None:
    record = records[name]
    address = reverse("inbox:follow", args=[record._meta.label_lower, record.pk])
    assert "Theo dõi" in page_of(client, cast.lead, record.get_absolute_url())

    client.post(address, {"next": record.get_absolute_url()})
    assert "Thôi theo dõi" in page_of(client, cast.lead, record.get_absolute_url())

    client.post(address, {"stop": "1", "next": "http://xau.example/"})
    assert Follow.objects.get(user=cast.lead).stopped_at is not None


@pytest.mark.parametrize("kind", ["khong.co", "accounts.user", "x"])
def test_what_nobody_declared_is_not_followed(client: Client, cast: Cast, kind: str) -> None:
    client.force_login(cast.lead)

    assert client.post(f"/thong-bao/theo-doi/{kind}/{cast.lead.pk}/").status_code == 404


def test_what_is_unticked_is_switched_off(client: Client, cast: Cast, task: Task) -> None:
    page = page_of(client, cast.lead, reverse("inbox:choices"))
    assert page.count("checked") == page.count('type="checkbox"') == len(groups()) + 3
    kept = {"told": ["mentions", "documents"], "follow": ["follow.assigned"]}

    client.post(reverse("inbox:choices"), kept)

    off = set(SwitchedOff.objects.filter(user=cast.lead).values_list("what", flat=True))
    assert off == {*groups(), *FOLLOW_WORDS} - {"mentions", "documents", "follow.assigned"}
    assert page_of(client, cast.lead, reverse("inbox:choices")).count("checked") == 3
    assert client.post(reverse("inbox:choices"), {"told": "x"}).status_code == 422


def test_a_record_s_page_asks_one_question_more(client: Client, cast: Cast, task: Task) -> None:
    """How much was said, whether one follows and what is unseen: one query together."""
    UserFactory.create_batch(3, agency=cast.lead_agency)
    say(task, cast.issuer)
    with CaptureQueriesContext(connection) as queries:
        beside = open_record(cast.lead, task, NOW)

    assert (beside.comments, beside.follows) == (1, False)
    assert len(queries) == 1
