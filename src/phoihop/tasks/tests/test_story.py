"""A programme's year entered through the services gives the states and figures worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from phoihop.tasks.matrix import Matrix, build_matrix
from phoihop.tasks.models import Task
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.states import in_state, state_of
from phoihop.tasks.tests import story

pytestmark = [pytest.mark.django_db, pytest.mark.differs]


@pytest.fixture
def year() -> story.Year:
    return story.assigned_year()


def states(year: story.Year, day: str) -> dict[str, str]:
    on = date.fromisoformat(day)
    return {name: state_of(year.task(name), on, 5).words for name in year.tasks}


def screen(year: story.Year, on: date) -> Matrix:
    """The programme screen of the board, which sees every task."""
    return build_matrix(year.programme, year.specialist, on, 5)


def test_eight_contents_make_eleven_tasks_with_their_due_dates(year: story.Year) -> None:
    dues = {name: task.due_on for name, task in year.tasks.items()}

    assert len(dues) == 11
    assert [dues[name] for name in ("T7a", "T7b", "T7c", "T7d")] == [
        date(2019, 3, 20), date(2019, 6, 20), date(2019, 9, 20), date(2019, 12, 20)
    ]  # fmt: skip
    assert year.tasks["T7a"].title.endswith(", quý I/2019")
    assert year.tasks["T1"].person_in_charge == year.contacts[1].official


def test_the_matrix_has_104_cells_before_anything_is_assigned() -> None:
    year = story.signed_year()

    matrix = build_matrix(year.programme, year.specialist, date(2019, 3, 1), 5)

    assert matrix.cells == 104
    assert dict(matrix.roles) == {"lead": 8, "partner": 15, "none": 81}
    assert [row.partners for row in matrix.rows] == [3, 2, 1, 2, 2, 1, 2, 2]
    a7 = matrix.columns[7]
    assert (a7.leads, a7.coordinates) == (0, 3)
    assert matrix.progress.percent == 0


def test_an_extended_task_still_counts_as_assigned(year: story.Year) -> None:
    story.live(year, "2019-06-18")

    planned = planned_tasks(year.programme, date(2019, 3, 1))

    assert [one.assigned for one in planned] == [True] * 11


def test_final_states_on_the_day_of_the_review(year: story.Year) -> None:
    story.live(year, "2019-12-20")

    assert states(year, "2019-12-20") == {
        "T1": "Hoàn thành quá hạn, 5 ngày",
        "T2": "Hoàn thành đúng hạn",
        "T3": "Hoàn thành quá hạn, 7 ngày",
        "T4": "Hoàn thành đúng hạn",
        "T5": "Quá hạn 35 ngày",
        "T6": "Hoàn thành đúng hạn",
        "T7a": "Hoàn thành đúng hạn",
        "T7b": "Hoàn thành quá hạn, 1 ngày",
        "T7c": "Hoàn thành đúng hạn",
        "T7d": "Chờ xác nhận",
        "T8": "Hoàn thành đúng hạn",
    }


def test_figures_on_the_day_of_the_review(year: story.Year) -> None:
    story.live(year, "2019-12-20")

    matrix = screen(year, date(2019, 12, 20))
    figures, progress = matrix.figures, matrix.progress

    counts = {key: count for key, count in figures.counts.items() if count}
    assert counts == {"done": 6, "donelate": 3, "late": 1, "wait": 1}
    assert (figures.total, figures.finished) == (11, 9)
    assert (figures.current.met, figures.current.of, figures.current.value) == (
        6, 10, Decimal("60.0")
    )  # fmt: skip
    assert (figures.first.met, figures.first.of, figures.first.value) == (5, 10, Decimal("50.0"))
    assert progress.percent == 94
    assert list(progress.by_line.values()) == [100, 100, 100, 100, 60, 100, 95, 100]
    assert [row.percent for row in matrix.rows] == list(progress.by_line.values())


def test_figures_of_the_agencies_on_the_day_of_the_review(year: story.Year) -> None:
    story.live(year, "2019-12-20")

    columns = screen(year, date(2019, 12, 20)).columns

    numbers = {agency.pk: number for number, agency in year.agencies.items()}
    shown = {}
    for column in columns:
        if column.agency is not None and column.figures is not None:
            current, first = column.figures.current, column.figures.first
            rates = f"{current.met}/{current.of}", f"{first.met}/{first.of}"
            shown[numbers[column.agency.pk]] = rates
    assert shown[8] == ("2/3", "2/3")
    assert shown[2] == ("1/1", "0/1")
    assert shown[5] == ("0/1", "0/1")
    assert not {7, 10, 11, 12} & set(shown)


def test_figures_in_june(year: story.Year) -> None:
    story.live(year, "2019-06-17")
    tasks = Task.objects.filter(agreement=year.programme)

    june = screen(year, date(2019, 6, 17)).figures.counts
    assert (june["done"], june["donelate"], june["soon"], june["go"], june["late"]) == (
        1, 1, 2, 7, 0
    )  # fmt: skip
    assert set(in_state(tasks, "soon", date(2019, 6, 15), 5)) == {
        year.tasks["T2"], year.tasks["T7b"]
    }  # fmt: skip


def test_figures_in_october(year: story.Year) -> None:
    story.live(year, "2019-10-04")

    matrix = screen(year, date(2019, 10, 4))
    figures = matrix.figures

    counts = {key: count for key, count in figures.counts.items() if count}
    assert counts == {"done": 5, "donelate": 2, "late": 1, "go": 3}
    assert (figures.current.met, figures.current.of, figures.current.value) == (
        5, 8, Decimal("62.5")
    )  # fmt: skip
    assert (figures.first.met, figures.first.of) == (4, 8)
    assert matrix.progress.percent == 76


def test_a_returned_submission_is_as_if_it_had_not_been_made(year: story.Year) -> None:
    story.live(year, "2019-05-31")
    assert states(year, "2019-06-01")["T1"] == "Chờ xác nhận"

    story.do(year, year.tasks["T1"], "2019-06-03", "return")
    task = year.task("T1")
    state = state_of(task, date(2019, 6, 3), 5)

    assert (state.words, state.marks) == ("Quá hạn 3 ngày", ("đã bị trả lại",))
    assert task.percent == 40


def test_submitted_on_the_due_day_is_never_overdue(year: story.Year) -> None:
    story.live(year, "2019-10-31")

    assert states(year, "2019-10-31")["T6"] == "Chờ xác nhận"
    assert states(year, "2019-11-05")["T6"] == "Chờ xác nhận"


def test_the_due_day_counts_in_full(year: story.Year) -> None:
    story.live(year, "2019-09-24")

    assert states(year, "2019-09-30")["T3"] == "Sắp đến hạn (0 ngày)"
    assert states(year, "2019-10-01")["T3"] == "Quá hạn 1 ngày"
