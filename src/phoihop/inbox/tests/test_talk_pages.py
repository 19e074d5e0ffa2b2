"""The discussion of a record on its page."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.documents.models import Document
from phoihop.inbox import services
from phoihop.inbox.models import Comment, Follow
from phoihop.inbox.services import CommentFacts
from phoihop.inbox.tests.telling import INBOX, page_of, say, talk_url
from phoihop.tasks.models import Task

pytestmark = pytest.mark.usefixtures("frozen")


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
