"""Tasks, items, figures and sections as JSON and as Vietnamese lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from phoihop.reader.facts import Evidence, Figure, Item, Named, Reading, Section, Task

SECTION_KINDS: Final[Mapping[str, str]] = {
    "cause": "nguyên nhân", "proposal": "kiến nghị, đề xuất", "result": "kết quả",
    "limitation": "hạn chế", "direction": "phương hướng, nhiệm vụ",
}  # fmt: skip
PERIODS: Final[Mapping[str, str]] = {
    "daily": "hằng ngày", "weekly": "hằng tuần", "monthly": "hằng tháng",
    "quarterly": "hằng quý", "half-yearly": "6 tháng một lần", "yearly": "hằng năm",
}  # fmt: skip


def further_json(reading: Reading) -> dict[str, Any]:
    """Return the four lists, each entry with start, end and text."""
    return {
        "tasks": [_task(task) for task in reading.tasks],
        "items": [_item(item) for item in reading.items],
        "figures": [_figure(figure) for figure in reading.figures],
        "sections": [_section(section) for section in reading.sections],
    }


def _place(item: Evidence) -> dict[str, Any]:
    return {"start": item.start, "end": item.end, "text": item.text}


def _named(item: Named | None) -> dict[str, Any] | None:
    return {"name": item.name, **_place(item)} if item else None


def _task(task: Task) -> dict[str, Any]:
    due = task.due
    return {
        **_place(task),
        "who": [_named(body) for body in task.who],
        "what": task.what.name,
        "due": due.date if due else None,
        "due_text": due.text if due else None,
        "period": due.period if due else None,
        "product": task.product.name if task.product else None,
        "evidence": {
            "what": _named(task.what),
            "due": _place(due) if due else None,
            "product": _named(task.product),
        },
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "heading": item.heading.name if item.heading else None,
        **_place(item),
        "parties": [_named(party) for party in item.parties],
        "evidence": {"heading": _named(item.heading)},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "total": figure.total,
        "unit": figure.unit,
        "what": figure.what.name if figure.what else None,
        "period": figure.period,
        "change": figure.change,
        **_place(figure),
        "evidence": {"what": _named(figure.what)},
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "kind": section.kind,
        "heading": section.heading.name if section.heading else None,
        **_place(section),
        "evidence": {"heading": _named(section.heading)},
    }


def further_lines(reading: Reading) -> list[str]:
    """Return the lists that have entries, in Vietnamese."""
    lists = (
        ("Nhiệm vụ được giao (đề xuất)", [task_label(task) for task in reading.tasks]),
        ("Nội dung, điều khoản", [item_label(item) for item in reading.items]),
        ("Số liệu", [figure_label(figure) for figure in reading.figures]),
        ("Phần của văn bản", [section_label(section) for section in reading.sections]),
    )
    lines: list[str] = []
    for title, entries in lists:
        if entries:
            lines += [f"{title}:", *(f"- {entry}" for entry in entries)]
    return lines


def task_label(task: Task) -> str:
    """Return who does what, by when or how often, and the product."""
    label = "; ".join(body.name for body in task.who)
    label = f"{label}: {task.what.name}" if label else task.what.name
    if task.due:
        when = PERIODS[task.due.period] if task.due.period else task.due.text
        label += f" ({' '.join(when.split())})"
    return label + (f" [{task.product.name}]" if task.product else "")


def figure_label(figure: Figure) -> str:
    """Return a number as Vietnamese write it, with unit, subject and period."""
    number = vietnamese_number(figure.value)
    if figure.total is not None:
        number += f"/{vietnamese_number(figure.total)}"
    label = number + ("" if figure.unit == "%" else " ") + figure.unit
    if figure.change:
        label = ("tăng " if figure.change == "increase" else "giảm ") + label
    if figure.what:
        label += f": {figure.what.name}"
    return label + (f" ({figure.period})" if figure.period else "")


def vietnamese_number(value: float) -> str:
    """Return 1528.5 as 1.528,5."""
    whole, _, rest = f"{value:,.6f}".rstrip("0").rstrip(".").partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def item_label(item: Item) -> str:
    """Return the clause with its number and the bodies that answer for it."""
    number = f"{item.number}. " if item.number else ""
    parties = "; ".join(party.name for party in item.parties)
    return number + " ".join(item.text.split()) + (f" [{parties}]" if parties else "")


def section_label(section: Section) -> str:
    """Return what sort of part it is, and its heading or words."""
    title = section.heading.name if section.heading else " ".join(section.text.split())
    return f"{SECTION_KINDS[section.kind]}: {title}"
