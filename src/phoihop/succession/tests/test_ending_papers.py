"""Papers and drafts of an agency that ends: what they say and who goes on with them."""

import threading
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.estates import Fate
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import services as agreements
from phoihop.agreements.acting import acting_parties, drafters_on
from phoihop.agreements.beginning import templates_of
from phoihop.agreements.models import (
    Agreement,
    AgreementState,
    OpinionRequest,
    Review,
    ReviewKind,
)
from phoihop.agreements.succession import settle
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory, thawed
from phoihop.audit import services as audit
from phoihop.audit.models import Event
from phoihop.succession import errors, services
from phoihop.succession.models import Act, Run
from phoihop.succession.plan import plan_of
from phoihop.succession.services import ActFacts, Decision
from phoihop.succession.tests.merger import FIRST, LAST, T2, T3
from phoihop.tasks.models import Task, TaskLine
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.terms.ending import take_effect


class Office:
    """Cũ ends, Mới takes over from it; Khác is the partner of both."""

    def __init__(self) -> None:
        self.old: Agency = AgencyFactory.create(name="Cũ")
        self.new: Agency = AgencyFactory.create(name="Mới")
        self.other: Agency = AgencyFactory.create(name="Khác")
        agency = AgencyFactory.create()
        self.by: User = UserFactory.create(agency=agency, role=Role.ADMINISTRATOR)
        facts = ActFacts(title="x", on=FIRST, paper="1/NQ", paper_on=date(2025, 6, 1))
        self.act: Act = services.create_act(facts, by=self.by, at=T2, form_key="x")
        services.add_ending(self.act, [self.old], [self.new], by=self.by, at=T2)

    def leader(self, agency: Agency) -> User:
        """Somebody who decides there."""
        made: User = UserFactory.create(agency=agency, role=Role.LEADER)
        return made

    def paper(
        self,
        *,
        signed: bool = True,
        parties: list[Agency] | None = None,
        first: date = date(2021, 1, 1),
        last: date = date(2025, 12, 31),
    ) -> Agreement:
        """With one content that the old agency leads."""
        made: Agreement = AgreementFactory.create(
            owner=self.old,
            parties=parties or [self.other],
            valid_from=first,
            valid_to=last,
            signed=signed,
        )
        ContentItemFactory.create(
            agreement=made,
            lead_agency=self.old,
            coordinating=[self.other],
            due_rule="on:2025-10-01",
        )
        settle([made.pk])
        return made

    def decide(self, estate: str, paper: Agreement, fate: Fate) -> None:
        """Of one paper."""
        to = self.new.pk if fate in {Fate.MOVE, Fate.RENEW} else None
        one = Decision(pk=paper.pk, fate=fate, to=to)
        services.decide(self.act, estate, [one], by=self.by, at=T2)

    def carry_out(self) -> Run:
        """On the first day."""
        return services.carry_out(services.ask(self.act, by=self.by, at=T3), by=self.by, at=T3)


@pytest.mark.django_db
@pytest.mark.parametrize("fate", [Fate.END, Fate.RENEW])
def test_a_paper_that_was_to_end_later_ends_with_the_act(fate: Fate) -> None:
    office = Office()
    paper, later = office.paper(), date(2025, 9, 30)
    by = office.leader(office.old)
    agreements.terminate_agreement(paper, on=later, reason="Hết việc", by=by, at=T2)
    office.decide("agreements.in_force", paper, fate)

    run = office.carry_out()

    paper = Agreement.objects.get(pk=paper.pk)
    assert (paper.ended_on, paper.termination.on) == (FIRST, FIRST)
    assert "1/NQ" in paper.termination.reason
    assert (paper.state(LAST), paper.state(FIRST)) == (
        AgreementState.IN_FORCE,
        AgreementState.ENDED,
    )

    services.undo(services.ask_undo(run, by=office.by, at=T3), by=office.by, at=T3)

    paper = Agreement.objects.get(pk=paper.pk)
    assert (paper.ended_on, paper.termination.on) == (later, later)
    assert (paper.termination.reason, paper.termination.by) == ("Hết việc", by)


@pytest.mark.django_db
def test_open_tasks_go_on_in_the_draft_that_an_act_left() -> None:
    office = Office()
    paper = office.paper()
    plan = agreements.make_version(paper, 2025, by=office.leader(office.old), at=T2)
    item = plan.items.get()
    task: Task = TaskFactory.create(
        agreement=paper,
        lead_agency=office.other,
        due_on=date(2025, 10, 1),
        content_line=item.line,
    )
    TaskLine.objects.filter(task=task).update(year_plan=plan)
    office.decide("agreements.in_force", paper, Fate.RENEW)
    office.carry_out()
    draft = Agreement.objects.get(renews=paper)
    draft.valid_from, draft.valid_to = date(2025, 8, 1), date(2030, 12, 31)
    draft.save()

    take_effect(draft, by=office.leader(office.new), at=T3)  # as its signing does

    first = draft.year_plans.get()
    assert first.year == 2025
    assert [row.task for row in first.carried_tasks.all()] == [task]


