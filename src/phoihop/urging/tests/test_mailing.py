"""Mail through a real server: text and HTML, refused, tried again, and never twice."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from conftest import Cast
from phoihop.audit.models import Event
from phoihop.urging import mailing
from phoihop.urging.mailing import (
    RETRY_AFTER,
    choose,
    send_waiting,
    try_again,
    unsubscribe_path,
    user_of,
)
from phoihop.urging.models import Mail, MailChoice, MailKind, MailState
from phoihop.urging.tests.smtp import Box, mail_server

pytestmark = pytest.mark.django_db

AT = datetime(2019, 6, 17, 7, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PART = {
    "key": "soon",
    "head": "Sắp đến hạn (1)",
    "count": 1,
    "url": "/nhiem-vu/?mine=owed&state=soon",
    "rows": [{"words": "Truyền thông <y tế>, thời hạn 20/06/2019, còn 3 ngày", "url": "/x/1/"}],
    "more": 0,
}


@pytest.fixture
def server(settings: Settings) -> Iterator[Box]:
    settings.PUBLIC_ADDRESS = "https://phoihop.example"
    settings.DEFAULT_FROM_EMAIL = "Phối Hợp <phoihop@an-lac.example>"
    with mail_server(settings) as box:
        yield box


def queued(cast: Cast, who: str = "lead", key: str = "") -> Mail:
    user = getattr(cast, who)
    return Mail.objects.create(
        user=user,
        kind=MailKind.DIGEST,
        key=key or f"2019-06-17-{user.pk}",
        day=date(2019, 6, 17),
        address=f"{who}@an-lac.example",
        subject="Việc ngày 17/06/2019: Sắp đến hạn (1)",
        body={
            "name": user.full_name,
            "agencies": [{"name": "Trung tâm Y tế huyện", "parts": [PART]}],
        },
        queued_at=AT,
    )


def test_a_mail_arrives_as_text_and_html_with_the_way_out(cast: Cast, server: Box) -> None:
    mail = queued(cast)

    assert send_waiting(AT, AT) == 0

    (message,) = server.to("lead@an-lac.example")
    assert message["Subject"].strip() == "Việc ngày 17/06/2019: Sắp đến hạn (1)"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    text = plain.get_content()
    assert "Sắp đến hạn (1): Truyền thông <y tế>, thời hạn 20/06/2019, còn 3 ngày" in text
    assert "https://phoihop.example/nhiem-vu/?mine=owed&state=soon" in text
    assert "Kính gửi anh/chị Lê Thu Hà" in text
    assert "Truyền thông &lt;y tế&gt;" in html.get_content()
    # The token says the second at which it was signed, so another one cannot be compared with it.
    place = unsubscribe_path(cast.lead).rpartition("/")[0].rpartition("/")[0]
    way_out = re.fullmatch(
        rf"<https://phoihop\.example{place}/([^/>]+)/>", message["List-Unsubscribe"].strip()
    )
    assert way_out is not None
    assert user_of(way_out[1]) == cast.lead
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)


def test_what_was_sent_is_not_sent_again(cast: Cast, server: Box) -> None:
    queued(cast)

    send_waiting(AT, AT)
    send_waiting(AT, AT + timedelta(hours=1))

    assert len(server.mails) == 1


def test_a_refusal_for_good_is_kept_with_its_reason(cast: Cast, server: Box) -> None:
    server.answers["lead@an-lac.example"] = ["550 no such person"]
    lost, other = queued(cast), queued(cast, "partner")

    send_waiting(AT, AT)

    lost.refresh_from_db()
    other.refresh_from_db()
    assert (lost.state, lost.error) == (MailState.FAILED, "550 no such person")
    assert other.state == MailState.SENT


def test_a_refusal_that_may_pass_is_tried_again_later(cast: Cast, server: Box) -> None:
    server.answers["lead@an-lac.example"] = ["451 try later"]
    mail = queued(cast)

    assert send_waiting(AT, AT) == 1
    assert send_waiting(AT, AT + timedelta(minutes=1)) == 1  # not yet
    assert server.mails == []
    assert send_waiting(AT, AT + RETRY_AFTER[0]) == 0

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == (MailState.SENT, 2, "")


def test_after_four_tries_it_is_given_up(cast: Cast, server: Box) -> None:
    server.answers["lead@an-lac.example"] = ["451 try later"] * 9
    mail = queued(cast)

    for hour in range(0, 60, 12):
        send_waiting(AT, AT + timedelta(hours=hour))

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 4)


def test_a_server_that_is_away_keeps_the_mails(cast: Cast, settings: Settings) -> None:
    with mail_server(settings):
        pass  # its port is free again
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    mails = [queued(cast, who) for who in ("lead", "partner", "issuer")]

    assert send_waiting(AT, AT) == 3

    for mail in mails:
        mail.refresh_from_db()
    assert [mail.attempts for mail in mails] == [1, 1, 0]  # two in a row, then no more
    assert "Không kết nối được máy chủ thư" in mails[0].error


def test_killed_in_the_middle_only_the_rest_is_sent_then(cast: Cast, server: Box) -> None:
    for who in ("lead", "partner", "issuer"):
        queued(cast, who)
    real = mailing._sent
    sent: list[int] = []

    def die_at_the_second(mail: Mail, at: datetime) -> None:
        if sent:
            raise KeyboardInterrupt  # before the row says so, as a kill would
        sent.append(mail.pk)
        real(mail, at)

    with patch.object(mailing, "_sent", die_at_the_second), pytest.raises(KeyboardInterrupt):
        send_waiting(AT, AT)
    send_waiting(AT, AT + timedelta(minutes=11))

    assert len(server.to("lead@an-lac.example")) == 1
    assert len(server.to("issuer@an-lac.example")) == 1
    # The one that was on the wire comes again, known by its name to any mail program.
    twice = server.to("partner@an-lac.example")
    assert len({message["Message-ID"] for message in twice}) == 1


def test_an_address_that_no_mail_can_have_stops_nobody_else(cast: Cast, server: Box) -> None:
    wrong = queued(cast)
    right = queued(cast, "partner")
    Mail.objects.filter(pk=wrong.pk).update(address=f"x@{'é' * 70}.vn")

    assert send_waiting(AT, AT) == 0

    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, wrong.attempts) == (MailState.FAILED, 1)
    assert wrong.error.startswith("Không viết được thành thư: ")
    assert right.state == MailState.SENT


def test_without_a_server_it_says_so(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""
    mail = queued(cast)

    send_waiting(AT, AT)

    mail.refresh_from_db()
    assert "PHOIHOP_EMAIL_HOST" in mail.error


def test_a_mail_of_last_week_is_not_sent(cast: Cast, server: Box) -> None:
    mail = queued(cast)

    send_waiting(AT + timedelta(days=3), AT)

    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert server.mails == []


def test_only_an_administrator_sends_again(cast: Cast) -> None:
    mail = queued(cast)
    mailing.give_up(mail, "550", AT)

    with pytest.raises(PermissionDenied):
        try_again(mail, by=cast.issuer, at=AT)
    assert try_again(mail, by=cast.administrator, at=AT).state == MailState.QUEUED


def test_less_mail_without_a_log_in_needs_the_press_of_a_button(client: Client, cast: Cast) -> None:
    path = unsubscribe_path(cast.lead)

    page = client.get(path)
    assert page.status_code == 200
    assert cast.lead.full_name not in page.content.decode()
    assert not MailChoice.objects.exists()

    assert client.post(path).status_code == 200
    assert MailChoice.objects.get().only_duties
    event = Event.objects.latest("pk")
    assert (event.verb, event.by) == ("mail.choice_changed", None)


def test_a_false_address_changes_nothing(client: Client, cast: Cast) -> None:
    token = unsubscribe_path(cast.lead).rsplit("/", 2)[1]

    for wrong in (token[:-2] + "xx", "x"):
        answer = client.post(reverse("urging:unsubscribe", args=[wrong]))
        assert answer.status_code == 404
    assert not MailChoice.objects.exists()


def test_one_s_own_mail_is_read_by_nobody_else(client: Client, cast: Cast) -> None:
    mail = queued(cast)
    client.force_login(cast.lead)
    assert "Truyền thông &lt;y tế&gt;" in client.get(mail.get_absolute_url()).content.decode()
    assert client.post(reverse("urging:own_mails"), {"only_duties": "yes"}).status_code == 302
    assert MailChoice.objects.get(user=cast.lead).only_duties

    client.force_login(cast.issuer)
    assert client.get(mail.get_absolute_url()).status_code == 404


def test_the_administrator_sees_states_not_words(client: Client, cast: Cast) -> None:
    mailing.give_up(queued(cast), "550 no such person", AT)
    client.force_login(cast.administrator)

    page = client.get(reverse("urging:mails"), {"state": "failed"}).content.decode()

    assert "550 no such person" in page
    assert "Truyền thông" not in page


def test_choosing_twice_leaves_one_trace(cast: Cast) -> None:
    for _time in range(2):
        choose(cast.lead, only_duties=True, by=cast.lead, at=AT)

    assert Event.objects.filter(verb="mail.choice_changed").count() == 1
