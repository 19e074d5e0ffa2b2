"""Evidence in the search: found by its words, and only by who reads the words of its task.

An entry of its own for each file: that of the task is found by everyone who sees the task.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils import timezone

from phoihop.search import services as search
from phoihop.tasks.models import Evidence, TaskViewer


def put_evidence_in_search(rows: Iterable[Evidence]) -> None:
    """Write what may be found of these files, as far as they were read; three statements more."""
    found = list(
        Evidence.objects.filter(pk__in=[row.pk for row in rows]).select_related(
            "task__assigner", "task__lead_agency", "file__read_text"
        )
    )
    if not found:
        return
    readers = readers_of({row.task_id for row in found})
    search.put_many(
        search.Card(
            record=row,
            title=row.name,
            hint=f"{row.task.code} · {row.task.title}",
            text=row.file.read_text.text if hasattr(row.file, "read_text") else "",
            date=timezone.localtime(row.added_at).date(),
            owner=row.task.assigner,
            also_owner=row.task.lead_agency,
            viewers=readers[row.task_id],
        )
        for row in found
    )


def follow_viewers(tasks: Collection[int]) -> None:
    """Let the entries of these tasks' evidence be found by who reads the words now."""
    rows = list(Evidence.objects.filter(task__in=tasks).only("task_id"))
    if rows:
        readers = readers_of(tasks)
        search.set_viewers_many((row, readers[row.task_id]) for row in rows)


def readers_of(tasks: Collection[int]) -> dict[int, list[int]]:
    """{task: ids of the agencies whose members read its words}."""
    readers: dict[int, list[int]] = defaultdict(list)
    rows = TaskViewer.objects.filter(task__in=tasks, level__gte=TaskViewer.WORDS)
    for task, agency in rows.values_list("task", "agency"):
        readers[task].append(agency)
    return readers
