"""What happens to one task: its dates, by the state it shall be in today."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

# Of a hundred tasks.
SHARES = {
    "done": 45,
    "donelate": 9,
    "wait": 5,
    "late": 8,
    "back": 2,
    "soon": 5,
    "go": 19,
    "none": 3,
    "paused": 2,
    "withdrawn": 2,
}
_EXTENDED_IN = 0.1
_NOT_ACCEPTED_IN = 0.15
_FRESH = {"late", "soon", "go", "none"}
# Days from today to the due date; others are due in 6 to 120 days.
_DUE_IN = {"wait": (-10, 30), "back": (0, 20), "soon": (0, 5)}
_STOPPED_BY = {
    "wait": "submitted_on",
    "back": "returned_on",
    "paused": "suspended_on",
    "withdrawn": "withdrawn_on",
}


@dataclass
class Course:
    """Days of one task; `percents` with the day of each update, oldest first."""

    state: str
    assigned_on: date
    due_on: date | None
    first_due_on: date | None = None
    accepted: bool = True
    submitted_on: date | None = None
    returned_on: date | None = None
    done_on: date | None = None
    suspended_on: date | None = None
    withdrawn_on: date | None = None
    updates: list[tuple[date, int]] = field(default_factory=list)


def course_of(rng: Random, today: date) -> Course:
    """One course; shares and dates are chance with a fixed seed."""
    state = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
    course = _dates(rng, state, today)
    course.first_due_on = course.due_on
    if course.due_on is not None and rng.random() < _EXTENDED_IN:
        earlier = course.due_on - timedelta(days=rng.randint(5, 30))
        course.first_due_on = max(course.assigned_on, earlier)
    course.accepted = not (state in _FRESH and rng.random() < _NOT_ACCEPTED_IN)
    course.updates = _updates(rng, course, today) if course.accepted else []
    return course


def _dates(rng: Random, state: str, today: date) -> Course:
    course = Course(state, assigned_on=_ago(rng, today, 60, 320), due_on=None)
    if state in {"done", "donelate", "late"}:
        course.due_on = _ago(rng, today, 1, 50)
    elif state != "none":
        least, most = _DUE_IN.get(state, (6, 120))
        course.due_on = today + timedelta(days=rng.randint(least, most))
    if state == "done" and course.due_on is not None:
        course.done_on = course.due_on - timedelta(days=rng.randint(0, 9))
    if state == "donelate" and course.due_on is not None:
        late = rng.randint(1, (today - course.due_on).days)
        course.done_on = course.due_on + timedelta(days=late)
    if state in _STOPPED_BY:
        setattr(course, _STOPPED_BY[state], _ago(rng, today, 0, 12))
    return course


def _ago(rng: Random, today: date, least: int, most: int) -> date:
    return today - timedelta(days=rng.randint(least, most))


def _updates(rng: Random, course: Course, today: date) -> list[tuple[date, int]]:
    last = course.done_on or course.submitted_on or course.returned_on
    last = last or course.suspended_on or course.withdrawn_on or today
    span = max(1, (last - course.assigned_on).days)
    days = sorted(
        course.assigned_on + timedelta(days=rng.randint(0, span - 1))
        for _ in range(rng.randint(0, 5))
    )
    percents = sorted(rng.randrange(5, 100, 5) for _ in days)
    return list(zip(days, percents, strict=True))
