"""The named numbers: where each begins and ends, and that it is the number of its list."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from conftest import NOW, Cast
from phoihop.tasks import counted, services
from phoihop.tasks.counted import Day, numbers, quiet_for
from phoihop.tasks.models import Task, TaskCoordination
from phoihop.tasks.services import ResultFacts, UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
ON = NOW.date()


def owed(cast: Cast, **facts: object) -> Task:
    task: Task = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, **facts
    )
    return task


def is_quiet(task: Task, on: date, days: int = 15) -> bool:
    return Task.objects.filter(quiet_for(days, on), pk=task.pk).exists()


def test_quiet_from_the_fifteenth_day_after_the_last_word(cast: Cast) -> None:
    task = owed(cast, due_on=date(2019, 12, 31))
    services.post_update(task, UpdateFacts(words="Đã khảo sát", percent=10), by=cast.lead, at=NOW)

    assert not is_quiet(task, ON + timedelta(days=14))
    assert is_quiet(task, ON + timedelta(days=15))


def test_quiet_from_the_fifteenth_day_after_it_was_assigned(cast: Cast) -> None:
    task = owed(cast, due_on=date(2019, 12, 31), assigned_on=ON)

    assert not is_quiet(task, ON + timedelta(days=14))
    assert is_quiet(task, ON + timedelta(days=15))


def test_a_return_is_a_word_to_the_lead_agency(cast: Cast) -> None:
    task = owed(cast, due_on=date(2019, 12, 31))
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    services.return_task(task, reason="Thiếu", by=cast.issuer, at=NOW)

    assert not is_quiet(task, ON + timedelta(days=14))
    assert is_quiet(task, ON + timedelta(days=15))


def test_what_a_coordinating_agency_says_is_no_word_of_the_lead(cast: Cast) -> None:
    task = owed(cast, due_on=date(2019, 12, 31), coordinating=[cast.partner_agency])
    services.post_update(task, UpdateFacts(words="Đài đã phát tin"), by=cast.partner, at=NOW)

    assert is_quiet(task, ON)


def test_a_standing_task_is_never_quiet_but_unreported_when_its_period_ends(
    cast: Cast, client: Client
) -> None:
    task = owed(cast, due_on=None, rhythm="quarterly")  # 15/03 to 14/06
    unreported = counted.UNREPORTED
    days = [Day(on=date(2019, 6, n), nearly=5) for n in (8, 9, 14, 15)]

    assert not is_quiet(task, date(2019, 6, 14))
    found = [Task.objects.filter(unreported.condition(day) or []).count() for day in days]
    assert found == [0, 1, 1, 0]
    client.force_login(cast.lead)
    with time_machine.travel(NOW.replace(month=6, day=9), tick=False):
        assert client.get(unreported.url(days[1])).context["page"].total == 1
    services.post_update(
        task, UpdateFacts(nothing_arose=True), by=cast.lead, at=NOW.replace(month=6, day=9)
    )
    assert not Task.objects.filter(unreported.condition(days[2]) or []).exists()


def test_each_number_of_an_agency_stops_for_itself(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    monkeypatch.setattr(counted, "MOST", 4)
    for due in [date(2019, 4, 1)] * 5 + [date(2019, 4, 18)] * 3:
        owed(cast, due_on=due)
    day = Day(on=ON, nearly=5)

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture
        found = numbers(
            cast.lead_agency, (counted.LATE, counted.SOON, counted.BACK, counted.QUIET), day
        )

    assert found == {"total": 4, "late": 4, "soon": 3, "back": 0}


def part(cast: Cast, due: date | None, **facts: object) -> TaskCoordination:
    task = owed(cast, due_on=date(2019, 12, 31), coordinating=[cast.partner_agency], **facts)
    TaskCoordination.objects.filter(task=task).update(due_on=due)
    return TaskCoordination.objects.get(task=task)


def test_parts_are_late_soon_or_ahead_by_their_own_day(cast: Cast, client: Client) -> None:
    day = Day(on=ON, nearly=5, until=ON + timedelta(days=8))
    late, soon, ahead = (part(cast, ON + timedelta(days=days)) for days in (-1, 5, 8))
    part(cast, ON + timedelta(days=9))
    part(cast, None)
    part(cast, ON, suspended_on=ON, stop_reason="Chờ")
    services.post_update(
        part(cast, ON).task,
        UpdateFacts(words="Xong phần đài", part_done=True),
        by=cast.partner,
        at=NOW,
    )
    client.force_login(cast.partner)
    assert counted.part_numbers(cast.partner_agency, day) == {"part_late": 1, "part_soon": 1}
    with time_machine.travel(NOW, tick=False):
        today = client.get(reverse("workspace:home")).content.decode()
    for kind, words in ((counted.PART_LATE, "quá hạn"), (counted.PART_SOON, "sắp đến hạn")):
        assert f'href="{escape(kind.url(day))}">1 phần phối hợp {words}</a>' in today
    kinds = (counted.PART_LATE, counted.PART_SOON, counted.PART_AHEAD)
    for kind, row in zip(kinds, (late, soon, ahead), strict=True):
        assert list(kind.parts(day)) == [row]
        with time_machine.travel(NOW, tick=False):
            page = client.get(kind.url(day)).context["page"]
        assert list(page.rows) == [row.task]


def test_not_yet_accepted_counts_from_when_the_agency_got_it(cast: Cast) -> None:
    task = owed(cast, due_on=date(2019, 12, 31), assigned_on=date(2019, 3, 1))
    task.holdings.update(valid_from=ON)

    def untaken(on: date) -> bool:
        asked = counted.UNTAKEN.condition(Day(on=on, nearly=5, untaken=5))
        return asked is not None and Task.objects.filter(asked, pk=task.pk).exists()

    assert not untaken(ON + timedelta(days=4))
    assert untaken(ON + timedelta(days=5))
