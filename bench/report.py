"""The table of figures, for a terminal or as Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

HEAD = (
    "page, who",
    "ours p50",
    "p95",
    "plain p50",
    "p95",
    "bare p50",
    "ours/plain",
    "CPU o/p",
    "ours/bare",
    "KB ours/plain",
    "queries ours/plain",
)
AIM = 1.2


def cells(row: dict[str, Any]) -> tuple[str, ...]:
    """One measured row as words; above the aim the ratio carries a mark.

    Without a page by hand its cells are dashes.
    """
    ours, plain, bare = row["ours"], row["plain"], row["bare"]
    if plain is None:
        return (
            row["label"],
            f"{ours['p50']:.1f}",
            f"{ours['p95']:.1f}",
            *("–", "–"),
            f"{bare['p50']:.1f}",
            *("–", "–"),
            f"{ours['p50'] / bare['p50']:.1f}",
            f"{ours['size'] / 1024:.0f}/–",
            f"{ours['queries']}/–",
        )
    ratio = ours["p50"] / plain["p50"]
    return (
        row["label"],
        f"{ours['p50']:.1f}",
        f"{ours['p95']:.1f}",
        f"{plain['p50']:.1f}",
        f"{plain['p95']:.1f}",
        f"{bare['p50']:.1f}",
        f"{ratio:.2f}{' !' if ratio > AIM else ''}",
        f"{ours['cpu'] / plain['cpu']:.2f}",
        f"{ours['p50'] / bare['p50']:.1f}",
        f"{ours['size'] / 1024:.0f}/{plain['size'] / 1024:.0f}",
        f"{ours['queries']}/{plain['queries']}",
    )


def as_text(title: str, rows: Iterable[dict[str, Any]]) -> str:
    """Columns aligned; milliseconds."""
    table = [HEAD, *(cells(row) for row in rows)]
    widths = [max(len(row[at]) for row in table) for at in range(len(HEAD))]
    return "\n".join([title, *(_line(row, widths) for row in table), ""])


def as_markdown(title: str, rows: Iterable[dict[str, Any]]) -> str:
    """A Markdown table under a heading; milliseconds."""
    lines = [f"### {title}", "", _barred(HEAD), _barred(["---", *["--:"] * (len(HEAD) - 1)])]
    return "\n".join([*lines, *(_barred(cells(row)) for row in rows), ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first = row[0].ljust(widths[0])
    return "  ".join(
        [first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
    )


def _barred(row: Sequence[str]) -> str:
    return "| " + " | ".join(row) + " |"
