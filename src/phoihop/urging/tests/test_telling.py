"""Reminders in inboxes: each matter once, on the day it begins, days off or not."""

from datetime import date, time

import pytest

from phoihop.accounts.models import User
from phoihop.agencies.models import Office
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.inbox.models import Notice
from phoihop.inbox.services import notify_many
from phoihop.jobs.models import Job
from phoihop.jobs.registry import timetable
from phoihop.tasks.models import TaskCoordination
from phoihop.tasks.services import LeadFacts, change_lead
from phoihop.tasks.tests.story import Year, assigned_year, at, live
from phoihop.urging import jobs, telling
from phoihop.urging.habits import day_of
from phoihop.urging.models import Habits, Mail, Told
from phoihop.urging.telling import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> Year:
    made = assigned_year()
    office = Office.objects.create(name="Ban Tuyên giáo Huyện ủy Sông Vân", agency=made.board)
    Habits.objects.create(office=office, quiet_days=None, escalate_days=3)
    Notice.objects.all().delete()
    return made


def told(on: str) -> int:
    return tell(day_of(date.fromisoformat(on))[0], at(on, 7))


def verbs(user: User) -> set[str]:
    return {said["verb"] for row in Notice.objects.filter(user=user) for said in row.said}


def test_on_a_saturday_the_inbox_is_told_at_once(year: Year) -> None:
    live(year, "2019-06-14")
    Notice.objects.all().delete()
    Told.objects.all().delete()

    told("2019-06-15")

    assert verbs(year.contacts[2]) == verbs(year.contacts[8]) == {"urging.soon"}
    assert verbs(year.specialist) == {"urging.given_soon"}
    assert verbs(year.contacts[5]) == set()


def test_a_matter_is_told_once_and_anew_for_another_due_date(year: Year) -> None:
    live(year, "2019-06-14")
    told("2019-06-14")

    assert told("2019-06-15") == 4  # two tasks, to who owes and to who assigned
    assert told("2019-06-15") == 0
    assert told("2019-06-16") == 0
    task = year.task("T2")
    type(task).objects.filter(pk=task.pk).update(due_on=date(2019, 6, 21))
    assert told("2019-06-16") == 2


def test_the_leader_is_told_from_the_third_day(year: Year) -> None:
    live(year, "2019-10-03")

    told("2019-10-02")
    assert "urging.escalated" not in verbs(year.leader)
    told("2019-10-03")
    assert "urging.escalated" in verbs(year.leader)


def test_broken_off_in_the_middle_the_rest_is_told_then(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(year, "2019-06-14")
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    calls: list[int] = []

    def die_at_the_second(*args: object, **kwargs: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        notify_many(*args, **kwargs)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(telling, "notify_many", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        told("2019-06-15")
    monkeypatch.setattr(telling, "notify_many", notify_many)
    told("2019-06-15")

    assert Told.objects.filter(kind="soon").count() == 2
    rows = Notice.objects.filter(user=year.contacts[2])
    assert [said["count"] for row in rows for said in row.said] == [1]


def test_the_job_of_a_day_writes_notices_and_mail_once(year: Year) -> None:
    live(year, "2019-06-16")
    type(year.specialist).objects.filter(pk=year.contacts[2].pk).update(email="bao@x.example")
    job = Job(kind="urging.remind", key="2019-06-17")

    for _time in range(2):
        jobs.remind(job, {"day": "2019-06-17"}, lambda _done, _total: None)

    assert Mail.objects.count() == 1
    assert Notice.objects.filter(user=year.contacts[2], said__0__verb="urging.soon").count() == 1
    assert Job.objects.filter(kind="urging.send").count() == 1


def test_a_new_lead_agency_is_reminded_as_the_old_one_was(year: Year) -> None:
    live(year, "2019-06-14")
    told("2019-06-15")
    Notice.objects.all().delete()
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=year.agencies[12])
    facts = LeadFacts(year.agencies[12], official, "Phân công lại")
    change_lead(year.task("T2"), facts, by=year.specialist, at=at("2019-06-16"))
    Notice.objects.all().delete()

    assert told("2019-06-17") == 1
    assert told("2019-06-17") == 0
    assert verbs(year.contacts[12]) == {"urging.soon"}
    assert verbs(year.contacts[2]) == verbs(year.specialist) == set()


def test_a_coordinating_agency_is_reminded_of_its_own_day(year: Year) -> None:
    for agency, day in ((9, "2019-06-14"), (10, "2019-06-20"), (11, None)):
        TaskCoordination.objects.update_or_create(
            task=year.task("T3"),
            agency=year.agencies[agency],
            defaults={"due_on": day and date.fromisoformat(day)},
        )

    assert told("2019-06-15") >= 2
    assert told("2019-06-15") == 0

    assert "urging.part_late" in verbs(year.contacts[9])
    assert "urging.part_soon" in verbs(year.contacts[10])
    assert not {one for one in verbs(year.contacts[11]) if one.startswith("urging.part")}


def test_broken_off_before_it_was_queued_the_mail_is_sent_all_the_same(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(year, "2019-06-16")
    type(year.specialist).objects.filter(pk=year.contacts[2].pk).update(email="bao@x.example")

    def die(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "enqueue", die)
    job = Job(kind="urging.remind", key="2019-06-17")
    with pytest.raises(KeyboardInterrupt):
        jobs.remind(job, {"day": "2019-06-17"}, lambda _done, _total: None)
    assert Mail.objects.filter(sent_at=None).count() == 1
    monkeypatch.undo()
    jobs.remind(job, {"day": "2019-06-17"}, lambda _done, _total: None)

    assert Job.objects.filter(kind="urging.send").count() == 1


@pytest.mark.usefixtures("year")
def test_the_hour_is_the_office_s_own() -> None:
    Habits.objects.update(runs_at=time(6, 30))

    assert timetable()["urging.remind"] == time(6, 30)
