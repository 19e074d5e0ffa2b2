"""The tour for contact persons, offered until they say that they know their way."""

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.tasks import services
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.workspace.models import TourEnd
from phoihop.workspace.tour import steps_for

pytestmark = pytest.mark.django_db


def test_it_is_offered_to_contact_persons_until_they_know_their_way(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.issuer)
    assert not client.get("/").context["offers_tour"]
    client.force_login(cast.lead)
    assert client.get("/").context["offers_tour"]

    for _again in range(2):
        assert client.post("/lam-quen/xong/").status_code == 302

    assert not client.get("/").context["offers_tour"]
    assert TourEnd.objects.get().user == cast.lead
    assert client.get("/lam-quen/").status_code == 200  # it stays in the guide


def test_a_step_is_ticked_once_it_was_done(cast: Cast) -> None:
    assert [step.done for step in steps_for(cast.lead)] == [False] * 5
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)

    services.accept_task(task, by=cast.lead, at=NOW)

    assert [step.done for step in steps_for(cast.lead)] == [True, True, False, False, False]
    assert [step.done for step in steps_for(cast.partner)] == [False] * 5


def test_every_step_leads_somewhere(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)

    for step in client.get("/lam-quen/").context["steps"]:
        assert client.get(step.url).status_code == 200


def test_the_tour_is_not_ended_by_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)

    assert client.get("/lam-quen/xong/").status_code == 405
    assert not TourEnd.objects.exists()
