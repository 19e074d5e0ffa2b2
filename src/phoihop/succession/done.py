"""What an act did: which tasks it touched, and who has them now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from phoihop.agencies.estates import every_estate
from phoihop.agencies.models import Agency
from phoihop.agencies.naming import Names
from phoihop.succession.models import Run
from phoihop.tasks.models import Task
from phoihop.tasks.states import State, nearly_days, state_of

_TASKS = "tasks.led"


@dataclass(frozen=True)
class TaskLine:
    """One task of the act: who had it before, who after, as they were called then."""

    task: Task
    before: str
    after: str
    state: State
    moved: bool


def task_keys(run: Run) -> list[int]:
    """The tasks that the act touched, in its order."""
    return [pk for estate, pk, _before, _after in run.rows if estate == _TASKS]


def task_lines(run: Run, on: date, keys: list[int] | None = None) -> Iterator[TaskLine]:
    """The tasks of the act with their state on a day; keys: just these."""
    rows = {pk: (before, after) for estate, pk, before, after in run.rows if estate == _TASKS}
    wanted = task_keys(run) if keys is None else keys
    agencies = Agency.objects.in_bulk({one for pair in rows.values() for one in pair if one})
    names = Names(list(agencies))
    tasks = Task.objects.select_related("lead_agency").in_bulk(wanted)
    nearly, first = nearly_days(), run.act.on
    for pk in wanted:
        before, after = rows[pk]
        yield TaskLine(
            task=tasks[pk],
            before=names.on(agencies[before], first - timedelta(days=1)),
            after=names.on(agencies[after], first) if after else "",
            state=state_of(tasks[pk], on, nearly),
            moved=before != after,
        )


def by_receiver(run: Run) -> list[tuple[Agency, int]]:
    """How many open tasks each agency got or kept, the most first."""
    counted = Counter(after for estate, _pk, _before, after in run.rows if estate == _TASKS)
    agencies = Agency.objects.in_bulk([pk for pk in counted if pk is not None])
    found = [(agencies[pk], n) for pk, n in counted.items() if pk is not None]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name_key))


def counts_of(run: Run) -> list[tuple[str, int]]:
    """(what, how many) that the act touched, in the order of the rooms."""
    return [
        (str(estate.words), run.counts[estate.key])
        for estate in every_estate()
        if estate.key in run.counts
    ]
