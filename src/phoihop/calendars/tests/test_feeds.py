"""Feeds as a calendar program reads them: by another library than the one that writes them."""

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
import vobject
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.services import deactivate_user, end_membership
from phoihop.audit.models import Event
from phoihop.calendars import errors
from phoihop.calendars.models import Feed
from phoihop.calendars.services import choose_parts, make_feed, revoke_feed
from phoihop.tasks.models import TaskCoordination
from phoihop.tasks.services import withdraw_task
from phoihop.tasks.services.contributing import set_contribution
from phoihop.tasks.tests import story
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Read:
    """One entry as the client library understands it."""

    uid: str
    day: date
    sequence: int
    title: str


def entries(client: Client, token: str, day: str) -> list[Read]:
    """What a calendar program gets on that day."""
    with time_machine.travel(story.at(day), tick=False):
        answer = client.get(reverse("calendars:read", args=[token]))
    assert answer.status_code == 200
    calendar = vobject.readOne(answer.content.decode())
    return [
        Read(
            event.uid.value,
            event.dtstart.value,
            int(event.sequence.value),
            event.summary.value,
        )
        for event in calendar.contents.get("vevent", [])
    ]


def status(client: Client, token: str) -> int:
    return client.get(reverse("calendars:read", args=[token])).status_code


@pytest.mark.differs
def test_a_programme_feed_follows_its_tasks_through_the_year(client: Client) -> None:
    year = story.assigned_year()
    _feed, token = make_feed(year.programme, by=year.specialist, at=story.at("2019-03-01"))

    story.live(year, "2019-06-17")
    before = entries(client, token, "2019-06-17")
    story.do(year, year.tasks["T2"], "2019-06-18", "extend")
    after = entries(client, token, "2019-06-18")

    assert (len(before), len(after)) == (9, 9)
    (old,) = [entry for entry in before if entry.title.endswith("N2")]
    (new,) = [entry for entry in after if entry.uid == old.uid]
    assert (old.day, old.sequence) == (date(2019, 6, 20), 0)
    assert (new.day, new.sequence) == (date(2019, 7, 5), 1)


@pytest.mark.differs
def test_finished_and_withdrawn_tasks_leave_the_feed(client: Client) -> None:
    year = story.assigned_year()
    _feed, token = make_feed(year.programme, by=year.specialist, at=story.at("2019-03-01"))
    for name, day, act, percent in story.FACTS:
        story.do(year, year.tasks[name], day, act, percent)

    # T5 is overdue, T7d waits for an answer.
    assert len(entries(client, token, "2019-12-20")) == 2
    withdraw_task(year.tasks["T5"], reason="gộp", by=year.specialist, at=story.at("2019-12-20"))
    assert [entry.day for entry in entries(client, token, "2019-12-20")] == [date(2019, 12, 20)]


def test_ones_own_feed_has_what_the_agency_leads_and_is_due(client: Client, cast: Cast) -> None:
    led = {"lead_agency": cast.lead_agency, "assigner": cast.issuer_agency}
    task = TaskFactory.create(title="Tập huấn; phòng, chống", **led)
    TaskFactory.create(due_on=None, rhythm="monthly", **led)
    TaskFactory.create(lead_agency=cast.partner_agency, coordinating=[cast.lead_agency])
    _feed, token = make_feed(None, by=cast.lead, at=NOW)

    (entry,) = entries(client, token, "2019-04-16")

    assert entry.title == "Hạn: Tập huấn; phòng, chống"
    assert entry.day == task.due_on
    raw = client.get(reverse("calendars:read", args=[token]))
    assert raw["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"http://testserver{task.get_absolute_url()}" in unfolded(raw.content)


@pytest.mark.differs
def test_parts_in_tasks_of_others_are_shown_where_chosen(client: Client, cast: Cast) -> None:
    of_others = {"lead_agency": cast.lead_agency, "assigner": cast.issuer_agency}
    partner = cast.partner_agency
    own_day, by_task, done, standing = (
        TaskFactory.create(title=title, coordinating=[partner], **of_others, **facts)
        for title, facts in (
            ("Có hạn riêng", {}),
            ("Theo hạn nhiệm vụ", {}),
            ("Đã xong phần mình", {}),
            ("Thường xuyên", {"due_on": None, "rhythm": "monthly"}),
        )
    )
    TaskFactory.create(coordinating=[cast.outside_agency], **of_others)
    parts = TaskCoordination.objects.filter(agency=partner)
    parts.filter(task=own_day).update(due_on=date(2019, 5, 15), part="Cung cấp số liệu")
    parts.filter(task=done).update(done_on=date(2019, 4, 1), done_by=cast.partner)
    feed, token = make_feed(None, by=cast.partner, at=NOW)
    assert entries(client, token, "2019-04-16") == []

    choose_parts(feed, with_parts=True, by=cast.partner, at=NOW)

    first, second = entries(client, token, "2019-04-16")
    assert (first.day, first.sequence) == (date(2019, 5, 15), 0)
    assert first.title == "Hạn phần phối hợp: Có hạn riêng"
    assert (second.day, second.title) == (
        by_task.due_on,
        "Hạn phần phối hợp: Theo hạn nhiệm vụ",
    )
    raw = client.get(reverse("calendars:read", args=[token])).content
    assert "Phần của cơ quan: Cung cấp số liệu" in unfolded(raw)

    set_contribution(own_day, partner, part="", due_on=date(2019, 5, 20), by=cast.lead, at=NOW)
    moved, _second = entries(client, token, "2019-04-17")
    assert (moved.uid, moved.day, moved.sequence) == (first.uid, date(2019, 5, 20), 1)
    assert standing.due_on is None


def test_parts_are_chosen_on_the_page_of_ones_own_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.partner)
    page = reverse("calendars:feeds")
    assert "address" in client.post(page, {"with_parts": "1"}).context
    feed = Feed.objects.get()
    assert feed.with_parts

    url = reverse("calendars:parts", args=[feed.pk])
    said = client.post(url, follow=True).content.decode()
    assert "chỉ hiện việc cơ quan chủ trì" in said
    feed.refresh_from_db()
    assert not feed.with_parts
    client.force_login(cast.outsider)
    assert client.post(url, {"with_parts": "1"}).status_code == 404
    with pytest.raises(PermissionDenied):
        choose_parts(feed, with_parts=True, by=cast.outsider, at=NOW)
    feed.refresh_from_db()
    assert not feed.with_parts


