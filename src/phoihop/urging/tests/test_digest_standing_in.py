"""Results that wait, in the mail of who may answer them: the same as the list has."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.accounts.tests.test_absence import fresh, lend
from phoihop.tasks import services
from phoihop.tasks.counted import Day
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.urging.digest import gather

pytestmark = pytest.mark.django_db
DURING = NOW + timedelta(days=7)


def handed_in(cast: Cast, by: User, lead: object = None) -> Task:
    task: Task = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=lead or cast.issuer_agency
    )
    services.submit_result(task, ResultFacts("Đã xong"), by=by, at=NOW)
    return task


def numbers_of(user: User, client: Client) -> tuple[int, int]:
    """How many results wait: in the mail, and in the list."""
    found = [
        part.found.count
        for reader in gather(Day(on=DURING.date(), nearly=5))
        for parts in reader.parts.values()
        for part in parts
        if part.key == "wait" and reader.person.user == user.pk
    ]
    client.force_login(fresh(user))
    with time_machine.travel(DURING, tick=False):
        listed = client.get(reverse("tasks:list"), {"mine": "waiting"}).context["page"].total
    return sum(found), listed


def test_a_leader_who_stands_in_still_answers_by_the_own_right(cast: Cast, client: Client) -> None:
    second = UserFactory.create(
        agency=cast.issuer_agency, role=Role.LEADER, email="hai@an-lac.example"
    )
    lend(cast, receiver=Membership.objects.get(user=second))
    handed_in(cast, cast.issuer_leader)

    assert numbers_of(second, client) == (1, 1)
    assert numbers_of(cast.issuer_leader, client) == (0, 0)


def test_a_deputy_answers_neither_the_own_work_nor_the_giver_s(cast: Cast, client: Client) -> None:
    worker = UserFactory.create(agency=cast.issuer_agency)
    lend(cast)
    User.objects.filter(pk=cast.issuer.pk).update(email="mai@an-lac.example")
    for by in (cast.issuer_leader, cast.issuer, worker):
        handed_in(cast, by)

    assert numbers_of(cast.issuer, client) == (1, 1)


def test_who_works_for_both_agencies_does_not_answer_the_own_result(
    cast: Cast, client: Client
) -> None:
    seat = MembershipFactory.create(user=cast.lead, agency=cast.issuer_agency, is_contact=True)
    User.objects.filter(pk=cast.lead.pk).update(email="ha@an-lac.example", acting=seat)
    for by in (cast.lead, cast.lead_leader):
        handed_in(cast, by, cast.lead_agency)

    assert numbers_of(cast.lead, client) == (1, 1)