@pytest.mark.django_db
def test_who_receives_a_draft_it_was_asked_about_gives_no_opinion() -> None:
    office = Office()
    paper = office.paper(signed=False, parties=[office.new, office.other])
    by = office.leader(office.old)
    agreements.send_for_opinions(paper, answer_by=date(2025, 7, 20), by=by, at=T2)
    office.decide("agreements.drafts", paper, Fate.MOVE)

    run = office.carry_out()
    agreements.agree(paper, by=office.leader(office.other), at=T3)
    agreements.mark_ready(Agreement.objects.get(pk=paper.pk), by=office.leader(office.new), at=T3)

    assert OpinionRequest.objects.get(agency=office.new).replaced_at == T3
    assert run.refusal == ""


@pytest.mark.django_db
@pytest.mark.parametrize("asked_too", [True, False])
def test_who_receives_a_draft_stands_in_its_contents_as_well(asked_too: bool) -> None:
    office = Office()
    parties = [office.new, office.other] if asked_too else [office.other]
    paper = office.paper(signed=False, parties=parties)
    led = paper.items.get()
    both = ContentItemFactory.create(
        agreement=paper, lead_agency=office.other, coordinating=[office.old, office.new]
    )
    own = ContentItemFactory.create(
        agreement=paper, lead_agency=office.new, coordinating=[office.old, office.other]
    )
    office.decide("agreements.drafts", paper, Fate.MOVE)

    run = office.carry_out()

    led.refresh_from_db()
    assert led.lead_agency == office.new
    assert list(both.coordinating_agencies.all()) == [office.new]
    assert list(own.coordinating_agencies.all()) == [office.other]
    assert {row.agency for row in paper.parties.all()} == {office.new, office.other}

    services.undo(services.ask_undo(run, by=office.by, at=T3), by=office.by, at=T3)

    led.refresh_from_db()
    assert led.lead_agency == office.old
    assert set(both.coordinating_agencies.all()) == {office.old, office.new}
    assert set(own.coordinating_agencies.all()) == {office.old, office.other}


@pytest.mark.django_db
def test_a_paper_that_has_just_expired_keeps_somebody_who_reviews_it() -> None:
    office = Office()
    over = office.paper(first=date(2024, 7, 1), last=LAST)
    reviewed = office.paper(first=date(2025, 1, 1), last=LAST)
    Review.objects.create(
        agreement=reviewed,
        plan=reviewed.year_plans.get(),
        kind=ReviewKind.YEAR,
        created_at=T2,
        created_by=office.by,
        saved_at=T2,
        confirmed_at=T2,
        confirmed_by=office.by,
        confirmed_words="Nhất trí",
        figures_on=LAST,
        figures={},
    )
    long_ago = office.paper(first=date(2019, 1, 1), last=date(2023, 12, 31))
    part = plan_of(office.act, office.by, T3.date()).part("agreements.expired")
    assert part is not None
    assert [row.item.pk for row in part.rows] == [over.pk]

    office.carry_out()

    for paper, keepers in ((over, {office.new.pk}), (reviewed, set()), (long_ago, set())):
        assert drafters_on(Agreement.objects.get(pk=paper.pk), FIRST) == keepers
    leader = office.leader(office.new)
    with time_machine.travel(T3, tick=False):
        assert leader.has_perm("agreements.change_agreement", Agreement.objects.get(pk=over.pk))