def unfolded(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


def test_a_programme_that_is_not_seen_has_no_feed(client: Client, cast: Cast) -> None:
    year = story.assigned_year()

    with pytest.raises(PermissionDenied):
        make_feed(year.programme, by=cast.outsider, at=NOW)
    client.force_login(cast.outsider)
    path = reverse("calendars:programme_feed", args=[year.programme.pk])
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    assert not Feed.objects.exists()


def test_an_address_ends_with_the_seat_or_the_account(client: Client, cast: Cast) -> None:
    _first, of_seat = make_feed(None, by=cast.lead, at=NOW)
    _second, of_account = make_feed(None, by=cast.partner, at=NOW)
    assert (status(client, of_seat), status(client, of_account)) == (200, 200)

    member = cast.lead.acting
    assert member is not None
    end_membership(member, on=NOW.date(), by=cast.administrator, at=NOW)
    deactivate_user(cast.partner, by=cast.administrator, at=NOW)

    assert (status(client, of_seat), status(client, of_account)) == (404, 404)


def test_revoking_ends_the_address_at_once(client: Client, cast: Cast) -> None:
    feed, token = make_feed(None, by=cast.lead, at=NOW)
    client.force_login(cast.lead)

    answer = client.post(reverse("calendars:revoke", args=[feed.pk]), follow=True)

    assert "Đã thu hồi địa chỉ" in answer.content.decode()
    assert status(Client(), token) == 404
    with pytest.raises(errors.AlreadyRevoked):
        revoke_feed(feed, by=cast.lead, at=NOW)
    verbs = Event.objects.filter(by=cast.lead).values_list("verb", flat=True)
    assert {"feed.made", "feed.revoked"} <= set(verbs)


def test_nobody_revokes_anothers_address(client: Client, cast: Cast) -> None:
    feed, token = make_feed(None, by=cast.lead, at=NOW)
    client.force_login(cast.lead_leader)

    assert client.post(reverse("calendars:revoke", args=[feed.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_feed(feed, by=cast.lead_leader, at=NOW)
    assert status(Client(), token) == 200


@pytest.mark.differs
def test_a_new_address_takes_the_place_of_the_old(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    path = reverse("calendars:feeds")
    first, second = (address_in(client.post(path)) for _press in range(2))

    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    # Shown once: neither the page nor the database has it any more.
    token = second.rpartition("/")[2].removesuffix(".ics")
    assert token not in client.get(path).content.decode()
    assert token not in str(list(Feed.objects.values()))


def address_in(answer: object) -> str:
    address: str = answer.context["address"]  # type: ignore[attr-defined]  # of the test client
    return address.removeprefix("http://testserver")


def test_nothing_new_is_said_in_one_word(client: Client, cast: Cast) -> None:
    TaskFactory.create(lead_agency=cast.lead_agency)
    _feed, token = make_feed(None, by=cast.lead, at=NOW)
    path = reverse("calendars:read", args=[token])
    tag = client.get(path)["ETag"]

    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    TaskFactory.create(lead_agency=cast.lead_agency)
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f", "ữ"])
def test_a_wrong_address_leads_nowhere(client: Client, db: None, token: str) -> None:
    assert client.get(f"/lich/{token}.ics").status_code == 404


@pytest.mark.parametrize(("with_parts", "most"), [(False, 8), (True, 11)])
def test_many_entries_cost_no_more_queries_than_few(
    cast: Cast, with_parts: bool, most: int
) -> None:
    _feed, token = make_feed(None, with_parts=with_parts, by=cast.lead, at=NOW)
    counted = []
    for more in (1, 12):
        TaskFactory.create_batch(more, lead_agency=cast.lead_agency)
        TaskFactory.create_batch(
            more, lead_agency=cast.partner_agency, coordinating=[cast.lead_agency]
        )
        with CaptureQueriesContext(connection) as seen:
            assert status(Client(), token) == 200
        counted.append(len([query for query in seen if "UPDATE" not in query["sql"]]))

    assert counted[0] == counted[1] <= most
