"""The viewer table says what the rule says, after every service; levels are kept apart."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.tests.factories import StoredFileFactory
from phoihop.search.models import EntryViewer, SearchEntry
from phoihop.tasks import services
from phoihop.tasks.home import (
    coming_up,
    overdue_assigned_by,
    owed_by,
    recently_changed,
    waiting_for,
)
from phoihop.tasks.models import Task, TaskCoordination, TaskViewer
from phoihop.tasks.services import ResultFacts, UpdateFacts
from phoihop.tasks.tests import story
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.viewers import expected_viewers, level_of, reindex_viewers

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def table(task: Task) -> dict[int, int]:
    return dict(TaskViewer.objects.filter(task=task).values_list("agency", "level"))


def found_by(task: Task) -> set[int]:
    entry = SearchEntry.objects.get(kind="tasks.task", object_id=task.pk)
    return set(EntryViewer.objects.filter(entry=entry).values_list("agency", flat=True))


@pytest.mark.differs
def test_table_and_rule_agree_after_every_step_of_a_year() -> None:
    year = story.assigned_year()
    for until in ("2019-03-01", "2019-06-03", "2019-12-20"):
        if until != "2019-03-01":
            last = {"2019-06-03": "2019-03-01", "2019-12-20": "2019-06-03"}[until]
            for name, day, act, percent in story.FACTS:
                if last < day <= until:
                    story.do(year, year.tasks[name], day, act, percent)
        for name in year.tasks:
            task = year.task(name)
            assert table(task) == expected_viewers(task)
            assert found_by(task) == set(expected_viewers(task))


def test_a_party_sees_state_but_not_words() -> None:
    year = story.assigned_year()
    levels = table(year.tasks["T5"])

    assert levels[year.board.pk] == levels[year.agencies[5].pk] == TaskViewer.WORDS
    assert levels[year.agencies[7].pk] == levels[year.agencies[8].pk] == TaskViewer.WORDS
    assert levels[year.agencies[2].pk] == TaskViewer.STATE
    assert len(levels) == 13


def test_reindexing_mends_what_was_broken(cast: Cast) -> None:
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    TaskCoordination.objects.create(task=task, agency=cast.partner_agency)
    TaskViewer.objects.create(agency=cast.outside_agency, task=task, level=3)

    reindex_viewers([task.pk])

    assert table(task) == expected_viewers(task)


def test_reindexing_costs_the_same_for_one_task_and_for_many(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    tasks = [TaskFactory.create(lead_agency=cast.lead_agency) for _ in range(40)]
    TaskViewer.objects.all().delete()

    with django_assert_max_num_queries(19):  # type: ignore[operator]  # pytest-django's fixture
        reindex_viewers([task.pk for task in tasks])

    assert TaskViewer.objects.count() == 80


def test_levels_of_readers(cast: Cast) -> None:
    task = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
    )
    TaskViewer.objects.create(agency=cast.outside_agency, task=task, level=TaskViewer.TITLE)

    levels = {
        who: level_of(getattr(cast, who), task, TODAY)
        for who in ("issuer", "lead", "partner", "outsider", "inspector")
    }
    assert levels == {"issuer": 3, "lead": 3, "partner": 3, "outsider": 1, "inspector": 3}
    seen = Task.objects.visible_to
    assert seen(cast.outsider).count() == 1
    assert not seen(cast.outsider, level=TaskViewer.STATE).exists()
    assert seen(cast.inspector, level=TaskViewer.WORDS).count() == 1


@pytest.mark.parametrize("many", [0, 2000], ids=["row by row", "by list"])
def test_a_reader_of_much_sees_the_same_as_one_of_little(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("phoihop.tasks.querysets._SEES_MUCH", many)
    led = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    TaskFactory.create(assigner=cast.outside_agency)
    TaskViewer.objects.create(agency=cast.partner_agency, task=led, level=TaskViewer.STATE)

    seen = Task.objects.visible_to
    for user in (cast.issuer, cast.lead, cast.partner, cast.inspector):
        assert list(seen(user)) == list(seen(user, within={"pk": led.pk})) == [led]
    assert not seen(cast.partner, TaskViewer.WORDS).exists()
    assert not seen(cast.partner, TaskViewer.WORDS, within={"pk": led.pk}).exists()
    assert not seen(cast.outsider, within={"pk": led.pk}).exists()


def page(client: Client, user: User, url: str) -> str:
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_each_reader_no_more_than_the_level(cast: Cast, client: Client) -> None:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency, cast.outside_agency],
        signed=True,
        created_by=cast.issuer,
    )
    task = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, agreement=agreement
    )
    services.post_update(
        task,
        UpdateFacts("Chữ chỉ trong cuộc", 40, files=[(StoredFileFactory.create(), "so-lieu.pdf")]),
        by=cast.lead,
        at=NOW,
    )
    url = task.get_absolute_url()

    for user in (cast.lead, cast.issuer, cast.inspector):
        text = page(client, user, url)
        assert "Chữ chỉ trong cuộc" in text
        assert "so-lieu.pdf" in text
    text = page(client, cast.outsider, url)
    assert "40\u202f%" in text
    assert "Chữ chỉ trong cuộc" not in text
    assert "so-lieu.pdf" not in text
    for tail in ("minh-chung/", "lich-su/", f"minh-chung/{task.evidence.get().pk}/"):
        assert client.get(url + tail).status_code == 404

    TaskViewer.objects.filter(task=task, agency=cast.outside_agency).update(level=1)
    text = page(client, cast.outsider, url)
    assert task.title in text
    assert "40\u202f%" not in text
    assert str(task.person_in_charge) not in text


def test_what_the_home_screen_asks(cast: Cast, client: Client) -> None:
    owed = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    waiting = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.submit_result(waiting, ResultFacts("Xong"), by=cast.lead, at=NOW)
    own = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.issuer_agency)
    services.submit_result(own, ResultFacts("Xong"), by=cast.issuer, at=NOW)
    due = date(2019, 5, 31)

    assert list(owed_by(cast.lead_agency, TODAY)) == [owed]
    client.force_login(cast.lead)
    for query, count in (("mine=owed", 1), ("mine=led", 2)):
        listed = client.get(f"{reverse('tasks:list')}?{query}")
        assert listed.context["page"].total == count
    assert list(waiting_for(cast.issuer, TODAY)) == [waiting]
    assert set(waiting_for(cast.issuer_leader, TODAY)) == {waiting, own}
    assert not waiting_for(cast.lead, TODAY).exists()
    assert not waiting_for(cast.inspector, TODAY).exists()
    assert list(coming_up(cast.lead, due)) == [owed]
    assert not coming_up(cast.outsider, due).exists()
    assert list(overdue_assigned_by(cast.issuer_agency, due.replace(month=7))) == [owed]
    changed = recently_changed(cast.issuer, NOW)
    assert [(event.verb, event.task) for event in changed] == [  # type: ignore[attr-defined]
        ("task.submitted", waiting)
    ]
    assert recently_changed(cast.outsider, NOW) == []


@pytest.mark.parametrize("few", [500, 0], ids=["reads few", "reads many"])
def test_what_changed_is_told_to_those_who_may_read_the_words(
    cast: Cast, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phoihop.tasks.home._FEW", few)
    task = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, accepted_at=None
    )
    services.accept_task(task, by=cast.lead, at=NOW)

    readers = (cast.issuer, cast.inspector, cast.lead, cast.partner, cast.outsider)
    told = [len(recently_changed(user, NOW)) for user in readers]

    assert told == [1, 1, 0, 0, 0]  # one's own acts are no news
