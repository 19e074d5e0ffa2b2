"""From a leader's instruction to tasks, in one act: it works, who may not, wrong state, whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyKind, Official
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.audit.models import Event
from phoihop.documents import services as documents
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.instructing import DutyFacts, InstructionFacts, instruct
from phoihop.documents.models import Document, Duty, Instruction, Register
from phoihop.tasks import errors
from phoihop.tasks.duty_models import TaskDuty
from phoihop.tasks.models import Task, TaskSource
from phoihop.tasks.services import DutyAssignment, assign_duties, withdraw_task

PAPER = DocumentFacts(
    register=Register.INCOMING,
    kind="CT",
    code="12-CT/TU",
    issuer_name="Tỉnh ủy",
    issued_on=date(2019, 4, 10),
    arrived_on=date(2019, 4, 15),
    subject="về phòng, chống đuối nước",
    for_instruction=True,
)
DUE = date(2019, 5, 30)


@pytest.fixture
def people(cast: Cast) -> dict[Agency, Official]:
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(kind=AgencyKind.PARTY_BOARD)
    return {
        agency: TenureFactory.create(agency=agency).official
        for agency in (cast.lead_agency, cast.partner_agency, cast.issuer_agency)
    }


@pytest.fixture
def paper(cast: Cast, people: dict[Agency, Official]) -> Document:
    return documents.register_document(PAPER, by=cast.issuer, at=NOW)


@pytest.fixture
def instruction(cast: Cast, paper: Document) -> Instruction:
    duties = [
        DutyFacts("Mở lớp dạy bơi", cast.lead_agency, [cast.partner_agency], DUE),
        DutyFacts("Tuyên truyền trên loa", cast.partner_agency),
        DutyFacts("Tổng hợp báo cáo Tỉnh ủy", cast.issuer_agency),
    ]
    facts = InstructionFacts(given_on=NOW.date(), words="Triển khai.", duties=duties)
    return instruct(paper, facts, by=cast.issuer_leader, at=NOW)


def assignments(instruction: Instruction, people: dict[Agency, Official]) -> list[DutyAssignment]:
    return [
        DutyAssignment(duty, "Báo cáo", people[duty.lead_agency], duty.due_on or DUE)
        for duty in instruction.duties.select_related("lead_agency")
    ]


@pytest.mark.differs
def test_three_duties_become_three_tasks_in_one_act(
    cast: Cast, paper: Document, instruction: Instruction, people: dict[Agency, Official]
) -> None:
    tasks = assign_duties(paper, assignments(instruction, people), by=cast.issuer, at=NOW)

    assert [(task.title, task.lead_agency, task.source) for task in tasks] == [
        ("Mở lớp dạy bơi", cast.lead_agency, TaskSource.CLAUSE),
        ("Tuyên truyền trên loa", cast.partner_agency, TaskSource.CLAUSE),
        ("Tổng hợp báo cáo Tỉnh ủy", cast.issuer_agency, TaskSource.CLAUSE),
    ]
    first = Task.objects.get(pk=tasks[0].pk)
    assert (first.document, first.assigner) == (paper, cast.issuer_agency)
    assert first.authority == "Bút phê của Vũ Quang Hòa ngày 16/04/2019"
    assert list(first.coordinating_agencies.all()) == [cast.partner_agency]
    assert {link.duty_id for link in TaskDuty.objects.all()} == {
        duty.pk for duty in instruction.duties.all()
    }
    assert not Duty.objects.filter(assigned_at=None).exists()
    assert Event.objects.filter(verb="task.assigned").count() == 3
    assert Event.objects.filter(verb="instruction.assigned", object_id=instruction.pk).count() == 1
    assert Task.objects.visible_to(cast.lead).get() == first


@pytest.mark.parametrize("given", [{"due_on": date(2019, 5, 31)}, {"due_on": None, "rhythm": "M"}])
def test_no_task_is_due_after_the_day_the_leader_wrote(
    cast: Cast, instruction: Instruction, people: dict[Agency, Official], given: dict[str, object]
) -> None:
    late = replace(assignments(instruction, people)[0], **given)  # type: ignore[arg-type]  # its fields

    with pytest.raises(errors.DueAfterLeader) as refused:
        assign_duties(instruction.document, [late], by=cast.issuer, at=NOW)

    assert refused.value.row == 0
    assert not Task.objects.exists()
    after = NOW + timedelta(days=60)
    late = replace(late, due_on=date(2019, 7, 1), rhythm="", title="Dạy bơi hè")
    [task] = assign_duties(instruction.document, [late], by=cast.issuer, at=after)

    event = Event.objects.get(verb="task.assigned", object_id=task.pk)
    said = dict(event.changes.values_list("field", "new"))
    assert (said["title"], said["duty"]) == ("Dạy bơi hè", "Mở lớp dạy bơi")
    assert {"due_on", "duty_due_on"} < said.keys()


def test_the_same_form_sent_twice_makes_them_once(
    cast: Cast, paper: Document, instruction: Instruction, people: dict[Agency, Official]
) -> None:
    chosen = assignments(instruction, people)

    first = assign_duties(paper, chosen, by=cast.issuer, at=NOW, form_key="a" * 32)

    assert assign_duties(paper, chosen, by=cast.issuer, at=NOW, form_key="a" * 32) == first
    assert Task.objects.count() == 3


@pytest.mark.parametrize("who", ["lead", "partner", "outsider", "inspector", "administrator"])
def test_only_who_works_for_the_agency_of_the_paper_assigns(
    cast: Cast, paper: Document, instruction: Instruction, people: dict[Agency, Official], who: str
) -> None:
    with pytest.raises(PermissionDenied):
        assign_duties(paper, assignments(instruction, people), by=getattr(cast, who), at=NOW)

    assert not Task.objects.exists()


def test_a_clerk_registers_and_does_not_assign(
    cast: Cast, paper: Document, instruction: Instruction, people: dict[Agency, Official]
) -> None:
    clerk = UserFactory.create(agency=cast.issuer_agency, role=Role.CLERK)

    with pytest.raises(PermissionDenied):
        assign_duties(paper, assignments(instruction, people), by=clerk, at=NOW)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"product": ""}, errors.ProductRequired),
        ({"person_in_charge": None}, errors.PersonRequired),
        ({"due_on": None}, errors.DueRequired),
        ({"due_on": date(2019, 4, 15)}, errors.DueBeforeAssigned),
    ],
)
def test_one_wrong_row_leaves_nothing_and_is_named(
    cast: Cast,
    instruction: Instruction,
    people: dict[Agency, Official],
    given: dict[str, object],
    error: type[errors.TaskRefused],
) -> None:
    chosen = assignments(instruction, people)
    chosen[1] = replace(chosen[1], **given)  # type: ignore[arg-type]  # its fields

    with pytest.raises(error) as refused:
        assign_duties(instruction.document, chosen, by=cast.issuer, at=NOW)

    assert refused.value.row == 1
    assert not Task.objects.exists()
    assert not Duty.objects.filter(assigned_at__isnull=False).exists()


def test_no_duty_twice_and_none_of_a_replaced_instruction(
    cast: Cast, paper: Document, instruction: Instruction, people: dict[Agency, Official]
) -> None:
    first, second, _third = assignments(instruction, people)
    with pytest.raises(errors.DutyAssigned):
        assign_duties(paper, [first, first], by=cast.issuer, at=NOW)
    [task] = assign_duties(paper, [first], by=cast.issuer, at=NOW)
    withdraw_task(task, reason="nhầm", by=cast.issuer, at=NOW)
    with pytest.raises(errors.DutyAssigned):
        assign_duties(paper, [first], by=cast.issuer, at=NOW)
    new = InstructionFacts(given_on=NOW.date(), words="Thôi.", replaces=instruction)
    instruct(paper, new, by=cast.issuer_leader, at=NOW)

    with pytest.raises(errors.DutyReplaced):
        assign_duties(paper, [second], by=cast.issuer, at=NOW)
    with pytest.raises(errors.NothingChosen):
        assign_duties(paper, [], by=cast.issuer, at=NOW)
    assert Task.objects.count() == 1


def test_an_agency_assigns_only_to_those_it_may(
    cast: Cast, paper: Document, people: dict[Agency, Official]
) -> None:
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(kind=AgencyKind.STATE_AGENCY)
    person = TenureFactory.create(agency=cast.outside_agency).official
    duties = [DutyFacts("Cấp kinh phí", cast.outside_agency)]
    facts = InstructionFacts(given_on=NOW.date(), duties=duties)
    made = instruct(paper, facts, by=cast.issuer_leader, at=NOW)
    chosen = [DutyAssignment(made.duties.get(), "Quyết định", person, DUE)]

    with pytest.raises(errors.LeadNotAllowed) as refused:
        assign_duties(paper, chosen, by=cast.issuer, at=NOW)

    assert refused.value.row == 0


def test_a_duty_of_another_paper_is_not_taken(
    cast: Cast, instruction: Instruction, people: dict[Agency, Official]
) -> None:
    other = documents.register_document(replace(PAPER, code="13-CT/TU"), by=cast.issuer, at=NOW)

    with pytest.raises(PermissionDenied):
        assign_duties(other, assignments(instruction, people), by=cast.issuer, at=NOW)
