"""Proposed tasks of a confirmed text: nobody owes them until a person assigns them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies.models import Official
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.audit.history import history_of
from phoihop.documents.models import SourceSpan
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.tasks.errors import PersonRequired
from phoihop.tasks.models import Task
from phoihop.workspace.errors import NotAProposal, NotConfirmed, RecordsInUse
from phoihop.workspace.intake.proposals import assign_proposal, first_values, set_aside, take_up
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.take_back import take_back
from phoihop.workspace.intake.tallies import tallies
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from phoihop.workspace.tests.proposing import confirmed, filled, task_fact
from phoihop.workspace.tests.texts import CONCLUSION


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)


def test_confirming_assigns_nothing(intake: Intake, cast: Cast) -> None:
    intake = confirmed(intake, cast)

    assert not Task.objects.exists()
    assert intake.facts.filter(kind=FactKind.TASK, decision=Decision.NEW).count() == 2


def test_the_form_begins_with_what_the_text_says(intake: Intake, cast: Cast) -> None:
    fact = task_fact(confirmed(intake, cast))
    assert fact.intake.document is not None

    values = first_values(fact, fact.intake.document, cast.issuer, NOW.date()).values

    assert values["title"].startswith("xây dựng kế hoạch tuyên truyền")
    assert str(values["due_on"]) == "2019-11-30"
    assert values["document"] == fact.intake.document
    assert values["clause"].startswith("Giao Phòng Giáo dục")


def test_a_task_is_made_once_and_keeps_its_sentence(intake: Intake, cast: Cast) -> None:
    fact = task_fact(confirmed(intake, cast))
    facts = filled(fact, cast)

    task = assign_proposal(fact, facts, by=cast.issuer, at=NOW, form_key="a")
    again = assign_proposal(fact, facts, by=cast.issuer, at=NOW, form_key="b")

    assert (again, Task.objects.count()) == (task, 1)
    fact.refresh_from_db()
    assert (fact.decision, fact.linked_id) == (Decision.LINKED, task.pk)
    assert task.document == intake.__class__.objects.get().document
    span = SourceSpan.objects.get(kind="tasks.task", object_id=task.pk)
    assert span.text.startswith("Giao Phòng Giáo dục")


def test_a_task_whose_form_names_another_source_holds_the_records_too(
    intake: Intake, cast: Cast
) -> None:
    fact = task_fact(confirmed(intake, cast))
    other = DocumentFactory.create(owner=fact.intake.owner)
    task = assign_proposal(fact, filled(fact, cast, document=other), by=cast.issuer, at=NOW)
    assert task.document == other

    with pytest.raises(RecordsInUse, match=task.code):
        take_back(fact.intake, by=cast.issuer, at=NOW)

    assert SourceSpan.objects.filter(kind="tasks.task", object_id=task.pk).exists()


def test_what_the_task_lacks_leaves_the_proposal_open(intake: Intake, cast: Cast) -> None:
    fact = task_fact(confirmed(intake, cast))

    with pytest.raises(PersonRequired):
        assign_proposal(fact, filled(fact, cast, person_in_charge=None), by=cast.issuer, at=NOW)

    fact.refresh_from_db()
    assert fact.decision == Decision.NEW
    assert not Task.objects.exists()


def test_no_task_before_the_text_is_confirmed(intake: Intake, cast: Cast) -> None:
    fact = task_fact(intake)

    with pytest.raises(NotConfirmed):
        assign_proposal(fact, filled(fact, cast), by=cast.issuer, at=NOW)


def test_another_agency_neither_assigns_nor_sets_aside(intake: Intake, cast: Cast) -> None:
    fact = task_fact(confirmed(intake, cast))

    with pytest.raises(PermissionDenied):
        assign_proposal(fact, filled(fact, cast), by=cast.outsider, at=NOW)
    with pytest.raises(PermissionDenied):
        set_aside(fact, by=cast.outsider, at=NOW)


def test_a_proposal_is_set_aside_and_taken_up_again(intake: Intake, cast: Cast) -> None:
    fact = task_fact(confirmed(intake, cast))

    set_aside(fact, by=cast.issuer, at=NOW)
    set_aside(fact, by=cast.issuer, at=NOW)  # the same form sent twice
    with pytest.raises(NotAProposal):
        assign_proposal(fact, filled(fact, cast), by=cast.issuer, at=NOW)
    take_up(fact, by=cast.issuer, at=NOW)

    fact.refresh_from_db()
    assert (fact.decision, fact.aside_at) == (Decision.NEW, None)


def test_what_is_set_aside_was_read_rightly_all_the_same(
    client: Client, intake: Intake, cast: Cast
) -> None:
    fact = task_fact(confirmed(intake, cast))
    before = tallies(cast.issuer)
    client.force_login(cast.issuer)

    client.post(f"{intake.get_absolute_url()}{fact.number}/gac/", {"act": "aside"})

    assert tallies(cast.issuer) == before
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "Gác một nhiệm vụ đề xuất" in page
    assert "Đưa lại vào đề xuất" in page
    assert "Đã bỏ" not in page


def test_records_taken_back_leave_no_task_aside(intake: Intake, cast: Cast) -> None:
    intake = confirmed(intake, cast)
    fact = task_fact(intake)
    set_aside(fact, by=cast.issuer, at=NOW)

    take_back(intake, by=cast.issuer, at=NOW)

    fact.refresh_from_db()
    assert (fact.decision, fact.aside_at) == (Decision.NEW, None)
    back = {change.field: change for change in history_of(intake)[0].changes}
    aside = back[f"{fact.number} Nhiệm vụ"]
    assert aside.old == "Gác lại"
    assert (aside.new or "").startswith("Đúng: nhiệm vụ đề xuất · “Giao Phòng Giáo dục")


@pytest.mark.differs
def test_only_a_proposal_that_was_accepted_is_set_aside(intake: Intake) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeFact.objects.filter(pk=task_fact(intake).pk).update(aside_at=NOW)


def test_the_screen_assigns_a_proposal(client: Client, cast: Cast, intake: Intake) -> None:
    intake = confirmed(intake, cast)
    fact = task_fact(intake)
    address = f"{intake.get_absolute_url()}{fact.number}/giao/"
    person = TenureFactory.create(agency=cast.lead_agency).official
    client.force_login(cast.issuer)
    assert "xây dựng kế hoạch tuyên truyền" in client.get(address).content.decode()

    wrong = client.post(address, {"title": "Giữ lại", "lead_agency": cast.lead_agency.pk})
    assert wrong.status_code == 422
    assert "Giữ lại" in wrong.content.decode()
    typed = {
        "title": "Xây dựng kế hoạch",
        "product": "kế hoạch",
        "lead_agency": cast.lead_agency.pk,
        "person_in_charge": person.pk,
        "due_on": "30/11/2090",
        "document_code": "12-KL/BTGHU",
    }
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.context["form"].errors
    client.post(address, typed)

    task = Task.objects.get()
    assert task.title == "Xây dựng kế hoạch"
    assert task.code in client.get(intake.get_absolute_url()).content.decode()


def test_a_task_that_is_assigned_already_is_told_with_its_link(
    client: Client, cast: Cast, intake: Intake
) -> None:
    fact = task_fact(confirmed(intake, cast))
    task = assign_proposal(fact, filled(fact, cast), by=cast.issuer, at=NOW)
    address = f"{intake.get_absolute_url()}{fact.number}/giao/"
    client.force_login(cast.issuer)

    answers = client.get(address), client.post(address, {"title": "Lần nữa"})

    assert [answer.status_code for answer in answers] == [200, 422]
    for answer in answers:
        said = answer.context["refusal"]
        assert "Nhiệm vụ này đã được giao" in said
        assert f'<a href="{task.get_absolute_url()}">' in said
        assert said in answer.content.decode()


def test_what_was_set_aside_has_no_form(client: Client, cast: Cast, intake: Intake) -> None:
    fact = task_fact(confirmed(intake, cast))
    set_aside(fact, by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)

    page = client.get(f"{intake.get_absolute_url()}{fact.number}/giao/")

    assert "không còn để mở" in page.context["refusal"]


def test_an_outsider_finds_no_proposal(client: Client, cast: Cast, intake: Intake) -> None:
    intake = confirmed(intake, cast)
    fact = task_fact(intake)
    base = intake.get_absolute_url()
    client.force_login(cast.outsider)

    assert client.get(f"{base}{fact.number}/giao/").status_code == 404
    assert client.post(f"{base}{fact.number}/gac/").status_code == 404
    assert client.post(f"{base}nhan-het/", {"kind": "figure"}).status_code == 404
    assert client.post(f"{base}lay-lai/").status_code == 404
    fact.refresh_from_db()
    assert fact.decision == Decision.NEW
    assert Official.objects.count() == 0


def test_only_a_proposal_of_a_confirmed_text_has_a_page(
    client: Client, cast: Cast, intake: Intake
) -> None:
    client.force_login(cast.issuer)
    figure = intake.facts.filter(kind=FactKind.FIGURE).first()
    assert figure is not None

    for number in (task_fact(intake).number, figure.number, 999):
        assert client.get(f"{intake.get_absolute_url()}{number}/giao/").status_code == 404


def test_what_is_to_be_done_has_a_field_of_several_lines(
    client: Client, cast: Cast, intake: Intake
) -> None:
    """A clause of a conclusion is long; on a telephone one line shows its beginning only."""
    intake = confirmed(intake, cast)
    fact = task_fact(intake)
    tenure = TenureFactory.create(agency=cast.lead_agency)
    client.force_login(cast.issuer)
    address = f"{intake.get_absolute_url()}{fact.number}/giao/"

    assert '<textarea name="title"' in client.get(address).content.decode()
    answer = client.post(
        address,
        {
            "title": "Lập danh sách trẻ em\r\n  chưa tiêm đủ mũi",
            "product": "danh sách",
            "lead_agency": cast.lead_agency.pk,
            "person_in_charge": tenure.official.pk,
            "due_on": "30/11/2090",
        },
    )

    assert answer.status_code == 302
    assert Task.objects.get().title == "Lập danh sách trẻ em chưa tiêm đủ mũi"
