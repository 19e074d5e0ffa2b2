"""A list of tasks from a sheet: whole or not at all, once, by the rules of a single one."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.imports import errors, services
from phoihop.imports.findings import Told, What
from phoihop.imports.models import SheetUpload
from phoihop.imports.tests.books import handed_in
from phoihop.tasks.models import Task
from phoihop.tasks.services import (
    LeadFacts,
    TaskFacts,
    assigning_many,
    change_lead,
    put_due,
)
from phoihop.tasks.services.assigning_many import ListedTask

NOTHING = services.Decision({})


@pytest.fixture
def head(cast: Cast) -> Agency:
    """The office assigns to anybody; its lead agency has a contact who is an official."""
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(kind="party_board")
    cast.issuer_agency.refresh_from_db()
    official = OfficialFactory.create(full_name="Lê Thu Hà")
    cast.lead.official = official
    cast.lead.save(update_fields=["official"])
    named = OfficialFactory.create(full_name="Nguyễn Văn Tường")
    TenureFactory.create(official=named, agency=cast.lead_agency, title="Phó Trưởng phòng")
    return cast.lead_agency


def line(number: int = 1, **facts: object) -> dict[str, object]:
    return {
        "title": f"Việc thứ {number}",
        "product": "Báo cáo",
        "lead": "Phòng Giáo dục và Đào tạo",
        "due_on": "30/09/2019",
        **facts,
    }


def handed(cast: Cast, *rows: Mapping[str, object]) -> SheetUpload:
    return services.hand_in(handed_in("tasks", *rows), by=cast.issuer, at=NOW)


def told(upload: SheetUpload) -> dict[int, Told]:
    return {one.line: one for one in services.told_of(upload)}


def test_tasks_are_assigned_as_the_list_says(cast: Cast, head: Agency) -> None:
    upload = handed(
        cast,
        line(1, coordinating="Đài Truyền thanh huyện; TCKH", authority="41-TB/ĐU"),
        line(2, person="nguyễn văn tường", due_on=None, rhythm="Hằng quý"),
        line(3, due_on=None),
        line(4, due_on="20/03/2019", assigned_on="01/03/2019"),
    )
    assert [one.what for one in services.told_of(upload)] == [What.NEW] * 4

    services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)

    first, second, third, fourth = Task.objects.order_by("pk")
    assert (first.lead_agency, first.assigner, first.due_on) == (
        head,
        cast.issuer_agency,
        date(2019, 9, 30),
    )
    assert first.person_in_charge.full_name == "Lê Thu Hà"
    assert set(first.coordinating_agencies.all()) == {cast.partner_agency, cast.outside_agency}
    assert (second.person_in_charge.full_name, second.rhythm) == ("Nguyễn Văn Tường", "quarterly")
    assert (third.due_on, third.rhythm) == (None, "monthly")
    assert (fourth.assigned_on, fourth.first_due_on) == (date(2019, 3, 1), date(2019, 3, 20))
    assert fourth.holdings.get().valid_from == date(2019, 3, 1)
    assert Event.objects.filter(verb="task.assigned").count() == 4


@pytest.mark.usefixtures("head")
def test_every_line_says_what_is_wrong_and_nothing_is_made(cast: Cast) -> None:
    upload = handed(
        cast,
        line(1),
        line(2, lead="Phòng Không Có"),
        line(3, person="Trần Thị Lạ"),
        line(4, due_on="31/02/2020"),
        line(5, due_on="20/03/2019"),
        line(6, coordinating="Phòng Giáo dục và Đào tạo"),
        line(7, due_on="30/09/2019", rhythm="Hằng tháng"),
        line(1),
        line(9, assigned_on="01/01/2020"),
    )

    found = told(upload)
    assert found[2].what == What.NEW
    columns = {number: {mark.column for mark in one.faults} for number, one in found.items()}
    assert columns[3] == {"lead"}
    assert columns[4] == {"person"}
    assert columns[5] == columns[6] == {"due_on"}
    assert columns[7] == {"coordinating"}
    assert columns[8] == {"rhythm"}
    assert columns[9] == {"title"}
    assert "assigned_on" in columns[10]
    with pytest.raises(errors.LinesAtFault):
        services.confirm(upload, NOTHING, by=cast.issuer, at=NOW)
    assert not Task.objects.exists()


@pytest.mark.usefixtures("head")
def test_all_that_is_wrong_with_a_line_is_said_at_once(cast: Cast) -> None:
    upload = handed(
        cast,
        line(1, due_on="31/02/2020", person="Trần Thị Lạ"),
        line(2, coordinating="Phòng Không Có", due_on="20/03/2019"),
        line(3, lead="Phòng Không Có", person="Ai", assigned_on="01/01/2020"),
        line(4, title=None, due_on="20/03/2019"),
    )

    found = told(upload)

    columns = {number: [mark.column for mark in one.faults] for number, one in found.items()}
    assert columns[2] == ["due_on", "person"]
    assert columns[3] == ["coordinating", "due_on"]
    assert columns[4] == ["lead", "due_on", "assigned_on"]
    assert sorted(columns[5]) == ["due_on", "title"]
    assert all(one.notes == [] for one in found.values())


@pytest.mark.usefixtures("head")
def test_the_same_list_again_makes_nothing_twice(cast: Cast) -> None:
    services.confirm(handed(cast, line(1), line(2)), NOTHING, by=cast.issuer, at=NOW)

    again = handed(cast, line(1), line(2), line(3))
    assert [one.what for one in services.told_of(again)] == [What.KNOWN, What.KNOWN, What.NEW]
    services.confirm(again, NOTHING, by=cast.issuer, at=NOW)

    assert Task.objects.count() == 3


@pytest.mark.usefixtures("head")
def test_who_may_not_assign_imports_nothing(cast: Cast) -> None:
    clerk = UserFactory.create(agency=cast.issuer_agency, role=Role.CLERK)
    with pytest.raises(PermissionDenied):
        services.hand_in(handed_in("tasks", line(1)), by=clerk, at=NOW)
    facts = TaskFacts("Việc", "Báo cáo", cast.lead_agency, cast.lead.official, date(2019, 9, 1))
    with pytest.raises(PermissionDenied):
        assigning_many.assign_many([ListedTask(facts)], by=clerk, at=NOW)


@pytest.mark.usefixtures("head")
def test_forty_lines_cost_as_many_queries_as_four(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    AgencyFactory.create_batch(3)
    few = handed(cast, *(line(number) for number in range(4)))
    with django_assert_max_num_queries(120) as captured:
        services.confirm(few, NOTHING, by=cast.issuer, at=NOW)
    cost = len(captured)
    many = handed(cast, *(line(number) for number in range(100, 140)))

    # Long lists are written in a few parts: SQLite takes so many values in one statement.
    with django_assert_max_num_queries(cost + 4):
        services.confirm(many, NOTHING, by=cast.issuer, at=NOW)


def test_a_task_that_moved_since_is_not_imported_a_second_time(cast: Cast, head: Agency) -> None:
    """Another due date, another lead agency: it is the same line of the same list."""
    services.confirm(handed(cast, line(1), line(2)), NOTHING, by=cast.issuer, at=NOW)
    moved, passed = Task.objects.order_by("title")
    put_due(moved, date(2019, 10, 31), "Gia hạn", by=cast.issuer, at=NOW)
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.partner_agency)
    change_lead(
        passed,
        LeadFacts(cast.partner_agency, official, "Đổi nơi làm"),
        by=cast.issuer,
        at=NOW + timedelta(days=3),
    )

    again = handed(cast, line(1), line(2), line(3))

    assert [one.what for one in services.told_of(again)] == [What.KNOWN, What.KNOWN, What.NEW]
    services.confirm(again, NOTHING, by=cast.issuer, at=NOW)
    assert Task.objects.count() == 3
