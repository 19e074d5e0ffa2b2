"""The picture of reviews, by hand: each paper a line, each review a sign, wide and for a phone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bench.plain import shapes as draw
from bench.plain.milestones import name_of, stand
from phoihop.documents.models import Milestone
from phoihop.tasks.models import TaskMilestone

_MOST = 40
_CSS = {"done": "m-done", "donelate": "m-donelate"}
_LETTERS = {"done": " m-t-d", "late": " m-t-x"}


def timeline(due: "QuerySet[Milestone]", on: date) -> dict[str, Any] | None:
    """The papers of these milestones with all their reviews."""
    keys = due.order_by("current_on", "pk").values_list("document", flat=True)
    papers = list(dict.fromkeys(keys))
    if not papers:
        return None
    shown = papers[:_MOST]
    rows = Milestone.objects.filter(document__in=shown, dropped_at=None)
    given = set(
        TaskMilestone.objects.filter(
            milestone__document__in=shown, task__withdrawn_on=None
        ).values_list("milestone", flat=True)
    )
    points: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = rows.select_related("document").defer("document__text", "document__words")
    for one in rows.order_by("current_on", "pk"):
        points[one.document_id].append(stand(one, on, has_task=one.pk in given))
    lines = [_line(points[key]) for key in shown]
    lines.sort(key=lambda one: (one["issued"] or date.min, one["pk"]))
    wide_height, narrow_height = 56 + 46 * len(lines), 38 + 62 * len(lines)
    return {
        "lines": lines,
        "title": _title(lines, on),
        "left_out": len(papers) - len(shown),
        "wide": draw.picture(_wide(lines, on, wide_height)),
        "wide_height": wide_height,
        "narrow": draw.picture(_narrow(lines, on, narrow_height)),
        "narrow_height": narrow_height,
    }


def _line(points: list[dict[str, Any]]) -> dict[str, Any]:
    paper = points[0]["one"].document
    return {
        "pk": paper.pk,
        "name": name_of(paper),
        "subject": paper.subject,
        "issued": paper.issued_on,
        "day": f"{paper.issued_on:%d/%m/%Y}" if paper.issued_on else "",
        "iso": paper.issued_on.isoformat() if paper.issued_on else "",
        "points": points,
    }


def _title(lines: list[dict[str, Any]], on: date) -> str:
    points = [point for line in lines for point in line["points"]]
    late = sum(point["shape"] == "late" for point in points)
    waiting = sum(point["shape"] == "plan" and point["key"] == "none" for point in points)
    title = f"{len(lines)} văn bản: "
    title += f"{late} mốc quá hạn" if late else "không có mốc quá hạn"
    return f"{title}, {waiting} mốc năm {on.year} chưa giao" if waiting else title


def _wide(lines: list[dict[str, Any]], on: date, height: float) -> Iterator[str]:
    days = [point["one"].current_on for line in lines for point in line["points"]]
    days += [line["issued"] for line in lines if line["issued"]]
    first: int = min([*days, on]).year
    last: int = max([*days, on]).year + 1
    bottom = height - 26

    def x_of(day: date) -> float:
        return 236.0 + 948 * (_in_years(day) - first) / (last - first)

    for year in range(first, last + 1, max(1, round((last - first) / 12))):
        at = x_of(date(year, 1, 1))
        yield draw.line(at, 30, at, bottom, "grid")
        yield draw.text(at, 22, year, anchor="middle")
    left, right = x_of(date(on.year, 1, 1)), x_of(date(on.year, 12, 31))
    yield draw.rect(left, 30, right - left, bottom - 30, "now-band")
    yield draw.text((left + right) / 2, height - 8, "năm nay", "t-strong", "middle")
    for row, line in enumerate(lines):
        y = 60 + 46 * row
        yield draw.text(0, y - 3, draw.shortened(line["name"], 220), "t-strong")
        yield draw.text(0, y + 15, draw.shortened(line["subject"], 220))
        yield from _signs(line["issued"], line["points"], x_of, y)


def _narrow(lines: list[dict[str, Any]], on: date, height: float) -> Iterator[str]:
    first, last = on.year - 3, on.year + 4
    step = 280 / 7

    def x_of(day: date) -> float:
        return 8 + step * (min(max(_in_years(day), first), last) - first)

    yield draw.rect(x_of(date(on.year, 1, 1)), 26, step, height - 28, "now-band")
    for year in range(first, last):
        at = x_of(date(year, 1, 1))
        yield draw.line(at, 26, at, height - 2, "grid")
        css = "t-strong" if year == on.year else ""
        yield draw.text(at + step / 2, 18, year, css, "middle")
    for row, line in enumerate(lines):
        y = 70 + 62 * row
        yield draw.text(8, y - 22, draw.shortened(f"{line['name']} {line['subject']}", 280))
        inside = [p for p in line["points"] if first <= p["one"].current_on.year < last]
        issued = line["issued"]
        starts = issued is not None and first <= issued.year < last
        yield from _signs(issued, inside, x_of, y, starts=starts)


def _signs(
    issued: date | None,
    points: list[dict[str, Any]],
    x_of: Callable[[date], float],
    y: float,
    *,
    starts: bool = True,
) -> Iterator[str]:
    days = [point["one"].current_on for point in points] + ([issued] if issued else [])
    if days:
        yield draw.line(x_of(min(days)), y, x_of(max(days)), y, "axis")
    if issued and starts:
        yield draw.rect(x_of(issued) - 4, y - 8, 8, 16, "m-start")
    for point in points:
        x, shape = x_of(point["one"].current_on), point["shape"]
        if shape == "late":
            yield draw.octagon(x, y, "m-late")
        elif shape == "plan":
            yield draw.rect(x - 11, y - 11, 22, 22, "m-plan")
        else:
            yield draw.circle(x, y, 11, _CSS.get(shape, "m-later"))
        letter, css = point["one"].years or "•", f"t-strong{_LETTERS.get(shape, '')}"
        yield draw.text(x, y + 5, letter, css, "middle")


def _in_years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366
