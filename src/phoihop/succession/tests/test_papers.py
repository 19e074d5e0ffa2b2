"""Who goes on with a coordination paper whose drafting agency ended; papers that end with it."""

from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.estates import Fate
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements import services as agreements
from phoihop.agreements.acting import drafted_for, drafters_on, stand_ins
from phoihop.agreements.models import Agreement, AgreementState, ItemOrigin, Party, PartySuccessor
from phoihop.agreements.reminding import remind_of_ends
from phoihop.agreements.tests.factories import AgreementFactory, thawed
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.inbox.models import Notice
from phoihop.succession import services
from phoihop.succession.models import Act, Run
from phoihop.succession.plan import plan_of
from phoihop.succession.services import Decision
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import FIRST, LAST, T2, T3, ZONE, District
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.services import ItemAssignment, assign_from_items

pytestmark = pytest.mark.django_db

LATER = datetime(2025, 7, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture
def district(db: None) -> District:
    return merger.build()


def _carried_out(district: District, *papers: Decision) -> Run:
    act = merger.draft(district)
    merger.choose(district, act)
    by = district.administrator
    services.decide(act, "agreements.in_force", list(papers), by=by, at=T2)
    return services.carry_out(services.ask(act, by=by, at=T3), by=by, at=T3)


def _moved(district: District) -> Agreement:
    """G1, in which K1 stands in for D1, which drafted it."""
    g1, k1 = district.papers["G1"], district.agencies["K1"]
    _carried_out(district, Decision(pk=g1.pk, fate=Fate.MOVE, to=k1.pk))
    return Agreement.objects.get(pk=g1.pk)


@time_machine.travel(LATER, tick=False)
def test_the_stand_in_of_the_drafting_agency_does_what_that_did(district: District) -> None:
    g1, there = _moved(district), district.agencies
    k1, hnd = district.people["k1"], UserFactory.create(agency=there["HND"])
    k1_leader = UserFactory.create(agency=there["K1"], role=Role.LEADER)

    assert k1.has_perm("agreements.change_agreement", g1)
    assert k1.has_perm("tasks.assign_items", g1)
    assert k1_leader.has_perm("agreements.settle_term", g1)
    for other in (district.people["k2"], hnd, district.people["t"]):
        assert not other.has_perm("agreements.change_agreement", g1)
        assert not other.has_perm("tasks.assign_items", g1)
    assert drafters_on(g1, FIRST) == {there["K1"].pk}
    assert drafters_on(g1, LAST) == {there["D1"].pk}
    assert Agreement.objects.filter(drafted_for(there["K1"], FIRST)).get() == g1
    there["D1"].refresh_from_db()
    assert not Agreement.objects.filter(drafted_for(there["D1"], FIRST)).exists()


@time_machine.travel(LATER, tick=False)
def test_a_year_is_drafted_with_who_stands_in(district: District) -> None:
    g1, k1 = _moved(district), district.people["k1"]

    plan = agreements.make_version(g1, 2025, by=k1, at=LATER)

    item = plan.items.get()
    assert (item.lead_agency, item.origin) == (district.agencies["K1"], ItemOrigin.PARENT)
    with pytest.raises(PermissionDenied):
        agreements.make_version(g1, 2024, by=district.people["k2"], at=LATER)


@time_machine.travel(LATER, tick=False)
def test_tasks_of_its_contents_are_assigned_to_who_stands_in(district: District) -> None:
    g1, k1 = _moved(district), district.people["k1"]
    TenureFactory.create(official=OfficialFactory.create(), agency=district.agencies["K1"])
    planned = planned_tasks(g1, LATER.date())[0]
    assert planned.lead == district.agencies["K1"]

    assignment = ItemAssignment(
        item=planned.item,
        person_in_charge=planned.people[0].official,
        due_on=LATER.date(),
        planned_on=planned.day,
    )
    task = assign_from_items(g1, [assignment], by=k1, at=LATER)[0]

    assert (task.assigner, task.lead_agency) == (district.agencies["K1"],) * 2


@time_machine.travel(LATER, tick=False)
def test_amendment_and_renewal_are_drafted_by_the_living(district: District) -> None:
    g1, k1 = _moved(district), district.people["k1"]

    amendment = agreements.start_amendment(g1, by=k1, at=LATER)
    renewal = agreements.draft_renewal(g1, [], by=k1, at=LATER)

    for draft in (amendment, renewal):
        assert draft.owner == district.agencies["K1"]
        parties = {party.agency for party in draft.parties.all()}
        assert parties == {district.agencies["K1"], district.agencies["HND"]}
    assert amendment.items.get().lead_agency == district.agencies["K1"]


@time_machine.travel(LATER, tick=False)
def test_who_stands_in_is_told_and_reminded(district: District) -> None:
    g1, there = _moved(district), district.agencies
    leader = UserFactory.create(agency=there["K1"], role=Role.LEADER)
    hnd = UserFactory.create(agency=there["HND"], role=Role.LEADER)
    wanted = {district.people["k1"], leader, hnd}
    Notice.objects.all().delete()

    assert remind_of_ends(g1.valid_to or FIRST, LATER) == 1
    assert {notice.user for notice in Notice.objects.all()} == wanted

    Notice.objects.all().delete()
    agreements.terminate_agreement(g1, on=LATER.date(), reason="Hết việc", by=leader, at=LATER)
    assert {notice.user for notice in Notice.objects.all()} == wanted - {leader}


@time_machine.travel(LATER, tick=False)
def test_parties_to_choose_from_are_the_living(district: District, client: Client) -> None:
    g1, there = _moved(district), district.agencies
    plan = agreements.make_version(g1, 2025, by=district.people["k1"], at=LATER)
    client.force_login(district.people["k1"])

    page = client.get(reverse("terms:item_add", args=[plan.pk]))

    assert page.status_code == 200
    offered = set(page.context["form"].fields["lead_agency"].queryset)
    assert offered == {there["K1"], there["HND"]}


def test_who_stood_in_and_ends_passes_the_paper_on(district: District) -> None:
    """A second act: K1, which took over from D1, ends itself."""
    g1, by, there = _moved(district), district.administrator, district.agencies
    at = datetime(2025, 9, 1, 8, tzinfo=ZONE)
    facts = services.ActFacts(title="x", on=at.date(), paper="2/NQ", paper_on=FIRST)
    act = services.create_act(facts, by=by, at=at, form_key="again")
    services.add_ending(act, [there["K1"]], [there["K2"]], by=by, at=at)
    part = plan_of(act, by, at.date()).part("agreements.in_force")
    assert part is not None
    assert [row.item.pk for row in part.rows] == [g1.pk]

    services.carry_out(services.ask(act, by=by, at=at), by=by, at=at)

    g1 = Agreement.objects.get(pk=g1.pk)
    assert drafters_on(g1, at.date()) == {there["K2"].pk}
    with time_machine.travel(at, tick=False):
        assert district.people["k2"].has_perm("agreements.change_agreement", g1)


@time_machine.travel(LATER, tick=False)
def test_the_drafting_history_is_read_by_the_drafters_successor_alone(
    district: District, client: Client
) -> None:
    """HND, a party, ends in favour of K3: K3 reads what HND read, K1 what D1 read."""
    g1, there = _moved(district), district.agencies
    party = Party.objects.get(agreement=g1, agency=there["HND"])
    PartySuccessor.objects.create(party=party, agency=there["K3"], valid_from=FIRST)
    agreements_found([g1.pk])
    url = reverse("agreements:history", args=[g1.pk])

    client.force_login(district.people["k3"])
    assert "Soạn thảo" not in _verbs(client, url)
    assert "agreement.passed" not in _verbs(client, url)
    client.force_login(district.people["k1"])
    assert "agreement.passed" in _verbs(client, url)


def _verbs(client: Client, url: str) -> set[str]:
    return {line.verb for line in client.get(url).context["entries"]}


def test_a_paper_that_ends_says_why_and_by_what(district: District, client: Client) -> None:
    """G1 ends, G2 is drafted anew: both say so on their page, and nobody ends them twice."""
    document = DocumentFactory.create(code=merger.PAPER, owner=district.agencies["P"])
    act = merger.draft(district)
    Act.objects.filter(pk=act.pk).update(document=document)
    merger.choose(district, act)
    by = district.administrator
    run = services.carry_out(services.ask(act, by=by, at=T3), by=by, at=T3)

    g1, g2 = (Agreement.objects.get(pk=district.papers[one].pk) for one in ("G1", "G2"))
    assert (g1.termination.on, g1.termination.document) == (FIRST, document)
    assert (g1.state(LAST), g1.state(FIRST)) == (AgreementState.IN_FORCE, AgreementState.ENDED)
    assert merger.PAPER in g1.termination.reason
    draft = Agreement.objects.get(owner=district.agencies["K2"])
    assert draft.renews == g2
    assert Agreement.objects.visible_to(district.people["k2"]).filter(pk=g2.pk).exists()
    with time_machine.travel(LATER, tick=False):
        client.force_login(district.people["k2"])
        page = client.get(reverse("terms:term", args=[g2.pk])).content.decode()
        assert g2.termination.reason in page
        assert "Ngày cuối cùng có hiệu lực: 30/06/2025." in page
        assert draft.title in page
        assert reverse("terms:end", args=[g2.pk]) not in page

    services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
    g1 = Agreement.objects.get(pk=g1.pk)
    assert not hasattr(g1, "termination")
    assert not Agreement.objects.filter(renews=g2).exists()


def test_nobody_is_offered_to_end_what_has_ended(district: District, client: Client) -> None:
    leader = UserFactory.create(agency=district.agencies["HND"], role=Role.LEADER)
    paper = AgreementFactory.create(owner=district.agencies["HND"], signed=True)
    client.force_login(leader)
    url = reverse("terms:end", args=[paper.pk])
    with time_machine.travel(LATER, tick=False):
        assert url in client.get(reverse("terms:term", args=[paper.pk])).content.decode()
        Agreement.objects.filter(pk=paper.pk).update(ended_on=LAST)
        assert url not in client.get(reverse("terms:term", args=[paper.pk])).content.decode()


def test_an_amendment_goes_with_its_original(district: District) -> None:
    g1, there = district.papers["G1"], district.agencies
    amendment = AgreementFactory.create(
        owner=there["D1"],
        parties=[there["HND"]],
        signed=True,
        valid_from=FIRST.replace(year=2023),
        valid_to=g1.valid_to,
    )
    with thawed(amendment):
        Agreement.objects.filter(pk=amendment.pk).update(amends=g1, amendment_number=1)
    act = merger.draft(district)
    part = plan_of(act, district.administrator, T2.date()).part("agreements.in_force")
    assert part is not None
    assert {row.item.pk for row in part.rows} == {one.pk for one in district.papers.values()}

    merger.choose(district, act)
    by = district.administrator
    moving = [Decision(pk=g1.pk, fate=Fate.MOVE, to=there["K1"].pk)]
    services.decide(act, "agreements.in_force", moving, by=by, at=T2)
    services.carry_out(services.ask(act, by=by, at=T3), by=by, at=T3)

    standing = PartySuccessor.objects.filter(party__agreement=amendment)
    assert [row.agency for row in standing] == [there["K1"]]
    assert amendment.state(FIRST) == AgreementState.IN_FORCE


def test_a_paper_that_was_continued_is_no_longer_asked_for(district: District) -> None:
    Agreement.objects.filter(pk=district.papers["G1"].pk).update(renewed_on=LAST)
    act = merger.draft(district)

    part = plan_of(act, district.administrator, T2.date()).part("agreements.in_force")

    assert part is not None
    assert [row.item.pk for row in part.rows] == [district.papers["G2"].pk]


def test_nobody_stands_in_where_several_took_over(db: None) -> None:
    old, one, two = AgencyFactory.create_batch(3)
    paper = AgreementFactory.create(owner=old, signed=True)
    old.valid_to = LAST
    old.save()
    party = paper.parties.get()
    for heir in (one, two):
        PartySuccessor.objects.create(party=party, agency=heir, valid_from=FIRST)

    fresh = Agreement.objects.get(pk=paper.pk)
    assert drafters_on(fresh, FIRST) == {one.pk, two.pk}
    assert stand_ins(fresh, FIRST) == {old.pk: None}


def agreements_found(keys: list[int]) -> Any:
    """Let those whose they are now see them."""
    from phoihop.agreements.succession import settle  # noqa: PLC0415 -- named after what it does

    return settle(keys)
