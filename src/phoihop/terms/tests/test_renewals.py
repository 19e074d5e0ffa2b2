"""A renewal takes over the unfinished tasks when it is signed, and bears the years of its term."""

from datetime import date

import pytest

from phoihop.agreements import errors
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement
from phoihop.tasks.plan_models import TaskPlan
from phoihop.tasks.plans import years_of_tasks
from phoihop.terms.ending import renew_agreement
from phoihop.terms.tests import story
from phoihop.terms.tests.story import Term, at

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def _draft(term: Term) -> Agreement:
    lines = {term.lines["P3"].pk}
    return renew_agreement(term.programme, lines=lines, by=term.specialist, at=at("2022-01-10"))


def test_a_deleted_draft_leaves_nothing_on_the_tasks() -> None:
    term = story.first_year()
    draft = _draft(term)

    agreements.hide_draft(draft, by=term.specialist, at=at("2022-01-11"))

    task = term.task("c")
    assert years_of_tasks([task]) == {task.pk: [2021]}
    assert not TaskPlan.objects.exists()


def test_signed_it_takes_over_the_unfinished_tasks_of_its_contents() -> None:
    term = story.first_year()
    draft = _draft(term)
    due = term.task("c").due_on

    story.sign(term, draft, "2022-01-20")

    task = term.task("c")
    (tie,) = TaskPlan.objects.all()
    assert (tie.task, tie.year_plan) == (task, draft.year_plans.get())
    assert tie.reason == f"Ký tiếp trong {draft.title}"
    assert task.due_on == due


def test_a_programme_of_several_years_that_took_over_tasks_still_gets_its_version() -> None:
    term = story.first_year()
    draft = _draft(term)
    story.sign(term, draft, "2022-01-20")

    plan = agreements.make_version(draft, 2026, by=term.specialist, at=at("2022-01-21"))

    assert [item.line for item in plan.items.all()] == [term.lines["P3"]]
    assert plan.carried_tasks.count() == 1


def test_a_second_draft_is_not_brought_back_beside_the_first() -> None:
    term = story.first_year()
    first = _draft(term)
    agreements.hide_draft(first, by=term.specialist, at=at("2022-01-11"))
    _draft(term)

    with pytest.raises(errors.RenewalDrafted):
        agreements.unhide_draft(first, by=term.specialist, at=at("2022-01-12"))


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        pytest.param("Chương trình 2021–2025", "Chương trình 2026–2030", id="dash"),
        pytest.param("Luật năm 2013, 2021-2025", "Luật năm 2013, 2026-2030", id="law"),
        pytest.param("Theo Nghị định 30/2021/NĐ-CP", "Theo Nghị định 30/2021/NĐ-CP", id="number"),
        pytest.param("Kế hoạch từ năm 2021", "Kế hoạch từ năm 2026", id="year"),
    ],
)  # fmt: skip
def test_the_title_of_a_renewal_bears_the_new_years(title: str, moved: str) -> None:
    term = story.signed_term()
    draft = agreements.create_agreement(
        by=term.specialist,
        at=at("2021-07-12"),
        parties=[term.partner],
        kind="programme",
        title=title,
        valid_from=date(2021, 7, 28),
        valid_to=date(2025, 12, 31),
    )
    item = agreements.add_item(
        draft,
        by=term.specialist,
        at=at("2021-07-12"),
        text="Nội dung",
        lead_agency=term.board,
        product="Báo cáo",
        due_rule="yearly:11-30",
    )
    story.sign(term, draft, "2021-07-28")

    renewal = renew_agreement(draft, lines={item.line_id}, by=term.specialist, at=at("2025-11-01"))

    assert renewal.title == moved