@pytest.mark.django_db
def test_a_stand_in_of_an_expired_paper_passes_it_on_as_well() -> None:
    office, third = Office(), AgencyFactory.create(name="Sau nữa")
    over = office.paper(first=date(2024, 7, 1), last=LAST)
    office.carry_out()
    facts = ActFacts(title="y", on=date(2025, 9, 1), paper="2/NQ", paper_on=FIRST)
    at = T3.replace(month=9)
    act = services.create_act(facts, by=office.by, at=at, form_key="y")
    services.add_ending(act, [office.new], [third], by=office.by, at=at)

    services.carry_out(services.ask(act, by=office.by, at=at), by=office.by, at=at)

    assert drafters_on(Agreement.objects.get(pk=over.pk), at.date()) == {third.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("estate", ["agreements.drafts", "documents.milestones"])
def test_what_somebody_owes_does_not_stay_with_who_is_no_more(estate: str) -> None:
    office = Office()
    one = Decision(pk=1, fate=Fate.STAY, agency=office.old.pk)

    with pytest.raises(errors.NotOffered):
        services.decide(office.act, estate, [one], by=office.by, at=T2)


@pytest.mark.django_db
def test_places_in_drafts_of_others_are_shown(django_assert_max_num_queries: Any) -> None:
    office = Office()
    draft = AgreementFactory.create(owner=office.other, parties=[office.old])
    settle([draft.pk])

    part = plan_of(office.act, office.by, T3.date()).part("agreements.parties")

    assert part is not None
    assert part.only_shown
    assert [(row.item.agency, row.item.detail) for row in part.rows] == [(office.old.pk, "Khác")]
    assert part.rows[0].item.words == ""  # an administrator does not read the draft
    office.paper(first=date(2024, 7, 1), last=LAST)
    with django_assert_max_num_queries(80) as few:
        plan_of(office.act, office.by, T3.date())
    for _draft in range(5):
        AgreementFactory.create(owner=office.other, parties=[office.old])
        office.paper(first=date(2024, 7, 1), last=LAST)
    with django_assert_max_num_queries(len(few)):
        plan_of(office.act, office.by, T3.date())


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_an_act_does_not_stand_crosswise_with_a_member_of_the_ending_agency() -> None:
    """A member holds a task and then writes its history, which names the agency that ends."""
    office = Office()
    member = office.leader(office.old)
    task: Task = TaskFactory.create(lead_agency=office.old, due_on=date(2025, 9, 1))
    run = services.ask(office.act, by=office.by, at=T3)
    failed: list[Exception] = []

    def carry_out() -> None:
        try:
            services.carry_out(run, by=office.by, at=T3)
        except Exception as error:  # noqa: BLE001 -- whatever it was, it did not get through
            failed.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=carry_out)
    with transaction.atomic():
        Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        Task.objects.filter(pk=task.pk).update(percent=10)  # SQLite waits for a write alone
        other.start()
        other.join(timeout=2)
        # With the agency locked against being named this would be a deadlock.
        audit.record("task.updated", task, by=member, at=T3)
    other.join()

    assert failed == []
    task.refresh_from_db()
    assert task.lead_agency == office.new


def _amended(office: Office, *rounds: list[Agency], first: int = 2023) -> Agreement:
    """A paper of the other agency, with an amendment for each of these groups of parties."""
    paper: Agreement = AgreementFactory.create(
        owner=office.other, valid_from=date(2021, 1, 1), valid_to=date(2026, 12, 31), signed=True
    )
    for number, parties in enumerate(rounds, start=1):
        amendment: Agreement = AgreementFactory.create(
            owner=office.other,
            parties=parties,
            valid_from=date(first + number - 1, 1, 1),
            valid_to=date(2026, 12, 31),
            signed=True,
        )
        with thawed(amendment):
            Agreement.objects.filter(pk=amendment.pk).update(amends=paper, amendment_number=number)
    settle([paper.pk, *paper.amendments.values_list("pk", flat=True)])
    return paper


@pytest.mark.django_db
def test_a_party_through_an_amendment_alone_passes_its_place_on() -> None:
    office = Office()
    joined = _amended(office, [office.old])
    to_come = _amended(office, [office.old], first=2026)
    dropped = _amended(office, [office.old], [])
    part = plan_of(office.act, office.by, T3.date()).part("agreements.in_force")
    assert part is not None
    assert [(row.item.pk, row.item.agency) for row in part.rows] == [
        (joined.pk, office.old.pk),
        (to_come.pk, office.old.pk),
    ]
    for paper in (joined, to_come):
        office.decide("agreements.in_force", paper, Fate.MOVE)

    run = office.carry_out()

    assert run.refusal == ""
    for paper in (joined, to_come):
        assert acting_parties(paper, date(2026, 6, 1)) == [office.other, office.new]
        assert Agreement.objects.visible_to(office.leader(office.new)).contains(paper)
        told = Event.objects.get(verb="agreement.passed", object_id=paper.pk)
        assert "Cũ" in str(told.changes.get(field="party").old)
    assert office.new not in acting_parties(dropped, date(2026, 6, 1))


@pytest.mark.django_db
def test_templates_pass_to_the_successor_and_come_back_when_undone() -> None:
    office = Office()
    by = office.leader(office.old)
    paper = office.paper()
    kept = agreements.keep_as_template(paper, "Mẫu năm", by=by, at=T2)
    gone = agreements.keep_as_template(paper, "Mẫu bỏ", by=by, at=T2)
    agreements.remove_template(gone, by=by, at=T2)
    office.decide("agreements.in_force", paper, Fate.MOVE)
    part = plan_of(office.act, office.by, T3.date()).part("agreements.templates")
    assert part is not None
    assert [row.item.pk for row in part.rows] == [kept.pk]
    assert part.rows[0].item.words == ""  # an administrator elsewhere does not read its name

    run = office.carry_out()

    assert list(templates_of(office.new)) == [kept]
    assert list(templates_of(office.old)) == []
    assert Event.objects.filter(verb="agreement.template_passed", object_id=kept.pk).exists()

    services.undo(services.ask_undo(run, by=office.by, at=T3), by=office.by, at=T3)

    assert list(templates_of(office.old)) == [kept]
