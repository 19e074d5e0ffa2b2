"""The programme screen, by hand: the tasks of one agreement are read once and counted here."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain import rates
from bench.plain.rows import STATES, row_of, state_key
from bench.plain.standing import badge_of, state_of
from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, ContentItem, Party
from phoihop.tasks.models import Task

_MARKS = {
    "late": "có việc quá hạn",
    "back": "bị trả lại",
    "wait": "chờ xác nhận",
    "done": "xong đúng hạn",
    "donelate": "xong, quá hạn",
}


class Work(NamedTuple):
    """A task with its state of the day and the agencies that coordinate."""

    task: Task
    key: str
    partners: set[int]


def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Contents × parties with progress, marks and figures."""
    agreement = get_object_or_404(Agreement.objects.select_related("paper"), pk=pk)
    on = timezone.localdate()
    parties = list(agreement.parties.select_related("agency"))
    items = list(agreement.items.select_related("lead_agency").prefetch_related("coordinations"))
    works = works_of(agreement, on)
    rows = rows_of(items, parties, works)
    own = cast(User, request.user).acting_agency
    columns = [
        _column(at, party, rows, works, on, own.pk if own else 0)
        for at, party in enumerate(parties)
    ]
    chosen = next((column for column in columns if column["own"]), columns[0])
    counts = Counter(work.key for work in works)
    context = {
        "agreement": agreement,
        "signed": f"{agreement.signed_on:%d/%m/%Y}" if agreement.signed_on else "",
        "signed_iso": agreement.signed_on.isoformat() if agreement.signed_on else "",
        "rows": rows,
        "columns": columns,
        "counts": counts,
        "total": len(works) - counts["withdrawn"],
        "finished": counts["done"] + counts["donelate"],
        "progress": _overall(rows),
        "current": _rate(works, "due_on", on),
        "first": _rate(works, "first_due_on", on),
        "late": [row_of(work.task, on) for work in works if work.key == "late"][:10],
        "chosen": chosen,
        "cells": [(row, cell) for row in rows if (cell := row["cells"][chosen["at"]])["role"]],
        "roles": Counter(cell["role"] or "none" for row in rows for cell in row["cells"]),
        "size": len(rows) * len(columns),
        "state": badge_of(state_of(agreement, on))[1],
        "may_assign": own is not None and own.pk == agreement.owner_id,
    }
    return render(request, "plain/programme.html", context)


def works_of(agreement: Agreement, on: date) -> list[Work]:
    """The tasks of the programme in the order of their due days."""
    tasks = (
        agreement.tasks.select_related("lead_agency", "line")
        .prefetch_related("coordinations")
        .order_by("due_sort", "pk")
    )
    return [
        Work(task, state_key(task, on), {row.agency_id for row in task.coordinations.all()})
        for task in tasks
    ]


def rows_of(
    items: list[ContentItem], parties: list[Party], works: list[Work]
) -> list[dict[str, Any]]:
    """The contents with a cell for each party."""
    of_line: defaultdict[int, list[Work]] = defaultdict(list)
    for work in works:
        of_line[work.task.line.content_line_id].append(work)
    rows = []
    for number, item in enumerate(items, start=1):
        mine = of_line[item.line_id]
        updated = max((w.task.updated_at for w in mine if w.task.updated_at), default=None)
        rows.append(
            {
                "number": number,
                "item": item,
                "tasks": sum(work.key != "withdrawn" for work in mine),
                "late": sum(work.key == "late" for work in mine),
                "percent": _percent(mine),
                "updated": f"{timezone.localtime(updated):%d/%m/%Y}" if updated else "",
                "cells": [_cell(number, item, party, mine) for party in parties],
            }
        )
    return rows


def _cell(number: int, item: ContentItem, party: Party, works: list[Work]) -> dict[str, Any]:
    agency = party.agency_id
    led = [work for work in works if work.task.lead_agency_id == agency]
    joined = [work for work in works if agency in work.partners]
    if led or agency == item.lead_agency_id:
        role, words, mine = "lead", "chủ trì", led
    elif joined or agency in {row.agency_id for row in item.coordinations.all()}:
        role, words, mine = "partner", "phối hợp", joined
    else:
        return {"role": ""}
    percent = _percent(mine) if mine else None
    mark = _mark(mine, role) if percent is not None else ""
    said = "chưa có nhiệm vụ" if percent is None else f"{percent} %"
    said = f"{said}, {_MARKS[mark]}" if mark else said
    return {
        "role": role,
        "percent": percent,
        "mark": mark,
        "words": STATES[mark][2] if mark else "",
        "label": f"{party.agency}, nội dung {number}, {words}: {said}",
        "query": f"?programme={item.agreement_id}&line={item.line_id}&{role}={agency}&state=live",
    }


def _mark(works: Iterable[Work], role: str) -> str:
    keys = {work.key for work in works if work.key != "withdrawn"}
    if keys and keys <= {"done", "donelate"}:
        return "donelate" if "donelate" in keys else "done"
    shown = ("late", "back", "wait") if role == "lead" else ("wait",)
    return next((mark for mark in shown if mark in keys), "")


def _percent(works: Iterable[Work]) -> int | None:
    """Weighted, half up; None where all are withdrawn."""
    live = [work.task for work in works if work.key != "withdrawn"]
    weights = sum(task.weight for task in live)
    if not weights:
        return None if works else 0
    return (2 * sum(task.weight * task.percent for task in live) + weights) // (2 * weights)


def _overall(rows: list[dict[str, Any]]) -> int:
    counted = [row for row in rows if row["percent"] is not None]
    weights = sum(row["item"].weight for row in counted)
    return int(sum(row["item"].weight * row["percent"] for row in counted) / weights + 0.5)


def _rate(works: Iterable[Work], field: str, on: date) -> dict[str, Any]:
    met = of = 0
    for task, key, _partners in works:
        due = getattr(task, field)
        if due is None or key in {"withdrawn", "paused"}:
            continue
        if task.done_on:
            of += 1
            met += task.done_on <= due
        elif task.submitted_on is None and due < on:
            of += 1
    return {"met": met, "of": of, "value": rates.percent(met, of)}


def _column(  # noqa: PLR0913, PLR0917 -- what a column is counted from
    at: int, party: Party, rows: list[dict[str, Any]], works: list[Work], on: date, own: int
) -> dict[str, Any]:
    led = [work for work in works if work.task.lead_agency_id == party.agency_id]
    roles = Counter(row["cells"][at]["role"] for row in rows)
    return {
        "at": at,
        "agency": party.agency,
        "letters": party.agency.letters if party.agency else "",
        "own": party.agency_id == own,
        "leads": roles["lead"],
        "joins": roles["partner"],
        "total": sum(work.key != "withdrawn" for work in led),
        "late": sum(work.key == "late" for work in led),
        "current": _rate(led, "due_on", on),
        "first": _rate(led, "first_due_on", on),
    }
