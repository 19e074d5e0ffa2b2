"""Who may read how much of a task: the derived table, and the rule it must agree with.

Level 3 (words, evidence): assigner, lead and coordinating agencies. Level 2 (state, percent,
dates): the other parties of the task's signed agreement and of its amendments, but for whom one had
dropped before the task was assigned; of a part, who assigned or leads a task above it; who led it
before. Level 1 (title, product, due): who leads or
coordinates in a part of it. Readers of everything below a place need no rows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.agreements.models import Agreement, Party
from phoihop.agreements.terms import amendments_of, text_on
from phoihop.inbox.index import reindex_discussions
from phoihop.search import services as search
from phoihop.tasks.evidence_index import follow_viewers
from phoihop.tasks.models import Task, TaskCoordination, TaskHolding, TaskViewer

_CHUNK = 500


@transaction.atomic
def reindex_viewers(task_ids: Iterable[int]) -> None:
    """Bring the viewer rows of these tasks and their family, and of search, up to the rule.

    The number of statements depends on the number of hundreds of tasks, not on each task.
    """
    ids = sorted(_family(set(task_ids)))
    for start in range(0, len(ids), _CHUNK):
        _reindex(ids[start : start + _CHUNK])


def _family(ids: set[int]) -> set[int]:
    """These tasks, the one above each, and all below: who reads them hangs together."""
    parents = Task.objects.filter(pk__in=ids, parent__isnull=False).values_list("parent", flat=True)
    found, level = ids | {pk for pk in parents if pk is not None}, ids
    while level:
        level = set(Task.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def _reindex(ids: list[int]) -> None:
    wanted = _wanted(ids)
    present = {
        (task, agency): level
        for task, agency, level in TaskViewer.objects.filter(task__in=ids).values_list(
            "task", "agency", "level"
        )
    }
    stale = [pair for pair, level in present.items() if wanted.get(pair) != level]
    missing = [pair for pair, level in wanted.items() if present.get(pair) != level]
    if not stale and not missing:
        return
    changed = {task for task, _agency in [*stale, *missing]}
    kept = [pair for pair in wanted if pair[0] in changed]
    TaskViewer.objects.filter(task__in=changed).delete()
    TaskViewer.objects.bulk_create(
        TaskViewer(task_id=task, agency_id=agency, level=wanted[task, agency])
        for task, agency in kept
    )
    readers: dict[int, list[int]] = {task: [] for task in changed}
    for task, agency in kept:
        readers[task].append(agency)
    tasks = Task.objects.filter(pk__in=changed)
    search.set_viewers_many((task, readers[task.pk]) for task in tasks)
    reindex_discussions(Task, changed)
    follow_viewers(changed)


def _wanted(ids: Collection[int]) -> dict[tuple[int, int], int]:
    """{(task, agency): level} by the rule, in seven queries and one for each level above."""
    levels = _of_parts(ids)
    held = TaskHolding.objects.filter(task__in=ids, valid_to__isnull=False)
    levels |= dict.fromkeys(held.values_list("task", "agency"), TaskViewer.STATE)
    levels |= dict.fromkeys(_of_papers(ids), TaskViewer.STATE)
    tasks = Task.objects.filter(pk__in=ids).values_list("pk", "assigner", "lead_agency", "parent")
    for task, agency in _above({task: parent for task, _assigner, _lead, parent in tasks}):
        levels[task, agency] = TaskViewer.STATE
    for task, assigner, lead, _parent in tasks:
        levels[task, assigner] = levels[task, lead] = TaskViewer.WORDS
    coordinating = TaskCoordination.objects.filter(task__in=ids).values_list("task", "agency")
    for task, agency in coordinating:
        levels[task, agency] = TaskViewer.WORDS
    return levels


def _of_papers(ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """(task, agency): parties of its signed paper and amendments, and who stands in for them.

    Whom an amendment dropped before the task was assigned is not among them: a text counts if it
    was in force on that day, or came into force later.
    """
    tasks = Task.objects.filter(pk__in=ids, agreement__isnull=False)
    assigned = {
        task: (paper, day)
        for task, paper, day in tasks.values_list("pk", "agreement", "assigned_on")
    }
    papers = {paper for paper, _day in assigned.values()}
    texts: dict[int, list[tuple[date, int]]] = {paper: [(date.min, paper)] for paper in papers}
    if papers:
        amending = Agreement.objects.filter(amends__in=papers, signed_at__isnull=False)
        ordered = amending.order_by("valid_from", "amendment_number")
        for paper, first, text in ordered.values_list("amends", "valid_from", "pk"):
            if paper is not None and first is not None:
                texts[paper].append((first, text))
    bound = _bound({text for rows in texts.values() for _first, text in rows})
    for task, (paper, day) in assigned.items():
        there = texts[paper]
        begun = max(at for at, (first, _text) in enumerate(there) if first <= day)
        for _first, text in there[begun:]:
            yield from ((task, agency) for agency in bound.get(text, ()))


def _bound(texts: Collection[int]) -> dict[int, set[int]]:
    """{signed text: its parties and who stands in for them}; one query."""
    found: dict[int, set[int]] = {}
    if not texts:
        return found
    parties = Party.objects.filter(
        agreement__in=texts, agreement__signed_at__isnull=False, agency__isnull=False
    )
    for text, party, successor in parties.values_list("agreement", "agency", "successors__agency"):
        agencies: tuple[int | None, ...] = (party, successor)
        found.setdefault(text, set()).update(one for one in agencies if one is not None)
    return found


def _of_parts(ids: Collection[int]) -> dict[tuple[int, int], int]:
    """Who leads or coordinates in a part of these tasks: title, product and due of the task."""
    parts = Task.objects.filter(parent__in=ids)
    pairs = set(parts.values_list("parent", "lead_agency"))
    if pairs:
        pairs |= set(parts.values_list("parent", "coordinations__agency"))
    return {
        (task, agency): TaskViewer.TITLE
        for task, agency in pairs
        if task is not None and agency is not None
    }


def _above(parents: Mapping[int, int | None]) -> Iterator[tuple[int, int]]:
    """(task, agency) for who assigned or leads any task above it; parents: {task: the one above}.

    One query for each level, and none for tasks that are no parts.
    """
    level = {task: parent for task, parent in parents.items() if parent is not None}
    while level:
        rows = Task.objects.filter(pk__in=set(level.values())).only(
            "assigner", "lead_agency", "parent"
        )
        found = {row.pk: row for row in rows}
        for task, parent in level.items():
            yield task, found[parent].assigner_id
            yield task, found[parent].lead_agency_id
        above = {task: found[parent].parent_id for task, parent in level.items()}
        level = {task: parent for task, parent in above.items() if parent is not None}


def expected_viewers(task: Task) -> dict[int, int]:
    """{agency: level} said the plain way: the oracle the table is compared with."""
    levels: dict[int, int] = {}
    for part in task.parts.all():
        levels[part.lead_agency_id] = TaskViewer.TITLE
        levels |= {row.agency_id: TaskViewer.TITLE for row in part.coordinations.all()}
    for holding in task.holdings.all():
        if holding.valid_to is not None:
            levels[holding.agency_id] = TaskViewer.STATE
    levels |= dict.fromkeys(_signing(task), TaskViewer.STATE)
    above = task.parent
    while above is not None:
        levels[above.lead_agency_id] = levels[above.assigner_id] = TaskViewer.STATE
        above = above.parent
    for coordination in task.coordinations.all():
        levels[coordination.agency_id] = TaskViewer.WORDS
    levels[task.lead_agency_id] = levels[task.assigner_id] = TaskViewer.WORDS
    return levels


def _signing(task: Task) -> Iterator[int]:
    """Parties of the signed paper in force when it was assigned and of amendments behind it, and
    who stands in for them.
    """
    agreement = task.agreement
    if agreement is None or not agreement.is_signed:
        return
    texts = [agreement, *amendments_of(agreement)]
    for text in texts[texts.index(text_on(agreement, task.assigned_on)) :]:
        for party in text.parties.all():
            if party.agency_id is not None:
                yield party.agency_id
            for successor in party.successors.all():
                yield successor.agency_id


def level_of(user: User, task: Task, on: date) -> int:
    """How much this user may read of the task: 0 nothing, else a level of TaskViewer."""
    agency = user.acting_agency
    if agency is None or not user.is_active:
        return 0
    scope = agencies_in_scope(user, on)
    holders = [task.lead_agency_id, task.assigner_id]
    if scope is not None and scope.filter(agency__in=holders).exists():
        return TaskViewer.WORDS
    row = TaskViewer.objects.filter(agency=agency, task=task).values_list("level", flat=True)
    return row.first() or 0
