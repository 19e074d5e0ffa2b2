"""Whatever the facts, a task is in exactly one filter, and it is the one that is shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phoihop.agencies.models import Office
from phoihop.tasks.models import Rhythm, Task
from phoihop.tasks.states import GROUPS, KEYS, in_state, key_of, nearly_days, state_of
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.differs]

ON = date(2019, 6, 15)
DAYS = st.one_of(st.none(), st.integers(-12, 12).map(lambda n: ON + timedelta(days=n)))
FACTS = st.fixed_dictionaries(
    {
        "due_on": DAYS,
        "submitted_on": DAYS,
        "returned_on": DAYS,
        "done_on": DAYS,
        "suspended_on": DAYS,
        "withdrawn_on": DAYS,
    }
)


@pytest.fixture
def task() -> Task:
    return TaskFactory.create(assigned_on=date(2019, 1, 1))


def put(task: Task, facts: dict[str, date | None]) -> Task:
    """Give the task these facts, as far as the table's own rules allow."""
    values: dict[str, object] = dict(facts)
    values["first_due_on"] = facts["due_on"]
    values["rhythm"] = "" if facts["due_on"] else Rhythm.QUARTERLY
    if facts["done_on"]:
        values |= {"percent": 100, "submitted_on": None, "returned_on": None, "withdrawn_on": None}
    else:
        values["percent"] = 40
    values["stop_reason"] = "Chờ kinh phí"
    Task.objects.filter(pk=task.pk).update(**values)
    task.refresh_from_db()
    return task


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(facts=FACTS, nearly=st.integers(0, 9))
def test_each_task_is_in_exactly_one_filter_and_it_is_the_shown_one(
    task: Task, facts: dict[str, date | None], nearly: int
) -> None:
    put(task, facts)

    found = [key for key in KEYS if in_state(Task.objects.all(), key, ON, nearly).exists()]

    assert found == [key_of(task, ON, nearly)]
    for group, keys in GROUPS.items():
        assert in_state(Task.objects.all(), group, ON, nearly).exists() is (found[0] in keys)


NOTHING: dict[str, date | None] = dict.fromkeys(
    ("due_on", "submitted_on", "returned_on", "done_on", "suspended_on", "withdrawn_on")
)


@pytest.mark.parametrize(
    ("facts", "key", "words", "marks"),
    [
        ({}, "none", "Không có hạn", ("chưa tiếp nhận", "chưa báo cáo kỳ này")),
        ({"due_on": ON}, "soon", "Sắp đến hạn (0 ngày)", ("chưa tiếp nhận",)),
        ({"due_on": date(2019, 6, 20)}, "soon", "Sắp đến hạn (5 ngày)", ("chưa tiếp nhận",)),
        ({"due_on": date(2019, 6, 21)}, "go", "Trong hạn", ("chưa tiếp nhận",)),
        ({"due_on": date(2019, 6, 14)}, "late", "Quá hạn 1 ngày", ("chưa tiếp nhận",)),
        (
            {"due_on": date(2019, 6, 7), "returned_on": date(2019, 6, 8)},
            "late",
            "Quá hạn 8 ngày",
            ("đã bị trả lại", "chưa tiếp nhận"),
        ),
        ({"due_on": ON, "returned_on": ON}, "back", "Bị trả lại", ("chưa tiếp nhận",)),
        (
            {"due_on": date(2019, 6, 7), "submitted_on": date(2019, 6, 7)},
            "wait",
            "Chờ xác nhận",
            (),
        ),
        (
            {"due_on": date(2019, 6, 7), "submitted_on": date(2019, 6, 8)},
            "wait",
            "Chờ xác nhận (quá hạn)",
            (),
        ),
        ({"due_on": ON, "done_on": ON}, "done", "Hoàn thành đúng hạn", ()),
        ({"done_on": ON}, "done", "Hoàn thành đúng hạn", ()),
        (
            {"due_on": date(2019, 6, 10), "done_on": ON},
            "donelate",
            "Hoàn thành quá hạn, 5 ngày",
            (),
        ),
        ({"due_on": ON, "suspended_on": ON}, "paused", "Tạm dừng", ()),
        ({"suspended_on": ON, "withdrawn_on": ON}, "withdrawn", "Đã thu hồi", ()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_words_and_marks(
    task: Task, facts: dict[str, date | None], key: str, words: str, marks: tuple[str, ...]
) -> None:
    put(task, NOTHING | facts)

    state = state_of(task, ON, 5)

    assert (state.key, state.words, state.marks) == (key, words, marks)


def test_accepting_takes_the_mark_away(task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(
        accepted_at=datetime(2019, 3, 2, tzinfo=UTC), accepted_by=task.assigned_by
    )
    task.refresh_from_db()

    assert state_of(task, ON, 5).marks == ()


def test_nearly_due_is_the_offices_own_setting() -> None:
    assert nearly_days() == 5
    Office.objects.create(name="Ban Tuyên giáo Huyện ủy An Lạc", nearly_due_days=7)
    assert nearly_days() == 7
