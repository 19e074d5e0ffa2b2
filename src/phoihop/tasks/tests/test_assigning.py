"""Assigning tasks, one by one and from contents: what is written and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.models import Event
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.search.models import SearchEntry
from phoihop.tasks import errors, services
from phoihop.tasks.models import Task, TaskDue, TaskHolding, TaskSource, TaskViewer
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.services import ItemAssignment, TaskFacts
from phoihop.tasks.tests.traces import verbs

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = NOW + timedelta(days=1)


def facts(cast: Cast, **other: Any) -> TaskFacts:
    person = OfficialFactory.create(full_name="Lê Thu Hà")
    TenureFactory.create(official=person, agency=cast.lead_agency, title="Chuyên viên")
    values: dict[str, Any] = {
        "title": "Tuyên truyền về học tập suốt đời",
        "product": "Báo cáo kết quả",
        "lead_agency": cast.lead_agency,
        "person_in_charge": person,
        "due_on": date(2019, 5, 31),
    }
    return TaskFacts(**(values | other))


def test_assigning_writes_the_task_with_all_that_belongs_to_it(cast: Cast) -> None:
    given = facts(cast, coordinating={cast.partner_agency: "Phát trên đài"})

    task = services.assign_task(given, by=cast.issuer, at=NOW)

    task.refresh_from_db()
    assert task.code == f"NV-{task.pk}"
    assert (task.assigner, task.source) == (cast.issuer_agency, TaskSource.DIRECT)
    assert (task.due_on, task.first_due_on) == (date(2019, 5, 31), date(2019, 5, 31))
    assert TaskHolding.objects.get().agency == cast.lead_agency
    assert TaskDue.objects.get().due_on == date(2019, 5, 31)
    assert task.coordinations.get().part == "Phát trên đài"
    assert verbs() == ["task.assigned"]
    entry = SearchEntry.objects.get()
    assert entry.title == task.title
    assert {row.agency_id for row in entry.viewers.all()} == {
        cast.issuer_agency.pk, cast.lead_agency.pk, cast.partner_agency.pk
    }  # fmt: skip


def test_a_task_from_a_clause_keeps_its_document(cast: Cast) -> None:
    document = DocumentFactory.create(owner=cast.issuer_agency)

    task = services.assign_task(
        facts(cast, document=document, clause="Khoản 2 mục II"), by=cast.issuer, at=NOW
    )

    assert (task.source, task.document) == (TaskSource.CLAUSE, document)


@pytest.mark.parametrize(
    ("other", "error", "words"),
    [
        ({"title": " "}, errors.TitleRequired, "Rõ việc: bắt buộc nhập"),
        ({"product": ""}, errors.ProductRequired, "Rõ sản phẩm: bắt buộc nhập"),
        ({"person_in_charge": None}, errors.PersonRequired, "Rõ người: bắt buộc nhập"),
        ({"due_on": None}, errors.DueRequired, ""),
        ({"rhythm": "monthly"}, errors.DueAndRhythm, ""),
        ({"due_on": date(2019, 4, 15)}, errors.DueBeforeAssigned, "Thời hạn trước ngày giao"),
    ],
)
def test_the_six_items_must_be_clear(
    cast: Cast, other: dict[str, Any], error: type[errors.TaskRefused], words: str
) -> None:
    with pytest.raises(error) as refused:
        services.assign_task(facts(cast, **other), by=cast.issuer, at=NOW)

    assert words in str(refused.value)
    assert not Task.objects.exists()
    assert not Event.objects.exists()


def test_a_due_date_on_the_day_of_assignment_and_a_standing_task_are_allowed(cast: Cast) -> None:
    services.assign_task(facts(cast, due_on=TODAY), by=cast.issuer, at=NOW)
    standing = services.assign_task(
        facts(cast, due_on=None, rhythm="quarterly"), by=cast.issuer, at=NOW
    )

    assert standing.due_on is None
    assert not standing.dues.exists()


def test_the_person_in_charge_works_in_the_lead_agency(cast: Cast) -> None:
    with pytest.raises(errors.PersonElsewhere):
        services.assign_task(
            facts(cast, person_in_charge=OfficialFactory.create()), by=cast.issuer, at=NOW
        )


def test_the_lead_agency_does_not_coordinate_with_itself(cast: Cast) -> None:
    with pytest.raises(errors.LeadCoordinates):
        services.assign_task(
            facts(cast, coordinating={cast.lead_agency: ""}), by=cast.issuer, at=NOW
        )


@pytest.mark.parametrize("who", ["inspector", "administrator"])
def test_only_specialists_and_leaders_assign(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        services.assign_task(facts(cast), by=getattr(cast, who), at=NOW)


def test_an_agency_does_not_assign_to_strangers(cast: Cast) -> None:
    with pytest.raises(errors.LeadNotAllowed):
        services.assign_task(facts(cast), by=cast.outsider, at=NOW)


def test_a_board_assigns_to_any_agency(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.outside_agency.pk).update(kind=AgencyKind.PARTY_BOARD)

    board_member = User.objects.get(pk=cast.outsider.pk)
    assert services.assign_task(facts(cast), by=board_member, at=NOW).pk


def test_the_same_form_twice_makes_one_task(cast: Cast) -> None:
    given = facts(cast)
    first = services.assign_task(given, by=cast.issuer, at=NOW, form_key="a")
    again = services.assign_task(given, by=cast.issuer, at=NOW, form_key="a")

    assert first == again
    assert verbs() == ["task.assigned"]
    with pytest.raises(errors.FormUsed):
        services.assign_task(given, by=cast.issuer_leader, at=NOW, form_key="a")


def test_items_are_assigned_all_or_none(cast: Cast) -> None:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency], signed=True, created_by=cast.issuer
    )
    given = facts(cast)
    items = [
        ContentItemFactory.create(agreement=agreement, lead_agency=cast.lead_agency)
        for _ in range(2)
    ]
    good = ItemAssignment(items[0], given.person_in_charge, given.due_on)

    with pytest.raises(errors.PersonRequired) as refused:
        services.assign_from_items(
            agreement, [good, ItemAssignment(items[1], None, given.due_on)], by=cast.issuer, at=NOW
        )
    assert refused.value.row == 1
    assert not Task.objects.exists()

    for _ in range(2):  # the same form twice
        made = services.assign_from_items(
            agreement, [good], by=cast.issuer, at=NOW, form_key="batch"
        )
        assert len(made) == 1
    assert Task.objects.get().line.content_line == items[0].line
    with pytest.raises(errors.ItemAssigned):
        services.assign_from_items(agreement, [good], by=cast.issuer, at=NOW)
    assert [planned.assigned for planned in planned_tasks(agreement, TODAY)] == [True, False]


def test_items_are_assigned_by_the_drafting_agency_from_a_signed_text(cast: Cast) -> None:
    parties = [cast.lead_agency, cast.partner_agency]
    signed = AgreementFactory.create(
        owner=cast.issuer_agency, parties=parties, signed=True, created_by=cast.issuer
    )
    draft = AgreementFactory.create(owner=cast.issuer_agency, parties=parties)

    for who in (cast.lead, cast.inspector, cast.administrator, cast.outsider):
        with pytest.raises(PermissionDenied):
            services.assign_from_items(signed, [], by=who, at=NOW)
    with pytest.raises(errors.NothingChosen):
        services.assign_from_items(signed, [], by=cast.issuer, at=NOW)
    with pytest.raises(errors.NotSigned):
        services.assign_from_items(draft, [], by=cast.issuer, at=NOW)


def test_editing_corrects_the_first_due_date_until_it_is_accepted(cast: Cast) -> None:
    given = facts(cast)
    task = services.assign_task(given, by=cast.issuer, at=NOW)
    corrected = facts(cast, due_on=date(2019, 6, 10), coordinating={cast.partner_agency: ""})

    services.edit_task(task, corrected, by=cast.issuer, at=LATER)

    task.refresh_from_db()
    assert (task.due_on, task.first_due_on) == (date(2019, 6, 10), date(2019, 6, 10))
    assert TaskDue.objects.get().due_on == date(2019, 6, 10)
    assert TaskViewer.objects.filter(task=task, agency=cast.partner_agency).exists()
    with pytest.raises(PermissionDenied):
        services.edit_task(task, corrected, by=cast.lead, at=LATER)
    services.accept_task(task, by=cast.lead, at=LATER)
    with pytest.raises(errors.AcceptedCannotEdit):
        services.edit_task(task, corrected, by=cast.issuer, at=LATER)
