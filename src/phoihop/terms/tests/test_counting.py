"""Tasks assigned before the contents of their year were settled: they count, none is doubled."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from phoihop.agreements import errors
from phoihop.agreements import services as agreements
from phoihop.agreements.models import YearPlan
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.plans import loose_tasks
from phoihop.terms.gathering import gather
from phoihop.terms.settling import fix_year
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at
from phoihop.terms.tests.test_views import Days, days  # noqa: F401 -- the fixture of the screens

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def _assigned_first(term: Term) -> list[Task]:
    """Two contents assigned from the programme itself, before any version, on days of their own."""
    items = {item.line_id: item for item in term.programme.items.all()}
    chosen = [items[term.lines["P1"].pk], items[term.lines["P2"].pk]]
    person = term.specialist.official
    return services.assign_from_items(
        term.programme,
        [
            services.ItemAssignment(chosen[0], person, date(2021, 11, 5)),
            services.ItemAssignment(chosen[1], person, date(2022, 2, 1)),
        ],
        by=term.specialist,
        at=at("2021-07-30"),
    )


def _fix(term: Term, plan: YearPlan, **more: object) -> None:
    fix_year(
        plan,
        words="Hai bên thống nhất",
        on=date(2021, 8, 2),
        by=term.leader,
        at=at("2021-08-02", 9),
        **more,  # type: ignore[arg-type]  # the tasks to count
    )


def _draft(term: Term) -> YearPlan:
    return agreements.make_version(term.programme, 2021, by=term.specialist, at=at("2021-08-02"))


def test_a_version_takes_over_the_tasks_due_in_its_year() -> None:
    term = story.signed_term()
    this_year, next_year = _assigned_first(term)
    plan = _draft(term)
    assert list(loose_tasks(plan)) == [this_year]

    _fix(term, plan)

    assert gather(plan, date(2021, 8, 2), 5).tasks == 1
    next_year.refresh_from_db()
    assert next_year.line.year_plan is None
    assert not loose_tasks(plan)
    assert term.programme.tasks.count() == 2


def test_the_leader_chooses_which_tasks_count() -> None:
    term = story.signed_term()
    this_year, _later = _assigned_first(term)
    plan = _draft(term)

    _fix(term, plan, tasks=set())

    assert gather(plan, date(2021, 8, 2), 5).tasks == 0
    with pytest.raises(PermissionDenied):
        services.count_in_year(plan, tasks=None, by=term.contact, at=at("2021-08-03"))
    services.count_in_year(plan, tasks=None, by=term.specialist, at=at("2021-08-03"))
    assert gather(plan, date(2021, 8, 2), 5).tasks == 1
    assert [task.pk for task in Task.objects.filter(line__year_plan=plan)] == [this_year.pk]


def test_no_task_counts_in_a_draft() -> None:
    term = story.signed_term()
    _assigned_first(term)
    plan = _draft(term)

    with pytest.raises(errors.VersionNotFixed):
        services.count_in_year(plan, tasks=None, by=term.specialist, at=at("2021-08-03"))


def test_what_is_assigned_from_the_programme_counts_in_the_year_it_is_due() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")

    this_year, next_year = _assigned_first(term)

    assert this_year.line.year_plan == plan
    assert next_year.line.year_plan is None


def test_a_period_that_has_a_task_is_not_ticked_again(client: Client, days: Days) -> None:  # noqa: F811
    term = story.signed_term()
    task, _later = _assigned_first(term)
    plan = _draft(term)
    _fix(term, plan)

    planned = planned_tasks(term.programme, date(2021, 8, 2), plan)

    exchange = next(one for one in planned if one.item.line_id == term.lines["P1"].pk)
    assert (exchange.day, exchange.assigned, exchange.beside) == (
        date(2021, 12, 20),
        False,
        task.code,
    )
    # P2 has a task of the year after alone.
    assert [one.beside for one in planned if one is not exchange] == ["", "", ""]
    days.on("2021-08-02")
    client.force_login(term.specialist)
    page = client.get(reverse("tasks:assign_items", args=[term.programme.pk]) + f"?plan={plan.pk}")
    ticked = [row.planned.title for row in page.context["rows"] if row.initial["chosen"]]
    assert len(ticked) == 3
    assert f"Kỳ này đã có nhiệm vụ {task.code}" in page.content.decode()


def test_the_screens_show_what_will_count_and_let_it_be_chosen(
    client: Client,
    days: Days,  # noqa: F811
) -> None:
    term = story.signed_term()
    task, _later = _assigned_first(term)
    plan = _draft(term)
    days.on("2021-08-02")
    client.force_login(term.specialist)
    assert task.code in client.get(plan.get_absolute_url()).content.decode()
    client.force_login(term.leader)
    assert f'value="{task.pk}"' in client.get(plan.get_absolute_url()).content.decode()
    fix = reverse("terms:fix_version", args=[plan.pk])
    settled = {"words": "Hai bên thống nhất", "on": "02/08/2021"}
    refused = client.post(fix, settled | {"on": "03/08/2021"})
    assert (refused.status_code, "chưa đến" in refused.content.decode()) == (422, True)
    before = client.post(fix, settled | {"on": "27/07/2021"})
    assert (before.status_code, "trước ngày ký" in before.content.decode()) == (422, True)

    assert client.post(fix, settled).status_code == 302  # nothing ticked

    page = client.get(plan.get_absolute_url())
    assert page.context["year"].tasks == 0
    assert "Nhiệm vụ chưa được tính vào năm này" in page.content.decode()
    count = reverse("terms:count_tasks", args=[plan.pk])
    client.force_login(term.contact)
    assert client.post(count, {"tasks": [task.pk]}).status_code == 403
    client.force_login(term.outsider)
    assert client.post(count, {"tasks": [task.pk]}).status_code == 404
    client.force_login(term.specialist)
    client.post(count, {"tasks": [task.pk]})
    page = client.get(plan.get_absolute_url())
    assert (page.context["year"].tasks, page.context["loose"]) == (1, [])


def test_a_review_that_fixes_the_next_year_counts_its_tasks() -> None:
    term = story.first_year()
    person = term.specialist.official
    item = term.programme.items.get(line=term.lines["P2"])
    early = services.assign_from_items(
        term.programme,
        [services.ItemAssignment(item, person, date(2022, 2, 1))],
        by=term.specialist,
        at=at("2021-12-20"),
    )[0]

    story.review_2021(term)

    early.refresh_from_db()
    assert early.line.year_plan == term.plan(2022)
