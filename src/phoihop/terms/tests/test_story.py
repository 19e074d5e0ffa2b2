"""The years of a programme of five, entered through the services, give the figures by hand."""

from datetime import date
from decimal import Decimal

import pytest

from phoihop.agreements import errors
from phoihop.agreements import services as agreements
from phoihop.agreements.comparing import compare
from phoihop.agreements.snapshots import take
from phoihop.agreements.terms import remind_on, text_on
from phoihop.tasks.figures import figures_of
from phoihop.tasks.models import Task
from phoihop.tasks.plans import in_term
from phoihop.tasks.states import state_of
from phoihop.terms.adapting import adapt_version, proposals
from phoihop.terms.exports import rows_of
from phoihop.terms.gathering import gather
from phoihop.terms.tests import story

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


def counts(term: story.Term, year: int, on: date) -> dict[str, int]:
    figures = gather(term.plan(year), on, 5).figures
    return {key: count for key, count in figures.counts.items() if count}


def test_the_first_version_makes_four_tasks_led_in_turn() -> None:
    term = story.signed_term()
    assert (term.programme.code, remind_on(term.programme, 90)) == (
        "02-CTr/BTGTU", date(2025, 10, 2)
    )  # fmt: skip
    plan = story.make_version(term, 2021, "2021-08-02")

    tasks = story.assign(term, plan, "2021-08-02")

    assert [(task.lead_agency, task.due_on) for task in tasks] == [
        (term.partner, date(2021, 12, 20)),
        (term.board, date(2021, 11, 30)),
        (term.partner, date(2021, 12, 15)),
        (term.board, date(2021, 12, 15)),
    ]
    first = tasks[0]
    assert [row.agency for row in first.coordinations.all()] == [term.board]


def test_versions_stay_in_the_term_and_are_made_once() -> None:
    term = story.signed_term()
    plan = story.make_version(term, 2021, "2021-08-02")

    with pytest.raises(errors.OutsideTerm, match="Ngoài thời hạn của chương trình"):
        agreements.make_version(term.programme, 2026, by=term.specialist, at=story.at("2021-08-02"))
    with pytest.raises(errors.VersionExists, match="Đã có phiên bản năm 2021"):
        agreements.make_version(term.programme, 2021, by=term.specialist, at=story.at("2021-08-02"))
    with pytest.raises(errors.VersionFixed):
        agreements.add_plan_item(
            plan, by=term.specialist, at=story.at("2021-08-02"), arose=True, text="Việc khác"
        )


def test_a_content_beside_the_programme_is_added_only_as_one_that_arose() -> None:
    term = story.signed_term()
    plan = agreements.make_version(
        term.programme, 2021, by=term.specialist, at=story.at("2021-08-02")
    )
    by, at = term.specialist, story.at("2021-08-02")

    with pytest.raises(errors.NotInParent):
        agreements.add_plan_item(plan, by=by, at=at, text="Tập huấn")
    item = agreements.add_plan_item(plan, by=by, at=at, arose=True, text="Tập huấn")

    assert (item.origin, plan.items.count()) == ("new", 5)


def test_the_review_of_2021_is_frozen_and_carries_one_task_over() -> None:
    term = story.first_year()
    day = date(2021, 12, 31)
    before = gather(term.plan(2021), day, 5)
    assert {key: n for key, n in before.figures.counts.items() if n} == {
        "done": 2, "donelate": 1, "late": 1
    }  # fmt: skip
    assert before.progress == 83
    assert state_of(term.task("c"), day, 5).days_late == 16

    story.review_2021(term)
    review = term.programme.reviews.get()
    assert review.figures

    assert review.figures_on == day
    assert review.figures["current"] == review.figures["first"] == [2, 4]
    assert review.figures["counts"]["late"] == 1
    assert review.figures["progress"] == 83
    rows = [row for line in review.lines.all() for row in line.tasks or ()]
    assert sorted(row["words"] for row in rows) == [
        "Hoàn thành quá hạn, 1 ngày",
        "Hoàn thành đúng hạn",
        "Hoàn thành đúng hạn",
        "Quá hạn 16 ngày",
    ]
    plan = term.plan(2022)
    assert plan.is_in_force
    assert [item.origin for item in plan.items.all()] == [
        "renewed",
        "renewed",
        "carried",
        "renewed",
    ]
    task = term.task("c")
    assert (task.first_due_on, task.due_on) == (date(2021, 12, 15), date(2022, 9, 30))


def test_2022_has_five_tasks_one_of_them_carried_over() -> None:
    term = story.second_year()
    day = date(2022, 12, 31)

    year = gather(term.plan(2022), day, 5)

    assert (year.tasks, year.carried) == (5, 1)
    assert (year.figures.current.met, year.figures.current.of) == (5, 5)
    assert (year.figures.first.met, year.figures.first.of) == (4, 5)
    assert year.figures.first.value == Decimal("80.0")
    assert counts(term, 2021, day) == {"done": 3, "donelate": 1}
    frozen = term.programme.reviews.get().figures
    assert frozen
    assert frozen["counts"]["late"] == 1


