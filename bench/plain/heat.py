"""The pictures of a programme, by hand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain.heatmap import Cell, heat_map, narrow_heat_map, step_of
from bench.plain.programme import rows_of, works_of
from phoihop.agreements.models import Agreement


def heat(request: HttpRequest, pk: int) -> HttpResponse:
    """Contents × parties as a heat map, and the table behind it."""
    agreement = get_object_or_404(Agreement, pk=pk)
    parties = list(agreement.parties.select_related("agency"))
    items = list(agreement.items.select_related("lead_agency").prefetch_related("coordinations"))
    rows = rows_of(items, parties, works_of(agreement, timezone.localdate()))
    columns = [
        {"name": party.agency.name, "letters": party.agency.letters}
        if party.agency
        else {"name": party.collective_name, "letters": party.collective_name[:8]}
        for party in parties
    ]
    cells = [[_cell(cell) for cell in row["cells"]] for row in rows]
    names = [f"{row['number']}. {row['item'].text}" for row in rows]
    by_agency = [
        (column["name"], [line[at] for line in cells]) for at, column in enumerate(columns)
    ]
    context = {
        "agreement": agreement,
        "rows": rows,
        "columns": columns,
        "title": f"{agreement.title}: {_finding(rows)}" if rows and columns else "",
        "wide": heat_map(
            [column["letters"] for column in columns], list(zip(names, cells, strict=True))
        ),
        "narrow": narrow_heat_map([str(row["number"]) for row in rows], by_agency),
    }
    return render(request, "plain/heat.html", context)


def _cell(cell: dict[str, Any]) -> Cell:
    if cell.get("percent") is None:
        return Cell(0, "")
    return Cell(step_of(cell["percent"], 100), str(cell["percent"]), cell["mark"] == "late")


def _finding(rows: list[dict[str, Any]]) -> str:
    late = sum(cell.get("mark") == "late" for row in rows for cell in row["cells"])
    words = f"{late} ô có nhiệm vụ quá hạn" if late else "không có việc quá hạn"
    moving = [row for row in rows if row["percent"] is not None]
    if not moving:
        return f"Chưa nội dung nào có nhiệm vụ: {words}"
    last = min(moving, key=lambda row: (row["percent"], row["number"]))
    return f"Chậm nhất là nội dung {last['number']} ({last['percent']} %); {words}"
