"""The programme screen: contents × parties, counted with a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import Agreement, ContentItem, Party
from phoihop.agreements.terms import text_seen_on
from phoihop.tasks.agency_figures import rates_by_holder
from phoihop.tasks.figures import (
    Figures,
    Progress,
    Rate,
    Tally,
    progress_of,
    summed,
    tallies_of,
)
from phoihop.tasks.models import Task, TaskCoordination, TaskViewer
from phoihop.tasks.states import condition

LEAD, PARTNER, NONE = "lead", "partner", "none"
_MARKS = ("late", "back", "wait", "done", "donelate")
_MARKS_OF_PARTNERS = ("wait", "done", "donelate")


@dataclass
class Cell:
    """What one party does in one content; percent None: no task yet, or all withdrawn."""

    role: str = NONE
    tasks: int = 0
    percent: int | None = None
    marks: frozenset[str] = frozenset()
    # The whole sentence for those who do not see the table, and the list of its tasks.
    label: str = ""
    query: str = ""

    @property
    def mark(self) -> str:
        """The one mark that is shown: late before returned before waiting before done."""
        return next(
            (m for m in ("late", "back", "wait", "done", "donelate") if m in self.marks), ""
        )


@dataclass
class Column:
    """A party: its agency, or the words for several; late: its overdue tasks."""

    agency: Agency | None
    name: str
    letters: str
    is_own: bool = False
    leads: int = 0
    coordinates: int = 0
    late: int = 0
    figures: Figures | None = None


@dataclass
class Row:
    """A content with one cell a column."""

    item: ContentItem
    number: int
    cells: list[Cell]
    percent: int | None
    tasks: int
    late: int
    partners: int
    updated_at: datetime | None


@dataclass
class Matrix:
    """The whole screen."""

    columns: list[Column]
    rows: list[Row]
    figures: Figures
    progress: Progress
    roles: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> int:
        """Contents × parties."""
        return len(self.rows) * len(self.columns)

    def of_agency(self, agency_id: int | None) -> "list[tuple[Row, Cell]]":
        """Rows in which one agency has a part: the view on a phone."""
        for at, column in enumerate(self.columns):
            if column.agency is not None and column.agency.pk == agency_id:
                return [(row, row.cells[at]) for row in self.rows if row.cells[at].role != NONE]
        return []


def build_matrix(agreement: Agreement, user: User, on: date, nearly: int) -> Matrix:
    """Count what this user may see of the programme; eight queries whatever its size."""
    tasks = Task.objects.visible_to(user, TaskViewer.STATE, within={"agreement": agreement})
    text = text_seen_on(agreement, on, user)
    tallies = tallies_of(tasks, on, nearly)
    items = _contents(agreement, text, {tally.line for tally in tallies})
    columns = _columns(agreement, text, user, tallies)
    led = {(tally.line, tally.lead): _led(tally) for tally in tallies}
    joined = _joined(tasks, on, nearly)
    _give_rates(columns, tasks, on)
    rows = [_row(item, number, columns, led, joined) for number, item in enumerate(items, start=1)]
    progress = progress_of(items, _by_line(rows, tallies))
    for row in rows:
        row.percent = progress.by_line.get(row.item.line_id)
    _count_columns(columns, rows)
    _say(agreement, columns, rows)
    roles = Counter(cell.role for row in rows for cell in row.cells)
    return Matrix(columns, rows, summed(tally.figures for tally in tallies), progress, roles)


def _by_line(rows: list[Row], tallies: list[Tally]) -> dict[int, tuple[int, int, int]]:
    """What progress is reckoned from, {line: tasks, weights, weighted}; tells each row its own."""
    sums: dict[int, tuple[int, int, int]] = {}
    for row in rows:
        own = [tally for tally in tallies if tally.line == row.item.line_id]
        row.tasks = sum(tally.live for tally in own)
        row.late = sum(tally.figures.counts["late"] for tally in own)
        row.updated_at = max((t.updated_at for t in own if t.updated_at), default=None)
        weights = sum(tally.weights for tally in own)
        made = sum(tally.tasks for tally in own)
        sums[row.item.line_id] = (made, weights, sum(tally.weighted for tally in own))
    return sums


def _contents(agreement: Agreement, text: Agreement, tasked: set[int]) -> list[ContentItem]:
    """Those of the text in force; what an amendment dropped stays last where it has tasks."""

    def of(one: Agreement) -> list[ContentItem]:
        rows = one.items.select_related("lead_agency").prefetch_related("coordinations")
        return list(rows)

    items = of(text)
    if text != agreement:
        there = {item.line_id for item in items}
        items += [one for one in of(agreement) if one.line_id in tasked - there]
    return items


def _parties(agreement: Agreement, text: Agreement, leading: set[int]) -> list[Party]:
    """Those of the text read; parties of its other texts stand last where they lead tasks."""
    parties = list(text.parties.select_related("agency"))
    others = leading - {party.agency_id for party in parties}
    if others:
        texts = Q(agreement=agreement) | Q(agreement__amends=agreement)
        signed = Party.objects.filter(texts, agreement__signed_at__isnull=False, agency__in=others)
        rows = signed.select_related("agency").order_by("agreement", "order", "pk")
        parties += {party.agency_id: party for party in rows}.values()
    return parties


def _columns(
    agreement: Agreement, text: Agreement, user: User, tallies: list[Tally]
) -> list[Column]:
    columns = []
    led: dict[int, list[Figures]] = defaultdict(list)
    for tally in tallies:
        led[tally.lead].append(tally.figures)
    own = user.acting_agency.pk if user.acting_agency else None
    for party in _parties(agreement, text, set(led)):
        agency = party.agency
        if agency is None:
            columns.append(Column(None, party.collective_name, party.collective_name[:8]))
            continue
        figures = summed(led[agency.pk]) if agency.pk in led else None
        columns.append(
            Column(
                agency,
                agency.name,
                agency.letters,
                is_own=agency.pk == own,
                late=figures.counts["late"] if figures else 0,
                figures=figures,
            )
        )
    return columns


def _give_rates(columns: list[Column], tasks: "QuerySet[Task]", on: date) -> None:
    """Punctuality counts for who held a task on its due day, whoever leads it now."""
    current = rates_by_holder(tasks, "current", on)
    first = rates_by_holder(tasks, "first", on)
    nothing = Rate(0, 0)
    for column in columns:
        pk = column.agency.pk if column.agency is not None else 0
        if column.figures is not None or pk in current or pk in first:
            column.figures = replace(
                column.figures or summed([]),
                current=current.get(pk, nothing),
                first=first.get(pk, nothing),
            )


def _led(tally: Tally) -> dict[str, int]:
    """What a cell of the lead agency says."""
    marks = {f"n_{mark}": tally.figures.counts[mark] for mark in _MARKS}
    return {"tasks": tally.live, "weights": tally.weights, "weighted": tally.weighted, **marks}


def _joined(
    tasks: "QuerySet[Task]", on: date, nearly: int
) -> dict[tuple[int, int], dict[str, int]]:
    """{(content line, coordinating agency): what its cell says of the live tasks}; one query."""
    live = Q(task__withdrawn_on=None)
    found: Any = (
        TaskCoordination.objects.filter(task__in=tasks)
        .order_by()
        .values("task__line__content_line", "agency")
        .annotate(
            tasks=Count("pk", filter=live),
            weights=Sum("task__weight", filter=live, default=0),
            weighted=Sum(F("task__weight") * F("task__percent"), filter=live, default=0),
            **{
                f"n_{mark}": Count("pk", filter=condition(mark, on, nearly, "task__"))
                for mark in _MARKS_OF_PARTNERS
            },
        )
    )
    return {(row["task__line__content_line"], row["agency"]): row for row in found}


def _row(
    item: ContentItem,
    number: int,
    columns: list[Column],
    led: Mapping[tuple[int, int], dict[str, int]],
    joined: Mapping[tuple[int, int], dict[str, int]],
) -> Row:
    partners = {row.agency_id for row in item.coordinations.all()}
    cells = []
    for column in columns:
        agency = column.agency.pk if column.agency else 0
        key = (item.line_id, agency)
        if agency == item.lead_agency_id or key in led:
            cells.append(_cell(LEAD, led.get(key)))
        elif agency in partners or key in joined:
            cells.append(_cell(PARTNER, joined.get(key)))
        else:
            cells.append(Cell())
    return Row(item, number, cells, None, 0, 0, len(partners), None)


def _cell(role: str, sums: Mapping[str, int] | None) -> Cell:
    if sums is None or not sums["weights"]:
        return Cell(role)
    done = sums["n_done"] + sums["n_donelate"] == sums["tasks"]
    # Lateness is the lead agency's.
    shown = ("late", "back", "wait") if role == LEAD else ("wait",)
    marks = {mark for mark in shown if sums[f"n_{mark}"]}
    if done:
        marks.add("donelate" if sums["n_donelate"] else "done")
    weighted, weights = int(sums["weighted"]), int(sums["weights"])
    percent = (2 * weighted + weights) // (2 * weights)  # half up
    return Cell(role, sums["tasks"], percent, frozenset(marks))


def _count_columns(columns: list[Column], rows: list[Row]) -> None:
    for at, column in enumerate(columns):
        roles = Counter(row.cells[at].role for row in rows)
        column.leads, column.coordinates = roles[LEAD], roles[PARTNER]


def _say(agreement: Agreement, columns: list[Column], rows: list[Row]) -> None:
    """Give every cell its sentence and its address."""
    roles = {LEAD: _("lead"), PARTNER: _("coordinating")}
    marks = {
        "late": _("has overdue tasks"),
        "back": _("has returned tasks"),
        "wait": _("awaits confirmation"),
        "done": _("finished on time"),
        "donelate": _("finished late"),
        "": "",
    }
    words = _("%(agency)s, content %(number)d, %(role)s: %(percent)s")
    nothing = _("no task yet")
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=True):
            if column.agency is None or cell.role == NONE:
                continue
            percent = nothing if cell.percent is None else f"{cell.percent} %"
            said = words % {
                "agency": column.name,
                "number": row.number,
                "role": roles[cell.role],
                "percent": percent,
            }
            cell.label = f"{said}, {marks[cell.mark]}" if cell.mark else said
            who = "lead" if cell.role == LEAD else "partner"
            asked = f"line={row.item.line_id}&{who}={column.agency.pk}&state=live"
            cell.query = f"?programme={agreement.pk}&{asked}"