def test_the_whole_term_counts_each_task_once() -> None:
    term = story.second_year()

    tasks = Task.objects.filter(in_term(term.programme))
    figures = figures_of(tasks, date(2022, 12, 31), 5)

    assert (sum(figures.counts.values()), figures.finished) == (8, 8)
    assert (figures.current.met, figures.current.of) == (7, 8)
    assert (figures.first.met, figures.first.of) == (6, 8)
    assert (figures.current.value, figures.first.value) == (Decimal("87.5"), Decimal("75.0"))


def test_an_amendment_changes_one_content_from_its_day_on() -> None:
    term = story.amended()
    programme, amendment = term.programme, term.programme.amendments.get()

    assert (amendment.code, amendment.amendment_number) == ("03-CTr/BTGTU", 1)
    found = compare(take(programme), take(amendment))
    assert [(one.how, one.title) for one in found.items] == [
        ("changed", "Nắm bắt tư tưởng, dư luận xã hội")
    ]
    assert not found.clauses
    rules = {
        day: text_on(programme, day).items.get(line=term.lines["P4"]).due_rule
        for day in (date(2023, 3, 31), date(2023, 4, 1))
    }
    assert rules == {date(2023, 3, 31): "yearly:12-15", date(2023, 4, 1): "quarterly:20"}
    assert programme.items.get(line=term.lines["P4"]).due_rule == "yearly:12-15"


def test_a_signed_programme_is_changed_only_by_an_amendment() -> None:
    term = story.second_year()
    item = term.programme.items.get(line=term.lines["P4"])

    with pytest.raises(errors.AgreementSigned):
        agreements.edit_item(
            item, by=term.specialist, at=story.at("2023-03-01"), due_rule="quarterly:20"
        )


def test_the_version_follows_the_amendment_with_seven_tasks() -> None:
    term = story.amended()
    plan = term.plan(2023)
    assert proposals(plan, date(2023, 3, 31)) == []
    (proposal,) = proposals(plan, date(2023, 4, 3))
    assert [task.due_on for task in proposal.withdraw] == [date(2023, 12, 15)]
    assert [planned.due_on for planned in proposal.add] == [
        date(2023, 6, 20), date(2023, 9, 20), date(2023, 12, 20)
    ]  # fmt: skip

    story.follow_amendment(term)

    year = gather(plan, date(2023, 4, 3), 5)
    assert (year.tasks, year.figures.total, year.figures.counts["withdrawn"]) == (7, 6, 1)
    assert proposals(plan, date(2023, 4, 3)) == []


def test_an_amendment_may_make_the_later_lead_the_lead() -> None:
    term = story.second_year()
    plan = story.make_version(term, 2023, "2023-01-10", without=("P3",))
    draft = agreements.start_amendment(
        term.programme, by=term.specialist, at=story.at("2023-03-01")
    )
    agreements.edit_agreement(
        draft, by=term.specialist, at=story.at("2023-03-01"), valid_from=date(2023, 4, 1)
    )
    agreements.edit_item(
        draft.items.get(line=term.lines["P1"]),
        by=term.specialist,
        at=story.at("2023-03-01"),
        lead_agency=term.partner,
        coordinating=[term.board],
    )
    story.sign(term, draft, "2023-03-15")

    adapt_version(
        plan,
        withdraw=(),
        add=(),
        reason="theo 03-CTr",
        by=term.specialist,
        at=story.at("2023-04-03"),
    )

    item = plan.items.get(line=term.lines["P1"])
    assert (item.lead_agency, item.later_lead) == (term.partner, None)
    assert not item.coordinations.filter(agency=term.partner).exists()


def test_the_figures_of_2023_and_of_the_term() -> None:
    term = story.third_year()
    day = date(2023, 12, 31)

    year = gather(term.plan(2023), day, 5)
    assert (year.figures.current.met, year.figures.current.of) == (5, 6)
    assert (year.figures.first.met, year.figures.first.of) == (5, 6)
    assert year.figures.current.value == Decimal("83.3")
    figures = figures_of(Task.objects.filter(in_term(term.programme)), day, 5)
    assert sum(figures.counts.values()) == 15
    assert (figures.counts["withdrawn"], figures.finished) == (1, 14)
    assert (figures.current.met, figures.current.of) == (12, 14)
    assert (figures.first.met, figures.first.of) == (11, 14)
    assert (figures.current.value, figures.first.value) == (Decimal("85.7"), Decimal("78.6"))

    lines = list(rows_of(term.programme, term.specialist, day))
    assert len(lines) == 15
    assert [line[2] for line in lines if "Hội diễn" in str(line[1])] == ["2021; 2022"]
    assert list(rows_of(term.programme, term.outsider, day)) == []
