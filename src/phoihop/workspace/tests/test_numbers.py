"""Every number that is said of tasks opens just as many rows: Today, briefing, programme, mail.

The year of a programme is lived up to several days; several people open every page that counts,
and every link with a number on it is followed.
"""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.scoring.reviewing import ask_again, late_for
from phoihop.tasks.models import Task
from phoihop.tasks.tests.story import FACTS, Year, assigned_year, at, do
from phoihop.ui import clock
from phoihop.urging.digest import write_digests
from phoihop.urging.habits import day_of
from phoihop.urging.models import Habits, Mail

pytestmark = pytest.mark.django_db

DAYS = ("2019-06-03", "2019-06-17", "2019-10-04", "2019-12-20")
# So many numbers are followed at the least; fewer means that the pages say less than they did.
AT_LEAST = {"home": 20, "briefing": 20, "programme": 40, "mail": 12}


class Links(HTMLParser):
    """(address, words) of every link to the list of tasks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._address: str | None = None
        self._words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._words = dict(attrs).get("href"), ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address and self._address.startswith(f"{reverse('tasks:list')}?"):
            self.found.append((self._address, self._words.strip()))
            self._address = None


def numbers(text: str) -> Iterator[tuple[str, int]]:
    """Every (address, number), the number being the first in the words of the link."""
    for address, words in Links(text).found:
        # In the table of contents a link begins with the content's own number, or is its progress.
        if "line=" in address:
            continue
        if found := re.search(r"\((\d+)\)$", words) or re.search(r"(\d+)", words):
            yield address, int(found[1])


def check(client: Client, user: User, text: str) -> int:
    """Follow every number as this person; return how many there were."""
    count = 0
    for address, number in numbers(text):
        context = client.get(address).context
        assert context["page"].total == number, (user, address)
        assert len(context["lines"]) == min(number, len(context["page"].rows))
        count += 1
    return count


@pytest.fixture
def year() -> Year:
    made = assigned_year()
    office = Office.objects.create(name="Ban Tuyên giáo Huyện ủy Sông Vân", agency=made.board)
    Habits.objects.create(office=office, quiet_days=15, untaken_days=30, escalate_days=3)
    for user in (made.specialist, made.leader, *made.contacts.values()):
        user.email = f"{user.username}@song-van.example"
        user.save(update_fields=["email"])
    return made


def test_every_number_opens_its_rows(
    client: Client, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [year.specialist, year.leader, *(year.contacts[n] for n in (2, 3, 8))]
    followed = dict.fromkeys(AT_LEAST, 0)
    lived = ""
    for today in DAYS:
        _live(year, lived, today)
        lived = today
        moment = at(today, 7)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        monkeypatch.setattr(clock, "today", lambda moment=moment: moment.date())
        for user in people:
            client.force_login(user)
            for name, path in _pages(year, user).items():
                answer = client.get(path)
                followed[name] += check(client, user, answer.content.decode())
                if name == "home":
                    followed[name] += _check_home(client, answer.context["screen"])
                if name == "programme":
                    _check_contents(client, year, answer.context["matrix"].rows)
            followed["mail"] += _check_mail(client, user, date.fromisoformat(today))

    assert {name for name, least in AT_LEAST.items() if followed[name] < least} == set(), followed


def _live(year: Year, after: str, until: str) -> None:
    for name, day, act, percent in FACTS:
        if after <= day < until:
            do(year, year.tasks[name], day, act, percent)


def _pages(year: Year, user: User) -> dict[str, str]:
    pages = {"home": reverse("workspace:home")}
    if user == year.specialist:
        pages["programme"] = reverse("tasks:programme", args=[year.programme.pk])
    if user in {year.specialist, year.leader}:
        pages["briefing"] = reverse("workspace:briefing")
    return pages


def _check_home(client: Client, screen: Any) -> int:
    """The numbers beside the headings of Today, and the lists these lead to."""
    beside = {
        screen.urls["owed"]: screen.owed.total,
        screen.urls["given_late"]: screen.late_elsewhere.total,
        f"{reverse('tasks:list')}?mine=waiting": screen.waiting.total,
        f"{reverse('tasks:list')}?mine=led&state=wait": screen.sent.total,
    }
    for address, number in beside.items():
        assert client.get(address).context["page"].total == number, address
    return len(beside)


def _check_contents(client: Client, year: Year, rows: Any) -> None:
    """How many tasks each content has."""
    for row in rows:
        asked = {"programme": year.programme.pk, "line": row.item.line_id, "state": "live"}
        assert client.get(reverse("tasks:list"), asked).context["page"].total == row.tasks


def _check_mail(client: Client, user: User, on: date) -> int:
    """The numbers of the person's mail: in its headings, and in the page that shows it."""
    day, _works = day_of(on)
    write_digests(day, at(on.isoformat(), 7))
    mail = Mail.objects.filter(user=user, day=on).first()
    if mail is None:
        return 0
    for agency in mail.body["agencies"]:
        for part in agency["parts"]:
            assert part["head"].endswith(f"({part['count']})")
    return check(client, user, client.get(mail.get_absolute_url()).content.decode())


def test_a_disputed_figure_is_counted_alike_on_today_in_the_list_and_in_the_mail(
    client: Client, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = "2019-12-20"
    _live(year, "", today)
    moment = at(today, 7)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", moment.date)
    asking = year.contacts[8]
    (task,) = late_for(Task.objects.all(), year.agencies[8], "current", moment.date())
    ask_again(task, "current", words="Đã nộp bản giấy", by=asking, at=moment)
    ask_again(task, "first", words="Như trên", by=asking, at=moment)  # the task counts once
    listed = f"{reverse('tasks:list')}?mine=objected"
    day, _works = day_of(moment.date())
    write_digests(day, moment)

    for user, number in ((year.specialist, 1), (year.leader, 1), (asking, 0)):
        client.force_login(user)
        home = client.get(reverse("workspace:home"))
        assert home.context["screen"].asked.get("objected", 0) == number
        assert ("mine=objected" in home.content.decode()) is bool(number)
        assert check(client, user, home.content.decode()) >= number
        rows = client.get(listed).context["page"].rows
        assert [row.pk for row in rows] == [task.pk] * number
    mail = Mail.objects.get(user=year.specialist, day=moment.date())
    parts = {part["key"]: part for agency in mail.body["agencies"] for part in agency["parts"]}
    assert (parts["objected"]["count"], parts["objected"]["url"]) == (1, listed)
    assert not any(
        part["key"] == "objected"
        for other in Mail.objects.filter(user=asking)
        for agency in other.body["agencies"]
        for part in agency["parts"]
    )
