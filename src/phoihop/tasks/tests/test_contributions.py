"""The part of a coordinating agency: its own words, due day and mark; never the task's percent."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.tasks import errors, services
from phoihop.tasks.contributions import contributions_of
from phoihop.tasks.models import Task
from phoihop.tasks.services import TaskFacts, UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PART_DUE = date(2019, 4, 20)


@pytest.fixture
def task(cast: Cast) -> Task:
    task = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
        percent=40,
    )
    services.set_contribution(
        task, cast.partner_agency, part="Phát 6 chuyên mục", due_on=PART_DUE, by=cast.issuer, at=NOW
    )
    return task


def state(task: Task, on: date) -> tuple[str, str]:
    [one] = contributions_of(task, on, 5)
    return one.key, one.words


def test_the_part_has_its_own_due_day_and_mark(cast: Cast, task: Task) -> None:
    assert state(task, TODAY) == ("soon", "Sắp đến hạn")
    assert state(task, PART_DUE + timedelta(days=2)) == ("late", "Quá hạn 2 ngày")

    facts = UpdateFacts("Đã phát 6 chuyên mục", percent=90, part_done=True)
    update = services.post_update(task, facts, by=cast.partner, at=NOW + timedelta(days=7))

    task.refresh_from_db()
    assert (update.percent, task.percent) == (None, 40)
    assert state(task, date(2019, 12, 1)) == ("donelate", "Hoàn thành quá hạn, 3 ngày")
    event = Event.objects.latest("pk")
    said = {change.field: change.new for change in event.changes.all()}
    assert said["part_done_on"] == "2019-04-23"

    services.reopen_contribution(task, by=cast.partner, at=NOW + timedelta(days=8))
    assert state(task, date(2019, 4, 24))[0] == "late"
    with pytest.raises(errors.ContributionNotDone):
        services.reopen_contribution(task, by=cast.partner, at=NOW)


def test_a_part_without_a_day_is_due_with_the_task(cast: Cast, task: Task) -> None:
    services.set_contribution(task, cast.partner_agency, part="", due_on=None, by=cast.lead, at=NOW)
    assert contributions_of(task, TODAY, 5)[0].due_on == task.due_on
    assert state(task, date(2019, 6, 1)) == ("late", "Quá hạn 1 ngày")


def test_who_may_set_and_finish_it(cast: Cast, task: Task) -> None:
    for user in (cast.partner, cast.outsider, cast.inspector):
        with pytest.raises(PermissionDenied):
            services.set_contribution(
                task, cast.partner_agency, part="", due_on=None, by=user, at=NOW
            )
    for user in (cast.lead, cast.issuer, cast.outsider):
        with pytest.raises(PermissionDenied):
            services.reopen_contribution(task, by=user, at=NOW)
    # What the lead says done is the task, and it says so by handing in the result.
    services.post_update(task, UpdateFacts("Đã làm", 50, part_done=True), by=cast.lead, at=NOW)
    assert task.coordinations.get().done_on is None
    with pytest.raises(PermissionDenied):
        services.submit_result(task, services.ResultFacts("Xong"), by=cast.partner, at=NOW)


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (date(2019, 6, 1), errors.ContributionDueAfterTask),
        (date(2019, 2, 1), errors.ContributionDueBeforeAssigned),
    ],
)
def test_its_day_lies_within_the_task(
    cast: Cast, task: Task, day: date, error: type[errors.TaskRefused]
) -> None:
    with pytest.raises(error):
        services.set_contribution(
            task, cast.partner_agency, part="", due_on=day, by=cast.issuer, at=NOW
        )
    with pytest.raises(errors.NotCoordinating):
        services.set_contribution(
            task, cast.outside_agency, part="", due_on=None, by=cast.issuer, at=NOW
        )
    assert task.coordinations.get().due_on == PART_DUE


def test_parts_are_assigned_with_the_task(cast: Cast) -> None:
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=cast.lead_agency)
    given = TaskFacts(
        title="Mở lớp",
        product="2 lớp",
        lead_agency=cast.lead_agency,
        person_in_charge=person,
        due_on=date(2019, 5, 31),
        coordinating={cast.partner_agency: "Phát trên đài"},
        part_dues={cast.partner_agency: date(2019, 6, 1)},
    )
    with pytest.raises(errors.ContributionDueAfterTask):
        services.assign_task(given, by=cast.issuer, at=NOW)
    fits = TaskFacts(**(given.__dict__ | {"part_dues": {cast.partner_agency: PART_DUE}}))
    task = services.assign_task(fits, by=cast.issuer, at=NOW)
    assert task.coordinations.get().due_on == PART_DUE
