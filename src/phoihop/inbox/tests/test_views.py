"""The pages: who reads and writes a discussion, the list of notices, following, choices."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.agreements.models import Agreement
from phoihop.audit.models import Event
from phoihop.documents.models import Document
from phoihop.inbox import services
from phoihop.inbox.forms import FOLLOW_WORDS
from phoihop.inbox.furniture import inbox_count
from phoihop.inbox.models import Comment, Follow, Notice, SwitchedOff
from phoihop.inbox.reading import open_record
from phoihop.inbox.services import CommentFacts
from phoihop.inbox.verbs import groups
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.usefixtures("frozen")
INBOX = "/cho-toi/"


@pytest.fixture
def frozen() -> Any:
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        yield


@pytest.fixture
def records(task: Task, agreement: Agreement, document: Document) -> dict[str, Any]:
    return {"task": task, "agreement": agreement, "document": document}


def say(record: Any, by: User, words: str = "Một ý kiến", at: datetime = NOW) -> Comment:
    return services.write_comment(record, CommentFacts(words), by=by, at=at)


def tell(task: Task, to: User, verb: str = "tasks.updated", **facts: Any) -> Notice:
    facts = {"by": None, "at": NOW} | facts
    services.notify(task, verb, to=[to], **facts)
    return Notice.objects.filter(user=to).latest("pk")


def page_of(client: Client, user: User, url: str, **query: str) -> str:
    client.force_login(user)
    answer = client.get(url, query)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def talk_url(record: Any) -> str:
    return f"{record.get_absolute_url()}trao-doi/"


# Discussion


@pytest.mark.parametrize("name", ["task", "agreement", "document"])
def test_an_outsider_reads_and_writes_nothing(
    client: Client, cast: Cast, records: dict[str, Any], name: str
) -> None:
    record = records[name]
    comment = say(record, cast.issuer)
    before = Event.objects.count()
    client.force_login(cast.outsider)

    answers = [
        client.get(talk_url(record)),
        client.get(talk_url(record), {"nguoi": "a"}),
        client.get(talk_url(record), {"den": comment.pk}),
        client.post(talk_url(record), {"act": "write", "words": "Chen vào"}),
        client.post(talk_url(record), {"act": "withdraw", "comment": comment.pk}),
        client.post(f"/thong-bao/theo-doi/{comment.kind}/{record.pk}/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert (Comment.objects.count(), Event.objects.count()) == (1, before)
    assert not Follow.objects.filter(user=cast.outsider).exists()


def test_a_party_that_sees_the_state_alone_sees_no_discussion_but_may_follow(
    client: Client, cast: Cast, task: Task
) -> None:
    say(task, cast.lead, "Kín trong nhóm")
    client.force_login(cast.partner)

    assert client.get(talk_url(task)).status_code == 404
    assert client.post(talk_url(task), {"act": "write", "words": "x"}).status_code == 404
    page = page_of(client, cast.partner, task.get_absolute_url())
    assert "Trao đổi" not in page
    assert "Kín trong nhóm" not in page
    assert client.post(f"/thong-bao/theo-doi/tasks.task/{task.pk}/").status_code == 302

    services.notify(
        task, "tasks.returned", by=cast.issuer, at=NOW, words="Lý do kín", followers=True
    )
    listed = page_of(client, cast.partner, INBOX)
    assert "Tổng kết chuyên đề" in listed
    assert "Trả lại" in listed
    assert "Lý do kín" not in listed


@pytest.mark.parametrize("name", ["task", "agreement", "document"])
def test_a_comment_is_posted_once_and_shown_to_the_others(
    client: Client, cast: Cast, records: dict[str, Any], name: str
) -> None:
    record = records[name]
    client.force_login(cast.lead)
    sent = {"act": "write", "words": "<script>alert(1)</script>\nHai", "form_key": str(uuid4())}

    first = client.post(talk_url(record), sent)
    again = client.post(talk_url(record), sent)

    comment = Comment.objects.get()
    assert first.url == again.url == f"{talk_url(record)}#trao-doi-{comment.pk}"  # type: ignore[attr-defined]
    page = page_of(client, cast.issuer, talk_url(record))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Hai" in page
    assert '<span class="num">1</span>' in page


def test_a_refused_comment_comes_back_with_what_was_typed(
    client: Client, cast: Cast, task: Task
) -> None:
    client.force_login(cast.lead)
    words = f"Nhờ @{cast.outsider.username} xem"

    answer = client.post(
        talk_url(task), {"act": "write", "words": words, "mentions": [str(cast.issuer.pk)]}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert f"Không nhắc được @{cast.outsider.username}" in text
    ticked = text.partition(f'value="{cast.issuer.pk}"')[2].partition(">")[0]
    assert "checked" in ticked
    assert not Comment.objects.exists()


@pytest.mark.parametrize("words", ["", "a" * 4001], ids=["empty", "too long"])
def test_a_bad_edit_keeps_the_old_words_and_what_was_typed(
    client: Client, cast: Cast, task: Task, words: str
) -> None:
    comment = say(task, cast.lead)
    client.force_login(cast.lead)

    answer = client.post(talk_url(task), {"act": "edit", "comment": comment.pk, "words": words})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    comment.refresh_from_db()
    assert comment.words == "Một ý kiến"


@pytest.mark.parametrize(
    "sent",
    [{}, {"act": "x"}, {"act": "edit", "comment": "9" * 30}, {"act": "withdraw", "comment": "-1"}],
)
def test_a_made_up_act_is_nothing_here(
    client: Client, cast: Cast, task: Task, sent: dict[str, str]
) -> None:
    client.force_login(cast.lead)

    assert client.post(talk_url(task), sent).status_code == 404


def test_another_s_comment_has_no_buttons_and_refuses_a_forged_request(
    client: Client, cast: Cast, task: Task
) -> None:
    comment = say(task, cast.lead)

    page = page_of(client, cast.issuer, talk_url(task))
    edit = client.post(talk_url(task), {"act": "edit", "comment": comment.pk, "words": "Khác"})
    back = client.post(talk_url(task), {"act": "withdraw", "comment": comment.pk})

    assert "Sửa ý kiến của tôi" not in page
    assert "Rút lại ý kiến" not in page
    assert (edit.status_code, back.status_code) == (403, 403)
    comment.refresh_from_db()
    assert comment.words == "Một ý kiến"


def test_edits_are_visible_and_what_was_taken_back_is_not(
    client: Client, cast: Cast, task: Task
) -> None:
    comment = say(task, cast.lead, "Bản đầu")
    client.force_login(cast.lead)
    client.post(talk_url(task), {"act": "edit", "comment": comment.pk, "words": "Bản sau"})
    page = page_of(client, cast.issuer, talk_url(task))
    assert "Bản sau" in page
    assert "Bản đầu" in page
    assert "Đã sửa lúc 16/04/2019 11:00" in page

    client.force_login(cast.lead)
    client.post(talk_url(task), {"act": "withdraw", "comment": comment.pk})
    page = page_of(client, cast.issuer, talk_url(task))
    assert "Người viết đã rút lại lúc 16/04/2019 11:00" in page
    assert "Bản sau" not in page
    assert "Bản đầu" not in page
    history = page_of(client, cast.issuer, f"{task.get_absolute_url()}lich-su/")
    assert "Rút lại ý kiến" in history


def test_links_lead_to_our_own_records_and_nowhere_else(
    client: Client, cast: Cast, task: Task, document: Document
) -> None:
    own = document.get_absolute_url()
    words = (
        f"Xem {own}. Hay http://testserver{own}; http://xau.example{own} "
        f"//xau.example{own} javascript:alert(1) /tai-khoan/ {own}sua/"
    )
    say(task, cast.lead, words)

    page = page_of(client, cast.issuer, talk_url(task)).partition('class="said-words">')[2]
    said = page.partition("</p>")[0]

    assert said.count("<a ") == 2
    assert said.count(f'<a href="{own}">') == 2


def test_people_are_offered_who_read_the_record(client: Client, cast: Cast, task: Task) -> None:
    client.force_login(cast.lead)

    everyone = client.get(talk_url(task), {"nguoi": ""}).json()
    some = client.get(talk_url(task), {"nguoi": "truong"}).json()

    names = {one["name"] for one in everyone}
    assert {cast.issuer.username, cast.inspector.username} <= names
    assert not names & {cast.outsider.username, cast.partner.username, cast.lead.username}
    assert [one["name"] for one in some] == [cast.lead_leader.username]


def test_one_exchange_is_shown_alone(client: Client, cast: Cast, task: Task) -> None:
    first = say(task, cast.lead, "Mạch thứ nhất")
    say(task, cast.lead, "Mạch thứ hai")
    facts = CommentFacts("Trả lời một", parent=first)
    answer = services.write_comment(task, facts, by=cast.issuer, at=NOW)

    page = page_of(client, cast.lead, talk_url(task), den=str(answer.pk))

    assert "Mạch thứ nhất" in page
    assert "Trả lời một" in page
    assert "Mạch thứ hai" not in page


def test_the_discussion_costs_the_same_with_many_comments(
    client: Client, cast: Cast, task: Task
) -> None:
    client.force_login(cast.lead)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(talk_url(task))
        return len(queries)

    first = say(task, cast.lead, f"@{cast.issuer.username}")
    services.edit_comment(first, "Sửa", by=cast.lead, at=NOW)
    services.write_comment(task, CommentFacts("x", parent=first), by=cast.issuer, at=NOW)
    client.get(talk_url(task))
    few = count()
    for number in range(15):
        one = say(task, cast.lead, f"{number} @{cast.issuer.username}")
        services.edit_comment(one, f"Sửa {number}", by=cast.lead, at=NOW)
        services.write_comment(task, CommentFacts("x", parent=one), by=cast.issuer, at=NOW)
    client.get(talk_url(task))

    assert count() == few


# Notices


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


# Following and choices


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
