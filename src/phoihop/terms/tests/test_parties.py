"""An amendment may add a party and drop one: who reads what, who acts, who is told."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import services as agreements
from phoihop.agreements.acting import acting_parties
from phoihop.agreements.models import Agreement
from phoihop.agreements.viewers import viewers_by_rule
from phoihop.inbox.models import Notice
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.viewers import expected_viewers
from phoihop.terms.pages import visible_plans
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db]
NEW_WORDS = "Nội dung mới của ba bên"


def _third() -> tuple[Agency, User]:
    agency = AgencyFactory.create(name="Liên đoàn Lao động quận")
    return agency, UserFactory.create(agency=agency, role=Role.LEADER, is_contact=True)


def _drafted(term: Term, third: Agency) -> Agreement:
    """The third agency comes in the place of the partner, from 01/10/2021."""
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    agreements.edit_agreement(
        draft, by=term.specialist, at=at("2021-09-01"), valid_from=date(2021, 10, 1)
    )
    agreements.add_party(draft, third, by=term.specialist, at=at("2021-09-01"))
    partner = draft.parties.get(agency=term.partner)
    agreements.remove_party(partner, by=term.specialist, at=at("2021-09-01"))
    for item in draft.items.all():
        lead = term.board if item.lead_agency_id == term.board.pk else third
        agreements.edit_item(
            item,
            by=term.specialist,
            at=at("2021-09-01"),
            text=f"{NEW_WORDS}: {item.text}",
            lead_agency=lead,
            coordinating=[],
        )
    return draft


def test_who_was_dropped_does_not_read_the_amendment(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    third, _user = _third()
    draft = _drafted(term, third)
    story.sign(term, draft, "2021-09-15")
    monkeypatch.setattr(clock, "today", lambda: date(2021, 10, 2))
    client.force_login(term.contact)

    page = client.get(reverse("terms:in_force", args=[term.programme.pk]))

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert page.status_code == 200
    words = page.content.decode()
    assert NEW_WORDS not in words
    assert draft.get_absolute_url() not in words
    assert page.context["withheld"]
    assert page.context["text"] == term.programme


def test_who_came_in_reads_the_paper_its_years_and_its_tasks() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")
    story.assign(term, plan, "2021-08-03")
    third, user = _third()
    draft = _drafted(term, third)
    seen = Agreement.objects.visible_to
    assert not seen(user).exists()

    story.sign(term, draft, "2021-09-15")

    assert set(seen(user)) == {term.programme, draft}
    assert viewers_by_rule([term.programme.pk])[term.programme.pk] == {
        term.board.pk,
        term.partner.pk,
        third.pk,
    }
    assert list(visible_plans(user)) == [plan]
    tasks = Task.objects.visible_to(user, TaskViewer.STATE)
    assert tasks.count() == Task.objects.count() > 0
    for task in Task.objects.all():
        rows = TaskViewer.objects.filter(task=task).values_list("agency", "level")
        assert dict(rows) == expected_viewers(task)


def test_the_parties_of_a_day_are_those_of_the_text_in_force() -> None:
    term = story.signed_term()
    third, user = _third()
    story.sign(term, _drafted(term, third), "2021-09-15")

    assert acting_parties(term.programme, date(2021, 9, 30)) == [term.board, term.partner]
    assert acting_parties(term.programme, date(2021, 10, 1)) == [term.board, third]
    Notice.objects.all().delete()
    agreements.terminate_agreement(
        term.programme,
        on=date(2022, 1, 10),
        reason="Các bên thống nhất",
        by=term.leader,
        at=at("2022-01-10"),
    )
    assert Notice.objects.filter(user=user).exists()


def test_the_next_amendment_keeps_the_parties_of_the_last() -> None:
    term = story.signed_term()
    third, _user = _third()
    story.sign(term, _drafted(term, third), "2021-09-15")

    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-11-01"))

    assert [party.agency for party in draft.parties.all()] == [term.board, third]


def test_that_an_amendment_is_drafted_is_not_said_before_it_is_sent(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = story.signed_term()
    draft = agreements.start_amendment(term.programme, by=term.specialist, at=at("2021-09-01"))
    monkeypatch.setattr(clock, "today", lambda: date(2021, 9, 2))
    pages = [
        reverse("agreements:detail", args=[term.programme.pk]),
        reverse("terms:term", args=[term.programme.pk]),
    ]

    def marked(user: User) -> list[bool]:
        client.force_login(user)
        return [client.get(page).context["being_amended"] for page in pages]

    assert marked(term.specialist) == [True, True]
    assert marked(term.contact) == [False, False]
    agreements.send_for_opinions(
        draft, answer_by=date(2021, 9, 20), by=term.specialist, at=at("2021-09-02")
    )
    assert marked(term.contact) == [True, True]
