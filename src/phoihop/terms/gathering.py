"""What is gathered of a year, or by a review: of each content its tasks, figures, progress and
evidence.

A half-year review looks at what is due by the end of June; those in the middle and at the end of
the term look at all its years, each task once; the others at their year.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import translation

from phoihop.accounts.models import User
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import Review, ReviewKind, YearPlan
from phoihop.agreements.recording import Snapshot
from phoihop.agreements.year_contents import contents_of, contents_reviewed
from phoihop.tasks.figures import Figures, Tally, progress_of, summed, tallies_of
from phoihop.tasks.models import Evidence, Task
from phoihop.tasks.plans import in_plan, in_term
from phoihop.tasks.states import nearly_days, state_of

# Tasks of these states are still owed: of their content something must be decided.
OWED = ("late", "back", "soon", "go", "none", "paused")


@dataclass(frozen=True)
class Gathered:
    """One content with what became of it; tasks: all, withdrawn ones among them."""

    item: AnyItem
    number: int
    figures: Figures
    tasks: int
    progress: int | None
    evidence: int

    @property
    def owed(self) -> int:
        """Tasks that are neither done nor handed in nor withdrawn."""
        return sum(self.figures.counts[key] for key in OWED)

    @property
    def is_unfinished(self) -> bool:
        """Something of it is still owed, or nothing was ever assigned and nobody dropped it."""
        return bool(self.owed) or not (self.tasks or self.item.dropped_on)

    @property
    def is_finished(self) -> bool:
        """All that counts is confirmed."""
        return bool(self.figures.total) and self.figures.finished == self.figures.total


@dataclass(frozen=True)
class YearFigures:
    """A year with all its contents; figures: over all its tasks."""

    rows: list[Gathered]
    figures: Figures
    progress: int | None
    carried: int = 0
    origins: Counter[str] = field(default_factory=Counter)

    @property
    def tasks(self) -> int:
        """All tasks, withdrawn ones among them."""
        return sum(self.figures.counts.values())

    @property
    def evidence(self) -> int:
        """Files handed in as evidence."""
        return sum(row.evidence for row in self.rows)

    @property
    def unfinished(self) -> set[int]:
        """Content lines of which something must be decided."""
        return {row.item.line_id for row in self.rows if row.is_unfinished}


def gather(
    plan: YearPlan,
    on: date,
    nearly: int,
    tasks: "QuerySet[Task] | None" = None,
    reader: User | None = None,
) -> YearFigures:
    """The figures of a year on a day; tasks: those one may see, all of them for None.

    reader: whose texts give the contents of a year without its own; None: the one in force.

    Six queries, whatever the number of contents.
    """
    known = Task.objects.all() if tasks is None else tasks
    rows = known.filter(in_plan(plan))
    carried = rows.filter(further_plans__year_plan=plan).count()
    return _gather(contents_of(plan, on, reader), rows, on, nearly, carried=carried)


def gather_review(
    review: Review, on: date, nearly: int, tasks: "QuerySet[Task] | None" = None
) -> YearFigures:
    """The figures that a review looks at on a day; tasks: as in `gather`."""
    if review.kind == ReviewKind.HALF_YEAR or review.is_of_term:
        known = Task.objects.all() if tasks is None else tasks
        items = contents_reviewed(review, on)
        return _gather(items, known.filter(_looked_at(review)), on, nearly, only_with_tasks=True)
    return gather(review.plan, on, nearly, tasks)


def list_query(review: Review) -> str:
    """The list of the tasks that a review counts, as a query of the address."""
    if review.is_of_term:
        return f"?term={review.agreement_id}"
    if review.kind == ReviewKind.HALF_YEAR:
        return f"?plan={review.plan_id}&due_to={_half(review):%d/%m/%Y}"
    return f"?plan={review.plan_id}"


def _looked_at(review: Review) -> Q:
    if review.is_of_term:
        return in_term(review.agreement)
    if review.kind == ReviewKind.HALF_YEAR:
        return in_plan(review.plan) & Q(due_on__lte=_half(review))
    return in_plan(review.plan)


def _half(review: Review) -> date:
    """The last day of the first half of the reviewed year."""
    return date(review.plan.year, 6, 30)


def _gather(  # noqa: PLR0913 -- what is counted, and how
    items: Sequence[AnyItem],
    rows: "QuerySet[Task]",
    on: date,
    nearly: int,
    *,
    carried: int = 0,
    only_with_tasks: bool = False,
) -> YearFigures:
    """only_with_tasks: progress leaves out contents of which nothing is asked in that time."""
    tallies = tallies_of(rows, on, nearly)
    asked = {tally.line for tally in tallies}
    measured = [one for one in items if not only_with_tasks or one.line_id in asked]
    progress = progress_of(measured, _sums(measured, tallies))
    files = _evidence(rows)
    gathered = [
        _gathered(item, number, tallies, progress.by_line.get(item.line_id), files)
        for number, item in enumerate(items, start=1)
    ]
    return YearFigures(
        rows=gathered,
        figures=summed(tally.figures for tally in tallies),
        progress=progress.percent,
        carried=carried,
        origins=Counter(getattr(item, "origin", "parent") for item in items),
    )


def _sums(items: Sequence[AnyItem], tallies: Sequence[Tally]) -> dict[int, tuple[int, int, int]]:
    sums: dict[int, tuple[int, int, int]] = {}
    for item in items:
        own = [tally for tally in tallies if tally.line == item.line_id]
        sums[item.line_id] = (
            sum(tally.tasks for tally in own),
            sum(tally.weights for tally in own),
            sum(tally.weighted for tally in own),
        )
    return sums


def _evidence(tasks: "QuerySet[Task]") -> dict[int, int]:
    """{content line: files}."""
    files = Evidence.objects.filter(task__in=tasks.order_by().values("pk")).order_by()
    counted = files.values("task__line__content_line").annotate(n=Count("pk"))
    return {row["task__line__content_line"]: row["n"] for row in counted}


def _gathered(
    item: AnyItem,
    number: int,
    tallies: Sequence[Tally],
    progress: int | None,
    files: dict[int, int],
) -> Gathered:
    own = [tally for tally in tallies if tally.line == item.line_id]
    return Gathered(
        item=item,
        number=number,
        figures=summed(tally.figures for tally in own),
        tasks=sum(tally.tasks for tally in own),
        progress=progress,
        evidence=files.get(item.line_id, 0),
    )


def snapshot_of(review: Review, on: date) -> Snapshot:
    """The figures as a review keeps them, in the language of the office's records."""
    nearly = nearly_days()
    year = gather_review(review, on, nearly)
    rows_of = Task.objects.filter(_looked_at(review), line__isnull=False)
    tasks = rows_of.select_related("lead_agency", "line")
    rows: dict[int, list[dict[str, Any]]] = {}
    with translation.override(settings.LANGUAGE_CODE):
        for task in tasks.annotate(files=Count("evidence")).order_by("due_sort", "pk"):
            rows.setdefault(task.line.content_line_id, []).append(_row(task, on, nearly))
    return Snapshot(
        on=on,
        totals=_plain(year.figures, year.progress, year.evidence),
        figures={
            row.item.line_id: _plain(row.figures, row.progress, row.evidence) for row in year.rows
        },
        rows=rows,
    )


def _plain(figures: Figures, progress: int | None, evidence: int) -> dict[str, Any]:
    return {
        "tasks": sum(figures.counts.values()),
        "counts": dict(figures.counts),
        "current": [figures.current.met, figures.current.of],
        "first": [figures.first.met, figures.first.of],
        "progress": progress,
        "evidence": evidence,
    }


def _row(task: Task, on: date, nearly: int) -> dict[str, Any]:
    state = state_of(task, on, nearly)
    days = {name: getattr(task, name) for name in ("first_due_on", "due_on", "done_on")}
    return {
        "id": task.pk,
        "code": task.code,
        "title": task.title,
        "lead": str(task.lead_agency),
        "state": state.key,
        "words": state.words,
        "percent": task.percent,
        "evidence": getattr(task, "files", 0),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
